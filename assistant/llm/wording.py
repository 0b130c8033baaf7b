"""The model words an answer around slots, or picks clauses of the passages (润色)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.llm.endpoint import Endpoint, Heard, Message, ModelFailed, Patience, Spent
from assistant.llm.gate import Extract, Objection, extracts, objection_to_wording, said_so_far
from assistant.llm.slots import MASK, SLOT, Slotted
from prompts import prompt

Prove = Callable[[str], bool]
"""Whether the numeric check passes the finished text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A passage that may be quoted."""

    text: str
    page: int


@dataclass(slots=True)
class Reworded:
    """What became of the wording; `text` is None where the rules' own words stand."""

    text: str | None = None
    repairs: int = 0
    fallback: str | None = None


@dataclass(frozen=True, kw_only=True)
class Wordsmith:
    """One question's turn with the model."""

    endpoint: Endpoint
    patience: Patience
    spent: Spent
    heard: Heard | None = None

    def word(self, question: str, draft: Slotted, prove: Prove) -> Reworded:
        """The draft in better words, or why not. Never raises `ModelFailed`."""
        slots = "\n".join(f"${{{name}}}" for name in draft.values)
        first = prompt("word").filled(question=question, draft=draft.text, slots=slots)

        def finished(reply: str) -> str | Objection:
            objection = objection_to_wording(reply, draft)
            return objection or _proven(draft.filled(reply), prove)

        return self._in_two_rounds(first, finished, lambda text: _masked(text, draft))

    def extract(
        self, question: str, head: str, passages: Sequence[Numbered], prove: Prove
    ) -> Reworded:
        """Clauses of the passages that answer, each sentence with its page; or why not."""
        texts = [passage.text for passage in passages]
        listed = "\n".join(f"[{i}] {text}" for i, text in enumerate(texts, 1))
        first = prompt("prose").filled(question=question, passages=listed)

        def finished(reply: str) -> str | Objection:
            found = extracts(reply, texts)
            if isinstance(found, Objection):
                return found
            return _proven("\n".join([head, *_with_pages(found, passages)]), prove)

        return self._in_two_rounds(first, finished, lambda _: "")

    def _in_two_rounds(
        self,
        first: str,
        finished: Callable[[str], str | Objection],
        presentable: Callable[[str], str],
    ) -> Reworded:
        """A reply, and where it cannot be taken one more with the reason."""
        outcome = Reworded()
        messages: list[Message] = [("user", first)]
        for round_ in range(2):
            outcome.repairs = round_
            try:
                reply = self._reply(messages, presentable)
            except ModelFailed as failed:
                outcome.fallback = failed.reason
                return outcome
            text = finished(reply)
            if isinstance(text, str):
                outcome.text, outcome.fallback = text, None
                return outcome
            outcome.fallback = text.reason
            repair = prompt("word_repair").filled(reason=text.told)
            messages += [("assistant", reply), ("user", repair)]
        return outcome

    def _reply(self, messages: Sequence[Message], presentable: Callable[[str], str]) -> str:
        heard, told = self.heard, ""

        def tell(text: str) -> None:
            nonlocal told
            shown = presentable(text)
            if heard and shown not in ("", told):
                told = shown
                heard(shown)

        listener = tell if heard else None
        return self.endpoint.reply(messages, self.patience, self.spent, listener).strip()


def _masked(text: str, draft: Slotted) -> str:
    return SLOT.sub(MASK, said_so_far(text, draft))


def _proven(text: str, prove: Prove) -> str | Objection:
    if prove(text):
        return text
    return Objection(reason="check", told="数字与所说的科目、年度或单位对不上，请贴近草稿的写法。")


def _with_pages(found: Sequence[Extract], passages: Sequence[Numbered]) -> list[str]:
    return [f"{each.said}（第{passages[each.passage].page}页）。" for each in found]
