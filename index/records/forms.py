"""Performance target forms and the catalogue of services (绩效目标申报表、指导性目录)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Half = Literal["实施期", "年度"]
"""The two halves of a performance target form: the whole project, and this year."""


FormKind = Literal["targets", "account"]
"""绩效目标申报表, one for each project where there are any; 项目经费情况说明 of chosen ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A worded field of a form (立项依据, 项目概况, 总体目标, ...)."""

    name: str
    half: Half | None
    text: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFund:
    """An amount in a form's funding block: 资金总额, 中央财政资金, 单位自筹, ..."""

    name: str
    half: Half
    printed: str | None
    amount: Decimal | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A performance indicator (绩效指标)."""

    category: str
    """一级指标: 产出指标, 效益指标, 满意度指标."""
    kind: str
    """二级指标: 数量指标, 质量指标, ..."""
    half: Half
    name: str
    """Full name; `printed_name` where the form clips it."""
    printed_name: str
    value: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A performance target form (项目支出绩效目标申报表) of one project, or an account of one in
    the prose under the same kind of headings (项目经费情况说明).

    Handlers' names and telephone numbers are never taken from the page.
    """

    index: int
    page: int
    line: int
    title: str
    year: int | None
    project: str
    unit: str
    """Money unit of the funds."""
    implementer: str | None
    """实施单位."""
    fields: tuple[FormField, ...]
    funds: tuple[FormFund, ...]
    indicators: tuple[Indicator, ...]
    kind: FormKind = "targets"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry:
    """A line of the 政府购买服务指导性目录, codes and names as printed."""

    page: int
    line: int
    catalogue: str
    """The catalogue's title."""
    sector: str
    code: str
    name: str
    level: int
    path: tuple[str, ...]
    """Names from level 1 down to this entry."""
    anomalies: tuple[str, ...] = ()
