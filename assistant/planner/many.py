"""One figure over more reports than can be read (成百上千份报告): ranked, added, averaged, listed.

The figure is chosen as in any single report, by the same code, in one report of each kind of like
ones (同名同位): where reports print the same names at the same places, the choice made in one
holds for the others, whose figures are then taken from the very same places. What is shown is
few; what was counted, what is blank and what has no such figure is told.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Protocol

from assistant.department_names import shortest_formal
from assistant.planner.across import LEAST, Read, figure_in, not_side_by_side, operation_of
from assistant.planner.book import WHOLES
from assistant.planner.registers import register_of
from assistant.planner.scope import MOST_SET_BESIDE
from assistant.planner.view import Context
from assistant.query_plan import Figure, Further, Multitude, QueryPlan, Unclear
from index.amounts import convert, is_money
from index.likeness import Named, Printed, Standing, Wordings
from index.records import Report
from index.texts import Hit

MOST_KINDS = 40
"""Kinds of reports of which one is read; the rarer ones are told as not read."""
SHOWN = 5
"""Reports of which the figure is shown, where not fewer are asked for."""
_MOST_SHOWN = 30
_NAMED = 3
_LARGE = ("rank", "sum", "average", "list")


class Shelf(Protocol):
    """What can be asked of all reports at once (see `Corpus`)."""

    def wordings(self) -> Wordings:
        """Every name that the reports print."""

    def standing(self, named: Named, report_ids: Collection[str]) -> Sequence[Standing]:
        """Where each of these reports prints what is named."""

    def printed(self, fact_ids: Sequence[str]) -> Mapping[str, Printed]:
        """The figures of these fact ids."""

    def rare(self, labels: Collection[str], most: int) -> Mapping[str, Sequence[str]]:
        """Of row labels those that so few reports print at most, with the reports."""

    def search_text(self, query: str, report_ids: Sequence[str] | None, k: int) -> Sequence[Hit]:
        """The k places that share the most telling words with the query, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The figure of one report."""

    report: Report
    name: str
    """What it is called, without whose it is."""
    late: int
    """Years from the report's own to the figure's."""
    facts: tuple[str, ...]
    blank: tuple[str, ...]
    value: Decimal | None
    """None where the cell is blank."""
    unit: str

    @property
    def figure(self) -> Figure:
        """The figure under its full name."""
        report = self.report
        year = f"{report.year + self.late}年" if report.year else ""
        name = f"{year}{report.department or report.title}的{self.name.removeprefix('的')}"
        return Figure(name=name, facts=self.facts, blank=self.blank[0] if self.blank else None)

    @property
    def worth(self) -> Decimal:
        """For comparing: money in yuan."""
        value = self.value or Decimal(0)
        return convert(value, self.unit, "元") if is_money(self.unit) else value


def is_multitude(reports: Sequence[Report]) -> bool:
    """Whether they are too many to be read one by one, or of departments of one short name."""
    if len(reports) > MOST_SET_BESIDE:
        return True
    departments = {report.department or "" for report in reports}
    return len({shortest_formal(department) for department in departments}) < len(departments)


def over_many(
    reports: Sequence[Report], lay: Callable[[Report], Context], read: Read, shelf: Shelf
) -> QueryPlan | Unclear:
    """The question's figure over all these reports."""
    first = lay(reports[0])
    refused = not_side_by_side(first)
    if refused:
        return refused
    names = {value for mention in first.of("name", "absent") for value in mention.values}
    named = register_of(shelf.wordings()).named(first.text, names or WHOLES)
    kinds = _kinds(reports, shelf.standing(named, {report.id for report in reports}))
    taken = [each for kind in kinds[:MOST_KINDS] for each in _taken(kind, lay, read, shelf)]
    unread = {report.id for kind in kinds[MOST_KINDS:] for report, _ in kind}
    held = {each.report.id for each in taken} | unread
    lacking = [report for report in reports if report.id not in held]
    printed = [each for each in taken if each.value is not None]
    if not printed:
        return _nowhere()
    if len({is_money(each.unit) or each.unit for each in printed}) > 1:
        return _of_unlike_units()
    plan = _planned(first, printed)
    multitude = Multitude(
        further=_further(printed[len(plan.members) :]),
        blank=len(taken) - len(printed),
        lacking=len(lacking),
        lacking_named=tuple(f"{r.year}年{r.department}" for r in lacking[:_NAMED]),
        unread=len(unread),
    )
    return replace(plan, multitude=multitude)


def _planned(first: Context, printed: list[Taken]) -> QueryPlan:
    """The plan over the figures, which are put in their order; the first few are its members."""
    operation = operation_of(first, len(printed))
    descending = not LEAST.search(first.text)
    printed.sort(key=lambda each: each.worth, reverse=descending)
    asked = first.question.top if operation == "rank" else None
    shown = _shown(printed, min(asked or SHOWN, _MOST_SHOWN))
    return QueryPlan(
        operation=operation if operation in _LARGE else "list",
        report=printed[0].report.id,
        members=tuple(each.figure for each in printed[:shown]),
        set_name="个部门",
        across=True,
        descending=descending,
        unit=first.question.unit,
        notes=_unlike({(t.report.kind, t.report.year) for t in printed}),
    )


Kind = list[tuple[Report, Standing]]
"""Reports that print what is named at the same places."""


