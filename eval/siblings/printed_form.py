"""Prints an invented performance target form as a text dump does: cells that fit a line side by
side, wrapped and row-spanning cells on lines of their own, columns clipped at their width."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from index.records import Half

LEFT_WIDTH, RIGHT_WIDTH, KIND_WIDTH = 12, 8, 8

Items = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedKind:
    """One kind of indicator with the names and values of both halves."""

    category: str
    kind: str
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]


def kind(category: str, name: str, left: Items, right: Items | None = None) -> PrintedKind:
    """A kind whose year half equals the whole project's unless it is given."""
    both = left if right is None else right
    return PrintedKind(category=category, kind=name, left=tuple(left), right=tuple(both))


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedForm:
    """What an invented form says."""

    project: str
    implementer: str
    funds: tuple[str, str]
    overview: str
    goals: tuple[str, str]
    kinds: tuple[PrintedKind, ...]
    department: str = "031-某县教育局"
    """主管部门及代码."""
    region: str = "某县"
    year: int = 2024
    years: int = 3
    """项目期."""
    necessity: str = "解决乡村学校取暖问题"
    measures: str = "专款专用"
    plan: str = "六月开工，九月完工"
    unit: str = "元"
    clip_kind: bool = False
    raw_indicators: str = ""
    signature: tuple[str, str, str] = ("", "", "")

    def expected(self) -> list[tuple[str, str, Half, str, str]]:
        """The indicators in the order in which a form's reader meets them."""
        halves: tuple[Half, Half] = ("实施期", "年度")
        return [
            (each.category, each.kind, half, name, value)
            for each in self.kinds
            for half, items in zip(halves, (each.left, each.right), strict=True)
            for name, value in items
        ]

    def text(self) -> str:
        """The form's lines, blank lines between them."""
        return "\n\n".join([*self._head(), *self._funds(), *self._words(), *self._table()]) + "\n"

    def _head(self) -> list[str]:
        return [
            f"{self.region}预算部门（单位）项目支出绩效目标申报表",
            f"（{self.year}年度）",
            f"项目名称 {self.project}",
            f"主管部门及代码 {self.department} 实施单位 {self.implementer}",
            f"项目属性 {'延续性项目' if self.years > 1 else '一次性项目'} 项目期 {self.years}年",
        ]

    def _funds(self) -> list[str]:
        whole, year = self.funds
        return [
            "项目资金",
            f"（{self.unit}）",
            f"实施期资金总额： {whole} 年度资金总额： {year}",
            "其中：中央财政资金 0 其中：中央财政资金 0",
            "省级财政资金 0 省级财政资金 0",
            "市县（区）财政资\n\n金",
            f"{whole} 市县（区）财政资金 {year}",
            "单位自筹 0 单位自筹 0",
            "其他资金 其他资金",
        ]

    def _words(self) -> list[str]:
        wrapped = any("\n" in goal for goal in self.goals)
        return [
            f"项目概况 {self.overview}",
            "立项依据",
            f"项目设立必要性 {self.necessity}",
            f"保证项目实施的制度、措施 {self.measures}",
            f"项目实施计划 {self.plan}",
            "实施期目标 年度目标",
            ("总体目标\n" + "\n".join(self.goals))
            if wrapped
            else f"总体目标 {self.goals[0]} {self.goals[1]}",
            "绩\n\n效\n指\n\n标",
        ]

    def _table(self) -> list[str]:
        lines = ["一级指标 二级指标 三级指标 指标值 二级指标 三级指标 指标值"]
        for category, kinds in groupby(self.kinds, key=lambda each: each.category):
            lines.append(category)
            for each in kinds:
                lines += self._kind(each)
        person, clerk, telephone = self.signature
        signed = (
            f"负责人： {person} 经办人： {clerk} 联系电话： {telephone} 填报日期： 20240105101010"
        )
        return [*lines, *([self.raw_indicators] if self.raw_indicators else []), signed]

    def _kind(self, each: PrintedKind) -> list[str]:
        label = each.kind
        clipped = label[:KIND_WIDTH] if self.clip_kind else label
        left = [beside(*item, LEFT_WIDTH) for item in each.left]
        right = [beside(*item, RIGHT_WIDTH) for item in each.right]
        if max(len(left), len(right)) <= 1:
            glue = "" if clipped != label else " "
            halves = [clipped + glue + left[0] if left else label, label]
            if right:
                halves[1] += " " + right[0]
            return [" ".join(halves)]
        rows = [" ".join(pair) for pair in zip_longest(left[1:], right[1:], fillvalue="  ")]
        return [label, *left[:1], label, *right[:1], *(row.rstrip() for row in rows)]


def beside(name: str, value: str, width: int) -> str:
    """Name and value as two cells, or run together where the name fills its column."""
    return f"{name} {value}" if len(name) < width else name[:width] + value
