"""The verdict on each number: names and quotes, then sums spelt out, then cells, formulas, counts,
echoes; references last, since they belong to the figures proven before them (裁决)."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assistant.answer import Check, Verdict
from assistant.check import computing
from assistant.check.citing import citing, objection
from assistant.check.claims import Claim, Reading, claims_of, read, sentence_span, with_labels
from assistant.check.echoes import is_echo
from assistant.check.expressions import Expression, expressions_of
from assistant.check.names import Labels
from assistant.check.proof import Proof
from assistant.check.quotes import Voucher, labels_in, quotes_in, titles_in
from assistant.check.recompute import Executed, execute, readable
from assistant.check.references import Sources, following_list, is_proven
from assistant.evidence import Evidence
from index.numerals import Number
from index.records import Report

_COUNTERS = frozenset({"个", "项", "笔", "条", "家", "份", "类", "种"})


@dataclass(frozen=True, kw_only=True)
class Judge:
    """One answer before the check."""

    text: str
    reading: Reading
    proof: Proof
    sources: Sources
    vouched: tuple[Voucher, ...]
    """Names and quotes with the citations that vouch for the numbers in them."""
    found: dict[int, Check] = field(default_factory=dict)
    """Verdicts so far, by where the number starts."""

    @classmethod
    def of(
        cls,
        text: str,
        question: str,
        evidence: Evidence,
        reports: tuple[Report, ...],
        labels: Labels,
    ) -> "Judge":
        """The answer as read afresh, with its names and quotes set apart."""
        reading = read(text)
        vouched = labels_in(reading, evidence) + quotes_in(text, reading, evidence)
        spans = tuple(v.span for v in vouched) + titles_in(reading, reports)
        return cls(
            text=text,
            reading=with_labels(reading, spans),
            proof=Proof(evidence=evidence, labels=labels),
            sources=Sources(question=question, evidence=evidence, reports=reports),
            vouched=vouched,
        )

    @cached_property
    def executed(self) -> tuple[Executed, ...]:
        """The formulas that give their stated value when executed again."""
        evidence = self.proof.evidence
        return tuple(d for f in evidence.formulas if (d := execute(f, evidence)))

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """Sums spelt out in the answer, proven operand by operand."""
        return expressions_of(self.reading, self.executed)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims about quantities outside names and quotes."""
        return claims_of(self.reading, self.proof.uncut_names)

    def verdicts(self) -> tuple[Check, ...]:
        """One check for each number, in order."""
        for claim in self.claims:
            self.found[claim.number.start] = self._judge(claim)
        for claim in self.claims:
            if self.found[claim.number.start].verdict == "unsupported":
                self.found[claim.number.start] = self._count(claim)
        for number in self.reading.numbers:
            if number.start not in self.found:
                self.found[number.start] = self._refer(number)
        return tuple(self.found[n.start] for n in self.reading.numbers)

    def objections(self) -> tuple[str, ...]:
        """Why each unsupported quantity is not proven by the citations and formulas."""
        self.verdicts()
        bad = [c for c in self.claims if self.found[c.number.start].verdict == "unsupported"]
        return tuple(f"{self._written(c.number)}：{self._why(c)}" for c in bad)

    def _why(self, claim: Claim) -> str:
        reasons = [(c.id, objection(claim, c, self.proof)) for c in self.proof.facts]
        reasons += [(d.formula.id, self._objection_to(claim, d)) for d in self.executed]
        close = [f"{id_} {reason}" for id_, reason in reasons if reason != "数值不符"]
        return "；".join(close) or "没有这个数值"

    def _judge(self, claim: Claim) -> Check:
        number = claim.number
        if member := self._spelt_out(number):
            return member
        if ids := citing(claim, self.proof):
            return self._check(number, "cited", ids)
        for done in self.executed:
            if self._objection_to(claim, done) is None:
                return self._check(number, "computed", done.citations, readable(done))
        return self._check(number, "question" if self._is_echo(claim) else None)

    def _is_echo(self, claim: Claim) -> bool:
        """Whether the user's own number is said back, once in a sentence (20万到20万 is not)."""
        said = [
            c.number.value
            for c in self.claims
            if c.sentence == claim.sentence
            and c.number.start < claim.number.start
            and self.found[c.number.start].verdict == "question"
        ]
        return claim.number.value not in said and is_echo(claim, self.sources.question)

    def _objection_to(self, claim: Claim, done: Executed) -> str | None:
        spelt = any(e.result == claim.number and e.done == done for e in self.expressions)
        return computing.objection(claim, done, self.proof, all_done=self.executed, spelt_out=spelt)

    def _spelt_out(self, number: Number) -> Check | None:
        """A member of a sum spelt out is the operand in its place."""
        for expression in self.expressions:
            if number in expression.members:
                operand, done = expression.operand(number), expression.done
                if operand and any(c.id == operand.id for c in self.proof.facts):
                    return self._check(number, "cited", (operand.id,))
                return self._check(number, "computed", done.citations, readable(done))
        return None

    def _count(self, claim: Claim) -> Check:
        """两个项目合计…: as many as the formula of that sentence has operands, the figures cited
        in it, the list lines below, or the reports there are."""
        number, unsupported = claim.number, self.found[claim.number.start]
        if number.unit not in _COUNTERS or number.value != number.value.to_integral_value():
            return unsupported
        around = self._proven_between(*claim.sentence)
        sets = {len(d.operands) for d in self._formulas_in(claim.sentence)}
        ids = tuple(dict.fromkeys(id_ for check in around for id_ in check.citations))
        if number.value in sets:
            return self._check(number, "computed", ids, f"共{number.value}项")
        listed = following_list(self.reading, number.start)
        if listed and claim.rest.endswith(":") and len(listed) == number.value:
            return self._check(number, "computed", (), f"列出{number.value}项")
        if not sets and len(around) == number.value and claim.rest.strip():
            return self._check(number, "computed", ids, f"列出{number.value}项")
        reports = "报告" in claim.rest[:12] and number.value == Decimal(len(self.sources.reports))
        return (
            self._check(number, "computed", (), f"{number.value}份报告") if reports else unsupported
        )

    def _formulas_in(self, span: tuple[int, int]) -> tuple[Executed, ...]:
        said = {c.formula for c in self._proven_between(*span) if c.verdict == "computed"}
        return tuple(d for d in self.executed if readable(d) in said)

    def _table_before(self, number: Number, start: int) -> tuple[str, ...]:
        """The citations of the table named before a page number, where no figure is."""
        tables = [v for v in self.vouched if v.is_table and start <= v.span[0] < number.start]
        return max(tables, key=lambda v: v.span[1]).ids if tables else ()

    def _figures_between(self, start: int, end: int) -> tuple[Check, ...]:
        """The proven figures between two places; references, names and counts left out."""
        counted = {c.number.start for c in self.claims if c.number.unit in _COUNTERS}
        starts = {claim.number.start for claim in self.claims} - counted
        found = (c for at, c in sorted(self.found.items()) if start <= at < end and at in starts)
        return tuple(c for c in found if c.verdict in ("cited", "computed"))

    def _proven_between(self, start: int, end: int) -> tuple[Check, ...]:
        proven = (c for at, c in sorted(self.found.items()) if start <= at < end)
        return tuple(c for c in proven if c.verdict in ("cited", "computed"))

    def _refer(self, number: Number) -> Check:
        for voucher in self.vouched:
            if voucher.holds(number):
                return self._vouch(number, voucher)
        if self.reading.in_label(number):
            return self._check(number, "question")
        ids = self._ids_near(number)
        prior_year = self._prior_year_after(number) if number.kind == "year" else None
        proven = is_proven(number, self.reading, ids, self.sources, prior_year=prior_year)
        return self._check(number, "question" if proven else None)

    def _vouch(self, number: Number, voucher: Voucher) -> Check:
        start, _ = sentence_span(self.reading.folded.text, number.start)
        before = self._figures_between(start, voucher.span[0])
        ids = tuple(id_ for id_ in voucher.ids if before and id_ in before[-1].citations)
        if voucher.is_table and before and not ids:
            return self._check(number, None)
        return self._check(number, "cited", ids or voucher.ids[:1])

    def _prior_year_after(self, number: Number) -> int | None:
        """The year before a cited one, where the next figure is worked back to it (上年数)."""
        _, end = sentence_span(self.reading.folded.text, number.start)
        for done in self._formulas_in((number.end, end)):
            inner = {f.id for f in self.proof.evidence.formulas if f.kind == "prior"}
            if done.formula.kind == "prior" or inner & set(done.formula.operands):
                years = [c.fact.year for c in self.proof.facts if c.id in done.citations and c.fact]
                return max((y for y in years if y), default=0) - 1
        return None

    def _ids_near(self, number: Number) -> tuple[str, ...]:
        """Citations of the figure before a page or table number; else of the whole sentence."""
        start, end = sentence_span(self.reading.folded.text, number.start)
        if number.unit in ("页", "表"):
            before = self._figures_between(start, number.start)
            return before[-1].citations if before else self._table_before(number, start)
        proven = self._proven_between(start, end)
        return tuple(dict.fromkeys(id_ for check in proven for id_ in check.citations))

    def _check(
        self,
        number: Number,
        verdict: Verdict | None,
        ids: tuple[str, ...] = (),
        formula: str | None = None,
    ) -> Check:
        text = self._written(number)
        return Check(text=text, verdict=verdict or "unsupported", citations=ids, formula=formula)

    def _written(self, number: Number) -> str:
        start, end = self.reading.folded.original_span(number.start, number.end)
        return self.text[start:end]
