"""The error tree: what is broken says what, with what value, where, and what was expected.

"Not in the reports" is a `Status` of an answer, never an exception.
"""


class BudgetError(Exception):
    """Something is broken (as opposed to absent); the message is one line a user can act on."""


class ReportUnreadable(BudgetError):
    """A report file that cannot be read: missing, empty, binary, truncated, wrongly encoded."""


class ExtractionError(BudgetError):
    """A report was read, but its text does not hold together as a budget report."""


class AmountError(BudgetError):
    """A text that should be an amount and is not."""


class StoreError(BudgetError):
    """A store that is missing, half-written, of another schema or of another model."""


class ExportError(BudgetError):
    """Something that cannot be written to the file that was asked for."""


class SettingError(BudgetError):
    """A setting (environment variable or option) with a value that cannot be used."""
