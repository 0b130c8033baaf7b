"""Each operation of a plan, one function each (执行)."""

import operator
from dataclasses import replace
from decimal import Decimal

from assistant.evidence import FormulaKind
from assistant.execute.ledger import Ledger
from assistant.execute.over_sets import Run, leaders, over_set, rank
from assistant.execute.rates import may_be_same, recomputed_rate
from assistant.execute.side_by_side import movement, share
from assistant.execute.trimmed import used
from assistant.material import Material, of_finding
from assistant.query_plan import RATE, Operation
from assistant.result import Quantity, Quote, Result
from index.amounts import convert, is_money, places_of
from index.errors import AmountError
from index.records import Finding

TONES = {
    "contradiction": "矛盾",
    "explain": "需要说明",
    "rounding": "四舍五入",
    "misprint": "疑似笔误",
}
"""How grave a finding is, in words (严重程度)."""


def execute(material: Material) -> Result:
    """The result of a plan over its material; raises `AmountError` where it cannot be computed."""
    ledger = Ledger(material)
    result = _RUNS[material.plan.operation](material, ledger)
    quotes = tuple(
        Quote(cited=ledger.quote(e), quoted=e.quoted, label=e.label, text=e.text, page=e.page)
        for e in (
            *material.excerpts,
            *(of_finding(f, TONES[f.severity]) for f in material.findings),
        )
    )
    return replace(
        result,
        evidence=used(ledger.evidence, result, quotes),
        quotes=quotes,
        findings=material.findings,
        touched=_touched(material),
    )


def _result(material: Material, ledger: Ledger) -> Result:
    operands = tuple(ledger.quantity(figure) for figure in material.plan.figures)
    return Result(
        plan=material.plan,
        extraction=material.extraction,
        evidence=ledger.evidence,
        operands=operands,
        outcome=operands[0] if operands else None,
    )


def _look_up(material: Material, ledger: Ledger) -> Result:
    """The figure asked for; the plan's members are the same of other reports, set beside it."""
    result = _result(material, ledger)
    others = tuple(ledger.quantity(figure) for figure in material.plan.members)
    result = replace(result, members=others)
    unit = material.plan.unit
    first = result.outcome
    if unit and first and first.value is not None and is_money(first.unit) and first.unit != unit:
        outcome = ledger.compute("value", (first,), (first.name,), unit)
        return replace(result, outcome=outcome)
    return result


def _binary(kind: FormulaKind, unit: str | None, names: tuple[str, ...]) -> Run:
    def run(material: Material, ledger: Ledger) -> Result:
        result = _result(material, ledger)
        wanted = unit or material.plan.unit
        outcome = ledger.compute(kind, result.operands[:2], names, wanted)
        return replace(result, outcome=outcome)

    return run


def _difference(material: Material, ledger: Ledger) -> Result:
    """The larger less the smaller; the sentence says which is which. A blank is not zero."""
    result = _result(material, ledger)
    left, right = result.operands[:2]
    blank = next((each.name for each in (left, right) if each.value is None), None)
    if blank is not None:
        raise AmountError(f"「{blank}」的单元格为空白，没有填数，不能当作零来比较")
    pair = (left, right) if left.worth >= right.worth else (right, left)
    outcome = ledger.compute("difference", pair, ("相差",), material.plan.unit)
    return replace(result, outcome=outcome, holds=pair[0] is left)


def _quotient(material: Material, ledger: Ledger) -> Result:
    """Money over a number of things, in yuan unless the user wants another unit."""
    result = _result(material, ledger)
    money, number = result.operands[:2]
    unit = material.plan.unit or ("元" if money.unit == "元" else money.unit)
    each = ledger.compute("quotient", (money, number), (f"平均每{number.unit}", "平均"), unit)
    spread = _SPREAD.get(material.plan.set_name)
    if spread is None:
        return replace(result, outcome=each)
    outcome = ledger.compute(spread[0], (each,), (spread[1],), unit)
    return replace(result, outcome=replace(outcome, parts=(each,)))


_SPREAD: dict[str, tuple[FormulaKind, str]] = {
    "monthly": ("monthly", "每月"),
    "quarterly": ("quarterly", "每季度"),
}
"""What each one costs by the month or the quarter."""


def _over_the_year(kind: FormulaKind, name: str) -> Run:
    """A year's figure by the month, the quarter or the day, in the unit wanted."""

    def run(material: Material, ledger: Ledger) -> Result:
        result = _result(material, ledger)
        outcome = ledger.compute(kind, result.operands[:1], (name,), material.plan.unit)
        return replace(result, outcome=outcome)

    return run


def _change(material: Material, ledger: Ledger) -> Result:
    result = _result(material, ledger)
    current = tuple(ledger.quantity(figure) for figure in material.plan.members)
    wants_rate = material.plan.top == 1 and len(result.operands) > 1
    outcome = result.operands[1] if wants_rate else result.outcome
    return replace(result, members=current, outcome=outcome)


