"""Identities inside performance target forms and between forms and the project table."""

from identity_cases import Case
from invented_extraction import Filing, entry, extraction, table

from index.records import Extraction, Half, Table

YEARLY: Half = "年度"
WHOLE: Half = "实施期"


def filed(filing: Filing, *tables: Table) -> Extraction:
    return extraction(*tables, forms=(filing,))


def cost(name: str, value: str) -> Extraction:
    return filed(Filing(indicators=(("成本指标", YEARLY, name, value),)))


def described(words: str) -> Extraction:
    return filed(Filing(overview=words))


def values(whole: str, year: str, period: str = "1年") -> Extraction:
    indicators = (("数量指标", WHOLE, "线路", whole), ("数量指标", YEARLY, "线路", year))
    return filed(Filing(indicators=indicators, period=period))


def priced(count: str) -> Extraction:
    return filed(
        Filing(
            indicators=(
                ("数量指标", YEARLY, "路灯", count),
                ("成本指标", YEARLY, "每盏成本", "200元"),
            )
        )
    )


def listed(amount: str, name: str = "道路养护") -> Table:
    return table("项目支出表", ["合计"], entry(name, amount), label="项目名称")


OTHERS = [entry("桥梁检测", "1.00"), entry("标线", "2.00")]
OTHER_FORMS = (Filing(project="桥梁检测"), Filing(project="标线"))


def matched(*names: str) -> Extraction:
    rows = [entry(name, "1.00") for name in names]
    listing = table("项目支出表", ["合计"], *rows, label="项目名称")
    return extraction(listing, forms=OTHER_FORMS)


def based_on(one: str, other: str) -> Extraction:
    return extraction(forms=(Filing(overview=f"依据{one}"), Filing(overview=f"依据{other}")))


NOTICE = "某财预〔2029〕83号《关于编制2030年部门预算的通知》"

FORM_CASES = (
    Case(
        slug="form-source",
        holds=filed(Filing(sources=("60,000", "40,000"))),
        fails=filed(Filing(sources=("60,000", "30,000"))),
        silent=filed(Filing()),
        printed=("100,000", "90,000"),
    ),
    Case(
        slug="form-half",
        holds=filed(Filing()),
        fails=filed(Filing(funds=("900,000", "100,000"))),
        silent=filed(Filing(funds=("900,000", "100,000"), period="3年")),
        printed=("900,000", "100,000"),
        severity="explain",
    ),
    Case(
        slug="form-indicator",
        holds=values("≥100条", "≥100条"),
        fails=values("≤100条", "≥130条"),
        silent=values("≤100条", "≥130条", period="3年"),
        printed=("≤100条", "≥130条"),
    ),
    Case(
        slug="form-amount",
        holds=described("养护经费合计100000元。（其中沥青8000元）"),
        fails=described("养护经费合计103000元。（其中沥青8000元）"),
        silent=described("每公里单价3000元，总投资约9万元。"),
        printed=("103000元", "100,000"),
    ),
    Case(
        slug="form-cost",
        holds=cost("全年养护费", "100000元"),
        fails=cost("全年养护费", "130500元"),
        silent=cost("每公里养护费", "130500元"),
        printed=("130500元", "100,000"),
    ),
    Case(
        slug="form-product",
        holds=priced("500盏"),
        fails=priced("501盏"),
        silent=priced("按需"),
        printed=("100,200元", "100,000"),
        severity="explain",
    ),
    Case(
        slug="form-table",
        holds=filed(Filing(), listed("10.00")),
        fails=filed(Filing(), listed("12.00")),
        silent=filed(Filing(), listed("12.00", name="桥梁检测")),
        printed=("12.00", "100,000"),
    ),
    Case(
        slug="form-total",
        holds=filed(Filing(), listed("10.00")),
        fails=filed(Filing(), listed("12.00")),
        silent=extraction(listed("12.00"), forms=OTHER_FORMS),
        printed=("12.00", "100,000"),
    ),
    Case(
        slug="form-match",
        holds=matched("桥梁检测", "标线"),
        fails=matched("桥梁检测", "标线", "护栏"),
        silent=matched("护栏", "绿化"),
        printed=("1.00", "2份"),
        severity="explain",
    ),
    Case(
        slug="document-year",
        holds=based_on(NOTICE, NOTICE),
        fails=based_on(NOTICE, "某财预〔2030〕83号《关于编制2029年部门预算的通知》"),
        silent=based_on(NOTICE, "某财预〔2030〕83号"),
        printed=("某财预〔2029〕83号", "某财预〔2030〕83号"),
        severity="misprint",
    ),
    Case(
        slug="document-number",
        holds=based_on(NOTICE, "某财预〔2030〕274号"),
        fails=based_on("某财预〔274〕号", NOTICE),
        silent=based_on("某财预〔274〕号", "某财预〔275〕号"),
        printed=("某财预〔274〕号", "某财预〔2029〕83号"),
        severity="misprint",
    ),
    Case(
        slug="form-year",
        holds=filed(Filing()),
        fails=filed(Filing(year=2029)),
        silent=extraction(),
        printed=("2029年度", "2030年"),
        severity="misprint",
    ),
)
