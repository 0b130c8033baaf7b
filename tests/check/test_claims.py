"""What an answer may say of cited figures, and what it may not."""

from decimal import Decimal

import pytest
from invented_figures import (
    AGENCY,
    ECONOMIC,
    PROJECTS,
    cell,
    evidence,
    formula,
    fund,
    indicator,
    report,
    stated,
)

from assistant.answer import Check
from assistant.check import check, explain, labels_of, objections, supported
from assistant.evidence import Cited, Evidence
from index.records import Passage

BASIC, PROJECT = ("2023年预算数", "基本支出"), ("2023年预算数", "项目支出")

RUNNING = cell("行政运行", "935.85", column=PROJECT, code="2010301", above=("一般公共服务支出",))
RUNNING_BASIC = cell("行政运行", "246.65", column=BASIC, code="2010301")
RUNNING_WHOLE = cell("行政运行", "1,182.50", code="2010301")
ALL_PROJECTS = cell("合计", "958.88", column=PROJECT)
ALL_BASIC = cell("合计", "475.03", column=BASIC)
ALL = cell("合计", "1,433.90")
SHARE = formula("share", "c1 c2", Decimal("935.85") / Decimal("958.88") * 100, "%", "占比")
ONE = evidence(RUNNING, ALL_PROJECTS, formulas=(SHARE,))
THREE = evidence(RUNNING, RUNNING_WHOLE, RUNNING_BASIC)

PEOPLE = cell("合计", "430.73", table=ECONOMIC, column=("2023年预算数", "人员经费"))
ECONOMIC_ALL = cell("合计", "475.03", table=ECONOMIC)
PEOPLE_SHARE = formula("share", "c1 c2", Decimal("430.73") / Decimal("475.03") * 100, "%", "占比")
STAFF = evidence(PEOPLE, ECONOMIC_ALL, formulas=(PEOPLE_SHARE,), c2="基本支出")

ARCHIVE = cell("档案整理和数字化建设项目", "98.38", table=PROJECTS)
RUN_COSTS = cell("2023年保运转经费", "40.00", table=PROJECTS)
CARRIED = cell("(2022年结转云财行[2022]138号)专班工作经费", "1.33", table=PROJECTS)
BOTH = formula("sum", "c1 c2", "138.38", "万元", "合计")
LISTED = evidence(ARCHIVE, RUN_COSTS, CARRIED, formulas=(BOTH,))

UNION_OFFICE = cell("工会经费", "2.73", table=ECONOMIC, qualifier="办公经费")
UNION_GOODS = cell("工会经费", "2.52", table=ECONOMIC, qualifier="商品和服务支出")
UNION = evidence(
    UNION_OFFICE, UNION_GOODS, formulas=(formula("sum", "c1 c2", "5.25", "万元", "合计"),)
)

BOTH_SIDES = ("收入支出决算总表", 6)
ACCOUNTS_IN = evidence(
    cell("本年收入合计", "2,946.25", table=BOTH_SIDES, column=("收入", "决算数")),
)
ACCOUNTS_OUT = evidence(
    cell("本年支出合计", "2,940.05", table=BOTH_SIDES, column=("支出", "决算数")),
)

TOTALS = evidence(
    ALL_PROJECTS,
    ALL_BASIC,
    ALL,
    formulas=(
        formula("difference", "c1 c2", "483.85", "万元", "相差"),
        formula(
            "share", "c2 c3", Decimal("475.03") / Decimal("1433.90") * 100, "%", "占比", id_="f2"
        ),
        formula("ratio", "c1 c2", Decimal("958.88") / Decimal("475.03"), "倍", id_="f3"),
    ),
)

GREW = "2023年度预算收入总计1,433.90万元，比上年增加446.13万元，增加45.17%"
GROWTH = evidence(
    stated("预算收入总计", "446.13", GREW, measure="比上年增减额"),
    stated("预算收入总计", "45.17", GREW, measure="比上年增减率", unit="%"),
)
FELL = "2023年机关运行经费44.3万元，2022年机关运行经费47.36万元，比上年减少3.06万元，减少6.5%"
AGENCY_COSTS = evidence(
    stated("机关运行经费", "44.3", FELL),
    stated("机关运行经费", "47.36", FELL, year=2022),
    stated("机关运行经费", "3.06", FELL, measure="比上年增减额", amount="-3.06"),
)
OFFICES = evidence(
    cell("云溪市政务服务中心", "10.12", table=AGENCY),
    cell("云溪市档案馆", "25.62", table=AGENCY),
    c1="政务服务中心",
)
STAFFING = evidence(indicator("临时工经费", "聘用人数", "1人", "1", "人"))
NETWORK = evidence(fund("网络维护费", "58,500"))

