"""What readers think of an answer (反馈): one JSON line each, in a file beside the store.

Nothing of the reader is kept: no address, no session; a mobile number typed by mistake is cut.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Literal

from assistant.answer import Answer

FILE = "feedback.jsonl"
MOST_BYTES = 5_000_000
LONGEST_REMARK = 300

VerdictOfReader = Literal["useful", "wrong"]
"""有用 / 有误."""

THANKS = "已记下，谢谢。"
FULL = "反馈文件已满，没有记下；请告诉管理员。"
UNWRITABLE = "反馈没有记下：文件无法写入。"

_HALF_WIDTH = str.maketrans("０１２３４５６７８９＋－．", "0123456789+-.")
_NUMBER_OF_A_PERSON = re.compile(
    r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ .\-—]{0,2}\d){8}(?!\d)"  # 手机
    r"|(?<!\d)\d{17}[\dXx](?!\d)"  # 身份证
    r"|(?<!\d)0\d{2,3}[ \-—]?\d{7,8}(?!\d)"  # 座机
)

Now = Callable[[], datetime]


class FeedbackFile:
    """Takes readers' verdicts; safe to share between threads."""

    def __init__(self, path: Path, now: Now = lambda: datetime.now(UTC)) -> None:
        self._path = path
        self._now = now
        self._lock = Lock()

    def add(self, answer: Answer, verdict: VerdictOfReader, remark: str) -> str:
        """Write one verdict down; says in words what became of it."""
        line = json.dumps(self._entry(answer, verdict, remark), ensure_ascii=False) + "\n"
        content = line.encode("utf-8", "replace")
        try:
            with self._lock:
                if self._size() + len(content) > MOST_BYTES:
                    return FULL
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with self._path.open("ab") as file:
                    file.write(content)
        except OSError:
            return UNWRITABLE
        return THANKS

    def _size(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _entry(self, answer: Answer, verdict: VerdictOfReader, remark: str) -> dict[str, object]:
        return {
            "time": self._now().isoformat(timespec="minutes"),
            "question": _without_mobiles(answer.question),
            "answer": answer_id(answer),
            "status": answer.status,
            "value": answer.value,
            "unit": answer.unit,
            "verdict": verdict,
            "remark": _without_mobiles(" ".join(remark.split())[:LONGEST_REMARK]),
        }


def answer_id(answer: Answer) -> str:
    """The same for the same answer to the same question."""
    whole = f"{answer.question}\n{answer.status}\n{answer.answer}"
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]


def _without_mobiles(text: str) -> str:
    return _NUMBER_OF_A_PERSON.sub("（号码略）", text.translate(_HALF_WIDTH))
