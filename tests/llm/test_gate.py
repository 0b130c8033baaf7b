"""What a model may and may not make of a draft, sentence by sentence."""

import pytest

from assistant.llm.gate import Objection, extracts, objection_to_wording, said_so_far
from assistant.llm.slots import Slotted


def draft(text: str, **values: str) -> Slotted:
    return Slotted(text=text, values=values)


COST = draft("2031年会议费预算数为${c1}（预算公开表6，第9页）。", c1="3.00万元")
SHARE = draft("2031年会议费占公用经费的${f}（${c1}÷${c2}）。", f="30.00%", c1="3.00", c2="10.00")
MORE = draft("2031年会议费比培训费多${f}（${c1}-${c2}）。", f="1.00万元", c1="3.00", c2="2.00")
PARTS = draft("2031年福利费合计${f}：办公经费${c1}，其他支出${c2}。", f="9元", c1="4元", c2="5元")
CHOSEN = draft("2031年名称不带结转字样的项目共${f}，合计${fb}。", f="4个", fb="9.00万元")
PRIOR = draft(
    "2030年会议费为${f}（${c1}-${c2}）。报告没有直接写出这个数。", f="1元", c1="3", c2="2"
)
LISTED = draft("2031年水费、电费合计${f}。", f="5元")
TWO_YEARS = draft("2031年会议费比2030年会议费多${f}。", f="5元")

TAKEN = [
    (COST, COST.text),
    (COST, "2031年，会议费预算数为${c1}（预算公开表6，第9页）。"),
    (COST, "在2031年，会议费预算数是${c1}，预算公开表6，第9页。"),
    (COST, "会议费2031年预算数为${c1}（预算公开表6，第9页）"),
    (COST, "也就是说，2031年的会议费预算数即${c1}(预算公开表6,第9页)。"),
    (SHARE, "2031年，会议费占公用经费的${f}，即${c1}÷${c2}。"),
    (MORE, "由此可知，2031年会议费比培训费多${f}（${c1}-${c2}）。"),
    (PARTS, "2031年福利费合计为${f}：其中办公经费${c1}；其他支出为${c2}。"),
    (PRIOR, "2030年，会议费是${f}，${c1}-${c2}。报告没有直接写出这个数。"),
    (LISTED, "2031年水费和电费合计${f}。"),
    (LISTED, "2031年水费以及电费合计为${f}。"),
]


@pytest.mark.parametrize(("of", "said"), TAKEN, ids=[said for _, said in TAKEN])
def test_a_wording_that_claims_nothing_else_is_taken(of: Slotted, said: str) -> None:
    assert objection_to_wording(said, of) is None


REFUSED = {
    "an invented figure": (COST, COST.text + "另有5.00万元。"),
    "a figure for a slot": (COST, COST.text.replace("${c1}", "3.00万元")),
    "full-width digits": (COST, COST.text.replace("${c1}", "${c1}（３万元）")),
    "Han numerals": (COST, COST.text.replace("${c1}", "${c1}，三百万元")),
    "a unit behind a slot": (COST, COST.text.replace("${c1}", "${c1}亿元")),
    "a unit behind a slot and a space": (COST, COST.text.replace("${c1}", "${c1} 元")),
    "a slot nobody offered": (COST, COST.text.replace("${c1}", "${c1}、${c9}")),
    "a slot left out": (SHARE, "2031年会议费占公用经费的${f}。"),
    "slots changed about": (PARTS, PARTS.text.replace("${f}", "${c2}").replace("c2}。", "f}。")),
    "a slot used twice": (PARTS, PARTS.text.replace("${c1}", "${c2}，${c1}")),
    "a count for an amount": (CHOSEN, "2031年名称不带结转字样的项目共${fb}，合计${f}。"),
    "a negation dropped": (CHOSEN, CHOSEN.text.replace("不带", "带")),
    "a negation added": (COST, COST.text.replace("为", "不为")),
    "a negation moved": (CHOSEN, "2031年不名称带结转字样的项目共${f}，合计${fb}。"),
    "a negation cut off": (CHOSEN, CHOSEN.text.replace("不带", "不，带")),
    "a direction turned": (MORE, MORE.text.replace("多", "少")),
    "a direction softened": (MORE, MORE.text.replace("多", "多为")),
    "names changed about": (MORE, "2031年培训费比会议费多${f}（${c1}-${c2}）。"),
    "whole and part changed about": (SHARE, "2031年公用经费占会议费的${f}（${c1}÷${c2}）。"),
    "a part said to be the sum": (
        PARTS,
        "2031年办公经费合计${f}：福利费${c1}，其他支出${c2}。",
    ),
    "a name left out": (SHARE, "2031年会议费占${f}（${c1}÷${c2}）。"),
    "a condition left out": (CHOSEN, "2031年项目共${f}，合计${fb}。"),
    "a warning left out": (PRIOR, "2030年会议费为${f}（${c1}-${c2}）。"),
    "two names likened": (SHARE, SHARE.text[:-1] + "，会议费即公用经费。"),
    "two names likened before": (SHARE, "会议费是公用经费，" + SHARE.text),
    "a name likened inside": (COST, COST.text.replace("会议费", "会议费即")),
    "of made to and": (draft("会议费的预算数为${c1}。", c1="1元"), "会议费和预算数为${c1}。"),
    "a list made one": (LISTED, "2031年水费的电费合计${f}。"),
    "another year": (COST, COST.text.replace("2031", "2030")),
    "no year": (COST, COST.text.replace("2031年", "")),
    "years changed about": (TWO_YEARS, "2030年会议费比2031年会议费多${f}。"),
    "last year": (COST, COST.text.replace("2031年", "2031年上年")),
    "outturn for budget": (COST, COST.text.replace("预算数", "决算数")),
    "a month": (COST, COST.text.replace("会议费", "按月会议费")),
    "a figureless sentence": (COST, COST.text + "会议费是预算数。"),
    "praise": (COST, COST.text + "这一安排十分合理。"),
    "an instruction echoed": (COST, "好的，以下是润色后的文字：" + COST.text),
    "the rules echoed": (COST, "规则：只输出润色后的文字。" + COST.text),
    "a link": (COST, COST.text + "详见 https://例.cn/"),
    "HTML": (COST, f"<b>{COST.text}</b>"),
    "a picture": (COST, COST.text + "![图](x)"),
    "Markdown": (COST, COST.text.replace("${c1}", "**${c1}**")),
    "a zero-width space": (COST, COST.text.replace("会议费", "会\u200b议费")),
    "a text turned round": (COST, COST.text.replace("会议费", "\u202e会议费")),
    "a look-alike": (COST, COST.text.replace("费", "\u8cbb")),
    "an old form of a character": (COST, COST.text.replace("年", "\uf98e")),
    "English": (COST, "In 2031 the cost of meetings was ${c1}."),
    "the draft twice": (COST, COST.text * 2),
    "a text without end": (COST, "也就是说，" * 500 + COST.text),
    "nothing but the slot": (COST, "${c1}"),
    "half the draft": (COST, "2031年会议费预算数为${c1}"),
    "figures run together": (SHARE, "2031年会议费占公用经费的${f}${c1}÷${c2}。"),
    "a question": (COST, COST.text[:-1] + "？"),
}


