"""An answer as the JSON object of the contract (接口格式)."""

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from assistant.answer import Answer


def as_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain JSON values; decimals become exact strings, never floats."""
    wire: dict[str, Any] = _plain(asdict(answer))
    wire["plan"] = wire["plan"] or {}
    wire["timings_ms"] = wire["timings_ms"] or {}
    if wire["model"] is None:
        del wire["model"]
    return wire


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return value
