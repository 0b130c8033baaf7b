"""Numbers in Chinese text: where they stand, what they are worth, what kind they are."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.amounts import grouped
from index.han_numerals import han_value
from index.numerals import find_numbers, parse_number


def read(text: str) -> list[tuple[str, str | None]]:
    """Value and unit of every number of a text."""
    return [(f"{n.value.normalize():f}", n.unit) for n in find_numbers(text)]


def kinds(text: str) -> list[tuple[str, str]]:
    """Text and kind of every number."""
    return [(n.text, n.kind) for n in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目支出935.85万元", ("935.85", "万元")),
        ("１，４８０，０００元", ("1480000", "元")),
        ("1，433.90万元", ("1433.9", "万元")),
        ("约合0.14亿元", ("0.14", "亿元")),
        ("三千五百元", ("3500", "元")),
        ("三千五百万元", ("3500", "万元")),
        ("3个亿", ("3", "亿")),
        ("三个多亿", ("3", "亿")),
        ("九百三十五点八五万元", ("935.85", "万元")),
        ("两亿三千万元", ("23000", "万元")),
        ("3亿5千万元", ("350000000", "元")),
        ("1.2万", ("1.2", "万")),
        ("1.2万人", ("12000", "人")),
        ("一万二千人", ("12000", "人")),
        ("3成", ("30", "%")),
        ("三成五", ("35", "%")),
        ("百分之三", ("3", "%")),
        ("百分之三点五", ("3.5", "%")),
        ("百分之12.5", ("12.5", "%")),
        ("四分之一", ("25", "%")),
        ("一半", ("50", "%")),
        ("翻一番", ("2", "倍")),
        ("翻两番", ("4", "倍")),
        ("半年", ("0.5", "年")),
        ("一年半", ("1.5", "年")),
        ("2.02倍", ("2.02", "倍")),
        ("提高3.5个百分点", ("3.5", "个百分点")),
        ("十五个项目", ("15", "个")),
        ("两辆", ("2", "辆")),
        ("200余万元", ("200", "万元")),
        ("100多万元", ("100", "万元")),
        ("-3.06万元", ("-3.06", "万元")),
        ("负三点五万元", ("-3.5", "万元")),
        ("≥444户", ("444", "户")),
        ("120平方米", ("120", "平方米")),
        ("5块钱", ("5", "元")),
    ],
)
def test_a_quantity_has_an_exact_value_in_its_unit(text: str, expected: tuple[str, str]) -> None:
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["50万元到150万元", "50—150万元", "50-150万元", "50万到150万元", "50～150万元", "50至150万元"],
)
def test_both_ends_of_a_range_carry_the_unit(text: str) -> None:
    assert read(text) == [("50", "万元"), ("150", "万元")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023年", "year"),
        ("2023年度", "year"),
        ("二〇二三年", "year"),
        ("24年预算", "year"),
        ("2023预算数", "year"),
        ("2023年2月9日", "date"),
        ("2023-02-09", "date"),
        ("12月31日", "date"),
        ("（2010301）", "code"),
        ("科目编码201", "code"),
        ("A1806", "code"),
        ("2010301 行政运行", "code"),
        ("吕政办发[2021]50号", "document"),
        ("〔2022〕41号", "document"),
        ("第52期", "document"),
        ("第1次", "document"),
        ("114号", "document"),
        ("1. 住房公积金", "ordinal"),
        ("二、支出情况", "ordinal"),
        ("（二）支出情况", "ordinal"),
        ("①公务用车购置费", "ordinal"),
        ("预算公开表3", "ordinal"),
        ("第12页", "ordinal"),
        ("前三名", "ordinal"),
        ("33.13%", "percent"),
        ("百分之三", "percent"),
        ("15个项目", "quantity"),
    ],
)
def test_the_kind_follows_from_the_words_around(text: str, kind: str) -> None:
    assert [found for _, found in kinds(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        *("一般公共预算", "三公经费", "一次性项目", "第一部分", "统一安排", "万里街道", "四川省"),
        *(
            "十四五规划",
            "百货",
            "二维码",
            "“六最”营商环境",
            "一网通办",
            "公用经费多少万",
            "几个项目",
        ),
        *("唯一", "一定", "本级", "五险一金", "三重一大", "一体化", "同一个科目"),
    ],
)
def test_a_numeral_inside_a_word_is_no_number(text: str) -> None:
    assert find_numbers(text) == ()


def test_a_sentence_of_a_budget_is_read_whole() -> None:
    text = "2023年，行政运行（2010301）的项目支出为935.85万元（预算公开表3，第5页），占97.60%。"
    assert kinds(text) == [
        ("2023年", "year"),
        ("2010301", "code"),
        ("935.85万元", "quantity"),
        ("表3", "ordinal"),
        ("第5页", "ordinal"),
        ("97.60%", "percent"),
    ]


def test_minus_between_two_figures_is_no_sign() -> None:
    assert read("958.88-475.03=483.85") == [("958.88", None), ("475.03", None), ("483.85", None)]


def test_about_is_remembered() -> None:
    assert [n.rough for n in find_numbers("约1.2万元，200余万元，3万元")] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("十五", "15"), ("3,500", "3500"), ("1.2万", "12000"), ("两百", "200"), ("三", "3")),
        *(("三千零五", "3005"), ("二〇二三", "2023"), ("一万二", "12000"), ("百分之三", "3")),
    ],
)
def test_a_text_that_is_one_number_parses(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "行政运行", "十四五", "三五万", "3和4", "百", "万"])
def test_a_text_that_is_not_one_number_does_not_parse(text: str) -> None:
    assert parse_number(text) is None


def in_han(value: int) -> str:
    """A whole number below 10**12 in Chinese numerals."""
    if value == 0:
        return "零"
    words = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = value // scale % 10**4
        if part:
            gap = bool(words) and part < 1000
            words += ("零" if gap else "") + _section(part) + name
    return words


def _section(value: int) -> str:
    words, skipped = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            words += ("零" if skipped and words else "") + "零一二三四五六七八九"[digit] + name
        skipped = not digit
    return words


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_chinese_numeral_is_worth_what_it_says(value: int) -> None:
    assert han_value(in_han(value)) == value


@given(st.integers(min_value=2, max_value=9_999))
def test_chinese_and_arabic_digits_name_one_amount(value: int) -> None:
    assert read(f"{in_han(value)}万元") == read(f"{value}万元")


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)


@given(AMOUNTS, st.sampled_from(["元", "万元", "亿元", "%", "倍", "个", "人", "户"]))
def test_a_printed_figure_is_found_whole_wherever_it_stands(value: Decimal, unit: str) -> None:
    text = f"行政运行的项目支出为{grouped(value)}{unit}，较多。"
    (number,) = find_numbers(text)
    assert (number.value, number.unit, number.places) == (value, unit, 2)
    assert text[number.start : number.end] == number.text == f"{grouped(value)}{unit}"


@given(AMOUNTS)
def test_full_width_digits_are_digits(value: Decimal) -> None:
    wide = str(value).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    assert read(f"{wide}万元") == read(f"{value}万元")


@given(
    st.text(
        alphabet="一二三十百千万亿零半两0123456789.,，%年月日第号页表个元 预算支出", max_size=40
    )
)
def test_any_text_yields_numbers_in_order_that_do_not_overlap(text: str) -> None:
    numbers = find_numbers(text)
    assert all(n.text == text[n.start : n.end] and n.text for n in numbers)
    assert all(a.end <= b.start for a, b in itertools.pairwise(numbers))


@given(
    st.text(
        alphabet="一二三十百千万亿零半两0123456789.,，%年月日第号页表个元 预算支出", max_size=40
    )
)
def test_no_arabic_digit_escapes_notice(text: str) -> None:
    covered = {i for n in find_numbers(text) for i in range(n.start, n.end)}
    assert all(i in covered for i, char in enumerate(text) if char.isdecimal())