TRUE = [
    ("2023年本年支出合计为2,940.05万元。", ACCOUNTS_OUT),
    ("2023年本年收入合计为2,946.25万元。", ACCOUNTS_IN),
    ("2023年，行政运行（2010301）的项目支出预算为935.85万元（预算公开表3，第5页）。", ONE),
    ("行政运行的项目支出占项目支出总额的97.60%（935.85÷958.88）。", ONE),
    ("行政运行的项目支出占项目支出总额的97.60%（935.85万元÷958.88万元×100%）。", ONE),
    ("行政运行的项目支出为935.85万元，占项目支出合计958.88万元的97.60%。", ONE),
    ("行政运行的项目支出为935.85万元，即9,358,500元。", ONE),
    ("行政运行的项目支出为九百三十五点八五万元。", ONE),
    ("人员经费占基本支出的90.67%（430.73÷475.03）。", STAFF),
    ("人员经费430.73万元，占基本支出475.03万元的90.67%。", STAFF),
    ("人员经费在基本支出中的占比为90.67%。", STAFF),
    (
        "2023年项目支出预算最多的三个项目：\n1. 档案整理和数字化建设项目：98.38万元\n"
        "2. 2023年保运转经费：40.00万元\n3. (2022年结转云财行[2022]138号)专班工作经费：1.33万元",
        LISTED,
    ),
    ("档案整理和数字化建设项目与2023年保运转经费两个项目合计138.38万元（98.38+40.00）。", LISTED),
    ("档案整理和数字化建设项目和2023年保运转经费分别为98.38万元和40.00万元。", LISTED),
    ("档案整理和数字化建设项目预算98.38万元，约合0.0098亿元，即983,800元。", LISTED),
    ("预算收入总计比上年增加446.13万元，增长45.17%。", GROWTH),
    ("预算收入总计比上年增加446.13万元（45.17%）。", GROWTH),
    ("工会经费合计5.25万元：办公经费2.73万元，商品和服务支出2.52万元。", UNION),
    ("项目支出比基本支出多483.85万元（958.88−475.03）。", TOTALS),
    ("基本支出比项目支出少483.85万元。", TOTALS),
    ("项目支出与基本支出相差483.85万元。", TOTALS),
    ("958.88万元-475.03万元=483.85万元，即项目支出比基本支出多483.85万元。", TOTALS),
    ("基本支出475.03万元，占33.13%；项目支出958.88万元。", TOTALS),
    ("项目支出是基本支出的2.02倍。", TOTALS),
    ("支出总计1,433.90万元，其中：基本支出475.03万元，项目支出958.88万元。", TOTALS),
    ("其中475.03万元为基本支出，958.88万元为项目支出。", TOTALS),
    (
        "行政运行（2010301）2023年预算合计1,182.50万元。"
        "其中，基本支出246.65万元，项目支出935.85万元。",
        THREE,
    ),
    ("行政运行：\n- 基本支出：246.65万元\n- 项目支出：935.85万元\n- 合计：1,182.50万元", THREE),
    ("2023年机关运行经费为44.3万元，2022年为47.36万元，比上年减少3.06万元。", AGENCY_COSTS),
    ("上年机关运行经费为47.36万元。", AGENCY_COSTS),
    ("2023年机关运行经费44.3万元，比2022年减少3.06万元。", AGENCY_COSTS),
    ("云溪市政务服务中心的机关运行经费为10.12万元，云溪市档案馆为25.62万元。", OFFICES),
    ("临时工经费的年度指标“聘用人数”为1人。", STAFFING),
    ("网络维护费年度资金总额为58,500元（5.85万元）。", NETWORK),
    ("因公出国（境）费、公务接待费在表中为空白单元格。", ONE),
]

