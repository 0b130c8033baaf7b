"""Does the claim name the cited cell, and no other? Row, column, year, organisation (指认)."""

from collections.abc import Iterable

from assistant.check.direction import measure_of
from assistant.check.folding import fold
from assistant.check.names import GENERIC_TOTALS, Names
from assistant.check.proof import Scene
from assistant.check.sight import NAMING, Sight
from assistant.check.tokens import Token
from assistant.check.words import COLUMN_WORDS, ORGANISATION, RELATIVE_YEARS
from assistant.department_names import short_names
from assistant.evidence import Cited
from index.facts import executed_word, is_budgeted
from index.records import Fact


def objection_to_names(cited: Cited, names: Names, sight: Sight, scene: Scene) -> str | None:
    """Why the claim does not name this fact's cell, or None where it does."""
    fact = cited.fact
    assert fact is not None
    return (
        objection_to_cell(cited, names, sight)
        or objection_to_year(fact, sight, scene)
        or _objection_to_body(cited, sight, scene)
        or _objection_to_budget_or_accounts(cited, sight)
    )


def objection_to_owner(cited: Cited, sight: Sight, scene: Scene) -> str | None:
    """Why the claim is not of this fact's year and body, or None where it is."""
    assert cited.fact is not None
    return objection_to_year(cited.fact, sight, scene) or _objection_to_body(cited, sight, scene)


def objection_to_cell(cited: Cited, names: Names, sight: Sight) -> str | None:
    """Why the claim does not name this row and column, whatever the year, or None."""
    assert cited.fact is not None
    return (
        _objection_to_strangers(sight)
        or _objection_to_row(cited.fact, names, sight)
        or _objection_to_column(names, sight)
    )


def _objection_to_strangers(sight: Sight) -> str | None:
    """In the words just before a number every one must be known and none be another's name."""
    for token in sight.near:
        if token.kind in ("unknown", "other", "other_row", "other_column"):
            return f"“{token.text}”不是该数的名称"
    for token in sight.after:
        if token.kind in ("other_row", "other_column"):
            return f"“{token.text}”不是该数的名称"
    return "说的是几项一起" if _is_of_several(sight.near) else None


_JOINERS = frozenset(("和", "与", "及", "以及", "、", "跟", "同", "and"))


def _is_of_several(near: tuple[Token, ...]) -> bool:
    """Whether two names are joined before one number (工资和奖金16.06万元)."""
    named = [i for i, token in enumerate(near) if token.kind in NAMING]
    joined = [i for i, token in enumerate(near) if token.text in _JOINERS]
    return any(named and named[0] < i < named[-1] for i in joined)


def _objection_to_row(fact: Fact, names: Names, sight: Sight) -> str | None:
    if fact.kind == "statement" and not sight.has("row") and _sums_up(sight):
        return "说的是合计"
    subject = _subject(fact, names, sight.backwards())
    if subject is None or names.is_total:
        subject = _subject(fact, names, sight.after) or subject
    if subject is not None and subject.kind == "row" and subject.text not in GENERIC_TOTALS:
        return None
    if not names.is_total:
        return f"没有点明“{fact.row}”" if subject is None else f"说的是“{subject.text}”"
    if subject is not None and subject.kind != "row" and not sight.has("total"):
        return f"说的是“{subject.text}”"
    if subject is not None and sight.total_is_clear:
        return None
    said = any(t.kind in ("column", "context") for t in sight.backwards())
    return None if said or any(t.kind == "column" for t in sight.after) else "没有点明是哪个合计"


def _sums_up(sight: Sight) -> bool:
    return any(
        t.kind == "total" and t.text not in ("共", "总", "全部", "共计", "总共") for t in sight.near
    )


def _subject(fact: Fact, names: Names, words: Iterable[Token]) -> Token | None:
    """The nearest word that names a row; a figure of a row without a label is named by its column,
    and what stands in a clause before that one's names others."""
    columns_count = fact.kind == "statement" or bool(names.row & COLUMN_WORDS)
    named = False
    for token in words:
        named = named or (not fact.row and token.kind == "column")
        if named and token.kind == "break":
            return None
        if token.kind in ("row", "other_row", "above"):
            return token
        if token.kind == "context" and token.elsewhere == "other_row":
            return token
        if token.kind == "other_column" and columns_count and not names.is_total:
            return token
    return None


