"""Questions of which too little was read to answer any of it (没有读懂)."""

import re

from assistant.planner.view import Context


def is_fragment(context: Context) -> bool:
    """去年呢, 为什么 with nothing before it: what it is about was not said."""
    before = context.previous
    said = context.mentions or before.names or before.figures or before.projects
    bare = len(context.text) <= _FRAGMENT and not _OF_MONEY.search(context.text)
    return bare and not said and context.has("prior", "reason", "follow", "pronoun")


_FRAGMENT = 6
_OF_MONEY = re.compile("预算|支出|收入|钱|花|经费|开支|用")


def is_half_read_english(context: Context) -> bool:
    """Whether a question without Chinese holds English words that nothing explains: a word read by
    itself (pay) is then no answer."""
    return not _HAN.search(context.text) and any(
        _ENGLISH_WORD.search(r.text) for r in context.rests
    )


_HAN = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH_WORD = re.compile(r"[a-z]{3,}")
