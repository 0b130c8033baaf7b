"""What the prose states: each figure with its subject, year, direction and reason."""

import re
from decimal import Decimal

import pytest
from shared_report import fenyang, report

from index.extract.passages import passages_of
from index.extract.statements import statements_of
from index.records import Passage, Statement

REPORT = report(2024, "某县教育局")


def read(text: str, *headings: str, term: str | None = None) -> tuple[Statement, ...]:
    passage = Passage(index=0, page=3, line=7, headings=headings, text=text, term=term)
    return statements_of((passage,), REPORT)


def said(text: str) -> list[tuple[str, str, str, str]]:
    return [(s.subject, s.measure, str(s.amount), s.unit) for s in read(text)]


def test_a_change_after_the_parts_of_a_whole_is_the_whole_s() -> None:
    text = (
        "2024年度预算收入总计820.50万元，其中：本年收入800.50万元，上年结转20万元，"
        "比上年增加120.50万元，增加17.21%，主要原因是新增教师编制。"
    )
    assert said(text)[-2:] == [
        ("预算收入总计", "change", "120.50", "万元"),
        ("预算收入总计", "change_rate", "17.21", "%"),
    ]
    assert {s.reason for s in read(text) if s.direction} == {"新增教师编制"}
    assert {s.year for s in read(text)} == {2024}


def test_a_change_after_one_part_is_that_part_s() -> None:
    text = (
        "收入预算900万元，其中：财政拨款收入850万元，比2023年预算执行数增加50万元；"
        "事业收入50万元，比2023年预算减少5万元。"
    )
    changes = [s for s in read(text) if s.measure == "change"]
    assert [(s.subject, s.amount, s.direction, s.year) for s in changes] == [
        ("财政拨款收入", Decimal(50), "increase", 2024),
        ("事业收入", Decimal(-5), "decrease", 2024),
    ]


def test_a_decrease_is_negative_and_its_reason_may_follow_in_a_sentence_of_its_own() -> None:
    text = (
        "2024年机关运行经费44.3万元，2023年机关运行经费47.36万元，"
        "比上年减少3.06万元，下降6.5%。原因教师调出。"
    )
    now, prior, change, rate = read(text)
    assert [(s.subject, s.year) for s in (now, prior, change, rate)] == [
        ("机关运行经费", 2024),
        ("机关运行经费", 2023),
        ("机关运行经费", 2024),
        ("机关运行经费", 2024),
    ]
    assert (change.amount, change.printed, change.direction) == (
        Decimal("-3.06"),
        "3.06",
        "decrease",
    )
    assert (rate.amount, rate.reason) == (Decimal("-6.5"), "教师调出")


def test_a_listed_reason_is_whole_and_its_own_changes_are_stated_too() -> None:
    text = (
        "支出总计500万元，比上年增加60万元，主要原因是1.由于工资调整，基本支出增加40万元；"
        "2.项目经费增加20万元。；本年结余5万元。"
    )
    statements = read(text)
    assert [(s.subject, s.measure, s.reason) for s in statements] == [
        ("支出总计", "amount", None),
        (
            "支出总计",
            "change",
            "1.由于工资调整，基本支出增加40万元；2.项目经费增加20万元",
        ),
        ("基本支出", "change", "由于工资调整"),
        ("项目经费", "change", None),
        ("本年结余", "amount", None),
    ]


def test_a_reason_ends_at_the_semicolon_before_the_next_item() -> None:
    text = (
        "公务用车购置费25万元，比2023年预算增加25万元，主要原因是购置校车；"
        "公务用车运行费21万元，比2023年预算持平，主要原因是车辆数不变。"
    )
    assert [s.reason for s in read(text) if s.direction] == ["购置校车", "车辆数不变"]


@pytest.mark.parametrize(
    "words",
    [
        "与上年预算数相同",
        "，与2023年预算持平",
        "。与2023年预算数一致",
        "，比2023年预算执行数基本持平",
    ],
)
def test_no_change_is_a_change_of_nothing(words: str) -> None:
    amount, change = read(f"公务接待费1.35万元{words}。")
    assert (amount.subject, amount.measure) == ("公务接待费", "amount")
    assert (change.subject, change.measure, change.direction) == ("公务接待费", "change", "same")
    assert (change.amount, change.unit) == (0, "万元")
    assert change.printed in ("相同", "持平", "一致")


