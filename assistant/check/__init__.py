"""Is every number of the finished answer proven? (数字核对) The numeric check: it blocks.

`check` reads the finished text afresh and proves each number from cited cells or from formulas
that it executes again, claim by claim. What a composer must write, so that true sentences pass:

**Sentences.** The words just before a number (back to the last comma, colon, semicolon or number)
may hold only names of the cited cell and general words. They, or what they refer back to, name

* the row: its label, code, an alias (`Cited.names`), with its qualifier where two cited rows share
  the label. A row named earlier in the sentence, or in the heading line (ending in ：) of a list,
  still counts until another row is named; 其中 / 该 / 其 at the start of a sentence reach back to
  the sentence before. A total row (合计) is named by its column, its table or 合计 / 总额;
* the column, where it means something (基本支出, 项目支出, 人员经费, a fund, 实施期, 上年结转):
  said before the number, inherited like the row, or said after it (935.85万元为项目支出);
* the unit, always; the year, if the figure is not of the report's year or several years are cited.

    2023年，行政运行（2010301）的项目支出预算为935.85万元（预算公开表3，第5页）。
    基本支出475.03万元，占33.13%；项目支出958.88万元。
    2023年项目支出预算最多的两个项目：
    1. 甲项目：192.48万元
    2. 乙项目：148.00万元
    工会经费合计5.25万元：办公经费2.73万元，商品和服务支出2.52万元。
    办公费、水费分别为5.36万元和0.05万元。

**Computed.** 人员经费占基本支出的90.67%（430.73÷475.03）。 · 项目支出比基本支出多483.85万元。
· 甲与乙相差3.00万元 · 甲是乙的2.02倍 · 三个项目合计207.98万元 · 平均每个项目36.88万元 · 共26个项目
· 上年（2022年）机关运行经费为47.36万元（44.30+3.06）. Up to three operands are named in the
sentence, the one before or the heading; more are covered by one of `Formula.names`. Formulas may be
spelt out in brackets after the result, or with `=` before it, operands as printed and in order.

**Stated changes.** 增加 / 减少 / 持平 must agree with the sign: 比上年增加446.13万元，增长45.17%.

**Quotations.** Text in 「」 “” 《》, or a line (also after a colon), that stands word for word in a
cited text from the start of a sentence on, vouches for its own numbers. So does a cited name.

**References.** 第5页 and 表3 must be those of the figures cited just before; codes belong to the
row named before them; years to the reports or facts; other years that the user asked for stand
only where the sentence denies something (没有2024年的报告). The user's own figures are said back
only as 您提到的… / 不是…, or as the condition of a selection (50万元到150万元之间的项目有).
"""

from assistant.answer import Check
from assistant.check.judge import Judge
from assistant.check.names import Labels, labels_of
from assistant.evidence import Evidence
from index.records import Report

__all__ = ["Labels", "check", "explain", "labels_of", "objections", "supported"]


def check(
    text: str,
    *,
    question: str,
    evidence: Evidence,
    reports: tuple[Report, ...],
    labels: Labels | None = None,
) -> tuple[Check, ...]:
    """One verdict for each number of the text, in order. `labels` (see `labels_of`) are the row
    and column names of whole reports: with them the name of an uncited row is known as such."""
    judge = Judge.of(text, question, evidence, reports, labels or Labels())
    return judge.verdicts()


def supported(checks: tuple[Check, ...]) -> bool:
    """Whether every number is proven."""
    return all(check.verdict != "unsupported" for check in checks)


def explain(checks: tuple[Check, ...]) -> str:
    """The verdicts in one Chinese sentence: how many numbers are proven, and which are not."""
    bad = [check.text for check in checks if check.verdict == "unsupported"]
    if not bad:
        return f"共核对{len(checks)}个数字，全部有据。" if checks else "答案中没有数字。"
    return f"共核对{len(checks)}个数字，{len(bad)}个没有依据：{'、'.join(bad)}。"


def objections(
    text: str,
    *,
    question: str,
    evidence: Evidence,
    reports: tuple[Report, ...],
    labels: Labels | None = None,
) -> tuple[str, ...]:
    """For each unsupported number, why no cited figure or formula proves it: for whoever words
    answers, not for readers."""
    judge = Judge.of(text, question, evidence, reports, labels or Labels())
    return judge.objections()
