"""An answer out of retrieved lines (抽取式回答): the line that shares most with the question.

It knows nothing of budgets beyond what a figure with a unit looks like.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eval.scoring import AnswerObject
from eval.systems.system import Found, answer_object, cited, nothing_found
from index.stores.fulltext import query_tokens, text_tokens

READ = 10
"""How many of the best results the answer may come from."""
LEAST_SHARED = 0.5
"""Of the question's pairs of characters; a line with fewer is no answer to it."""
FEWEST_WORDS = 30
"""A line of fewer characters gains nothing by being shorter still."""
BEST_LINES = 5
"""How many lines a worded answer has at most."""

_FIGURE = re.compile(
    r"(-?\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|元|%|％|平方米|人|辆|个|台|套|项|家|户|次|件)"
)
_WANTS_COUNT = re.compile(r"多少|几[个人辆台项家次]")
_WANTS_WORDS = re.compile(r"为什么|为啥|原因|怎么回事|哪些|什么|谁|职责|依据|目标|如何|有没有")
_CUES = re.compile(
    r"请问|告诉我|一共|总共|到底|多少钱|多少|是什么|什么|哪些|为什么|为啥|怎么|有没有|是不是|几个"
    r"|吗|呢|的|了|啊|吧|有|是|[？?！!，,。、\s]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A retrieved line and how much of the question it answers to."""

    found: Found
    text: str
    shared: float
    """Of the question's tokens, those in the line or its heading; 0 to 1."""
    score: float


def wants_figure(question: str) -> bool:
    """Whether the question asks for a figure rather than for words; most questions do."""
    return bool(_WANTS_COUNT.search(question)) or not _WANTS_WORDS.search(question)


def extract_answer(question: str, results: Sequence[Found]) -> AnswerObject:
    """The figure, or the lines, that the best results hold for the question."""
    lines = ranked_lines(question, results[:READ])
    if not lines or lines[0].shared < LEAST_SHARED:
        return nothing_found(question)
    if wants_figure(question):
        for line in lines:
            if figure := best_figure(question, line.text):
                return _figure_answer(question, line, figure)
    return _worded_answer(question, lines)


def ranked_lines(question: str, results: Sequence[Found]) -> list[Line]:
    """All lines of the results, the one that shares most with the question first."""
    wanted = set(query_tokens(_CUES.sub(" ", question))) or set(query_tokens(question))
    lines = [_line(found, text, wanted) for found in results for text in found.lines]
    return sorted(lines, key=lambda line: -line.score)


def best_figure(question: str, line: str) -> tuple[str, str] | None:
    """Number and unit of the figure whose own words share most with the question, else the first;
    None where the line has no figure with a unit."""
    wanted = set(query_tokens(_CUES.sub(" ", question)))
    best: tuple[int, tuple[str, str]] | None = None
    start = 0
    for match in _FIGURE.finditer(line):
        before = re.split("[：；，。]", line[start : match.start()])[-1]
        shared = len(wanted & set(text_tokens(before)))
        start = match.end()
        if best is None or shared > best[0]:
            best = shared, (match[1], match[2].replace("％", "%"))
    return best[1] if best else None


def first_figure(text: str) -> tuple[str, str] | None:
    """Number and unit of the first figure of a text that has a unit; None where none has."""
    match = _FIGURE.search(text)
    return (match[1], match[2].replace("％", "%")) if match else None


def _line(found: Found, text: str, wanted: set[str]) -> Line:
    own = set(text_tokens(text)) & wanted
    above = (set(text_tokens(f"{found.report} {found.heading}")) & wanted) - own
    whole = max(len(wanted), 1)
    brevity = (FEWEST_WORDS / max(len(text), FEWEST_WORDS)) ** 0.1
    return Line(
        found=found,
        text=text,
        shared=(len(own) + len(above)) / whole,
        score=(len(own) * brevity + 0.5 * len(above)) / whole,
    )


def _figure_answer(question: str, line: Line, figure: tuple[str, str]) -> AnswerObject:
    name = line.text.partition("：")[0][:40]
    words = f"{line.found.report}，{line.found.heading}，{name}：{figure[0]}{figure[1]}。"
    proof = [cited(line.found, line.text, figure[0])]
    return answer_object(question, "answered", words, proof, figure)


def _worded_answer(question: str, lines: Sequence[Line]) -> AnswerObject:
    best = list(dict.fromkeys(line.text for line in lines[:BEST_LINES]))
    proof = [cited(line.found, line.text) for line in lines[:BEST_LINES]]
    return answer_object(question, "answered", "\n".join(best), proof)
