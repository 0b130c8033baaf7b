"""All mutants of all answers over the invented budgets and the bundled report: a minute or two.

python tests/check/all_mutants.py
"""

from whole_budgets import bundled_budget, invented_budget
from worded_answers import answers

from assistant.check import labels_of
from eval.mutation import rates


def main() -> None:
    """Print both rates of each budget and what was missed."""
    for budget in (bundled_budget(), *map(invented_budget, range(3))):
        found = rates(answers(budget), labels_of(budget.facts))
        print(budget.report.title, found.told, sep="\n")
        for text in found.rejected:
            print("  误拦", text)
        for mutant in found.missed:
            print("  漏过", mutant.kind, mutant.text.replace("\n", " / "))


if __name__ == "__main__":
    main()
