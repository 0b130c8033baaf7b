"""What text do these bytes hold? UTF-8, UTF-16 or GB18030, decided by what reads as a budget."""

import codecs
import re

from index.errors import ReportUnreadable

BUDGET_WORDS = ("预算", "决算", "支出", "收入", "财政", "经费")
"""Words of which every budget report holds some; they tell a right decoding from a wrong one."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\ufffd]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_CUT = "内容在一个字的中间被截断，文件不完整"


def decode(content: bytes) -> str:
    """The text of a report file; `ReportUnreadable` says in Chinese why there is none."""
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise ReportUnreadable("文件是空的")
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _checked(_strictly(content[len(bom) :], encoding))
    for encoding in _ENCODINGS:
        text = _plausible(content, encoding)
        if text is not None:
            return text
    raise ReportUnreadable(_reason(content))


def _strictly(content: bytes, encoding: str) -> str:
    """The text under an encoding that a byte order mark has promised."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if _is_cut(error):
            raise ReportUnreadable(_CUT) from error
        raise ReportUnreadable(f"第 {error.start + 1} 字节不是有效的 {encoding} 编码") from error


def _checked(text: str) -> str:
    """The text, if it reads as one of a budget."""
    if _CONTROL.search(text):
        raise ReportUnreadable("内容是二进制数据，不是文本")
    if not any(word in text for word in BUDGET_WORDS):
        raise ReportUnreadable("没有找到预算或决算的文字，可能不是预决算报告，或者内容已损坏")
    return text


def _plausible(content: bytes, encoding: str) -> str | None:
    """The text under a guessed encoding, None where it does not read as a budget."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    readable = not _CONTROL.search(text) and any(word in text for word in BUDGET_WORDS)
    return text if readable else None


def _reason(content: bytes) -> str:
    """Why no encoding fits, as one clause in Chinese."""
    for encoding in _ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = decoder.decode(content)
        except UnicodeDecodeError:
            continue
        if decoder.getstate()[0] and any(word in text for word in BUDGET_WORDS):
            return _CUT
    if b"\x00" in content:
        return "内容是二进制数据，不是文本"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "无法识别文字编码（可读 UTF-8、UTF-16、GB18030/GBK），内容可能已损坏"
    return "没有找到预算或决算的文字，可能不是预决算报告，或者内容已损坏"


def _is_cut(error: UnicodeDecodeError) -> bool:
    """Whether decoding failed only because the last character is incomplete."""
    return error.reason in ("unexpected end of data", "truncated data")
