"""What does the cover (封面) of a report say? Its lines, where its first page is one."""

import re
from collections.abc import Sequence

from index.records import Document, Line

_MOST_LINES = 10
_LONGEST = 60
_BUDGET = re.compile("预算|决算")
_NAMED = re.compile(r"[一-鿿]{0,6}?(?:部门|单位)(?:名称)?(?:[（(][^（）()]*[）)])?\s*[:：]\s*(\S+)")
_OWNER = re.compile(r"(.{3,40}?)(?:20\d{2}|[〇○零一二三四五六七八九]{4})\s*年")
_PLACE_ONLY = re.compile(r".*(?:省|市|县|区|旗|州|盟)")


def cover_lines(document: Document) -> tuple[Line, ...]:
    """The lines of the first page that has any, if it is a cover: few, short, no sentence."""
    page = next((page for page in document.pages if page.lines or page.grids), None)
    if page is None or page.grids or len(page.lines) > _MOST_LINES:
        return ()
    lines = tuple(line for line in page.lines if line.text.strip())
    whole = "".join(line.text for line in lines)
    short = all(len(line.text) <= _LONGEST for line in lines)
    return lines if short and "。" not in whole and _BUDGET.search(whole) else ()


def cover_title(lines: Sequence[Line]) -> str:
    """The title on a cover, its lines joined; what names the department is left out."""
    texts = (re.sub(r"\s+", "", line.text) for line in lines)
    titles = [text for text in texts if not _NAMED.fullmatch(text)]
    last = max((at for at, text in enumerate(titles) if _BUDGET.search(text)), default=-1)
    return "".join(titles[: last + 1])


def cover_department(lines: Sequence[Line]) -> str | None:
    """The department that a cover names, by its label or at the head of the title."""
    for line in lines:
        if found := _NAMED.fullmatch(re.sub(r"\s+", "", line.text)):
            return found.group(1)
    found = _OWNER.match(cover_title(lines))
    return found.group(1) if found and not _PLACE_ONLY.fullmatch(found.group(1)) else None
