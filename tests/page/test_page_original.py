"""查看原文: what is cited is marked where it is printed, and nothing else ever is."""

import json
from dataclasses import dataclass, replace

import pytest
from page_samples import EXTRACTION, HOSTILE, QUOTED, REPORT, cell_citation
from small_pdfs import EDUCATION, TOTAL, Sheet, accounts, captioned, small_pdf

from assistant.answer import Citation
from assistant.citations import citation_of
from assistant.evidence import Cited
from assistant.page.marking import Marks, marks_on
from assistant.page.original_html import citation_text, original_views, page_view, tools
from assistant.page.spots import Spot, SpottedPage, as_text, from_text, spotted_pages
from index.build import read_and_extract
from index.errors import ReportUnreadable
from index.facts import facts_of
from index.generations import file_sha256
from index.readers.originals import original_of, page_of
from index.records import Extraction, OriginalPage, PrintedLine


def budget(sheet: Sheet) -> None:
    below = accounts(sheet, captioned(sheet), *EDUCATION, TOTAL)
    sheet.text(below + 40, "一、2024年本部门支出预算合计300元，其中基本支出200元，主要用于")
    sheet.text(below + 60, "学校的日常运转。")


@dataclass(frozen=True)
class Drawn:
    """A small PDF report: what was extracted, and its first page."""

    extraction: Extraction
    page: OriginalPage

    def citations(self) -> list[Citation]:
        report = self.extraction.report
        return [
            citation_of(Cited(id="c1", report=report, fact=fact))
            for fact in facts_of(self.extraction)
        ]

    def marks(self, citation: Citation) -> Marks:
        (spotted,) = spotted_pages([citation], [self.extraction])
        return marks_on(self.page, spotted.spots, self.extraction)

    def marked(self, citation: Citation) -> list[tuple[int, str]]:
        """The marked cells, by column, as printed."""
        areas = self.marks(citation).areas
        return [(cell.column, cell.text) for cell in self.page.cells if cell.area in areas]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    path = small_pdf(tmp_path_factory.mktemp("pdf") / "某县教育局2024年部门预算.pdf", budget)
    original = original_of(path, file_sha256(path))
    assert original
    page = page_of(original, 1)
    assert page
    return Drawn(extraction=read_and_extract(path), page=page)


COLUMNS = {"合计": 4, "基本支出": 5, "项目支出": 6}


def test_every_figure_of_a_table_is_outlined_in_its_own_row_and_column(drawn: Drawn) -> None:
    cells = [each for each in drawn.citations() if each.kind == "cell"]
    assert len(cells) == 12
    for citation in cells:
        assert citation.column
        column = COLUMNS[citation.column.split(" / ")[-1]]
        assert drawn.marked(citation) == [(column, citation.raw)], citation


def test_each_row_with_the_same_figures_has_its_own_outline(drawn: Drawn) -> None:
    areas = [drawn.marks(each).areas for each in drawn.citations() if each.kind == "cell"]
    assert len(set(areas)) == len(areas)


def test_a_sentence_is_outlined_over_all_its_lines(drawn: Drawn) -> None:
    passage = drawn.extraction.passages[-1]
    report = drawn.extraction.report
    marks = drawn.marks(citation_of(Cited(id="c1", report=report, passage=passage)))
    texts = [line.text for line in drawn.page.lines if line.area in marks.areas]
    assert "".join(texts).replace(" ", "").endswith("学校的日常运转。")
    assert len(texts) == 2


def test_a_figure_that_is_not_printed_in_its_row_is_not_outlined_as_such(drawn: Drawn) -> None:
    (spotted,) = spotted_pages(drawn.citations()[:1], [drawn.extraction])
    wrong = replace(spotted.spots[0], printed="301")
    marks = marks_on(drawn.page, [wrong], drawn.extraction)
    assert (marks.found, marks.whole_rows) == (1, 1)
    elsewhere = replace(spotted.spots[0], text="另一科目")
    assert marks_on(drawn.page, [elsewhere], drawn.extraction) == Marks()
    beyond = replace(spotted.spots[0], line=4000)
    assert marks_on(drawn.page, [beyond], drawn.extraction) == Marks()


def test_where_no_place_is_known_the_page_says_so(drawn: Drawn) -> None:
    html = page_view(drawn.page, Marks(), 1)
    assert "未能在这一页上确定所引的位置" in html
    assert "mz-outline" not in html
    assert 'src="data:image/png;base64,' in html


# --- a text ---------------------------------------------------------------------------------

TEXT = OriginalPage(
    number=5,
    pages=20,
    lines=tuple(
        PrintedLine(number=number, text=text)
        for number, text in [
            (100, "201 一般公共服务支出 1,234.56234.56 1,000.00"),
            (101, ""),
            (102, "2012601 行政运"),
            (103, "行 634.56 234.56400.00"),
            (104, "2012602 一般行政管理事务 50.00  1,400.00"),
            (110, "行政运行费：指机关"),
            (111, "运转的支出。<b>加粗</b>"),
        ]
    ),
)


