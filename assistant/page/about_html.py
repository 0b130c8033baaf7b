"""What the page is and is not (说明): method, coverage and limits in plain Chinese, as HTML."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from assistant.page.links import table_link
from assistant.page.markup import Html, join, tag
from assistant.page.table_choice import edition_name
from index.generations import SourceFile
from index.records import Outline, Report

BEIJING = timezone(timedelta(hours=8))
MOST_LISTED = 500
"""Reports that are listed one by one."""

METHOD = (
    "报告文件先被读成一张张表：每个数字都记着它的报告、页、表、行、列、单位和原文。",
    "问题里的词只用来找名字：哪个部门、哪一年、哪张表、哪一行、哪一列。数字一律取自名字逐一对上的单元格，"
    "不由任何人或任何模型写出来；对不上就没有结果，不拿邻近的数字充数。",
    "金额从单元格到句子都是精确的十进制数，只在显示时四舍五入一次。",
    "答案写成之后，程序把它重新读一遍，逐个数字核对：要么与所引单元格一致（换算单位也要分毫不差），要么按所引"
    "单元格重算得到同样的结果，要么是提问里的数、年份或编码；句子说的行、列、年度、单位也要与出处相符。"
    "有一个数字证明不了，整个答案就不显示。",
    "答案下面的“数字核对 n/m”可以点开，看每个数字的依据与公式；出处里标出的行与格，可以拿原报告"
    "逐一比对。",
)

STATUSES = (
    ("已回答", "答案里的每个数字都已核对，出处列在下面。"),
    ("报告中没有", "找过了已收录的报告，里面没有这个数字。会说明有哪些报告、哪些年度。"),
    ("请您选择", "问题可以有几种理解，列出几个完整的问题供您点选，不替您猜。"),
    ("无法回答", "问的不是这些报告能回答的事，例如评价、预测或别处的情况。"),
)

ABSENCES = (
    ("0", "报告印着 0：这一项有数，数目是零。"),
    (
        "空白",
        "报告在这一格什么也没有印。可能是零，也可能是不适用；报告没有说，我们也不替它说。"
        "印了短横“—”的，照样显示短横，也不当作 0。",
    ),
    ("空表", "报告列出了这张表，同时写明表内没有数据。"),
    ("未收录", "这里没有这份报告，或者报告里没有这一项。这不表示数目是零，也不表示没有公开过。"),
)

LIMITS = (
    "只回答上列报告里写着的、或由其中的数字算得出的内容；不联网，不引用其他资料。",
    "核对证明的是“答案与报告一致”，不能证明报告本身正确。报告内部对不上的地方列在“核对”页。",
    "扫描成图片的、加密的或损坏的文件读不出来，会在上面列出，不会被悄悄略过。",
    "表格是程序读出来的。版面特殊的表可能读错；发现与原报告不符时，请以原报告为准。",
    "经办人、负责人的姓名与电话不收录、不显示。",
)

MODEL_USE = (
    "问题先由规则理解；规则读不懂时，才请语言模型说出问的是哪份报告的哪一行、哪一列，由规则对上名字再查。",
    "回答先由规则写好、核对好；语言模型只把它说得通顺，数字的位置留空，它自己写的数字一律不采用。"
    "没有采用它的文字时，给出的就是规则写的回答，原因可在回答下面点开看。",
    "提问、报告里的名目和引用的原文会发给这个模型所在的服务；查到的数字留作空位，不发给它"
    "（引用的原文里印着的除外）。",
)

LINKS = (
    "每个答案、每张表都有“复制链接”。链接带着数据文件的散列前缀：以后打开时，如果报告文件已经更换，"
    "页面会说明数据有变化。",
    "下载的文件就是屏幕上看到的那些行，按看到的顺序；另附报告、表、页和原文。"
    "答案的图表存为 Excel 时，合计与占比是活的公式。",
)


def about(
    outlines: Sequence[Outline], sources: Sequence[SourceFile], model: str | None = None
) -> Html:
    """Everything that a careful reader wants to know before citing a figure; `model` is the name
    of the language model that helps, if one does."""
    return join(
        [
            _section("数字是怎样证明的", tag("ol", *(tag("li", words) for words in METHOD))),
            _section("语言模型", _model(model)),
            _section("四种结果", _terms(STATUSES)),
            _section("0、空白、空表、未收录是四回事", _terms(ABSENCES)),
            _section(f"收录的报告（{len(outlines)} 份）", _coverage(outlines, sources)),
            _section("限度", tag("ul", *(tag("li", words) for words in LIMITS))),
            _section("链接与下载", tag("ul", *(tag("li", words) for words in LINKS))),
        ]
    )


def _section(title: str, *content: Html) -> Html:
    return tag("section", tag("h2", title), *content, class_="mz-about")


def _model(name: str | None) -> Html:
    if name is None:
        return tag("p", "没有使用语言模型：问题由规则理解，回答由规则写成。")
    used = tag("p", "正在使用语言模型 ", tag("code", name), "。数字从不出自它。")
    return join([used, tag("ul", *(tag("li", words) for words in MODEL_USE))])


def _terms(terms: Sequence[tuple[str, str]]) -> Html:
    return tag(
        "dl", *(part for name, words in terms for part in (tag("dt", name), tag("dd", words)))
    )


def _coverage(outlines: Sequence[Outline], sources: Sequence[SourceFile]) -> Html:
    """The reports with pages, tables and the time they were read; then what could not be read."""
    when = {source.sha256: source.indexed for source in sources}
    reports = tuple(outline.report for outline in outlines)
    shown = outlines[:MOST_LISTED]
    headings = ("报告", "页数", "报表", "勾稽发现", "收录时间（北京时间）", "文件", "散列前缀")
    rows = [_report(each, reports, when.get(each.report.sha256)) for each in shown]
    more = f"这里列出前 {len(shown)} 份，其余的可以在“报表”页选择。"
    unread = [source for source in sources if source.problem]
    return join(
        [
            tag(
                "div",
                tag(
                    "table",
                    tag("thead", tag("tr", *(tag("th", each, scope="col") for each in headings))),
                    tag("tbody", *rows),
                ),
                class_="mz-scroll",
                tabindex=0,
                role="region",
                aria_label="收录的报告",
            ),
            tag("p", more) if len(shown) < len(outlines) else None,
            tag("p", f"另有 {len(unread)} 个文件未能读取：") if unread else None,
            tag("ul", *(tag("li", f"{each.name}：{each.problem}") for each in unread))
            if unread
            else None,
        ]
    )


def _report(outline: Outline, reports: Sequence[Report], indexed: str | None) -> Html:
    report, tables = outline.report, outline.tables
    name = edition_name(report, reports)
    linked = tag("a", name, href=table_link(report, tables[0].id)) if tables else name
    return tag(
        "tr",
        tag("td", linked),
        tag("td", str(report.pages), class_="mz-value"),
        tag("td", str(len(tables)), class_="mz-value"),
        tag("td", str(len(outline.findings)), class_="mz-value"),
        tag("td", shown_time(indexed), class_="mz-code"),
        tag("td", report.source),
        tag("td", tag("code", report.id)),
    )


def shown_time(indexed: str | None) -> str:
    """A time of the store as a clock in Beijing shows it; 未记录 where the store has none."""
    if indexed is None:
        return "未记录"
    return datetime.fromisoformat(indexed).astimezone(BEIJING).strftime("%Y-%m-%d %H:%M")
