"""A page of the original: drawn, with the place of every line and cell, handlers' data covered."""

import io
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from small_pdfs import EDUCATION, TOTAL, Sheet, accounts, captioned, small_pdf

from index.generations import file_sha256
from index.readers.originals import original_of, page_of
from index.readers.pdf import read_pdf
from index.records import Area, OriginalPage


def page(path: Path, number: int = 1) -> OriginalPage:
    original = original_of(path, file_sha256(path))
    assert original
    found = page_of(original, number)
    assert found
    return found


def budget(sheet: Sheet) -> None:
    below = accounts(sheet, captioned(sheet), *EDUCATION, TOTAL)
    sheet.text(below + 40, "本部门预算支出合计300元。")


def handled(sheet: Sheet) -> None:
    captioned(sheet)
    sheet.text(300, "本部门预算支出合计300元。")
    sheet.text(340, "经办人：张三 联系电话：0351-1234567")


def words_within(path: Path, area: Area) -> str:
    """What stands in an area of the first page, as another library reads it."""
    with pdfplumber.open(path) as pdf:
        sheet = pdf.pages[0]
        box = (
            area.left * float(sheet.width),
            area.top * float(sheet.height),
            area.right * float(sheet.width),
            area.bottom * float(sheet.height),
        )
        return (sheet.crop(box).extract_text() or "").replace("\n", "")


def test_every_cell_is_where_its_text_is_printed(tmp_path: Path) -> None:
    path = small_pdf(tmp_path / "某县.pdf", budget)
    cells = [cell for cell in page(path).cells if cell.text]
    assert len(cells) > 25
    assert [cell.text for cell in cells] == [words_within(path, cell.area) for cell in cells]


def test_every_line_of_prose_is_where_it_is_printed(tmp_path: Path) -> None:
    path = small_pdf(tmp_path / "某县.pdf", budget)
    (line,) = [line for line in page(path).lines if "合计300元" in line.text]
    assert line.area
    assert "本部门预算支出合计300元" in words_within(path, line.area)


def test_rows_are_numbered_as_in_the_report(tmp_path: Path) -> None:
    path = small_pdf(tmp_path / "某县.pdf", budget)
    (grid,) = read_pdf(path).pages[0].grids
    first = min(cell.line for cell in page(path).cells)
    for cell in page(path).cells:
        assert grid.cells[cell.line - first][cell.column] == cell.text


def test_the_picture_has_the_shape_of_the_page(tmp_path: Path) -> None:
    drawn = page(small_pdf(tmp_path / "某县.pdf", budget)).picture
    assert drawn
    width, height = Image.open(io.BytesIO(drawn)).size
    assert width == pytest.approx(595 * 110 / 72, abs=2)
    assert height == pytest.approx(842 * 110 / 72, abs=2)


def test_a_handlers_name_is_painted_over_and_its_text_left_out(tmp_path: Path) -> None:
    shown = page(small_pdf(tmp_path / "某县.pdf", handled))
    assert shown.covered
    assert shown.picture
    assert not [line for line in shown.lines if "张三" in line.text or "1234567" in line.text]
    image = Image.open(io.BytesIO(shown.picture)).convert("L")
    (line,) = [line for line in shown.lines if "经办人" in line.text]
    assert line.area
    corners = (
        int(line.area.left * image.width) + 2,
        int(line.area.top * image.height) + 2,
        int(line.area.right * image.width) - 2,
        int(line.area.bottom * image.height) - 2,
    )
    darkest, lightest = image.crop(corners).getextrema()
    assert lightest - darkest < 10


def test_a_page_without_handlers_is_not_painted_over(tmp_path: Path) -> None:
    assert not page(small_pdf(tmp_path / "某县.pdf", budget)).covered


def test_a_page_number_beyond_the_last_is_none(tmp_path: Path) -> None:
    path = small_pdf(tmp_path / "某县.pdf", budget)
    original = original_of(path, file_sha256(path))
    assert original
    assert page_of(original, 2) is None
    assert page_of(original, 0) is None


def test_a_file_that_changed_since_it_was_hashed_is_not_kept(tmp_path: Path) -> None:
    path = small_pdf(tmp_path / "某县.pdf", budget)
    assert original_of(path, "0" * 64) is None
