"""Whether figures hold together (核对): sums against totals, quantity times price, findings."""

import re

from assistant.planner import arithmetic, changes
from assistant.planner.book import is_total
from assistant.planner.labels import canonical, displayed, folded
from assistant.planner.operands import operands_of, whole_of
from assistant.planner.products import AMOUNT_UNITS, quantity_times_price, unit_of
from assistant.planner.select import select
from assistant.planner.sets import members_of
from assistant.planner.subjects import project_groups
from assistant.planner.targets import figure_of, fund_figure, name_of, targets_of
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Text
from index.records import Fact, Finding

_PRODUCT = re.compile(
    r"\d+\S{0,2}(?:乘|×|\*)|(?:数量|个数|户数|家数|人数|套数).{0,6}(?:乘|×|x|\*).{0,8}(?:单价|价|成本|标准)|单价.{0,4}(?:乘|×|x|\*)|乘(?:以)?单价|乘起来|(?:数量|单价).{0,8}(?:相乘|对得上|核对)"
)
_SUM = re.compile(
    r"合计(?=.{0,3}(?:和|与|跟|等|是|对))|相加|加起来|之和|加总|加在一起|合起来|加|的和"
)
_WHOLE_TABLE = re.compile(
    r"哪些(?:数字|地方|表|数据|数)|有没有(?:问题|错|矛盾|对不上|差错|不一致)|数字有|整份|全部|报告(?:里|中)?.{0,6}(?:问题|错|矛盾)|前后"
)


_GRAVITY = ("contradiction", "explain", "misprint", "rounding")
"""The gravest findings are told first."""
_TOLD = 12


def audit(context: Context) -> QueryPlan | None:
    """Whatever the question wants checked, or None where it wants nothing checked."""
    if _PRODUCT.search(context.text):
        product = quantity_times_price(context)
        if product:
            return product
    if not (context.has("audit") or _difference_of_sum(context)):
        return None
    if context.has("share") and context.of("name"):
        return arithmetic.share(context)
    if context.has("change", "change_rate") and not _SUM.search(context.text):
        moved = changes.change(context)
        return moved if isinstance(moved, QueryPlan) else None
    return (
        _stated_changes(context)
        or _sum_against_whole(context)
        or _costs_against_funds(context)
        or _form_against_table(context)
        or _prose_against_table(context)
        or _pair(context)
        or _same_everywhere(context)
        or _findings(context)
    )


def _difference_of_sum(context: Context) -> bool:
    return bool(_SUM.search(context.text)) and context.says(
        r"差|等于(?!多少|几)|超出|一样|相等|是不是|对不对|对得|吻合"
    )


def _sum_against_whole(context: Context) -> QueryPlan | None:
    """A、B相加等于C吗: the last figure (or the printed total of the parts) is the whole."""
    marks = list(_SUM.finditer(context.text))
    if not marks:
        return None
    parts, rest = _parts(context, marks[-1].start())
    whole = rest[0] if rest else None
    if len(parts) >= 2 and whole is None:
        whole = _total_beside(context, parts[0])
    if len(parts) < 2 or whole is None:
        return None
    return _sum_plan(context, parts, whole)


def _sum_plan(context: Context, parts: list[Figure], whole: Figure) -> QueryPlan:
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        figures=(whole,),
        members=tuple(parts),
        set_name="sum",
        subject=whole.name,
    )


def _parts(context: Context, mark: int) -> tuple[list[Figure], list[Figure]]:
    """The figures to add, and those that the sum is set against."""
    units = members_of(context) if context.says("单位|三家|各家|几家") else None
    if units and units.name == "单位":
        return list(units.figures), []
    costs = _cost_items(context)
    if costs:
        return costs
    operands = [o for o in operands_of(context) if o.figure]
    before = [o for o in operands if o.start < mark]
    after = [o for o in operands if o.start >= mark]
    if re.match(
        "加(?!起来|总|在)", context.text[mark:]
    ):  # 甲加乙等于丙: the next one is a part too
        before, after = [*before, *after[:1]], after[1:]
    return [o.figure for o in before if o.figure], [o.figure for o in after if o.figure]