def _objection_to_column(names: Names, sight: Sight) -> str | None:
    if any(token.kind == "column" for token in sight.near):
        return None
    if names.needs_column:
        if sight.has("total") and not names.is_total:
            return "说的是合计"
        if any(token.kind == "column" for token in sight.after):
            return None
        said = (t for t in sight.backwards() if t.kind == "column" or _is_column(t))
        nearest = next(said, None)
        return None if nearest and nearest.kind == "column" else "没有点明列名"
    if sight.has("total") or (names.is_total and sight.has("row")):
        return None
    nearest = next((t for t in _same_part(sight) if t.kind in _COLUMNS), None)
    return f"承接的是“{nearest.text}”" if nearest and nearest.kind == "other_column" else None


_COLUMNS = ("column", "other_column")


def _is_column(token: Token) -> bool:
    """Whether a word names another column, be it also in the title of the cell's own table."""
    return "other_column" in (token.kind, token.elsewhere)


def _same_part(sight: Sight) -> Iterable[Token]:
    """Words back to the last semicolon, then the heading."""
    for token in reversed(sight.before):
        if token.text == ";":
            break
        yield token
    yield from reversed(sight.heading)


def objection_to_year(fact: Fact, sight: Sight, scene: Scene) -> str | None:
    """Why the year that the claim names is not the fact's, or None."""
    report_year = fact.report.year
    if measure_of(fact) in ("change", "change_rate"):
        said_all = _all_years(sight.backwards(), report_year)
        return "年份不符" if said_all and fact.year not in (None, *said_all) else None
    said = year_said(sight.backwards(), report_year)
    if said is not None:
        return None if fact.year in (None, said) else f"年份不符：{said}年"
    if fact.year is not None and report_year is not None and fact.year != report_year:
        return f"没有点明是{fact.year}年的数"
    return "没有点明年份" if len(scene.years) > 1 else None


def year_said(backwards: Iterable[Token], report_year: int | None) -> int | None:
    """The nearest year named, unless it is only what is compared with (比2022年)."""
    return next(iter(_all_years(backwards, report_year)), None)


def years_said(sight: Sight) -> tuple[int, ...]:
    """All calendar years named: the figures of a sum may be of several."""
    return tuple(token.year or 0 for token in sight.backwards() if (token.year or 0) > 1000)


def _all_years(backwards: Iterable[Token], report_year: int | None) -> tuple[int, ...]:
    words, years = list(backwards), []
    for i, token in enumerate(words):
        if token.kind != "year":
            continue
        behind = words[i + 1 : i + 2]
        if behind and (behind[0].kind == "than" or behind[0].text in ("与", "同", "和", "跟")):
            continue
        if token.text not in RELATIVE_YEARS:
            years.append(token.year or 0)
        elif report_year is not None:
            years.append(report_year + (token.year or 0))
    return tuple(years)


def _objection_to_body(cited: Cited, sight: Sight, scene: Scene) -> str | None:
    """Another organisation's name, known or not, in what the claim refers to."""
    own = {fold(name) for name in short_names(cited.report.department or "")}
    for token in sight.backwards():
        if token.kind == "unknown" and ORGANISATION.search(token.text):
            return f"说的是“{token.text}”"
        if token.text in own:
            return None
        if token.kind == "other" and token.text in scene.departments:
            return f"说的是“{token.text}”"
    return "没有点明单位" if scene.bodies > 1 and not _is_body(cited) else None


def _is_body(cited: Cited) -> bool:
    return bool(cited.fact and ORGANISATION.search(cited.fact.row))


def _objection_to_budget_or_accounts(cited: Cited, sight: Sight) -> str | None:
    """预算 and 决算 are different things and never stand for each other."""
    assert cited.fact is not None
    said = "".join((*cited.fact.column_path, cited.fact.row))
    words = "".join(token.text for token in sight.near if token.kind == "function")
    is_budget = is_budgeted(cited.fact)
    accounts = "决算" in said or cited.report.kind == "final_accounts"
    if accounts and not is_budget and "预算" in words:
        return "把决算数说成了预算"
    if executed_word(cited.fact) == "执行数" and any(t.text == "预算数" for t in sight.near):
        return "把执行数说成了预算"
    if is_budget and any(token.text in ("决算", "决算数") for token in sight.near):
        return "把预算数说成了决算"
    return None
