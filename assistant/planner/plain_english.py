"""A plain English question said in Chinese (英文问句), where every word of it is known.

Only whole questions of a few shapes are read, and only names that the vocabulary holds: a word that
is not understood leaves the question to whoever reads it next. What is asked, with its year and its
amounts, is then planned like any other question.
"""

import functools
import re
from collections.abc import Callable

from assistant.query_plan import Question
from index.vocabulary import terms

_NOT_NAMES = frozenset(("form_field", "indicator_kind", "topic"))
_NOT_ALONE = frozenset(("合计", "总计", "小计", "占比", "增长率", "预算数", "决算数", "比上年增减"))
"""Names of columns and totals, which say nothing by themselves."""
_LEAD = r"(?:please )?(?:(?:tell me|show me|give me|show|find) )?"
_WHAT = rf"{_LEAD}(?:(?:what|how much) (?:is|was|were|are) )?(?:the )?"
_MONEY = r"(?P<amount>\d+(?:\.\d+)?元)"
_OVER = (
    r"(?P<more>more than|over|above|exceeding|greater than|less than|below|under|at least|at most)"
)
_COMPARED = {
    "less than": "低于{}",
    "below": "低于{}",
    "under": "低于{}",
    "at least": "不低于{}",
    "at most": "不超过{}",
}
_PAIR = r"(?P<first>.+?) (?:and|or|with|versus|vs|from|to) (?P<second>.+?)"

Shape = tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]]


def _both(said: str) -> Callable[[re.Match[str]], str | None]:
    def turned(match: re.Match[str]) -> str | None:
        first, second = chinese_name(match["first"]), chinese_name(match["second"])
        return said.format(first, second) if first and second else None

    return turned


def _single(said: str) -> Callable[[re.Match[str]], str | None]:
    def turned(match: re.Match[str]) -> str | None:
        name = chinese_name(match["first"])
        return said.format(name) if name else None

    return turned


def _top(match: re.Match[str]) -> str:
    number = match["number"]
    return f"预算最多的{number}个项目是哪些？" if number else "预算最多的项目是哪个？"


def _limited(match: re.Match[str]) -> str:
    bound = _COMPARED.get(match["more"], "超过{}").format(match["amount"])
    return f"预算{bound}的项目有哪些？"


_SHAPES: tuple[Shape, ...] = tuple(
    (re.compile(pattern), turned)
    for pattern, turned in (
        (
            rf"{_WHAT}(?:share|percentage|proportion) of (?P<first>.+?) in (?P<second>.+)",
            _both("{}占{}的比例是多少？"),
        ),
        (
            rf"{_LEAD}what (?:share|percentage|proportion|percent) of (?P<second>.+?) (?:is|was) "
            r"(?P<first>.+)",
            _both("{}占{}的比例是多少？"),
        ),
        (rf"{_WHAT}difference between {_PAIR}", _both("{}和{}相差多少？")),
        (rf"{_WHAT}(?:sum|total) of {_PAIR}", _both("{}和{}合计多少？")),
        (rf"{_WHAT}{_PAIR} (?:together|combined|in total)", _both("{}和{}合计多少？")),
        (rf"{_LEAD}compare {_PAIR}", _both("{}和{}哪个多？")),
        (
            rf"{_LEAD}which (?:one )?(?:is|was|cost|costs) (?:larger|higher|bigger|more)"
            rf"[,:]? ?{_PAIR}",
            _both("{}和{}哪个多？"),
        ),
        (
            rf"{_WHAT}(?:change|increase|decrease) (?:of|in) (?P<first>.+)",
            _single("{}比上年增减多少？"),
        ),
        (rf"{_LEAD}how many projects(?: are there)?", lambda _: "有多少个项目？"),
        (rf"{_LEAD}(?:list |what are )?(?:all )?(?:the )?projects", lambda _: "有哪些项目？"),
        (
            rf"{_WHAT}(?:top (?P<number>\d+)|(?:largest|biggest|most expensive)) projects?",
            _top,
        ),
        (
            rf"{_LEAD}(?:which|list|what)?(?: the)? ?projects (?:that |which )?"
            rf"(?:are |cost |costs )?{_OVER} ?{_MONEY}",
            _limited,
        ),
        (
            rf"{_LEAD}(?:what (?:is|are) the (?:definition|meaning) of|define|what does) (?:the )?"
            r"(?P<first>.+?)(?: means?)?",
            _single("什么是{}？"),
        ),
        (
            rf"{_WHAT}(?:budget (?:of|for) )?(?:the )?(?P<first>.+?)(?: budget)?",
            _single("{}是多少？"),
        ),
    )
)
"""Shapes of whole questions; the first whose names are all known counts."""

_YEAR = re.compile(r" ?\b(?:in|for|of) (?:the year )?(?P<year>20\d\d)\b| ?\b(?P<bare>20\d\d)\b")
_ENDINGS = re.compile(r"[?.! ]+$")


def in_plain_chinese(question: Question) -> str | None:
    """The question in Chinese; None where a word of it is not known."""
    if re.search(r"[\u4e00-\u9fff]", question.text.replace("元", "")):
        return None
    text = re.sub(r"(?<=[a-z])(?=\d)|(?<=[\d元])(?=[a-z])", " ", question.text)
    years = [match["year"] or match["bare"] for match in _YEAR.finditer(text)]
    text = _ENDINGS.sub("", _YEAR.sub("", text)).strip()
    if len(years) > 1 or re.match(r"how much (?:did|do|does)", text):
        return None
    for shape, turned in _SHAPES:
        match = shape.fullmatch(text)
        said = turned(match) if match else None
        if said:
            return f"{years[0]}年{said}" if years else said
    return None


def chinese_name(words: str) -> str | None:
    """The official name that these words are; None where they are no name, or several."""
    plain = re.sub(r"^(?:the|our|its) ", "", words.strip())
    return _names().get(plain) or _names().get(re.sub(r"(?:es|s)$", "", plain))


@functools.cache
def _names() -> dict[str, str]:
    """Every English wording that belongs to one term only."""
    found: dict[str, set[str]] = {}
    for term in terms():
        if term.kind in _NOT_NAMES or term.name in _NOT_ALONE:
            continue
        for words in (term.english.replace("_", " "), *term.english_words):
            found.setdefault(words.lower(), set()).add(term.name)
    return {words: owners.pop() for words, owners in found.items() if len(owners) == 1}
