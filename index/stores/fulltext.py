"""Full-text search that is right for Chinese: character bigrams in SQLite's FTS5.

FTS5 knows no Chinese words, so the token stream is made here, and queries are cut the same way:
every character and every pair of neighbouring Chinese characters is a token, and so is every
run of Latin letters or digits. What is indexed are distinct wordings (`wordings.py`), so that the
index grows with what is said and not with how often.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from index.stores.database import Database
from index.stores.manifest import number, put

_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+|[a-z]+|\d+")

MOST_PENDING = 200_000
"""Distinct tokens counted in memory before the counts are written."""
MARKS = 10_000
"""Most values that one statement is given."""
WORDINGS, LENGTH = "wordings", "wordings_length"


def folded(text: str) -> str:
    """The text as it is compared: half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def text_tokens(text: str) -> tuple[str, ...]:
    """The tokens under which a text is found: characters, pairs of characters, words, numbers."""
    tokens: list[str] = []
    for run in _RUN.findall(folded(text)):
        if run.isascii():
            tokens.append(run)
        else:
            tokens += run
            tokens += (a + b for a, b in pairwise(run))
    return tuple(tokens)


def query_tokens(text: str) -> tuple[str, ...]:
    """The distinct tokens to look for: pairs of characters, and a character standing alone."""
    tokens: list[str] = []
    for run in _RUN.findall(folded(text)):
        if run.isascii() or len(run) == 1:
            tokens.append(run)
        else:
            tokens += (a + b for a, b in pairwise(run))
    return tuple(dict.fromkeys(tokens))


def holds(folded_text: str, token: str) -> bool:
    """Whether a folded text has the token, without cutting the text into tokens."""
    if not token.isascii():
        return token in folded_text
    if token not in folded_text:
        return False
    kind = "[a-z]" if token.isalpha() else r"\d"
    return re.search(f"(?<!{kind}){token}(?!{kind})", folded_text) is not None


class TextWriter:
    """Adds wordings to the full text and removes them, keeping count of every token."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection
        self._terms: Counter[str] = Counter()
        self._wordings = self._length = 0

    def add(self, wording: int, tokens: Sequence[str]) -> None:
        """Make a wording findable by its tokens."""
        self._connection.add_words(wording, tokens)
        self._count(tokens, 1)

    def drop(self, wording: int, tokens: Sequence[str]) -> None:
        """Take a wording back; the tokens are those with which it was added."""
        self._connection.drop_words(wording, tokens)
        self._count(tokens, -1)

    def flush(self) -> None:
        """Write the counts; what was added is fully there only then."""
        self._connection.executemany(
            "INSERT INTO search_terms (token, wordings) VALUES (?, ?) "
            "ON CONFLICT (token) DO UPDATE "
            "SET wordings = search_terms.wordings + excluded.wordings",
            sorted(self._terms.items()),
        )
        if any(count < 0 for count in self._terms.values()):
            self._connection.execute("DELETE FROM search_terms WHERE wordings = 0")
        put(self._connection, WORDINGS, number(self._connection, WORDINGS) + self._wordings)
        put(self._connection, LENGTH, number(self._connection, LENGTH) + self._length)
        self._terms.clear()
        self._wordings = self._length = 0

    def _count(self, tokens: Sequence[str], by: int) -> None:
        for token in set(tokens):
            self._terms[token] += by
        self._wordings += by
        self._length += by * len(tokens)
        if len(self._terms) > MOST_PENDING:
            self.flush()


class TextIndex:
    """The full text of the distinct wordings."""

    def __init__(self, connection: Database) -> None:
        self._connection = connection
        self.size = number(connection, WORDINGS)
        """How many wordings there are."""
        self.mean_length = number(connection, LENGTH) / max(self.size, 1) or 1.0
        """In tokens."""

    def counts(self, tokens: Sequence[str]) -> Mapping[str, int]:
        """In how many wordings each token stands."""
        if not tokens:
            return {}
        marks = ", ".join("?" * len(tokens))
        rows = self._connection.execute(
            f"SELECT token, wordings FROM search_terms WHERE token IN ({marks})", tokens
        ).fetchall()
        known = {row[0]: row[1] for row in rows}
        return {token: known.get(token, 0) for token in tokens}

    def wordings_with(self, token: str, most: int) -> list[int]:
        """The first wordings that have the token."""
        return self._connection.wordings_with(token, most)

    def lengths(self, wordings: Sequence[int]) -> Iterator[tuple[int, str, int]]:
        """Number, kind and length of each of these wordings."""
        for start in range(0, len(wordings), MARKS):
            part = wordings[start : start + MARKS]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT id, kind, tokens FROM wordings WHERE id IN ({marks})"
            yield from map(tuple, self._connection.execute(sql, part).fetchall())
