"""The patterns by which numbers stand in Chinese budget text: units, words that only look like
numbers, dates, document numbers, codes. Read by `index.numerals` alone."""

import re

from index.han_numerals import HAN_NUMERAL

MONEY = ("亿元", "千万元", "百万元", "万元", "千元", "百元", "元", "块钱", "块")
POINTS = ("个百分点", "百分点")
COUNTERS = (
    *("平方公里", "平方米", "立方米", "公里", "公斤", "千克", "公顷", "工作日", "个月", "小时"),
    *("分钟", "季度", "人次", "户次", "人月", "人年", "万人", "个", "人", "项", "户", "家", "辆"),
    *("卷", "条", "台", "套", "张", "次", "件", "本", "枚", "份", "册", "间", "处", "栋", "座"),
    *("批", "期", "场", "篇", "种", "位", "名", "吨", "米", "亩", "岁", "笔", "支", "把", "副"),
    *("桌", "盏", "颗", "株", "艘", "架", "只", "根", "年", "月", "日", "天", "周", "倍", "页"),
    *("行", "列", "类", "级", "款", "门", "所", "成", "m²", "㎡", "M", "兆", "G", "分"),
)
_RISKY_AFTER_HAN = frozenset(
    {"M", "G", "m²", "㎡", "兆", "类", "级", "门", "行", "列", "款", "月", "分"}
)

_NOT_AFTER = (
    ("元", "素旦件"),
    ("人", "员均民大"),
    ("本", "年级部期局级月次"),
    ("分", "类之别成配析为布部期钟项享担散管局行会工区公母"),
    ("家", "庭属"),
    ("次", "性要"),
    ("级", "指"),
    ("项", "目支金预经资"),
    ("位", "于置"),
    ("行", "政业为"),
    ("门", "类"),
    ("所", "有属需"),
    ("成", "本果交为立员就效功"),
    ("条", "件例"),
    ("周", "转边年期"),
    ("间", "接"),
    ("支", "出付持撑"),
    ("期", "末初间"),
    ("类", "型似"),
    ("列", "入支"),
    ("年", "结终末"),
)


def _units(words: tuple[str, ...], lenient: frozenset[str] = frozenset()) -> str:
    """Alternatives for units, longest first, each with the characters it may not stand before."""
    stops = {unit: after for unit, after in _NOT_AFTER if unit not in lenient}
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w) + (f"(?![{stops[w]}])" if w in stops else "") for w in ordered)


_LENIENT = frozenset({"项", "期", "年"})
"""After a digit these are units whatever follows: 15项目, 2年末."""

DIGIT_UNIT = (
    rf"(?:%|％|‰|℃|{_units(POINTS)}|(?:{_units(MONEY)})|"
    rf"[万亿千百]?(?:{_units(COUNTERS, _LENIENT)})|[万亿千])"
)
HAN_UNIT = (
    rf"(?:{_units(POINTS)}|{_units(MONEY)}|"
    rf"{_units(tuple(c for c in COUNTERS if c not in _RISKY_AFTER_HAN))})"
)

ROUGHLY = r"(?:约合|约为|大约|大概|约|近|将近|接近|超过?|逾)"
_GROUPED = r"\d{1,3}(?:[,，]\d{3})+(?!\d)"
DIGITS = rf"(?:{_GROUPED}|\d+)(?:\.\d+)?"

