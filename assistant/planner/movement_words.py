"""How figures are said to have moved (增减的说法): up, down, not at all, or either way."""

import re

from assistant.query_plan import Movement

_APART = r"不(?:一样|相同|相等|同|一致|等)"
_BETWEEN_YEARS: tuple[tuple[str, Movement], ...] = (
    (
        r"持平|(?<!不)(?:一致|相等|相同|一样)|刚好|正好|没有?(?:变化|变|差|增减)|不变|未变",
        "same",
    ),
    (r"减少|下降|降低|压减|降了|减得|降得|少了", "decrease"),
    (r"增加|增长|上升|提高|涨|多了|增得", "increase"),
    (rf"变化|变动|增减|差别|差异|{_APART}", "any"),
)
_AGAINST_BUDGET: tuple[tuple[str, Movement], ...] = (
    _BETWEEN_YEARS[0],
    (
        r"低|少于|小于|不足|(?<!多)少(?!数)|[没未](?:有)?(?:花|用|完成|执行)|[花用]不完|节约|节省"
        r"|结余|下降",
        "decrease",
    ),
    (r"超|高|多(?!少)|大于|增加|突破", "increase"),
    (rf"差|变化|{_APART}", "any"),
)


def moved_between_years(text: str) -> Movement | None:
    """Which way figures of two years are said to have moved; None where nothing is said."""
    return _first(text, _BETWEEN_YEARS)


def moved_against_budget(text: str) -> Movement | None:
    """Which side of the budget the outturn is said to be on; None where nothing is said."""
    return _first(text, _AGAINST_BUDGET)


def _first(text: str, words: tuple[tuple[str, Movement], ...]) -> Movement | None:
    return next((moved for said, moved in words if re.search(said, text)), None)
