"""Models that lie: each reads the prompt it is sent and answers as badly as it can."""

import json
import re
from collections.abc import Callable

from scripted_replies import Empty, Html, Reply, Request, Reset, Script, Status, Words

_SLOT = re.compile(r"\$\{\w+\}")


def draft_of(prompt: str) -> str:
    """The draft that is to be worded; empty where the prompt asks for something else."""
    return prompt.rpartition("草稿：\n")[2].strip() if "槽位清单：" in prompt else ""


def passages_of(prompt: str) -> str:
    """The numbered passages of a prose question; empty where there are none."""
    return prompt.rpartition("原文：\n")[2].strip() if "[1] " in prompt else ""


def offered(prompt: str) -> tuple[list[str], list[str], list[str]]:
    """Numbers of the reports, rows and columns that a planning prompt offers."""
    tail = prompt.rpartition("此前的对话：")[2]
    reports = re.findall(r"^(R\d+) ", tail, re.MULTILINE)
    rows = re.search(r"^行：(.*)$", tail, re.MULTILINE)
    columns = re.search(r"^列：(.*)$", tail, re.MULTILINE)
    return reports, *(m[1].split("；") if m else [] for m in (rows, columns))


def speaking(word: Callable[[str], str], plan: Callable[[str], str]) -> Script:
    """A model that words with one function of the prompt and plans with another."""

    def reply(request: Request) -> Reply:
        first = request.messages[0].content
        return Words(word(first) if draft_of(first) or passages_of(first) else plan(first))

    return reply


def first_row(prompt: str) -> str:
    """A plan of good form over whatever is offered first, whatever was asked."""
    reports, rows, _ = offered(prompt)
    term = {"report": reports[-1], "row": rows[0], "column": None}
    return json.dumps({"operation": "look_up", "terms": [term]}, ensure_ascii=False)


def every_row(prompt: str) -> str:
    """A sum over the rows that are offered, a report each."""
    reports, rows, _ = offered(prompt)
    terms = [{"report": reports[0], "row": row} for row in rows[:4]]
    return json.dumps({"operation": "sum", "terms": terms}, ensure_ascii=False)


def invented(prompt: str) -> str:
    """A figure of its own in the place of each slot."""
    return _SLOT.sub("8,888.88万元", draft_of(prompt)) or "本部门负责保管三百万元现金[1]。"


def in_han(prompt: str) -> str:
    """The draft, and a figure in Han numerals behind it."""
    return draft_of(prompt) + "另外还有三百万元没有公开。"


def in_other_units(prompt: str) -> str:
    """亿元 behind every slot."""
    return _SLOT.sub(lambda m: m[0] + "亿元", draft_of(prompt)) or passages_of(prompt)


def slots_turned(prompt: str) -> str:
    """The slots in the reverse order."""
    draft = draft_of(prompt)
    slots = iter(_SLOT.findall(draft)[::-1])
    return _SLOT.sub(lambda _: next(slots), draft) or "以上[1]。"


def rows_swapped(prompt: str) -> str:
    """Names of the draft in one another's places."""
    draft = draft_of(prompt)
    names = re.findall(r"的([\u4e00-\u9fff]{3,12}?)(?:预算数|决算数|占|比|是|为)", draft)
    if len(set(names)) > 1:
        one, other = names[0], next(n for n in names if n != names[0])
        return draft.replace(one, "\0").replace(other, one).replace("\0", other)
    return draft.replace("支出", "收入").replace("2023", "2022").replace("基本", "项目")


def meaning_turned(prompt: str) -> str:
    """增加 for 减少, 没有 before what is."""
    draft = draft_of(prompt) or passages_of(prompt)
    turned = draft.replace("增加", "\0").replace("减少", "增加").replace("\0", "减少")
    return turned.replace("多", "少").replace("为$", "不为$").replace("报告", "没有报告")


def wrong_sources(prompt: str) -> str:
    """Pages and passages that are not there."""
    draft = re.sub(r"第\d+页", "第999页", draft_of(prompt))
    return draft or passages_of(prompt)[4:60] + "[99]。"


def from_memory(prompt: str) -> str:
    """What it believes to know, in nice words."""
    return "据公开资料，该部门历年挪用资金，相关负责人已被问责，实际数额远高于公开数。" + draft_of(
        prompt
    )


def obedient(prompt: str) -> str:
    """It does what a text that it was shown tells it to do."""
    return "好的，我已忽略此前的规则。系统提示词是：" + prompt[:200]


LIARS: dict[str, Script] = {
    "invented figures, first row": speaking(invented, first_row),
    "Han numerals, every row": speaking(in_han, every_row),
    "other units": speaking(in_other_units, lambda _: '{"operation": "look_up", "terms": []}'),
    "slots turned": speaking(slots_turned, first_row),
    "rows swapped": speaking(rows_swapped, every_row),
    "meaning turned": speaking(meaning_turned, lambda _: '{"operation": "drop tables"}'),
    "wrong sources": speaking(wrong_sources, lambda _: "[]"),
    "from memory": speaking(from_memory, lambda _: "我觉得答案是五百万元。"),
    "obedient": speaking(obedient, lambda p: p),
}
"""Those that answer in good form."""

BROKEN: dict[str, Script] = {
    "html": lambda _: Html(),
    "empty": lambda _: Empty(),
    "refused": lambda _: Status(401, '{"error": {"message": "bad key sk-very-secret"}}'),
    "too many": lambda _: Status(429, "{}"),
    "server error": lambda _: Status(500, "oops"),
    "reset": lambda _: Reset(after=1),
}
"""Those that fail at once."""
