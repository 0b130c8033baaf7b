"""All that is spent or received, where nothing else is named (总额): 一共要花多少钱."""

import re
from dataclasses import replace

from assistant.planner.claimed import held_to_an_amount
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import QueryPlan

_TOTALS = re.compile(r"(?:收入|支出)总计$|^本年(?:收入|支出)合计$")


def whole_spoken_of(context: Context) -> str:
    """The total that was told last, where one was: 比去年多多少 asks of it again."""
    figures = context.previous.figures
    alone = len(figures) == 1 and not context.previous.names and _TOTALS.search(figures[0].name)
    return figures[0].name if alone else ""


def whole_budget(context: Context) -> QueryPlan | None:
    """一共要花多少钱: the asking clause names nothing, so the whole is meant."""
    if context.asking_rests(2) or context.of(
        "project", "field", "absent", "entry", "table", "topic"
    ):
        return None
    if context.has("list") and _EACH_ROW.search(context.unnamed):
        return None  # the sum is not what each of them is
    if context.has("share", "top", "bottom", "average"):
        return None  # nor what some of it comes to
    if context.previous.figures and BARE_AMOUNT.match(context.text):
        return None  # of what was just told, if of anything
    if context.says("涉及") or (context.rests and context.says(_OF_A_FIELD)):
        return None
    if context.says("买|购") and context.rests:
        return None  # what is to be bought is the thing asked about
    money = re.search("钱|花|预算|决算|支出|收|budget|total", context.text)
    claimed = held_to_an_amount(context, ()).claimed
    if not (money and (claimed or context.has("amount", "sum") or context.says(_WHOLE_BY_ITSELF))):
        return None
    if "收" in context.text and "支" in context.text.replace("收支", ""):
        return _both_sides(context)
    if context.has("difference"):
        return None
    income = "收" in context.text and "支" not in context.text
    figure = figure_of(context, (context.view.book.whole(income=income),))
    return held_to_an_amount(context, (figure,)) if figure else None


BARE_AMOUNT = re.compile(r"^(?:那|得|要|它|大概|大约)*(?:花|用)?了?多少钱[?？]?$")
"""多少钱, of what was just told."""
_OF_A_FIELD = r"[^年度的,，。]{2}(?:方面|领域)"
"""安全方面的支出: of something that the report does not call so."""
_APART = re.compile(r"比|差|[多少](?:了|出)?多少|结余|盈余|缺口")


def _both_sides(context: Context) -> QueryPlan | None:
    """收入比支出多多少, 收入和支出各多少: the two totals."""
    wholes = (context.view.book.whole(income=income) for income in (True, False))
    figures = tuple(f for whole in wholes if (f := figure_of(context, (whole,))))
    if len(figures) != 2:
        return None
    found = held_to_an_amount(context, figures)
    return replace(found, operation="difference") if _APART.search(context.text) else found


_EACH_ROW = re.compile(r"各(?!单位|部门|级)|每(?:一)?(?:个|项|类)|逐项|分别")

_WHOLE_BY_ITSELF = (
    r"总(?:的)?(?:预算|数)|(?<![么啥些])(?:支出|收入|预算|决算|开支)(?:数|额|总额)?[?。!]?$"
)
"""万里街道2025年支出: the word alone, with nothing that it is of."""
