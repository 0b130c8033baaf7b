"""What a conversation remembers: the last reading, for follow-ups to inherit (对话)."""

from dataclasses import dataclass

from assistant.query_plan import Reading

NOTHING_READ = Reading()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The state between two questions; `Conversation()` is a fresh start."""

    reading: Reading = NOTHING_READ
    turns: int = 0

    def after(self, reading: Reading) -> "Conversation":
        """The conversation after one more answer."""
        return Conversation(reading=reading, turns=self.turns + 1)
