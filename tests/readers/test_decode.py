"""Reports come in the encodings that Chinese offices use; what is no text says why."""

import pytest

from index.errors import ReportUnreadable
from index.readers.decode import decode

TEXT = "2025年部门预算支出总表\n\n合计 1,433.90 475.03\n\n行政运行 12.00\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_a_budget_reads_the_same_in_every_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_budget_cut_in_the_middle_of_a_character_is_not_read(encoding: str) -> None:
    whole = ("部门预算" * 50).encode(encoding)
    with pytest.raises(ReportUnreadable, match="截断"):
        decode(whole[:-1])


@pytest.mark.parametrize("content", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\x00\x00\x00\x00"])
def test_an_empty_file_is_called_empty(content: bytes) -> None:
    with pytest.raises(ReportUnreadable, match="空"):
        decode(content)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" * 20,
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9,
        bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01\x00" + "预算".encode() + b"\x00\x01\x02",
    ],
    ids=["zip", "png", "all bytes", "program"],
)
def test_binary_data_is_no_budget_even_if_it_holds_the_word(content: bytes) -> None:
    with pytest.raises(ReportUnreadable):
        decode(content)


def test_a_text_that_speaks_of_no_budget_is_refused() -> None:
    with pytest.raises(ReportUnreadable, match="没有找到预算或决算的文字"):
        decode("床前明月光，疑是地上霜。\n".encode())


@pytest.mark.parametrize("encoding", ["big5", "shift_jis", "euc_kr"])
def test_a_foreign_encoding_is_refused_rather_than_read_as_nonsense(encoding: str) -> None:
    with pytest.raises(ReportUnreadable):
        decode("一般公共行政支出合計".encode(encoding, errors="ignore"))