FALSE = [
    ("income for spending", "2023年收入总计为2,940.05万元。", ACCOUNTS_OUT),
    ("the year's income for spending", "2023年本年收入合计为2,940.05万元。", ACCOUNTS_OUT),
    ("spending for income", "2023年支出总计为2,946.25万元。", ACCOUNTS_IN),
    ("another column", "行政运行的基本支出预算为935.85万元。", ONE),
    ("no column, though it is not the row's total", "行政运行预算为935.85万元。", ONE),
    ("another year", "2024年，行政运行（2010301）的项目支出预算为935.85万元。", ONE),
    ("another code", "行政运行（2010302）的项目支出预算为935.85万元。", ONE),
    ("another unit", "行政运行的项目支出预算为935.85元。", ONE),
    ("no unit", "行政运行的项目支出预算为935.85。", ONE),
    ("another page", "行政运行的项目支出预算为935.85万元（预算公开表3，第6页）。", ONE),
    ("another table", "行政运行的项目支出预算为935.85万元（预算公开表4，第5页）。", ONE),
    ("an account above it", "一般公共服务支出的项目支出预算为935.85万元。", ONE),
    ("an unknown account", "事业运行的项目支出预算为935.85万元。", ONE),
    ("another body", "云溪市卫健局的行政运行项目支出为935.85万元。", ONE),
    ("another body, said before", "云溪市卫健局方面，行政运行项目支出为935.85万元。", ONE),
    ("rounded without need", "行政运行的项目支出为936万元。", ONE),
    ("rounded to nothing", "行政运行的项目支出约合0亿元。", ONE),
    ("operands exchanged", "行政运行的项目支出占项目支出总额的97.60%（958.88÷935.85）。", ONE),
    ("sides exchanged", "项目支出总额占行政运行的项目支出的97.60%。", ONE),
    ("points for percent", "行政运行的项目支出占项目支出合计的97.60个百分点。", ONE),
    ("a share called growth", "行政运行的项目支出增长97.60%。", ONE),
    ("an amount called a change", "行政运行的项目支出增加935.85万元。", ONE),
    ("a denial of what is cited", "行政运行的项目支出不是935.85万元。", ONE),
    ("part and whole exchanged", "基本支出占人员经费的90.67%（430.73÷475.03）。", STAFF),
    ("another part", "公用经费占基本支出的90.67%（430.73÷475.03）。", STAFF),
    (
        "figures of a list exchanged",
        "项目支出预算：\n1. 档案整理和数字化建设项目：40.00万元\n2. 2023年保运转经费：98.38万元",
        LISTED,
    ),
    ("another document number", "(2022年结转云财行[2022]139号)专班工作经费：1.33万元", LISTED),
    (
        "in the wrong turn",
        "档案整理和数字化建设项目和2023年保运转经费分别为40.00万元和98.38万元。",
        LISTED,
    ),
    ("a part called the sum", "档案整理和数字化建设项目和2023年保运转经费合计98.38万元。", LISTED),
    ("a sum of other rows", "2023年保运转经费和专班工作经费合计138.38万元。", LISTED),
    ("rounded wrongly", "档案整理和数字化建设项目预算约合0.0099亿元。", LISTED),
    ("fell for rose", "预算收入总计比上年减少446.13万元，增长45.17%。", GROWTH),
    ("a change called an amount", "预算收入总计为446.13万元。", GROWTH),
    ("a rate called a share", "预算收入总计占45.17%。", GROWTH),
    ("qualifiers exchanged", "工会经费：办公经费2.52万元，商品和服务支出2.73万元。", UNION),
    ("which of two rows?", "工会经费2.73万元。", UNION),
    ("another row's sum", "福利费合计5.25万元。", UNION),
    ("more for less", "基本支出比项目支出多483.85万元。", TOTALS),
    ("a negative gap", "项目支出与基本支出相差-483.85万元。", TOTALS),
    ("ratio upside down", "基本支出是项目支出的2.02倍。", TOTALS),
    ("columns exchanged", "基本支出958.88万元，占33.13%；项目支出475.03万元。", TOTALS),
    ("columns exchanged after it", "475.03万元为项目支出，958.88万元为基本支出。", TOTALS),
    ("lines exchanged", "行政运行：\n- 基本支出：935.85万元\n- 项目支出：246.65万元", THREE),
    ("years exchanged", "2023年机关运行经费为47.36万元，2022年为44.3万元。", AGENCY_COSTS),
    ("last year's figure undated", "机关运行经费为47.36万元。", AGENCY_COSTS),
    ("rose for fell", "2023年机关运行经费44.3万元，比2022年增加3.06万元。", AGENCY_COSTS),
    ("offices exchanged", "云溪市政务服务中心的机关运行经费为25.62万元。", OFFICES),
    ("another office's figure", "云溪市政务服务中心10.12万元，云溪市档案馆为10.12万元。", OFFICES),
    ("another subject", "政务服务中心的三公经费为10.12万元。", OFFICES),
    ("another count", "临时工经费的聘用人数为2人。", STAFFING),
    ("the other half of the form", "网络维护费实施期资金总额为58,500元。", NETWORK),
    ("a year there is no report of", "2024年政府性基金预算收入表为空表。", ONE),
    ("a figure from nowhere", "另有约三十万元用于其他方面。", ONE),
    ("a wrong number of things", "行政运行有4个项目，其中项目支出为935.85万元。", ONE),
]


