"""The full text in PostgreSQL: for each token the wordings that have it, in order.

Kept as plain numbers and not as PostgreSQL's own text search, so that both databases find the same
wordings by the same tokens, and cut off at the same place.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.stores.dialect import CHUNK_BITS

MOST_WAITING = 500_000
"""So many postings wait in memory before they are written."""

Postings = defaultdict[tuple[str, int], list[int]]
Execute = Callable[[str], object]
Copy = Callable[[str, Iterable[Mapping[str, Any]]], None]

_WAITING = """
CREATE TEMPORARY TABLE waiting (token TEXT COLLATE "C", chunk BIGINT, wordings BIGINT[])
ON COMMIT DROP
"""
_ADD = """
INSERT INTO search_postings AS held (token, chunk, wordings)
SELECT token, chunk, wordings FROM waiting
ON CONFLICT (token, chunk) DO UPDATE SET wordings = held.wordings || excluded.wordings
"""
_DROP = """
UPDATE search_postings AS held SET wordings = ARRAY(
    SELECT wording FROM unnest(held.wordings) AS wording
    WHERE wording <> ALL (waiting.wordings) ORDER BY wording
)
FROM waiting WHERE waiting.token = held.token AND waiting.chunk = held.chunk
"""
_DROP_EMPTY = """
DELETE FROM search_postings AS held USING waiting
WHERE waiting.token = held.token AND waiting.chunk = held.chunk AND held.wordings = '{}'
"""


class WaitingWords:
    """Postings that have been added or dropped and are not yet written."""

    def __init__(self) -> None:
        self._added: Postings = defaultdict(list)
        self._dropped: Postings = defaultdict(list)
        self._count = 0

    def __bool__(self) -> bool:
        return self._count > 0

    @property
    def are_many(self) -> bool:
        """Whether they had better be written."""
        return self._count > MOST_WAITING

    def add(self, wording: int, tokens: Sequence[str]) -> None:
        """Make a wording findable by its tokens."""
        self._note(self._added, wording, tokens)

    def drop(self, wording: int, tokens: Sequence[str]) -> None:
        """Take a wording back that was added with these tokens."""
        self._note(self._dropped, wording, tokens)

    def write(self, execute: Execute, copy: Copy) -> None:
        """Write them all, inside the transaction that is going on."""
        for postings, steps in ((self._added, (_ADD,)), (self._dropped, (_DROP, _DROP_EMPTY))):
            if postings:
                execute(_WAITING)
                copy("waiting", _rows(postings))
                for step in steps:
                    execute(step)
                execute("DROP TABLE waiting")

    def _note(self, postings: Postings, wording: int, tokens: Sequence[str]) -> None:
        distinct = set(tokens)
        for token in distinct:
            postings[token, wording >> CHUNK_BITS].append(wording)
        self._count += len(distinct)


def _rows(postings: Postings) -> Iterator[Mapping[str, Any]]:
    for (token, chunk), wordings in postings.items():
        yield {"token": token, "chunk": chunk, "wordings": wordings}
