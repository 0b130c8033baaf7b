"""What a reader sees of an answer: the figure, the proof, the cited row; and never a script."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from page_samples import (
    ABSENT,
    EXTRACTION,
    HOSTILE,
    RANKING,
    SHARE,
    UNCLEAR,
    cell_citation,
    quoting,
)

from assistant.answer import Answer, Check
from assistant.page.checks_html import checks_block
from assistant.page.markup import Html, lines, tag
from assistant.page.render import answer_card, earlier_turns, headline, message_card
from assistant.page.reports_html import reports_list
from index.records import Finding, FindingSide

SAFE_TAGS = {
    "article", "h2", "h3", "p", "br", "div", "details", "summary", "span", "strong", "ul", "li",
    "code", "section", "figure", "figcaption", "blockquote", "mark", "table", "thead", "tbody",
    "tr", "th", "td", "footer", "button", "a", "ol", "svg", "rect",
}  # fmt: skip


class Outline(HTMLParser):
    """Tags and attributes of a piece of HTML, and whether every tag was closed in turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def card(answer: Answer) -> str:
    return answer_card(answer, [EXTRACTION])


def test_the_figure_stands_before_the_words() -> None:
    html = card(SHARE)
    assert html.index('class="mz-figure">40.00%') < html.index("行政运行的项目支出为")


def test_money_is_grouped_and_followed_by_its_unit() -> None:
    assert headline(replace(SHARE, value="1234567.80", unit="元")) == "1,234,567.80 元"
    assert headline(replace(SHARE, value="0", unit="万元")) == "0 万元"
    assert headline(replace(SHARE, value=None, unit=None)) is None


def test_the_badge_counts_the_proved_numbers() -> None:
    assert "数字核对 3/3" in card(SHARE)
    bad = replace(SHARE.checks[0], verdict="unsupported")
    block = checks_block((bad, *SHARE.checks[1:]), SHARE.citations)
    assert block is not None
    assert "数字核对 2/3" in block
    assert "mz-badge-bad" in block


def test_a_computed_number_shows_its_formula_and_where_its_parts_stand() -> None:
    html = card(SHARE)
    assert "40.00% = 400.00 ÷ 1,000.00" in html
    assert "预算公开表3 2031年预算支出总表 · 2012601 行政运行 · 2031年预算数 / 项目支出" in html


def test_an_answer_without_numbers_has_no_badge() -> None:
    assert "数字核对" not in card(UNCLEAR)


def test_the_cited_row_and_figure_are_marked() -> None:
    html = card(SHARE)
    assert html.count('<tr class="mz-cited-row">') == 2
    assert '<td class="mz-value"><mark>400.00</mark></td>' in html
    assert html.count("<mark>") == 2


def test_a_list_is_shown_line_by_line_where_the_words_do_not_list_it() -> None:
    assert '<td class="mz-value">500.00 万元</td>' in card(RANKING)
    told = replace(RANKING, answer="1. 档案馆：500.00万元\n2. 行政运行：400.00万元")
    assert "mz-items" not in card(told)


def test_rows_that_a_ranking_only_compared_are_folded_away() -> None:
    compared = replace(RANKING, citations=(*RANKING.citations, cell_citation("c3", 4, 4)))
    shown, _, folded = card(compared).partition("一并比较的其余 1 处")
    assert shown.count('<tr class="mz-cited-row">') == 2
    assert folded.count('<tr class="mz-cited-row">') == 1
    assert "一并比较" not in card(RANKING)


@pytest.mark.parametrize(
    ("answer", "words"), [(ABSENT, "报告中没有"), (UNCLEAR, "请您选择"), (quoting("x"), "无法回答")]
)
def test_what_is_not_answered_says_so_first(answer: Answer, words: str) -> None:
    html = card(answer)
    assert f'<p class="mz-status">{words}</p>' in html
    assert "mz-figure" not in html


@pytest.mark.parametrize("answer", [SHARE, RANKING, UNCLEAR, ABSENT, quoting(HOSTILE)])
def test_the_card_is_well_formed_and_holds_no_tag_of_anybody_else(answer: Answer) -> None:
    outline = Outline(earlier_turns([(answer, [EXTRACTION])]))
    assert outline.open == []
    assert outline.tags <= SAFE_TAGS
    assert not {name for name in outline.attributes if name.startswith("on")}


def test_every_text_of_an_answer_is_escaped() -> None:
    citation = replace(SHARE.citations[0], table=HOSTILE, row=HOSTILE, column=HOSTILE, raw=HOSTILE)
    hostile = replace(
        quoting(HOSTILE),
        value=HOSTILE,
        unit=HOSTILE,
        citations=(citation, replace(citation, kind="passage", report=HOSTILE, text=HOSTILE)),
        items=(replace(RANKING.items[0], label=HOSTILE, value=HOSTILE, unit=HOSTILE),),
        checks=(Check(text=HOSTILE, verdict="cited", citations=("c1",), formula=HOSTILE),),
    )
    html = earlier_turns([(hostile, [EXTRACTION])])
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") > 12


def test_a_text_of_a_report_is_escaped_in_the_list_of_reports() -> None:
    html = reports_list([replace(EXTRACTION.report, title=HOSTILE)])
    assert "<script" not in html
    assert "2031 年 · 部门预算 · 20 页" in html


def test_an_attribute_cannot_break_out_of_its_quotes() -> None:
    assert tag("p", "x", title='"><b>') == '<p title="&quot;&gt;&lt;b&gt;">x</p>'


def test_finished_html_is_not_escaped_twice() -> None:
    assert tag("p", Html("<br>"), "<br>", None) == "<p><br>&lt;br&gt;</p>"
    assert lines("一\n<二>") == "一<br>&lt;二&gt;"


def test_a_remark_of_the_page_is_escaped_too() -> None:
    assert "<b>" not in message_card("<b>")


def test_a_number_that_stands_twice_has_one_proof_and_years_share_a_line() -> None:
    year = Check(text="2031年", verdict="question", citations=())
    block = checks_block((year, SHARE.checks[0], year, SHARE.checks[0]), SHARE.citations)
    assert block is not None
    assert "数字核对 4/4" in block
    assert block.count("<li>") == 2
    assert block.index("400.00 万元（2 处）") < block.index("2031年（2 处）")
    assert "400.00 万元：预算公开表3" in block


def test_of_a_sum_it_is_said_how_many_numbers_were_added() -> None:
    added = replace(SHARE.checks[2], text="1,400.00", formula="400.00 + 1,000.00")
    block = checks_block((added,), SHARE.citations)
    assert block is not None
    assert "2 个数相加，出处列出 2 处" in block


def test_a_finding_that_touches_the_answer_is_shown_with_both_sides() -> None:
    sides = (
        FindingSide(page=5, table="表3", row="合计", column=None, printed="1,234.56", text="x"),
        FindingSide(page=9, table=None, row=None, column=None, printed="1,200<b>", text="x"),
    )
    finding = Finding(
        id="f1",
        severity="contradiction",
        rule="文字数字＝表中数字",
        message=SHARE.warnings[0],
        difference=None,
        unit=None,
        sides=sides,
    )
    html = answer_card(SHARE, [replace(EXTRACTION, findings=(finding,))])
    assert "勾稽矛盾：" in html
    assert "<li>1,234.56：表3 · 合计 · 第 5 页</li><li>1,200&lt;b&gt;：正文 · 第 9 页</li>" in html
