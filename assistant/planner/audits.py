"""Whether figures hold together (核对): sums against totals, quantity times price, findings."""

import re

from assistant.planner import changes, places, shares, stated_rates, unit_costs
from assistant.planner.book import is_total
from assistant.planner.labels import canonical, displayed
from assistant.planner.operands import operands_of, whole_of
from assistant.planner.outturn_items import BUDGETED, SPENT, item_pairs, whole_told
from assistant.planner.products import AMOUNT_UNITS, quantity_times_price, unit_of
from assistant.planner.sets import members_of
from assistant.planner.stated_sums import parts_stated, whole_stated
from assistant.planner.subjects import project_groups
from assistant.planner.targets import figure_of, fund_figure
from assistant.planner.told_findings import contradictions, findings_on, told_of
from assistant.planner.two_sides import sum_against, two_sides
from assistant.planner.view import Context
from assistant.query_plan import Figure, QueryPlan, Unclear

_PRODUCT = re.compile(
    r"\d+\S{0,2}(?:乘|×|\*)|(?:数量|个数|户数|家数|人数|套数).{0,6}(?:乘|×|x|\*).{0,8}(?:单价|价|成本|标准)|单价.{0,4}(?:乘|×|x|\*)|乘(?:以)?单价|乘起来|(?:数量|单价).{0,8}(?:相乘|对得上|核对)"
)
_SUM = re.compile(
    r"合计(?=.{0,3}(?:和|与|跟|等|是|对))|相加|加起来|之和|加总|加在一起|合起来|[+＋]"
    r"|增加(?=\d)|(?<![附增追参添更])加(?![班工快强])|的和(?=[是等对与,，?？]|$)"
)


def audit(context: Context) -> QueryPlan | Unclear | None:
    """Whatever the question wants checked, or None where it wants nothing checked."""
    if _PRODUCT.search(context.text):
        product = quantity_times_price(context) or unit_costs.per_piece(context)
        if product:
            return product
    if not (context.has("audit") or _difference_of_sum(context)):
        return None
    rate = stated_rates.stated_rate(context)
    if rate:
        return rate
    if context.has("share") and context.of("name") and not contradictions(context):
        shared = shares.share(context)
        return shared if isinstance(shared, QueryPlan) else None
    if context.has("change", "change_rate") and not _SUM.search(context.text):
        told = told_of(context, ("contradiction", "misprint", "explain"))
        moved = told or changes.change(context)
        return moved if isinstance(moved, QueryPlan) else None
    return (
        _stated_changes(context)
        or _sum_against_whole(context)
        or _costs_against_funds(context)
        or two_sides(context)
        or contradictions(context)
        or places.form_against_table(context)
        or places.prose_against_table(context)
        or places.pair(context)
        or places.same_everywhere(context)
        or findings_on(context)
    )


def _difference_of_sum(context: Context) -> bool:
    outside = re.search(
        r"差|等于(?!多少|几)|超出|一样|相等|是不是|对不对|对得|吻合|是\d.*[吗么吧?]",
        context.unnamed,
    )
    return outside is not None and any(
        not _within_name(context, mark) for mark in _SUM.finditer(context.text)
    )


def _within_name(context: Context, mark: re.Match[str]) -> bool:
    """税金及附加费用 adds nothing."""
    return any(m.start < mark.start() and mark.end() < m.end for m in context.of("name"))


def _sum_against_whole(context: Context) -> QueryPlan | None:
    """A、B相加等于C吗: the last figure (or the printed total of the parts) is the whole."""
    marks = list(_SUM.finditer(context.text))
    if not marks:
        return None
    parts, rest = _of_side(context) or _parts(context, marks[-1].start())
    whole = rest[0] if rest else None
    if len(parts) >= 2 and whole is None:
        whole = _total_of_row(context, parts)
    if len(parts) >= 2 and whole is None:
        whole = None if project_groups(context) else _total_beside(context, parts[0])
    if len(parts) < 2 or whole is None:
        return None
    return sum_against(context, parts, whole)