def test_a_comparison_with_the_budget_of_the_same_year_is_no_change() -> None:
    assert [s.measure for s in read("支出决算为10万元。决算数与预算数基本持平。")] == ["amount"]


def test_a_share_is_of_the_amount_before_it() -> None:
    text = "支出预算900万元，其中：基本支出600万元，占66.67%；项目支出300万元，占总支出的33.33%。"
    shares = [(s.subject, str(s.amount)) for s in read(text) if s.measure == "share"]
    assert shares == [("基本支出", "66.67"), ("项目支出", "33.33")]


def test_parts_joined_by_an_enumeration_comma_have_their_own_subjects() -> None:
    text = (
        "2024年某县教育局部门各单位政府采购预算总额33.8万元。"
        "其中：政府采购货物预算8.8万元、政府采购工程预算0万元、政府采购服务预算25万元。"
    )
    assert said(text) == [
        ("政府采购预算总额", "amount", "33.8", "万元"),
        ("政府采购货物预算", "amount", "8.8", "万元"),
        ("政府采购工程预算", "amount", "0", "万元"),
        ("政府采购服务预算", "amount", "25", "万元"),
    ]


def test_staff_is_counted_under_its_owner() -> None:
    text = "教育局现有行政人员13人，教研室事业人员6人。招生办参公人员3人、事业人员12人。"
    assert said(text) == [
        ("教育局行政人员", "count", "13", "人"),
        ("教研室事业人员", "count", "6", "人"),
        ("招生办参公人员", "count", "3", "人"),
        ("招生办事业人员", "count", "12", "人"),
    ]


def test_what_is_counted_may_follow_the_number() -> None:
    assert said("下设综合办公室、人事股、招生股3个股室。") == [("股室", "count", "3", "个")]
    assert said("2辆校车，于2021购置。原值23.6万元。") == [
        ("校车", "count", "2", "辆"),
        ("校车原值", "amount", "23.6", "万元"),
    ]


def test_assets_keep_their_owner() -> None:
    text = "2024年期初固定资产146.55万元，折旧30.83万元。无形资产2.8万元，无形资产摊销0.30万元。"
    assert [s.subject for s in read(text)] == [
        "期初固定资产",
        "期初固定资产折旧",
        "无形资产",
        "无形资产摊销",
    ]


def test_projects_and_the_money_they_involve() -> None:
    text = "2024年某县教育局实行绩效目标管理的项目26个，涉及一般公共预算当年拨款958.88万元。"
    assert said(text) == [
        ("实行绩效目标管理的项目", "count", "26", "个"),
        ("实行绩效目标管理的项目涉及一般公共预算当年拨款", "amount", "958.88", "万元"),
    ]


def test_a_limit_of_value_belongs_to_what_is_counted() -> None:
    text = (
        "截至2023年12月31日，某县教育局共有车辆7辆，其中：机要通信用车0辆、其他用车7辆。"
        "单价100万元（含）以上设备（不含车辆）2台（套）。"
    )
    assert said(text) == [
        ("车辆", "count", "7", "辆"),
        ("机要通信用车", "count", "0", "辆"),
        ("其他用车", "count", "7", "辆"),
        ("单价100万元（含）以上设备（不含车辆）", "count", "2", "台"),
    ]
    assert [s.year for s in read(text)][:3] == [2023, 2023, 2023]


def test_an_account_owns_its_budget_its_outturn_and_its_change() -> None:
    account = "教育支出（类）普通教育（款）小学教育（项）"
    text = (
        f"1.“{account}”25.77万元，主要用于小学。2023年当年预算执行数为60.13万元，"
        "2024年预算安排25.77万元，比2023年预算执行数减少57.14%。主要原因是：项目调整。"
    )
    assert [(s.subject, s.year, s.measure) for s in read(text)] == [
        (account, 2024, "amount"),
        (f"{account}当年预算执行数", 2023, "amount"),
        (f"{account}预算安排", 2024, "amount"),
        (f"{account}预算安排", 2024, "change_rate"),
    ]
    assert read(text)[-1].reason == "项目调整"