@pytest.mark.parametrize(("of", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wording_that_claims_something_else_is_not(of: Slotted, said: str) -> None:
    objection = objection_to_wording(said, of)
    assert objection
    assert objection.told


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("slots", REFUSED["a slot nobody offered"][1]),
        ("slots", REFUSED["a unit behind a slot"][1]),
        ("form", REFUSED["HTML"][1]),
        ("form", REFUSED["a text without end"][1]),
        ("numerals", REFUSED["an invented figure"][1]),
        ("words", REFUSED["a look-alike"][1]),
    ],
)
def test_the_reason_is_one_word(reason: str, said: str) -> None:
    objection = objection_to_wording(said, COST)
    assert objection
    assert objection.reason == reason


def test_the_repair_is_told_where_the_wording_goes_astray() -> None:
    objection = objection_to_wording(COST.text.replace("预算数", "决算数"), COST)
    assert objection
    assert "决算数为" in objection.told


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (PRIOR.text[:-3], PRIOR.text[: PRIOR.text.index("。") + 1]),
        ("2030年会议费为${f", ""),
        ("2030年培训费为${f}（${c1}-${c2}）。", ""),
        ("<b>2030年会议费为${f}（${c1}-${c2}）。", ""),
        ("2030年会议费为${c9}（${c1}-${c2}）。", ""),
        ("2030年会议费为9.00万元。", ""),
    ],
)
def test_only_whole_sentences_of_the_draft_are_shown_while_they_come(said: str, shown: str) -> None:
    assert said_so_far(said, PRIOR) == shown


DUTIES = (
    "档案馆负责接收档案，保管档案；开展档案利用服务。文化馆负责群众文化，不承担培训。",
    "经费由县财政安排，除专项外不另行申请。\n展览厅：负责展览，接待来访。",
)

QUOTED = [
    "档案馆负责接收档案，保管档案；开展档案利用服务[1]。",
    "档案馆负责接收档案，保管档案[1]。",
    "另外，档案馆负责接收档案[1]",
    "展览厅：负责展览[2]。档案馆负责接收档案[1]。",
]


@pytest.mark.parametrize("said", QUOTED)
def test_the_first_clauses_of_a_sentence_are_an_extract(said: str) -> None:
    found = extracts(said, DUTIES)
    assert not isinstance(found, Objection)
    assert [each.passage + 1 for each in found] == [int(n) for n in said if n in "12"]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("words", "档案馆负责保管档案[1]。"),
        ("words", "档案馆负责群众文化[1]。"),
        ("words", "文化馆负责群众文化，保管档案[1]。"),
        ("words", "展览厅，接待来访[2]。"),
        ("words", "展览厅：负责接收档案[2]。"),
        ("words", "文化馆负责群众文化[1]。"),
        ("words", "承担培训[1]。"),
        ("words", "经费由县财政安排[2]。"),
        ("words", "其中，档案馆负责接收档案[1]。"),
        ("words", "档案馆不负责接收档案[1]。"),
        ("words", "档案馆负责接收档案[2]。"),
        ("words", "档案馆负责接收\u200b档案[1]。"),
        ("citation", "档案馆负责接收档案[3]。"),
        ("citation", "档案馆负责接收档案[0]。"),
        ("citation", "档案馆负责接收档案。"),
        ("citation", "好的：\n档案馆负责接收档案[1]。"),
        ("citation", "档案馆负责接收档案[1]。以上就是回答。"),
        ("citation", ""),
    ],
)
def test_clauses_out_of_their_sentence_are_not(reason: str, said: str) -> None:
    found = extracts(said, DUTIES)
    assert isinstance(found, Objection)
    assert found.reason == reason