def checked(text: str, rests_on: Evidence, question: str = "") -> tuple[Check, ...]:
    """The verdicts on an answer over one report."""
    return check(text, question=question, evidence=rests_on, reports=(report(),))


@pytest.mark.parametrize(("text", "rests_on"), TRUE, ids=[text[:24] for text, _ in TRUE])
def test_a_true_claim_passes(text: str, rests_on: Evidence) -> None:
    found = checked(text, rests_on)
    assert supported(found), objections(text, question="", evidence=rests_on, reports=(report(),))


@pytest.mark.parametrize(
    ("text", "rests_on"), [case[1:] for case in FALSE], ids=[case[0] for case in FALSE]
)
def test_a_false_claim_is_unsupported(text: str, rests_on: Evidence) -> None:
    assert not supported(checked(text, rests_on))


def test_each_number_has_its_verdict_in_order() -> None:
    text = "2023年，行政运行（2010301）的项目支出占项目支出总额的97.60%（935.85÷958.88）。"
    found = [(c.text, c.verdict, c.citations, c.formula) for c in checked(text, ONE)]
    assert found == [
        ("2023年", "question", (), None),
        ("2010301", "question", (), None),
        ("97.60%", "computed", ("c1", "c2"), "935.85 ÷ 958.88"),
        ("935.85", "cited", ("c1",), None),
        ("958.88", "cited", ("c2",), None),
    ]


def test_a_figure_of_the_user_is_said_back_only_to_deny_or_quote_it() -> None:
    question = "行政运行的项目支出是44.3亿吗"
    denied = "行政运行的项目支出预算不是44.3亿元，而是935.85万元。"
    quoted = "您提到的44.3亿元与报告不符，行政运行的项目支出预算为935.85万元。"
    affirmed = "行政运行的项目支出预算是44.3亿元。"
    assert supported(checked(denied, ONE, question))
    assert supported(checked(quoted, ONE, question))
    assert not supported(checked(affirmed, ONE, question))
    assert not supported(
        checked("行政运行的项目支出预算不是935.85万元，而是44.3亿元。", ONE, question)
    )


def test_a_condition_of_the_user_may_head_a_list() -> None:
    text = "50万元到150万元之间的项目有：\n1. 档案整理和数字化建设项目：98.38万元"
    assert supported(checked(text, LISTED, "50万到150万元之间的项目有哪些？"))
    assert not supported(checked(text, LISTED, "哪些项目超过10万元？"))


def test_a_year_that_was_asked_for_is_only_denied() -> None:
    text = "没有2024年的报告，现有1份报告：云溪市档案馆2023年部门预算公开报告。"
    assert supported(checked(text, Evidence(), "2024年三公经费"))
    assert not supported(checked("2024年三公经费为空表。", Evidence(), "2024年三公经费"))


def passage(text: str) -> Evidence:
    """A cited paragraph."""
    found = Passage(index=1, page=20, line=9, headings=("立项依据",), text=text)
    return Evidence(cited=(Cited(id="c1", passage=found, report=report()),))


BASIS = "根据（云政办函【2022】18号）文件精神，对44户企业提供服务，每套印章138元。"


@pytest.mark.parametrize(
    "text",
    [
        f"立项依据：{BASIS}",
        f"报告原文：“{BASIS}”",
        f"报告写道：「{BASIS.rstrip('。')}」（第20页）。",
        "立项依据为云政办函【2022】18号文件。",
    ],
)
def test_a_verbatim_quotation_vouches_for_its_numbers(text: str) -> None:
    assert supported(checked(text, passage(BASIS)))


