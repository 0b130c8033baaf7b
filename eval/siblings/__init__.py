"""Synthetic sibling reports (同类报告): printed as a PDF's text dump prints them."""
