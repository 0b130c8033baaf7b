"""From the words as typed to a `Question` (理解问句): folding, years, numbers, units, cues."""

import functools
import re
import unicodedata
from typing import Protocol

from assistant.amount_wordings import in_figures
from assistant.cues import cues_in
from assistant.query_plan import Amount, Question
from index.numerals import Number, find_numbers, parse_number

LONGEST = 500
"""Characters of a question that are read at most (提问长度上限)."""

_TYPOS = {
    "予算": "预算",
    "预祘": "预算",
    "預祘": "预算",
    "经废": "经费",
    "帐": "账",
    "工自": "工资",
    "公务接代": "公务接待",
    "接侍": "接待",
    "接带费": "接待费",
    "住房公基金": "住房公积金",
    "公机金": "公积金",
    "三工经费": "三公经费",
    "叁公": "三公",
    "公物接待": "公务接待",
    "机关运形": "机关运行",
    "机关运型": "机关运行",
    "政府采够": "政府采购",
    "采沟": "采购",
    "支岀": "支出",
    "收人总": "收入总",
    "百份": "百分",
    "绩校": "绩效",
    "项木": "项目",
    "向目": "项目",
    "结砖": "结转",
    "公用经非": "公用经费",
    "人员经非": "人员经费",
    "租凭": "租赁",
    "街到": "街道",
    "培训废": "培训费",
    "差旅废": "差旅费",
    "办公废": "办公费",
    "会仪费": "会议费",
    "物业管里": "物业管理",
    "决祘": "决算",
    "补帖": "补贴",
}
"""Slips of the keyboard that are common in Chinese input methods (常见错别字)."""

_MONEY = re.compile(
    r"(?:多少|几|换成|换算成?|折合|折算成?|合|以|按|用|用)(?:个)?(亿元|万元|亿|万|元|块(?=钱)|千元)"
)
_WANTED_UNIT = {"亿": "亿元", "万": "万元", "块": "元"}
_DIGIT = r"[一二两三四五六七八九十\d]+"
_TOP = re.compile(
    rf"前({_DIGIT})|(?:最\S{{1,3}}?的?)(?:前)?({_DIGIT})(?:个|名|项|大|笔|类|款|种|家)|"
    rf"(?!一个)({_DIGIT})(?:个|项|笔|大)(?:花钱|预算|金额)?最|top(\d+)"
)
_ORDINAL = re.compile(
    rf"第({_DIGIT})(?:多|大|高|少|小|低|名|位|贵|便宜)"
    rf"|(?:排|排名|排在|倒数|从[大小多少高低]到[大小多少高低]的?)第({_DIGIT})"
    rf"|第({_DIGIT})(?=的?呢[?？]?$)"
)
_YEAR = re.compile(
    r"(?<![\d第.\[〔【(（])((?:19|20)\d\d)(?:年|年度)?(?![\d号.万元]|年?(?:(?:购买|购置|买|购)的|成立|建成|的文件|发文))"
)
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)年(?!\d|期|来|以)")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@functools.cache
def _to_simplified() -> _Converter:
    import opencc

    converter: _Converter = opencc.OpenCC("t2s")
    return converter


def fold(text: str) -> str:
    """Simplified, half-width, lower case, no white space, common typos mended."""
    folded = _to_simplified().convert(unicodedata.normalize("NFKC", in_figures(text))).lower()
    folded = re.sub(r"[“”‘’\"'「」『』]", "", folded)
    folded = re.sub(r"(?<=[a-z])\s+(?=[a-z])", "\x00", folded)
    folded = re.sub(r"\s+", "", folded).replace("\x00", " ")
    folded = re.sub(r"其它(?=[\u4e00-\u9fff]{2})", "其他", folded)
    folded = re.sub(r"(?<![人职成动演])员工(?![资作])", "职工", folded)
    for wrong, right in _TYPOS.items():
        folded = folded.replace(wrong, right)
    return folded


def understand(original: str) -> Question:
    """The question with its years, numbers, wanted unit and cues; never fails."""
    text = fold(original[:LONGEST])
    return Question(
        original=original,
        text=text,
        years=years_in(text),
        amounts=tuple(_amounts(find_numbers(text))),
        cues=cues_in(text),
        unit=_wanted_unit(text),
        top=_top(text),
        ordinal=_ordinal(text),
    )


def _ordinal(text: str) -> int | None:
    """The N of 第N多 / 排第N / 倒数第N, else None."""
    match = _ORDINAL.search(text)
    return _small(next(g for g in match.groups() if g)) if match else None


def years_in(text: str) -> tuple[int, ...]:
    """The calendar years that the text names (2023年, 23年), in order, each once."""
    found = [int(m[1]) for m in _YEAR.finditer(text)]
    found += [2000 + int(m[1]) for m in _SHORT_YEAR.finditer(text) if 10 <= int(m[1]) <= 40]
    return tuple(dict.fromkeys(found))


def _amounts(numbers: tuple[Number, ...]) -> list[Amount]:
    return [
        Amount(value=n.value, unit=n.unit or _unit_of_scale(n.text), text=n.text)
        for n in numbers
        if n.kind in ("quantity", "percent")
    ]


def _unit_of_scale(text: str) -> str | None:
    """三十万 is read as 300,000; said of a budget, these are yuan."""
    return "元" if text.endswith(("万", "亿")) else None


def _wanted_unit(text: str) -> str | None:
    matches = _MONEY.findall(text)
    return _WANTED_UNIT.get(matches[-1], matches[-1]) if matches else None


def _top(text: str) -> int | None:
    match = _TOP.search(text)
    return _small(next(g for g in match.groups() if g)) if match else None


def _small(text: str) -> int | None:
    value = parse_number(text)
    return int(value) if value is not None and 0 < value <= 100 else None