def text_marks(*spots: Spot) -> list[int]:
    return sorted(marks_on(TEXT, spots, replace(EXTRACTION, tables=())).lines)


def test_a_row_over_two_lines_of_a_text_is_marked_whole() -> None:
    assert text_marks(Spot(line=102, printed="400.00", text="行政运行", table="t03")) == [102, 103]


def test_figures_run_together_are_told_apart() -> None:
    assert text_marks(Spot(line=100, printed="234.56", text="x", table="t03")) == [100]
    assert text_marks(Spot(line=100, printed="34.56", text="x", table="t03")) == []
    assert text_marks(Spot(line=104, printed="400.00", text="x", table="t03")) == []


def test_a_quotation_is_marked_wherever_its_line_breaks_fall() -> None:
    assert text_marks(Spot(line=110, printed=None, text="指机关运转的支出。")) == [110, 111]
    assert text_marks(Spot(line=110, printed=None, text="指机关运转的收入。")) == []


def test_a_page_of_a_text_holds_no_tag_of_its_own() -> None:
    html = page_view(TEXT, Marks(lines=frozenset({111}), found=1), 1)
    assert "<b>" not in html
    assert "<mark>运转的支出。&lt;b&gt;加粗&lt;/b&gt;</mark>" in html


# --- the control ----------------------------------------------------------------------------


def test_a_spot_comes_back_from_the_browser_as_it_went() -> None:
    (spotted,) = spotted_pages([cell_citation("c1", 2, 4)], [EXTRACTION])
    assert spotted == SpottedPage(
        report="000000000000",
        page=5,
        spots=(Spot(line=102, printed="400.00", text="行政运行", table="t03", column=4),),
    )
    assert from_text(as_text(spotted)) == spotted


@pytest.mark.parametrize(
    "sent",
    [
        None,
        7,
        "",
        "{}",
        "[1,2,3]",
        '["000000000000","5",[]]',
        '["000000000000",true,[]]',
        '["000000000000",5,[["x",null,"",null,null]]]',
        '["000000000000",5,[[1,2,"",null,null]]]',
        '["000000000000",5,[[1,null]]]',
        json.dumps(["000000000000", 5, [[1, "9" * 5000, "", None, None]]]),
        "[" * 100_000,
    ],
)
def test_what_the_page_has_not_written_is_not_looked_up(sent: object) -> None:
    assert from_text(sent) is None
    assert "请重新提问" in original_views(NoOriginals())(sent)  # type: ignore[arg-type]


class NoOriginals:
    """A store that keeps no originals, or whose original is broken."""

    fingerprint = "one"

    def __init__(self, broken: bool = False) -> None:
        self._broken = broken

    def reports(self) -> tuple[object, ...]:
        return (REPORT,)

    def original_page(self, report: str, number: int) -> None:
        if self._broken:
            raise ReportUnreadable("第 5 页无法显示：<b>")


def test_a_report_without_an_original_says_so() -> None:
    view = original_views(NoOriginals())  # type: ignore[arg-type]
    assert "没有存这份报告的原文" in view('["000000000000",5,[]]')
    assert "请重新提问" in view('["../../etc/passwd",5,[]]')


def test_a_page_that_cannot_be_drawn_says_so() -> None:
    html = original_views(NoOriginals(broken=True))('["000000000000",5,[]]')  # type: ignore[arg-type]
    assert "第 5 页无法显示：&lt;b&gt;" in html


def test_a_citation_is_copied_with_report_table_page_row_column_and_figure() -> None:
    assert citation_text(cell_citation("c1", 2, 4)) == (
        "《某市档案局2031年部门预算公开报告》，预算公开表3 2031年预算支出总表，第 5 页，"
        "行“2012601 行政运行”，列“2031年预算数 / 项目支出”：400.00 万元"
    )
    assert citation_text(cell_citation("c1", 3, 3)).endswith(
        "列“2031年预算数 / 基本支出”：（空白）"
    )
    assert citation_text(QUOTED).startswith("《某市档案局2031年部门预算公开报告》，第 19 页：“行政")


def test_what_is_to_be_copied_or_looked_up_is_escaped() -> None:
    html = tools([replace(QUOTED, text=HOSTILE)], [EXTRACTION])
    assert "<script" not in html
    assert "查看原文（第 19 页）" in html


def test_of_two_versions_with_one_title_the_cited_one_is_opened() -> None:
    other = replace(EXTRACTION, report=replace(REPORT, id="def"))
    cited = replace(cell_citation("c1", 2, 4), report_id="def")
    (spotted,) = spotted_pages([cited], [EXTRACTION, other])
    assert spotted.report == "def"
