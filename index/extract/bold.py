"""Bold text stands twice in a text dump (合计合计, 475.03475.03): taking the double out."""

import re
from functools import lru_cache

_DIGITS = re.compile(r"\d+")
_TWO_YEARS = re.compile(r"((?:19|20)\d{2})\1")
_FIGURE = r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,4}?)?"
_MEASURE = r"[万亿千百元%月日个级寸米版期号]|年(?!终)|项(?!目)"
_SIDE_LABEL = (
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|本年|年终|支出|收入"
)
_GLUED = re.compile(
    rf"(?P<bold>{_FIGURE})(?P=bold)(?=[^\d.,%])(?!{_MEASURE})"
    rf"|(?P<plain>[-+]?[\d,]*\d\.\d{{1,4}})(?=[一-鿿（(])(?!{_MEASURE})"
    rf"|(?P<whole>[-+]?[\d,]*\d)(?={_SIDE_LABEL})"
)


def undouble(token: str) -> str | None:
    """The half of a token whose two halves are equal, None where they are not.

    The token must be free of white space, and glued cells must have been split.
    """
    half, odd = divmod(len(token), 2)
    if odd or not half or token[:half] != token[half:]:
        return None
    return token[:half]


def is_ambiguous(token: str) -> bool:
    """Whether a doubled token can as well be plain: 2222 may be a bold 22."""
    if _TWO_YEARS.fullmatch(token):
        return False
    return _DIGITS.fullmatch(token) is not None or len(token) == 2


def split_glued(token: str) -> tuple[str, ...]:
    """The cells of a token that stands for a figure and the label right after it.

    `1,433.90一、一般公共服务支出` and `1,433.901,433.90本年支出合计本年支出合计` are two cells.
    """
    match = _GLUED.match(token)
    if match is None:
        return (token,)
    figure, label = token[: match.end()], token[match.end() :]
    if match["bold"] and is_ambiguous(figure) and not undouble(label):
        return (token,)
    return (figure, label) if label else (token,)


@lru_cache(maxsize=8_192)
def undouble_heading(text: str) -> str:
    """A heading printed once, if it is bold throughout; any other line as it is, stripped.

    Bold runs may hold spaces, and there may be several: `第二部分 第二部分 报表报表`. Not for rows
    of tables and forms, where `培训费 培训费` is two cells.
    """
    stripped = text.strip()
    if is_ambiguous(stripped):
        return stripped
    return _tiled(stripped + " ") or _tiled(stripped) or stripped


def _tiled(text: str) -> str | None:
    """The text with each run printed once, None unless doubled runs cover it all."""
    if not text:
        return ""
    for half in range(len(text) // 2, 0, -1):
        if text[:half] == text[half : 2 * half]:
            rest = _tiled(text[2 * half :])
            if rest is not None:
                return (text[:half] + rest).strip()
    return None
