"""An exported file, opened again, holds every figure of the report as a number and as printed."""

import csv
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from invented import invented_extraction, read_invented, spending_table, written_reports
from openpyxl import load_workbook

from index.__main__ import main
from index.build import build
from index.corpus import Corpus
from index.errors import ExportError
from index.export import csv_bytes, sheet_names, write_csv, write_xlsx, xlsx_bytes
from index.generations import FACTS, pointer
from index.records import Cell, Extraction, Table
from index.sheets import Contents, Figure, Formula, Sheet, all_tables, table_sheet, with_source
from index.show import finding_object, printed_values, value_positions
from index.spending import SpendingItem
from index.stores.embedders import Embedder


def exported(store: Path, *words: str | Path) -> int:
    return main(["export", *map(str, words), "--store", str(store)])


def csv_rows(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))


def xlsx_sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(path)
    return {sheet.title: list(sheet.iter_rows()) for sheet in book}


def extraction_of(store: Path) -> Extraction:
    with Corpus.open(store) as corpus:
        return corpus.extraction(corpus.reports()[0].id)


def number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def decimals_shown(number_format: str) -> int:
    return len(number_format.partition(".")[2])


def decimals_printed(printed: str) -> int:
    return len(printed.partition(".")[2])


def amounts(row: Any, positions: Sequence[int]) -> list[Decimal | None]:
    known = {cell.column: cell.amount for cell in row.cells}
    return [known.get(position) for position in positions]


# --- the bundled report -----------------------------------------------------------------------


def test_every_cell_of_every_table_stands_in_the_workbook(
    bundled_store: Path, tmp_path: Path
) -> None:
    extraction = extraction_of(bundled_store)
    assert exported(bundled_store, "--xlsx", tmp_path / "all.xlsx") == 0
    sheets = list(xlsx_sheets(tmp_path / "all.xlsx").values())
    assert len(sheets) == len(extraction.tables) + 1
    for (heading, *rows), table in zip(sheets, extraction.tables, strict=False):
        positions = value_positions(table)
        assert len(rows) == len(table.rows)
        assert len(heading) >= 3 + 2 * len(positions)
        for cells, row in zip(rows, table.rows, strict=True):
            names = [cell.value for cell in cells[: -2 * len(positions)]]
            assert names[0] == row.page
            assert [n for n in names[1:] if n] == [
                n for n in (row.side, row.code, row.label, row.qualifier) if n
            ]
            figures = cells[-2 * len(positions) :]
            printed = printed_values(row, positions)
            assert [number(c.value) for c in figures[::2]] == amounts(row, positions)
            assert [c.value for c in figures[1::2]] == printed
            assert all(
                decimals_shown(cell.number_format) == decimals_printed(text)
                for cell, text in zip(figures[::2], printed, strict=True)
                if text and cell.value is not None
            )


def test_every_cell_of_a_table_stands_in_the_csv(bundled_store: Path, tmp_path: Path) -> None:
    extraction = extraction_of(bundled_store)
    for table in extraction.tables:
        assert exported(bundled_store, "", table.name, "--csv", tmp_path / "t.csv") == 2
        report = extraction.report
        assert exported(bundled_store, report.title, table.name, "--csv", tmp_path / "t.csv") == 0
        heading, *rows = csv_rows(tmp_path / "t.csv")
        first = len(heading) - 4 - 2 * len(value_positions(table))
        for cells, row in zip(rows, table.rows, strict=True):
            positions = value_positions(table)
            assert cells[0] == str(row.page)
            assert cells[first:-4:2] == [
                "" if a is None else f"{a}" for a in amounts(row, positions)
            ]
            assert cells[first + 1 : -4 : 2] == [p or "" for p in printed_values(row, positions)]
            assert cells[-4:] == [report.title, table.name, report.source, report.sha256]


def test_units_stand_in_the_heading_and_sources_on_a_sheet_of_their_own(
    bundled_store: Path, tmp_path: Path
) -> None:
    report = extraction_of(bundled_store).report
    assert exported(bundled_store, report.id, "表3", "--xlsx", tmp_path / "t.xlsx") == 0
    table, sources = xlsx_sheets(tmp_path / "t.xlsx").values()
    assert [cell.value for cell in table[0]][3:5] == [
        "2023年预算数 / 合计（万元）",
        "2023年预算数 / 合计 原文",
    ]
    assert table[3][1].data_type == "s"
    told = dict(zip((c.value for c in sources[0]), (c.value for c in sources[1]), strict=True))
    assert (told["报告"], told["sha256"], told["所在页"]) == (report.title, report.sha256, "5")
    assert (told["种类"], told["年度"], told["单位"]) == ("预算", report.year, "万元")


