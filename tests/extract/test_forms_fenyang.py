"""Every field of the 26 forms of the Fenyang budget, against the checked ones."""

from typing import Any

import pytest
from shared_report import fenyang, fenyang_gold

from index.extract.forms import forms_of
from index.records import Form

WORDED = (
    "主管部门及代码",
    "实施单位",
    "项目属性",
    "项目期",
    "项目概况",
    "立项依据",
    "项目设立必要性",
    "保证项目实施的制度、措施",
    "项目实施计划",
    "填报日期",
)
SOURCES = ("中央财政资金", "省级财政资金", "市县（区）财政资金", "单位自筹", "其他资金")
HALVES = ("实施期", "年度")


@pytest.fixture(scope="module")
def pairs() -> list[tuple[dict[str, Any], Form]]:
    return list(zip(fenyang_gold("forms"), forms_of(fenyang()), strict=True))


def test_there_are_26_forms(pairs: list[tuple[dict[str, Any], Form]]) -> None:
    assert len(pairs) == 26


def test_heads_and_worded_fields_are_those_checked(
    pairs: list[tuple[dict[str, Any], Form]],
) -> None:
    differing = []
    for gold, form in pairs:
        wanted: dict[Any, Any] = {(name, None): gold[name] for name in WORDED}
        wanted |= {("总体目标", half): gold["总体目标"][i] for i, half in enumerate(HALVES)}
        wanted |= {key: gold[key] for key in ("page", "line", "title", "year", "unit")}
        wanted |= {"project": gold["项目名称"], "implementer": gold["实施单位"]}
        found: dict[Any, Any] = {(field.name, field.half): field.text for field in form.fields}
        found |= {key: getattr(form, key) for key in ("page", "line", "title", "unit")}
        found |= {"project": form.project, "implementer": form.implementer}
        found |= {"year": f"（{form.year}年度）"}
        differing += differences(gold, wanted, found)
    assert not differing


def test_funds_are_those_checked(pairs: list[tuple[dict[str, Any], Form]]) -> None:
    differing = []
    for gold, form in pairs:
        wanted = {("资金总额", half): gold[f"{half}资金总额"] for half in HALVES}
        wanted |= {(name, half): gold[name][i] for name in SOURCES for i, half in enumerate(HALVES)}
        found = {(fund.name, fund.half): fund.printed for fund in form.funds}
        differing += differences(gold, wanted, found)
    assert not differing


def test_indicators_are_those_checked(pairs: list[tuple[dict[str, Any], Form]]) -> None:
    differing = []
    for gold, form in pairs:
        wanted = {
            (kind["一级"], kind["二级"], half): [
                (item.get("name_full", item["name"]), item["value"]) for item in kind[half]
            ]
            for kind in gold["指标"]
            for half in HALVES
            if kind[half]
        }
        found: dict[tuple[str, str, str], list[tuple[str, str]]] = {}
        for item in form.indicators:
            key = (item.category, item.kind, item.half)
            found.setdefault(key, []).append((item.name, item.value))
        differing += differences(gold, wanted, found)
    assert not differing


def test_clipped_names_are_kept_as_printed_beside_the_full_ones(
    pairs: list[tuple[dict[str, Any], Form]],
) -> None:
    wanted = {
        (form.index, item["name_full"], item["name"])
        for gold, form in pairs
        for kind in gold["指标"]
        for half in HALVES
        for item in kind[half]
        if "name_full" in item
    }
    found = {
        (form.index, item.name, item.printed_name)
        for _, form in pairs
        for item in form.indicators
        if item.name != item.printed_name
    }
    assert wanted <= found
    # The checked extraction gives the full name alone for four names that the page clips too.
    assert {(full, printed) for _, full, printed in found - wanted} == {
        ("可行性研究报告编制费", "可行性研究报告编"),
        ("网络运行维护支付次数", "网络运行维护支付"),
        ("办公用品、耗材质量合格率", "办公用品、耗材质"),
        ("保证单位网络运行正常", "保证单位网络运行"),
    }


def differences(gold: dict[str, Any], wanted: Any, found: Any) -> list[str]:
    """One line for each key that differs: form, key, checked value, ours."""
    return [
        f"line {gold['line']} {key}: {wanted.get(key)!r} but found {found.get(key)!r}"
        for key in wanted.keys() | found.keys()
        if wanted.get(key) != found.get(key)
    ]
