"""References to official documents (文号) in forms: the same document is cited in the same way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.reconcile.figures import Disagreement
from index.reconcile.form_figures import form_side
from index.reconcile.shape import squeezed
from index.records import Extraction, FindingSide, Form

_CITED = re.compile(r"([一-龥]{2,6})[\[〔【(](\d{1,4})[\]〕】)]第?(\d*)号(?:《([^》]*)》)?")
_LEAD = re.compile(r"^.*(?:依据|根据|按照|结转|文件|精神|及|和|与)")
_YEARS = re.compile(r"(19|20)\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A document number as cited: issuer, the figure in brackets, number and title."""

    issuer: str
    bracket: str
    number: str
    title: str
    side: FindingSide

    @property
    def has_year(self) -> bool:
        """Whether the brackets hold a year, as they should."""
        return bool(_YEARS.fullmatch(self.bracket))


def _in_form(form: Form) -> Iterator[Reference]:
    texts = [("项目名称", form.project)]
    texts += [(field.name, field.text or "") for field in form.fields]
    for name, text in texts:
        for found in _CITED.finditer(squeezed(text)):
            issuer, bracket, number, title = found.groups()
            printed = _LEAD.sub("", found.group(0).partition("《")[0])
            yield Reference(
                issuer=_LEAD.sub("", issuer),
                bracket=bracket,
                number=number,
                title=title or "",
                side=form_side(form, name, None, printed, text),
            )


def _references(extraction: Extraction) -> list[Reference]:
    return [reference for form in extraction.forms for reference in _in_form(form)]


def years_of_documents(extraction: Extraction) -> Iterator[Disagreement]:
    """One document (issuer, number, title without its years) bears one year in every form.

    Only where a title is cited with it: numbers start anew each year, so the same number alone
    may well be two documents.
    """
    first: dict[tuple[str, str, str], Reference] = {}
    for reference in _references(extraction):
        if not (reference.title and reference.has_year):
            continue
        key = (reference.issuer, reference.number, _YEARS.sub("", reference.title))
        known = first.setdefault(key, reference)
        if known.bracket != reference.bracket:
            yield Disagreement(
                severity="misprint",
                message=(
                    f"同一文件在不同申报表中文号年份不一致：{known.side.printed}"
                    f"与{reference.side.printed}。"
                ),
                sides=(known.side, reference.side),
            )


def documents_without_year(extraction: Extraction) -> Iterator[Disagreement]:
    """A document number holds a year in its brackets, as the issuer's other numbers do."""
    references = _references(extraction)
    seen: set[str] = set()
    for reference in references:
        whole = [
            other for other in references if other.issuer == reference.issuer and other.has_year
        ]
        if reference.has_year or reference.number or not whole or reference.side.printed in seen:
            continue
        seen.add(reference.side.printed)
        yield Disagreement(
            severity="misprint",
            message=(
                f"文号{reference.side.printed}缺年份或序号，"
                f"同一机关的其他文号如{whole[0].side.printed}两者俱全。"
            ),
            sides=(reference.side, whole[0].side),
        )
