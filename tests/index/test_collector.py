"""Garbage is looked for less often, and still found."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from index.collector import THRESHOLDS, collect_rarely


class Knot:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The thresholds of the test run itself."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_knots_are_still_untied() -> None:
    collect_rarely()
    assert gc.get_threshold() == THRESHOLDS
    knot = weakref.ref(Knot())
    kept: list[list[int]] = [[] for _ in range(THRESHOLDS[0] * 2)]
    assert knot() is None
    assert kept
