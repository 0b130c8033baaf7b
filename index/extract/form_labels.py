"""Which words does the standard performance target form (绩效目标申报表) print as its labels?

Vocabulary only, and the one operation on it: recognising a label that may be wrapped over lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Half, Line

PROJECT = "项目名称"
IMPLEMENTER = "实施单位"
FUNDS = "项目资金"
GOALS = "总体目标"
GOAL_HEADINGS = ("实施期目标", "年度目标")
INDICATOR_BLOCK = ("绩效指标", "一级指标")
FILED = "填报日期"

WORDED = (
    "主管部门及代码",
    "主管部门",
    IMPLEMENTER,
    "项目属性",
    "项目类型",
    "项目期限",
    "项目期",
    "项目概况",
    "项目概述",
    "立项依据",
    "项目设立的必要性",
    "项目设立必要性",
    "保证项目实施的制度、措施",
    "保证项目实施的制度和措施",
    "项目实施计划",
)
"""Fields that hold words, in the order in which a longer label precedes its own beginning."""

PRIVATE = ("项目负责人", "负责人", "经办人", "联系人", "填报人", "填表人", "联系电话", "电话")
"""Fields that name a person or a telephone number: recognised, and never taken."""

GRID_BODIES = (
    "项目实施单位",
    IMPLEMENTER,
    "项目单位",
    "申报单位名称",
    "申报单位",
    "预算单位",
    "单位名称",
)
"""Who carries a project out, as grids call it."""

GRID_WORDED = frozenset(
    (
        *WORDED,
        *GRID_BODIES,
        "项目类别",
        "计划开始日期",
        "计划完成日期",
        "项目开始日期",
        "项目完成日期",
    )
) | {
    "项目绩效目标",
    "起止时间",
    "项目起止时间",
    "项目立项依据",
    "项目实施方案",
    "实施方案",
    "设立的必要性",
}
"""Fields of forms that are drawn as grids."""

GRID_FUNDS: dict[str, tuple[str, Half]] = {
    "项目总预算": ("资金总额", "实施期"),
    "实施期资金总额": ("资金总额", "实施期"),
    "项目总投资": ("资金总额", "实施期"),
    "项目当年预算": ("资金总额", "年度"),
    "当年预算": ("资金总额", "年度"),
    "年度资金总额": ("资金总额", "年度"),
    "年度预算": ("资金总额", "年度"),
    "预算金额": ("资金总额", "年度"),
    "资金总额": ("资金总额", "年度"),
    "财政拨款": ("财政拨款", "年度"),
    "财政资金": ("财政资金", "年度"),
    "其他资金": ("其他资金", "年度"),
    "自筹资金": ("自筹资金", "年度"),
}
"""Amounts of such forms: what the form calls them, and of which half they are."""

GRID_GOALS: dict[str, Half] = {
    "项目总目标": "实施期",
    "总目标": "实施期",
    "实施期目标": "实施期",
    "实施期总目标": "实施期",
    "中长期目标": "实施期",
    "总体目标": "年度",
    "绩效目标": "年度",
    "年度目标": "年度",
    "年度绩效目标": "年度",
    "年度总体目标": "年度",
}
"""Goals of such forms, each with the half that it is of."""

CATEGORIES = ("产出指标", "效益指标", "满意度指标", "成本指标")
"""一级指标."""

COST_KINDS = ("经济成本指标", "社会成本指标", "生态环境成本指标")
"""二级指标 under the 一级指标 成本指标, in forms that have it."""

KINDS = (
    "数量指标",
    "质量指标",
    "时效指标",
    "成本指标",
    *COST_KINDS,
    "经济效益指标",
    "社会效益指标",
    "生态效益指标",
    "可持续影响指标",
    "服务对象满意度指标",
    "社会公众满意度指标",
    "受益对象满意度指标",
    "满意度指标",
)
"""二级指标."""

FUND_NAMES = (
    "资金总额",
    "中央财政资金",
    "中央补助资金",
    "省级财政资金",
    "省级补助资金",
    "市级财政资金",
    "市县（区）财政资金",
    "县级财政资金",
    "区级财政资金",
    "财政拨款",
    "单位自筹",
    "自筹资金",
    "其他资金",
)
"""Sources of funds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelAt:
    """A label found at the beginning of a line, and what follows it."""

    label: str
    line: int
    """Number of the line in the source on which the label begins."""
    rest: str
    """The remainder of the label's last line; its leading spaces may be blank cells."""
    after: int
    """Index of the first line not consumed."""


def label_at(lines: Sequence[Line], start: int, labels: Sequence[str]) -> LabelAt | None:
    """The label with which `lines[start]` begins, also where it is wrapped over lines."""
    for label in labels:
        left, index = label, start
        while index < len(lines):
            text = lines[index].text.strip()
            if text.startswith(left):
                rest = lines[index].text.lstrip()[len(left) :]
                if not rest or rest[0] in " ：:":
                    rest = rest.lstrip("：:")
                    return LabelAt(
                        label=label, line=lines[start].number, rest=rest, after=index + 1
                    )
                break
            if not text or not left.startswith(text):
                break
            left, index = left[len(text) :], index + 1
    return None
