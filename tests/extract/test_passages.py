"""The prose of a report, paragraph by paragraph, under its headings."""

from shared_report import dumped, fenyang, report

from index.extract.passages import joined, passages_of
from index.records import Passage

REPORT = report()


def read(text: str) -> tuple[Passage, ...]:
    return passages_of(dumped(text), REPORT)


def test_wrapped_lines_are_joined_without_a_space() -> None:
    (passage,) = read(
        "一、本部门职责\n\n负责统筹全县学前教育、义务教育、高中教育和职业教育的规划和管理工作，指导全\n\n"
        "县各学校的教学改革。\n"
    )
    assert passage.text.endswith("规划和管理工作，指导全县各学校的教学改革。")
    assert passage.headings == ("一、本部门职责",)


def test_stray_spaces_go_and_those_between_latin_words_stay() -> None:
    assert joined(["2024 年度政府采购工程预算 0万元 ，比上年减少"]) == (
        "2024年度政府采购工程预算0万元，比上年减少"
    )
    assert joined(["采购 Windows Server 软件"]) == "采购Windows Server软件"


def test_headings_of_every_level_stand_above_a_paragraph() -> None:
    text = (
        "第三部分 第三部分 2024年度情况说明2024年度情况说明\n\n"
        "二、国有资产情况二、国有资产情况\n\n（一）占有情况\n\n1、车辆情况：\n\n3辆公务用车。\n\n"
        "2、房屋情况：\n\n无\n\n三、其他\n\n没有其他说明。\n"
    )
    assert [(p.headings, p.text) for p in read(text)] == [
        (
            ("第三部分 2024年度情况说明", "二、国有资产情况", "（一）占有情况", "1、车辆情况"),
            "3辆公务用车。",
        ),
        (
            ("第三部分 2024年度情况说明", "二、国有资产情况", "（一）占有情况", "2、房屋情况"),
            "无",
        ),
        (("第三部分 2024年度情况说明", "三、其他"), "没有其他说明。"),
    ]


def test_a_numbered_clause_is_a_paragraph_and_no_heading() -> None:
    text = (
        "一、三公经费\n\n（一）公务接待费3万元，比上年减少1万元。\n\n（二）公务用车购置费0万元。\n"
    )
    assert [p.text for p in read(text)] == [
        "（一）公务接待费3万元，比上年减少1万元。",
        "（二）公务用车购置费0万元。",
    ]
    assert {p.headings for p in read(text)} == {("一、三公经费",)}


def test_a_paragraph_runs_on_over_a_page_break() -> None:
    text = (
        "一、本部门职责\n\n负责统筹全县学前教育、义务教育、高中教育和职业教育的规划和管理工作，指导全\n\n"
        "-3-\n\n某县教育局2024年部门预算\n\n县各学校的教学改革。\n"
    )
    (passage,) = read(text)
    assert passage.text.endswith("指导全县各学校的教学改革。")
    assert (passage.page, passage.line) == (3, 3)


def test_a_definition_carries_its_term() -> None:
    text = (
        "第四部分 第四部分 名词解释名词解释\n\n一、学前教育经费：指用于幼儿园的支出。\n\n"
        "二、生均公用经费：\n\n专指按学生人数核定的公用经费。\n\n"
        "三、教育费附加是指随税征收、专项用于教育的资金。\n\n"
        "四、财政拨款：包含一般公共预算和政府性基金预算。\n"
    )
    assert [(p.term, p.text) for p in read(text)] == [
        ("学前教育经费", "一、学前教育经费：指用于幼儿园的支出。"),
        ("生均公用经费", "二、生均公用经费：专指按学生人数核定的公用经费。"),
        ("教育费附加", "三、教育费附加是指随税征收、专项用于教育的资金。"),
        ("财政拨款", "四、财政拨款：包含一般公共预算和政府性基金预算。"),
    ]


def test_only_a_glossary_defines_terms() -> None:
    assert [p.term for p in read("一、支出\n\n基本支出：指人员支出和公用支出。\n")] == [None]


def test_the_prose_of_the_fenyang_budget_holds_no_row_of_a_table_or_form() -> None:
    passages = passages_of(fenyang(), report(2023))
    assert len(passages) == 33
    assert not [p.text for p in passages if "绩效目标申报表" in p.text or "指标值" in p.text]
    assert not [p.text for p in passages if "  " in p.text or "\n" in p.text]


def test_the_glossary_of_the_fenyang_budget_has_twelve_terms() -> None:
    terms = [p.term for p in passages_of(fenyang(), report(2023)) if p.term]
    assert terms == [
        *("基本支出", "项目支出", "“三公”经费", "机关运行经费", "政府购买服务"),
        *("财政专户管理资金", "单位资金", "上年结转", "一般公共预算", "政府性基金预算"),
        *("国有资本经营预算", "财政拨款"),
    ]


def test_every_paragraph_of_the_fenyang_budget_ends_where_its_sentence_ends() -> None:
    passages = passages_of(fenyang(), report(2023))
    assert not [p.text for p in passages if not p.text.endswith(("。", "：", "；", "无"))]
    assert passages[0].headings == ("第一部分 概况", "一、本部门职责")
    assert passages[-1].headings == ("第四部分 名词解释",)
