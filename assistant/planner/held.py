"""Which reports there are, named where there are several (收录了什么)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.department_names import report_name
from assistant.query_plan import Unclear
from index.records import Report

_ONLY_HELD = re.compile(r"目前只收录了[^。]*。")
_LISTED = 40
"""Reports whose names are looked at for a list of a few."""


def naming_what_is_held(found: Unclear, reports: Sequence[Report]) -> Unclear:
    """What a report said of itself as the only one, said of all that are held."""
    message = _ONLY_HELD.sub(lambda _: _held(reports), found.message)
    return replace(found, message=message)


def _held(reports: Sequence[Report]) -> str:
    names = tuple(dict.fromkeys(report_name(report) for report in reports[:_LISTED]))
    more = len(names) > 8 or len(reports) > _LISTED
    return f"已收录的有：{'、'.join(names[:8])}{'等' if more else ''}。"
