"""Distinct wordings (文字) and the search items that bear them.

Reports of one region word most of their rows alike. What is worded alike (the report's own words,
机构｜年度｜种类, left out) is stored, embedded and indexed once, whichever reports bear it; a
wording goes when its last bearer goes. Ids of wordings are never used again.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.records import Report
from index.stores.database import Database
from index.stores.embedders import Matrix
from index.stores.fulltext import TextWriter, text_tokens
from index.texts import SearchItem, bare_text, report_words

Encode = Callable[[Sequence[str]], Matrix]

STORED = np.dtype("<f2")
"""Half precision: a cosine is off by less than 0.001, and the store is half as large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text as several items may bear it."""

    kind: str
    text: str
    meaning: str
    """What is embedded."""
    codes: str
    leads: bool
    """Whether it is the first text of its place: what is proposed where no report is named. (A
    form has many texts and is one place.)"""

    @property
    def digest(self) -> bytes:
        """Equal for equal wordings alone."""
        said = "\0".join((self.kind, str(int(self.leads)), self.codes, self.text, self.meaning))
        return hashlib.blake2b(said.encode(), digest_size=16).digest()

    @property
    def tokens(self) -> tuple[str, ...]:
        """What the full text finds it by."""
        return text_tokens(f"{self.text} {self.codes}")


def write_items(
    connection: Database,
    words: TextWriter,
    report: Report,
    items: Sequence[SearchItem],
    encode: Encode,
) -> None:
    """Add the items of a report, and the wordings that no report had before."""
    wordings = _wordings(report, items)
    known = {each: _id_of(connection, each) for each in dict.fromkeys(wordings)}
    new = [each for each, found in known.items() if found is None]
    vectors = encode([each.meaning for each in new])
    for each, vector in zip(new, vectors, strict=True):
        known[each] = _add(connection, words, each, vector)
    connection.executemany(
        "INSERT INTO search_items (report_id, wording_id, table_ref, position) VALUES (?, ?, ?, ?)",
        [
            (report.id, known[wording], item.table_id, item.index)
            for item, wording in zip(items, wordings, strict=True)
        ],
    )


def remove_items(connection: Database, words: TextWriter, report_id: str) -> None:
    """Remove the items of a report, and the wordings that no other report bears."""
    borne = connection.execute(
        "SELECT DISTINCT wording_id FROM search_items WHERE report_id = ?", (report_id,)
    ).fetchall()
    connection.execute("DELETE FROM search_items WHERE report_id = ?", (report_id,))
    for (wording,) in borne:
        gone = connection.execute(
            "SELECT text, codes FROM wordings WHERE id = ? AND NOT EXISTS "
            "(SELECT 1 FROM search_items WHERE wording_id = wordings.id)",
            (wording,),
        ).fetchone()
        if gone:
            words.drop(wording, text_tokens(f"{gone[0]} {gone[1]}"))
            connection.execute("DELETE FROM wordings WHERE id = ?", (wording,))


def as_stored(vector: Matrix) -> bytes:
    """A vector as it is stored."""
    stored: bytes = vector.astype(STORED).tobytes()
    return stored


def as_vector(stored: bytes) -> Matrix:
    """A stored vector as it is reckoned with."""
    return np.frombuffer(stored, dtype=STORED).astype(np.float32)


def _wordings(report: Report, items: Sequence[SearchItem]) -> list[Wording]:
    start = report_words(report)
    places: set[tuple[str, str | None, int]] = set()
    wordings = []
    for item in items:
        place = (item.kind, item.table_id, item.index)
        wordings.append(
            Wording(
                kind=item.kind,
                text=bare_text(start, item),
                meaning=item.meaning,
                codes=item.codes,
                leads=place not in places,
            )
        )
        places.add(place)
    return wordings


def _id_of(connection: Database, wording: Wording) -> int | None:
    found = connection.execute(
        "SELECT id FROM wordings WHERE digest = ?", (wording.digest,)
    ).fetchone()
    return found[0] if found else None


def _add(connection: Database, words: TextWriter, wording: Wording, vector: Matrix) -> int:
    tokens = wording.tokens
    added = connection.insert(
        "wordings",
        {
            "digest": wording.digest,
            "kind": wording.kind,
            "text": wording.text,
            "codes": wording.codes,
            "tokens": len(tokens),
            "leads": int(wording.leads),
            "vector": as_stored(vector),
        },
    )
    words.add(added, tokens)
    return added
