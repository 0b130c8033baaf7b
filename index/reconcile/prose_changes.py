"""Changes against the year before (比上年增减): amounts, the words for direction, the reasons."""

import re
from collections.abc import Iterator

from index.reconcile.figures import (
    Disagreement,
    Figure,
    comparable,
    described,
    disagreement,
    exact,
    gap,
)
from index.reconcile.prose_figures import (
    before,
    by_passage,
    now_and_last,
    signed_change,
    statement_figure,
    subject_key,
)
from index.records import Direction, Extraction, FindingSide, Statement

_UP = re.compile(r"增加|增长|上升|提高|调增|新增|上调")
_DOWN = re.compile(r"减少|下降|降低|调减|压减|压缩|下调|取消|调出|未|但|不同")
_WORDS: dict[Direction, str] = {"increase": "增加", "decrease": "减少", "same": "持平"}
_TOTAL = re.compile(r"总计|收入|支出总|支出预算")
_PROJECTS = re.compile(r"项目(支出|经费)")


def _movement(now: Figure, last: Figure) -> Direction:
    difference = gap(now, last)
    return "increase" if difference > 0 else "decrease" if difference < 0 else "same"


def directions(extraction: Extraction) -> Iterator[Disagreement]:
    """增加 / 减少 / 持平 = the sign of this year's amount less the stated one of last year."""
    for passage in by_passage(extraction):
        moves = [item for item in passage if item.measure in ("change", "change_rate")]
        subjects: set[str] = set()
        for moved in moves:
            found = now_and_last(extraction, passage, moved)
            key = subject_key(moved.subject)
            if found is None or moved.direction is None or key in subjects:
                continue
            subjects.add(key)
            now, last = found
            if _movement(now, last) == moved.direction:
                continue
            yield Disagreement(
                severity="explain" if moved.direction == "same" else "contradiction",
                message=(
                    f"文字说明称{moved.subject}“{_WORDS[moved.direction]}”，"
                    f"而由{described(last)}到{described(now)}是{_WORDS[_movement(now, last)]}。"
                ),
                sides=(now.side, last.side, statement_figure(moved).side),
                difference=exact(abs(gap(now, last))),
                unit=now.unit,
            )


def _difference_of_years(now: Figure, last: Figure) -> Figure:
    amount = abs(gap(now, last))
    side = FindingSide(
        page=now.side.page,
        table=None,
        row="重算增减额",
        column=None,
        printed=exact(amount),
        text=f"{now.side.printed} - {last.side.printed} = {exact(gap(now, last))}",
    )
    grain = max(now.grain, last.converted(now.unit).grain)
    return Figure(amount=amount, unit=now.unit, grain=grain, side=side)


def amounts_of_change(extraction: Extraction) -> Iterator[Disagreement]:
    """比上年增减额 = this year's amount less the stated one of last year."""
    for passage in by_passage(extraction):
        for moved in passage:
            found = now_and_last(extraction, passage, moved)
            if moved.measure != "change" or moved.direction == "same" or found is None:
                continue
            said, again = statement_figure(moved), _difference_of_years(*found)
            yield from disagreement("比上年增减额", said, again, addends=2)


def reasons(extraction: Extraction) -> Iterator[Disagreement]:
    """The reason given for a decrease speaks of a decrease, that for an increase of an increase."""
    for statement in extraction.statements:
        reason, direction = statement.reason or "", statement.direction
        up, down = bool(_UP.search(reason)), bool(_DOWN.search(reason))
        if (direction == "decrease" and up and not down) or (
            direction == "increase" and down and not up
        ):
            side = statement_figure(statement).side
            why = FindingSide(
                page=side.page, table=None, row="原因", column=None, printed=reason, text=reason
            )
            yield Disagreement(
                severity="explain",
                message=(
                    f"文字说明称{statement.subject}{_WORDS[direction]}"
                    f"{statement.printed}{statement.unit}，"
                    f"给出的原因却是“{reason}”，方向相反。"
                ),
                sides=(side, why),
            )


def _change_of(extraction: Extraction, word: str, other: str) -> Statement | None:
    """The first stated change of all income, or of all expenditure, against the year before."""
    for statement in extraction.statements:
        subject = subject_key(statement.subject)
        if statement.measure != "change" or word not in subject or other in subject:
            continue
        if re.search(r"总计|预算|拨款|合计", statement.subject + statement.sentence[:30]):
            return statement
    return None


def _same_this_year(extraction: Extraction, income: Statement, spending: Statement) -> bool:
    """Whether income and expenditure of this year are stated as equal."""
    figures = []
    for passage in by_passage(extraction):
        for change in (income, spending):
            if change in passage:
                now = before(passage, change, "amount", extraction.report.year)
                figures += [statement_figure(now)] if now else []
    return len(figures) == 2 and comparable(*figures) and not gap(*figures)


def income_and_expenditure_change(extraction: Extraction) -> Iterator[Disagreement]:
    """Where income = expenditure this year, both changed by the same amount.

    The two may be held against different bases (预算数 and 执行数), so an inequality wants an
    explanation.
    """
    income = _change_of(extraction, "收入", "支出")
    spending = _change_of(extraction, "支出", "收入")
    if income is None or spending is None or income.direction != spending.direction:
        return
    if _same_this_year(extraction, income, spending):
        yield from disagreement(
            "收入与支出比上年的增减额",
            statement_figure(income),
            statement_figure(spending),
            otherwise="explain",
            remark="，两者比较的上年口径可能不同",
        )


def _parts_of_change(changes: list[Statement], whole: int) -> tuple[Statement, Statement] | None:
    """The changes of 基本支出 and 项目支出 that follow a total change, before the next total."""
    basic = project = None
    for item in changes[whole + 1 :]:
        if _TOTAL.search(item.subject):
            break
        if "基本支出" in item.subject:
            basic = basic or item
        elif _PROJECTS.search(item.subject):
            project = project or item
    return (basic, project) if basic and project else None


def _sum_of_changes(one: Statement, two: Statement) -> Figure:
    first, second = statement_figure(one), statement_figure(two)
    change = signed_change(one) + signed_change(two)
    printed = exact(abs(change))
    side = FindingSide(
        page=one.page,
        table=None,
        row="基本支出与项目支出增减额之和",
        column=None,
        printed=printed,
        text=f"{first.side.text} + {second.side.text}",
    )
    grain = max(first.grain, second.grain)
    return Figure(amount=abs(change), unit=first.unit, grain=grain, side=side)


def changes_add_up(extraction: Extraction) -> Iterator[Disagreement]:
    """Change of the total = changes of 基本支出 and 项目支出, where a paragraph gives all three."""
    for passage in by_passage(extraction):
        changes = [item for item in passage if item.measure == "change" and item.direction]
        for position, whole in enumerate(changes):
            parts = _parts_of_change(changes, position)
            if not _TOTAL.search(whole.subject) or parts is None:
                continue
            if len({whole.unit, parts[0].unit, parts[1].unit}) == 1:
                said, added = statement_figure(whole), _sum_of_changes(*parts)
                yield from disagreement("总额的增减额", said, added, addends=2, otherwise="explain")
