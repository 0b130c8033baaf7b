"""A page of the original under a cited place (查看原文): the control, and what it opens."""

import base64
from collections.abc import Callable, Sequence
from functools import lru_cache
from threading import BoundedSemaphore

from assistant.answer import Citation
from assistant.page.marking import Marks, marks_on
from assistant.page.markup import Html, join, tag
from assistant.page.spots import SpottedPage, as_text, from_text, spotted_pages
from index.corpus import Corpus
from index.errors import BudgetError
from index.records import Area, Extraction, OriginalPage, PrintedLine

KEPT_PAGES = 48
"""Pages held ready; a picture takes some 50 to 300 kilobytes."""
MOST_WAITING = 8
"""Pages asked for at the same time; one is drawn after the other."""
LARGEST_PICTURE = 4_000_000
"""Bytes of a picture; a larger one is not sent."""
MOST_PAGES = 4
"""Pages of one table that can be opened under it."""

NOT_KEPT = "索引里没有存这份报告的原文；可用 python -m index build 重新建立索引。"
GONE = "这一处出处已不在索引里（报告可能已更新），请重新提问。"


def tools(citations: Sequence[Citation], extractions: Sequence[Extraction]) -> Html:
    """Under a cited place: open the original page, and copy the citation."""
    pages = spotted_pages(citations, extractions)
    return tag(
        "div",
        _copy_button("\n".join(dict.fromkeys(citation_text(each) for each in citations))),
        *(_opener(spotted) for spotted in pages[:MOST_PAGES]),
        class_="mz-tools",
    )


def citation_text(citation: Citation) -> str:
    """A citation as one line to be pasted: report, table, page, row, column, figure."""
    place = [f"《{citation.report}》", citation.table, f"第 {citation.page} 页"]
    if citation.kind == "passage":
        return f"{'，'.join(filter(None, place))}：“{citation.text}”"
    unit = f" {citation.unit}" if citation.unit else ""
    figure = "（空白）" if citation.raw is None else f"{citation.raw}{unit}"
    parts = [*place, f"行“{citation.row}”", citation.column and f"列“{citation.column}”"]
    return f"{'，'.join(filter(None, parts))}：{figure}"


def _copy_button(text: str) -> Html:
    return tag("button", "复制出处", type="button", class_="mz-copy", data_copy=text)


def _opener(spotted: SpottedPage) -> Html:
    return tag(
        "details",
        tag("summary", f"查看原文（第 {spotted.page} 页）"),
        tag("div", "正在打开…", class_="mz-original-page", aria_live="polite"),
        class_="mz-original",
        data_page=as_text(spotted),
    )


# --- what it opens --------------------------------------------------------------------------


def original_views(corpus: Corpus) -> Callable[[object], str]:
    """A function from what a control carries to the page's HTML; it never raises."""

    @lru_cache(maxsize=KEPT_PAGES)
    def page(report: str, number: int, fingerprint: str) -> OriginalPage | None:
        return corpus.original_page(report, number)

    waiting = BoundedSemaphore(MOST_WAITING)

    def original_page(carried: object) -> str:
        if not waiting.acquire(blocking=False):
            return _remark("现在打开原文的人太多，请合上后过一会儿再打开。")
        try:
            return opened(carried)
        finally:
            waiting.release()

    def opened(carried: object) -> str:
        spotted = from_text(carried)
        known = {report.id for report in corpus.reports()}
        if spotted is None or spotted.report not in known:
            return _remark(GONE)
        try:
            found = page(spotted.report, spotted.page, corpus.fingerprint)
            if found is None:
                return _remark(NOT_KEPT)
            marks = marks_on(found, spotted.spots, corpus.extraction(spotted.report))
        except BudgetError as error:
            return _remark(f"原文暂时无法显示：{error}")
        return page_view(found, marks, len(spotted.spots))

    return original_page


def page_view(page: OriginalPage, marks: Marks, asked: int) -> Html:
    """The page with its marks, and in words what is marked and what is not."""
    remarks = [tag("p", text, class_="mz-muted") for text in _remarks(page, marks, asked)]
    return join([*remarks, _picture(page, marks) if page.picture else _lines(page, marks)])


def _remarks(page: OriginalPage, marks: Marks, asked: int) -> list[str]:
    told = [f"原文第 {page.number} 页，共 {page.pages} 页。"]
    if page.picture is None:
        told.append("这份报告收到时就是文本，排版与印刷的不同。")
    if marks.found == asked:
        told.append("所引之处已标出。")
    elif marks.found:
        told.append(f"所引 {asked} 处中标出 {marks.found} 处，其余未能确定位置，没有标出。")
    else:
        told.append("未能在这一页上确定所引的位置，没有标出；请按行名、列名查找。")
    if marks.whole_rows:
        told.append("空白或无法单独确定的格，标出的是整行。")
    if page.covered:
        told.append("经办人姓名与电话不予显示。")
    return ["".join(told)]


def _picture(page: OriginalPage, marks: Marks) -> Html:
    picture = page.picture or b""
    if len(picture) > LARGEST_PICTURE:
        return _remark("这一页的图像过大，无法显示。")
    source = "data:image/png;base64," + base64.b64encode(picture).decode("ascii")
    sheet = tag(
        "div",
        tag("img", src=source, alt=f"报告原文第 {page.number} 页的图像"),
        *(tag("span", class_="mz-outline", style=_position(area)) for area in marks.areas),
        class_="mz-sheet",
    )
    return tag("div", sheet, class_="mz-scroll", tabindex=0, role="region", aria_label="原文页面")


def _position(area: Area) -> str:
    sides = {
        "left": area.left,
        "top": area.top,
        "width": area.right - area.left,
        "height": area.bottom - area.top,
    }
    return ";".join(f"{name}:{value * 100:.3f}%" for name, value in sides.items())


def _lines(page: OriginalPage, marks: Marks) -> Html:
    return tag(
        "div",
        *(_line(line, line.number in marks.lines) for line in _without_gaps(page.lines)),
        class_="mz-scroll mz-lines",
        tabindex=0,
        role="region",
        aria_label="原文页面",
    )


def _without_gaps(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines that hold something; a dumped text has blank ones between all of them."""
    return [line for line in lines if line.text.strip()]


def _line(line: PrintedLine, cited: bool) -> Html:
    text = line.text.rstrip()
    return tag("div", tag("mark", text) if cited else text, class_="mz-line")


def _remark(text: str) -> Html:
    return tag("p", text, class_="mz-muted")
