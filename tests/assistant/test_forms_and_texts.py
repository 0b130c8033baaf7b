"""Forms, definitions, staff and the catalogue, asked in everyday words."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant, open_assistant
from assistant.conversation import Conversation
from assistant.planner.plan import plan
from assistant.query_plan import QueryPlan, Reading
from assistant.question import understand
from index.records import Extraction, Form, FormField, Half, Indicator, Passage, Report, Statement

REPORT = Report(
    id="0123456789ab",
    title="平川县林业局2031年部门预算公开",
    department="平川县林业局",
    region="平川县",
    year=2031,
    kind="budget",
    pages=9,
    source="p.txt",
    sha256="0" * 64,
)


def indicator(kind: str, name: str, value: str, half: Half = "年度") -> Indicator:
    return Indicator(
        category="产出指标", kind=kind, half=half, name=name, printed_name=name, value=value, line=1
    )


def form(
    index: int, project: str, fields: dict[str, str], indicators: tuple[Indicator, ...]
) -> Form:
    return Form(
        index=index,
        page=5 + index,
        line=1,
        title="项目支出绩效目标申报表",
        year=2031,
        project=project,
        unit="元",
        implementer="平川县林业局",
        fields=tuple(FormField(name=k, half=None, text=v, line=1) for k, v in fields.items()),
        funds=(),
        indicators=indicators,
    )


def passage(index: int, heading: str, text: str, term: str | None = None) -> Passage:
    return Passage(index=index, page=1, line=index + 1, headings=(heading,), text=text, term=term)


EXTRACTION = Extraction(
    report=REPORT,
    tables=(),
    forms=(
        form(
            0,
            "苗圃扩建工程",
            {
                "项目概况": "在原红旗农场的基础上扩建苗圃。",
                "立项依据": "县政府第7次常务会议同意。",
                "项目实施计划": "邀请3家公司参与报价，1家公司签订合同，配备4幢大棚。",
            },
            (
                indicator("数量指标", "育苗数量", "≤900株", "实施期"),
                indicator("数量指标", "育苗数量", "≥1200株"),
                indicator("成本指标", "地质勘察费", "56000元"),
                indicator("成本指标", "围栏安装费", "14000元"),
            ),
        ),
        form(1, "聘用护林员补助", {"项目概况": "巡护"}, (indicator("数量指标", "护林员", "7人"),)),
        form(2, "临时工工资", {"项目概况": "用工"}, (indicator("数量指标", "临时工", "2人"),)),
    ),
    catalogue=(),
    passages=(
        passage(0, "二、机构设置", "本部门包括局机关、种苗站。局机关行政人员21人。"),
        passage(1, "1、车辆情况", "1辆巡护车，于2027购置。"),
        passage(2, "2、房屋情况", "无"),
        passage(3, "名词解释", "基本支出：指保障机构运转的支出。", "基本支出"),
        passage(4, "名词解释", "项目支出：指完成特定任务的支出。", "项目支出"),
    ),
    statements=(
        Statement(
            index=0,
            passage=0,
            page=1,
            line=1,
            sentence="局机关行政人员21人。",
            subject="局机关行政人员",
            measure="count",
            printed="21",
            amount=Decimal(21),
            unit="人",
            year=2031,
        ),
    ),
)


def planned(question: str, previous: Reading | None = None) -> QueryPlan:
    found = plan(understand(question), (REPORT,), lambda _: EXTRACTION, previous or Reading())
    assert isinstance(found, QueryPlan), found
    return found


def facts(found: QueryPlan) -> list[str]:
    return [id_.split("/", 1)[1] for f in (*found.figures, *found.members) for id_ in f.facts]


def quoted(found: QueryPlan) -> list[str]:
    """Names of the fields, and passages, that a plan quotes."""
    return [
        EXTRACTION.forms[t.form or 0].fields[t.index or 0].name
        if t.kind == "field"
        else EXTRACTION.passages[t.index or 0].text
        for t in found.texts
    ]


def test_a_cost_item_is_found_by_its_name_with_or_without_its_project() -> None:
    assert facts(planned("苗圃扩建工程的地质勘察费是多少")) == ["form0/indicator2"]
    assert facts(planned("地质勘察费是多少")) == ["form0/indicator2"]


def test_two_halves_of_a_form_that_differ_are_both_shown() -> None:
    assert facts(planned("苗圃扩建工程的育苗数量是多少")) == [
        "form0/indicator1",
        "form0/indicator0",
    ]


def test_named_cost_items_are_added_up_where_their_sum_is_asked() -> None:
    found = planned("苗圃扩建工程的地质勘察费和围栏安装费一共多少")
    assert found.operation == "sum"
    assert facts(found) == ["form0/indicator2", "form0/indicator3"]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("苗圃扩建选在什么地方", "项目概况"),
        ("苗圃扩建工程是谁批的", "立项依据"),
        ("苗圃扩建工程有几家公司报价", "项目实施计划"),
        ("大棚有几幢", "项目实施计划"),
        ("苗圃扩建工程跟红旗农场是什么关系", "项目概况"),
    ],
)
def test_a_field_is_found_by_everyday_words(question: str, field: str) -> None:
    assert quoted(planned(question)) == [field]


def test_the_project_spoken_of_is_meant_before_one_that_is_guessed() -> None:
    previous = Reading(report=REPORT.id, projects=("苗圃扩建工程",))
    assert quoted(planned("谁批的", previous)) == ["立项依据"]


def test_hired_people_are_counted_from_the_forms_and_staff_from_the_prose() -> None:
    assert facts(planned("一共聘了几个人")) == ["form1/indicator0", "form2/indicator0"]
    assert facts(planned("局里有多少行政人员")) == ["statement0"]


def test_a_difference_between_two_terms_is_told_by_both_definitions() -> None:
    assert len(planned("基本支出和项目支出有啥区别").texts) == 2


def test_units_houses_and_cars_are_told_in_the_words_of_the_report() -> None:
    assert quoted(planned("部门由哪几个单位组成")) == [EXTRACTION.passages[0].text]
    assert quoted(planned("有多少房产")) == ["无"]
    assert quoted(planned("公车哪年买的")) == ["1辆巡护车，于2027购置。"]


@pytest.fixture(scope="module")
def assistant(bundled_store: Path) -> Assistant:
    return open_assistant(bundled_store)


def asked(assistant: Assistant, *turns: str) -> Answer:
    conversation = Conversation()
    for turn in turns:
        answer, conversation = assistant.ask(turn, conversation)
    return answer


def test_an_indicator_is_answered_with_its_value_and_unit(assistant: Assistant) -> None:
    answer = asked(assistant, "初步设计编制费是多少")
    assert (answer.value, answer.unit) == ("779050", "元")
    assert asked(assistant, "2023年免费刻章预计多少家企业").value == "10725"


def test_people_going_abroad_are_not_the_staff(assistant: Assistant) -> None:
    assert asked(assistant, "因公出国人数是多少").status == "not_found"


def test_entries_of_the_catalogue_are_counted_by_level_and_sector(assistant: Assistant) -> None:
    assert asked(assistant, "目录一共有多少条").value == "458"
    assert asked(assistant, "四级目录有多少项").value == "247"
    assert asked(assistant, "生态环境领域有多少条").value == "68"
    assert asked(assistant, "指导性目录分多少个领域").value == "15"


def test_an_implementing_unit_is_named_once(assistant: Assistant) -> None:
    assert asked(assistant, "网络维护费归哪个单位实施").answer.count("实施单位") == 1


def test_projects_under_target_management_are_the_number_that_the_prose_states(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "绩效目标管理的项目有几个")
    assert (answer.value, answer.citations[0].kind) == ("26", "passage")
