"""项目经费情况说明: invented accounts of projects, told apart from other headed prose."""

from decimal import Decimal

from index.extract.project_accounts import project_accounts
from index.records import Passage, Statement

TITLE = "滨江绿化专项（政策资金）经费情况说明"


def passages(title: str, *parts: tuple[str, str]) -> list[Passage]:
    return [
        Passage(index=i, page=7, line=40 + i, headings=("其他说明", title, heading), text=text)
        for i, (heading, text) in enumerate(parts)
    ]


def whole(passage: int, subject: str = "项目总预算") -> Statement:
    return Statement(
        index=3,
        passage=passage,
        page=7,
        line=43,
        sentence="2025年度项目总预算120.50万",
        subject=subject,
        measure="amount",
        printed="120.50",
        amount=Decimal("120.50"),
        unit="万元",
        year=2025,
    )


PARTS = (
    ("一、项目概述", "补种行道树。"),
    ("二、立项依据", "1、《绿化条例》。"),
    ("二、立项依据", "2、《滨江规划》。"),
    ("三、实施主体", "临江区绿化局"),
    ("六、年度预算安排", "2025年度项目总预算120.50万，其中苗木100.00万，养护20.50万。"),
)


def test_an_account_becomes_a_form_with_its_fields_body_and_money() -> None:
    (form,) = project_accounts(passages(TITLE, *PARTS), [whole(4)], first=2)
    assert (form.index, form.kind, form.page) == (2, "account", 7)
    assert form.project == "滨江绿化专项（政策资金）经费"
    assert form.implementer == "临江区绿化局"
    assert {f.name: f.text for f in form.fields}["立项依据"] == "1、《绿化条例》。2、《滨江规划》。"
    assert [(f.name, f.amount) for f in form.funds] == [("资金总额", Decimal("120.50"))]


def test_a_title_without_a_name_takes_that_of_what_is_being_built() -> None:
    told = (("一、项目概况", "由临江区水务局建设的临江第二泵站新建工程，位于江边。"), *PARTS[1:])
    (form,) = project_accounts(passages("项目经费情况说明", *told), [])
    assert form.project == "临江第二泵站新建工程"
    assert form.funds == ()


def test_a_plan_of_quarters_is_no_total() -> None:
    (form,) = project_accounts(passages(TITLE, *PARTS), [whole(4, "第一季度用款计划")])
    assert form.funds == ()


def test_who_does_what_at_length_is_no_implementing_body() -> None:
    told = (*PARTS[:3], ("三、实施主体", "建设单位负责招标，监理单位负责质量，" * 3), PARTS[4])
    (form,) = project_accounts(passages(TITLE, *told), [whole(4)])
    assert form.implementer is None


def test_other_headed_prose_is_no_account() -> None:
    other = (
        ("一、政府采购情况", "采购10万元。"),
        ("二、立项依据", "见附件。"),
        ("三、绩效目标", "无。"),
    )
    assert project_accounts(passages("其他相关情况说明", *other), []) == ()
