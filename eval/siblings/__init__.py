"""Synthetic sibling reports (同类报告): departments that never were, in the text-dump layout.

Names, years, accounts and figures differ from sibling to sibling; the identities hold.
"""

from eval.siblings.book import ALONE, MOST, Spread
from eval.siblings.report import Sibling, sibling, write_siblings

__all__ = ["ALONE", "MOST", "Sibling", "Spread", "sibling", "write_siblings"]
