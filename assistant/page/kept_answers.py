"""Answers that visitors were given (已给出的回答), kept for a while to be saved and linked."""

import hashlib
import secrets
from base64 import b64encode
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, field
from threading import Event, Lock
from typing import Any

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.department_names import report_name
from assistant.page.answer_file import answer_file
from assistant.page.cited_reports import CitedReports
from assistant.page.links import data_version, question_link
from assistant.page.table_file import Format, file_name
from index.errors import BudgetError

MOST_KEPT = 1000
MOST_BEFORE = 5
"""Earlier questions that a link repeats, where the question cannot stand alone."""

FORGOTTEN = "这个回答已不在手边，请重新提问后再试。"

Wire = dict[str, Any]


_SECRET = secrets.token_bytes(16)


def answer_key(answer: Answer) -> str:
    """The same for the same answer on the same figures; nobody else can work it out."""
    told = (answer.question, answer.answer, answer.value, answer.unit)
    shown = (*told, tuple(map(astuple, answer.items)), tuple(map(astuple, answer.citations)))
    return hashlib.sha256(_SECRET + repr(shown).encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(slots=True)
class KeptAnswers:
    """The latest answers by their key. Safe to share between threads."""

    _kept: OrderedDict[str, tuple[Answer, tuple[str, ...]]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, answers: Sequence[Answer]) -> None:
        """Remember the last of a conversation's answers, with the questions before it."""
        if not answers:
            return
        before = tuple(answer.question for answer in answers[:-1])[-MOST_BEFORE:]
        key = answer_key(answers[-1])
        with self._lock:
            known = self._kept.get(key)
            if known and known[1] != before:
                before = ()  # two visitors' answer: neither is told what the other asked before
            self._kept[key] = answers[-1], before
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def get(self, key: object) -> tuple[Answer, tuple[str, ...]] | None:
        """The answer of a key with the questions before it; None where it is forgotten."""
        with self._lock:
            return self._kept.get(str(key))


def linked(assistant: Assistant, kept: KeptAnswers, asked: object) -> Wire:
    """The link to an answer, and the version of the data it rests on."""
    found = kept.get(_sent(asked).get("key"))
    if found is None:
        return {"error": FORGOTTEN}
    answer, before = found
    try:
        version = data_version(answer, assistant.corpus.reports())
        alone = next(
            (q for q in _alone(assistant, answer) if _leads_to(assistant, q, answer)), None
        )
    except BudgetError as error:
        return {"error": f"暂时无法读取：{error}"}
    questions = [alone] if alone else [*before, answer.question]
    return {"link": question_link(questions, version), "version": version}


def _alone(assistant: Assistant, answer: Answer) -> list[str]:
    """The question as it was asked, and with the report that the reader had chosen."""
    cited = {(citation.report, citation.report_id) for citation in answer.citations}
    reports = [
        r for r in assistant.corpus.reports() if cited in ({(r.title, r.id)}, {(r.title, None)})
    ]
    return [answer.question, *(f"{report_name(r)}，{answer.question}" for r in reports)]


def _leads_to(assistant: Assistant, question: str, answer: Answer) -> bool:
    """Whether the question by itself leads to the same figures, or the same refusal."""
    by_rules = Event()
    by_rules.set()  # a link is not worth asking a language model
    again, _ = assistant.ask(question, cancelled=by_rules)
    told = [(a.status, a.value, a.unit, a.items, a.citations) for a in (again, answer)]
    same = again.answer == answer.answer or bool(answer.citations)
    return told[0] == told[1] and same


def saved_answer(kept: KeptAnswers, cited: CitedReports, asked: object) -> Wire:
    """The figures of an answer as a file, its bytes in base64."""
    sent = _sent(asked)
    form: Format = "csv" if sent.get("format") == "csv" else "xlsx"
    found = kept.get(sent.get("key"))
    if found is None:
        return {"error": FORGOTTEN}
    try:
        content = answer_file(found[0], cited(found[0]), form)
    except BudgetError as error:
        return {"error": f"暂时无法下载：{error}"}
    if content is None:
        return {"error": "这个回答没有可下载的图表。"}
    name = file_name([found[0].question[:40]], form)
    return {"name": name, "data": b64encode(content).decode("ascii")}


def _sent(asked: object) -> Mapping[str, object]:
    return asked if isinstance(asked, Mapping) else {}
