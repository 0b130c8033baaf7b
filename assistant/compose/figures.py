"""Wordings for single figures and for figures set against each other (单项与比较)."""

from assistant.compose.phrases import (
    amount,
    bare,
    base_of_change,
    figure,
    figure_verb,
    source,
    spelt,
    stated_zero,
    year_phrase,
)
from assistant.query_plan import OUTTURN
from assistant.result import Quantity, Result
from index.amounts import is_money
from index.records import Fact

_DIRECTIONS = {"increase": "增加", "decrease": "减少", "same": "持平"}


def look_up(result: Result) -> str:
    """One sentence for each figure asked for; in another unit where one was asked for."""
    sentences = [sentence(result, quantity) for quantity in result.operands]
    outcome = result.outcome
    if outcome and outcome.formula and outcome.formula != result.operands[0].formula:
        first = result.operands[0]
        sentences[0] = f"{_year(result, first)}{first.name}为{amount(outcome)}。\n{sentences[0]}"
    return "\n".join(dict.fromkeys(sentences))


def sentence(result: Result, quantity: Quantity) -> str:
    """A figure with its name, year and place; what it is made up of, if in parts."""
    if quantity.parts:
        return _in_parts(result, quantity)
    fact = quantity.fact
    if fact is None:
        return f"{quantity.name}为{amount(quantity)}。"
    if quantity.value is None:
        return _blank(result, fact, quantity)
    own_year = fact.year == fact.report.year
    head = year_phrase(fact.report, quantity.name)
    if not own_year and not quantity.name.startswith(f"{fact.year}年"):
        head = f"{fact.year}年"
    said = _verb(result, fact)
    verb = "为" if quantity.name.endswith(said.removesuffix("为")) else said
    sentence = f"{head}{quantity.name}{verb}{amount(quantity)}{source(fact)}。"
    return sentence + stated_zero(fact, quantity) + _beside(result, quantity)


def _verb(result: Result, fact: Fact) -> str:
    if fact.kind == "indicator":
        return "的指标值为"
    if fact.kind != "cell" or (fact.unit and not is_money(fact.unit)):
        return "为"
    return figure_verb(fact)


def _beside(result: Result, quantity: Quantity) -> str:
    """The blank cell of the same row, where the prose states the figure."""
    if len(quantity.cited) < 2:
        return ""
    for cited in result.evidence.cited:
        if cited.id == quantity.cited[1] and cited.passage:
            passage = cited.passage
            return f"{passage.headings[0]}（第{passage.page}页）中，该项的单元格为空白，没有填数。"
    return ""


def _blank(result: Result, fact: Fact, quantity: Quantity) -> str:
    table = next((t for t in result.extraction.tables if t.id == fact.table_id), None)
    if table and table.empty:
        note = f"（{table.notes[0]}）" if table.notes else ""
        return (
            f"{fact.table}（第{fact.page}页）是空表{note}，没有{quantity.name}的数据，即没有安排。"
        )
    if not fact.row:
        return f"{fact.table}（第{fact.page}页）中，{quantity.name}的单元格为空白，没有填数。"
    elsewhere = _other_column(result, fact)
    return (
        f"{fact.table}（第{fact.page}页）列有「{fact.row}」一行，{quantity.name}的单元格为空白，"
        f"没有安排数（空白与写明为零不同）。{elsewhere}"
    )


def _in_parts(result: Result, quantity: Quantity) -> str:
    first = quantity.parts[0].fact
    parts = "，".join(f"{part.name}{amount(part)}" for part in quantity.parts)
    where = source(first) if first else ""
    year = year_phrase(result.extraction.report, quantity.name)
    return f"{year}{quantity.name}合计{amount(quantity)}：{parts}{where}。"


def share(result: Result) -> str:
    """A占B的百分比, with the division."""
    part, whole = result.operands[:2]
    outcome = result.outcome
    assert outcome is not None
    return (
        f"{_year(result, part)}{part.name}占{whole.name}的{figure(outcome)}%"
        f"（{spelt('÷', part, whole)}）。\n{operand_lines(result, part, whole)}"
    )


def ratio(result: Result) -> str:
    """A是B的几倍, with the division."""
    left, right = result.operands[:2]
    outcome = result.outcome
    assert outcome is not None
    return (
        f"{_year(result, left)}{left.name}是{right.name}的{figure(outcome)}倍"
        f"（{spelt('÷', left, right)}）。\n{operand_lines(result, left, right)}"
    )


def operand_lines(result: Result, *quantities: Quantity) -> str:
    """Each operand in a line of its own, with its place; a joint one with its addition, and each
    of those that it joins."""
    return "\n".join(f"- {line}" for quantity in quantities for line in _operand(result, quantity))


def _operand(result: Result, quantity: Quantity) -> list[str]:
    if not quantity.joint:
        return [sentence(result, quantity)]
    added = spelt("+", *quantity.parts)
    head = f"{_year(result, quantity)}{quantity.name}{amount(quantity)}（{added}）。"
    return [head, *(line for part in quantity.parts for line in _operand(result, part))]


def difference(result: Result) -> str:
    """A比B多, with the subtraction."""
    left, right = _larger_first(result)
    outcome = result.outcome
    assert outcome is not None
    if result.plan.subject == OUTTURN and result.operands[0].name.endswith("决算"):
        return _against_budget(result)
    if outcome.value == 0:
        return f"{left.name}与{right.name}相等。\n{operand_lines(result, left, right)}"
    return (
        f"{_year(result, left)}{left.name}比{right.name}多{amount(outcome)}"
        f"（{spelt('-', left, right)}）。\n{operand_lines(result, left, right)}"
    )


