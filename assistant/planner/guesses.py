"""What a wording that no list explains may mean (猜测): slips of the keyboard, then meaning.

A guess is made only where nothing is named, and the answer says which name it took.
"""

import functools
import re
from dataclasses import replace

from assistant.planner.labels import canonical
from assistant.planner.mentions import Mention, leftovers
from assistant.planner.subjects import CLOSE_IN_MEANING, stretches_of
from assistant.planner.view import Context

_GUESSED_KINDS = ("name", "project", "absent", "entry", "field", "indicator", "topic", "table")


def with_guesses(context: Context) -> Context:
    """The context with a mention for what was probably meant, where nothing was named."""
    only_whole = _names_only_the_whole(context)
    if (context.of(*_GUESSED_KINDS) and not only_whole) or context.strangers or not context.rests:
        return context
    guessed = _by_meaning(context) if only_whole else _slips(context) or _by_meaning(context)
    if not guessed:
        return _without_everyday_wholes(context) if only_whole else context
    kept = [] if only_whole else list(context.mentions)
    mentions = tuple(sorted((*kept, *guessed), key=lambda m: m.start))
    rests = tuple(leftovers(context.text, mentions))
    return replace(context, mentions=mentions, rests=rests)


def _names_only_the_whole(context: Context) -> bool:
    """总共掏了多少 and 基本支出里 name no item; an unexplained wording beside them does."""
    named = context.of(*_GUESSED_KINDS)
    wholes = all(m.kind == "name" and m.values[0] in WHOLES for m in named)
    return bool(named) and wholes and bool(context.asking_rests(2))


WHOLES = (
    "支出总计",
    "收入总计",
    "本年支出合计",
    "本年收入合计",
    "基本支出",
    "项目支出",
    "公用经费",
    "人员经费",
)


def _slips(context: Context) -> list[Mention]:
    """Names that sound the same (办工费 for 办公费), or differ in one character of five."""
    names = [s for s, m in context.view.surfaces.items() if m.kind == "name" and m.formal]
    found = []
    for name in sorted({n for n in names if len(n) >= 3}, key=len, reverse=True):
        for start in range(len(context.text) - len(name) + 1):
            written = context.text[start : start + len(name)]
            if _slipped(written, name) and _touches_rest(context, start, start + len(name)):
                mention = context.view.surfaces[name]
                found.append(
                    replace(mention, start=start, end=start + len(name), text=written, formal=False)
                )
        if found:
            return found
    return []


def _slipped(written: str, name: str) -> bool:
    wrong = [i for i, pair in enumerate(zip(written, name, strict=True)) if pair[0] != pair[1]]
    if not wrong or not re.fullmatch(r"[\u4e00-\u9fff]+", written):
        return False
    if len(wrong) == 1 and len(name) >= 5:
        return True
    return len(wrong) <= len(name) // 3 and all(_sound(written[i]) & _sound(name[i]) for i in wrong)


@functools.lru_cache(maxsize=10_000)
def _sound(character: str) -> frozenset[str]:
    """The character's readings without tones (拼音)."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])


def _touches_rest(context: Context, start: int, end: int) -> bool:
    return any(rest.start < end and rest.end > start for rest in context.rests)


def _by_meaning(context: Context) -> list[Mention]:
    """The row nearest in meaning to a stretch of the question (打印纸 → 办公费)."""
    for wording in (w for w in stretches_of(context.text) if len(w) >= 3):
        near = [n for n in context.similar(wording) if n.score >= CLOSE_IN_MEANING]
        if near and near[0].table is not None:
            return _row_mention(context, wording, near[0].table, near[0].index)
    return []


def _row_mention(context: Context, wording: str, table: str, index: int) -> list[Mention]:
    book = context.view.book
    row = next((r for r in book.tables[table].rows if r.index == index), None)
    start = context.text.find(wording)
    if row is None or start < 0 or book.kinds[table] in ("projects", "running_costs"):
        return []
    return [
        Mention(
            start=start,
            end=start + len(wording),
            text=wording,
            kind="name",
            values=(canonical(row.label),),
            formal=False,
        )
    ]


def _without_everyday_wholes(context: Context) -> Context:
    """总共掏了多少 beside something unknown does not mean the whole budget."""
    kept = tuple(m for m in context.mentions if m.formal)
    return replace(context, mentions=kept)
