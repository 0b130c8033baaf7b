"""Whether the items of an answer may be added up (合计): never a whole with its own parts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answer import Answer, Citation
from assistant.page.extract_view import locate
from assistant.page.table_view import is_total, row_parents
from index.amounts import convert, is_money, rounded
from index.records import Extraction


def whole_of(answer: Answer, unit: str, extractions: Sequence[Extraction]) -> Decimal | None:
    """The sum of the items in a unit of money: where the answer itself adds them up, or where
    they are different rows of one column, none of them under another. Else None."""
    if not is_money(unit):
        return None
    known = [
        convert(Decimal(item.value), item.unit or unit, unit)
        for item in answer.items
        if item.value is not None
    ]
    if any(amount < 0 for amount in known) or not sum(known):
        return None
    whole = sum(known, Decimal(0))
    is_sum = _is_the_answers_own(answer, whole, unit) or _are_apart(answer, extractions)
    return whole if is_sum else None


def share(part: Decimal | None, whole: Decimal | None) -> str:
    """Part of whole in percent, for display; nothing for a blank."""
    if part is None or not whole:
        return ""
    return f"{rounded(part / whole * 100)}%"


def _is_the_answers_own(answer: Answer, whole: Decimal, unit: str) -> bool:
    operation = (answer.plan or {}).get("operation")
    if operation != "sum" or answer.value is None or not is_money(answer.unit):
        return False
    return convert(Decimal(answer.value), answer.unit or unit, unit) == whole


def _are_apart(answer: Answer, extractions: Sequence[Extraction]) -> bool:
    """Whether the items are rows of one column of one table, no total and none above another."""
    by_id = {citation.id: citation for citation in answer.citations}
    if any(len(item.citations) != 1 for item in answer.items):
        return False
    cited = [by_id[key] for item in answer.items for key in item.citations if key in by_id]
    found = [locate(citation, extractions) for citation in cited]
    if None in found or len(found) != len(answer.items):
        return False
    places = [place for place in found if place is not None]
    if len({(e.report.id, t.id) for e, t, _ in places}) != 1 or not _same_column(cited):
        return False
    parents = row_parents(places[0][1].rows)
    keys = {row.index for _, _, row in places}
    nested = any(above in keys for key in keys for above in _above(key, parents))
    totals = any(is_total(row) for _, _, row in places)
    return len(keys) == len(places) and not totals and not nested


def _same_column(cited: Sequence[Citation]) -> bool:
    return len({citation.column for citation in cited}) == 1


def _above(key: int, parents: dict[int, int]) -> Iterator[int]:
    parent = parents.get(key)
    while parent is not None:
        yield parent
        parent = parents.get(parent)
