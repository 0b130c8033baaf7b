"""Header trees (多级表头) from header words: the columns that a row of headings can mean.

The words come row by row, so a header is a forest in level order. Which words are children of
which is decided by what they mean (`header_words`), and finally by the body of the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from operator import itemgetter

from index.extract.cells import Break, Symbol, Word
from index.extract.header_words import CHILDREN, SELDOM_GROUPS, WordClass, class_of, role_of
from index.records import Column

_SEGMENTATIONS = 6
_FORESTS = 3000
_WORD = 0.2
_UNKNOWN = 1.5
_FRAGMENT = 1.0
_JOIN = 0.1
_JOIN_ACROSS_SPACE = 3.0
_LEAFLESS = 0.5
_BLANKS = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """One reading of a header: its columns, and how far-fetched the reading is."""

    columns: tuple[Column, ...]
    cost: float


@dataclass(slots=True)
class _Node:
    """A heading with the headings under it, while a forest is being tried."""

    word: str
    children: list["_Node"] = field(default_factory=list)


def headers_of(symbols: Sequence[Symbol], limit: float) -> Iterator[Header]:
    """The readings of the header symbols that cost less than the limit, the likeliest first."""
    found = list[tuple[float, tuple[str, ...], _Forest]]()
    for words, cost in _segmentations(symbols):
        if cost >= limit:
            break
        forests = _forests(tuple(class_of(word) for word in words))
        found += [(cost + f.cost, words, f) for f in forests if cost + f.cost < limit]
    for cost, words, forest in sorted(found, key=itemgetter(0)):
        yield Header(columns=_columns(_planted(words, forest)), cost=cost)


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

    shape: _Shape
    roots: int
    cost: float


@lru_cache(maxsize=256)
def _forests(kinds: tuple[WordClass, ...]) -> tuple[_Forest, ...]:
    """The first forests whose level order is words of these kinds; reports repeat their headers."""
    found = (
        _Forest(shape, roots, cost + _oddness(kinds, shape, roots))
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


def _planted(words: Sequence[str], forest: _Forest) -> list[_Node]:
    """The forest with its words."""
    nodes = [_Node(word) for word in words]
    child = forest.roots
    for node, count in zip(nodes, forest.shape, strict=True):
        node.children = nodes[child : child + count]
        child += count
    return nodes[: forest.roots]


# --- trees into columns ---------------------------------------------------------------------


def _columns(roots: list[_Node]) -> tuple[Column, ...]:
    """The leaves of the forest as columns under their header paths."""
    two_sided = len(roots) > 1 and all(
        class_of(root.word) == "side" and root.children for root in roots
    )
    columns = list[Column]()
    for root in roots:
        side = root.word if two_sided else None
        for path in _leaves(root, ()):
            role = role_of(path[-1])
            if role == "value" and (not columns or columns[-1].side != side):
                role = "label"  # the first column of a side names its rows
            columns.append(Column(path=path, role=role, side=side))
    return _with_qualifiers(columns)


def _leaves(node: _Node, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The paths of the leaves under a heading, left to right."""
    path = (*above, node.word)
    if not node.children:
        yield path
    for child in node.children:
        yield from _leaves(child, path)


def _with_qualifiers(columns: list[Column]) -> tuple[Column, ...]:
    """The columns with every label column after a side's first one made a qualifier."""
    seen = set[str | None]()
    result = list[Column]()
    for column in columns:
        if column.role == "label" and column.side in seen:
            column = Column(path=column.path, role="qualifier", side=column.side)
        if column.role == "label":
            seen.add(column.side)
        result.append(column)
    return tuple(result)
