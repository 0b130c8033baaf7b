"""Questions over a store of several reports: the bundled one and the shared PDFs."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.ask import Assistant
from assistant.conversation import Conversation
from index.build import build
from index.corpus import Corpus

ROOT = Path(__file__).resolve().parents[2]


def _shared_reports() -> list[Path]:
    for folder in ROOT.parents:
        found = sorted((folder / "shared" / "reports").glob("*.pdf"))
        if found:
            return found
    return []


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    shared = _shared_reports()
    if not shared:
        pytest.skip("the shared reports are not beside this checkout")
    store = tmp_path_factory.mktemp("several")
    build([ROOT / "data" / "reports", *shared], store)
    return Assistant(Corpus.open(store))


def asked(assistant: Assistant, *turns: str) -> Answer:
    """The answer to the last of these turns of one conversation."""
    conversation = Conversation()
    for turn in turns:
        answer, conversation = assistant.ask(turn, conversation)
    return answer


def tells(assistant: Assistant, question: str, told: str) -> None:
    """The question is answered, and in these words among others."""
    answer = asked(assistant, question)
    assert answer.status == "answered"
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("商务委2025年公务接待费是多少", "1.00", "万元"),
        ("财政局2024年年末结转和结余是多少", "55.34", "万元"),
        ("财政局2024年三公经费预算数", "0.95", "万元"),
        ("财政局2024年三公经费决算数", "0.00", "万元"),
        ("财政局2024年行政运行年初预算是多少", "1560.05", "万元"),
        ("财政局2024年行政运行完成年初预算的百分之几", "96.91", "%"),
        ("财政局2024年支出决算比年初预算少多少万元", "53.87", "万元"),
        ("财政局2024年财政委托业务支出结余多少没花", "1.00", "万元"),
        ("财政局2024年信息化建设没用完多少", "0.65", "万元"),
        ("财政局2024年公务接待费没用完多少", "0.95", "万元"),
        ("财政局2024年结余多少没花", "55.34", "万元"),
        ("财政局2024年有几个科目没花完", "8", "个"),
        ("财政局2024年哪个项级科目的预算完成率最低", "96.91", "%"),
        ("财政局2024年行政运行完成率", "96.91", "%"),
        ("万里街道2025年人员经费比2024年多多少元？", "1976593", "元"),
        ("万里街道2024年和2025年住房公积金合计多少", "7350231", "元"),
        ("财政局去年信息化建设花了多少元", "1352500", "元"),
        ("万里街道现在有几辆公车？看2025年的报告", "8", "辆"),
        ("商务委2025年基本支出里人员经费占多少", "91.38", "%"),
        ("采购中心的机关运行经费多少？", "8.56", "万元"),
        ("2010302的项目支出", "23.02", "万元"),
    ],
)
def test_a_figure_is_that_of_the_report_and_the_column_asked_for(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    answer = asked(assistant, question)
    assert answer.status == "answered", answer.answer
    assert (Decimal(answer.value or "nan"), answer.unit) == (Decimal(value), unit)


def test_the_rates_of_completion_that_tie_are_all_told(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局2024年哪个科目预算完成率最高")
    assert answer.answer.count("100.00%") == 3
    lowest = asked(assistant, "财政局2024年预算完成率最低的三个科目").answer
    assert [lowest.index(rate) for rate in ("96.91%", "97.91%", "98.95%")] == sorted(
        lowest.index(rate) for rate in ("96.91%", "97.91%", "98.95%")
    )
    assert "99.46%" not in lowest


def test_the_rate_of_completion_is_asked_of_one_account_after_another(
    assistant: Assistant,
) -> None:
    turns = ("财政局2024年行政运行完成率", "信息化建设呢", "住房公积金呢")
    assert asked(assistant, *turns[:2]).value == "99.52"
    assert asked(assistant, *turns).value == "99.70"


def test_why_an_account_was_not_spent_is_told_or_said_not_to_be(assistant: Assistant) -> None:
    tells(assistant, "财政局信息化建设为什么没花完", "因产业政策扶持资金管理系统项目进度")
    tells(assistant, "财政局2024年购房补贴为什么没花完", "报告没有写明这一项的原因")
    turns = ("财政局2024年信息化建设决算多少", "年初预算呢", "为什么少了")
    assert "因产业政策扶持资金管理系统项目进度" in asked(assistant, *turns).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("商务委机关运行经费和公用经费一样吗", "两者一致，相差的38元是四舍五入"),
        ("商务委公用经费与171.01万元一致吗", "两者一致，相差的38元是四舍五入"),
        ("万里街道2025年机关运行经费和公用经费对得上吗", "两者不相等，相差6,181,302元"),
        ("万里街道2024年绩效目标项目涉及资金和项目支出对得上吗", "两者不相等，相差157,003元"),
        ("万里街道2025年绩效项目资金8825.98万和项目支出一致吗", "两者不相等，相差166,005元"),
        ("汾阳审批局那个购买服务119余万跟项目表112.99万一致吗", "为119余万元"),
        (
            "万里街道社区公共服务中心的地上面积加地下面积，跟总建筑面积对得上吗？",
            "两者不相等，相差90平方米",
        ),
        ("财政局2024年商品服务加资本性支出等于公用经费吗", "两者相等，对得上"),
        ("财政局2024年工资福利+对个人和家庭=人员经费合计吗", "两者相等，对得上"),
        (
            "万里街道社区公共服务中心计容面积加不计容面积等于地上面积吗",
            "两者不相等，相差90平方米",
        ),
        ("商务委收入增加24558.18万和支出增加24491.71万差多少", "相差66.47万元"),
        ("财政局2024年税金及附加费用是0吗", "单元格为空白"),
        ("财政局决算里说收入支出总计下降1.87%，算得对吗", "下降1.87%，算得对"),
        ("汾阳审批局机关运行经费减少6.5%算得准吗", "下降6.46%，算得对"),
        ("万里街道2024年教育支出比2023年增加100%，算得对吗", "上年的数为零"),
        ("万里街道2024年三公经费表是空表吗", "不是空表，有数据。但表下注明"),
        ("万里街道2024年三公经费表是空表吗", "47.91万元"),
        ("商务委政府性基金表是空表吗", "是空表，没有数据"),
    ],
)
def test_what_is_set_against_what_is_checked_itself(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("商务委2025年宣传推广支出和项目支出一致吗", "「宣传推广支出」"),
        ("汾阳审批局招待活动费和公务接待费一样吗", "「招待活动费」"),
    ],
)
def test_nothing_agrees_with_what_the_report_does_not_hold(
    assistant: Assistant, question: str, missing: str
) -> None:
    answer = asked(assistant, question)
    assert answer.status == "not_found"
    assert missing in answer.answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("商务委贸易高质量发展专项里最大的一块是什么，多少钱", "1262.00", "万元"),
        ("商务委贸易高质量发展专项里第二大的一块是什么", "1106.00", "万元"),
        ("商务委商业创新专项里哪块最少", "70.00", "万元"),
        ("生命健康专项最大的是哪一块", "870.00", "万元"),
        ("商务委商业创新专项里促消费提质提升占多大比例", "56.74", "%"),
        ("商务委商业创新专项里支持打造示范地标多少钱", "120.00", "万元"),
        ("保运转经费里花最多的是哪一项", "213400", "元"),
    ],
)
def test_a_part_of_a_project_is_not_the_whole(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.value, answer.unit) == (value, unit)
    assert not answer.answer.startswith("是的")


def test_the_parts_of_a_project_are_listed_or_said_not_to_be_told(assistant: Assistant) -> None:
    parts = asked(assistant, "商务委商业创新专项的五块分别多少钱").answer
    assert all(part in parts for part in ("340.00", "120.00", "800.00", "70.00", "80.00"))
    follow_up = asked(assistant, "商务委商业创新专项多少钱", "其中最大的一块呢")
    assert follow_up.value == "800.00"
    untold = asked(assistant, "购买政务大厅综合服务经费的各部分分别多少")
    assert untold.status == "not_found"
    assert "没有把" in untold.answer
    tells(assistant, "专项业务运转经费里网络运行维护费多少", "网络运行维护费8000元")


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("商务委没有安排哪些三公项目", "公务用车购置费为0万元", "公务接待费"),
        ("万里街道2025三公里面哪项没安排", "因公出国(境)费用预算数为0万元", "37.91"),
        ("汾阳审批局三公里面哪项没安排", "因公出国（境）费的单元格为空白", "5.00"),
        ("财政局2024年三公里哪几项没花钱", "公务接待费支出决算为0.00万元", "没有安排"),
        ("财政局2024年哪些经济科目是空白没有花钱的", "奖金：空白", "基本工资"),
        ("财政局2024年商品和服务支出里哪些经济科目是空白", "咨询费：空白", "奖金"),
    ],
)
def test_rows_without_a_figure_are_those_that_are_told(
    assistant: Assistant, question: str, told: str, untold: str
) -> None:
    answer = asked(assistant, question).answer
    assert told in answer
    assert untold not in answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("汾阳审批局固定资产净值是多少", "多115.72万元"),
        ("2023年汾阳市行政审批服务管理局的无形资产净额", "多2.50万元"),
        ("汾阳审批局固定资产净值是多少", "报告没有直接写出净值，这个差是推算的"),
        ("汾阳审批局的固定资产原值是多少", "没有注明是原值"),
    ],
)
def test_what_assets_are_worth_now_is_worked_out_and_said_to_be(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


def test_the_end_of_200_and_more_is_not_0_and_more(assistant: Assistant) -> None:
    answer = asked(assistant, "汾阳审批局2023年上年结转是多少").answer
    assert "为0万元" in answer
    assert "0余万元" not in answer


def test_net_worth_that_cannot_be_worked_out_is_declined(assistant: Assistant) -> None:
    assert asked(assistant, "商务委固定资产净值是多少").status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("万里街道下面有哪些事业单位", "万里街道经济发展服务中心"),
        ("商务委机关有多少个内设机构，分别是哪些", "外经促进科"),
        ("商务委下属事业单位叫什么", "上海市普陀区中小企业服务中心"),
        ("汾阳局的车是哪年买的，原值多少", "于2021购置"),
    ],
)
def test_names_that_follow_a_number_are_told(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


def test_a_stated_zero_of_final_accounts_is_nothing_spent(assistant: Assistant) -> None:
    spent = asked(assistant, "财政局2024年三公经费决算数").answer
    assert "即没有支出" in spent
    assert "没有安排" not in spent
    allotted = asked(assistant, "商务委2025年公务用车购置费是多少").answer
    assert "即没有支出" not in allotted


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("商务委2025年福利费", "2025年商务委"),
        ("万里街道2024年工会经费是多少", "2024年万里街道"),
        ("财政局2024年决算里行政运行多少", "2024年财政局"),
    ],
)
def test_among_several_reports_the_first_sentence_names_department_and_year(
    assistant: Assistant, question: str, named: str
) -> None:
    assert asked(assistant, question).answer.startswith(named)


def test_a_follow_up_takes_the_figure_to_another_department_and_year(assistant: Assistant) -> None:
    answer = asked(assistant, "商务委2025年机关运行经费多少？", "万里街道的呢？", "那2024年呢？")
    assert (answer.value, answer.unit) == ("443.18", "万元")
    assert answer.answer.startswith("2024年万里街道")


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("商务委2025年机关运行经费是多少", "跟财政局比呢"), ("171.01万元", "184.65万元")),
        (("万里街道2025年三公经费多少", "比商务委多多少"), ("多36.91万元", "37.91-1.00")),
    ],
)
def test_a_follow_up_holds_a_department_against_the_one_spoken_of(
    assistant: Assistant, turns: tuple[str, ...], told: tuple[str, ...]
) -> None:
    answer = asked(assistant, *turns)
    assert all(words in answer.answer for words in told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("这几份报告中支出总计最高的是哪一份", "2025年商务委的支出总计最多"),
        ("哪个报告里住房公积金最多", "2025年万里街道的住房公积金最多"),
        ("哪一年万里街道的三公经费高", "2024年万里街道的三公经费更多"),
        ("万里街道2024、2025年哪年花钱多", "2025年万里街道的支出总计更多"),
        ("财政局2024年预算支出和决算支出差多少", "少53.87万元"),
        ("财政局2024年信息化建设花了多少，完成年初预算多少", "99.52%"),
        ("财政局2024年其他收入是多少，是什么收入", "对「其他收入」的解释"),
        ("万里街道2025年绩效目标项目多少个", "编报绩效目标的项目为49个"),
    ],
)
def test_which_report_which_year_and_what_a_row_is(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("万里街道2025年教育方面花了多少", "教育支出预算数为250,000元"),
        ("万里街道2025年安全方面的支出", "公共安全支出预算数为2,878,025元"),
        ("财政局2024年卫生方面的支出", "卫生健康支出决算数为60.99万元"),
        ("万里街道2025年增加最多的是哪个科目", "增加43,128,737元"),
        ("万里街道2025年哪个科目减少最多", "减少7,530,500元"),
        ("万里街道新建工程用地面积有多大", "4000.6平方米"),
    ],
)
def test_fields_of_spending_and_rows_that_moved(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    "question",
    [
        "万里街道2025年环保方面的支出",
        "万里街道2024年哪个科目增加最多",
        "财政局2024年公用经费里最大的一项",
        "财政局2024年住房改革支出完成年初预算的百分之多少",
    ],
)
def test_neither_the_whole_nor_another_row_stands_for_what_is_not_told(
    assistant: Assistant, question: str
) -> None:
    answer = asked(assistant, question)
    assert answer.status != "answered"
    assert answer.value is None


def test_a_blank_cell_is_not_compared_as_if_it_were_zero(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局2024年差旅费比会议费多多少")
    assert (answer.status, answer.value) == ("not_found", None)
    assert "「会议费」的单元格为空白，没有填数" in answer.answer


def test_what_was_spent_is_no_answer_of_income(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局2024年预算收入和决算收入差多少")
    assert (answer.status, answer.value) == ("not_found", None)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("万里街道2025年一共要花多少钱", "比去年多多少"), "增加33,556,428元"),
        (("商务委2025年绿化多少钱", "三公经费呢"), "2025年商务委的三公经费预算数为1.00万元"),
        (("万里街道2025年支出为什么增加", "其中人员经费呢"), "人员经费预算数为90,514,044元"),
        (("财政局2024年行政运行花了多少", "完成率", "为什么没花完"), "行政运行（项）"),
        (("财政局2024年三公经费决算", "预算多少"), "三公经费的年初预算为0.95万元"),
        (("万里街道2025年公务用车购置费多少", "花多少钱"), "公务用车购置预算数为15万元"),
        (("商务委四个专项分别是什么", "最大的是哪个", "绩效目标是什么"), "贸易高质量发展专项"),
        (("商务委2025年基本支出", "项目支出呢", "哪个大", "大多少倍"), "17.73倍"),
    ],
)
def test_a_follow_up_stays_with_what_was_just_told(
    assistant: Assistant, turns: tuple[str, ...], told: str
) -> None:
    assert told in asked(assistant, *turns).answer


def test_what_was_said_of_two_years_can_be_compared(assistant: Assistant) -> None:
    answer = asked(assistant, "万里街道2024年基本支出是多少", "2025年呢", "增长了百分之几")
    assert (answer.value, answer.unit) == ("1.64", "%")


def test_a_question_that_names_no_report_is_answered_by_one_with_the_others_beside_it(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "工会经费是多少？")
    assert answer.answer.startswith("2023年行政审批服务管理局的工会经费")
    assert (answer.value, answer.unit) == ("5.25", "万元")
    assert "问题没有指明部门和年度" in answer.answer
    assert "- 2025年万里街道的工会经费：638,846元" in answer.answer
    assert len(answer.items) == len(answer.suggestions) + 1 == 5


def test_the_answering_report_can_be_left_for_another_year(assistant: Assistant) -> None:
    answer = asked(assistant, "基本支出是多少？", "2025年的呢？")
    assert answer.status == "answered"
    assert answer.answer.startswith("2025年")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("预算最少的三个项目是什么？", "2023年行政审批服务管理局的项目中"),
        ("基本支出为什么比上年减少了？", "2023年行政审批服务管理局"),
        ("项目支出占支出总计多少？", "2023年行政审批服务管理局的项目支出"),
        ("基本支出和项目支出各是多少", "2023年行政审批服务管理局的基本支出"),
    ],
)
def test_without_a_department_a_ranking_a_reason_or_a_share_says_whose_it_is(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = asked(assistant, question)
    assert answer.status == "answered"
    assert answer.answer.startswith(told)


def test_the_words_that_only_one_report_explains_choose_it(assistant: Assistant) -> None:
    answer = asked(assistant, "职工基本医疗保险缴费（社会保障缴费）预算")
    assert answer.answer.startswith("2023年行政审批服务管理局")
    assert "其他社会保障缴费" not in answer.answer


def test_departments_are_compared_with_a_line_for_each(assistant: Assistant) -> None:
    answer = asked(assistant, "2025年哪个部门的支出总计最高")
    assert answer.answer.startswith("2025年商务委的支出总计")
    assert "189,767,551元" in answer.answer


def test_amounts_printed_in_yuan_and_ten_thousand_yuan_stand_in_one_unit(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "培训费多少？")
    assert "83,000元，即8.30万元" in answer.answer


def test_the_base_of_a_stated_change_is_said(assistant: Assistant) -> None:
    answer = asked(assistant, "商务委2025年收入增加额和支出增加额为什么不一样？")
    assert "24,558.18" in answer.answer
    assert "24,491.71" in answer.answer
    assert "2024年预算执行数" in answer.answer


@pytest.mark.parametrize(
    "question",
    ["普陀区水务局2025年三公经费", "商务委2022年预算是多少？", "上海市财政局2024年决算支出多少"],
)
def test_a_department_or_year_that_is_not_held_is_said_so(
    assistant: Assistant, question: str
) -> None:
    answer = asked(assistant, question)
    assert answer.status != "answered"
    assert answer.value is None


def test_every_report_stands_in_the_unit_asked_for(assistant: Assistant) -> None:
    answer = asked(assistant, "公用经费换算成元是多少")
    assert (answer.value, answer.unit) == ("443000", "元")
    assert "184.65万元，即1,846,500元" in answer.answer


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("万里街道2025年预留给小微企业的采购占预留中小企业采购的比例", "70.00", "%"),
        ("财政局2024年政府采购金额里服务采购占多大比例", "98.10", "%"),
        ("万里街道2025年预留给小型和微型企业的政府采购预算是多少？", "1349.94", "万元"),
    ],
)
def test_procurement_is_told_apart_by_kind_and_supplier(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.value, answer.unit) == (value, unit)


def test_parts_in_the_prose_are_added_up_against_their_own_whole(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局2024年政府采购货物、工程、服务加起来等于总额吗")
    assert "251.26" in answer.answer
    assert "251.25" in answer.answer
    equal = asked(assistant, "万里街道2025年政府采购三项加起来等于总额吗")
    assert "两者相等" in equal.answer


def test_a_body_of_another_city_is_not_one_that_is_held(assistant: Assistant) -> None:
    assert asked(assistant, "吕梁市行政审批局的三公经费").status == "not_found"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("商务委2025年科技创新专项经费的立项依据是什么", "普陀区支持科技创新实施意见"),
        ("商务委2025年贸易高质量发展专项的钱分哪几块", "市级支持总部经济：1262.00万元"),
        (
            "商务委2025年四个专项经费里哪个总预算最多",
            "贸易高质量发展专项（政策资金）经费：2921.00万元",
        ),
        ("商务委2025年生命健康专项四项加起来是1170万吗", "两者相等"),
        ("生命健康专项是谁实施的", "上海市普陀区商务委员会"),
    ],
)
def test_a_project_told_of_in_the_prose_is_asked_like_one_with_a_form(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("商务委2025年贸易高质量发展专项总预算是多少元", "29210000", "元"),
        ("商务委2025年生命健康专项里支持企业规模化发展占多少比例", "74.36", "%"),
        ("商务委2025年商业创新专项占全部项目支出的百分之几", "4.01", "%"),
        ("商务委有几个专项，一共多少钱", "7221.00", "万元"),
        ("财政局2024年末单价100万元以上的设备有几台", "2", "台"),
        ("万里街道新建工程地下建筑面积多少平方米", "5356", "平方米"),
        ("商务委编报绩效目标的项目涉及资金多少", "11381.60", "万元"),
        ("商务委2025年项目支出有几个亿？", "3.51684", "亿元"),
    ],
)
def test_figures_of_the_prose_are_found_by_what_they_are_said_of(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.value, answer.unit) == (value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "商务委2025年文化惠民专项里支持企业规模化发展占多少比例",
        "商务委2025年文化惠民专项的立项依据是什么",
        "商务委2025年养老专项预算多少",
    ],
)
def test_a_project_that_is_not_told_of_is_not_replaced_by_one_of_a_like_name(
    assistant: Assistant, question: str
) -> None:
    answer = asked(assistant, question)
    assert answer.status in ("not_found", "clarify")
    assert answer.value is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("万里街道和商务委2025年的项目支出占比，哪个更高", "2025年商务委的占比更高"),
        ("哪个部门人员经费占基本支出的比例最高", "占比最高"),
        (
            "万里街道城乡社区支出占总支出的比重，2025年比2024年提高几个百分点",
            "提高4.92个百分点",
        ),
        ("万里街道从2024年到2025年，哪个类级科目增加最多", "增加34,984,023元"),
        ("万里街道2025年比2024年减少最多的类级科目是什么，少了多少", "减少3,512,169元"),
        ("万里街道这两年哪些类级科目的预算没有变化", "科学技术支出：100,000元"),
        ("万里街道2025年比2024年，商品和服务支出里哪一项减少得最多", "办公费"),
        ("万里街道机关运行经费这两年的增长率", "增长4.84%"),
        ("万里街道公务接待费2025年和2024年一样吗", "相等，没有变化"),
    ],
)
def test_shares_and_rows_of_two_reports_are_set_side_by_side(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


def test_the_last_two_figures_of_two_departments_are_compared(assistant: Assistant) -> None:
    answer = asked(assistant, "万里街道2025年福利费多少", "商务委的呢", "哪个多？")
    assert answer.value == "315360"
    assert answer.answer.startswith("2025年万里街道的福利费比2025年商务委的福利费多")


def test_income_for_a_purpose_is_not_set_against_what_is_spent_on_it(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局2024年决算各表里社会保障和就业支出的数字一样吗")
    assert "326.71万元" in answer.answer
    assert "收入决算表的" not in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("财政局2024年哪些科目的决算和年初预算持平", "购房补贴的支出决算：258.50万元"),
        ("财政局2024年哪个科目决算比年初预算少得最多", "少48.16万元"),
        ("财政局2024年有没有科目超预算", "没有高于年初预算的"),
        ("财政局2024年各科目年初预算加起来等于2993.92吗", "在四舍五入的范围内"),
        ("商务委2025年编报绩效目标的项目资金和项目支出总额一样吗", "11381.60"),
        ("财政局2024年一般公共服务支出占71.73%，算得对吗", "重算占比 71.65%"),
        ("万里街道2024年住房公积金的说明前后数字一致吗", "352.67"),
        ("万里街道2025年预算包括哪些单位", "\n5.上海市普陀区万里街道经济发展服务中心"),
    ],
)
def test_books_are_checked_item_by_item_and_by_what_was_found(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("商务委的钱主要花在哪", "1. 资源勘探工业信息等支出：293,810,000.00元"),
        ("万里街道今年花钱最多的是什么", "1. 城乡社区支出"),
        ("万里街道的教育支出有没有变化", "没有变化"),
        ("街道和商务委谁的人员经费多", "2025年万里街道的人员经费更多"),
        ("财政局超支了吗", "没有超出年初预算"),
        ("普陀区财政局信息化建设超预算了吗", "少0.65万元"),
        ("哪个部门三公经费最高", "其中2024年财政局是决算数，其余是预算数，口径不同。"),
        ("万里街道有多少项目做了绩效目标", "49个"),
    ],
)
def test_everyday_questions_of_the_whole_and_of_who_spends_more(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


def test_what_stands_unexplained_behind_a_name_is_not_dropped(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局政府采购授予中小企业多少")
    assert (answer.status, answer.value) == ("not_found", None)
    assert "授予中小企业" in answer.answer


def test_a_forecast_is_declined_with_the_latest_year_that_is_held(assistant: Assistant) -> None:
    answer = asked(assistant, "明年万里街道预算多少")
    assert answer.status == "not_found"
    assert "2025年度" in answer.answer


@pytest.mark.parametrize("question", ["万里街道2023年水费", "商务委2024年福利费"])
def test_a_year_before_a_report_is_never_answered_by_the_year_of_a_later_one(
    assistant: Assistant, question: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.status, answer.value) == ("not_found", None)


@pytest.mark.parametrize("question", ["财政局退休人员的钱有多少", "汾阳审批局刻章项目每套多少钱"])
def test_the_whole_is_no_answer_to_a_part_or_to_a_price(
    assistant: Assistant, question: str
) -> None:
    assert asked(assistant, question).value is None


@pytest.mark.parametrize(
    "question",
    [
        "黄浦财政局2024年政府采购支出总额是多少",
        "虹口教育2024年行政运行花了多少钱？",
        "浦东三公经费多少",
        "闵行2025年公务接待费",
        "长风的公务接待费是多少",
        "孝义审批局2023年三公经费",
    ],
)
def test_an_owner_whom_no_report_knows_gets_no_other_owners_figure(
    assistant: Assistant, question: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.status, answer.value) == ("not_found", None)


@pytest.mark.parametrize(
    "question",
    [
        "帮朋友看看2024年财政局的培训费",
        "想请教一下2024年财政局的培训费",
        "随便问问，财政局2024年培训费",
        "普陀财政局2024年培训费",
    ],
)
def test_chatter_before_the_year_is_no_owner(assistant: Assistant, question: str) -> None:
    answer = asked(assistant, question)
    assert (answer.value, answer.unit) == ("4.05", "万元")


def test_each_of_two_names_asked_for_by_itself_is_answered_by_itself(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "财政局2024年收入一共多少，支出一共多少")
    assert {(item.value, item.unit) for item in answer.items} == {
        ("2946.25", "万元"),
        ("2940.05", "万元"),
    }
    beside = asked(assistant, "财政局2024年收入总计和培训费多少")
    assert [item.value for item in beside.items] == ["2995.39", "4.05"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("财政局2024年收入总计", "2995.39"),
        ("财政局2024年支出总计", "2995.39"),
        ("财政局2024年财政拨款支出总计", "2961.68"),
        ("财政局2024年总收入", "2946.25"),
        ("财政局2024年总支出", "2940.05"),
        ("财政局2024年财政拨款总支出", "2940.05"),
        ("财政局2024年收入总计和支出总计差多少", "0.00"),
        ("财政局2024年收入总计比本年收入合计多多少", "49.14"),
        ("财政局2024年项目支出占支出总计多少", "20.14"),
        ("财政局2024年项目支出占总支出多少", "20.51"),
    ],
)
def test_the_printed_total_of_final_accounts_holds_what_is_carried_over(
    assistant: Assistant, question: str, value: str
) -> None:
    assert asked(assistant, question).value == value


def test_a_part_is_set_against_the_total_just_spoken_of(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局2024年收入总计", "其中财政拨款占多少")
    assert (answer.value, answer.unit) == ("98.15", "%")
    assert "2,940.05÷2,995.39" in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("万里街道2025年基本支出和项目支出各占多少", "基本支出占支出总计的53.40%"),
        ("万里街道2025年三公经费各项占比", "公务接待费占三公经费的3.56%"),
        ("财政局2024年各类支出占支出总计的比例", "住房保障支出占支出总计的14.88%"),
        ("财政局2024年收入结构", "其他收入占收入总计的0.21%"),
        ("万里街道2025年城乡社区支出各款占比", "城乡社区管理事务占城乡社区支出的61.54%"),
    ],
)
def test_what_a_whole_is_made_up_of(assistant: Assistant, question: str, told: str) -> None:
    tells(assistant, question, told)


def test_a_sum_is_of_a_report_that_holds_both_and_a_list_says_what_is_left_out(
    assistant: Assistant,
) -> None:
    assert asked(assistant, "差旅费和会议费一共多少").value == "110000"
    assert asked(assistant, "汾阳差旅费和会议费一共多少").status == "not_found"
    listed = asked(assistant, "汾阳的差旅费和会议费各多少")
    assert (listed.value, listed.unit) == ("0.40", "万元")
    assert "没有「会议费」" in listed.answer


def test_a_change_is_found_under_the_name_without_the_word_for_budget(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "商务委为什么2025年财政拨款支出减少了")
    assert answer.value == "24491.71"
    assert "不是减少，而是增加" in answer.answer


def test_the_first_of_a_ranking_is_what_its_share_is_asked_of(assistant: Assistant) -> None:
    answer = asked(assistant, "2025年商务委的项目里哪个钱最多？占项目支出的几成？")
    assert (answer.value, answer.unit) == ("8.31", "%")
    assert "贸易高质量发展专项" in answer.answer
    assert "2,921.00万元÷351,684,000.00元" in answer.answer


def test_a_number_of_things_is_no_answer_to_how_much_money(assistant: Assistant) -> None:
    answer = asked(assistant, "万里街道2025年绩效目标金额总共多少")
    assert (answer.value, answer.unit) == ("8825.98", "万元")


def test_a_sum_with_blanks_shows_them_rather_than_counting_them_as_nothing(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "财政局2024年培训费和会议费加起来多少")
    assert answer.value is None
    assert [(item.label, item.value) for item in answer.items] == [
        ("培训费", "4.05"),
        ("会议费", None),
    ]


def test_a_body_of_another_district_is_named_as_it_was_typed(assistant: Assistant) -> None:
    answer = asked(assistant, "上海市静安区财政局2024年决算多少")
    assert "没有收录静安区财政局的报告" in answer.answer


@pytest.mark.parametrize("question", ["上年呢？", "去年呢", "为什么"])
def test_a_fragment_with_nothing_before_it_is_asked_back(
    assistant: Assistant, question: str
) -> None:
    assert asked(assistant, question).status == "clarify"
    assert asked(assistant, "万里街道2025年三公经费", question).status == "answered"


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("万里街道2025年支出", "189767551"),
        ("商务委2025年预算", "371514655.00"),
        ("财政局2024年决算", "2940.05"),
    ],
)
def test_the_bare_word_is_the_whole(assistant: Assistant, question: str, value: str) -> None:
    assert asked(assistant, question).value == value


@pytest.mark.parametrize(
    "question",
    [
        "临汾市行政审批局三公经费",
        "上海财政局三公经费",
        "三公经费增加最多的是哪个部门",
        "商务委哪个科目增加最多",
        "财政局哪些科目没有变化",
        "商务委工资福利支出中奖金占多少",
        "商务委商品和服务支出中取暖费占多少",
    ],
)
def test_what_is_not_held_or_not_compared_gets_no_figure_of_something_else(
    assistant: Assistant, question: str
) -> None:
    answer = asked(assistant, question)
    assert answer.status in ("not_found", "clarify")
    assert (answer.value, answer.items) == (None, ())


def test_accounts_of_one_name_are_all_shown_and_paired_by_their_codes(
    assistant: Assistant,
) -> None:
    answer = asked(assistant, "万里街道2025年一般行政管理事务多少")
    assert answer.value is None
    assert len(answer.items) == 7
    assert ("一般行政管理事务（2012902）", "422900") in [(i.label, i.value) for i in answer.items]
    moved = asked(assistant, "万里街道各科目比上年增减")
    assert "17,545,803" not in moved.answer


def test_a_formula_over_unlike_units_shows_them(assistant: Assistant) -> None:
    summed = asked(assistant, "万里街道2025年公务接待费和会议费合计多少")
    assert "（1.35万元+30,000元）" in summed.answer
    apart = asked(assistant, "万里街道2025年会议费比公务接待费多多少")
    assert "（30,000元-1.35万元）" in apart.answer


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("财政局2024年住房保障支出年初预算", ("住房公积金的年初预算", "购房补贴的年初预算")),
        (
            "万里街道2025年各科目支出多少",
            ("一般行政管理事务（2012902）", "一般行政管理事务（2120102）"),
        ),
    ],
)
def test_accounts_that_are_told_one_by_one_are_listed(
    assistant: Assistant, question: str, labels: tuple[str, ...]
) -> None:
    answer = asked(assistant, question)
    assert answer.status == "answered"
    assert set(labels) <= {item.label for item in answer.items}


def test_each_project_is_not_answered_by_the_whole(assistant: Assistant) -> None:
    assert asked(assistant, "万里街道2025年各项目分别多少钱").value is None


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("商务委2025年比万里街道2025年多花了多少钱", "181747104", "元"),
        ("万里街道2025年三公经费里公务用车占百分之多少", "96.44", "%"),
        ("商务委2025年平均每个月支出多少万元", "3095.96", "万元"),
    ],
)
def test_loose_wordings_of_wholes_and_parts(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.value, answer.unit) == (value, unit), answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("财政局2024年哪些科目没有花完", "行政运行的支出决算比行政运行的年初预算少48.16万元"),
        ("财政局2024年哪些科目决算低于年初预算", "实际花得少的有"),
        ("财政局2024年哪些科目的决算和年初预算不一样", "两者不等的有"),
        ("财政局2024年哪个科目超得最多", "没有高于年初预算的"),
        ("万里街道2025年新增了哪些科目", "没有新增的项级科目"),
        ("财政局2024年财政拨款收入占本年收入合计的比例", "2,940.05÷2,946.25"),
    ],
)
def test_rows_that_moved_are_told_and_no_others(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize("question", ["商务委2025年新增项目有哪些", "商务委2025年新增了哪些科目"])
def test_what_is_new_is_not_guessed(assistant: Assistant, question: str) -> None:
    assert asked(assistant, question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("万里街道2025年人员经费剔除津贴补贴还有多少", "72364737", "元"),
        ("商务委2025年支出总计扣除项目支出后是多少", "19830655", "元"),
        ("商务委2025年除了项目支出还花多少钱", "19830655", "元"),
        ("万里街道2025年不含城乡社区支出花多少", "35398225", "元"),
        ("财政局2024年决算，底薪总共发出去多少，不算各种补贴", "262.33", "万元"),
        ("商务委2025年三公经费不含公务接待费", "0.00", "万元"),
        ("商务委2025年基本支出里，人员经费是公用经费的多少倍", "10.60", "倍"),
        ("财政局2024年度收入决算的“总计”比“本年收入合计”多多少", "49.14", "万元"),
        ("万里街道2025年环境卫生安排多少钱", "4833300", "元"),
    ],
)
def test_what_is_left_out_or_holds_the_rest_is_no_operand(
    assistant: Assistant, question: str, value: str, unit: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.value, answer.unit) == (value, unit), answer.answer


def test_what_cannot_be_left_out_for_certain_is_asked_back(assistant: Assistant) -> None:
    answer = asked(assistant, "万里街道2025年支出总计除去城乡社区支出和无人机支出还有多少")
    assert (answer.status, answer.value) == ("clarify", None)
    both = asked(assistant, "万里街道2025年支出总计除去城乡社区支出和住房保障支出还有多少")
    assert both.value == "26033493"


def test_a_code_behind_a_topic_names_a_figure(assistant: Assistant) -> None:
    question = "商务委2025年部门预算2169999其他商业服务业等支出的项目支出预算数"
    assert asked(assistant, question).value == "31364000.00"


def test_all_rows_that_fell_are_told_where_several_are_asked_for(assistant: Assistant) -> None:
    answer = asked(assistant, "从2024年到2025年，万里街道哪几个类级科目的支出预算是下降的")
    assert {"社会保障和就业支出", "卫生健康支出"} <= {
        item.label.partition("的")[2] or item.label for item in answer.items
    }


@pytest.mark.parametrize("question", ["汾阳审批局算得对吗", "商务委2025年算得对吗"])
def test_whether_a_report_adds_up_is_told_from_its_findings(
    assistant: Assistant, question: str
) -> None:
    tells(assistant, question, "按勾稽关系核对，发现如下")


def test_a_town_whose_reports_are_not_held_is_said_not_to_be_there(assistant: Assistant) -> None:
    answer = asked(assistant, "长征镇2025年预算")
    assert answer.status == "not_found"
    assert "没有收录长征镇的报告" in answer.answer


def test_the_largest_share_within_a_heading_is_one_of_its_rows(assistant: Assistant) -> None:
    answer = asked(assistant, "商务委2025年人员经费里占比最大的是哪项")
    assert (answer.items[0].label, answer.value) == ("津贴补贴", "7533376.00")


def test_the_year_and_what_is_carried_make_up_the_total_of_a_side(assistant: Assistant) -> None:
    tells(assistant, "财政局2024年收入加年初结转等于总计吗", "2,946.25+49.14")


def test_so_many_departments_as_are_not_held_are_asked_back(assistant: Assistant) -> None:
    unclear = asked(assistant, "三个部门的三公经费加起来")
    assert (unclear.status, unclear.value) == ("clarify", None)
    assert "4个部门" in unclear.answer
    assert asked(assistant, "四个部门的三公经费加起来").value == "43.91"
    both = asked(assistant, "万里和商务委的三公经费分别是多少", "两个部门加起来呢")
    assert both.answer.startswith("2025年万里街道的三公经费、2025年商务委的三公经费合计38.91万元")


@pytest.mark.parametrize(
    "question",
    [
        "万里2024年社区事务受理服务中心有多少编制",
        "万里城管队员有多少人",
        "汾阳局打算买几辆车",
        "财政局购置几辆公务用车",
    ],
)
def test_money_and_what_stands_there_are_no_number_of_people_or_of_cars_to_buy(
    assistant: Assistant, question: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.status, answer.value) == ("not_found", None)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("万里2024年购置了几辆车", "2024年万里街道的部门预算安排购置车辆为1辆"),
        ("万里2025年各类车分别有几辆", "2024年万里街道的车辆共8类，合计8辆"),
        ("万里车辆里其他用车几辆", "2024年万里街道的其他用车为8辆"),
        ("各部门分别有几辆车", "2024年商务委的车辆：0辆"),
        ("商务委2025年项目支出占比比万里2025年高多少", "多48.07个百分点"),
    ],
)
def test_cars_by_kind_and_year_and_points_between_unrounded_shares(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "商务委预算是不是超过3个亿？",
            "是的，超过您问到的3个亿。2025年支出总计预算数为371,514,655.00元",
        ),
        (
            "财政局人员经费过两千万了吗？",
            "是的，超过您问到的两千万。2024年人员经费决算数为2,152.26万元",
        ),
        ("商务委2025预算有没有4个亿", "没有达到您问到的4个亿。"),
        ("万里街道2025年预算突破2亿了吗", "没有超过您问到的2亿。"),
        ("汾阳审批局三公经费低于10万吗", "是的，低于您问到的10万。"),
        ("万里三公经费不超过50万吧", "是的，没有超过您问到的50万。"),
        ("汾阳不低于100万的项目", "100万以上的项目共4个"),
        ("汾阳项目预算大于等于20万的一共几个", "20万以上的项目共10个"),
    ],
)
def test_a_figure_is_held_against_the_amount_asked_about(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("汾阳审批局最大的项目是什么", "它占项目支出百分之几", "第二大的呢"), "148.00万元"),
        (("汾阳审批局的项目里超过100万的有几个？", "那100万及以上的呢"), "共4个"),
        (("商务委2025年最大的类级科目", "第二大呢", "第三呢"), "一般公共服务支出：21,601,733.00元"),
        (("汾阳审批局预算倒数第三的项目是哪个",), "单位运转经费-2023年办公设备购置：1.60万元"),
        (("汾阳审批局项目从小到大第5个是什么",), "2023年补充办公费：2.15万元"),
        (("万里街道2025年类级科目里第二低的",), "文化旅游体育与传媒支出：200,000元"),
        (("财政局2024年最少的一类支出是什么",), "卫生健康支出：60.99万元"),
    ],
)
def test_a_place_is_counted_from_the_end_and_in_the_set_that_is_meant(
    assistant: Assistant, turns: tuple[str, ...], told: str
) -> None:
    assert told in asked(assistant, *turns).answer


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("财政局2024年基本支出占比多少", "商务委呢"), "2025年商务委的基本支出占支出总计的5.34%"),
        (
            ("万里街道2025年社会保障和就业支出多少", "占总支出多少", "2024年呢"),
            "2024年万里街道的社会保障和就业支出占支出总计的12.55%",
        ),
        (
            ("商务委人员经费是公用经费的几倍", "万里街道呢"),
            "2025年万里街道的人员经费是公用经费的8.36倍",
        ),
        (("万里2025年前三大项级科目", "2024年呢"), "其他城乡社区管理事务支出：54,212,362元"),
    ],
)
def test_a_share_a_ratio_and_a_ranking_are_asked_again_of_another_report(
    assistant: Assistant, turns: tuple[str, ...], told: str
) -> None:
    assert told in asked(assistant, *turns).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "财政局财政所2024年花了多少",
            "没有单独列出「财政所」的数，只有全部门的数。报告写明：预算不单列，并入本级",
        ),
        ("财政局国库收付中心2024年支出多少", "没有单独列出「国库收付中心」的数"),
        ("万里街道综合行政执法队的预算是多少", "没有单独列出「综合行政执法队」的数"),
        ("万里街道社区事务受理服务中心2025年人员经费", "没有单独列出「社区事务受理服务中心」的数"),
        ("汾阳政策法规股花了多少钱", "没有单独列出「政策法规股」的数"),
        ("普陀区财政局2024年给万里街道拨了多少钱", "不写一个部门给另一个部门拨款多少"),
        ("汾阳市2023年财政总收入", "没有"),
        (
            "万里街道2025年面向小微企业预留的采购占中小企业预留的比例",
            "没有找到「中小企业预留」这个总数",
        ),
    ],
)
def test_the_department_is_no_answer_for_its_units_its_region_or_what_it_hands_on(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.status, answer.value) == ("not_found", None)
    assert told in answer.answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("普陀三家单位里谁的公务接待费最高", "2025年万里街道的公务接待费最多，为1.35万元"),
        ("普陀各部门的三公经费合计", "合计38.91万元（37.91+1.00+0.00）"),
        ("普陀区所有部门支出合计", "合计590,682,706元"),
        ("万里街道2025红十字事业占社保类多少", "占社会保障和就业支出的0.28%"),
        ("汾阳采购中心的机关运行经费", "8.56万元"),
    ],
)
def test_the_departments_of_a_region_and_the_class_that_is_named(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("万里街道2023年公益性岗位补贴执行数是多少", "389.59"),
        ("万里街道2024年行政运行比2023年执行数少多少万", "239.45"),
        ("万里街道2024年专项普查活动预算比2023年执行数减少百分之多少", "-57.14"),
        ("万里2024年公益性岗位补贴执行数", None),
        ("万里街道2025年公用经费除以7", None),
        ("财政局2024年其他收入全部是利息吗", None),
        ("万里街道2025年的公车购置是什么车型", None),
    ],
)
def test_the_outturn_of_the_year_before_is_told_by_account_and_nothing_asked_is_left_out(
    assistant: Assistant, question: str, value: str | None
) -> None:
    assert asked(assistant, question).value == value


def test_a_plus_within_a_name_is_no_sum(assistant: Assistant) -> None:
    answer = asked(assistant, "财政局2024年税金及附加费用是0吗")
    assert "单元格为空白" in answer.answer


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (
            ("万里街道2025年有几个类级科目既有基本支出又有项目支出",),
            "有基本支出且有项目支出的类级科目共4个",
        ),
        (("万里街道2025年哪些类级科目基本支出为0",), "没有基本支出的类级科目共5个"),
        (("万里街道2025年没有基本支出的款级科目有几个",), "没有基本支出的款级科目共19个"),
        (("商务委没有基本支出的类级科目有哪些",), "科学技术支出：空白"),
        (("万里街道2025年哪些类级科目没有项目支出",), "类级科目里，找不到“没有项目支出”的"),
        (("商务委2025年公务接待费", "折合每个月呢"), "每月"),
        (("商务委哪些类级科目全部是项目支出",), "只有项目支出的类级科目共3个"),
        (("汾阳审批局哪些项目不是局本级实施的",), "实施的项目共11个"),
        (("汾阳审批局名称里带2023年的项目一共多少钱",), "合计246.85万元"),
        (("采购中心有哪些项目", "其中最少的呢", "一共多少"), "合计49.30万元"),
    ],
)
def test_rows_are_chosen_by_what_they_have_and_what_they_have_not(
    assistant: Assistant, turns: tuple[str, ...], told: str
) -> None:
    assert told in asked(assistant, *turns).answer


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "财政局2024年公用经费中除了福利费还有多少",
            "公用经费比福利费多141.88万元（184.65-42.77）",
        ),
        ("万里街道2025年最大的支出是哪类，占多少", "城乡社区支出占合计的81.35%"),
        ("万里街道2025年最大的支出是哪类", "城乡社区支出：154,369,326元"),
    ],
)
def test_a_part_left_out_and_the_largest_class_are_not_answered_by_the_whole(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


def test_what_a_sum_should_equal_is_no_column_of_its_parts(assistant: Assistant) -> None:
    tells(
        assistant,
        "财政局公用经费加人员经费等于基本支出吗",
        "报告中基本支出为2,336.91万元，两者相等",
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("财政局2024年收入比支出多多少", "6.20"),
        ("政务中心的参公人员比事业人员少几个", "9"),
        ("汾阳采购中心参公人员和事业人员差几个", "3"),
        ("汾阳采购中心几个人", "7"),
    ],
)
def test_two_sides_and_two_kinds_of_people_are_set_apart(
    assistant: Assistant, question: str, value: str
) -> None:
    assert asked(assistant, question).value == value


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("万里街道2025水费电费加起来比2024年少了多少", "合计减少126,500元"),
        ("万里街道2025年水费电费合计比2024年下降百分之几", "下降22.69%"),
        ("万里街道2025年水电费比2024年少多少", "合计减少126,500元"),
        ("财政局2024年公用经费里除了工会经费和福利费还有多少", "多117.46万元（184.65-67.19）"),
        ("万里街道2025年人员经费不算基本工资和津贴补贴还有多少", "多66,280,553元"),
        ("万里街道和商务委2025年的办公费和差旅费一共多少", "（4,413,478+353,900）"),
        ("万里街道2024年和2025年的水费、电费各是多少", "2024年万里街道的水费：277,500元"),
        ("商务委前两大类支出合计占总支出多少", "占支出总计的87.53%（325,174,000÷371,514,655.00）"),
    ],
)
def test_what_is_added_is_added_in_each_report(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


def test_of_two_names_none_stands_for_both_between_two_years(assistant: Assistant) -> None:
    answer = asked(assistant, "万里街道2025年的水费、电费比2024年少多少")
    assert answer.status == "clarify"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("财政局2024年平均每天花多少", "每天8.03万元（2,940.05÷366）"),
        ("万里街道一天要花多少钱（2025年）", "每天519,911.10元（189,767,551÷365）"),
        ("万里街道2025年公用经费除以12", "每月902,308.50元"),
        (
            "万里街道2025年每辆公务车运行费平均多少",
            "按2024年车辆平均，平均每辆2.695万元（21.56÷8）",
        ),
        ("万里街道2025年预算比2024年多了多少，涨了百分之几", "增加33,556,428元"),
        ("万里街道水费两年变化多少，降了百分之几", "减少171,500元"),
        ("商务委和万里街道2025政府采购哪个大，差几倍", "126.21倍（4821.20÷38.20）"),
    ],
)
def test_means_and_both_of_two_questions_are_told(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)


@pytest.mark.parametrize(
    ("turns", "value", "told"),
    [
        (
            ("汾阳审批局水费多少", "占公用经费多少", "电费呢"),
            "0.23",
            "电费占公用经费的0.23%（0.10÷44.30）",
        ),
        (("万里街道2025年水费比2024年少了多少", "电费呢"), "45000", "电费增加45,000元"),
        (("财政局2024年行政运行完成率", "信息化建设呢"), "99.52", "135.25÷135.90"),
        (
            ("万里街道2025年基本支出里人员经费占多少", "公用经费呢"),
            "10.68",
            "10,827,702÷101,341,746",
        ),
        (
            ("商务委和万里街道2025年福利费哪个多", "差旅费呢"),
            None,
            "2025年商务委的差旅费与2025年万里街道的差旅费相等",
        ),
        (("财政局2024年哪个科目决算比预算少得最多", "少多少"), "48.16", "1560.05-1511.89"),
        (("财政局2024年哪个科目决算比预算少得最多", "为什么"), None, "人员进出及退休变化"),
        (
            ("财政局2024年信息化建设决算多少", "年初预算呢", "为什么少了"),
            None,
            "因产业政策扶持资金管理系统项目进度",
        ),
        (
            ("万里街道2025年哪个科目比2024年增加最多", "多了多少"),
            "43128737",
            "其他城乡社区支出增加43,128,737元",
        ),
    ],
)
def test_a_new_row_or_a_reason_keeps_what_was_asked_and_the_row_spoken_of(
    assistant: Assistant, turns: tuple[str, ...], value: str | None, told: str
) -> None:
    answer = asked(assistant, *turns)
    assert (answer.status, answer.value) == ("answered", value)
    assert told in answer.answer


@pytest.mark.parametrize(
    "turns",
    [
        ("万里街道2025年哪个科目比2024年增加最多", "为什么"),
        ("商务委2025年最大的科目是哪个", "为什么比上年多"),
    ],
)
def test_a_reason_that_is_not_written_is_not_that_of_the_whole(
    assistant: Assistant, turns: tuple[str, ...]
) -> None:
    answer = asked(assistant, *turns)
    assert answer.status == "not_found"
    assert "3,355.65" not in answer.answer


@pytest.mark.parametrize(
    ("question", "value", "told"),
    [
        ("万里街道2025年城乡社区支出中项目支出占比", "49.87", "76,987,780÷154,369,326"),
        (
            "商务委和万里街道2025政府采购哪个大，差几倍",
            "126.21",
            "2025年万里街道的政府采购预算是2025年商务委的政府采购预算的126.21倍",
        ),
        ("商务委公用经费和人员经费哪个大，差几倍", "10.60", "人员经费是公用经费的10.60倍"),
        ("商务委的政府采购是万里街道的几倍", "0.01", "38.20÷4821.20"),
        ("汾阳审批局政府预算经济科目是社会保障缴费的合计多少", "41.56", "科目共4个"),
        ("汾阳审批局办公经费类（政府预算经济科目）合计", "29.76", "科目共10个"),
        ("汾阳审批局办公经费多少", "29.76", "归入办公经费的科目"),
    ],
)
def test_a_row_within_a_row_the_larger_first_and_rows_of_one_second_name(
    assistant: Assistant, question: str, value: str, told: str
) -> None:
    answer = asked(assistant, question)
    assert (answer.status, answer.value) == ("answered", value)
    assert told in answer.answer


def test_two_changes_told_with_their_amounts_are_set_apart(assistant: Assistant) -> None:
    told = asked(assistant, "商务委收入增加24558.18万和支出增加24491.71万差多少")
    assert told.value == "66.47"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("基本工资和津贴补贴哪个占人员经费大 商务委", "津贴补贴更多"),
        ("四家单位的住房公积金总和", "合计7,515,566元"),
    ],
)
def test_two_shares_of_one_whole_and_all_bodies_by_their_number(
    assistant: Assistant, question: str, told: str
) -> None:
    tells(assistant, question, told)
