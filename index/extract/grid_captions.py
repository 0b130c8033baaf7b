"""What stands above and below a ruled table: its number, title, unit, department and notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.extract.captions import department_in, is_margin, unit_in
from index.extract.grids import GridRow
from index.extract.headings import heading_depth, without_ordinal
from index.extract.spans import is_part_heading
from index.records import Line

_NUMBER = re.compile(
    r"(?:[一-鿿]{0,6}公开)?(?:附[件表]|表)?\s*[0-9〇一二三四五六七八九十]{1,3}(?:[-—]\d+)?\s*表?[:：]?"
)
_NAMED_NUMBER = re.compile(
    r"[一-鿿]{0,6}公开\s*\d{1,2}\s*表"
    r"|(?:附表|表)\s*(?:\d{1,2}(?![\d年])|[一二三四五六七八九十]{1,3}$)"
)
_NUMBER_BEFORE = re.compile(
    r"\s*((?:附表|表)(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3}))(?:\s*[：:、.．]\s*|\s+)(?=\S)"
)
"""A number that stands before the title on its line (表一：部门收支总表)."""
_TITLE = re.compile(r"[^。；]*表(?:[（(][^（）()]*[）)])?")
_YEAR_ALONE = re.compile(r"[（(]?20\d\d\s*年?度?[）)]?")
_UNIT_BEHIND = re.compile(
    r"((?:[^\s：:]*)表)[）)]?\s*[（(]?\s*(?:金额)?单位\s*[:：]\s*(?:人民币)?[百千万亿]*元[）)]?"
)
_CONTINUED = re.compile(r"[（(]?续表?[）)]?|[（(]续[）)]")
_NOTE = re.compile(r"(?:备?注|说明)\s*\d*\s*[:：]")
_TAIL = 4
"""A centred line of so few characters below a centred line is the rest of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCaption:
    """What is printed above a ruled table, and the numbers of the lines that it takes."""

    number: str | None
    title: str
    unit: str | None
    department: str | None
    lines: frozenset[int]


def caption_above(lines: Sequence[Line], inside: Sequence[GridRow] = ()) -> GridCaption | None:
    """The caption in the lines right above a table, None where no title stands there.

    `inside` are rows at the head of the grid that hold caption words, drawn as cells.
    """
    texts = [text for row in inside for text in row.texts]
    margins, used = [text for text in texts if _is_marginal(text)], set[int]()
    title = "".join(text for text in texts if not _is_marginal(text))
    rest = list(lines)
    while rest and not title and _is_marginal(rest[-1].text):
        title = _title_beside_unit(rest[-1].text)
        margins.append(rest[-1].text)
        used.add(rest.pop().number)
    if not title and rest and _is_title(rest[-1]):
        title, taken = _title(rest)
        used.update(line.number for line in taken)
        rest = rest[: -len(taken)]
    if not title and not margins:
        return None
    if rest and _NUMBER.fullmatch(rest[-1].text.strip()):
        margins.append(rest[-1].text)
        used.add(rest[-1].number)
    if prefix := _NUMBER_BEFORE.match(title):
        margins.append(prefix.group(1))
        title = title[prefix.end() :]
    marginal = " ".join(margins)
    named = _NAMED_NUMBER.search(marginal)
    return GridCaption(
        number=re.sub(r"\s+", "", named.group()) if named else None,
        title=re.sub(r"\s+", "", title),
        unit=unit_in(marginal),
        department=department_in(marginal),
        lines=frozenset(used),
    )


def _is_marginal(text: str) -> bool:
    """Whether a text names a table's department, unit, number or year, and not the table."""
    plain = text.strip()
    return is_margin(plain) or any(
        form.fullmatch(plain) for form in (_NUMBER, _YEAR_ALONE, _CONTINUED)
    )


def _title_beside_unit(text: str) -> str:
    """The title of a table whose unit stands behind it on the same line, else nothing."""
    found = _UNIT_BEHIND.fullmatch(text.strip())
    return found.group(1) if found and _TITLE.fullmatch(found.group(1)) else ""


def heading_above(lines: Sequence[Line]) -> str:
    """The nearest heading above a table that has no title of its own."""
    for line in reversed(lines):
        text = line.text.strip()
        if line.setting == "centred" or heading_depth(text) is not None:
            return without_ordinal(text)
    return ""


def plain_title(title: str) -> str:
    """A title without the word that says that the table goes on (续表)."""
    return _CONTINUED.sub("", title)


def caption_rows(rows: Sequence[GridRow], columns: int) -> tuple[GridRow, ...]:
    """The rows at the head of a grid that are its caption: a title across, department, unit."""
    found: list[GridRow] = []
    for row in rows:
        across = len(row.cells) == 1 and row.cells[0].columns == columns
        named = across and (not row.texts or _TITLE.fullmatch(row.texts[0]))
        if not named and not (row.texts and all(_is_marginal(text) for text in row.texts)):
            break
        found.append(row)
    return tuple(found) if any(row.texts for row in found) else ()


def notes_below(lines: Sequence[Line]) -> tuple[tuple[str, ...], frozenset[int]]:
    """The notes (注：...) that begin right below a table, and the numbers of their lines."""
    notes: list[str] = []
    used: set[int] = set()
    for line in lines:
        text = re.sub(r"\s+", "", line.text)
        if _NOTE.match(text):
            notes.append(text)
        elif notes and line.setting == "full" and not notes[-1].endswith(("。", "；")):
            notes[-1] += text
        else:
            break
        used.add(line.number)
    return tuple(notes), frozenset(used)


def is_note(text: str) -> bool:
    """Whether a text is a note of a table."""
    return _NOTE.match(re.sub(r"\s+", "", text)) is not None


def _is_title(line: Line) -> bool:
    """Whether a line can be a table's title: it names a table, or is centred."""
    text = re.sub(r"\s+", "", line.text)
    if is_part_heading(line.text) or "。" in text:
        return False
    return _TITLE.fullmatch(text) is not None or (line.setting == "centred" and len(text) > 1)


def _title(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The title that ends in the last line, with its lines: a wrapped one has a short rest."""
    last = lines[-1]
    taken = [last]
    if len(last.text.strip()) <= _TAIL and len(lines) > 1 and lines[-2].setting == "centred":
        taken.insert(0, lines[-2])
    text = "".join(line.text for line in taken)
    depth = heading_depth(text.strip())
    return (without_ordinal(text.strip()) if depth else text), taken
