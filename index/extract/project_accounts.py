"""What does the prose tell of single projects (项目经费情况说明)?

Shanghai's departments describe their main projects under fixed headings: 项目概述, 立项依据,
实施主体, 实施方案, 实施周期, 年度预算安排, 绩效目标. Such an account says of a project what
elsewhere a form says, and is kept as one.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from index.extract.headings import without_ordinal
from index.records import Form, FormField, FormFund, Passage, Statement

_FIELDS = frozenset(
    (
        *("项目名称", "项目概述", "项目概况", "项目简介", "立项依据", "实施主体", "实施单位"),
        *("实施方案", "实施计划", "实施周期", "实施期限", "年度预算安排", "预算安排", "绩效目标"),
    )
)
_FEWEST = 3
"""So many of the headings make an account."""

_BUDGET, _BODY, _NAME = ("年度预算安排", "预算安排"), ("实施主体", "实施单位"), "项目名称"
_SUCH = re.compile(r"(?:的)?情况(?:的)?说明$")
_UNNAMED = re.compile(r"^(?:本部门|部门|单位|重点|主要)?(?:项目)(?:支出|经费|资金)?$")
_BUILT = re.compile(r"(?:建设|实施|开展|组织|承办)的([^，。；、]{4,40}?(?:工程|项目|专项|计划))")
_WHOLE = re.compile(r"总预算|预算总额|资金总额|总投资|(?:预算|安排)(?:资金|经费)?$")
_LONGEST_BODY = 40
"""Characters; a longer 实施主体 describes who does what and names nobody in particular."""


def project_accounts(
    passages: Sequence[Passage], statements: Sequence[Statement], first: int = 0
) -> tuple[Form, ...]:
    """The accounts of projects in a report's prose, in order, numbered from `first`."""
    found: list[Form] = []
    for title, group in groupby(passages, key=_title):
        told = [p for p in group if title and _field(p) in _FIELDS]
        if len({_field(p) for p in told}) >= _FEWEST:
            found.append(_account(first + len(found), title, told, statements))
    return tuple(found)


def _title(passage: Passage) -> str:
    return passage.headings[-2] if len(passage.headings) > 1 else ""


def _field(passage: Passage) -> str:
    return without_ordinal(passage.headings[-1]).rstrip("：:")


def _account(
    index: int, title: str, told: Sequence[Passage], statements: Iterable[Statement]
) -> Form:
    fields = tuple(
        FormField(name=name, half=None, text="".join(p.text for p in group), line=group[0].line)
        for name, group in ((n, list(g)) for n, g in groupby(told, key=_field))
    )
    by_name = {field.name: field.text or "" for field in fields}
    body = next((by_name[n] for n in _BODY if n in by_name), "")
    budgeted = {p.index for p in told if _field(p) in _BUDGET}
    amounts = [s for s in statements if s.passage in budgeted and s.measure == "amount"]
    return Form(
        index=index,
        page=told[0].page,
        line=told[0].line,
        title=title,
        year=None,
        project=_project(title, by_name),
        unit=amounts[0].unit if amounts else "万元",
        implementer=body.rstrip("。") if 0 < len(body) <= _LONGEST_BODY else None,
        fields=fields,
        funds=_funds(amounts),
        indicators=(),
        kind="account",
    )


def _project(title: str, fields: dict[str, str]) -> str:
    """The project's name: as told, else that in the title, else that of what is being built."""
    named = _SUCH.sub("", without_ordinal(title))
    if _NAME in fields:
        return fields[_NAME].rstrip("。")
    if not _UNNAMED.match(named):
        return named
    built = _BUILT.search(fields.get("项目概述") or fields.get("项目概况") or "")
    return built[1] if built else named


def _funds(amounts: Sequence[Statement]) -> tuple[FormFund, ...]:
    """The project's money of the year, where the first amount is the whole."""
    if not amounts or not _WHOLE.search(amounts[0].subject):
        return ()
    whole = amounts[0]
    return (
        FormFund(
            name="资金总额",
            half="年度",
            printed=whole.printed,
            amount=whole.amount,
            line=whole.line,
        ),
    )