def test_spending_items_are_the_rows_of_the_view(bundled_store: Path, tmp_path: Path) -> None:
    facts = sqlite3.connect(bundled_store / (pointer(bundled_store) or "") / FACTS)
    wanted = facts.execute(
        'SELECT report, department, year, "table", code, item, level, parent, "column", fen, page,'
        " printed, unit FROM spending_items ORDER BY cell_id"
    ).fetchall()
    assert exported(bundled_store, "--spending-items", "--xlsx", tmp_path / "s.xlsx") == 0
    (_, *rows), sources = xlsx_sheets(tmp_path / "s.xlsx").values()
    assert len(sources) == 2
    for cells, row in zip(rows, wanted, strict=True):
        values = [cell.value for cell in cells]
        assert (*values[:3], *values[4:10]) == row[:9]
        assert number(values[10]) == Decimal(row[9]) / 1_000_000
        assert decimals_shown(cells[10].number_format) == decimals_printed(row[11])
        assert tuple(values[11:]) == row[10:]
    assert exported(bundled_store, "--spending-items", "--csv", tmp_path / "s.csv") == 0
    _, *lines = csv_rows(tmp_path / "s.csv")
    assert [Decimal(line[10]) * 1_000_000 for line in lines] == [row[9] for row in wanted]


def test_findings_have_both_sides_with_page_and_printed_text(
    bundled_store: Path, tmp_path: Path
) -> None:
    extraction = extraction_of(bundled_store)
    assert exported(bundled_store, "--findings", "--csv", tmp_path / "f.csv") == 0
    heading, *rows = csv_rows(tmp_path / "f.csv")
    for cells, finding in zip(rows, extraction.findings, strict=True):
        told = dict(zip(heading, cells, strict=True))
        shown = finding_object(extraction.report, finding)
        assert (told["编号"], told["规则"]) == (shown["id"], shown["rule"])
        assert told["说明"] == shown["message"]
        assert told["差额"] == (finding.difference or "").replace(",", "")
        for name, side in zip(("甲", "乙"), finding.sides, strict=False):
            assert told[f"{name} 页"] == str(side.page)
            assert told[f"{name} 原文"].removeprefix("'") == side.printed
            assert told[f"{name} 行"] == (side.row or "")
        assert told["其他依据"].count("；") == max(len(finding.sides) - 3, 0)
        assert told["sha256"] == extraction.report.sha256


