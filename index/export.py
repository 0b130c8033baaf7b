"""Sheets as files that a spreadsheet program opens rightly: XLSX through openpyxl, and CSV."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from index.amounts import plain, rounded
from index.errors import ExportError
from index.sheets import Entry, Figure, Formula, Sheet
from index.show import BOM

MOST_ROWS = 1_048_576
"""Rows that one sheet of an XLSX file can hold, heading included."""
NAME_LENGTH = 31
"""Characters of a sheet's name."""
WIDEST = 60

_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d.,]*$)")


def write_csv(path: Path, sheet: Sheet) -> None:
    """The sheet as UTF-8 CSV with a byte-order mark, numbers without separators.

    A text that a spreadsheet program would run as a formula gets an apostrophe in front.
    """
    with _written_beside(path) as beside:
        beside.write_bytes(csv_bytes(sheet))


def csv_bytes(sheet: Sheet) -> bytes:
    """What `write_csv` writes."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow([_harmless(name) for name in sheet.heading])
    lines.writerows([_csv_entry(entry) for entry in row] for row in sheet.rows)
    return (BOM + text.getvalue()).encode("utf-8", "replace")


def _csv_entry(entry: Entry) -> str:
    if isinstance(entry, Figure):
        return plain(_shown(entry))
    if isinstance(entry, Formula):
        shown = rounded(entry.value * 100 if entry.percent else entry.value, entry.places)
        return f"{plain(shown)}%" if entry.percent else plain(shown)
    return "" if entry is None else _harmless(str(entry))


def _harmless(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _shown(figure: Figure) -> Decimal:
    """The value with the decimals it was printed with, and more where it needs more."""
    return figure.value.quantize(Decimal(1).scaleb(-max(figure.places, _places(figure.value))))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """A workbook with a sheet for each: heading bold, frozen and with a filter, numbers as numbers
    shown with the decimals of the printed figure, every text as text (codes too)."""
    _refuse_what_no_sheet_holds(sheets)
    with _written_beside(path) as beside, beside.open("wb") as file:
        _book(sheets).save(file)


def xlsx_bytes(sheets: Sequence[Sheet]) -> bytes:
    """What `write_xlsx` writes."""
    _refuse_what_no_sheet_holds(sheets)
    file = io.BytesIO()
    _book(sheets).save(file)
    return file.getvalue()


def _refuse_what_no_sheet_holds(sheets: Sequence[Sheet]) -> None:
    for sheet in sheets:
        if len(sheet.rows) >= MOST_ROWS:
            raise ExportError(f"{sheet.name} 有 {len(sheet.rows)} 行，一张工作表放不下，请用 --csv")


def _book(sheets: Sequence[Sheet]) -> Any:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, sheet in zip(sheet_names(sheets), sheets, strict=True):
        _fill(book.create_sheet(name), sheet)
    return book


def _fill(page: Any, sheet: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page.freeze_panes = "A2"
    last = get_column_letter(len(sheet.heading))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for number, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    heading = [_text_cell(WriteOnlyCell(page), name) for name in sheet.heading]
    for cell in heading:
        cell.font, cell.alignment = bold, wrapped
    page.append(heading)
    for row in sheet.rows:
        page.append([_cell(WriteOnlyCell(page), entry) for entry in row])


def _cell(cell: Any, entry: Entry) -> Any:
    if isinstance(entry, str):
        return _text_cell(cell, entry)
    if isinstance(entry, Figure):
        cell.value = _shown(entry)
        cell.number_format = _number_format(max(entry.places, _places(entry.value)))
    elif isinstance(entry, Formula):
        cell.value, cell.data_type = f"={entry.expression}", "f"
        cell.number_format = _number_format(entry.places) + ("%" if entry.percent else "")
    else:
        cell.value = entry
    return cell


def _number_format(places: int) -> str:
    return "#,##0." + "0" * places if places else "#,##0"


def _text_cell(cell: Any, text: str) -> Any:
    """A text that stays one, whatever it begins with."""
    cell.value = _CONTROL.sub("", text)
    cell.data_type = "s"
    return cell


def _widths(sheet: Sheet) -> Iterator[float]:
    """Wide enough for most entries of a column; a Chinese character takes two places."""
    for number, name in enumerate(sheet.heading):
        entries = (row[number] for row in sheet.rows[:200])
        longest = max((_length(entry) for entry in entries), default=0)
        yield min(max(longest, _length(name) / 2, 6) + 2, WIDEST)


def _length(entry: Entry) -> int:
    text = _csv_entry(entry)
    return len(text) + sum(character > "⺀" for character in text)


def sheet_names(sheets: Sequence[Sheet]) -> tuple[str, ...]:
    """Names that a workbook accepts: short, without reserved characters, each one once."""
    names: list[str] = []
    for sheet in sheets:
        plain_name = _NOT_IN_A_NAME.sub(" ", _CONTROL.sub("", sheet.name)).strip() or "表"
        name, count = plain_name[:NAME_LENGTH], 1
        while name.casefold() in (other.casefold() for other in names):
            count += 1
            ending = f"（{count}）"
            name = plain_name[: NAME_LENGTH - len(ending)] + ending
        names.append(name)
    return tuple(names)


@contextmanager
def _written_beside(path: Path) -> Iterator[Path]:
    """A file that takes the other's place only once it is whole."""
    beside = path.with_name(f"{path.name}.new")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise ExportError(f"{path}：无法写入（{error.strerror}）") from error
    finally:
        beside.unlink(missing_ok=True)
