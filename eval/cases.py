"""Question files (题集): each line checked at the gate, then frozen values.

A line that does not fit is one Chinese error with the file and the line's number.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from index.errors import BudgetError


class CaseError(BudgetError):
    """A question file that cannot be read, or a line of it that does not fit the format."""


def _without_separators(value: object) -> object:
    return value.replace(",", "") if isinstance(value, str) else value


Amount = Annotated[Decimal, BeforeValidator(_without_separators)]
"""A decimal string; thousands separators are allowed."""

Words = Annotated[str, Field(min_length=1)]
CitedRow = tuple[Words, str]
"""Printed figure and row label (empty: any row); `|` separates alternatives in each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGold:
    """The right answer is a figure; `alt` are other accepted figures with their units."""

    type: Literal["number"]
    value: Amount
    unit: str
    tol: Annotated[Amount, Field(ge=0)] = Decimal(0)
    """Absolute tolerance, in `unit`."""
    alt: tuple[tuple[Amount, str], ...] = ()
    cite: tuple[CitedRow, ...] = ()
    must_not: tuple[Words, ...] = ()
    zero_ok: bool = False
    """Whether words for nothing (没有, 未安排, ...) count as the right zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextGold:
    """The right answer contains every string of `must`; `|` separates alternatives."""

    type: Literal["text"]
    must: Annotated[tuple[Words, ...], Field(min_length=1)]
    cite: tuple[CitedRow, ...] = ()
    must_not: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalGold:
    """The right answer is to decline, to say that there is no such thing, or to ask back."""

    type: Literal["refuse"]
    must: tuple[Words, ...] = ()
    """What asking back must name, in its words or its suggestions; `|` separates alternatives."""
    must_not: tuple[Words, ...] = ()

    @property
    def cite(self) -> tuple[CitedRow, ...]:
        """Nothing to cite."""
        return ()


Gold = NumberGold | TextGold | RefusalGold


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A conversation whose last turn is scored; without `gold` it can only be answered."""

    id: Words
    turns: Annotated[tuple[str, ...], Field(min_length=1)]
    """Questions in order; an empty question is a question too."""
    category: str = ""
    gold: Annotated[Gold, Field(discriminator="type")] | None = None
    reports: tuple[Words, ...] = ()
    """Names (any part of title or file name) of the reports that the gold rests on."""


_CASE = TypeAdapter(Case)

_REASONS = {
    "missing": "缺少该字段",
    "json_invalid": "不是合法的 JSON",
    "union_tag_invalid": "type 只能是 number、text 或 refuse",
    "union_tag_not_found": "缺少 type",
    "decimal_parsing": "应为十进制数字",
    "too_short": "不能为空",
    "string_too_short": "不能为空",
    "greater_than_equal": "不能为负",
    "string_type": "应为字符串",
    "tuple_type": "应为列表",
    "dataclass_type": "应为对象",
    "dict_type": "应为对象",
}


def complaint(error: ValidationError) -> str:
    """The first complaint in Chinese, with the field it is about."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    reason = _REASONS.get(first["type"], f"不符合格式（{first['msg']}）")
    return f"{place}：{reason}" if place else reason


def read_cases(text: str, source: str) -> Iterator[Case]:
    """The cases of a question file's text, in order; blank lines are skipped."""
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            case = _CASE.validate_json(line)
        except ValidationError as error:
            raise CaseError(f"{source} 第{number}行：{complaint(error)}") from error
        if case.id in seen:
            raise CaseError(
                f"{source} 第{number}行：题号 {case.id} 与第{seen[case.id]}行重复，应各不相同"
            )
        seen[case.id] = number
        yield case


def load_cases(path: Path, *, scored: bool = True) -> tuple[Case, ...]:
    """The cases of a question file; with `scored`, each of them must have gold."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CaseError(f"{path}：读不到题集（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise CaseError(f"{path}：不是 UTF-8 文本，题集应为 UTF-8") from error
    cases = tuple(read_cases(text, str(path)))
    if not cases:
        raise CaseError(f"{path}：题集是空的，应至少有一题")
    for case in cases:
        if scored and case.gold is None:
            raise CaseError(f"{path}：题 {case.id} 没有 gold，无法评分")
    return cases
