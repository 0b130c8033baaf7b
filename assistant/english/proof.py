"""The numeric check of an English text (英文的核对): read back into Chinese and judged there.

The text is read afresh: what it says is what the Chinese check proves, row, column, unit and year
with it. A number that the judged text has no verdict for, and every number of a text that cannot be
read, is unsupported.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Check
from assistant.english import amounts
from assistant.english.texts import in_chinese

Prove = Callable[[str], tuple[Check, ...]]
"""The numeric check of a Chinese text."""

_NUMBER = re.compile(r"\d+(?:,\d+)*(?:\.\d+)?")
_YEAR = re.compile(r"((?:19|20)\d\d)年度?")
_PAGE = re.compile(r"第(\d+)页")
_PLACE = re.compile(r"第?(\d+)[位.]?")


def english_checks(text: str, prove: Prove) -> tuple[Check, ...]:
    """One verdict for each number of the English text, in order."""
    said = in_chinese(text)
    return _aligned(text, prove(said) if said is not None else ())


def _aligned(text: str, checks: Sequence[Check]) -> tuple[Check, ...]:
    """The verdicts under the numbers as the English text writes them."""
    left, found, at = list(checks), [], 0
    while at < len(text):
        fitting = [
            (len(f), -i, f) for i, c in enumerate(left) for f in _forms(c) if _is(text, at, f)
        ]
        number = _NUMBER.match(text, at)
        if fitting:
            _, place, form = max(fitting)
            found.append(replace(left.pop(-place), text=form))
            at += len(form)
        elif number:
            found.append(Check(text=number[0], verdict="unsupported", citations=()))
            at = number.end()
        else:
            at += 1
    return (*found, *(check for check in left if check.verdict == "unsupported"))


def _is(text: str, at: int, form: str) -> bool:
    """Whether the number stands here, and is not the beginning of a longer one."""
    return text.startswith(form, at) and not (
        form[-1].isdigit() and re.match(r"[,.]?\d", text[at + len(form) :])
    )


def _forms(check: Check) -> tuple[str, ...]:
    """How the English text may write a number of the Chinese one."""
    forms = [check.text, amounts.to_english(check.text)]
    year, page, place = (p.fullmatch(check.text) for p in (_YEAR, _PAGE, _PLACE))
    forms += [year[1]] if year else []
    forms += [f"p. {page[1]}"] if page else []
    forms += [place[1]] if place else []
    return tuple(form for form in dict.fromkeys(forms) if form)
