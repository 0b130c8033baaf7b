"""Which of a store's printed names a question is after (名目索引), made once for a store."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from assistant.planner.book import WHOLES, is_total, terms_in
from assistant.planner.labels import (
    canonical,
    folded,
    heading_name,
    spellings,
    without_brackets,
)
from index.likeness import Layout, Named, Wordings

_LONGEST = 40
"""Characters of a name that is looked for in a question."""

_OF_THE_YEAR = WHOLES | {"本年收入合计", "本年支出合计", "总计"}
"""What the whole of a year is called; which of them it is, each report settles for itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The names of a store, each under all its spellings."""

    labels: dict[str, tuple[str, ...]]
    layouts: dict[str, frozenset[int]]
    subjects: tuple[tuple[str, str], ...]
    """Each subject folded, and as it is printed."""
    totals: frozenset[str]

    def named(self, text: str, names: Collection[str]) -> Named:
        """What a folded question is after: the names it was found to mean, and whatever else of
        its words any report prints."""
        said = {
            text[start:end]
            for start in range(len(text))
            for end in range(start + 2, min(len(text), start + _LONGEST) + 1)
        }
        wanted = said | set(names)
        if wanted & _OF_THE_YEAR:
            wanted |= _OF_THE_YEAR
        spelt = {spelling for name in names for spelling in spellings(name)} | set(names)
        return Named(
            labels=frozenset().union(*(self.labels.get(w, ()) for w in wanted)),
            layouts=frozenset().union(*(self.layouts.get(w, frozenset()) for w in wanted)),
            totals=self.totals,
            subjects=frozenset(
                printed for subject, printed in self.subjects if any(s in subject for s in spelt)
            ),
        )


@lru_cache(maxsize=2)
def register_of(wordings: Wordings) -> Register:
    """The register of a store's names."""
    labels: dict[str, tuple[str, ...]] = {}
    for label in wordings.labels:  # each once, and nearly each spelling has but one
        for spelling in _spelt(label):
            labels[spelling] = (*labels[spelling], label) if spelling in labels else (label,)
    layouts: defaultdict[str, set[int]] = defaultdict(set)
    for position, layout in enumerate(wordings.layouts):
        for spelling in _heads(layout):
            layouts[spelling].add(position)
    return Register(
        labels=labels,
        layouts={spelling: frozenset(held) for spelling, held in layouts.items()},
        subjects=tuple((folded(subject), subject) for subject in wordings.subjects),
        totals=frozenset(w for w in wordings.labels if not w or is_total(canonical(w))),
    )


def _spelt(label: str) -> set[str]:
    text = folded(label)
    spelt = {text, canonical(label)}
    return spelt | {without_brackets(text)} if ")" in text or "）" in text else spelt


def _heads(layout: Layout) -> Iterator[str]:
    """The names in a table's head, and the budget terms of its title."""
    for heading in layout.headings:
        for part in heading.split(" / "):
            yield from (heading_name(part), folded(part), without_brackets(folded(part)))
    yield from terms_in(f"{layout.number or ''} {layout.title}")
