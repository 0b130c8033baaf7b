"""Bars and files hold the very figures of the answer; sums only where summing makes sense."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from page_samples import EXTRACTION, HOSTILE, RANKING, SHARE, TABLE, cell_citation

from assistant.answer import Answer, Item
from assistant.page.answer_file import answer_file
from assistant.page.charts import chart_block, chart_of
from assistant.page.totals import share, whole_of


def answer(*figures: tuple[str | None, str | None]) -> Answer:
    """An answer with these (value, unit) items; none of them is cited."""
    items = tuple(
        Item(label=f"第{number}项", value=value, unit=unit, citations=())
        for number, (value, unit) in enumerate(figures, start=1)
    )
    return replace(RANKING, items=items, citations=())


def widths(of: Answer) -> list[Decimal]:
    chart = chart_of(of)
    assert chart is not None
    return [bar.width for bar in chart.bars]


def starts(of: Answer) -> list[Decimal]:
    chart = chart_of(of)
    assert chart is not None
    return [bar.start for bar in chart.bars]


# --- bars -------------------------------------------------------------------------------------


def test_a_bar_is_as_long_as_its_figure_is_great() -> None:
    assert widths(answer(("500.00", "万元"), ("125", "万元"))) == [100, 25]


def test_zero_has_no_bar_and_a_blank_is_said_to_be_blank() -> None:
    drawn = answer(("4", "元"), ("0", "元"), (None, "元"))
    assert widths(drawn) == [100, 0, 0]
    html = chart_block(drawn)
    assert html is not None
    assert "0 元" in html
    assert "（空白）" in html


def test_a_negative_figure_goes_the_other_way_from_zero() -> None:
    drawn = answer(("30", "万元"), ("-10", "万元"))
    assert starts(drawn) == [25, 0]
    assert widths(drawn) == [75, 25]
    assert 'class="mz-negative"' in str(chart_block(drawn))


def test_only_zeros_have_no_bars_and_do_no_harm() -> None:
    assert widths(answer(("0", "元"), ("0.00", "元"))) == [0, 0]


def test_yuan_and_ten_thousands_of_yuan_stand_on_one_scale_each_with_its_own_unit() -> None:
    drawn = answer(("2", "万元"), ("5000", "元"))
    assert widths(drawn) == [100, 25]
    html = str(chart_block(drawn))
    assert "2 万元" in html
    assert "5,000 元" in html


@pytest.mark.parametrize(
    "figures",
    [
        [("1", "元")],
        [("1", "元")] * 31,
        [("1", "元"), ("2", "人")],
        [("1", None), ("2", None)],
        [("1", "元"), (None, "元")],
        [("甲", "元"), ("2", "元")],
    ],
)
def test_what_cannot_be_compared_has_no_chart(figures: list[tuple[str | None, str | None]]) -> None:
    assert chart_of(answer(*figures)) is None
    assert chart_block(answer(*figures)) is None
    assert answer_file(answer(*figures), [], "xlsx") is None


def test_an_answer_without_items_has_no_chart() -> None:
    assert chart_of(SHARE) is None


def test_no_text_of_an_item_is_markup() -> None:
    hostile = replace(RANKING, items=tuple(replace(item, label=HOSTILE) for item in RANKING.items))
    html = str(chart_block(hostile))
    assert "<script" not in html
    assert "<img" not in html


# --- sums -------------------------------------------------------------------------------------


def ranking_of(*rows: int) -> Answer:
    """A ranking of rows of the sample table by their project spending."""
    cited = tuple(cell_citation(f"c{at}", at, 4) for at in rows)
    items = tuple(
        Item(label=c.row, value=str(c.raw).replace(",", ""), unit="万元", citations=(c.id,))
        for c in cited
    )
    return replace(RANKING, items=items, citations=cited)


def test_different_rows_of_one_column_are_summed() -> None:
    assert whole_of(ranking_of(2, 5), "万元", [EXTRACTION]) == 900


@pytest.mark.parametrize("rows", [(1, 2), (0, 5), (2, 6)])
def test_a_whole_is_never_added_to_its_own_part(rows: tuple[int, int]) -> None:
    assert whole_of(ranking_of(*rows), "万元", [EXTRACTION]) is None


def test_two_columns_of_one_row_are_not_summed() -> None:
    cited = (cell_citation("c1", 2, 3), cell_citation("c2", 2, 4))
    assert whole_of(replace(RANKING, citations=cited), "万元", [EXTRACTION]) is None


def test_what_the_answer_itself_sums_is_summed() -> None:
    summed = replace(answer(("1", "万元"), ("2", "万元")), value="30000", unit="元")
    assert whole_of(replace(summed, plan={"operation": "sum"}), "万元", []) == 3
    assert whole_of(replace(summed, value="4", plan={"operation": "sum"}), "万元", []) is None
    assert whole_of(summed, "万元", []) is None


def test_percentages_and_people_are_not_summed() -> None:
    assert whole_of(answer(("40", "%"), ("60", "%")), "%", [EXTRACTION]) is None


def test_a_share_of_a_blank_is_blank() -> None:
    assert share(None, Decimal(3)) == ""
    assert share(Decimal(1), Decimal(3)) == "33.33%"


# --- files ------------------------------------------------------------------------------------


def test_the_workbook_sums_and_divides_by_itself_and_says_where_each_figure_stands() -> None:
    content = answer_file(RANKING, [EXTRACTION], "xlsx")
    assert content is not None
    book = load_workbook(io.BytesIO(content))
    heading, first, second, total = book.worksheets[0].values
    assert heading[:3] == ("名称", "数值（万元）", "占合计")
    assert first[:3] == ("档案馆", 500, "=B2/B$4")
    assert second[:3] == ("行政运行", 400, "=B3/B$4")
    assert total[:3] == ("以上合计", "=SUM(B2:B3)", "=B4/B$4")
    assert first[4:9] == (TABLE.name, 5, "2012604 档案馆", "2031年预算数 / 项目支出", "500.00")
    assert book.sheetnames == ["图表", "问答"]


def test_units_that_differ_are_converted_by_formula() -> None:
    mixed = replace(
        answer(("2", "万元"), ("5000", "元"), ("0.01", "亿元")),
        value="102.5",
        unit="万元",
        plan={"operation": "sum"},
    )
    content = answer_file(mixed, [], "xlsx")
    assert content is not None
    _, *rows, total = load_workbook(io.BytesIO(content)).worksheets[0].values
    assert [row[1:5] for row in rows] == [
        (2, "万元", "=B2*1", "=D2/D$5"),
        (5000, "元", "=B3/10000", "=D3/D$5"),
        (0.01, "亿元", "=B4*10000", "=D4/D$5"),
    ]
    assert total[3] == "=SUM(D2:D4)"


def test_the_csv_file_holds_what_the_table_shows() -> None:
    content = answer_file(RANKING, [EXTRACTION], "csv")
    assert content is not None
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[1][:3] == ["档案馆", "500.00", "55.56%"]
    assert rows[3][:3] == ["以上合计", "900.00", "100.00%"]
    html = str(chart_block(RANKING, [EXTRACTION]))
    assert "55.56%" in html
    assert "900.00 万元" in html


def test_a_blank_stays_blank_in_a_file_and_an_item_cannot_become_a_formula() -> None:
    drawn = answer(("1", "元"), ("2", "元"), (None, "元"))
    named = tuple(replace(item, label="=1+1") for item in drawn.items)
    content = answer_file(replace(drawn, items=named), [], "xlsx")
    assert content is not None
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert sheet["B4"].value is None
