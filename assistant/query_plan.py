"""What a question asks for, as frozen values: the words understood, the reading, the plan.

`Question` holds the words, `Reading` the slots that were named (what a follow-up may inherit),
`QueryPlan` the operation over figures that are already chosen by exact address.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Operation = Literal[
    "look_up",  # 查数
    "list",  # 列举
    "compare",  # 比较大小
    "difference",  # 相差
    "ratio",  # 倍数
    "share",  # 占比
    "leaders",  # 前几名合计占比
    "growth",  # 两份报告之间的增长率
    "change",  # 比上年增减
    "prior",  # 上年数
    "sum",  # 合计
    "average",  # 平均
    "movement",  # 两年之间各行的增减
    "quotient",  # 每个合多少
    "monthly",  # 平均每月
    "quarterly",  # 平均每季度
    "daily",  # 平均每天
    "count",  # 计数
    "rank",  # 排名
    "verify",  # 核实用户说的数
    "define",  # 名词解释
    "explain",  # 原因
    "describe",  # 文字内容: 立项依据、职责、目标
    "indicators",  # 绩效指标
    "audit",  # 勾稽核对
    "meta",  # 报告清单、用法
    "tables",  # 报表是否为空、有几张
    "catalogue",  # 政府购买服务目录
]


Threshold = Literal["over", "at_least", "under", "at_most"]
"""超过 / 达到 / 低于 / 不超过 an amount."""
Movement = Literal["increase", "decrease", "same", "any"]
"""Which rows are asked for between two years: 增加的, 减少的, 没有变化的, 变化大的."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number the user typed, with its unit."""

    value: Decimal
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as typed and as folded for matching."""

    original: str
    text: str
    """Simplified characters, half-width, lower case, without white space; typos mended."""
    years: tuple[int, ...] = ()
    amounts: tuple[Amount, ...] = ()
    cues: frozenset[str] = frozenset()
    """Names of the wordings found: share, sum, rank_top, reason, ... (see assistant.question)."""
    unit: str | None = None
    """The unit the user wants the answer in."""
    top: int | None = None
    """前三, 三个: how many are wanted."""
    ordinal: int | None = None
    """第二多: which place is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure by exact address; several facts where the report prints it in parts."""

    name: str
    """How an answer calls it: 行政运行的项目支出."""
    facts: tuple[str, ...]
    """Fact ids; more than one is summed and each part is shown."""
    blank: str | None = None
    """The table's blank cell for the same row, where the figure comes from the prose."""
    joint: tuple["Figure", ...] = ()
    """The figures that it is the sum of, where the question speaks of several as one (水费和电费
    合计占…); `facts` are those of all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A condition on the rows of a set."""

    kind: Literal["over", "under", "between", "implementer", "carried_over", "named", "having"]
    low: Decimal | None = None
    high: Decimal | None = None
    inclusive: bool = True
    unit: str | None = None
    text: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A worded part of the report: a passage, a form's field or an indicator, by address."""

    kind: Literal["passage", "field", "indicator", "catalogue", "finding", "table"]
    report: str
    form: int | None = None
    index: int | None = None
    """Index of the passage, field, indicator, catalogue entry or finding."""
    quote: str | None = None
    """The part to quote; the whole where None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The slots that a question named; a follow-up inherits those it leaves out."""

    report: str | None = None
    defaulted: bool = False
    """Whether no report was named and that one answered for want of a name."""
    names: tuple[str, ...] = ()
    """Canonical row and column names, in order."""
    projects: tuple[str, ...] = ()
    organisation: str | None = None
    field: str | None = None
    operation: str | None = None
    unit: str | None = None
    whole_set: str | None = None
    """The kind of rows a list or ranking went over: projects, accounts, ..."""
    figures: tuple[Figure, ...] = ()
    """What the answer was about, so that 它 and 占多少 can refer to it."""
    recent: tuple[Figure, ...] = ()
    """The last four single figures spoken of, for 两个相差多少 and 三个加起来."""
    asked: Question | None = None
    """What was asked, without department and year, so that 商务委呢 can ask it again."""
    in_full: Question | None = None
    """What was asked with its years, so that 电费呢 can ask it of another row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """A figure that counts in a result over many reports without being shown."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Multitude:
    """The many reports that a figure is taken over; the plan's members are those to be shown."""

    further: tuple[Further, ...]
    """The figures of the reports that are not shown."""
    blank: int
    """Reports whose cell is blank."""
    lacking: int
    """Reports without such a figure."""
    lacking_named: tuple[str, ...]
    """The first of them, by department and year."""
    unread: int
    """Reports so unlike the others that they were not read."""


OUTTURN = "决算与年初预算"
"""Subject of a difference between what was spent and what was budgeted for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPlan:
    """One operation over figures and texts chosen by exact address."""

    operation: Operation
    report: str
    figures: tuple[Figure, ...] = ()
    members: tuple[Figure, ...] = ()
    """The set a list, count, sum or ranking goes over, filters already applied by name."""
    multitude: Multitude | None = None
    """Where the figures come from more reports than can be shown."""
    across: bool = False
    """Whether the figures come from several reports; their names say which."""
    one_of_many: bool = False
    """Whether the store holds further reports, so that the answer must say which one it is of."""
    in_full: bool = False
    """Whether departments of other places go by the short name of this one."""
    set_name: str = ""
    """What the members are: 项目, 类级科目, ..."""
    filters: tuple[Filter, ...] = ()
    descending: bool = True
    moved: Movement = "any"
    top: int | None = None
    skip: int = 0
    """第二多: one to skip."""
    unit: str | None = None
    texts: tuple[Text, ...] = ()
    subject: str = ""
    claimed: Amount | None = None
    """The figure the user claims, for `verify`."""
    threshold: Threshold | None = None
    """How the figure is held against what is claimed; None where it should be equal to it."""
    claimed_direction: Literal["increase", "decrease", "same"] | None = None
    notes: tuple[str, ...] = ()
    """Remarks that the planner wants told with the answer."""
    suggestions: tuple[str, ...] = ()
    """Questions that lie near."""
    reading: Reading = Reading()


BOTH_ENDS = "最多和最少"
"""Subject of a ranking that asks for its first and its last row."""

HOW_MANY = "共几个"
"""Subject of rows that moved, where their number is asked for."""
RATE = "rate"
"""Set name of the check of a stated percentage of change."""
PARTS = "的分项"
"""What the set of a project's parts is called, behind its name."""
COMPLETION = "支出完成率"
"""What the shares of outturn in budget are called, account by account."""

UnclearKind = Literal["not_found", "clarify", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclear:
    """Why there is no plan, in words for the reader, with questions to choose from."""

    kind: UnclearKind
    message: str
    suggestions: tuple[str, ...] = ()
    reading: Reading = Reading()
    unsure: bool = False
    """Whether the words were not understood, rather than found not to be answered: a language
    model may then be asked for a plan."""
