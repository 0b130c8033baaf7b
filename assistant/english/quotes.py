"""What stays Chinese in an English sentence stands in straight quotes (照抄的中文)."""

import re
from collections.abc import Iterator

QUOTED = r'"[^"\n]*"'
_QUOTED = re.compile(QUOTED)


def quoted(text: str) -> str | None:
    """The text in quotes; None where it holds such quotes or line breaks itself."""
    return None if '"' in text or "\n" in text else f'"{text}"'


def unquoted(text: str) -> str | None:
    """What the quotes hold; None where the text is no quotation."""
    return text[1:-1] if _QUOTED.fullmatch(text) else None


def masked(text: str) -> str:
    """The text, as long, with all that is quoted blotted out."""
    return _QUOTED.sub(lambda match: "x" * len(match[0]), text)


def split_outside(text: str, pattern: str) -> Iterator[str]:
    """The parts between matches of a pattern that stand outside quotes."""
    start = 0
    for match in re.finditer(pattern, masked(text)):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]
