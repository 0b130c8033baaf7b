"""The badge 数字核对 n/n, which opens to the proof of every number (核对清单)."""

from collections import Counter
from collections.abc import Sequence

from assistant.answer import Check, Citation
from assistant.page.markup import Html, tag

VERDICT_WORDS = {
    "cited": "与报告原文一致",
    "computed": "按公式重算一致",
    "question": "年份、序号或提问中的数",
    "unsupported": "未能核实",
}
_ORDER = ("unsupported", "computed", "cited", "question")
"""What needs proof most stands first; years and page numbers last."""


def checks_block(checks: Sequence[Check], citations: Sequence[Citation]) -> Html | None:
    """The badge 数字核对 n/m, which opens to every number with its formula and its places."""
    if not checks:
        return None
    proved = sum(check.verdict != "unsupported" for check in checks)
    whole = proved == len(checks)
    return tag(
        "details",
        tag(
            "summary",
            tag("span", "✓" if whole else "!", aria_hidden="true"),
            f" 数字核对 {proved}/{len(checks)}",
            class_="mz-badge" if whole else "mz-badge mz-badge-bad",
        ),
        tag("ul", *_lines(checks, {citation.id: citation for citation in citations})),
        class_="mz-checks",
    )


def _lines(checks: Sequence[Check], by_id: dict[str, Citation]) -> list[Html]:
    """A line for each number with its proof, however often it stands; one for all years."""
    times = Counter(checks)
    ordered = sorted(times, key=lambda check: _ORDER.index(check.verdict))
    proofs = [check for check in ordered if check.verdict != "question"]
    plain = Counter(check.text for check in checks if check.verdict == "question")
    lines = [_check(check, times[check], by_id) for check in proofs]
    if plain:
        said = "、".join(_times(text, count) for text, count in plain.items())
        lines.append(tag("li", tag("strong", said), _verdict("question")))
    return lines


def _times(text: str, count: int) -> str:
    return f"{text}（{count} 处）" if count > 1 else text


def _verdict(verdict: str) -> Html:
    return tag("span", VERDICT_WORDS[verdict], class_=f"mz-verdict mz-verdict-{verdict}")


def _check(check: Check, times: int, by_id: dict[str, Citation]) -> Html:
    places = [by_id[key] for key in check.citations if key in by_id]
    return tag(
        "li",
        tag("strong", _times(check.text, times)),
        _verdict(check.verdict),
        tag("code", f"{check.text} = {check.formula}") if check.formula else None,
        _added(check, places),
        *(tag("span", _place(place), class_="mz-muted") for place in places),
    )


def _added(check: Check, places: Sequence[Citation]) -> Html | None:
    """Of a sum: how many numbers were added, and how many of their places stand below."""
    terms = len((check.formula or "").split("+"))
    if terms < 2:
        return None
    return tag("span", f"{terms} 个数相加，出处列出 {len(places)} 处", class_="mz-verdict")


def _place(citation: Citation) -> str:
    """A figure as printed with its unit, and where it stands."""
    figure = None if citation.raw is None else f"{citation.raw} {citation.unit or ''}".strip()
    parts = [citation.table or "正文", citation.row, citation.column, f"第 {citation.page} 页"]
    place = " · ".join(part for part in parts if part)
    return f"{figure}：{place}" if figure else place
