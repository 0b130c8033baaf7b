"""Which cells a set of rows is made of (取行): by heading, by column, one figure for each row."""

from collections.abc import Iterable, Sequence

from assistant.planner.book import Address, is_total
from assistant.planner.labels import canonical, displayed
from assistant.planner.targets import figure_of
from assistant.planner.view import Context
from assistant.query_plan import Figure


def is_item_under(address: Address, name: str) -> bool:
    """Whether the row is an item below the named heading."""
    whole = address.columns and is_total(address.columns[-1])
    return bool(whole) and address.table_kind == "economic" and name in address.parents


def single_rows(rows: Iterable[Address]) -> tuple[Figure, ...]:
    """One figure for each row, told apart by the second name column."""
    filled = [a for a in rows if a.fact.amount is not None]
    names = [displayed(a.fact.row) for a in filled]
    return tuple(
        Figure(
            name=f"{name}（{a.fact.qualifier}）" if names.count(name) > 1 else name,
            facts=(a.fact.id,),
        )
        for a, name in zip(filled, names, strict=True)
    )


def rows_under(context: Context, name: str) -> list[Address]:
    """The rows below a named heading or account, in the total column."""
    codes = {a.fact.code for a in context.view.book.bearing(name) if a.row == name and a.fact.code}
    return [
        a
        for a in total_cells(context)
        if name in a.parents or any(is_child(a, code) for code in codes if code)
    ]


def is_child(address: Address, code: str) -> bool:
    """Whether the row is one level below the account of that code."""
    own = address.fact.code or ""
    return (
        address.table_kind == "expenditure" and own.startswith(code) and len(own) == len(code) + 2
    )


def leaves_in_column(context: Context, name: str) -> list[Address]:
    """The lowest rows that print something in the named column."""
    leaves = [
        a
        for a in context.view.book.bearing(name)
        if a.columns[-1:] == (name,) and a.table_kind == "economic" and a.fact.printed
    ]
    return [a for a in leaves if not is_total(a.row) and (a.qualifier or a.parents)]


def column_cells(context: Context, kinds: Iterable[str]) -> list[Address]:
    """The cells of the total column (or of the named one) of the tables of these kinds."""
    wanted = {v for m in context.of("name") for v in m.values}
    found = [a for a in context.view.book.addresses if a.table_kind in kinds]
    named = [a for a in found if a.columns and a.columns[-1] in wanted]
    named = [a for a in named if a.columns[-1] == named[0].columns[-1]]  # never two columns in one
    whole = [a for a in found if all(is_total(c) or c == "本年收入合计" for c in a.columns)]
    return named or whole or [a for a in found if a.columns and is_total(a.columns[-1])]


def total_cells(context: Context) -> list[Address]:
    """The cells of the total columns of spending tables."""
    order = ("expenditure", "economic", "three_public", "income")
    return [
        a
        for a in context.view.book.addresses
        if a.table_kind in order[:3] and a.columns and is_total(a.columns[-1])
    ]


def figures_of(addresses: Iterable[Address], blanks: bool = False) -> tuple[Figure, ...]:
    """One figure for each row name of the first table, with the code where several accounts bear
    the name; the parts of one name are summed."""
    grouped: dict[tuple[str, str], list[str]] = {}
    labels: dict[tuple[str, str], str] = {}
    for address in addresses:
        if address.fact.amount is None and not blanks:
            continue
        key = (address.fact.table_id or "", address.fact.code or address.row)
        grouped.setdefault(key, []).append(address.fact.id)
        labels.setdefault(key, displayed(address.fact.row))
    first = next(iter(grouped), ("", ""))[0]
    kept = {key: ids for key, ids in grouped.items() if key[0] == first}
    named = [labels[key] for key in kept]
    return tuple(
        Figure(name=_with_code(labels[key], key[1], named), facts=tuple(ids))
        for key, ids in kept.items()
    )


def _with_code(label: str, code: str, beside: Sequence[str]) -> str:
    """一般行政管理事务（2120102） where other accounts of that name stand beside it."""
    return f"{label}（{code}）" if beside.count(label) > 1 else label


_KINDS_OF_THREE = ("因公出国", "公务接待费", "公务用车购置及运行费")


def three_public_columns(context: Context) -> tuple[Figure, ...]:
    """三公 in one unlabelled row: its three columns, of final accounts those of the outturn."""
    found = (figure_of(context, (_printed_heading(context, k),)) for k in _KINDS_OF_THREE)
    return tuple(figure for figure in found if figure)


def _printed_heading(context: Context, beginning: str) -> str:
    """The column's own name that begins so (因公出国(境)费)."""
    columns = (c for a in context.view.book.addresses if not a.row for c in a.columns)
    return next((c for c in columns if c.startswith(beginning)), beginning)


def procurement_kinds(context: Context) -> tuple[Figure, ...]:
    """政府采购 by its kinds: 货物, 工程, 服务, as the prose states them."""
    kinds = [canonical(f"政府采购{kind}") for kind in ("货物", "工程", "服务")]
    return tuple(
        Figure(name=displayed(a.fact.row), facts=(a.fact.id,))
        for kind in kinds
        for a in context.view.book.bearing(kind)[:1]
        if a.fact.kind == "statement"
    )
