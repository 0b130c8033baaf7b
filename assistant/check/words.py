"""General words of budget prose and what each does in a claim (用词表).

Function words may stand anywhere; a column word (基本支出, 政府性基金) changes which figure is
meant, so it must be the cited cell's own; direction words must agree with the sign.
"""

import re
from functools import cache
from pathlib import Path
from typing import Literal

TokenKind = Literal[
    "row",
    "qualifier",
    "above",
    "column",
    "context",
    "other_row",
    "other_column",
    "other",
    "total",
    "share",
    "up",
    "down",
    "same",
    "gap",
    "than",
    "not",
    "average",
    "year",
    "function",
    "break",
    "unknown",
]
"""What a piece of a claim is, seen from one fact: a name of its row, of its column, ...; a name of
another row or column; a word that makes the figure a share or a change; a word nobody knows."""


@cache
def _listed() -> dict[str, frozenset[str]]:
    """The word list by group."""
    groups: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = groups.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            words.update(line.split())
    return {group: frozenset(listed) for group, listed in groups.items()}


COLUMN_WORDS = _listed()["column"]
"""Names of columns anywhere in public budgets (列名): another's than the cell's is a swap."""

TOPIC_WORDS = _listed()["topic"]
"""Subjects that a table may be about; allowed where the cell's table or row is about them."""

ANAPHORA = re.compile(r"^[\s\W]*(?:其中|其|该|这|此|它|上述|两者|二者|前者|后者|合计|以上)")
"""A sentence that opens like this goes on about the sentence before it."""

ORGANISATION = re.compile(
    r"[一-龥]{1,}(?:局|委员会|办公室|办事处|街道|厅|中心|医院|学校|大学|中学|小学|法院|检察院|公司|政府|市委|县委)$"
)
"""An organisation's name (机构名) by its ending."""

RELATIVE_YEARS = {
    **dict.fromkeys(("上年", "去年", "上一年", "上年度", "上一年度", "前一年"), -1),
    **dict.fromkeys(("今年", "本年", "本年度", "当年"), 0),
}

OPERATIONS = {
    "sum": _listed()["total"],
    "average": frozenset(("平均", "均值", "平均值", "平均每", "人均", "每个", "每项")),
    "share": _listed()["share"],
    "ratio": frozenset(("倍", "倍数", "相当于", "之比", "比值")),
    "quotient": frozenset(("平均", "平均每", "人均", "每个", "单价")),
    "monthly": frozenset(("每月", "每个月", "月均")),
    "quarterly": frozenset(("每季度", "每个季度", "季均")),
    "daily": frozenset(("每天", "每日", "日均")),
    "product": frozenset(("乘积", "相乘", "乘以", "乘", "×")),
    "count": frozenset(("共", "有", "共有", "个数", "数量", "共计", "合计", "一共", "总共", "计")),
    "prior": frozenset(RELATIVE_YEARS),
}
"""Words by which a claim names an operation; direction words name differences and growth."""


_PLAIN_GROUPS: tuple[TokenKind, ...] = (
    *("function", "total", "share", "up", "down", "same", "gap", "than", "not", "average"),
)


@cache
def _general_words() -> dict[str, TokenKind]:
    words: dict[str, TokenKind] = {}
    for kind in _PLAIN_GROUPS:
        words.update(dict.fromkeys(_listed()[kind], kind))
    words.update(dict.fromkeys(RELATIVE_YEARS, "year"))
    words.update(dict.fromkeys(TOPIC_WORDS, "other"))
    words.update(dict.fromkeys(COLUMN_WORDS, "other_column"))
    return words


def general_words() -> dict[str, TokenKind]:
    """Every general word with its kind; names of facts take precedence over these."""
    return dict(_general_words())
