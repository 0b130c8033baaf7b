"""What the PDF reader yields: lines in reading order, ruled grids, one clear line on bad files."""

from pathlib import Path

import pytest
from PIL import Image

from index.errors import ReportUnreadable
from index.readers.files import is_report, read
from index.readers.pdf import read_pdf
from index.records import Document
from tests.readers.small_pdfs import (
    EDUCATION,
    HEIGHT,
    LEFT,
    TOTAL,
    WIDTH,
    Draw,
    Sheet,
    accounts,
    captioned,
    small_pdf,
)


def read_pages(folder: Path, *pages: Draw) -> Document:
    return read_pdf(small_pdf(folder / "某县教育局2024年部门预算.pdf", *pages))


def texts(document: Document) -> list[str]:
    return [line.text for page in document.pages for line in page.lines]


def budget(sheet: Sheet) -> None:
    accounts(sheet, captioned(sheet), *EDUCATION, TOTAL, spans={(3, 0): (1, 4)})


def test_a_page_yields_its_lines_and_its_ruled_table_in_reading_order(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        budget(sheet)
        sheet.text(500, "注：本表含上年结转。")

    (read_page,) = read_pages(tmp_path, page).pages
    (grid,) = read_page.grids
    assert [line.text for line in read_page.lines] == [
        "2024年部门支出预算总表",
        "编制部门：某县教育局 单位：元",
        "注：本表含上年结转。",
    ]
    assert grid.cells[3] == ("205", "", "", "教育支出", "300", "200", "100")
    assert grid.cells[6] == ("合计", None, None, None, "300", "200", "100")
    numbers = [line.number for line in read_page.lines]
    assert numbers[1] < grid.line
    assert grid.line + len(grid.cells) <= numbers[2]


def test_digits_on_the_baseline_of_a_taller_font_stay_in_their_line(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        budget(sheet)
        sheet.text(600, "年初预算为", size=16)
        sheet.text(600, "2993.92", x=LEFT + 82, size=8)
        sheet.text(600, "万元。", x=LEFT + 110, size=16)

    assert texts(read_pages(tmp_path, page))[-1] == "年初预算为2993.92万元。"


def test_lines_are_told_centred_indented_or_full(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.title(60, "预算编制说明")
        sheet.text(
            100, "本部门收入预算共一千二百万元，均为财政拨款，比上年预算有所减少，", x=LEFT + 24
        )
        sheet.text(120, "主要原因是项目调整。")

    settings = [line.setting for page in read_pages(tmp_path, page).pages for line in page.lines]
    assert settings == ["centred", "indented", "full"]


def test_white_areas_are_no_cells(tmp_path: Path) -> None:
    def contents(sheet: Sheet) -> None:
        for index in range(6):
            sheet.bar(LEFT, 80 + index * 20, 200, 20.4, white=True)
            sheet.bar(LEFT + 200, 80 + index * 20, 200, 20.4, white=True)
            sheet.text(95 + index * 20, f"{index + 1}、部门预算表之{index + 1}")

    document = read_pages(tmp_path, contents, budget)
    assert document.pages[0].grids == ()
    assert len(document.pages[0].lines) == 6


def test_text_clipped_out_of_sight_is_not_on_the_page(tmp_path: Path) -> None:
    def clipped(first: float, last: float, up: float) -> Draw:
        def page(sheet: Sheet) -> None:
            sheet.canvas.saveState()
            path = sheet.canvas.beginPath()
            path.rect(LEFT, HEIGHT - last, 400, last - first)
            sheet.canvas.clipPath(path, stroke=0, fill=0)
            for index in range(10):
                sheet.text(100 + index * 40 - up, f"第{index + 1}项职责，预算为{index + 1}万元。")
            sheet.canvas.restoreState()

        return page

    document = read_pages(tmp_path, clipped(80, 270, 0), clipped(80, 400, 200), budget)
    found = [line.text for page in document.pages[:2] for line in page.lines]
    assert found == [f"第{index + 1}项职责，预算为{index + 1}万元。" for index in range(10)]
    assert len(document.pages[0].lines) == 5


def test_page_numbers_and_running_heads_are_no_lines(tmp_path: Path) -> None:
    def numbered(number: int) -> Draw:
        def page(sheet: Sheet) -> None:
            sheet.text(30, "某县教育局部门预算")
            sheet.text(100 + number, f"第{number}段文字。")
            sheet.text(820, f"- {number} -", x=280)

        return page

    document = read_pages(tmp_path, *(numbered(number) for number in range(1, 5)))
    assert texts(document) == [f"第{number}段文字。" for number in range(1, 5)]


def test_bold_printed_twice_is_read_once(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        budget(sheet)
        for shift in (0, 0.3):
            sheet.text(600, "支出总计300元。", x=LEFT + shift)

    assert texts(read_pages(tmp_path, page))[-1] == "支出总计300元。"


def test_a_slanted_watermark_is_not_read(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        budget(sheet)
        sheet.canvas.saveState()
        sheet.canvas.translate(200, 400)
        sheet.canvas.rotate(45)
        sheet.canvas.setFont("STSong-Light", 60)
        sheet.canvas.drawString(0, 0, "内部资料")
        sheet.canvas.restoreState()

    (read_page,) = read_pages(tmp_path, page).pages
    whole = "".join(text or "" for row in read_page.grids[0].cells for text in row)
    assert "内" not in whole + "".join(line.text for line in read_page.lines)


def test_a_page_set_on_its_side_is_read_upright(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setPageRotation(90)
        sheet.canvas.saveState()
        sheet.canvas.translate(WIDTH, 0)
        sheet.canvas.rotate(90)
        sheet.canvas.translate(0, WIDTH - HEIGHT)
        budget(sheet)
        sheet.canvas.restoreState()

    (read_page,) = read_pages(tmp_path, page).pages
    assert read_page.grids[0].cells[3] == ("205", "", "", "教育支出", "300", "200", "100")


def test_telephones_and_handlers_never_leave_the_reader(tmp_path: Path) -> None:
    def page(sheet: Sheet) -> None:
        y = accounts(sheet, captioned(sheet), *EDUCATION)
        widths = (100, 100, 100, 100)
        sheet.table(y + 40, [["经办人", "张三丰", "联系电话", "0351-1234567"]], widths=widths)
        sheet.text(600, "联系电话：0351-7654321")

    document = read_pages(tmp_path, page)
    whole = str(document)
    assert "张三丰" not in whole
    assert "1234567" not in whole
    assert "7654321" not in whole


def test_every_page_read_is_reported(tmp_path: Path) -> None:
    file = small_pdf(tmp_path / "某局预算.pdf", *[budget] * 45)
    seen: list[tuple[int, int]] = []
    document = read_pdf(file, progress=lambda page, pages: seen.append((page, pages)))
    assert seen == [(page, 45) for page in range(1, 46)]
    assert [page.number for page in document.pages] == list(range(1, 46))


# --- files that cannot be read --------------------------------------------------------------


def scanned(sheet: Sheet) -> None:
    sheet.canvas.drawInlineImage(Image.new("L", (60, 80), 200), 0, 0, WIDTH, HEIGHT)


def reason(path: Path) -> str:
    with pytest.raises(ReportUnreadable) as raised:
        read(path)
    message = str(raised.value)
    assert "\n" not in message
    assert message.startswith(path.name)
    return message


def test_a_scanned_report_says_that_it_needs_ocr(tmp_path: Path) -> None:
    assert "OCR" in reason(small_pdf(tmp_path / "扫描.pdf", scanned, scanned))


def test_one_scanned_page_says_on_its_place_that_it_needs_ocr(tmp_path: Path) -> None:
    document = read_pages(tmp_path, budget, scanned, budget)
    (line,) = document.pages[1].lines
    assert "第 2 页" in line.text
    assert "OCR" in line.text


def test_an_encrypted_report_says_so(tmp_path: Path) -> None:
    assert "加密" in reason(small_pdf(tmp_path / "加密.pdf", budget, password="secret"))


def test_a_report_cut_short_is_refused(tmp_path: Path) -> None:
    whole = small_pdf(tmp_path / "某局.pdf", *[budget] * 3).read_bytes()
    for share in (10, 40, 70, 95):
        cut = tmp_path / f"断{share}.pdf"
        cut.write_bytes(whole[: len(whole) * share // 100])
        assert "损坏" in reason(cut) or "不完整" in reason(cut)


def test_a_file_that_only_bears_the_name_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "网页.pdf"
    page.write_text("<html>404</html>", encoding="utf-8")
    assert "不是 PDF" in reason(page)
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    assert "空的" in reason(empty)
    assert "不存在" in reason(tmp_path / "没有.pdf")


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"]
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 3\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    end = b"trailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    file = tmp_path / "无页.pdf"
    file.write_bytes(content + table + end)
    assert "页" in reason(file)


def test_pdfs_are_reports_when_a_folder_is_read(tmp_path: Path) -> None:
    assert is_report(small_pdf(tmp_path / "某局.PDF", budget))
