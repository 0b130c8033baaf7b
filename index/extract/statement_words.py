"""The words by which budget prose ties a figure to its subject: verbs of change, of share, of
comparison, and the words around a subject that do not belong to it."""

import re

_UP = "增加|增长|增幅|增收|增支|上升|上涨|提高|调增|追加"
_DOWN = "减少|下降|降低|降幅|减幅|减收|减支|压减|压缩|调减|核减|缩减|下调|节约"
_BASE = r"(?:与|比|较|同|和|(?=上年|去年))(?P<base>[^增减，。；]*?)(?:相比)?"

UP = re.compile(_UP)
CHANGE = re.compile(
    rf"(?P<head>.*?)(?:{_BASE})?(?:同比|环比|净|共|总共|合计)?(?<![稳促保])(?P<verb>{_UP}|{_DOWN})"
    r"(?:了|额|数|率|幅度|为|约|近|达|到)*"
)
"""The text before a figure that is a change: 基本支出比上年增加."""

SHARE = re.compile(r"(?P<head>.*?)占(?P<of>.*?)的?(?:比例|比重|比)?(?:为|达|约)*")
COMPLETION = re.compile(r"(?P<head>.*?)(?P<what>完成(?:年初|全年|调整)?预算数?)的?(?:为|达|约)*")
"""完成年初预算的 98.20 %: 决算 as a share of 预算."""

SAME = re.compile(r"(?:基本)?(?P<word>持平|相同|一致|无增减变化|无增减|无变化|没有变化)")
SAME_CLAUSE = re.compile(rf"(?P<head>.*?){_BASE}")
PRIOR_YEAR = re.compile(r"上年|去年|上一年|(?:19|20)\d\d年")
COMPARED = re.compile(
    r"(?:与|比|较|同)[^，。；]*(?:上年|去年|(?:19|20)\d\d年)[^，。；]*(?:相比|比较)"
)

REASON = re.compile(r"(?P<lead>[^，。；：]*?)(?:主要|具体)?原因(?:是|为|在于|：|:)*")
REASON_LEAD = re.compile(r"(?:变动|变化|增减|增减变动|增加|减少|增长|下降|持平|其|的)*")
CAUSE = re.compile(r"(?:\d{1,2}[.．、])?(?P<cause>(?:由于|因为|因|受).+)")

QUALIFIED = re.compile(r"[（(]含[）)]|以上|以下|以内|及以上|起")
"""After a figure that only limits what is counted: 单价100万元（含）以上设备."""

ORDINAL = re.compile(
    r"(?:\d{1,2}[.．、](?!\d)|[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、)\s*"
)
LEADING = re.compile(
    r"(?:其中|另外|同时|以及|还有|全年|今年|当前|目前|由于|"
    r"(?:主要)?(?:包括|包含|用于)|主要(?:有|是|为)|分别(?:为|是)|"
    r"(?:收入|支出)(?:主要)?(?:为|包括|包含))"
)
YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年(?:度|初(?!预算))?")
PARTS_BEGIN = re.compile(r"其中|包括")
OWN = re.compile(r"本部门|本单位|我部门|我单位|我局|我委|本局|全局")
OWN_PART = re.compile(r"(?:[（(]部门[）)]|部门)?(?:各单位|本级)?的?")
"""What may stand between a department's name and what is said of it."""
POSSESSING = re.compile(
    r"(?P<owner>.*?)(?:现共有|现有|(?<!公)共有|实有|拥有|设有|下设|内设(?!机构)|共设)(?P<thing>.*)"
)
STAGE = re.compile(r"(?:年初预算|预算执行数|预算数|支出决算|决算数|预算安排|决算|预算)$")
"""The stage of the budget cycle with which a subject may end: its owner goes without it."""

COPULA = re.compile(r"(?:分别)?(?:约为|为|是|达到|达|约|共计|共|近|超过|：|:)+$")
ACCOUNT = re.compile(
    r"[^，。；：、“”\d]+（类）[^。；：“”]*?（[款项]）(?![^，。；：“”]{0,40}（[款项]）)"
)
COUNTED_AFTER = re.compile(
    r"(?:[（(][^（）()]{1,4}[）)])?(?P<noun>[一-龥“”]{0,10}?"
    r"(?:单位|机构|股室|科室|处室|部门|中心|项目|人员|职工|机关|用车|车辆|设备|企业|学校|房屋))"
    r"|(?P<all>[一-龥“”]{2,12})$"
)
STAFF = re.compile(
    r"(?P<owner>.*?)(?P<staff>(?:行政|参公|参照公务员法管理|事业|编外|聘用|临时|在职|在编|离休|"
    r"退休|离退休|工勤|公务员|机关|合同制)*(?:编制|人员|干部|职工|员工|公务员|工人)+)"
)
ELLIPTIC = re.compile(
    r"(?:当年|全年|年初|调整|累计)?(?:财政拨款)?(?:预算|决算|支出|执行|账面|采购|涉及)?"
    r"(?:安排|执行数|预算数|决算数|预算|决算|原值|净值|折旧|摊销|价值|面积|金额|资金|总额|得分)"
)
"""A subject that says nothing without its owner: 原值, 年初预算, 支出决算."""

INVOLVES = "涉及"
SKIPPED_UNITS = frozenset(
    {"年", "月", "个月", "日", "天", "周", "小时", "分钟", "季度", "工作日", "期", "批", "届"}
    | {"页", "行", "列", "款", "级", "类", "M", "G", "兆", "成", "岁", "倍", "个百分点"}
)
"""Units of time, place and rank: such a figure is no statement about money, things or people."""
