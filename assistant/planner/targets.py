"""Which figures a question is about (目标): its names grouped, each group one exact figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.planner.book import WHOLES, Address, is_total
from assistant.planner.labels import canonical, displayed
from assistant.planner.mentions import Mention
from assistant.planner.projects import Project
from assistant.planner.select import Hints, select
from assistant.planner.view import Context
from assistant.query_plan import Figure

_BREAK = re.compile(r"[和与跟同及加减、,，]|占|比|在|除以|还是|以及|或|等于|相等|吻合|等同")
_FURTHER = re.compile(
    r"[,，、]?(?:且|并且?|而)?对应(?:的)?(?:政府|部门)?(?:预算)?(?:支出)?经济(?:科目|分类)(?:科目)?(?:为|是|叫)?"
)
"""、对应政府经济科目为: the second name of the same row follows."""
_TOTAL_WORD = re.compile(r"^(?:的)?(?:总额|总数|合计|总计|总量|全部)")
_PREFERENCES: tuple[tuple[str, str], ...] = (
    ("财政拨款", "appropriation"),
    ("一般公共预算", "general_public"),
    ("政府性基金|基金", "funds"),
    ("国有资本|国资", "state_capital"),
    ("经济科目|经济分类", "economic"),
    ("收支总表", "summary"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The names that together lead to one figure, and where they stand in the question."""

    names: tuple[str, ...]
    start: int
    end: int
    total: bool = False
    """Whether the question says 总额 behind it: the whole, not a part inherited."""


def hints_of(context: Context) -> Hints:
    """Where the figure stands, as far as the question says."""
    text = context.text
    named = {value for m in context.of("name") for value in m.values}
    income = "收入" in text and "支出" not in text and not any("收入" in n for n in named)
    prefer = frozenset(kind for word, kind in _PREFERENCES if re.search(word, text))
    return Hints(
        table=context.table,
        side="收入" if income else None,
        prefer=prefer | ({"income", "summary"} if income else frozenset()),
        half="实施期" if "实施期" in text else None,
        accounts=_accounts(context),
    )


_BUDGET_SET = re.compile(r"年初预算|预算数|(?<!公共)(?<!基金)(?<!经营)预算(?!单位|绩效|财政拨款)")


def _accounts(context: Context) -> bool | None:
    """In final accounts the outturn is meant unless the question says 预算 and not 决算."""
    if context.view.report.kind != "final_accounts":
        return None
    return "决算" in context.text or not _BUDGET_SET.search(context.text)


def targets_of(context: Context) -> list[Target]:
    """The question's name mentions, grouped: neighbours join unless a connector parts them or no
    figure bears them together."""
    groups: list[list[Mention]] = []
    hints = hints_of(context)
    for mention in context.of("name"):
        if groups and _is_part(context, groups[-1][-1], mention):
            groups[-1] = [mention]
        elif groups and _joins(context, groups[-1], mention, hints):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [_target(context, group) for group in _each_with_row(context, groups, hints)]


def _each_with_row(
    context: Context, groups: list[list[Mention]], hints: Hints
) -> list[list[Mention]]:
    """行政运行的基本支出和项目支出: the second column is of the same row as the first."""
    for before, group in pairwise(groups):
        between = context.text[before[-1].end : group[0].start]
        if len(before) < 2 or len(group) != 1 or between not in ("和", "与", "及", "、", "跟"):
            continue
        own = group[0]
        row = [replace(m, start=own.start, end=own.end) for m in before[:-1]]
        shared = [*row, own]
        names = [m.values[0] for m in shared]
        column = select(context.view.book, (before[-1].values[0], group[0].values[0]), hints)
        if not column and select(context.view.book, names, hints):
            group[:] = shared
    return groups


def _joins(context: Context, group: Sequence[Mention], mention: Mention, hints: Hints) -> bool:
    between = context.text[group[-1].end : mention.start]
    if _BREAK.search(between) and not _FURTHER.fullmatch(between):
        return False
    names = [*(m.values[0] for m in group), mention.values[0]]
    if select(context.view.book, names, hints) or mention.values[0] in names[:-1]:
        return True
    # 甲的乙 is one figure even where the report has none such; 固定资产的折旧 is 折旧 alone.
    return between == "的" and group[-1].formal and names[-2] not in names[-1]


def _target(context: Context, group: Sequence[Mention]) -> Target:
    end = group[-1].end
    return Target(
        names=tuple(dict.fromkeys(m.values[0] for m in group)),
        start=group[0].start,
        end=end,
        total=bool(_TOTAL_WORD.match(context.text[end:])),
    )


