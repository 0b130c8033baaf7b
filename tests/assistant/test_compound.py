"""A question that asks one thing of what another finds is answered step by step, or not at all."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.ask import Assistant
from assistant.check import supported
from assistant.planner.comparisons import comparison_of
from assistant.planner.compound import compound
from assistant.question import understand
from index.build import build
from index.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def one(bundled_store: Path) -> Assistant:
    return Assistant(Corpus.open(bundled_store))


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folders = [folder / "shared" / "reports" for folder in ROOT.parents]
    shared = sorted(path for folder in folders for path in folder.glob("*.pdf"))
    if not shared:
        pytest.skip("the shared reports are not beside this checkout")
    store = tmp_path_factory.mktemp("compound")
    build([ROOT / "data" / "reports", *shared], store)
    return Assistant(Corpus.open(store))


@pytest.mark.parametrize(
    ("question", "steps"),
    [
        ("三公经费最多的部门的培训费是多少", ["哪个部门的三公经费最多？", "〔1〕的培训费是多少"]),
        ("先找出会议费最少的部门，再看它的差旅费", ["哪个部门的会议费最少？", "〔1〕的差旅费"]),
        ("花钱最多的项目的立项依据", ["预算最多的项目是哪个？", "〔1〕的立项依据"]),
        ("最贵的项目由谁实施", ["预算最多的项目是哪个？", "〔1〕由谁实施"]),
        ("比培训费多的科目有哪些", ["培训费是多少？", "科目有哪些"]),
    ],
)
def test_a_compound_question_is_taken_apart(question: str, steps: list[str]) -> None:
    assert [s.question for s in compound(understand(question), True) or ()] == steps


@pytest.mark.parametrize(
    "question",
    [
        "三公经费最多的部门是哪个",
        "三公经费最多的部门是谁，多少钱",
        "预算最多的项目是哪个",
        "预算最多的三个项目有哪些",
        "金额最小的项目是什么，多少钱",
        "基本工资比津贴补贴多多少",
        "比上年多的有哪些项目",
        "支出最多和最少的部门",
    ],
)
def test_a_plain_question_is_left_whole(question: str) -> None:
    assert compound(understand(question), True) is None


@pytest.mark.parametrize(
    ("question", "comparison"),
    [
        ("超过20万元的项目", "over"),
        ("不超过20万元的项目", "at_most"),
        ("不到20万元", "under"),
        ("20万元以上的项目", "at_least"),
        ("projects of more than 200,000 yuan", "over"),
        ("projects of at least 0.2 million yuan", "at_least"),
        ("20万元的项目", None),
        ("不到20万元和超过20万元的项目", None),
    ],
)
def test_what_is_said_of_an_amount(question: str, comparison: str | None) -> None:
    asked = understand(question)
    assert comparison_of(asked.text, asked.amounts[0]) == comparison


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("最大的项目比第二大的多多少", "44.48", "新开办企业首套印章刻制免费服务"),
        ("预算最多的项目占项目支出总额的多少", "20.07", "192.48÷958.88"),
    ],
)
def test_what_one_step_finds_the_next_is_asked_of(
    question: str, value: str, told: str, one: Assistant
) -> None:
    answer, _ = one.ask(question)
    assert (answer.value, answer.status) == (value, "answered")
    assert told in answer.answer
    assert answer.answer.startswith("先看：\n2023年项目中，预算金额最多的是：")
    assert supported(answer.checks)
    known = {citation.id for citation in answer.citations}
    assert {id_ for check in answer.checks for id_ in check.citations} <= known
    assert len(known) == len(answer.citations)


@pytest.mark.parametrize(
    ("question", "number", "told"),
    [
        ("哪些项目超过20万并且不到50万", 1, "超过20万的低于50万的项目共1个"),
        ("超过一百万的政务类项目有哪些", 2, "名称含「政务」的项目共2个"),
        ("哪些项目超过一百万而且是教育类的", 0, "没有超过一百万的名称含「教育」的项目"),
        ("哪些项目比保运转经费多", 7, "超过2023年保运转经费的项目共7个"),
        ("比保运转经费多而且不是结转的项目有哪些", 5, "项目共5个"),
    ],
)
def test_every_condition_of_a_list_counts(
    question: str, number: int, told: str, one: Assistant
) -> None:
    answer, _ = one.ask(question)
    assert len(answer.items) == number
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("在三公经费最多的那个部门里，公务接待费是多少", "1.35", "万元"),
        ("支出总计最多的部门的公务接待费", "1.00", "万元"),
        ("项目支出最多的部门，它的机关运行经费是多少", "171.01", "万元"),
    ],
)
def test_a_figure_of_the_department_that_comes_first(
    question: str, value: str, unit: str, several: Assistant
) -> None:
    answer, _ = several.ask(question)
    assert (Decimal(answer.value or "nan"), answer.unit) == (Decimal(value), unit)
    assert supported(answer.checks)