def test_final_accounts_state_budget_outturn_and_completion() -> None:
    text = "公务接待费支出年初预算为2.00万元，支出决算为1.50万元，完成年初预算的75%。"
    assert said(text) == [
        ("公务接待费支出年初预算", "amount", "2.00", "万元"),
        ("公务接待费支出决算", "amount", "1.50", "万元"),
        ("公务接待费支出决算完成年初预算", "share", "75", "%"),
    ]


def test_a_change_may_name_its_subject_after_the_comparison() -> None:
    text = "2024年度收入支出总计2995.39万元。与2023年度相比，收入支出总计减少56.95万元，下降1.87%。"
    assert said(text)[1:] == [
        ("收入支出总计", "change", "-56.95", "万元"),
        ("收入支出总计", "change_rate", "-1.87", "%"),
    ]


def test_areas_stand_with_their_own_parts() -> None:
    text = (
        "规划建筑面积约为13459平方米，其中地上建筑面积为8013平方米"
        "（其中计容面积7998平方米，不计容面积105平方米）。"
    )
    assert [(s.subject, s.printed) for s in read(text)] == [
        ("规划建筑面积", "13459"),
        ("地上建筑面积", "8013"),
        ("计容面积", "7998"),
        ("不计容面积", "105"),
    ]


def test_a_rough_figure_and_one_of_another_year_are_told_apart() -> None:
    text = "新增政府购买服务119余万元，以及2023年未支付项目经费200余万元。"
    assert [(s.subject, s.printed, s.year) for s in read(text)] == [
        ("新增政府购买服务", "119", 2024),
        ("未支付项目经费", "200", 2023),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "根据某县财政局《某财综[2024]11号》文件通知，指导性目录（第二批）A18其他公共服务。",
        "项目已经2021年第20次政府常务会议同意，于2021年12月31日前完成。",
        "1.按计划实施；2.按时拨付。",
        "设立12345政务热线，服务“1+10”体系。",
        "依据《关于下达2亿元专项资金的通知》（某发〔2023〕50号）执行。",
        "科目编码2010301为行政运行。",
        "项目实施期3年。",
    ],
)
def test_years_dates_codes_and_document_numbers_state_nothing(text: str) -> None:
    assert read(text) == ()


def test_a_definition_states_nothing() -> None:
    assert read("大型设备：指单价100万元的设备。", term="大型设备") == ()


def test_words_within_a_name_stay_in_it() -> None:
    for name in (
        "现代农业支出",
        "共青团经费",
        "公共安全支出",
        "社会保障和就业支出",
        "科学技术普及",
    ):
        assert said(f"{name}5万元。") == [(name, "amount", "5", "万元")]


def test_the_sentence_of_a_statement_is_verbatim_in_its_paragraph() -> None:
    passages = passages_of(fenyang(), report(2023))
    statements = statements_of(passages, report(2023))
    assert not [s for s in statements if s.sentence not in passages[s.passage].text]
    assert not [s for s in statements if s.printed not in s.sentence or not s.subject]
    assert [s.index for s in statements] == list(range(len(statements)))


def test_every_figure_of_the_fenyang_prose_is_stated_once() -> None:
    passages = [p for p in passages_of(fenyang(), report(2023)) if not p.term]
    statements = statements_of(passages, report(2023))
    figure = re.compile(r"(\d[\d,.]*)余?(万元|%|人|个|辆)")
    printed = {p.index: figure.findall(p.text) for p in passages if figure.search(p.text)}
    found: dict[int, list[tuple[str, str]]] = {}
    for statement in statements:
        if statement.direction != "same":
            found.setdefault(statement.passage, []).append((statement.printed, statement.unit))
    assert found == printed
    assert sum(len(figures) for figures in printed.values()) == 85
    assert sum(statement.direction == "same" for statement in statements) == 5