def _kinds(reports: Sequence[Report], standings: Sequence[Standing]) -> list[Kind]:
    """The reports by what they print alike, the commonest kind first."""
    by_id = {report.id: report for report in reports}
    kinds: defaultdict[Hashable, Kind] = defaultdict(list)
    for standing in standings:
        report = by_id[standing.report_id]
        kinds[(report.year, report.kind, standing.likeness)].append((report, standing))
    return sorted(kinds.values(), key=len, reverse=True)


def _taken(
    kind: Kind, lay: Callable[[Report], Context], read: Read, shelf: Shelf
) -> Iterator[Taken]:
    """The figure of each report of a kind, chosen in the first of them; those whose cell there is
    blank where the first one's is not, or the other way round, choose among themselves."""
    (report, standing), *_ = kind
    context = lay(report)
    figure = figure_in(context, read)
    at = _places(figure, standing) if figure else None
    if figure is None:
        return
    if at is None:  # it stands in a form, or elsewhere than by these names
        kind, at = kind[:1], ()
    late = (context.view.book.by_fact[figure.facts[0]].fact.year or 0) - (report.year or 0)
    if at:
        ids = {r.id: _moved(figure, r, s, at) for r, s in kind}
        printed = shelf.printed([i for own in ids.values() for i in own])
    else:
        ids = {report.id: _ids(figure)}
        printed = {i: _as_printed(context, i) for i in _ids(figure)}
    blanks = {owner: _is_blank(figure, own, printed) for owner, own in ids.items()}
    for each, _ in kind:
        if blanks[each.id] == blanks[report.id]:
            yield _figure_taken(each, figure, ids[each.id], printed, late)
    unlike = [one for one in kind if blanks[one[0].id] != blanks[report.id]]
    if unlike:
        yield from _taken(unlike, lay, read, shelf)


def _places(figure: Figure, standing: Standing) -> tuple[int, ...] | None:
    """Which of the named places the figure's facts stand at; None where one stands elsewhere."""
    known = {place: position for position, place in enumerate(standing.places)}
    found = [known.get(_place(id_)[0]) for id_ in _ids(figure)]
    return tuple(p for p in found if p is not None) if None not in found else None


def _as_printed(context: Context, fact: str) -> Printed:
    """A figure of the report that is laid out."""
    found = context.view.book.by_fact[fact].fact
    return Printed(amount=found.amount, unit=found.unit, printed=found.printed)


def _place(fact: str) -> tuple[str, str]:
    """Row and column of a fact's id: t6/12 and /3."""
    parts = fact.split("/")
    return ("/".join(parts[1:3]), f"/{parts[3]}") if len(parts) == 4 else (parts[1], "")


def _ids(figure: Figure) -> tuple[str, ...]:
    """Its facts, and the cell that it is missed in."""
    return (*figure.facts, figure.blank) if figure.blank else figure.facts


def _moved(
    figure: Figure, report: Report, standing: Standing, at: tuple[int, ...]
) -> tuple[str, ...]:
    """The ids of the same figure of another report of the kind."""
    columns = [_place(id_)[1] for id_ in _ids(figure)]
    places = [standing.places[position] for position in at]
    return tuple([f"{report.id}/{p}{column}" for p, column in zip(places, columns, strict=True)])


def _is_blank(
    figure: Figure, ids: tuple[str, ...], printed: Mapping[str, Printed]
) -> tuple[bool, bool]:
    """Whether nothing is printed where the figure is looked for, and where it is missed."""
    empty = [printed[id_].printed is None for id_ in ids]
    number = len(figure.facts)
    return all(empty[:number]), all(empty[number:])


def _figure_taken(
    report: Report, figure: Figure, ids: tuple[str, ...], printed: Mapping[str, Printed], late: int
) -> Taken:
    facts, blank = ids[: len(figure.facts)], ids[len(figure.facts) :]
    parts = [printed[i] for i in facts if printed[i].amount is not None]
    return Taken(
        report=report,
        name=figure.name,
        late=late,
        facts=facts,
        blank=blank,
        value=sum((p.amount for p in parts if p.amount is not None), Decimal(0)) if parts else None,
        unit=parts[0].unit or "" if parts else "",
    )


def _further(taken: Sequence[Taken]) -> tuple[Further, ...]:
    return tuple(Further(value=t.value, unit=t.unit) for t in taken if t.value is not None)


def _shown(ordered: Sequence[Taken], wanted: int) -> int:
    """How many are shown: as many as are wanted, and what ties with the last of them."""
    end = min(wanted, len(ordered))
    while end < min(len(ordered), _MOST_SHOWN) and ordered[end].worth == ordered[end - 1].worth:
        end += 1
    return end


def _unlike(kinds: Collection[tuple[str, int | None]]) -> tuple[str, ...]:
    if len({kind for kind, _ in kinds}) > 1:
        return ("其中有的是决算数，有的是预算数，口径不同。",)
    if len({year for _, year in kinds}) > 1:
        return ("各份报告的年度不同。",)
    return ()


def _nowhere() -> Unclear:
    return Unclear(
        kind="not_found",
        message="所问的各份报告里都没有找到所问的数。可以写明科目的名称。",
    )


def _of_unlike_units() -> Unclear:
    return Unclear(kind="clarify", message="各份报告里这一项的单位不同，不能一起比较。")