def _against_budget(result: Result) -> str:
    """支出决算比年初预算少…: which way the outturn went."""
    spent, budget = result.operands[:2]
    outcome = result.outcome
    assert outcome is not None
    if outcome.value == 0:
        return f"{spent.name}与{budget.name}相等。\n{operand_lines(result, spent, budget)}"
    moved = "多" if result.holds else "少"
    over = "" if result.holds else "没有超出年初预算。"
    return (
        f"{_year(result, spent)}{spent.name}比{budget.name}{moved}{amount(outcome)}。{over}\n"
        f"{operand_lines(result, spent, budget)}"
    )


def compare(result: Result) -> str:
    """Which is larger, and by how much."""
    left, right = _larger_first(result)
    if left.worth == right.worth:
        return difference(result)
    return f"{left.name}更多。\n{difference(result)}"


def _larger_first(result: Result) -> tuple[Quantity, Quantity]:
    left, right = result.operands[:2]
    return (left, right) if result.holds else (right, left)


def _year(result: Result, quantity: Quantity) -> str:
    return year_phrase(result.extraction.report, quantity.name)


def change(result: Result) -> str:
    """比上年增加或减少多少; a wrong premise is put right first."""
    statement = result.operands[0].fact
    assert statement is not None
    subject = result.plan.subject
    sentence = _moved(result, subject)
    opening = _premise(result, subject)
    current = result.members[0] if result.members else None
    now = ""
    if current and current.fact and current.value is not None:
        now = f"{_year(result, current)}{current.name}为{amount(current)}{source(current.fact)}。"
    return f"{opening}{sentence}{source(statement)}。{now}"


def _moved(result: Result, subject: str) -> str:
    return stated_change(subject, tuple(q.fact for q in result.operands if q.fact))


def stated_change(subject: str, facts: tuple[Fact, ...]) -> str:
    """比上年增加…，增加…%, as the prose states it."""
    if all(f.amount == 0 for f in facts):
        return f"{subject}与上年持平，增减为0{facts[0].unit}"
    words = []
    for fact in facts:
        direction = "增加" if (fact.amount or 0) > 0 else "减少"
        words.append(f"{direction}{_unsigned(fact)}")
    return f"{subject}{base_of_change(facts[0])}" + "，".join(words)


def _unsigned(fact: Fact) -> str:
    return f"{(fact.printed or '').lstrip('-−')}{fact.unit}"


def _premise(result: Result, subject: str) -> str:
    claimed = result.plan.claimed_direction
    actual = direction_of(result.operands[0])
    if claimed is None or actual is None or claimed == actual:
        return ""
    return f"与问题的说法不同，{subject}不是{_DIRECTIONS[claimed]}，而是{_DIRECTIONS[actual]}。"


def direction_of(quantity: Quantity) -> str | None:
    """The direction of a stated change, by its sign."""
    if quantity.value is None:
        return None
    if quantity.value == 0:
        return "same"
    return "increase" if quantity.value > 0 else "decrease"


def prior(result: Result) -> str:
    """The prior year's figure: stated, or this year's less the change."""
    report = result.extraction.report
    last = (report.year or 0) - 1
    outcome = result.outcome
    assert outcome is not None
    if len(result.operands) == 1:
        return look_up(result)
    current, moved = result.operands[:2]
    assert moved.fact is not None
    subject = current.name
    sign = "-" if (moved.value or 0) >= 0 else "+"
    change_words = "与上年持平" if moved.value == 0 else _moved_by(moved)
    return (
        f"{last}年{subject}为{amount(outcome)}（{bare(current)}{sign}{_change_number(moved)}）。"
        f"报告没有直接写出这个数，是由本年数和增减额推算的。\n"
        f"- {sentence(result, current)}\n"
        f"- {subject}{change_words}{source(moved.fact)}。"
    )


def _change_number(moved: Quantity) -> str:
    value = moved.value or 0
    if value == 0:
        return "0"
    return (moved.fact.printed or "").lstrip("-−") if moved.fact else ""


def _moved_by(moved: Quantity) -> str:
    assert moved.fact is not None
    direction = "增加" if (moved.value or 0) > 0 else "减少"
    return f"比上年{direction}{_unsigned(moved.fact)}"


def _other_column(result: Result, fact: Fact) -> str:
    """The same row's figures in the columns beside a blank cell."""
    table = next((t for t in result.extraction.tables if t.id == fact.table_id), None)
    row = (
        next((r for r in table.rows if r.line == fact.line and r.label == fact.row), None)
        if table
        else None
    )
    if table is None or row is None:
        return ""
    printed = [table.columns[c.column].path[-1] for c in row.cells if c.printed]
    named = [name for name in dict.fromkeys(printed) if "合计" not in name]
    return f"该行有数的是「{'」「'.join(named)}」一栏。" if named else ""


def growth(result: Result) -> str:
    """A比B增长百分之几, with the formula; a fall is said as one."""
    later, earlier = result.operands[:2]
    outcome = result.outcome
    assert outcome is not None
    rate = figure(outcome)
    less = (outcome.value or 0) < 0
    one_year = later.fact and earlier.fact and later.fact.year == earlier.fact.year
    fell, rose = ("少", "多") if one_year and not result.plan.across else ("下降", "增长")
    words = f"{fell}{rate.lstrip('-')}%" if less else f"{rose}{rate}%"
    return f"{later.name}比{earlier.name}{words}。\n{operand_lines(result, later, earlier)}"
