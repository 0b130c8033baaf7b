"""A draft with its proven figures taken out, and put back after the wording (槽位)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assistant.answer import Check

SLOT = re.compile(r"\$\{(\w+)\}")
_NO_QUANTITY = re.compile(r"年度?$|^第|表\d|^\d+$")
"""Years, pages and tables, which are parts of names."""

MASK = "▯"
"""Stands for a figure that is not checked yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slotted:
    """A draft whose cited and computed figures are slots."""

    text: str
    values: Mapping[str, str]
    """Each slot's figure as it is printed in the answer, with its unit."""

    @property
    def needed(self) -> frozenset[str]:
        """The slots of the first sentence that has any: no wording may leave them out."""
        first = next((line for line in self.text.split("\n") if SLOT.search(line)), "")
        return frozenset(SLOT.findall(first.split("。")[0]))

    def filled(self, text: str) -> str:
        """The text with its slots filled; every slot must be one of these."""
        return SLOT.sub(lambda match: self.values[match[1]], text)


def slotted(text: str, checks: Iterable[Check]) -> Slotted:
    """Take out each cited or computed quantity of a checked text, in its order; the checks may go
    on beyond its end."""
    values: dict[str, str] = {}
    position = 0
    for check in checks:
        start = text.find(check.text, position)
        plain = check.verdict not in ("cited", "computed") or _NO_QUANTITY.search(check.text)
        if start < 0 or plain:
            position = position if start < 0 else start + len(check.text)
            continue
        position = start + len(check.text)
        name = _name(check, values)
        values[name] = check.text
        text = text[:start] + "${" + name + "}" + text[position:]
        position = start + len(name) + 3
    return Slotted(text=text, values=values)


def _name(check: Check, taken: Mapping[str, str]) -> str:
    """c1 for a figure of citation c1, f1 for a computed one; c1b where c1 is another number."""
    stem = check.citations[0] if check.verdict == "cited" and check.citations else "f"
    for suffix in ("", *"bcdefghijklmnopqrstuvwxyz"):
        name = f"{stem}{suffix}"
        if taken.get(name, check.text) == check.text:
            return name
    return f"{stem}{len(taken)}"
