"""The words of table headers (表头) in public budgets, and which heading may stand over which.

A header's geometry is lost in a text dump; what a heading means says where it can stand. Add a
word here when a report brings a new one; an unknown word is still a column.
"""

import re
from functools import lru_cache
from typing import Literal

from index.records import ColumnRole

WordClass = Literal[
    "side",
    "row_group",
    "code",
    "label",
    "appropriation",
    "total",
    "vehicle_group",
    "vehicle",
    "basic",
    "split",
    "personnel",
    "fund",
    "own_fund",
    "carryover",
    "amount",
    "unknown",
]
"""What a heading is: the side of a two-sided table (收入), a group of row names (项目), a code, a
row name, 财政拨款, a total, vehicles, 基本支出, 项目支出 and its like, 人员经费, a public budget
(一般公共预算), other funds, 结转, an amount (2023年预算数)."""

_YEAR = r"(?:(?:\d{4}|[二〇○零一三四五六七八九]{4})年?度?|本年度?|当年|上年度?|今年)"
_BUDGET = r"(?:一般公共(?:服务)?预算|政府性基金|国有资本经营|社会保险基金|社会保障基金)"
_ACCOUNT = "(?:部门|政府)?(?:预算)?(?:收入|支出)?(?:功能|经济)?(?:分类)?科目"
_NAMED = "(?:预算|实施|主管|用款|基层|所属)?(?:单位|部门|项目)(?:[（(](?:单位|部门|项目)[)）])?"
_OWN_FUNDS = (
    "财政专户管理的?(?:资金|教育收费)|财政专户|单位资金|事业收入|事业单位经营收入|经营收入"
    "|上级补助收入|附属单位上缴收入|其他收入|其他资金|使用非财政拨款结余|用事业基金弥补收支差额"
)
_SPLITS = (
    "项目支出|经营支出|上缴上级支出|对附属单位补助支出|结转下年"
    "|因公出国[（(]境[）)]费用?|公务接待费"
)
_AMOUNTS = (
    "预算数|决算数|执行数|预算执行数|预算|金额|数额",
    "比上年增减|增减额|增减[%％]|增减率|增长率|占比|比例|备注|数量|单价",
)

_PATTERNS: tuple[tuple[WordClass, str], ...] = (
    ("side", rf"(?:{_BUDGET}(?:预算)?|财政拨款)?(?:收入|支出)"),
    ("row_group", "项目|科目|支出功能分类|功能分类|预算科目|支出项目|收入项目"),
    ("code", f"{_ACCOUNT}(?:编码|代码)|(?:单位|部门|项目)?(?:编码|代码)|类|款|项"),
    (
        "label",
        f"{_ACCOUNT}(?:名称)?|(?:功能|经济|支出经济)分类|{_NAMED}名称|{_NAMED}|项目内容|资金来源",
    ),
    ("appropriation", f"{_YEAR}?财政拨款(?:收入|支出|预算|预算数|小计)?"),
    ("total", "合计|小计|总计|总额|预算合计|资金总额"),
    ("vehicle_group", "公务用车(?:购置及运行(?:维护)?费?|购置和运行(?:维护)?费?|费)(?:小计)?"),
    ("vehicle", "公务用车(?:购置|运行维护|运行)费"),
    ("basic", "基本支出"),
    ("split", _SPLITS),
    ("personnel", "人员经费|(?:日常)?公用经费|人员支出|公用支出"),
    ("fund", f"{_BUDGET}(?:收入|支出)?(?:预算)?(?:拨款)?(?:收入|支出|资金|预算)?"),
    ("own_fund", f"(?:{_OWN_FUNDS})(?:收入|安排)?"),
    ("carryover", f"{_YEAR}?(?:财政拨款)?结转(?:结余)?(?:安排|资金|收入)?"),
    ("amount", f"{_YEAR}?(?:年初)?(?:{_AMOUNTS[0]})|{_AMOUNTS[1]}"),
    ("amount", f"{_YEAR}(?:收入|支出|合计|预算安排)?|预算安排"),
)
_UNIT = "(?:[（(][^（）()]*[）)])?"
_COMPILED = tuple((name, re.compile(f"(?:{pattern}){_UNIT}")) for name, pattern in _PATTERNS)

VALUES: frozenset[WordClass] = frozenset(
    {
        "amount",
        "appropriation",
        "basic",
        "carryover",
        "fund",
        "own_fund",
        "personnel",
        "split",
        "total",
        "vehicle",
    }
)
"""Headings that can stand over a figure."""

CHILDREN: dict[WordClass, frozenset[WordClass]] = {
    "side": VALUES | {"row_group", "code", "label"},
    "row_group": frozenset({"code", "label"}),
    "amount": VALUES | {"vehicle_group"},
    "appropriation": frozenset({"total", "fund"}),
    "total": frozenset({"appropriation", "fund", "own_fund"}),
    "carryover": frozenset({"total", "fund", "own_fund"}),
    "basic": frozenset({"total", "personnel"}),
    "vehicle_group": frozenset({"total", "vehicle"}),
    "unknown": VALUES | {"unknown"},
}
"""Which headings may stand directly under a heading. 财政拨款 covers the three public budgets:
财政专户管理资金 and 单位资金 stand beside it, though they may stand under 本年收入."""

SELDOM_GROUPS: frozenset[WordClass] = frozenset({"total", "carryover", "unknown"})
"""Headings that mostly stand over figures themselves."""


_NAME_ENDING = re.compile(r".*(?:名称|(?<![计度]量)单位|部门|科目|内容|事项|分类)")
_CODE_ENDING = re.compile(r".*(?:编码|代码|编号)")


_LINE_NUMBERS = frozenset({"行次", "栏次"})


def is_line_number(heading: str) -> bool:
    """Whether a column under this heading numbers the lines of a printed form: no row's code."""
    return heading in _LINE_NUMBERS


@lru_cache(maxsize=8_192)
def role_of(word: str) -> ColumnRole:
    """What a column under this heading holds, as far as the heading tells."""
    kind = class_of(word)
    if kind == "code" or (kind == "unknown" and _CODE_ENDING.fullmatch(word)):
        return "code"
    named = kind == "unknown" and _NAME_ENDING.fullmatch(word)
    return "label" if named or kind in ("label", "row_group") else "value"


@lru_cache(maxsize=8_192)
def class_of(word: str) -> WordClass:
    """What a heading is."""
    for name, pattern in _COMPILED:
        if pattern.fullmatch(word):
            return name
    return "unknown"
