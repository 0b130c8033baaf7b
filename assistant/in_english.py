"""An English question is answered in English (英文问、英文答), where the answer can be said so."""

import re
from dataclasses import replace

from assistant.answer import Answer
from assistant.check import supported
from assistant.english.proof import Prove, english_checks
from assistant.english.texts import in_english

_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{3}")


def is_english(question: str) -> bool:
    """Whether a question is asked in English: in words, and in no Chinese ones."""
    return bool(_WORD.search(question)) and not _HAN.search(question)


def said_in_english(answer: Answer, prove: Prove) -> Answer:
    """The answer in English, proven afresh; as it stands where it cannot be said or proven so."""
    text = in_english(answer.answer)
    checks = english_checks(text, prove) if text else ()
    if text is None or not supported(checks):
        return answer
    return replace(answer, answer=text, checks=checks)
