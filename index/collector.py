"""Keeps the garbage collector from walking a large store's records again and again (内存回收)."""

import gc

THRESHOLDS = (50_000, 20, 20)
"""New objects before the young are looked through, then rounds before the older ones, then the
oldest. What ten thousand reports keep in memory is millions of objects, and none of them is
garbage: with Python's own thresholds one question in twenty waited 0.2 seconds for nothing."""


def collect_rarely() -> None:
    """Look for garbage less often; for a process that serves or builds a store, at its start."""
    gc.set_threshold(*THRESHOLDS)
