"""The evidence as the check looks at it: every citation with its names, every known word."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.check.claims import Claim
from assistant.check.folding import fold
from assistant.check.names import Labels, Names, formula_names, label_kinds, names_of, overlaid
from assistant.check.sight import Sight, sight_of
from assistant.check.tokens import Lexicon
from assistant.check.words import TokenKind
from assistant.department_names import short_names
from assistant.evidence import Cited, Evidence, Formula

_CUTTING = frozenset("、和与及，,;:。()[]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The years and bodies in the evidence: where it is one of each, it may go unsaid."""

    years: frozenset[int]
    departments: frozenset[str]
    """Every name of every department."""
    bodies: int
    """How many departments there are."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """The evidence, with what is worked out of it once."""

    evidence: Evidence
    labels: Labels

    @cached_property
    def facts(self) -> tuple[Cited, ...]:
        """The citations of figures."""
        return tuple(c for c in self.evidence.cited if c.fact is not None)

    @cached_property
    def names(self) -> dict[str, Names]:
        """The names of each cited figure by citation id."""
        return {c.id: names_of(c) for c in self.facts}

    @cached_property
    def known(self) -> Lexicon:
        """All words known before a fact is chosen."""
        return Lexicon.of(overlaid(_label_kinds(self.labels), self.facts, self.names))

    @cached_property
    def _own(self) -> dict[str, Lexicon]:
        return {id_: Lexicon.of(names.kinds) for id_, names in self.names.items()}

    def own(self, cited: Cited) -> Lexicon:
        """The names of one cited figure."""
        return self._own[cited.id]

    def united(self, cited: Iterable[Cited], formulas: Iterable[Formula]) -> Lexicon:
        """The names of several figures and of results; a row's name wins over a column's."""
        own: dict[str, TokenKind] = {}
        for one in cited:
            for name, kind in self.names[one.id].kinds.items():
                if own.get(name) != "row":
                    own[name] = kind
        for formula in formulas:
            for name, kind in formula_names(formula).items():
                own.setdefault(name, kind)
        return Lexicon.of(own)

    @cached_property
    def uncut_names(self) -> tuple[str, ...]:
        """Names that hold 和, 、, a comma or a bracket and are not to be cut there."""
        own = {n for names in self.names.values() for n in (*names.row, *names.qualifier)}
        rows = own | _cutting_rows(self.labels)
        return tuple(n for n in rows if len(n) > 2 and not _CUTTING.isdisjoint(n))

    @cached_property
    def scene(self) -> Scene:
        """The years and bodies that the cited figures are of."""
        reports = [c.report for c in self.facts]
        return Scene(
            years=frozenset(r.year for r in reports if r.year),
            departments=frozenset(
                fold(name) for r in reports for name in short_names(r.department or "")
            ),
            bodies=len({r.department for r in reports if r.department}),
        )

    def sight(self, claim: Claim, cited: Cited) -> Sight:
        """The claim as seen from a cited figure."""
        return sight_of(claim, self.own(cited), self.known)


@lru_cache(maxsize=8)
def _label_kinds(labels: Labels) -> dict[str, TokenKind]:
    return label_kinds(labels)


@lru_cache(maxsize=8)
def _cutting_rows(labels: Labels) -> frozenset[str]:
    return frozenset(n for n in labels.rows if not _CUTTING.isdisjoint(n))
