"""What a sibling says of its figures (部门预算情况说明): amounts, shares, changes recomputed."""

from decimal import Decimal

from eval.siblings.book import HOUSING, Book, line, total
from index.amounts import grouped, rounded

Page = list[str]
"""Paragraphs and headings of one page, unwrapped."""

GLOSSARY = (
    ("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
    ("项目支出", "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。"),
    ("“三公”经费", "指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。"),
    ("机关运行经费", "指行政单位和参照公务员法管理的事业单位使用财政拨款安排的公用经费支出。"),
    ("上年结转", "指以前年度预算安排、结转到本年仍按原规定用途继续使用的资金。"),
)


def money(amount: Decimal) -> str:
    """The amount as prose prints it: 1,433.90万元."""
    return f"{grouped(rounded(amount))}万元"


def share(part: Decimal, whole: Decimal) -> str:
    """占33.13%."""
    return f"占{rounded(part / whole * 100)}%"


def change(now: Decimal, before: Decimal) -> str:
    """比上年增加446.13万元，增加45.17%; 与上年持平 where nothing changed."""
    if now == before:
        return "与上年持平"
    word = _direction(now, before)
    rate = rounded(abs(now - before) / before * 100)
    return f"比上年{word}{money(abs(now - before))}，{word}{rate}%"


def _direction(now: Decimal, before: Decimal) -> str:
    return "增加" if now > before else "减少"


def overview(book: Book) -> Page:
    """第一部分: duties, units and people."""
    people = [
        f"{unit.removeprefix(book.region)}现有人员{count}人"
        for unit, count in zip(book.units, book.staff, strict=True)
    ]
    units = "、".join(unit.removeprefix(book.region) for unit in book.units)
    return [
        bold("第一部分 概况"),
        "一、本部门职责",
        f"{book.sector.duties}。承办{book.region}人民政府交办的其他事项。",
        "二、机构设置情况",
        f"从部门预算构成看，本部门包括{units}。局机关下设{book.offices}个股室。"
        f"{'，'.join(people)}。",
    ]


def bold(text: str) -> str:
    """A heading as a dump repeats bold text."""
    return text * 2


def explanation(book: Book) -> Page:
    """第三部分: the figures explained, section by section."""
    sections = (
        ("一、部门预算收支数据变动情况及原因", _changes(book)),
        ("二、收入预算情况说明", _income(book)),
        ("三、支出预算情况说明", _expenditure(book)),
        ("四、财政拨款收支预算总体情况说明", _appropriation(book)),
        ("五、一般公共预算支出情况说明", _by_class(book)),
        ("六、一般公共预算基本支出情况说明", _basic(book)),
        ("七、“三公”经费增减变动原因说明", _three_public(book)),
        ("八、机关运行经费增减变动原因说明", _running(book)),
        ("九、政府采购情况", _procurement(book)),
        ("十、绩效管理情况", _targets(book)),
        ("十一、国有资产占有使用情况", _assets(book)),
    )
    head = bold("第三部分 ") + bold(f"{book.year}年度部门预算情况说明")
    return [head, *(part for title, words in sections for part in (bold(title), *words))]


def glossary() -> Page:
    """第四部分: definitions."""
    terms = (
        f"{numeral}、{term}：{words}"
        for numeral, (term, words) in zip("一二三四五", GLOSSARY, strict=True)
    )
    return [bold("第四部分 ") + bold("名词解释"), *terms]


def _changes(book: Book) -> Page:
    moves = (
        f"基本支出{_moved(book.basic, book.prior_basic)}；"
        f"项目支出{_moved(book.project, book.prior_project)}"
    )
    moved = f"{change(book.whole, book.prior)}，主要原因是{moves}"
    return [
        f"{book.year}年度预算收入总计{money(book.whole)}，其中：本年收入{money(book.whole)}，"
        f"上年结转0万元，{moved}。",
        f"本年部门预算支出总计{money(book.whole)}，其中：本年预算安排{money(book.whole)}，"
        f"上年结转0万元，{moved}。",
    ]


def _moved(now: Decimal, before: Decimal) -> str:
    return f"{_direction(now, before)}{money(abs(now - before))}"


def _income(book: Book) -> Page:
    return [
        f"{book.year}年度预算收入{money(book.whole)}，主要包括一般公共预算拨款收入"
        f"{money(book.whole)}，占100.00%；政府性基金预算拨款收入0万元，占0%；"
        "国有资本经营预算拨款收入0万元，占0%；财政专户管理资金收入0万元，占0%；"
        "单位资金0万元，占0%；上年结转0万元，占0%。"
    ]


def _expenditure(book: Book) -> Page:
    return [
        f"{book.year}年度支出预算{money(book.whole)}，其中：基本支出{money(book.basic)}，"
        f"{share(book.basic, book.whole)}；项目支出{money(book.project)}，"
        f"{share(book.project, book.whole)}。"
    ]


def _appropriation(book: Book) -> Page:
    name, own = book.sector.heading[1], book.whole - book.housing
    return [
        f"{book.year}年度财政拨款收支总预算{money(book.whole)}。收入为一般公共预算拨款"
        f"{money(book.whole)}，政府性基金预算拨款0万元，国有资本经营预算拨款0万元。其中："
        f"当年拨款收入{money(book.whole)}，上年结转收入0万元。支出包括：{name}{money(own)}、"
        f"{HOUSING[0][1]}{money(book.housing)}。"
    ]


def _by_class(book: Book) -> Page:
    name, own = book.sector.heading[1], book.whole - book.housing
    return [
        "（一）一般公共预算当年拨款规模变化情况",
        f"{book.year}年度一般公共预算当年拨款{money(book.whole)}，"
        f"{change(book.whole, book.prior)}。",
        "（二）一般公共预算当年拨款结构情况",
        f"{book.year}年度一般公共预算当年拨款{money(book.whole)}，主要用于以下方面：{name}"
        f"{money(own)}，{share(own, book.whole)}；{HOUSING[0][1]}{money(book.housing)}，"
        f"{share(book.housing, book.whole)}。",
    ]


def _basic(book: Book) -> Page:
    personnel = total(book.personnel) + total(book.family)
    named = [each.name for each in (*book.personnel, *book.family)]
    return [
        f"{book.year}年度一般公共预算基本支出{money(book.basic)}，其中：",
        f"人员经费{money(personnel)}，主要包括：{'、'.join(named)}等；",
        f"公用经费{money(total(book.operating))}，主要包括："
        f"{'、'.join(each.name for each in book.operating)}等。",
    ]


def _three_public(book: Book) -> Page:
    hospitality = line(book.operating, "公务接待费")
    vehicles = line(book.operating, "公务用车运行维护费")
    now, before = hospitality + vehicles, book.prior_hospitality + vehicles
    return [
        f"{book.year}年财政拨款安排的“三公”经费预算{money(now)}，{change(now, before)}。其中："
        f"因公出国（境）费0万元，与上年预算数相同；公务接待费{money(hospitality)}，"
        f"{change(hospitality, book.prior_hospitality)}；公务用车运行维护费{money(vehicles)}，"
        "与上年预算数相同；公务用车购置费0万元，与上年预算数相同。"
    ]


def _running(book: Book) -> Page:
    now, before = total(book.operating), book.prior_running
    return [
        f"{book.year}年机关运行经费{money(now)}，{book.year - 1}年机关运行经费{money(before)}，"
        f"{change(now, before)}。"
    ]


def _procurement(book: Book) -> Page:
    goods, works, services = book.procurement
    return [
        f"{book.year}年{book.department}部门各单位政府采购预算总额"
        f"{money(goods + works + services)}。其中：政府采购货物预算{money(goods)}、"
        f"政府采购工程预算{money(works)}、政府采购服务预算{money(services)}。"
    ]


def _targets(book: Book) -> Page:
    return [
        f"{book.year}年{book.department}部门实行绩效目标管理的项目{len(book.projects)}个，"
        f"涉及一般公共预算当年拨款{money(book.project)}。"
    ]


def _assets(book: Book) -> Page:
    fixed, worn = book.assets
    return [f"{book.year}年期初固定资产{money(fixed)}，折旧{money(worn)}。"]
