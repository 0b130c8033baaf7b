"""Questions to begin with (示例问题), made from what the loaded reports really hold."""

from collections.abc import Iterable, Iterator, Sequence

from index.records import Extraction, Row, Table

MOST_EXAMPLES = 6
LONGEST_NAME = 16
"""A longer row or project name makes no inviting example."""


def example_questions(extractions: Sequence[Extraction]) -> tuple[str, ...]:
    """At most six questions, of different kinds, that the reports can answer."""
    several = len(extractions) > 1
    chosen: dict[str, None] = {}
    for questions in _in_turn([list(_questions(each, several)) for each in extractions]):
        chosen.setdefault(questions)
    return tuple(chosen)[:MOST_EXAMPLES]


def _in_turn(lists: Sequence[Sequence[str]]) -> Iterator[str]:
    """The first of each, then the second of each, and so on."""
    for position in range(max((len(each) for each in lists), default=0)):
        for each in lists:
            if position < len(each):
                yield each[position]


def _questions(extraction: Extraction, several: bool) -> Iterator[str]:
    report = extraction.report
    year = f"{report.year}年" if report.year else ""
    scope = f"{report.department or report.title}{year}" if several else ""
    yield from (f"{scope}{question}" for question in _spending(extraction.tables))
    yield from (f"{scope}{question}" for question in _projects(extraction))
    terms = [passage.term for passage in extraction.passages if passage.term]
    yield from (f"什么是{term}？" for term in _short(terms)[:1])


def _spending(tables: Sequence[Table]) -> Iterator[str]:
    """A look-up and a share, from the first table that splits spending by account."""
    for table in tables:
        columns = {column.path[-1]: index for index, column in enumerate(table.columns)}
        if "项目支出" not in columns or "基本支出" not in columns:
            continue
        row = _largest(table.rows, columns["项目支出"])
        if row is not None:
            yield f"{row.label}的项目支出是多少？"
            yield "基本支出占支出总额的比例是多少？"
            return


def _projects(extraction: Extraction) -> Iterator[str]:
    """A ranking, and the reason for one project."""
    if len(extraction.forms) > 2:
        yield "金额最大的三个项目是哪些？"
    names = _short(form.project for form in extraction.forms)
    yield from (f"{name}的立项依据是什么？" for name in names[:1])


def _largest(rows: Sequence[Row], column: int) -> Row | None:
    """The detailed row (项) with the largest amount in a column."""
    amounts = {
        position: cell.amount
        for position, row in enumerate(rows)
        if row.level == 3 and len(row.label) <= LONGEST_NAME
        for cell in row.cells
        if cell.column == column and cell.amount
    }
    return rows[max(amounts, key=amounts.__getitem__)] if amounts else None


def _short(names: Iterable[str]) -> list[str]:
    return [name for name in names if len(name) <= LONGEST_NAME]