_SIDE = re.compile(
    r"(?<!财政拨款)(?:本年)?(收入|支出)(?:合计|决算)?(?:加上?|与|和)(?=[^,，]{2,12}?(?:等于|是|为)总计)"
)


def _of_side(context: Context) -> tuple[list[Figure], list[Figure]] | None:
    """收入加年初结转等于总计吗: the year's own and what is carried, against the side's 总计."""
    said = _SIDE.search(context.text)
    if said is None or not context.view.book.prints_wholes:
        return None
    own = figure_of(context, (context.view.book.whole(income=said[1] == "收入"),))
    carried = [o.figure for o in operands_of(context) if o.figure and o.start >= said.end()][:1]
    whole = figure_of(context, (f"{said[1]}总计",))
    return ([own, *carried], [whole]) if own and carried and whole else None


def _parts(context: Context, mark: int) -> tuple[list[Figure], list[Figure]]:
    """The figures to add, and those that the sum is set against."""
    units = members_of(context) if context.says("单位|三家|各家|几家") else None
    if units and units.name == "单位":
        return list(units.figures), []
    costs = _cost_items(context) or _told_items(context)
    if costs:
        return costs
    operands = [o for o in operands_of(context) if o.figure]
    whole = operands[0].figure if len(operands) == 1 else _funds_named(context)
    parts = parts_stated(context, whole) if whole and _PARTS.search(context.text) else []
    if whole and parts:
        return parts, [whole]
    before = [o for o in operands if o.start < mark]
    after = [o for o in operands if o.start >= mark]
    if re.match(
        "加(?!起来|总|在)", context.text[mark:]
    ):  # 甲加乙等于丙: the next one is a part too
        before, after = [*before, *after[:1]], after[1:]
    return [o.figure for o in before if o.figure], [o.figure for o in after if o.figure]


def _told_items(context: Context) -> tuple[list[Figure], list[Figure]] | None:
    """各科目年初预算加起来: what the prose says of each account, against what it says of all."""
    pairs = item_pairs(context) if context.says("各(?:个)?(?:科目|项)|每个科目|逐项") else []
    if len(pairs) < 2:
        return None
    at, ending = (1, BUDGETED) if BUDGETED in context.text else (0, SPENT)
    whole = whole_told(context, ending)
    return ([pair[at] for pair in pairs], [whole]) if whole else None


_PARTS = re.compile(r"[几两三四五六各分]个?(?:项|块|部分|细项|方向|支持方向|方面)")


def _funds_named(context: Context) -> Figure | None:
    """The money of the one project that the question names."""
    groups = project_groups(context)
    projects = groups[0].projects if len(groups) == 1 else ()
    return fund_figure(context, projects[0], "资金总额", "年度") if len(projects) == 1 else None


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
        return places.against(context, items[0], funds[0])
    return sum_against(context, items, funds[0])


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
    return sum_against(context, own, whole) if len(own) >= 2 else None


def _total_of_row(context: Context, parts: list[Figure]) -> Figure | None:
    """The total column of the row whose columns are added (基本支出＋项目支出)."""
    book = context.view.book
    places = [book.by_fact.get(part.facts[0]) for part in parts]
    rows = {(p.fact.table_id, p.fact.line, p.fact.row) for p in places if p and p.row}
    if len(rows) != 1 or any(p is None or is_total(p.row) for p in places):
        return None
    for other in book.bearing(places[0].row if places[0] else ""):
        same = (other.fact.table_id, other.fact.line, other.fact.row) in rows
        if same and other.columns and is_total(other.columns[-1]):
            return Figure(name=f"{displayed(other.fact.row)}的合计", facts=(other.fact.id,))
    return None


def _total_beside(context: Context, figure: Figure) -> Figure | None:
    """The row above the part in the same column, else the printed total of the column."""
    book = context.view.book
    address = book.by_fact.get(figure.facts[0])
    if address is None:
        return None
    if address.fact.kind == "statement":
        return whole_stated(context, figure)
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
        return figure_of(context, (book.whole(income=False),))
    return Figure(name=displayed(chosen.fact.row), facts=(chosen.fact.id,))