@pytest.mark.parametrize(
    "text",
    [
        f"立项依据：{BASIS.replace('18号', '19号')}",
        f"报告原文：“{BASIS.replace('138元', '183元')}”",
        "对44户企业提供服务，每套印章138万元。",
        "立项依据为云政办函【2022】28号文件。",
        f"「{BASIS}」（第21页）",
    ],
)
def test_a_quotation_with_one_digit_changed_vouches_for_nothing(text: str) -> None:
    assert not supported(checked(text, passage(BASIS)))


def test_a_quotation_without_its_subject_can_not_be_put_under_another() -> None:
    rests_on = Evidence(cited=(*passage(GREW).cited,))
    assert not supported(checked("基本支出“比上年增加446.13万元，增加45.17%”。", rests_on))


def test_an_identity_that_leads_in_a_quotation_is_the_cited_one() -> None:
    rule, message = "四舍五入：合计＝基本支出＋项目支出", "表3的行政运行相加后相差0.01万元。"
    found = Passage(index=1, page=5, line=9, headings=("勾稽核对", rule), text=message)
    rests_on = Evidence(cited=(Cited(id="c1", passage=found, report=report()),))
    assert supported(checked(f"{rule}：{message}", rests_on))
    assert not supported(checked(f"四舍五入：合计＝人员经费＋项目支出：{message}", rests_on))


def test_with_the_labels_of_the_reports_an_uncited_row_is_known_for_another() -> None:
    text = "事业运行也不少，其中项目支出935.85万元。行政运行未列。"
    labels = labels_of((RUNNING, cell("事业运行", "184.79", code="2010350")))
    found = check(text, question="", evidence=ONE, reports=(report(),), labels=labels)
    assert not supported(found)


def test_figures_of_two_years_need_their_year() -> None:
    later = report(year=2024, id_="r2")
    costs = evidence(
        cell("行政运行", "935.85", column=PROJECT),
        cell("行政运行", "901.20", column=PROJECT, of=later),
    )
    reports = (report(), later)
    told = "行政运行的项目支出2023年为935.85万元，2024年为901.20万元。"
    wrong = "行政运行的项目支出2023年为901.20万元，2024年为935.85万元。"
    undated = "行政运行的项目支出为901.20万元。"
    verdicts = [
        supported(check(text, question="", evidence=costs, reports=reports))
        for text in (told, wrong, undated)
    ]
    assert verdicts == [True, False, False]


def test_the_year_of_another_report_that_is_held_is_no_year_of_this_one() -> None:
    later = report(year=2024, id_="r2")
    dated = ("2023年部门支出预算总表", 5)
    costs = evidence(cell("行政运行", "935.85", table=dated, column=PROJECT))
    told = "2023年行政运行的项目支出为935.85万元（2023年部门支出预算总表，第5页）。"
    offered = told + "也可以问：2024年云溪市档案馆。"
    mutants = [
        told.replace("（2023年", "（2024年"),
        "2024年云溪：" + told,
        offered.replace("问：2024年", "问：2025年"),
        "2024年云溪市档案馆的行政运行更多。" + told,
    ]
    verdicts = [
        supported(check(text, question="", evidence=costs, reports=(report(), later)))
        for text in (told, offered, *mutants)
    ]
    assert verdicts == [True, True, False, False, False, False]


def test_figures_of_two_bodies_need_their_body() -> None:
    other = report(department="云溪市图书馆", id_="r2")
    costs = evidence(
        cell("行政运行", "935.85", column=PROJECT),
        cell("行政运行", "120.00", column=PROJECT, of=other),
    )
    told = (
        "云溪市档案馆行政运行的项目支出为935.85万元，云溪市图书馆行政运行的项目支出为120.00万元。"
    )
    wrong = told.replace("935.85", "×").replace("120.00", "935.85").replace("×", "120.00")
    bare = "行政运行的项目支出为120.00万元。"
    verdicts = [
        supported(check(text, question="", evidence=costs, reports=(report(), other)))
        for text in (told, wrong, bare)
    ]
    assert verdicts == [True, False, False]


def test_the_verdicts_are_told_in_one_sentence() -> None:
    assert explain(checked("行政运行的项目支出为935.85万元。", ONE)) == "共核对1个数字，全部有据。"
    told = explain(checked("行政运行的项目支出为935.86万元。", ONE))
    assert told == "共核对1个数字，1个没有依据：935.86万元。"
    assert explain(()) == "答案中没有数字。"
