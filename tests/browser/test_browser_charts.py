"""Bars and their files in a real browser."""

import csv
import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

RANKING = "项目支出最多的是哪些？"


def saved(visit: "Visit", form: str) -> bytes:
    with visit.page.expect_download() as waiting:
        visit.page.click(f"#latest [data-answer-file={form}]")
    return waiting.value.path().read_bytes()


def recomputed(sheet: Any, formula: str) -> Decimal:
    """What a formula of ours comes to: a sum of a column, a cell divided by another."""
    summed = re.fullmatch(r"=SUM\(([A-Z])(\d+):\1(\d+)\)", formula)
    if summed:
        column, first, last = summed.groups()
        return sum(
            (worth(sheet, f"{column}{row}") for row in range(int(first), int(last) + 1)), Decimal(0)
        )
    one, other = formula[1:].replace("$", "").split("/")
    return worth(sheet, one) / worth(sheet, other)


def worth(sheet: Any, cell: str) -> Decimal:
    value = sheet[cell].value
    return recomputed(sheet, value) if str(value).startswith("=") else Decimal(str(value or 0))


def test_bars_are_as_long_as_their_figures_and_turn_into_a_table(sample: "Visit") -> None:
    sample.ask(RANKING)
    first, second = sample.page.locator("#latest .mz-bars rect").all()
    assert first.evaluate("bar => bar.getBoundingClientRect().width") == pytest.approx(
        1.25 * second.evaluate("bar => bar.getBoundingClientRect().width"), rel=0.01
    )
    sample.page.click("#latest [data-view=table]")
    assert not sample.page.locator("#latest .mz-bars").is_visible()
    table = sample.text("#latest .mz-figures")
    assert "900.00 万元" in table
    assert sample.page.locator("#latest [data-view=table]").get_attribute("aria-pressed") == "true"


def test_the_files_hold_what_the_table_shows_and_their_formulas_come_to_it(
    sample: "Visit",
) -> None:
    sample.ask(RANKING)
    sample.page.click("#latest [data-view=table]")
    shown = [
        row.locator("td").all_inner_texts()[:3]
        for row in sample.page.locator("#latest .mz-figures tbody tr").all()
    ]
    sheet = load_workbook(io.BytesIO(saved(sample, "xlsx"))).worksheets[0]
    made = [
        [
            str(sheet.cell(row, 1).value),
            f"{worth(sheet, f'B{row}'):.2f} 万元",
            f"{100 * worth(sheet, f'C{row}'):.2f}%",
        ]
        for row in range(2, sheet.max_row + 1)
    ]
    assert made == shown
    rows = list(csv.reader(io.StringIO(saved(sample, "csv").decode("utf-8-sig"))))[1:]
    assert [[row[0], f"{row[1]} 万元", row[2]] for row in rows] == shown


def test_an_earlier_answer_can_still_be_saved(sample: "Visit") -> None:
    sample.ask(RANKING)
    sample.ask("2019年的支出是多少？")
    sample.page.locator("#earlier .mz-turn > summary").first.click()
    with sample.page.expect_download() as waiting:
        sample.page.locator("#earlier [data-answer-file=csv]").first.click()
    assert waiting.value.suggested_filename == "项目支出最多的是哪些？.csv"


def test_on_a_phone_bars_fit_the_screen(phone: "Visit") -> None:
    phone.ask(RANKING)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 375
    box = phone.page.locator("#latest .mz-bars .mz-value").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 375
    assert phone.outside == []
