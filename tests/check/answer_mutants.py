"""Mutants of the product's own answers to the question sets over a store: minutes.

python tests/check/answer_mutants.py STORE [EVERY]
"""

import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

LONGEST = 600
"""Characters; longer answers are lists whose lines are all alike."""


def main(store: Path, every: int) -> None:
    """Print both rates and what was missed."""
    from assistant.check import labels_of
    from eval.mutation import rates

    answered, facts = collected(store)
    by_reports = defaultdict(list)
    for each in answered:
        by_reports[frozenset(c.report.id for c in each.evidence.cited)].append(each)
    told = missed = passed = total = 0
    for reports, answers in by_reports.items():
        labels = labels_of(fact for report in reports for fact in facts(report))
        found = rates(answers, labels, every=every)
        told, missed = told + sum(found.mutants.values()), missed + len(found.missed)
        passed, total = passed + found.answers - len(found.rejected), total + found.answers
        for mutant in found.missed:
            print("  漏过", mutant.kind, mutant.text[:160].replace("\n", " / "), flush=True)
    print(f"答案 {total} 条，放行 {passed}；变异 {told} 条，漏过 {missed}（{missed / told:.2%}）")


def collected(store: Path) -> tuple[list, object]:
    """Every checked answer with what it rests on, and how to get a report's figures."""
    import assistant.ask
    from assistant.ask import open_assistant
    from assistant.conversation import Conversation
    from eval.__main__ import QUESTIONS
    from eval.cases import load_cases
    from eval.mutant_truth import Answered
    from eval.runner import askable, report_names

    engine = open_assistant(store)
    facts = cache(lambda report: tuple(engine.corpus.facts(report)))
    found: dict[tuple[str, str], Answered] = {}
    proving = assistant.ask.check

    def noting(text, *, question, evidence, reports, **more):
        if evidence.cited and len(text) < LONGEST:
            of = sorted({cited.report.id for cited in evidence.cited})
            found[question, text] = Answered(
                text=text,
                question=question,
                evidence=evidence,
                reports=reports,
                facts=tuple(fact for report in of for fact in facts(report)),
            )
        return proving(text, question=question, evidence=evidence, reports=reports, **more)

    assistant.ask.check = noting
    held = report_names(store)
    for path in sorted(QUESTIONS.glob("*.jsonl")):
        for case in load_cases(path):
            conversation = Conversation()
            for turn in case.turns if askable(case, held) else ():
                _, conversation = engine.ask(turn, conversation)
    return list(found.values()), facts


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 1)
