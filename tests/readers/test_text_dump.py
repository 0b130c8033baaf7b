"""Pages of a text dump: told by their glue space and by residual footers."""

import re
from pathlib import Path

import pytest

from index.errors import ReportUnreadable
from index.readers.files import read
from index.readers.text_dump import document_of
from index.records import Document
from tests.extract.reports import BUNDLED, bundled_document

TITLE = "某局2025年部门预算公开报告"


def document(text: str) -> Document:
    return document_of(text, source="某局.txt", sha256="0" * 64)


def texts(document: Document) -> list[tuple[int, list[str]]]:
    return [
        (page.number, [line.text for line in page.lines if line.text.strip()])
        for page in document.pages
    ]


def test_a_page_begins_with_a_space_glued_on_after_text() -> None:
    assert texts(document(" 第一部分\n\n一、职责\n 第二部分\n\n收入\n  支出  1.00\n")) == [
        (1, ["第一部分", "一、职责"]),
        (2, ["第二部分", "收入"]),
        (3, [" 支出  1.00"]),
    ]


def test_leading_spaces_after_a_blank_line_are_cells_not_pages() -> None:
    assert texts(document("一、预算 1.00\n\n  二、外交支出   \n")) == [
        (1, ["一、预算 1.00", "  二、外交支出   "])
    ]


def test_a_footer_and_the_running_title_are_no_text_and_tell_the_page() -> None:
    read_back = document(f"甲\n\n-7-\n\n{TITLE}\n\n\n\n乙\n 丙\n\n-12-\n\n{TITLE}\n\n丁\n")
    assert texts(read_back) == [(7, ["甲"]), (8, ["乙"]), (12, ["丙"]), (13, ["丁"])]
    assert read_back.title == TITLE


def test_without_a_running_title_the_file_names_the_report() -> None:
    assert document("部门预算\n").title == "某局"


def test_lines_keep_the_numbers_of_the_source() -> None:
    source = BUNDLED.read_text(encoding="utf-8").split("\n")
    for page in bundled_document().pages:
        for line in page.lines:
            assert source[line.number - 1] in (line.text, " " + line.text)


def test_the_bundled_report_names_nobody_and_gives_no_number() -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)
    after = re.findall(r"(?:经办人|负责人|联系电话)：([^\n：]*?)(?=\S*：|\n)", text)
    assert len(after) > 50
    assert not "".join(after).strip()


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-8-sig"])
def test_another_encoding_is_the_same_report(tmp_path: Path, encoding: str) -> None:
    text = BUNDLED.read_text(encoding="utf-8")
    encodable = text.encode(encoding, errors="replace").decode(encoding)
    path = tmp_path / BUNDLED.name
    path.write_bytes(encodable.encode(encoding))
    assert texts(read(path)) == texts(document(encodable))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("缺.txt", None, "文件不存在"),
        ("空.txt", b"", "文件是空的"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "二进制"),
        ("断.txt", ("部门预算" * 9).encode()[:-1], "截断"),
        ("诗.txt", "床前明月光".encode(), "没有找到预算"),
    ],
)
def test_an_unreadable_file_gets_one_line_with_its_name_and_the_reason(
    tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ReportUnreadable, match=reason) as caught:
        read(path)
    assert str(caught.value).startswith(f"{name}：")
    assert "\n" not in str(caught.value)


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ReportUnreadable, match="文件夹"):
        read(tmp_path)
