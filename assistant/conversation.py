"""What a conversation remembers: the last reading, for follow-ups to inherit (对话)."""

from dataclasses import dataclass, replace

from assistant.query_plan import Reading

NOTHING_READ = Reading()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The state between two questions; `Conversation()` is a fresh start."""

    reading: Reading = NOTHING_READ
    turns: int = 0
    chosen: str | None = None
    """Id of the report that the reader chose, which stays where a question names no other."""

    def after(self, reading: Reading) -> "Conversation":
        """The conversation after one more answer."""
        if self.chosen and reading.report is None:
            reading = replace(reading, report=self.chosen)
        chosen = self.chosen if self.chosen == reading.report else None
        return Conversation(reading=reading, turns=self.turns + 1, chosen=chosen)
