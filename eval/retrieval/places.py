"""What do the hits of a search in one report stand for, and which of them are right?"""

from assistant.planner.labels import canonical, folded
from eval.retrieval.questions import Asked
from index.facts import row_paths
from index.records import Extraction
from index.texts import Hit

STEP = " > "


class Places:
    """The rows, passages and forms of a report by name."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self._paths = {
            (table.id, index): STEP.join(map(canonical, path))
            for table in extraction.tables
            for index, path in row_paths(table).items()
        }
        self._headings = {
            (table.id, row.index): {canonical(h) for c in table.columns for h in c.path}
            for table in extraction.tables
            for row in table.rows
            if not row.label.strip()
        }

    def name(self, hit: Hit) -> str:
        """What tells the place from others: a row of one name stands in many tables."""
        if hit.table_id is None:
            return f"{hit.kind} {hit.index}"
        return self._paths[hit.table_id, hit.index].rpartition(STEP)[2] or hit.text

    def answers(self, hit: Hit, asked: Asked) -> bool:
        """Whether the hit is one of the right places."""
        if hit.table_id is not None:
            return any(self._is_row(hit.table_id, hit.index, name) for name in asked.rows)
        if hit.kind == "form":
            project = self._extraction.forms[hit.index].project
            if any(folded(name) == folded(project) for name in asked.rows):
                return True
            return any(name in project for name in asked.projects)
        if hit.kind != "passage":
            return False
        passage = self._extraction.passages[hit.index]
        words = " ".join((*passage.headings, passage.term or ""))
        return any(name in words for name in asked.passages)

    def holds(self, asked: Asked) -> bool:
        """Whether the report has any of the named places at all."""
        extraction = self._extraction
        rows = [(table.id, row.index) for table in extraction.tables for row in table.rows]
        if any(self._is_row(*row, name) for row in rows for name in asked.rows):
            return True
        words = [" ".join((*p.headings, p.term or "")) for p in extraction.passages]
        words += [form.project for form in extraction.forms]
        return any(name in each for each in words for name in (*asked.passages, *asked.projects))

    def _is_row(self, table_id: str, index: int, name: str) -> bool:
        wanted = STEP.join(map(canonical, name.split(STEP)))
        path = self._paths[table_id, index]
        if path == wanted or path.endswith(f"{STEP}{wanted}"):
            return True
        return wanted in self._headings.get((table_id, index), ())
