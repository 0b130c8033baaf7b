"""Identities inside a performance target form, and between the forms and the project table."""

import re
from collections.abc import Iterator

from index.reconcile.accounts import listed_projects
from index.reconcile.figures import Disagreement, agree, disagreement, total
from index.reconcile.form_figures import (
    HALVES,
    Quantity,
    field_text,
    form_name,
    form_side,
    quantity_of,
    sources_of,
    total_fund,
)
from index.reconcile.shape import squeezed
from index.records import Extraction, FindingSide, Form, Half

_ONE_YEAR = re.compile(r"^(1|一)年(期)?$|1年结束|一年结束")


def funds_by_source(extraction: Extraction) -> Iterator[Disagreement]:
    """资金总额 = Σ sources (中央, 省级, 市县, 自筹, 其他), in each half of each form."""
    for form in extraction.forms:
        for half in HALVES:
            whole, parts = total_fund(form, half), sources_of(form, half)
            if whole is not None and parts:
                added = total(parts, "各来源之和")
                what = f"“{form.project}”的申报表"
                yield from disagreement(what, whole, added, addends=len(parts), others=parts)


def is_one_year(form: Form) -> bool:
    """Whether a form says that its project lasts one year."""
    words = (field_text(form, name) for name in ("项目期", "项目期限", "项目属性", "项目类型"))
    return any(_ONE_YEAR.search(squeezed(word)) for word in words)


def halves_of_funds(extraction: Extraction) -> Iterator[Disagreement]:
    """实施期资金总额 = 年度资金总额, for projects of one year.

    A multi-year project filed as a one-year one is the usual cause, so it wants an explanation.
    """
    for form in extraction.forms:
        whole, year = total_fund(form, "实施期"), total_fund(form, "年度")
        if whole is not None and year is not None and is_one_year(form):
            what = f"“{form.project}”填报为一年期项目"
            remark = "，项目期或资金安排需要说明"
            yield from disagreement(what, whole, year, otherwise="explain", remark=remark)


def _values(form: Form, half: Half) -> dict[tuple[str, str], Quantity]:
    found = ((item, quantity_of(form, item)) for item in form.indicators if item.half == half)
    return {(item.kind, squeezed(item.name)): quantity for item, quantity in found if quantity}


def _compatible(left: Quantity, right: Quantity) -> bool:
    """Whether one number can meet both values: ≤100 and ≥130 cannot both be met."""
    low, high = left.figure.amount, right.figure.amount
    if left.bound == "≥" and right.bound in ("≤", ""):
        return low <= high
    if left.bound == "≤" and right.bound in ("≥", ""):
        return low >= high
    if left.bound == "" and right.bound:
        return _compatible(right, left)
    return left.bound == right.bound and low == high


def halves_of_indicators(extraction: Extraction) -> Iterator[Disagreement]:
    """The same indicator has compatible values in 实施期 and 年度, for projects of one year."""
    for form in extraction.forms:
        if not is_one_year(form):
            continue
        years = _values(form, "年度")
        for key, whole in _values(form, "实施期").items():
            year = years.get(key)
            if year is None or year.figure.unit != whole.figure.unit or _compatible(whole, year):
                continue
            yield Disagreement(
                severity="contradiction",
                message=(
                    f"“{form.project}”填报为一年期项目，指标“{key[1]}”实施期为"
                    f"{whole.figure.side.printed}，年度为{year.figure.side.printed}，"
                    "两者不能同时成立。"
                ),
                sides=(whole.figure.side, year.figure.side),
            )


def project_key(name: str) -> str:
    """A project's name without blanks and with one kind of brackets."""
    return (
        squeezed(name).replace("〔", "[").replace("〕", "]").replace("【", "[").replace("】", "]")
    )


def table_and_forms(extraction: Extraction) -> Iterator[Disagreement]:
    """A project's amount in the project table (万元) = 年度资金总额 of its form (元)."""
    forms = {project_key(form.project): form for form in extraction.forms}
    for row, figure in listed_projects(extraction):
        form = forms.get(project_key(row.label))
        funds = total_fund(form, "年度") if form else None
        if funds is not None:
            what = f"项目“{row.label}”的预算表与申报表"
            yield from disagreement(what, figure, funds)


def every_project_has_a_form(extraction: Extraction) -> Iterator[Disagreement]:
    """The projects of the table and those of the forms are the same projects.

    Only where most names do match; else the two are simply about different things.
    """
    listed = {project_key(row.label): figure for row, figure in listed_projects(extraction)}
    forms = {project_key(form.project): form for form in extraction.forms}
    if 2 * len(listed.keys() & forms.keys()) < max(len(listed), len(forms), 1):
        return
    form_pages = FindingSide(
        page=extraction.forms[0].page,
        table=extraction.forms[0].title,
        row=None,
        column=None,
        printed=f"{len(forms)}份",
        text=f"共{len(forms)}份绩效目标申报表，没有同名的一份",
    )
    for key in listed.keys() - forms.keys():
        side = listed[key].side
        message = f"项目“{side.row}”列在项目支出预算表中，没有同名的绩效目标申报表。"
        yield Disagreement(severity="explain", message=message, sides=(side, form_pages))
    for key in forms.keys() - listed.keys():
        form = forms[key]
        first = next(iter(listed.values())).side
        missing = FindingSide(
            page=first.page,
            table=first.table,
            row=None,
            column=None,
            printed=f"{len(listed)}行",
            text=f"项目支出预算表共{len(listed)}行，没有同名的一行",
        )
        side = form_side(form, "项目名称", None, form.project, form_name(form))
        message = f"有“{form.project}”的绩效目标申报表，项目支出预算表中没有同名的一行。"
        yield Disagreement(severity="explain", message=message, sides=(side, missing))


def forms_make_project_expenditure(extraction: Extraction) -> Iterator[Disagreement]:
    """Σ 年度资金总额 of the forms = Σ of the project table, where there is a form for each row."""
    projects = [figure for _row, figure in listed_projects(extraction)]
    funds = [figure for form in extraction.forms if (figure := total_fund(form, "年度"))]
    if not projects or len(projects) != len(funds):
        return
    left = total(projects, f"项目支出预算表{len(projects)}行之和")
    right = total(funds, f"{len(funds)}份申报表年度资金之和")
    if not agree(left, right):
        yield from disagreement("项目预算合计", left, right, addends=len(projects))
