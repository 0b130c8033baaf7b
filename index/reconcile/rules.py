"""The identities (勾稽关系), each under a name that a reader understands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.reconcile import (
    accounts,
    columns,
    documents,
    form_amounts,
    forms,
    labels,
    percentages,
    prose,
    prose_changes,
    prose_repeats,
    prose_sums,
    rows,
)
from index.reconcile.figures import Disagreement
from index.records import Extraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One identity: its short name for ids, its name in plain Chinese, and its check."""

    slug: str
    name: str
    check: Callable[[Extraction], Iterator[Disagreement]]


def _rule(slug: str, name: str, check: Callable[[Extraction], Iterator[Disagreement]]) -> Rule:
    return Rule(slug=slug, name=name, check=check)


WITHIN_TABLES = (
    _rule("income-expenditure", "收入总计＝支出总计", rows.income_equals_expenditure),
    _rule("side-classes", "本年合计＝各类之和", rows.classes_of_a_side),
    _rule("side-detail", "大项＝所列细项之和", rows.details_of_a_class),
    _rule("side-total", "总计＝本年合计＋结转结余", rows.total_of_a_side),
    _rule("account-sum", "上级科目＝下级科目之和", rows.accounts_add_up),
    _rule("table-total", "合计＝各行之和", rows.total_of_accounts),
    _rule("unit-sum", "部门合计＝各单位之和", rows.units_add_up),
    _rule("basic-project", "合计＝基本支出＋项目支出", columns.basic_plus_project),
    _rule("personnel-operating", "合计＝人员经费＋公用经费", columns.personnel_plus_operating),
    _rule("economic-classes", "人员、公用经费合计＝各类之和", rows.personnel_and_operating_rows),
    _rule("three-public", "三公经费＝出国＋接待＋公车", rows.three_public_rows),
    _rule("three-public-columns", "三公经费＝出国＋接待＋公车", columns.three_public_columns),
    _rule("vehicles", "公务用车＝购置＋运行", rows.vehicle_rows),
    _rule("vehicle-columns", "公务用车＝购置＋运行", columns.vehicle_columns),
    _rule("fund-sources", "合计＝各分栏之和", columns.sources_of_funds),
    _rule("empty-table", "空表与表注一致", labels.empty_or_not),
    _rule("table-year", "表的年度＝报告年度", labels.year_of_tables),
    _rule("column-year", "表头年度＝报告年度", labels.year_of_columns),
)

BETWEEN_TABLES = (
    _rule("same-total", "各表总额一致", accounts.same_grand_total),
    _rule("same-account", "同一科目各表一致", accounts.same_account),
    _rule("basic-by-nature", "经济分类合计＝基本支出", accounts.basic_expenditure_by_nature),
    _rule("project-sum", "各项目之和＝项目支出", accounts.projects_make_project_expenditure),
    _rule("running-costs", "机关运行经费＝公用经费", accounts.running_costs_are_operating),
)

FORMS = (
    _rule("form-source", "资金总额＝各来源之和", forms.funds_by_source),
    _rule("form-half", "一年期项目：实施期资金＝年度资金", forms.halves_of_funds),
    _rule("form-indicator", "一年期项目：两期指标值相容", forms.halves_of_indicators),
    _rule("form-amount", "项目概况金额＝资金总额", form_amounts.description_and_funds),
    _rule("form-cost", "成本指标＝资金总额", form_amounts.cost_and_funds),
    _rule("form-product", "数量×单位成本＝资金总额", form_amounts.quantity_times_unit_cost),
    _rule("form-table", "项目表金额＝申报表金额", forms.table_and_forms),
    _rule("form-total", "申报表资金之和＝项目表之和", forms.forms_make_project_expenditure),
    _rule("form-match", "项目与申报表一一对应", forms.every_project_has_a_form),
    _rule("document-year", "同一文件的文号一致", documents.years_of_documents),
    _rule("document-number", "文号完整", documents.documents_without_year),
    _rule("form-year", "申报表年度＝报告年度", labels.year_of_forms),
)

PROSE = (
    _rule("prose-table", "文字数字＝表中数字", prose.prose_and_tables),
    _rule("prose-repeat", "同一段前后一致", prose_repeats.stated_twice),
    _rule("procurement", "政府采购＝货物＋工程＋服务", prose.procurement_adds_up),
    _rule("project-count", "项目个数一致", prose.number_of_projects),
    _rule("target-funds", "绩效目标资金＝项目支出", prose.target_funds_and_projects),
    _rule("carryover", "结转项目之和＝上年结转", prose.carried_over_projects),
    _rule("parts", "总数＝其中各项之和", prose_sums.parts_of_numbers),
    _rule("share", "占比重算", percentages.shares),
    _rule("completion", "完成预算比例重算", prose_sums.completion_rates),
    _rule("change-rate", "增减幅度重算", percentages.change_rates),
    _rule("change-amount", "增减额重算", prose_changes.amounts_of_change),
    _rule("direction", "增减方向与数字一致", prose_changes.directions),
    _rule("reason", "增减原因与方向一致", prose_changes.reasons),
    _rule("income-change", "收入增减＝支出增减", prose_changes.income_and_expenditure_change),
    _rule("change-sum", "增减额＝各部分增减额之和", prose_changes.changes_add_up),
    _rule("prose-year", "文字年度＝报告年度", labels.year_of_prose),
)

RULES: tuple[Rule, ...] = (*WITHIN_TABLES, *BETWEEN_TABLES, *FORMS, *PROSE)
"""Every identity, in the order in which findings are listed."""
