"""What is spent on what, one figure at a time: the rows of the view `spending_items` (支出明细)."""

from dataclasses import dataclass
from decimal import Decimal

from index.amounts import MONEY_UNITS, convert

SHOWN_UNIT = "万元"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingItem:
    """An amount of money in an expenditure table, with its address."""

    report_id: str
    table: str
    """Number and title of the table."""
    page: int
    code: str | None
    item: str
    """The row's label as printed."""
    level: int | None
    parent: str | None
    column: str
    """The column's headings, outermost first."""
    fen: int
    printed: str
    unit: str

    @property
    def amount(self) -> Decimal:
        """The exact amount in 万元."""
        return convert(Decimal(self.fen), "分", SHOWN_UNIT)

    @property
    def places(self) -> int:
        """Decimals that the printed figure has once it stands in 万元."""
        scale = (MONEY_UNITS[SHOWN_UNIT] / MONEY_UNITS[self.unit]).adjusted()
        return max(decimals(self.printed) + scale, 0)


def decimals(printed: str) -> int:
    """How many decimals a printed figure has: 2 in 1,433.90."""
    return len(printed.replace("．", ".").strip().partition(".")[2])
