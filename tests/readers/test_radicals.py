"""Look-alike characters of a font's mapping become the characters that a reader sees."""

import unicodedata

import pytest

from index.readers.radicals import unified
from index.readers.text_dump import document_of


@pytest.mark.parametrize(
    ("extracted", "meant"),
    [
        ("部\u2ed4公用\u2ecb", "部门公用车"),
        ("\u2ed3沙市\u2ed8羊区", "长沙市青羊区"),
        ("\u2f00、教育\u2f40出", "一、教育支出"),
        ("财政专\u2f3e管理资金", "财政专户管理资金"),
        ("\uf96f明", "說明"),
        ("收入 1,433.90万元", "收入 1,433.90万元"),
    ],
)
def test_a_radical_is_read_as_the_character_that_it_looks_like(extracted: str, meant: str) -> None:
    assert unified(extracted) == meant


def test_no_radical_is_left_that_has_a_character_and_nothing_grows_longer() -> None:
    radicals = "".join(map(chr, range(0x2E80, 0x2FD6)))
    read = unified(radicals)
    assert len(read) == len(radicals)
    left = [c for c in read if "RADICAL" in unicodedata.name(c, "")]
    assert all(unicodedata.category(c) == "So" for c in left)
    assert len(left) < 20


def test_a_dump_of_such_a_report_is_read_alike() -> None:
    document = document_of("部\u2ed4预算 1.00\n", source="某局.txt", sha256="0" * 64)
    assert document.pages[0].lines[0].text == "部门预算 1.00"