def _cost_items(context: Context, at_least: int = 2) -> tuple[list[Figure], list[Figure]] | None:
    """成本指标加起来: a project's cost items against its annual funds."""
    groups = project_groups(context)
    if not (groups and context.says("成本")) or len(groups[0].projects) != 1:
        return None
    project = groups[0].projects[0]
    funds = fund_figure(context, project, "资金总额", "年度")
    if project.form is None or funds is None:
        return None
    prefix = f"{context.view.report.id}/form{project.form.index}/indicator"
    items = [
        Figure(name=x.name, facts=(f"{prefix}{i}",))
        for i, x in enumerate(project.form.indicators)
        if x.half == "年度" and x.kind == "成本指标" and unit_of(x) in AMOUNT_UNITS
    ]
    return (items, [funds]) if len(items) >= at_least else None


def _costs_against_funds(context: Context) -> QueryPlan | None:
    """成本指标和资金总额一致吗: a project's cost items against its annual funds."""
    costs = _cost_items(context, at_least=1)
    if costs is None:
        return None
    items, funds = costs
    if len(items) == 1:
        return _against(context, items[0], funds[0])
    return _sum_plan(context, items, funds[0])


def _stated_changes(context: Context) -> QueryPlan | None:
    """基本支出增多少、项目增多少，合计对吗: stated changes of the parts named against the stated
    change of the total."""
    if not context.says("增加?|减少?|变动") or not (
        _SUM.search(context.text) or context.says("合计|等于")
    ):
        return None
    typed = {a.value for a in context.question.amounts}
    named = [n for o in operands_of(context) for n in o.names]
    parts: dict[str, Figure] = {}
    whole: Figure | None = None
    for statement in context.view.extraction.statements:
        if statement.measure != "change" or not statement.amount:
            continue
        figure = Figure(
            name=statement.subject,
            facts=(f"{context.view.report.id}/statement{statement.index}",),
        )
        total = canonical(statement.subject).endswith(("总计", "总额"))
        if total:
            whole = whole or figure
        elif abs(statement.amount) in typed or canonical(statement.subject) in named:
            parts.setdefault(canonical(statement.subject), figure)
    if whole is None:
        return None
    facts = context.view.book.by_fact
    total_change = facts[whole.facts[0]].fact.amount
    own = [f for f in parts.values() if facts[f.facts[0]].fact.amount != total_change]
    return _sum_plan(context, own, whole) if len(own) >= 2 else None


def _total_beside(context: Context, figure: Figure) -> Figure | None:
    """The row above the part in the same column, else the printed total of the column."""
    book = context.view.book
    address = book.by_fact.get(figure.facts[0])
    if address is None:
        return None
    if is_total(address.row) and address.columns and not is_total(address.columns[-1]):
        for other in book.addresses:
            same = other.fact.table_id == address.fact.table_id and other.row == address.row
            if same and other.columns and is_total(other.columns[-1]):
                side = "收入" if address.table_kind == "income" else "支出"
                return Figure(name=f"{side}合计", facts=(other.fact.id,))
    if is_total(address.row) or address.fact.kind != "cell":
        return whole_of(context, figure)
    beside = [
        a
        for a in book.addresses
        if a.fact.table_id == address.fact.table_id
        and a.columns == address.columns
        and a.side == address.side
        and a.fact.amount is not None
    ]
    code = address.fact.code or ""
    above = [a for a in beside if code and a.fact.code == code[:-2] and len(code) > 3]
    totals = [a for a in beside if re.search("总计|合计", a.row)]
    chosen = next(iter(above or totals), None)
    if chosen is None:
        return figure_of(context, (canonical("支出总计"),))
    return Figure(name=displayed(chosen.fact.row), facts=(chosen.fact.id,))


def _pair(context: Context) -> QueryPlan | None:
    """A和B相等吗: two named figures side by side."""
    operands = [o for o in operands_of(context) if o.figure]
    figures = [o.figure for o in operands if o.figure]
    if len(figures) != 2 or figures[0].facts == figures[1].facts:
        return None
    return _against(context, figures[0], figures[1])


