"""How often one visitor may ask (限速): a bucket of questions that fills up again over a minute.

`BUDGET_QUESTIONS_PER_MINUTE` holds for one conversation, `BUDGET_QUESTIONS_PER_MINUTE_ADDRESS`
for all that comes from one address (an office may share one); 0 lifts the limit. Kept in memory
only, and only for the visitors of late.
"""

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from threading import Lock

from index.errors import SettingError

PER_CONVERSATION = "BUDGET_QUESTIONS_PER_MINUTE"
PER_ADDRESS = "BUDGET_QUESTIONS_PER_MINUTE_ADDRESS"
DEFAULTS = {PER_CONVERSATION: 30, PER_ADDRESS: 300}
MOST_VISITORS = 10_000
MINUTE = 60.0

Clock = Callable[[], float]


@dataclass(slots=True)
class _Bucket:
    left: float
    seen: float


class Allowance:
    """So many questions a minute for each key; safe to share between threads."""

    def __init__(self, per_minute: int, clock: Clock = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str) -> float:
        """Seconds until this key may ask again; 0 where it may now, which counts as asked."""
        if not self._per_minute:
            return 0.0
        with self._lock:
            now = self._clock()
            bucket = self._buckets.pop(key, None) or _Bucket(left=self._per_minute, seen=now)
            self._buckets[key] = bucket
            if len(self._buckets) > MOST_VISITORS:
                self._buckets.popitem(last=False)
            filled = bucket.left + (now - bucket.seen) * self._per_minute / MINUTE
            bucket.left, bucket.seen = min(filled, float(self._per_minute)), now
            if bucket.left < 1:
                return (1 - bucket.left) * MINUTE / self._per_minute
            bucket.left -= 1
            return 0.0


class Doorman:
    """Says whether a visitor must wait, by conversation and by address."""

    def __init__(self, conversations: Allowance, addresses: Allowance) -> None:
        self._conversations = conversations
        self._addresses = addresses

    def objection(self, address: str | None, conversation: str | None) -> str | None:
        """Why this question must wait, in words; None where it need not."""
        waits = [self._addresses.wait(address or "")]
        if conversation and not waits[0]:
            waits.append(self._conversations.wait(conversation))
        seconds = ceil(max(waits))
        return f"问得太快了，请 {seconds} 秒后再问。" if seconds else None


def doorman(environment: Mapping[str, str] = os.environ) -> Doorman:
    """The doorman that the environment asks for; a limit that is no number is a `SettingError`."""
    conversation, address = (_limit(environment, name) for name in (PER_CONVERSATION, PER_ADDRESS))
    return Doorman(Allowance(conversation), Allowance(address))


def _limit(environment: Mapping[str, str], name: str) -> int:
    text = environment.get(name) or str(DEFAULTS[name])
    if not text.isascii() or not text.isdigit():
        raise SettingError(f"{name}={text!r}：应为每分钟的问题数，0 表示不限")
    return int(text)