def figure_of(context: Context, names: Sequence[str], hints: Hints | None = None) -> Figure | None:
    """The figure that bears all the names, or None where the report prints none."""
    chosen = select(context.view.book, names, hints or hints_of(context))
    if not chosen:
        return None
    group, blank = _printed_first(chosen)
    return Figure(
        name=name_of(group, names),
        facts=tuple(a.fact.id for a in group),
        blank=blank.fact.id if blank else None,
    )


def _printed_first(groups: list[list[Address]]) -> tuple[list[Address], Address | None]:
    """The best group; where its cell is blank but the prose states the figure, the statement, with
    the blank cell beside it."""
    best = groups[0]
    if all(a.fact.printed is None for a in best):
        for other in groups[1:8]:
            if other[0].fact.kind == "statement" and other[0].fact.year == best[0].fact.year:
                return other, best[0]
    return best, None


_REMARK = re.compile(r"[（(][^（()）]{3,}[)）]$")
"""A remark behind a stated figure's subject: 政府采购金额（以合同签订为准）."""


def name_of(group: Sequence[Address], names: Sequence[str] = ()) -> str:
    """What an answer calls the figure: 行政运行的项目支出, 政府采购货物预算."""
    first = group[0]
    columns = [c for c in first.columns if not is_total(c) and c in names]
    if not first.row:
        columns = [c for c in first.columns if not is_total(c)][-1:]
    row = displayed(first.fact.row) if first.fact.row else ""
    if len(row) > 4 and not is_total(first.row):  # 公用经费合计 is 公用经费
        row = row.removesuffix("合计")
    if first.fact.kind == "statement":
        return _REMARK.sub("", row)
    if first.row in ("本年支出合计", "本年收入合计") and not columns:
        return _funded(first, names) + row
    if is_total(first.row) or not row:
        return columns[-1] if columns else _title_name(first, names)
    qualifier = first.qualifier if first.qualifier in names and len(group) == 1 else None
    if first.table_kind == "running_costs" and not columns:
        return f"{row}的{canonical('机关运行经费')}"
    row = f"{row}（{qualifier}）" if qualifier and qualifier != row else row
    return f"{row}的{columns[-1]}" if columns and columns[-1] != row else row


def _title_name(address: Address, names: Sequence[str]) -> str:
    named = [name for name in names if name in address.titles]
    if len(named) == 2 and named[1] in WHOLES:
        return "".join(named)
    return named[0] if named else (names[0] if names else address.row)


def _funded(address: Address, names: Sequence[str]) -> str:
    """财政拨款 before 本年支出合计, where the question names the fund that the table is of."""
    return next((name for name in names if name in address.titles and name not in WHOLES), "")


def project_figure(context: Context, project: Project) -> Figure | None:
    """A project's total: the form's yuan where yuan or the whole period is asked, else the table's
    figure."""
    half = "实施期" if re.search(r"实施期|整个项目|总投资|全周期|总盘子", context.text) else "年度"
    form_wanted = (
        context.question.unit == "元" or half == "实施期" or "年度资金总额" in context.text
    )
    if project.cell and not (form_wanted and project.form):
        return Figure(name=displayed(project.name), facts=(project.cell.fact.id,))
    if "总预算" in context.text:
        whole = fund_figure(context, project, "资金总额", "实施期")
        return whole or fund_figure(context, project, "资金总额", "年度")
    return fund_figure(context, project, "资金总额", half)


def fund_figure(context: Context, project: Project, name: str, half: str) -> Figure | None:
    """An amount of the project's form."""
    if project.form is None:
        return None
    for address in context.view.book.bearing(canonical(project.name)):
        fact = address.fact
        same = fact.kind == "fund" and fact.row == project.form.project
        if same and fact.column_path == (half, name):
            return Figure(name=f"{displayed(project.name)}的{half}{name}", facts=(fact.id,))
    return None


def with_names(target: Target, *names: str) -> Target:
    """The target with further names."""
    return replace(target, names=tuple(dict.fromkeys((*target.names, *names))))


def _is_part(context: Context, whole: Mention, part: Mention) -> bool:
    """固定资产折旧: the second name is the first one's own and says it all."""
    between = context.text[whole.end : part.start]
    same = whole.values[0] == part.values[0]
    return between in ("", "的") and not same and whole.values[0] in part.values[0]
