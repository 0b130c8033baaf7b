"""Performance target forms of an invented bureau, printed as a text dump prints them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from shared_report import dumped

from eval.siblings.printed_form import LEFT_WIDTH, RIGHT_WIDTH, PrintedForm, kind
from index.extract.forms import forms_of
from index.records import Form, Half

Table = list[tuple[str, str, Half, str, str]]

SCHOOL = PrintedForm(
    project="(2023年结转)乡村小学取暖改造经费",
    implementer="某县教育局第二办公室",
    funds=("1,250,000", "300,500.5"),
    overview="改造乡村小学取暖设施。",
    goals=("冬季教室温度达标", "完成三所小学改造"),
    kinds=(
        kind("产出指标", "数量指标", [("改造学校", "≥3所")]),
        kind("产出指标", "质量指标", [("验收结果", "合格")]),
        kind("效益指标", "社会效益指标", []),
        kind("满意度指标", "服务对象满意度指标", [("家长满意度", "≥95%")]),
    ),
)


def read(printed: PrintedForm) -> Form:
    (form,) = forms_of(dumped(printed.text()))
    return form


def table(form: Form) -> Table:
    return [(i.category, i.kind, i.half, i.name, i.value) for i in form.indicators]


def test_a_form_of_another_bureau_is_read_whole() -> None:
    form = read(SCHOOL)
    assert form.project == SCHOOL.project
    assert form.implementer == SCHOOL.implementer
    assert (form.year, form.unit) == (2024, "元")
    fields = {(field.name, field.half): field.text for field in form.fields}
    assert fields["项目概况", None] == SCHOOL.overview
    assert fields["立项依据", None] is None
    assert fields["总体目标", "实施期"] == "冬季教室温度达标"
    assert fields["总体目标", "年度"] == "完成三所小学改造"
    assert fields["填报日期", None] == "20240105101010"


def test_both_halves_of_the_funds_are_exact_and_a_blank_is_not_zero() -> None:
    funds = {(fund.name, fund.half): fund for fund in read(SCHOOL).funds}
    assert str(funds["资金总额", "实施期"].amount) == "1250000"
    assert str(funds["资金总额", "年度"].amount) == "300500.5"
    assert funds["市县（区）财政资金", "年度"].printed == "300,500.5"
    assert funds["单位自筹", "年度"].amount == 0
    assert funds["其他资金", "实施期"].printed is None
    assert funds["其他资金", "年度"].amount is None


def test_funds_printed_in_wan_yuan_say_so() -> None:
    assert read(replace(SCHOOL, unit="万元")).unit == "万元"


def test_every_indicator_comes_with_its_category_kind_and_half() -> None:
    assert table(read(SCHOOL)) == SCHOOL.expected()


def test_several_indicators_of_one_kind_are_told_apart() -> None:
    kinds = (
        kind(
            "产出指标", "成本指标", [("锅炉", "80000元"), ("管道", "45000元"), ("人工", "9000元")]
        ),
    )
    assert table(read(replace(SCHOOL, kinds=kinds))) == replace(SCHOOL, kinds=kinds).expected()


def test_the_year_half_may_list_its_indicators_in_another_order() -> None:
    left = [("锅炉采购安装调试费", "80000元"), ("管道", "45000元")]
    printed = replace(SCHOOL, kinds=(kind("产出指标", "成本指标", left, left[::-1]),))
    assert table(read(printed)) == printed.expected()


def test_the_year_half_may_have_fewer_or_more_indicators() -> None:
    one, two = [("锅炉", "80000元")], [("锅炉", "80000元"), ("管道", "45000元")]
    for left, right in ((two, one), (one, two), (one, []), ([], one)):
        printed = replace(SCHOOL, kinds=(kind("产出指标", "成本指标", left, right),))
        assert table(read(printed)) == printed.expected(), (left, right)


def test_a_clipped_name_is_completed_from_the_other_half() -> None:
    printed = replace(
        SCHOOL, kinds=(kind("产出指标", "质量指标", [("取暖设施验收一次合格率", "≥98%")]),)
    )
    year = [item for item in read(printed).indicators if item.half == "年度"]
    assert [(item.name, item.printed_name, item.value) for item in year] == [
        ("取暖设施验收一次合格率", "取暖设施验收一次", "≥98%")
    ]


def test_a_name_clipped_in_both_halves_still_gives_up_its_value() -> None:
    name = "全县乡村小学教室冬季取暖温度保障程度"
    printed = replace(SCHOOL, kinds=(kind("效益指标", "社会效益指标", [(name, "温暖如春")]),))
    whole, year = read(printed).indicators
    assert (whole.name, whole.value) == (name[:LEFT_WIDTH], "温暖如春")
    assert (year.name, year.value) == (name[:LEFT_WIDTH], "温暖如春")
    assert year.printed_name == name[:RIGHT_WIDTH]


def test_a_clipped_kind_label_gives_up_the_name_that_runs_into_it() -> None:
    printed = replace(
        SCHOOL,
        kinds=(kind("满意度指标", "服务对象满意度指标", [("学生", "满意")]),),
        clip_kind=True,
    )
    assert table(read(printed)) == printed.expected()


def test_a_wrapped_name_is_joined() -> None:
    lines = "数量指标\n购买乡村小学取暖设施\n改造服务数量\n3所 数量指标\n购买乡村小学\n"
    lines += "取暖设施改造\n服务数量\n3所"
    form = read(replace(SCHOOL, kinds=(), raw_indicators=f"产出指标\n\n{lines}"))
    assert [(i.half, i.name, i.value) for i in form.indicators] == [
        ("实施期", "购买乡村小学取暖设施改造服务数量", "3所"),
        ("年度", "购买乡村小学取暖设施改造服务数量", "3所"),
    ]


def test_a_wrapped_value_is_joined_and_keeps_its_spaces() -> None:
    lines = (
        "数量指标 监理费标准\n每所学校监理两\n次。 每次不超过\n500元\n"
        "数量指标 监理费标准\n每所学校监理两次。 每次\n不超过500元"
    )
    form = read(replace(SCHOOL, kinds=(), raw_indicators=f"产出指标\n\n{lines}"))
    assert [(i.half, i.name, i.value) for i in form.indicators] == [
        ("实施期", "监理费标准", "每所学校监理两次。 每次不超过500元"),
        ("年度", "监理费标准", "每所学校监理两次。 每次不超过500元"),
    ]


def test_wrapped_goals_are_parted_between_the_halves() -> None:
    goals = (
        "改造全县乡村小学取暖设施\n，让学生温暖过冬。",
        "改造三所小学取\n暖设施，让学生\n温暖过冬。",
    )
    fields = {(f.name, f.half): f.text for f in read(replace(SCHOOL, goals=goals)).fields}
    assert fields["总体目标", "实施期"] == "改造全县乡村小学取暖设施，让学生温暖过冬。"
    assert fields["总体目标", "年度"] == "改造三所小学取暖设施，让学生温暖过冬。"


def test_no_handler_and_no_telephone_enters_a_form() -> None:
    form = repr(read(replace(SCHOOL, signature=("某某甲", "某某乙", "01012345678"))))
    assert not any(word in form for word in ("某某甲", "某某乙", "01012345678"))


def test_a_form_may_run_over_a_page_break() -> None:
    text = SCHOOL.text().replace("立项依据", "-7-\n\n某县教育局2024年部门预算\n\n立项依据")
    (form,) = forms_of(dumped(text))
    assert table(form) == SCHOOL.expected()


def test_a_bold_title_is_printed_once() -> None:
    title, rest = SCHOOL.text().split("\n", 1)
    (form,) = forms_of(dumped(f"{title}{title}\n{rest}"))
    assert form.title == title


def test_an_unsigned_form_ends_at_the_next_heading() -> None:
    text = SCHOOL.text().split("负责人")[0] + "十一、国有资产占有使用情况\n\n2辆公务用车\n"
    (form,) = forms_of(dumped(text))
    assert table(form) == SCHOOL.expected()


NAMES = st.text("春夏秋冬梅兰竹菊琴棋书画", min_size=2, max_size=RIGHT_WIDTH - 1)
VALUES = st.one_of(
    st.integers(0, 10**7).map(lambda n: f"{n}元"),
    st.integers(1, 100).map(lambda n: f"≥{n}%"),
    st.sampled_from(["及时", "合格", "一年一次", "100卷", "1,200.5平方米"]),
)
ITEMS = st.lists(st.tuples(NAMES, VALUES), max_size=4, unique_by=lambda item: item[0])
KINDS = [
    ("产出指标", "数量指标"),
    ("产出指标", "成本指标"),
    ("效益指标", "经济效益指标"),
    ("效益指标", "可持续影响指标"),
]


@given(st.lists(ITEMS, min_size=4, max_size=4))
def test_any_set_of_indicators_comes_back_as_printed(items: list[list[tuple[str, str]]]) -> None:
    kinds = tuple(kind(*names, rows) for names, rows in zip(KINDS, items, strict=True))
    printed = replace(SCHOOL, kinds=kinds)
    assert table(read(printed)) == printed.expected()
