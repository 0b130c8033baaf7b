"""What is asked of a store of siblings (规模), with the answers that are right.

The right answers come from the books that the reports were printed from: of one report, over
many reports, and of questions that name none, which are to be asked back where many could answer.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Literal

from eval.scoring import AnswerObject
from eval.siblings.book import OPERATING, PERSONNEL, Book, Spread, book_of, line

SPREAD = Spread(departments=8, years=2)
"""Eight departments in a place, two years of each."""
HANDFUL = 8
"""Reports up to which a question that names none is answered and the others set beside."""
SAMPLE = 120
"""Questions of a kind at most."""

Kind = Literal["scoped", "across", "unscoped"]
KINDS: dict[Kind, str] = {
    "scoped": "指明范围的查数",
    "across": "跨报告的排名与合计",
    "unscoped": "没有指明范围的问题",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with what is right: figures in 万元, or no figure at all."""

    kind: Kind
    question: str
    value: Decimal | None = None
    """The headline figure."""
    leading: tuple[Decimal, ...] = ()
    """The first figures of the list, in its order."""
    among: frozenset[Decimal] = frozenset()
    """Any of these will do, the answer saying whose it is."""

    def is_right(self, answer: AnswerObject) -> bool:
        """Whether the answer holds what it must; where nothing is right, that it gives none."""
        if self.value is not None:
            return _amount(answer["value"], answer["unit"]) == self.value
        if self.leading:
            shown = [_amount(item["value"], item["unit"]) for item in answer["items"]]
            return tuple(shown[: len(self.leading)]) == self.leading
        if self.among:
            return _amount(answer["value"], answer["unit"]) in self.among
        return answer["status"] != "answered" and answer["value"] is None

    def is_wrong(self, answer: AnswerObject) -> bool:
        """Whether it was answered and not as it should have been: worse than no answer."""
        return answer["status"] == "answered" and not self.is_right(answer)


def _amount(value: str | None, unit: str | None) -> Decimal | None:
    if value is None or unit != "万元":
        return None
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _line(name: str, book: Book) -> Decimal:
    return line((*book.personnel, *book.operating), name)


_UNTOLD = ("住房公积金", "培训费", "水费", "电费")
"""Lines that share their name with another row, or of which too few differ."""

FIGURES: dict[str, Callable[[Book], Decimal]] = {
    "公务接待费": partial(_line, "公务接待费"),
    "基本支出": lambda book: book.basic,
    "项目支出": lambda book: book.project,
    **{n: partial(_line, n) for n, _ in (*OPERATING, *PERSONNEL) if n not in _UNTOLD},
}
"""What is asked for, and the right amount in 万元."""


def asked_of(count: int, seed: int) -> list[Asked]:
    """All questions for a store of that many siblings."""
    books = [book_of(number, seed, SPREAD) for number in range(count)]
    return [*_scoped(books), *_absent(count, seed), *_across(books), *_unscoped(books)]


def _scoped(books: Sequence[Book]) -> Iterator[Asked]:
    """A figure of a department and a year, another report each time where there are enough."""
    names = list(FIGURES)
    picked = _picked(books, SAMPLE)
    for turn in range(max(1, min(3, SAMPLE // len(picked)))):
        for position, book in enumerate(picked):
            name = names[(position + turn) % len(names)]
            question = f"{book.department}{book.year}年{name}是多少万元？"
            yield Asked(kind="scoped", question=question, value=FIGURES[name](book))


def _absent(count: int, seed: int) -> Iterator[Asked]:
    """Departments that the store does not hold, and years."""
    for number in range(SPREAD.most - 1, SPREAD.most - 1 - 5 * 16, -16):
        book = book_of(number, seed, SPREAD)
        yield Asked(kind="scoped", question=f"{book.department}{book.year}年公务接待费是多少？")
    book = book_of(count // 2, seed, SPREAD)
    yield Asked(kind="scoped", question=f"{book.department}2019年公务接待费是多少？")


def _picked(books: Sequence[Book], most: int) -> list[Book]:
    """Books from all over the store."""
    step = max(len(books) // most, 1)
    return list(books[::step][:most])


def _across(books: Sequence[Book]) -> Iterator[Asked]:
    """The largest, the first three and the sum of a year, and the departments of a place."""
    years = sorted({book.year for book in books})
    regions = list(dict.fromkeys(book.region for book in books))
    for position, (name, amount) in enumerate(FIGURES.items()):
        year = years[position % len(years)]
        ranked = sorted((amount(b) for b in books if b.year == year), reverse=True)
        latest = sorted((amount(b) for b in _latest(books)), reverse=True)
        region = regions[position % len(regions)]
        local = sorted(amount(b) for b in books if (b.region, b.year) == (region, year))
        asked = partial(Asked, kind="across")
        if len(ranked) > 2:
            question = f"{year}年{name}最高的前三个部门是哪些？"
            yield asked(question=f"{year}年哪个部门的{name}最高？", leading=tuple(ranked[:1]))
            yield asked(question=question, leading=tuple(ranked[:3]))
        yield asked(
            question=f"{year}年所有部门的{name}合计是多少万元？", value=sum(ranked, Decimal(0))
        )
        if len(latest) > 2:
            yield asked(question=f"哪个部门的{name}最少？", leading=tuple(latest[-1:]))
        if len(local) > 2:
            question = f"{region}{year}年各部门的{name}从高到低怎么排？"
            yield asked(question=question, leading=tuple(reversed(local)))


def _of_unit(books: Sequence[Book], unit: str) -> frozenset[Decimal]:
    """What the unit's department gives it, year by year."""
    return frozenset(
        amount
        for book in books
        for name, amount in zip(book.units, book.running_costs, strict=True)
        if name == unit
    )


def _latest(books: Sequence[Book]) -> list[Book]:
    return list({book.department: book for book in sorted(books, key=lambda b: b.year)}.values())


def _unscoped(books: Sequence[Book]) -> Iterator[Asked]:
    """Bare questions; projects and units that one department has; bureaus that many places have."""
    asked = partial(Asked, kind="unscoped")
    for name, amount in FIGURES.items():
        among = frozenset(map(amount, books)) if len(books) <= HANDFUL else frozenset[Decimal]()
        yield asked(question=f"{name}是多少万元？", among=among)
    projects = Counter(project.name for book in books for project in book.projects)
    for book in _picked(books, 30):
        for project in [p for p in book.projects if projects[p.name] == 1][:1]:
            yield asked(question=f"{project.name}预算多少万元？", value=project.amount)
    latest = _latest(books)
    for book in _picked(latest, 20):
        pairs = zip(book.units[1:], book.running_costs[1:], strict=True)
        for unit, amount_of_unit in list(pairs)[:1]:
            question = f"{unit}的机关运行经费是多少万元？"
            if len(books) > HANDFUL:
                yield asked(question=question, value=amount_of_unit)
            else:
                yield asked(question=question, among=_of_unit(books, unit))
    bureaus = Counter(book.sector.bureau for book in latest)
    for book in latest[:8]:
        name = book.sector.bureau
        alone = line(book.operating, "公务接待费") if bureaus[name] == 1 else None
        yield asked(question=f"{name}的公务接待费是多少万元？", value=alone)