def _findings(context: Context) -> QueryPlan | None:
    """The findings that touch what was named, or all of them."""
    findings = context.view.extraction.findings
    words = _named_words(context)
    if context.carried_over or context.says("结转"):
        words = ["结转"]
    if not words and not (
        _WHOLE_TABLE.search(context.text)
        or context.says("勾稽|报告|这份|数字|平衡|收支|预算表|前后|账")
    ):
        return None
    chosen = [
        i for i, finding in enumerate(findings)
        if not words or any(_touches(finding, word) for word in words)
    ]  # fmt: skip
    chosen.sort(key=lambda i: _GRAVITY.index(findings[i].severity))
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        texts=tuple(
            Text(kind="finding", report=context.view.report.id, index=i) for i in chosen[:_TOLD]
        ),
        figures=tuple(o.figure for o in operands_of(context) if o.figure)[:2],
        set_name="findings",
        subject="、".join(words),
        top=len(findings) if not words else len(chosen),
    )


def _form_against_table(context: Context) -> QueryPlan | None:
    """申报表的资金和表12的金额一致吗: a project's form against its row in the table."""
    groups = project_groups(context)
    if len(groups) != 1 or not context.says("申报表|绩效表|表单") or len(groups[0].projects) != 1:
        return None
    project = groups[0].projects[0]
    funds = fund_figure(context, project, "资金总额", "年度")
    if not (funds and project.cell):
        return None
    cell = Figure(name=f"{displayed(project.name)}的预算数", facts=(project.cell.fact.id,))
    return _against(context, funds, cell)


def _prose_against_table(context: Context) -> QueryPlan | None:
    """说明里的和表里的一样吗: the stated figure against the printed cell of the same name."""
    if not (context.says("说明|文字|正文") and context.says("表")):
        return None
    named = [m.values[0] for m in context.of("name")]
    for name in named:
        groups = select(context.view.book, (name,))
        stated = next((g for g in groups if g[0].fact.kind == "statement"), None)
        cell = next((g for g in groups if g[0].fact.kind == "cell"), None)
        if stated and cell:
            return _against(
                context,
                Figure(name=f"文字说明的{name}", facts=(stated[0].fact.id,)),
                Figure(name=f"表中的{name}", facts=(cell[0].fact.id,)),
            )
    return None


def _against(context: Context, left: Figure, right: Figure) -> QueryPlan:
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        figures=(left, right),
        set_name="pair",
    )


def _named_words(context: Context) -> list[str]:
    names = [v for m in context.of("name") for v in m.values]
    groups = project_groups(context)
    names += [folded(p.name) for g in groups for p in g.projects]
    if not names and context.has("pronoun", "follow"):
        names = [*context.previous.names, *(folded(p) for p in context.previous.projects)]
    return names


def _touches(finding: Finding, word: str) -> bool:
    """Whether the finding is about what the word names: by its rule, or a side's row or column."""
    if word in folded(finding.rule):
        return True
    for side in finding.sides:
        row = folded(side.row or "")
        named = [part.strip() for part in folded(side.column or "").split("/")]
        if (
            word == row
            or row.endswith(word)
            or word in named
            or (len(word) > 6 and word in folded(side.table or ""))
        ):
            return True
    return False


def _same_everywhere(context: Context) -> QueryPlan | None:
    """表3和表5的项目支出对得上吗: one figure as each table, and the prose, prints it."""
    targets = targets_of(context)
    if _SUM.search(context.text) or context.says("下级|上级"):
        return None
    if len(targets) != 1 or project_groups(context):
        return None
    wanted = {m.values[0] for m in context.of("table")}
    places: dict[str, Figure] = {}
    for group in select(context.view.book, targets[0].names):
        fact = group[0].fact
        place = fact.table_id or "prose"
        if len(group) > 1 or fact.amount is None or place in places or fact.kind == "indicator":
            continue
        if fact.year == fact.report.year and (not wanted or place in wanted):
            name = f"{_place_name(fact)}的{name_of(group, targets[0].names)}"
            places[place] = Figure(name=name, facts=(fact.id,))
    if len(places) < 2:
        return None
    return QueryPlan(
        operation="audit",
        report=context.view.report.id,
        figures=tuple(places.values())[:5],
        set_name="same",
    )


def _place_name(fact: Fact) -> str:
    return (fact.table or "").split(" ")[0] if fact.table else "文字说明"
