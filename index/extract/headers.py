"""Header trees (多级表头) from header words: the columns that a row of headings can mean.

The words come row by row, so a header is a forest in level order. Which words are children of
which is decided by what they mean (`header_words`), and finally by the body of the table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from index.extract.cells import Break, Symbol, Word
from index.extract.header_words import CHILDREN, SELDOM_GROUPS, WordClass, class_of, role_of
from index.records import Column, ColumnRole

_SEGMENTATIONS = 6
_FORESTS = 3000
_WORD = 0.2
_UNKNOWN = 1.5
_FRAGMENT = 1.0
_JOIN = 0.1
_JOIN_ACROSS_SPACE = 3.0
_LEAFLESS = 0.5
_BLANKS = 2.0


Shape = tuple[tuple[ColumnRole, str | None], ...]
"""What decides whether a body fits: the roles and sides of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One reading of a header, and how far-fetched it is."""

    words: tuple[str, ...]
    forest: "_Forest"
    cost: float

    @property
    def shape(self) -> Shape:
        """The roles and sides of its columns."""
        return _with_qualifiers(_roles(self.words, self.forest))

    @property
    def columns(self) -> tuple[Column, ...]:
        """The leaves of the forest as columns under their header paths."""
        return tuple(
            Column(path=tuple(self.words[node] for node in path), role=role, side=side)
            for path, (role, side) in zip(self.forest.paths, self.shape, strict=True)
        )


def headers_of(symbols: Sequence[Symbol], limit: float) -> tuple[Header, ...]:
    """The readings of the header symbols that cost less than the limit, the likeliest first."""
    found = list[Header]()
    for words, cost in _segmentations(symbols):
        if cost >= limit:
            break
        found += [
            Header(words=words, forest=forest, cost=cost + forest.cost)
            for forest in _forests(tuple(class_of(word) for word in words))
            if cost + forest.cost < limit
        ]
    return tuple(sorted(found, key=lambda header: header.cost))


# --- fragments into words -------------------------------------------------------------------


def _segmentations(symbols: Sequence[Symbol]) -> list[tuple[tuple[str, ...], float]]:
    """The best ways to join wrapped fragments into headings, with their costs."""
    pieces = list[tuple[str, bool]]()
    broken, penalty = True, 0.0
    for symbol in symbols:
        if isinstance(symbol, Word):
            pieces.append((symbol.text, broken))
            broken = False
        elif isinstance(symbol, Break):
            broken = True
        else:
            penalty += _BLANKS
    best: list[list[tuple[float, tuple[str, ...]]]] = [[(penalty, ())]]
    for end in range(1, len(pieces) + 1):
        options = list[tuple[float, tuple[str, ...]]]()
        for start in range(max(0, end - 4), end):
            word, cost = _joined(pieces[start:end])
            options += [(before + cost, (*words, word)) for before, words in best[start]]
        best.append(sorted(options)[:_SEGMENTATIONS])
    return [(words, cost) for cost, words in best[-1] if words]


def _joined(pieces: Sequence[tuple[str, bool]]) -> tuple[str, float]:
    """The fragments as one heading, and what joining them costs."""
    word = "".join(text for text, _ in pieces)
    cost = _WORD + sum(_JOIN if broken else _JOIN_ACROSS_SPACE for _, broken in pieces[1:])
    if class_of(word) != "unknown":
        return word, cost
    return word, cost + _UNKNOWN + (_FRAGMENT if len(word) <= 2 else 0)


# --- words into trees -----------------------------------------------------------------------


_Shape = tuple[int, ...]
"""For each word in level order, how many children it has."""


@dataclass(frozen=True, slots=True)
class _Forest:
    """A forest that words can stand for, whichever words of these kinds they are."""

    paths: tuple[tuple[int, ...], ...]
    """For each leaf, left to right, the words from its root down to it."""
    two_sided: bool
    """Whether every root is a side of the table (收入 | 支出)."""
    cost: float


@lru_cache(maxsize=256)
def _forests(kinds: tuple[WordClass, ...]) -> tuple[_Forest, ...]:
    """The first forests whose level order is words of these kinds; reports repeat their headers."""
    found = (
        _Forest(
            paths=_paths(shape, roots),
            two_sided=roots > 1
            and all(kinds[root] == "side" and shape[root] > 0 for root in range(roots)),
            cost=cost + _oddness(kinds, shape, roots),
        )
        for roots in range(1, len(kinds) + 1)
        for shape, cost in _shapes(kinds, 0, roots)
    )
    return tuple(islice(found, _FORESTS))


def _shapes(kinds: Sequence[WordClass], start: int, end: int) -> Iterator[tuple[_Shape, float]]:
    """How the words from `end` on can hang below the level of words from `start` to `end`."""
    if end == len(kinds):
        yield (0,) * (end - start), 0.0
        return
    for counts, cost in _shares(kinds, start, end, end):
        below = end + sum(counts)
        if below > end:
            for deeper, more in _shapes(kinds, end, below):
                yield counts + deeper, cost + more


def _shares(
    kinds: Sequence[WordClass], node: int, last: int, child: int
) -> Iterator[tuple[_Shape, float]]:
    """How many children, taken in order from `child` on, each node of a level may have."""
    if node == last:
        yield (), 0.0
        return
    accepted = CHILDREN.get(kinds[node], frozenset())
    count = 0
    while True:
        for counts, cost in _shares(kinds, node + 1, last, child + count):
            yield (count, *counts), cost
        at = child + count
        if at >= len(kinds) or (kinds[at] not in accepted and kinds[at] != "unknown"):
            return
        if not accepted:
            return
        count += 1


def _oddness(kinds: Sequence[WordClass], shape: _Shape, roots: int) -> float:
    """What speaks against a forest before the body of the table is looked at."""
    cost, child = 0.0, roots
    sides = 0
    for node, count in enumerate(shape):
        kind, under = kinds[node], kinds[child : child + count]
        child += count
        if kind == "side":
            sides += count > 0
            cost += _side_oddness(under) if count else 1.0
        elif kind == "row_group" and count:
            cost += 0 if "label" in under else 2.0
        elif count == 1:
            cost += 1.0
        elif not count and kind in ("row_group", "appropriation") and node < roots < len(kinds):
            cost += _LEAFLESS
        if count and kind in SELDOM_GROUPS:
            cost += 1.0
    return cost + (2.0 if sides == 1 else 0)


def _side_oddness(under: Sequence[WordClass]) -> float:
    """A side of a two-sided table names its rows first, and has at least one figure."""
    if not under or under[0] not in ("row_group", "label", "code"):
        return 5.0
    names = sum(kind in ("row_group", "label", "code") for kind in under)
    return 0.0 if names < len(under) else 5.0


def _paths(shape: _Shape, roots: int) -> tuple[tuple[int, ...], ...]:
    """The paths to the leaves of a forest, left to right."""
    under = list[range]()
    child = roots
    for count in shape:
        under.append(range(child, child + count))
        child += count

    def leaves(node: int, above: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        path = (*above, node)
        if not under[node]:
            yield path
        for each in under[node]:
            yield from leaves(each, path)

    return tuple(path for root in range(roots) for path in leaves(root, ()))


# --- trees into columns ---------------------------------------------------------------------


def _roles(words: Sequence[str], forest: _Forest) -> Iterator[tuple[ColumnRole, str | None]]:
    """What each column holds, and on which side of the table it stands."""
    previous: str | None = None
    for number, path in enumerate(forest.paths):
        side = words[path[0]] if forest.two_sided else None
        role = role_of(words[path[-1]])
        if role == "value" and (number == 0 or previous != side):
            role = "label"  # the first column of a side names its rows
        yield role, side
        previous = side


def _with_qualifiers(columns: Iterable[tuple[ColumnRole, str | None]]) -> Shape:
    """The columns with every label column after a side's first one made a qualifier."""
    seen = set[str | None]()
    result = list[tuple[ColumnRole, str | None]]()
    for role, side in columns:
        result.append(("qualifier" if role == "label" and side in seen else role, side))
        if role == "label":
            seen.add(side)
    return tuple(result)
