"""Would the numeric check catch a wrong answer? (变异检验) Correct answers must pass untouched,
and none of their mutants that says something false.
"""

import itertools
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.check import Labels, check, supported
from eval.mutant_truth import Answered
from eval.mutants import Mutant, mutants


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How many untouched answers passed, how many mutants were caught, and which were not."""

    answers: int
    rejected: tuple[str, ...]
    """Untouched answers that did not pass."""
    mutants: Counter[str]
    """Mutants that are wrong, by kind."""
    missed: tuple[Mutant, ...]
    excluded: int
    """Mutants that are true all the same."""

    @property
    def pass_rate(self) -> float:
        """Share of untouched answers that passed."""
        return 1 - len(self.rejected) / self.answers if self.answers else 1.0

    @property
    def told(self) -> str:
        """Both rates in a line, with the mutants of each kind."""
        kinds = "，".join(f"{kind}{count}" for kind, count in self.mutants.most_common())
        wrong = sum(self.mutants.values())
        return (
            f"正确答案{self.answers}条，放行{self.pass_rate:.2%}；"
            f"变异{wrong}条，拦下{self.catch_rate:.2%}（{kinds}）；"
            f"另有{self.excluded}条变异后仍为真，不计。"
        )

    @property
    def catch_rate(self) -> float:
        """Share of wrong mutants that were caught."""
        total = sum(self.mutants.values())
        return 1 - len(self.missed) / total if total else 1.0


def rates(answers: Iterable[Answered], labels: Labels | None = None, *, every: int = 1) -> Rates:
    """Check every answer untouched and in all its mutants, or in one mutant of so many."""
    counted: Counter[str] = Counter()
    rejected: list[str] = []
    missed: list[Mutant] = []
    total = excluded = 0
    for answered in answers:
        total += 1
        if not passes(answered.text, answered, labels):
            rejected.append(answered.text)
            continue
        for mutant in itertools.islice(mutants(answered), total % every, None, every):
            if mutant.true_all_the_same:
                excluded += 1
                continue
            counted[mutant.kind] += 1
            if passes(mutant.text, answered, labels):
                missed.append(mutant)
    return Rates(
        answers=total,
        rejected=tuple(rejected),
        mutants=counted,
        missed=tuple(missed),
        excluded=excluded,
    )


def passes(text: str, answered: Answered, labels: Labels | None = None) -> bool:
    """Whether the check finds every number of a text proven by the answer's evidence."""
    verdicts = check(
        text,
        question=answered.question,
        evidence=answered.evidence,
        reports=answered.reports,
        labels=labels,
    )
    return supported(verdicts)
