"""Evidence as the citations of an answer (引用)."""

from assistant.answer import Citation
from assistant.evidence import Cited
from index.records import Fact, Passage


def citation_of(cited: Cited) -> Citation:
    """The citation of a fact or a passage, with the whole row or sentence as printed."""
    if cited.fact is not None:
        return _of_fact(cited, cited.fact)
    assert cited.passage is not None
    return _of_passage(cited, cited.passage)


def _of_fact(cited: Cited, fact: Fact) -> Citation:
    code = f"{fact.code} " if fact.code else ""
    qualifier = f"（{fact.qualifier}）" if fact.qualifier else ""
    return Citation(
        id=cited.id,
        report=cited.report.title,
        year=fact.year,
        kind="passage" if fact.kind == "statement" else "cell",
        table=fact.table,
        page=fact.page,
        row=f"{code}{fact.row or ' '.join(fact.column_path)}{qualifier}",
        column=" / ".join(fact.column_path) or None,
        raw=fact.printed,
        unit=fact.unit,
        text=fact.text,
        line=fact.line,
        report_id=cited.report.id,
    )


def _of_passage(cited: Cited, passage: Passage) -> Citation:
    return Citation(
        id=cited.id,
        report=cited.report.title,
        year=cited.report.year,
        kind="passage",
        table=passage.headings[0] if passage.headings else None,
        page=passage.page,
        row=passage.headings[-1] if passage.headings else "",
        column=None,
        raw=None,
        unit=None,
        text=passage.text,
        line=passage.line,
        report_id=cited.report.id,
    )
