"""What a conversation remembers: the last reading, for follow-ups to inherit (对话)."""

from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.query_plan import Figure, QueryPlan, Reading, Unclear

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


_LISTING = ("rank", "list", "count", "movement")


def reading_after(found: QueryPlan | Unclear, answer: Answer) -> Reading:
    """What a follow-up may refer to: after a ranking or a list, the rows that it showed."""
    if isinstance(found, Unclear) or found.operation not in _LISTING:
        return found.reading
    shown = {item.label for item in answer.items}
    if found.operation == "movement":
        return _after_movement(found, shown)
    figures = tuple(f for f in found.members if f.name in shown)
    projects = tuple(f.name for f in figures) if found.set_name.endswith("项目") else ()
    return replace(found.reading, figures=figures, projects=projects, recent=figures[:2])


def _after_movement(found: QueryPlan, shown: set[str]) -> Reading:
    """Both figures of the one row that moved most; of several rows each one's own."""
    pairs = zip(found.members[::2], found.members[1::2], strict=True)
    moved = [pair for pair in pairs if pair[0].name in shown]
    recent: tuple[Figure, ...] = moved[0] if len(moved) == 1 else ()
    figures = recent or tuple(own for own, _ in moved)
    return replace(found.reading, figures=figures, recent=recent)
