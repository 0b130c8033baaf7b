"""Questions over more reports than are read one by one: siblings of three places, two years each,
beside the bundled report, which prints its tables otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversation
from assistant.department_names import told_of
from assistant.planner import many
from assistant.planner.across import figure_in
from assistant.planner.plan import _read
from assistant.planner.view import Context, lay_out, view_of
from assistant.query_plan import QueryPlan, Reading
from assistant.question import understand
from eval.siblings import Spread, write_siblings
from eval.siblings.book import Book, book_of, line
from index.build import build
from index.corpus import Corpus
from index.records import Report

BUNDLED = Path(__file__).resolve().parents[2] / "data" / "reports"
SPREAD = Spread(departments=3, years=2)
NUMBERS = range(18)
BOOKS = [book_of(number, 0, SPREAD) for number in NUMBERS]
LATER = [book for book in BOOKS if book.year == 2026]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("many")
    write_siblings(folder / "reports", NUMBERS, 0, SPREAD)
    build([folder / "reports", BUNDLED], folder / "store")
    with Corpus.open(folder / "store") as opened:
        yield opened


@pytest.fixture(scope="module")
def assistant(corpus: Corpus) -> Assistant:
    return Assistant(corpus)


def asked(assistant: Assistant, *turns: str) -> Answer:
    conversation = Conversation()
    for turn in turns:
        answer, conversation = assistant.ask(turn, conversation)
    return answer


def hospitality(book: Book) -> Decimal:
    return line(book.operating, "公务接待费")


def test_a_ranking_is_over_every_report_of_the_year_and_says_over_how_many(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "2026年哪个部门的公务接待费最高？")
    first = max(LATER, key=hospitality)
    assert answer.items[0].value == str(hospitality(first))
    assert f"2026年{first.department}的公务接待费最多" in answer.answer
    assert "9份报告" in answer.answer
    assert all(check.verdict != "unsupported" for check in answer.checks)


def test_the_first_three_are_three(assistant: Assistant) -> None:
    answer = asked(assistant, "2026年公务接待费最高的前三个部门是哪些？")
    wanted = sorted(map(hospitality, LATER), reverse=True)[:3]
    assert [Decimal(item.value or "") for item in answer.items] == wanted


def test_a_sum_over_many_is_exact_and_cites_what_it_shows(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "SHOWN", 2)
    answer = asked(assistant, "2026年所有部门的公务接待费合计是多少万元？")
    assert Decimal(answer.value or "") == sum(map(hospitality, LATER))
    assert len(answer.items) == len(answer.citations) == 2
    proof = next(check for check in answer.checks if check.verdict == "computed")
    assert all(check.verdict != "unsupported" for check in answer.checks), proof
    assert answer.plan["multitude"]["further"] == len(LATER) - 2


def test_a_wrong_sum_over_many_is_not_shown(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = many._further
    monkeypatch.setattr(many, "SHOWN", 2)
    monkeypatch.setattr("assistant.execute.over_sets.Ledger.compute", _off_by_a_fen(), raising=True)
    assert many._further is kept
    answer = asked(assistant, "2026年所有部门的公务接待费合计是多少万元？")
    assert answer.value is None


def _off_by_a_fen():  # type: ignore[no-untyped-def]
    from assistant.execute.ledger import Ledger

    right = Ledger.compute

    def compute(self, kind, operands, names, unit=None, further=()):  # type: ignore[no-untyped-def]
        if kind == "sum" and further:
            further = (replace(further[0], value=further[0].value + 1), *further[1:])
            outcome = right(self, kind, operands, names, unit, further)
            self._formulas[-1] = replace(self._formulas[-1], further=further[1:])
            return outcome
        return right(self, kind, operands, names, unit, further)

    return compute


def test_a_place_s_departments_are_ranked_among_themselves(assistant: Assistant) -> None:
    region = BOOKS[6].region
    answer = asked(assistant, f"{region}2026年各部门的公务接待费从高到低怎么排？")
    wanted = sorted((hospitality(b) for b in LATER if b.region == region), reverse=True)
    assert [Decimal(item.value or "") for item in answer.items] == wanted


def test_reports_without_the_figure_are_counted(assistant: Assistant) -> None:
    answer = asked(assistant, "哪个部门的租赁费最高？")
    assert answer.value is None or "没有这一项" in answer.answer


def test_a_bare_question_is_asked_back_with_questions_that_can_be_answered(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "公务接待费是多少万元？")
    assert (answer.status, answer.value) == ("clarify", None)
    right = {f"{b.year}年{b.department}": hospitality(b) for b in BOOKS}
    for suggestion in answer.suggestions[:3]:
        owner = suggestion.partition("，")[0]
        if owner in right:
            assert Decimal(asked(assistant, suggestion).value or "") == right[owner]
    assert any(s.partition("，")[0] in right for s in answer.suggestions[:3])


def test_a_project_that_one_report_has_is_found_in_it(assistant: Assistant) -> None:
    others = [p.name for book in BOOKS[:7] + BOOKS[8:] for p in book.projects]
    project = next(p for p in BOOKS[7].projects if p.name not in others)
    answer = asked(assistant, f"{project.name}预算多少万元？")
    assert Decimal(answer.value or "") == project.amount


def test_a_unit_is_asked_about_without_its_department(assistant: Assistant) -> None:
    book = BOOKS[9]
    answer = asked(assistant, f"{book.units[1]}的机关运行经费是多少万元？")
    both = {b.running_costs[1]: b.year for b in BOOKS if b.department == book.department}
    year = both[Decimal(answer.value or "")]
    assert answer.answer.startswith(f"{year}年{book.department}")


def test_a_bureau_that_several_places_have_is_asked_back_until_the_place_is_told(
    assistant: Assistant,
) -> None:
    book = BOOKS[1]
    bare = asked(assistant, f"{book.sector.bureau}2026年公务接待费是多少？")
    assert (bare.status, bare.value) == ("clarify", None)
    told = asked(assistant, f"{book.region}的{book.sector.bureau}2026年公务接待费是多少？")
    assert Decimal(told.value or "") == hospitality(book)


def test_bureaus_of_one_name_are_set_against_each_other(assistant: Assistant) -> None:
    bureau = BOOKS[1].sector.bureau
    answer = asked(assistant, f"2026年各县{bureau}的公务接待费合计是多少万元？")
    wanted = sum(hospitality(b) for b in LATER if b.sector.bureau == bureau)
    assert Decimal(answer.value or "") == wanted


@pytest.mark.parametrize(
    "name",
    ["公务接待费", "基本支出", "项目支出", "办公费", "机关运行经费", "行政运行", "三公经费",
     "支出总计", "住房公积金", "政府采购货物预算", "固定资产", "人员经费"],
)  # fmt: skip
def test_the_cell_taken_is_the_one_that_each_report_would_choose_itself(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(many, "SHOWN", 1000)
    monkeypatch.setattr(many, "_MOST_SHOWN", 1000)
    question = understand(f"各部门的{name}排名")

    def lay(report: Report) -> Context:
        return lay_out(question, view_of(corpus.extraction(report.id)), Reading())

    own = {}
    for report in corpus.reports():
        context = lay(report)
        figure = figure_in(context, _read)
        if figure and context.view.book.by_fact[figure.facts[0]].fact.amount is not None:
            own[report.id] = figure.facts
    found = many.over_many(corpus.reports(), lay, _read, corpus)
    assert own
    assert isinstance(found, QueryPlan)
    assert {f.facts[0].split("/")[0]: f.facts for f in found.members} == own


PLACES = (
    "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳云腾致雨露结为霜"
    "金生丽水玉出昆冈剑号巨阙珠称夜光果珍李柰菜重芥姜海咸河淡鳞潜羽翔"
)


def test_of_bureaus_that_share_a_name_one_of_each_year_stands_for_the_others(
    corpus: Corpus,
) -> None:
    first = corpus.reports()[0]
    alike = tuple(
        replace(first, id=f"{place}{year}", department=f"甲{place}县教育局", year=year, title="无")
        for place in PLACES
        for year in (2024, 2025)
    )
    told = told_of(alike, "2024年教育局的办公费更多", {"天2025"})
    assert {report.year for report in told} == {2024, 2025}
    assert "天2025" in {report.id for report in told}
    assert len(told) <= 5
    named = told_of(alike, "2024年甲地县教育局的办公费更多", set())
    assert {"地2024", "地2025"} <= {report.id for report in named}
