"""绩效目标申报表 drawn as grids: invented ones, of one page and of two, told apart from lists."""

from decimal import Decimal

from index.extract.grid_forms import GridForms, grid_forms
from index.records import Document, Grid, Line, Page, Span

Cells = tuple[tuple[str | None, ...], ...]

FORM: Cells = (
    ("申报单位名称", "临江区水务局", None, None),
    ("项目名称", "泵站设备更新", None, None),
    ("项目负责人", "甲某某", "联系电话", "12345678"),
    ("立项依据", "《防汛规划》\n（临府〔2023〕12号）", None, None),
    ("项目总预算（万元）", "100.00", "项目当年预算（万元）", "80.50"),
    ("项目总目标", "更新泵站", None, None),
    ("年度绩效目标", "更换水泵", None, None),
    ("一级指标", "二级指标", "三级指标", "指标目标值"),
    ("产出指标", "数量指标", "水泵更换数量", "=2台"),
    (None, "质量指标", "验收合格率", "≥95%"),
)
"""Two indicators under one category, whose cell covers both rows."""

NATIONAL: Cells = (
    ("项目名称", None, "河道疏浚", None, None, None, None),
    ("实施单位", None, "水利所", None, None, None, None),
    ("总体目标", "实施期目标", None, None, "年度目标", None, None),
    (None, "三年疏浚", None, None, "今年疏浚十公里", None, None),
    ("一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "疏浚长度", "30公里", "数量指标", "疏浚长度", "10公里"),
)


def drawn(*pages: tuple[tuple[str, ...], Cells], spans: tuple[Span, ...] = ()) -> GridForms:
    number, made = 1, []
    for page, (texts, cells) in enumerate(pages, start=1):
        lines = tuple(Line(page=page, number=number + i, text=t) for i, t in enumerate(texts))
        number += len(texts)
        grid = Grid(page=page, top=0, cells=cells, spans=spans, line=number)
        made.append(Page(number=page, lines=lines, grids=(grid,)))
        number += len(cells)
    return grid_forms(
        Document(source="a.pdf", format="pdf", sha256="0" * 64, title="", pages=tuple(made))
    )


HEAD = ("财政项目支出绩效目标申报表", "（2025年度）")
DOWN = (Span(row=8, column=0, rows=2, columns=1),)


def test_labels_lead_to_the_values_beside_them() -> None:
    found = drawn((HEAD, FORM), spans=DOWN)
    (form,) = found.forms
    assert (form.title, form.year, form.kind) == (HEAD[0], 2025, "targets")
    assert (form.project, form.implementer, form.unit) == ("泵站设备更新", "临江区水务局", "万元")
    assert [(f.half, f.amount) for f in form.funds] == [
        ("实施期", Decimal("100.00")),
        ("年度", Decimal("80.50")),
    ]
    told = {(f.name, f.half): f.text for f in form.fields}
    assert told["立项依据", None] == "《防汛规划》（临府〔2023〕12号）"
    assert told["总体目标", "年度"] == "更换水泵"
    assert found.lines == {1, 2}


def test_a_category_that_reaches_down_is_that_of_every_row() -> None:
    (form,) = drawn((HEAD, FORM), spans=DOWN).forms
    assert [(i.category, i.kind, i.name, i.value) for i in form.indicators] == [
        ("产出指标", "数量指标", "水泵更换数量", "2台"),
        ("产出指标", "质量指标", "验收合格率", "≥95%"),
    ]


def test_persons_and_telephones_are_never_taken() -> None:
    (form,) = drawn((HEAD, FORM), spans=DOWN).forms
    said = "".join(f"{f.name}{f.text}" for f in form.fields)
    assert "甲某某" not in said
    assert "12345678" not in said


def test_two_groups_of_indicators_are_of_the_whole_project_and_of_the_year() -> None:
    (form,) = drawn((("项目支出绩效目标表",), NATIONAL)).forms
    assert [(i.half, i.value) for i in form.indicators] == [
        ("实施期", "30公里"),
        ("年度", "10公里"),
    ]
    goals = {f.half: f.text for f in form.fields if f.name == "总体目标"}
    assert goals == {"实施期": "三年疏浚", "年度": "今年疏浚十公里"}


def test_indicators_go_on_over_a_page() -> None:
    more: Cells = (("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),)
    found = drawn((HEAD, FORM[:-1]), ((), more))
    (form,) = found.forms
    assert form.indicators[-1].name == "居民满意度"
    assert len(found.grids) == 2


def test_a_list_of_projects_is_no_form() -> None:
    listed: Cells = (
        ("序号", "项目名称", "立项依据", "预算金额"),
        ("1", "泵站设备更新", "《防汛规划》", "80.50"),
        ("2", "河道疏浚", "《水利规划》", "10.00"),
    )
    assert drawn((("项目支出预算表",), listed)).forms == ()


SIGNED: Cells = (
    ("项目名称", "养老服务站建设", None, None, None, None),
    ("预算单位", "临江区民政局", None, None, None, None),
    ("项目资金（万元）", "年度资金总额", None, "150.50万元", None, None),
    ("总体目标", "新建服务站", None, None, None, None),
    ("一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位"),
    ("产出指标", "数量指标", "新建服务站", "=", "3", "个"),
    ("产出指标", "质量指标", "验收合格率", "≥", "98", "%"),
)


def test_a_sign_and_a_unit_in_columns_of_their_own_belong_to_the_value() -> None:
    (form,) = drawn((HEAD, SIGNED)).forms
    assert [(i.name, i.value) for i in form.indicators] == [
        ("新建服务站", "3个"),
        ("验收合格率", "≥98%"),
    ]


def test_the_unit_of_funds_may_stand_in_their_heading_or_behind_the_amount() -> None:
    (form,) = drawn((HEAD, SIGNED)).forms
    assert (form.unit, [(f.name, f.amount) for f in form.funds]) == (
        "万元",
        [("资金总额", Decimal("150.50"))],
    )


def test_of_two_amounts_under_one_label_the_first_is_of_the_whole_project() -> None:
    rows: Cells = (
        ("项目名称", "河道疏浚", None, None),
        ("实施单位", "水利所", None, None),
        ("实施期资金总额", "300.00", "年度资金总额", "100.00"),
        ("其中：财政拨款", "280.00", "其中：财政拨款", "90.00"),
        ("其他资金", "约20万元", "其他资金", "10.00"),
    )
    (form,) = drawn((HEAD, rows)).forms
    assert [(f.name, f.half, f.amount) for f in form.funds] == [
        ("资金总额", "实施期", Decimal("300.00")),
        ("资金总额", "年度", Decimal("100.00")),
        ("财政拨款", "实施期", Decimal("280.00")),
        ("财政拨款", "年度", Decimal("90.00")),
        ("其他资金", "年度", Decimal("10.00")),
    ]
