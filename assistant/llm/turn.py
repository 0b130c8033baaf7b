"""One question's turn with the model (一问一回): its patience, what it cost, what became of it."""

import logging
import threading
from collections.abc import Sequence

from assistant.answer import ModelUse
from assistant.llm.endpoint import Endpoint, Heard, Patience, Spent
from assistant.llm.proposing import Asked, Validate, propose
from assistant.llm.settings import ModelSettings
from assistant.llm.slots import Slotted
from assistant.llm.wording import Numbered, Prove, Reworded, Wordsmith
from assistant.proposal import Proposal

LOG = logging.getLogger("mingzhang.llm")


class ModelTurn:
    """All that the model is asked for one question; no call of it raises for what the model does.

    `heard` is told the words that may be shown while they still come, `cancelled` ends the turn.
    """

    def __init__(
        self,
        settings: ModelSettings,
        heard: Heard | None = None,
        cancelled: threading.Event | None = None,
    ) -> None:
        self._endpoint = Endpoint(settings)
        self._patience = Patience(
            seconds=settings.timeout, cancelled=cancelled or threading.Event()
        )
        self._spent = Spent()
        self._heard = heard
        self._repairs = 0
        self._fallbacks: list[str] = []
        self._planned = self._worded = False

    def proposal(self, asked: Asked, validate: Validate) -> Proposal | None:
        """A proposal that validates; None where the rules' own answer stands."""
        outcome = propose(self._endpoint, asked, validate, self._patience, self._spent)
        self._note("计划", outcome.repairs, outcome.fallback)
        self._planned = outcome.proposal is not None
        return outcome.proposal

    def worded(self, question: str, draft: Slotted, prove: Prove) -> str | None:
        """The draft in the model's words; None where the draft stands."""
        return self._taken(self._wordsmith().word(question, draft, prove))

    def extracted(
        self, question: str, head: str, passages: Sequence[Numbered], prove: Prove
    ) -> str | None:
        """The clauses that answer, in the report's words; None where the draft stands."""
        return self._taken(self._wordsmith().extract(question, head, passages, prove))

    def unplanned(self) -> None:
        """Take the proposal back: the rules found no answer along it."""
        self._planned = False
        self._fallbacks.append("invalid_plan")

    @property
    def spoke(self) -> bool:
        """Whether the plan or the words are the model's."""
        return self._planned or self._worded

    @property
    def use(self) -> ModelUse | None:
        """What the turn cost; None where the model was not asked."""
        if not self._spent.calls:
            return None
        first = self._spent.first_words
        return ModelUse(
            calls=self._spent.calls,
            repairs=self._repairs,
            planned=self._planned,
            worded=self._worded,
            fallback=self._fallbacks[-1] if self._fallbacks else None,
            prompt_tokens=self._spent.prompt_tokens,
            completion_tokens=self._spent.completion_tokens,
            first_words_ms=None if first is None else round(first * 1000, 1),
        )

    def _wordsmith(self) -> Wordsmith:
        return Wordsmith(
            endpoint=self._endpoint, patience=self._patience, spent=self._spent, heard=self._heard
        )

    def _taken(self, outcome: Reworded) -> str | None:
        self._note("文字", outcome.repairs, outcome.fallback)
        self._worded = outcome.text is not None
        return outcome.text

    def _note(self, what: str, repairs: int, fallback: str | None) -> None:
        self._repairs += repairs
        if fallback:
            self._fallbacks.append(fallback)
            LOG.warning("语言模型的%s没有采用：%s，改用规则的结果", what, fallback)
