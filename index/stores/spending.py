"""Reads the view `spending_items` of `facts.db`."""

from index.spending import SpendingItem
from index.stores.database import Database

_ITEMS = """
SELECT report_id, "table", page, code, item, level, parent, "column", fen, printed, unit
FROM spending_items
WHERE report_id = ?
ORDER BY cell_id
"""


def read_spending_items(connection: Database, report_id: str) -> tuple[SpendingItem, ...]:
    """The amounts of a report's expenditure tables, in the order of the report."""
    return tuple(SpendingItem(**row) for row in connection.execute(_ITEMS, (report_id,)))
