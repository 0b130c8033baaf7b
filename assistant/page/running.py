"""Questions that are being answered (正在回答), so that whoever asked can cancel them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST_RUNNING = 1000
"""More than the page works on at once; a visitor beyond it is asked to wait."""


@dataclass(slots=True)
class RunningQuestions:
    """One question at most for each visitor. Safe to share between threads."""

    _cancelled: dict[str, threading.Event] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def question(self, visitor: str) -> Iterator[threading.Event | None]:
        """The event that cancels this visitor's question; None where another one is running.

        Whatever ends the question, a visitor who has left included, cancels what goes on of it.
        """
        cancelled = self._begun(visitor)
        try:
            yield cancelled
        finally:
            if cancelled:
                cancelled.set()
                with self._lock:
                    del self._cancelled[visitor]

    def _begun(self, visitor: str) -> threading.Event | None:
        with self._lock:
            if visitor in self._cancelled or len(self._cancelled) >= MOST_RUNNING:
                return None
            return self._cancelled.setdefault(visitor, threading.Event())

    def cancel(self, visitor: str) -> None:
        """Let the rules' answer to the visitor's question follow at once, if one is running."""
        with self._lock:
            cancelled = self._cancelled.get(visitor)
        if cancelled:
            cancelled.set()
