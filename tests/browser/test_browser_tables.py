"""The 报表 tab in a real browser: folding, filtering, sorting, saving, links."""

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from test_browser_sample import contrast

if TYPE_CHECKING:
    from conftest import Visit

pytestmark = pytest.mark.browser

HOSTILE = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
TABLE = "000000000000/t03"


def open_tables(visit: "Visit") -> None:
    visit.page.click("#tab-tables-button")
    visit.page.wait_for_selector("#tables .mz-whole")


def labels(visit: "Visit") -> list[str]:
    """The names of the lines on screen, from top to bottom."""
    shown = visit.page.locator("#tables tbody tr:visible td.mz-label .mz-fold-row > span")
    return shown.all_inner_texts()


def saved(visit: "Visit", form: str) -> Path:
    with visit.page.expect_download() as waiting:
        visit.page.click(f"#tables [data-file={form}]")
    return Path(waiting.value.path())


def sort_by(visit: "Visit", heading: str) -> None:
    visit.page.get_by_role("button", name=heading, exact=True).click()


ALL = ["一般公共服务支出", "档案事务", "行政运行", "一般行政管理事务", "机关服务", "档案馆", "合计"]


def test_the_table_stands_as_printed_with_its_unit_and_page(sample: "Visit") -> None:
    open_tables(sample)
    assert labels(sample) == ALL
    assert "单位：万元 · 第 5 页" in sample.text("#tables .mz-whole header")
    assert sample.text("#tables .mz-count") == "共 7 行"


def test_lines_fold_under_their_parents_by_keyboard_too(sample: "Visit") -> None:
    open_tables(sample)
    fold = sample.page.locator("#tables .mz-fold").nth(1)
    fold.focus()
    sample.page.keyboard.press("Enter")
    assert labels(sample) == [ALL[0], ALL[1], ALL[6]]
    assert fold.get_attribute("aria-expanded") == "false"
    sample.page.keyboard.press("Enter")
    assert labels(sample) == ALL
    sample.page.select_option("#tables .mz-levels", "1")
    assert labels(sample) == [ALL[0], ALL[6]]
    sample.page.select_option("#tables .mz-levels", "leaves")
    assert labels(sample) == ALL[2:6]


def test_siblings_are_sorted_under_their_parents_and_the_total_stays(sample: "Visit") -> None:
    open_tables(sample)
    sort_by(sample, "合计")
    down = [ALL[0], ALL[1], ALL[2], ALL[5], ALL[3], ALL[4], ALL[6]]
    assert labels(sample) == down
    heading = sample.page.locator("#tables th[aria-sort=descending]")
    assert heading.inner_text().strip() == "合计"
    sort_by(sample, "合计")
    assert labels(sample) == [ALL[0], ALL[1], ALL[3], ALL[4], ALL[5], ALL[2], ALL[6]]
    sort_by(sample, "合计")
    assert labels(sample) == ALL


def test_what_is_typed_into_the_filter_is_looked_for_and_never_run(sample: "Visit") -> None:
    open_tables(sample)
    sample.page.fill("#tables .mz-filter", "档案")
    assert labels(sample) == ["档案事务", "档案馆"]
    sample.page.fill("#tables .mz-filter", "1234.56")
    assert labels(sample) == [ALL[0], ALL[1], ALL[6]]
    sample.page.fill("#tables .mz-filter", HOSTILE)
    assert labels(sample) == []
    assert sample.text("#tables .mz-count") == "0 / 7 行"
    assert sample.page.evaluate("window.hacked") is None
    assert sample.page.locator("#tables img, #tables script").count() == 0


def test_a_file_holds_exactly_what_is_on_screen(sample: "Visit") -> None:
    open_tables(sample)
    sample.page.select_option("#tables .mz-levels", "leaves")
    sort_by(sample, "合计")
    sample.page.fill("#tables .mz-filter", "0.00")
    shown = labels(sample)
    assert shown == ["档案馆", "一般行政管理事务", "机关服务"] or len(shown) == 4
    content = saved(sample, "csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    _, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    assert [line[1] for line in lines] == shown
    book = load_workbook(io.BytesIO(saved(sample, "xlsx").read_bytes()))
    _, *rows = book.worksheets[0].values
    assert [row[1] for row in rows] == shown
    cells = sample.page.locator("#tables tbody tr:visible td:last-child").all_inner_texts()
    assert [f"{row[4]:.2f}" for row in rows] == cells


def test_another_report_is_chosen_and_its_hostile_title_is_a_text(sample: "Visit") -> None:
    open_tables(sample)
    sample.page.select_option("#tables .mz-report", "bad" * 4)
    sample.page.wait_for_selector(f"#tables [data-table^='{'bad' * 4}']")
    assert "<script>" in sample.text("#tables .mz-whole header")
    assert sample.page.evaluate("window.hacked") is None
    assert f"table={'bad' * 4}" in sample.page.url


def test_a_link_opens_its_table_with_the_cell_marked(sample: "Visit") -> None:
    sample.page.goto(f"{sample.url}/?table={TABLE}&cells=2:4")
    sample.page.wait_for_selector("#tables td mark")
    assert sample.text("#tables td mark") == "400.00"
    assert sample.page.locator("#tables .mz-notice").count() == 0


def test_a_link_to_a_report_that_is_gone_says_that_the_data_has_changed(sample: "Visit") -> None:
    sample.page.goto(f"{sample.url}/?table=fedcba987654/t03")
    sample.page.wait_for_selector("#tables .mz-notice")
    assert "数据自链接生成以来有变化" in sample.text("#tables .mz-notice")


def test_the_link_of_a_table_is_copied(sample: "Visit") -> None:
    sample.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_tables(sample)
    sample.page.click("#tables .mz-copy-link")
    sample.page.wait_for_function(
        "document.querySelector('#tables .mz-copy-link').textContent === '已复制'"
    )
    copied = sample.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{sample.url}/?table={TABLE}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_a_wide_table_scrolls_in_its_own_box(phone: "Visit", scheme: str) -> None:
    phone.page.emulate_media(color_scheme=scheme)
    open_tables(phone)
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 375
    box = phone.page.locator("#tables .mz-whole-box")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.evaluate("box => { box.scrollLeft = 400; }")
    label = phone.page.locator("#tables td.mz-label").first.bounding_box()
    assert label is not None
    assert 0 <= label["x"] < 60
    assert phone.outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_of_all_tabs_stand_out_by_day_and_by_night(sample: "Visit", scheme: str) -> None:
    sample.page.emulate_media(color_scheme=scheme)
    sample.open()
    open_tables(sample)
    for selector in ("h2", ".mz-muted", "td.mz-label", "th button", ".mz-control", "option"):
        assert contrast(sample, f"#tables {selector}") >= 4.5, selector
    sample.page.click("#tab-findings-button")
    sample.page.wait_for_selector("#findings .mz-finding")
    for selector in ("header span", "h2", "td a", "p", ".mz-said", ".mz-severity-rounding"):
        assert contrast(sample, f"#findings {selector}") >= 4.5, selector
    sample.page.click("#tab-about-button")
    sample.page.wait_for_selector("#about h2")
    for selector in ("h2", "li", "dd", "td a", "code"):
        assert contrast(sample, f"#about {selector}") >= 4.5, selector
