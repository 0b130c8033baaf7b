"""A cited place (出处) as the page hands it to the browser and gets it back to look it up."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.page.extract_view import is_of, locate
from index.records import Extraction

MOST_SPOTS = 60
LONGEST = 4000
"""Characters of one field; a paragraph of a report is shorter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What is cited on a page, as far as it takes to find it there again."""

    line: int | None
    printed: str | None
    """The figure of a cell; None for a blank one, and for prose."""
    text: str
    """The name of the row, or the words quoted."""
    table: str | None = None
    """Id of the report's table; None outside of tables."""
    column: int | None = None
    """Position among the table's columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpottedPage:
    """A page of a report with what is cited on it."""

    report: str
    """Id of the report."""
    page: int
    spots: tuple[Spot, ...]


def spotted_pages(
    citations: Sequence[Citation], extractions: Sequence[Extraction]
) -> tuple[SpottedPage, ...]:
    """The pages on which these citations stand, in order of mention."""
    found: dict[tuple[str, int], dict[Spot, None]] = {}
    for citation in citations:
        extraction = next((each for each in extractions if is_of(citation, each)), None)
        if extraction is not None:
            spots = found.setdefault((extraction.report.id, citation.page), {})
            spots.setdefault(_spot(citation, extractions))
    return tuple(
        SpottedPage(report=report, page=page, spots=tuple(spots)[:MOST_SPOTS])
        for (report, page), spots in found.items()
    )


def _spot(citation: Citation, extractions: Sequence[Extraction]) -> Spot:
    place = None if citation.kind == "passage" else locate(citation, extractions)
    if place is None:
        printed = None if citation.kind == "passage" else citation.raw
        return Spot(line=citation.line, printed=printed, text=citation.text[:LONGEST])
    _, table, row = place
    headings = [" / ".join(column.path) for column in table.columns]
    positions = [
        cell.column
        for cell in row.cells
        if headings[cell.column] == citation.column and cell.printed == citation.raw
    ]
    return Spot(
        line=row.line,
        printed=citation.raw,
        text=row.label,
        table=table.id,
        column=positions[0] if len(positions) == 1 else None,
    )


# --- to the browser and back ----------------------------------------------------------------


def as_text(spotted: SpottedPage) -> str:
    """The page as one line of JSON."""
    spots = [[s.line, s.printed, s.text, s.table, s.column] for s in spotted.spots]
    return json.dumps([spotted.report, spotted.page, spots], ensure_ascii=False)


def from_text(text: object) -> SpottedPage | None:
    """The page that a browser names; None for anything that `as_text` has not written."""
    try:
        report, page, spots = json.loads(text if isinstance(text, str) else "")
        read = tuple(_read_spot(*spot) for spot in spots[:MOST_SPOTS])
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(report, str) or type(page) is not int:
        return None
    return SpottedPage(report=report, page=page, spots=read)


def _read_spot(line: object, printed: object, text: object, table: object, column: object) -> Spot:
    """The spot, if every field is of its kind; else a `TypeError`."""
    numbers, words = (line, column), (printed, text or "", table)
    if not all(number is None or type(number) is int for number in numbers):
        raise TypeError("a place is a whole number")
    if not all(word is None or (isinstance(word, str) and len(word) <= LONGEST) for word in words):
        raise TypeError("a text is a short string")
    return Spot(line=line, printed=printed, text=text or "", table=table, column=column)  # type: ignore[arg-type]
