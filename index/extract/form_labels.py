"""Which words does the standard performance target form (绩效目标申报表) print as its labels?

Vocabulary only, and the one operation on it: recognising a label that may be wrapped over lines.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.records import Line

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
