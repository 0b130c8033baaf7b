"""Hands out citation and formula ids, and turns figures into quantities (记账)."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.department_names import report_name
from assistant.evidence import Cited, Evidence, Formula, FormulaKind
from assistant.execute.exact import common_unit, formula_value
from assistant.material import Excerpt, Material
from assistant.query_plan import Figure, Further
from assistant.result import Quantity
from index.records import Fact, Passage, Report


class Ledger:
    """Collects the evidence of one answer; every quantity it gives out is proved by it."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._cited: dict[str, Cited] = {}
        self._formulas: list[Formula] = []

    @property
    def evidence(self) -> Evidence:
        """All that was cited and computed so far."""
        return Evidence(cited=tuple(self._cited.values()), formulas=tuple(self._formulas))

    def quantity(self, figure: Figure) -> Quantity:
        """A figure under its citations; parts are summed by a formula."""
        if figure.joint:
            return self._of_joint(figure)
        facts = [self._material.facts[i] for i in figure.facts]
        if len(facts) == 1:
            return self._of_fact(figure, facts[0])
        parts = tuple(self._of_fact(Figure(name=_part(f), facts=(f.id,)), f) for f in facts)
        total = self.compute("sum", parts, (_spoken(figure, facts[0]), "合计"))
        return Quantity(
            name=figure.name,
            value=total.value,
            unit=total.unit,
            cited=total.cited,
            formula=total.formula,
            parts=parts,
        )

    def _of_joint(self, figure: Figure) -> Quantity:
        """Several figures that the question speaks of as one, added."""
        parts = tuple(self.quantity(part) for part in figure.joint)
        spoken = _spoken(figure, self._material.facts[figure.facts[0]])
        total = self.compute("sum", parts, (spoken,))
        return replace(total, name=figure.name, parts=parts, joint=True)

    def _of_fact(self, figure: Figure, fact: Fact) -> Quantity:
        cited = self.cite(fact, _alias(figure, fact))
        blank = (self._cite_blank(self._material.facts[figure.blank]),) if figure.blank else ()
        return Quantity(
            name=figure.name,
            value=fact.amount,
            unit=fact.unit or "",
            cited=(cited, *blank),
            fact=fact,
        )

    def _cite_blank(self, fact: Fact) -> str:
        """The row of a blank cell, as printed: it holds no figure that could be claimed."""
        return self.quote(
            Excerpt(
                label="",
                text=fact.text,
                page=fact.page,
                line=fact.line,
                headings=(fact.table or "", fact.row),
            ),
            fact.report,
        )

    def cite(self, fact: Fact, names: tuple[str, ...] = ()) -> str:
        """The citation id of a fact, the same one each time."""
        known = self._cited.get(fact.id)
        if known is None:
            known = Cited(id=f"c{len(self._cited) + 1}", fact=fact, report=fact.report, names=names)
            self._cited[fact.id] = known
        return known.id

    def quote(self, excerpt: Excerpt, report: Report | None = None) -> str:
        """The citation id of a worded part; of the plan's own report where no other is given."""
        report = report or self._material.extraction.report
        key = f"{report.id}/{excerpt.page}/{excerpt.line}/{excerpt.label}/{excerpt.text}"
        if key not in self._cited:
            passage = Passage(
                index=-1,
                page=excerpt.page,
                line=excerpt.line,
                headings=(*excerpt.headings, excerpt.label),
                text=excerpt.quoted,
            )
            self._cited[key] = Cited(
                id=f"c{len(self._cited) + 1}",
                passage=passage,
                report=report,
            )
        return self._cited[key].id

    def compute(
        self,
        kind: FormulaKind,
        operands: Sequence[Quantity],
        names: tuple[str, ...],
        unit: str | None = None,
        further: tuple[Further, ...] = (),
    ) -> Quantity:
        """A quantity computed from others; the formula is kept for the check."""
        if kind == "count" and unit:
            common, value = unit, Decimal(len(operands) + len(further))
        else:
            every = [*operands, *(_uncited(each) for each in further)]
            common = unit or common_unit(every)
            value = formula_value(kind, every, common)
        formula = Formula(
            id=f"f{len(self._formulas) + 1}",
            kind=kind,
            operands=tuple(q.formula or q.cited[0] for q in operands),
            value=value,
            unit=common,
            names=names,
            further=further,
        )
        self._formulas.append(formula)
        return Quantity(
            name=names[0],
            value=value,
            unit=common,
            cited=tuple(dict.fromkeys(c for q in operands for c in q.cited)),
            formula=formula.id,
        )


def _uncited(figure: Further) -> Quantity:
    return Quantity(name="", value=figure.value, unit=figure.unit, cited=())


def _part(fact: Fact) -> str:
    return fact.qualifier or fact.row


def _spoken(figure: Figure, fact: Fact) -> str:
    """The figure's name without the report's: 2025年商务委的福利费 is 福利费."""
    owner = report_name(fact.report)
    whole = f"{fact.year}年{fact.report.department}"
    said = (f"{owner}的", f"{fact.year}{owner[4:]}的", f"{whole}的")
    begun = next((words for words in said if figure.name.startswith(words)), "")
    return figure.name.removeprefix(begun)


def _alias(figure: Figure, fact: Fact) -> tuple[str, ...]:
    """The figure's name as another name of the row; not where it names a column or is the
    second name column's, which several rows share."""
    spoken = _spoken(figure, fact)
    names_column = any(part in spoken for part in fact.column_path)
    own = (fact.row, fact.qualifier)
    return () if names_column or spoken in own else (spoken,)