def _prior(material: Material, ledger: Ledger) -> Result:
    """Stated, or this year's figure less the stated change."""
    result = _result(material, ledger)
    if len(result.operands) == 1:
        return _look_up(material, ledger)
    outcome = ledger.compute("prior", result.operands, ("上年数",), material.plan.unit)
    return replace(result, outcome=outcome)


def _verify(material: Material, ledger: Ledger) -> Result:
    result = _look_up(replace(material, plan=replace(material.plan, unit=None)), ledger)
    claimed, found = material.plan.claimed, result.outcome
    if claimed is None or found is None or found.value is None:
        return result
    unit = {"万": "万元", "亿": "亿元", "块": "元"}.get(claimed.unit or "", claimed.unit or "")
    same = found.value
    if is_money(found.unit) and is_money(unit):
        same = convert(found.value, found.unit, unit)
    comparable = is_money(unit) == is_money(found.unit)
    if material.plan.threshold:
        holds = _MEETS[material.plan.threshold](same, claimed.value)
    else:
        holds = _equal(same, claimed.value)
    return replace(result, plan=material.plan, holds=comparable and holds)


_MEETS = {
    "over": operator.gt,
    "at_least": operator.ge,
    "under": operator.lt,
    "at_most": operator.le,
}


def _equal(found: Decimal, claimed: Decimal) -> bool:
    return found == claimed or round(found, places_of(claimed)) == claimed


def _audit(material: Material, ledger: Ledger) -> Result:
    plan = material.plan
    result = _result(material, ledger)
    if plan.set_name == "sum":
        parts = tuple(ledger.quantity(figure) for figure in plan.members)
        total = ledger.compute("sum", parts, ("相加", "合计"))
        return _against(replace(result, members=parts), total, result.operands[0], ledger)
    if plan.set_name == "product":
        product = ledger.compute("product", result.operands[:2], ("数量乘单价", "乘积"), "元")
        return _against(
            replace(result, members=result.operands[:2]), product, result.operands[2], ledger
        )
    if plan.set_name == "same":
        first = result.operands[0].worth
        return replace(result, outcome=None, holds=all(q.worth == first for q in result.operands))
    if plan.set_name == "pair":
        left, right = result.operands[:2]
        if left.rough or right.rough:
            return replace(result, outcome=None, holds=may_be_same(left, right))
        return _against(result, left, right, ledger)
    if plan.set_name == RATE:
        return recomputed_rate(result, ledger)
    return result


def _against(result: Result, left: Quantity, right: Quantity, ledger: Ledger) -> Result:
    larger, smaller = (left, right) if left.worth >= right.worth else (right, left)
    gap = ledger.compute("difference", (larger, smaller), ("相差", "差额"))
    return replace(result, operands=(left, right), outcome=gap, holds=gap.value == 0, considered=0)


def _catalogue(material: Material, ledger: Ledger) -> Result:
    """The entries as they stand, and, where it is asked for, how many they are."""
    result = _result(material, ledger)
    plan = material.plan
    if plan.set_name not in ("counted", "sectors"):
        return result
    entries = [
        Quantity(name=e.label, value=None, unit="", cited=(ledger.quote(e),))
        for e in material.excerpts
    ]
    names = ("共", "目录", f"{plan.subject}条目", "领域")
    unit = "个" if plan.set_name == "sectors" else "条"
    return replace(result, outcome=ledger.compute("count", entries, names, unit))


def _touched(material: Material) -> tuple[Finding, ...]:
    """Findings (not roundings) that have one of the answer's cells on a side."""
    cells = {
        (f.page, f.printed, name)
        for f in material.facts.values()
        if f.printed
        for name in (f.row or None, f"{f.code} {f.row}")
    }
    return tuple(
        finding
        for finding in material.extraction.findings
        if finding.severity in ("contradiction", "misprint")
        and any((s.page, s.printed, s.row) in cells for s in finding.sides)
    )


_RUNS: dict[Operation, Run] = {
    "look_up": _look_up,
    "verify": _verify,
    "share": share,
    "movement": movement,
    "leaders": leaders,
    "ratio": _binary("ratio", "倍", ("倍数", "倍")),
    "difference": _difference,
    "quotient": _quotient,
    "monthly": _over_the_year("monthly", "每月"),
    "quarterly": _over_the_year("quarterly", "每季度"),
    "daily": _over_the_year("daily", "每天"),
    "compare": _difference,
    "growth": _binary("growth", "%", ("增长", "增长率")),
    "change": _change,
    "prior": _prior,
    "explain": _change,
    "sum": over_set("sum", None, ("合计", "共计")),
    "average": over_set("average", None, ("平均",)),
    "count": over_set("count", "个", ("共",)),
    "list": over_set(None, None, ()),
    "rank": rank,
    "define": _result,
    "describe": _result,
    "indicators": _result,
    "audit": _audit,
    "meta": _result,
    "tables": _result,
    "catalogue": _catalogue,
}
