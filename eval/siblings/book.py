"""The figures and names of a sibling: drawn at random, the identities (勾稽关系) kept.

Only leaves are drawn (economic lines, projects, last year's figures); every total is a sum.
"""

import random
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

SYLLABLES = "安平清河临泽长宁永康武川云溪石楼东岭南丰北屯西塘金堂玉泉宝应崇义嘉禾德源"
REGION_KINDS = ("县", "市", "区")
FIRST_YEAR, YEARS = 2021, 6
MOST = len(SYLLABLES) ** 2
"""How many places there are; further numbers would repeat names."""

PERSONNEL = (
    ("基本工资", "工资奖金津补贴"),
    ("津贴补贴", "工资奖金津补贴"),
    ("奖金", "工资奖金津补贴"),
    ("绩效工资", "工资福利支出"),
    ("机关事业单位基本养老保险缴费", "社会保障缴费"),
    ("职工基本医疗保险缴费", "社会保障缴费"),
    ("其他社会保障缴费", "社会保障缴费"),
    ("住房公积金", "住房公积金"),
)
OPERATING = (
    ("办公费", "办公经费"),
    ("印刷费", "办公经费"),
    ("水费", "办公经费"),
    ("电费", "办公经费"),
    ("邮电费", "办公经费"),
    ("取暖费", "办公经费"),
    ("差旅费", "办公经费"),
    ("培训费", "培训费"),
    ("工会经费", "办公经费"),
    ("公务接待费", "公务接待费"),
    ("公务用车运行维护费", "公务用车运行维护费"),
    ("其他商品和服务支出", "其他商品和服务支出"),
)
FAMILY = (("生活补助", "社会福利和救助"), ("奖励金", "社会福利和救助"))
HOUSING = (("221", "住房保障支出"), ("22102", "住房改革支出"), ("2210201", "住房公积金"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """A bureau's line of work: its accounts, and names to make units and projects of."""

    bureau: str
    heading: tuple[str, str]
    """类: code and name."""
    section: tuple[str, str]
    """款."""
    items: tuple[tuple[str, str], ...]
    """项: 行政运行, 一般行政管理事务, and one of the sector's own."""
    units: tuple[str, ...]
    duties: str
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How siblings are spread over places and years: each place has so many departments, each
    department reports of so many years that follow one another."""

    departments: int = 1
    """At most as many as there are sectors."""
    years: int = 1
    """At most `YEARS`."""

    @property
    def most(self) -> int:
        """How many siblings there are; further numbers would repeat names."""
        return MOST * self.departments * self.years

    def place(self, number: int) -> tuple[int, int, int]:
        """Of a sibling's number: the number of its place, of its sector, and its year. Where each
        is alone in its place, sectors and years take turns."""
        body, late = divmod(number, self.years)
        place, sector = divmod(body, self.departments)
        if self.departments == 1:
            sector = place
        first = FIRST_YEAR + (body % YEARS if self.years == 1 else YEARS - self.years)
        return place, sector % len(sectors()), first + late


ALONE = Spread()
"""Each in a place of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomicLine:
    """A line of 基本支出 by economic classification, in 万元."""

    name: str
    government: str
    """政府预算支出经济科目."""
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project with what its form says, in 万元."""

    name: str
    work: str
    implementer: str
    item: int
    """Index of the account (`Sector.items`) that pays for it."""
    amount: Decimal
    quantity: int
    satisfaction: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """All that a sibling report says; amounts in 万元, exact to two decimals."""

    region: str
    sector: Sector
    year: int
    units: tuple[str, ...]
    """The bureau itself first, then what is under it."""
    personnel: tuple[EconomicLine, ...]
    operating: tuple[EconomicLine, ...]
    family: tuple[EconomicLine, ...]
    """对个人和家庭的补助, part of 人员经费."""
    basic_by_item: tuple[Decimal, ...]
    """基本支出 of each of the sector's items; housing apart."""
    projects: tuple[Project, ...]
    running_costs: tuple[Decimal, ...]
    """机关运行经费 of each unit."""
    prior_basic: Decimal
    prior_project: Decimal
    prior_running: Decimal
    prior_hospitality: Decimal
    procurement: tuple[Decimal, Decimal, Decimal]
    """政府采购: 货物, 工程, 服务."""
    staff: tuple[int, ...]
    """People of each unit."""
    offices: int
    assets: tuple[Decimal, Decimal]
    """固定资产, and 折旧 thereof."""

    @property
    def department(self) -> str:
        """The whole name: 清河县教育局."""
        return self.region + self.sector.bureau

    @property
    def title(self) -> str:
        """The running head."""
        return f"{self.department}{self.year}年部门预算公开报告"

    @property
    def housing(self) -> Decimal:
        """住房公积金, an account and an economic line alike."""
        return line(self.personnel, "住房公积金")

    @property
    def basic(self) -> Decimal:
        """基本支出."""
        return total(self.personnel) + total(self.operating) + total(self.family)

    @property
    def project(self) -> Decimal:
        """项目支出."""
        return sum((each.amount for each in self.projects), Decimal(0))

    @property
    def whole(self) -> Decimal:
        """收入 and 支出, all from 一般公共预算."""
        return self.basic + self.project

    @property
    def prior(self) -> Decimal:
        """The year before."""
        return self.prior_basic + self.prior_project

    def projects_of(self, item: int) -> Decimal:
        """项目支出 of one of the sector's items."""
        return sum((p.amount for p in self.projects if p.item == item), Decimal(0))


def total(lines: tuple[EconomicLine, ...]) -> Decimal:
    """The sum of economic lines."""
    return sum((each.amount for each in lines), Decimal(0))


def line(lines: tuple[EconomicLine, ...], name: str) -> Decimal:
    """The amount of the line of that name."""
    return next(each.amount for each in lines if each.name == name)


@cache
def sectors() -> tuple[Sector, ...]:
    """The sectors of `sectors.toml`."""
    data = tomllib.loads((Path(__file__).parent / "sectors.toml").read_text(encoding="utf-8"))
    return tuple(_sector(entry) for entry in data["sector"])


def _sector(entry: dict[str, Any]) -> Sector:
    return Sector(
        bureau=entry["bureau"],
        heading=tuple(entry["class"]),
        section=tuple(entry["section"]),
        items=tuple(map(tuple, entry["items"])),
        units=tuple(entry["units"]),
        duties=entry["duties"],
        works=tuple(entry["works"]),
    )


def book_of(number: int, seed: int, spread: Spread = ALONE) -> Book:
    """The sibling of that number; of those in places of their own no two share region, unit or
    project. Two years of a department share its names and no figure."""
    rng = random.Random(f"{seed}/{number}")
    place, line_of_work, year = spread.place(number)
    sector = sectors()[line_of_work]
    stem = _stem(place)
    region = stem + REGION_KINDS[place % len(REGION_KINDS)]
    units = (region + sector.bureau, *(region + unit for unit in sector.units))
    personnel = tuple(_economic(*names, rng, 900, 90_000) for names in PERSONNEL)
    operating = tuple(_economic(*names, rng, 10, 4_000) for names in OPERATING)
    family = tuple(_economic(*names, rng, 10, 900) for names in FAMILY)
    projects = _projects(stem, sector, units, rng)
    basic = total(personnel) + total(operating) + total(family)
    project = sum((each.amount for each in projects), Decimal(0))
    factor = Decimal(rng.choice((rng.randint(55, 96), rng.randint(104, 160)))) / 100
    return Book(
        region=region,
        sector=sector,
        year=year,
        units=units,
        personnel=personnel,
        operating=operating,
        family=family,
        basic_by_item=_parted(basic - line(personnel, "住房公积金"), (70, 0, 30), rng),
        projects=projects,
        running_costs=_parted(total(operating), (50, 30, 20), rng),
        prior_basic=_scaled(basic, factor),
        prior_project=_scaled(project, factor),
        prior_running=_scaled(total(operating), factor),
        prior_hospitality=_scaled(line(operating, "公务接待费"), Decimal("1.5")),
        procurement=(_money(rng, 99, 9_999), Decimal(0), _money(rng, 99, 99_999)),
        staff=tuple(rng.randint(4, 60) for _ in units),
        offices=rng.randint(4, 19),
        assets=(_money(rng, 5_000, 90_000), _money(rng, 500, 4_900)),
    )


def _stem(place: int) -> str:
    """The name of a place, another one for each number below `MOST`."""
    first, second = divmod(place, len(SYLLABLES))
    shifted = (first + second + 1) % len(SYLLABLES)
    return SYLLABLES[second] + SYLLABLES[shifted]


def _projects(
    stem: str, sector: Sector, units: tuple[str, ...], rng: random.Random
) -> tuple[Project, ...]:
    works = rng.sample(sector.works, rng.randint(5, len(sector.works)))
    return tuple(
        Project(
            name=f"{stem}{work}{rng.choice(('项目', '经费', '专项资金'))}",
            work=work,
            implementer=rng.choice(units),
            item=1 if position == 0 else rng.choice((0, 1)),
            amount=_money(rng, 120, 30_000),
            quantity=rng.randint(2, 400),
            satisfaction=rng.randint(85, 99),
        )
        for position, work in enumerate(works)
    )


def _money(rng: random.Random, least: int, most: int) -> Decimal:
    """An amount in 万元, from and to given in 0.01 万元."""
    return Decimal(rng.randint(least, most)) / 100


def _economic(name: str, government: str, rng: random.Random, *span: int) -> EconomicLine:
    return EconomicLine(name=name, government=government, amount=_money(rng, *span))


def _scaled(amount: Decimal, factor: Decimal) -> Decimal:
    return (amount * factor).quantize(Decimal("0.01"))


def _parted(whole: Decimal, weights: tuple[int, ...], rng: random.Random) -> tuple[Decimal, ...]:
    """The whole in parts that add up to it exactly; a weight of 0 gets nothing."""
    shaken = [weight * rng.randint(80, 120) for weight in weights]
    parts = [_scaled(whole, Decimal(each) / sum(shaken)) for each in shaken[1:]]
    return (whole - sum(parts), *parts)
