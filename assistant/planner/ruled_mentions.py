"""Mentions that no list of wordings holds (按规则识别): kinds of procurement, tables by title."""

import re

from assistant.planner.book import Book
from assistant.planner.labels import canonical, folded, without_brackets
from assistant.planner.mentions import Mention
from assistant.query_plan import Reading


def procurement(text: str, book: Book, previous: Reading) -> list[Mention]:
    """货物, 工程 and 服务 after 政府采购 are its three kinds."""
    if "采购" not in text and not any("政府采购" in name for name in previous.names):
        return []
    found = []
    for match in re.finditer(r"(?<!购买)(?<!采购)(货物|工程|服务)(?:类|采购)?(?!中心|大厅)", text):
        name = canonical(f"政府采购{match[1]}")
        if name in book.by_name:
            found.append(
                Mention(
                    start=match.start(), end=match.end(), text=match[0], kind="name", values=(name,)
                )
            )
    return found


def totals_of_sides(text: str, book: Book) -> list[Mention]:
    """收入决算的总计: the 总计 of that side, where final accounts print one."""
    if not book.prints_wholes:
        return []
    return [
        Mention(start=m.start(), end=m.end(), text=m[0], kind="name", values=(f"{m[1]}总计",))
        for m in re.finditer(r"(收入|支出)(?:决算|预算)?(?:表|方|一栏|栏)?(?:里|中)?的?总计", text)
    ]


def titled(text: str, book: Book) -> list[Mention]:
    """A table called by the end of its title: 三公经费支出预算表."""
    titles = {t.id: without_brackets(folded(t.title)) for t in book.extraction.tables}
    found = []
    for match in re.finditer("表", text):
        for start in range(max(0, match.start() - 24), match.start() - 3):
            part = text[start : match.end()]
            held = [id_ for id_, title in titles.items() if part in title]
            if len(held) == 1:
                found.append(
                    Mention(
                        start=start, end=match.end(), text=part, kind="table", values=(held[0],)
                    )
                )
                break
    return found