# --- which one is meant -----------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path, embedder: Embedder) -> Path:
    """青石县文化局 and 青石县水利局."""
    paths = written_reports(tmp_path / "in", "青石县文化局", "青石县水利局")
    build(paths, tmp_path / "st", read_report=read_invented, embedder=embedder)
    return tmp_path / "st"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["青石县", "表3"], "青石县水利局2031"),
        ([], "青石县文化局2031"),
        (["水利局", "2031年"], "公开表13"),
        (["水利局"], "公开表13"),
        (["教育局"], "没有找到“教育局”"),
        (["水利局", "收入"], "没有找到“收入”"),
        (["--findings", "水利局", "表3"], "不能再指明表"),
        (["--spending-items", "教育局"], "没有找到“教育局”"),
    ],
)
def test_what_is_not_clear_is_not_exported(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert exported(store, *words, "--csv", tmp_path / "x.csv") == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x.csv").exists()


def test_spending_items_of_one_report_or_of_all(store: Path, tmp_path: Path) -> None:
    counts = []
    for words in (["水利局"], []):
        assert exported(store, "--spending-items", *words, "--csv", tmp_path / "s.csv") == 0
        counts.append(len(csv_rows(tmp_path / "s.csv")) - 1)
    assert counts[1] == 2 * counts[0] > 0


def test_exactly_one_kind_of_file_is_asked_for(store: Path, tmp_path: Path) -> None:
    for files in ([], ["--csv", "a.csv", "--xlsx", "a.xlsx"]):
        with pytest.raises(SystemExit) as ended:
            exported(store, "水利局", "表3", *files)
        assert ended.value.code == 2


# --- what a cell may hold ---------------------------------------------------------------------


def odd_table(*printed: tuple[str | None, str | None, str]) -> Table:
    """A table of one value column with these figures: printed, amount, unit."""
    table = spending_table()
    rows = [
        replace(
            table.rows[0],
            cells=(
                Cell(
                    column=2,
                    printed=text,
                    amount=None if amount is None else Decimal(amount),
                    unit=unit,
                ),
            ),
        )
        for text, amount, unit in printed
    ]
    return replace(table, columns=table.columns[:3], rows=tuple(rows))


def test_a_blank_a_dash_and_a_zero_are_told_apart(tmp_path: Path) -> None:
    table = odd_table((None, None, "万元"), ("—", None, "万元"), ("0.00", "0.00", "万元"))
    write_xlsx(tmp_path / "t.xlsx", [table_sheet(table)])
    [(_, *rows)] = xlsx_sheets(tmp_path / "t.xlsx").values()
    assert [[cell.value for cell in row[3:]] for row in rows] == [
        [None, None],
        [None, "—"],
        [0, "0.00"],
    ]


def test_where_a_column_mixes_units_every_row_tells_its_own() -> None:
    sheet = table_sheet(odd_table(("5", "5", "个"), ("1.50", "1.50", "万元")))
    assert [name.split()[-1] for name in sheet.heading[4:]] == ["单位", "原文"]
    assert [row[4] for row in sheet.rows] == ["个", "万元"]


@pytest.mark.parametrize(
    ("printed", "unit", "fen", "shown"),
    [
        ("1,433.90", "万元", 1_433_900_000, "1433.90"),
        ("12,345,678.90", "元", 1_234_567_890, "1234.567890"),
        ("10000", "元", 1_000_000, "1.0000"),
        ("1.2", "亿元", 12_000_000_000, "12000"),
    ],
)
def test_an_amount_in_another_unit_keeps_all_its_decimals(
    tmp_path: Path, printed: str, unit: str, fen: int, shown: str
) -> None:
    item = SpendingItem(
        report_id="r", table="表", page=1, code=None, item="行", level=None, parent=None,
        column="列", fen=fen, printed=printed, unit=unit,
    )  # fmt: skip
    figure = Figure(value=item.amount, places=item.places)
    write_csv(tmp_path / "s.csv", Sheet(name="s", heading=("金额",), rows=((figure,),)))
    assert csv_rows(tmp_path / "s.csv")[1] == [shown]


@pytest.mark.parametrize("text", ["=1+1", "+1234", "-cmd", "@SUM(A1)"])
def test_a_text_is_never_run_as_a_formula(tmp_path: Path, text: str) -> None:
    sheet = Sheet(name="表", heading=("名称",), rows=((text,),))
    write_csv(tmp_path / "t.csv", sheet)
    assert csv_rows(tmp_path / "t.csv")[1] == [f"'{text}"]
    write_xlsx(tmp_path / "t.xlsx", [sheet])
    [(_, (cell,))] = xlsx_sheets(tmp_path / "t.xlsx").values()
    assert (cell.value, cell.data_type) == (text, "s")


@pytest.mark.parametrize("text", ["-", "-5.00", "—", "①公务用车购置费"])
def test_a_printed_figure_stays_as_it_is(tmp_path: Path, text: str) -> None:
    write_csv(tmp_path / "t.csv", Sheet(name="表", heading=("原文",), rows=((text,),)))
    assert csv_rows(tmp_path / "t.csv")[1] == [text]


def test_a_control_character_does_not_spoil_a_workbook(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "t.xlsx", [Sheet(name="表", heading=("名称",), rows=(("办\x02公费",),))])
    assert xlsx_sheets(tmp_path / "t.xlsx")["表"][1][0].value == "办公费"


def test_names_of_sheets_are_short_and_differ() -> None:
    long = "预算公开表6 2023年一般公共预算安排基本支出分经济科目表（不含上年结转）"
    sheets = [Sheet(name=name, heading=(), rows=()) for name in (long, long, "收入/支出", "")]
    names = sheet_names(sheets)
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 31 for name in names)
    assert names[2] == "收入 支出"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(ExportError, match=r"t\.csv：无法写入"):
        write_csv(tmp_path / "t.csv", Sheet(name="表", heading=(), rows=()))
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]
    with pytest.raises(ExportError, match="无法写入"):
        write_xlsx(tmp_path / "没有" / "t.xlsx", [Sheet(name="表", heading=("列",), rows=())])


def test_a_table_in_a_csv_says_in_every_row_where_it_is_from() -> None:
    report = invented_extraction().report
    contents: Contents = all_tables(report, [spending_table()])
    sheet = with_source(contents)
    assert {row[-4:] for row in sheet.rows} == {
        (report.title, spending_table().name, report.source, report.sha256)
    }


# --- formulas -----------------------------------------------------------------------------------


def test_a_formula_is_live_in_a_workbook_and_its_value_in_a_csv_file(tmp_path: Path) -> None:
    total = Formula(expression="SUM(B2:B2)", value=Decimal("3"), places=2)
    share = Formula(expression="B2/B3", value=Decimal("0.61806"), places=2, percent=True)
    rows = (
        ("=HYPERLINK(1)", Figure(value=Decimal("3"), places=2), None),
        ("合计", total, share),
    )
    sheet = Sheet(name="图", heading=("名称", "金额", "+占比"), rows=rows)
    (tmp_path / "f.xlsx").write_bytes(xlsx_bytes([sheet]))
    _, first, last = xlsx_sheets(tmp_path / "f.xlsx")["图"]
    assert (first[0].value, first[0].data_type) == ("=HYPERLINK(1)", "s")
    assert (last[1].value, last[1].data_type) == ("=SUM(B2:B2)", "f")
    assert (last[2].value, last[2].number_format) == ("=B2/B3", "#,##0.00%")
    assert csv_bytes(sheet).decode("utf-8-sig").splitlines() == [
        "名称,金额,'+占比",
        "'=HYPERLINK(1),3.00,",
        "合计,3.00,61.81%",
    ]
