"""HTML in which every text is escaped because there is no other way to put one in (转义)."""

from collections.abc import Iterable
from html import escape

VOID = frozenset({"br", "img"})
"""Elements that hold nothing and are not closed."""


class Html(str):
    """Finished HTML; only `tag` and `join` make it, so nothing in it came unescaped."""

    __slots__ = ()


def tag(name: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """An element; a child that is not `Html` is escaped, an attribute that is None is left out.

    A trailing underscore of an attribute's name is dropped (`class_`), others become hyphens.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{written}>")
    return Html(f"<{name}{written}>{join(children)}</{name}>")


def join(parts: Iterable[str | None]) -> Html:
    """Parts in a row; None is nothing."""
    return Html(
        "".join(
            part if isinstance(part, Html) else escape(part) for part in parts if part is not None
        )
    )


def lines(text: str) -> Html:
    """A text whose line breaks are kept."""
    return Html("<br>".join(escape(line) for line in text.splitlines()))


def _attribute(key: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
