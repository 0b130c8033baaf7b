"""Units that a report names without printing figures of theirs (不单列的单位): 财政所, 执法队."""

import re
from collections.abc import Iterator

from assistant.planner.labels import folded
from assistant.planner.view import Context
from assistant.query_plan import Unclear
from index.records import Extraction

_UNIT = re.compile(r"[\u4e00-\u9fff]{1,16}?(?:中心|大队|支队|总队|队|所|站|馆|处|科|股|院|室)")
_STRUCTURE = re.compile(r"机构|构成|单位情况")
_PIECES = re.compile(r"[，、；。：:（）()\s\d.．,;]+")
_MONEY = re.compile(r"钱|花|费|预算|决算|支出|收入|经费|金额|资金|拨款|工资|奖金|万元|采购")
_SHORTEST = 3


def unlisted(context: Context) -> Unclear | None:
    """Money asked of a unit that the report only names: the department's is no answer."""
    if not _MONEY.search(context.text):
        return None
    name = _named(context)
    if name is None:
        return None
    report = context.view.report
    note = _remark(context.view.extraction, name)
    said = f"报告写明：{note}。" if note else ""
    return Unclear(
        kind="not_found",
        message=f"《{report.title}》没有单独列出「{name}」的数，只有全部门的数。{said}",
        suggestions=(f"{report.year}年全部门支出总计是多少？",),
    )


def _named(context: Context) -> str | None:
    """The unit as it is typed, where no row, project or statement bears its name."""
    text, units = context.text, tuple(_units(context.view.extraction))
    for match in _UNIT.finditer(text):
        for start in range(match.start(), match.end() - _SHORTEST + 1):
            name = text[start : match.end()]
            if not any(unit.endswith(name) for unit in units):
                continue
            return None if _has_figures(context, name, start, match.end()) else name
    return None


def _units(extraction: Extraction) -> Iterator[str]:
    """The units of the department, as the chapter on its structure prints them."""
    for passage in extraction.passages:
        if passage.headings and _STRUCTURE.search(passage.headings[-1]):
            yield from (folded(piece) for piece in _PIECES.split(passage.text) if piece)
    for table in extraction.tables:
        if _STRUCTURE.search(table.title):
            yield from (folded(row.label) for row in table.rows)


def _has_figures(context: Context, name: str, start: int, end: int) -> bool:
    """Whether something of the report with figures bears the unit's name: a project, a row of
    another table, a figure of the prose, a form that it carries out."""
    extraction = context.view.extraction
    if any(m.kind == "project" and m.start <= start and end <= m.end for m in context.mentions):
        return True
    rows = (
        row.label for t in extraction.tables if not _STRUCTURE.search(t.title) for row in t.rows
    )
    stated = (s.subject for s in extraction.statements)
    forms = (text for f in extraction.forms for text in (f.project, f.implementer or ""))
    return any(name in folded(text) for texts in (rows, stated, forms) for text in texts)


def _remark(extraction: Extraction, name: str) -> str | None:
    """What the table of units remarks on it: 预算不单列，并入本级."""
    for table in extraction.tables:
        for row in table.rows if _STRUCTURE.search(table.title) else ():
            if folded(row.label).endswith(name):
                return next((cell.printed for cell in row.cells if cell.printed), None)
    return None