DATE = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?"
    r"|\d{1,2}\s?月\s?\d{1,2}\s?[日号]"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d{6}(?=填报|$|\s|[，。；]))"
    r"|[二〇○零一三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?"
)
DOCUMENT = re.compile(
    r"[\[〔【（(](?:19|20)?\d{2,3}[\]〕】）)]\s?第?\s?(\d+)\s?号"
    r"|(?:19|20)\d\d年第\s?(\d+)\s?[号期]|第\s?(\d+)\s?[期号次届批](?![大多])"
    r"|(?<![\d.,])(\d+)号(?!召)"
)
YEAR = re.compile(
    r"(?<![\d.,])(?P<a>(?:19|20)\d\d)(?=\s?[-—–~至到]\s?(?:19|20)\d\d\s?年)"
    r"|(?<![\d.,])(?P<b>(?:19|20)\d\d)\s?(?:财年|年度?)"
    r"|(?<![\d.,〇零])(?P<c>[一二]?[〇○零一二三四五六七八九]{3})年"
    r"|(?<![\d.,])(?P<d>[1-4]\d)年(?=预算|决算|度|部门|报告|报表|的?预算|的?决算)"
    rf"|(?<![\d.,\-+×÷*/=])(?P<e>(?:199\d|20[0-4]\d))(?!\s?[\d.,\-+×÷*/=]|\s?{DIGIT_UNIT})"
)
ORDINAL = re.compile(
    r"(?m)^[ \t　]*[-*·•]?[ \t]*(?P<marker>\d{1,2})(?:[.．、)）](?!\d))"
    r"|(?P<inner>(?<=[：:；;，,。是])\d{1,2})[.．、](?=[一-龥（(“])"
    rf"|(?m:^[ \t　]*|(?<=[：:；;。\s]))(?P<han>{HAN_NUMERAL})、"
    rf"|[（(](?P<bracket>\d{{1,2}}|{HAN_NUMERAL})[）)](?=[一-龥“])|(?P<circle>[①-⑳])"
    r"|[附]?表\s?(?P<table>\d{1,3}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})(?![\d.]|定|致|样|起|般)"
    r"|(?i:[Pp]\.?|page|第)\s?(?P<page>\d{1,4})(?:\s?[-—–至、]\s?\d{1,4})?\s?页"
    r"|(?<![A-Za-z])[pP]\.?\s?(?P<p>\d{1,4})"
    r"|(?:排|居|列)第(?P<rank>[一二三四五六七八九十]{1,3})|第\s?(?P<nth>\d{1,4})(?=\s?[名位行条项列个大高多款章节类部季]|$)"
    r"|(?:前|[Tt]op\s?)(?P<top>\d{1,3}|[一二两三四五六七八九十]{1,3})"
    r"(?!\d|年|个月|期|天|\.\d|[万亿千百]|述|款|者|季)[个名位项大条]?"
)
CODE = re.compile(
    r"(?P<list>(?<![A-Za-z0-9])[A-E]\d{2,8})(?![A-Za-z0-9])"
    r"|(?:科目|编码|代码|科目编码|科目代码|编号)[为是：:]?\s?(?P<named>\d{3,9})(?![\d.,])"
    r"|[（(](?:(?:科目)?(?:编码|代码)[：:]?)?(?P<bracket>2\d{2}|2\d{4}|2\d{6}|3\d{4}|3\d{2}|50\d{3})"
    r"[）)、，/]|(?<![\d.,])(?P<bare>2\d{6}|2[01]\d{3}|30[1-9]\d{2}|50\d{3})"
    rf"(?![\d.,]|\s?{DIGIT_UNIT})(?=[\s　一-龥）)，、。：；]|$)"
)
NOT_NUMBERS = re.compile(
    r"十[一二三四五]五(?!个|项|元|万)|万一(?!千)|[一二三四五六]年级|一般|一次性|统一|唯一|一体|一站|一律"
    r"|一致|一定|一样|一起|一直|一些|一点|一下|一切|一旦|一同|一窗|一网|一件事|一户一|一项目一|第一(?!\d)"
    r"|同一个?|每一[个项]|任何一[个项]|另一[个项]|哪一[个项]|某一[个项]|这一[个项]|那一[个项]"
    r"|(?<!分)之一|逐一|单一|三公|两不|三保|四川|四本|五险一金|六最|六税两费|二维|三维|万里|万家|万能|百货|百姓"
    r"|千方百计|千家|百万庄|一卡通|一本账|三重一大|两会|两个维护|三个代表|四个意识|一岗双责|两区|一带一路"
    r"|两岸|八项规定|三农|九三|二十大|十九大|千人计划|百强|十大|两新|双一流|万象|千里|三江|五台|七星"
)
FRACTION = re.compile(rf"(?P<base>百|千|{HAN_NUMERAL})分之(?P<part>\d+(?:\.\d+)?|{HAN_NUMERAL})")
TENTHS = re.compile(
    r"(?P<digits>\d+(?:\.\d+)?)成(?![本果交为立员就效功])"
    r"|(?P<han>[一二两三四五六七八九])成(?P<half>半|[一二三四五六七八九](?!个|成))?(?![本果交为立员就效功])"
)
DOUBLED = re.compile(r"翻了?(?P<times>[一两二三四五]|\d)[番倍]|翻了?番|翻倍")
HALF = re.compile(
    rf"(?P<whole>一半|半数)|(?P<mixed>(?:\d+|{HAN_NUMERAL}))(?P<unit>年|个月|天|倍|个)半"
    r"|(?<![一大多对折夜过])半(?:个)?(?P<half>年|月|天|小时|倍)(?!度)"
)
COMPOUND = re.compile(
    rf"(?<![\d.,])(?P<number>\d+(?:\.\d+)?[亿万千百]\d+(?:\.\d+)?(?:[亿万千百十]\d*)*)(?![\d.%])"
    rf"(?P<unit>元|块钱|块|{_units(COUNTERS, _LENIENT)})?"
)
PLAIN = re.compile(
    rf"(?P<sign>(?<![\d元万亿%％个人项）)年月日页])[-−－+]|负)?(?P<digits>{DIGITS})"
    rf"(?:\s?(?P<more>[余多])?\s?(?P<unit>{DIGIT_UNIT}))?"
)
HAN = re.compile(
    rf"(?P<sign>负)?(?P<digits>{HAN_NUMERAL})(?P<more>[余多])?(?P<scale>[万亿])?(?P<unit>{HAN_UNIT})?"
)
RANGE = re.compile(r"\s?(?:[-—–~～至到]|——)\s?")
