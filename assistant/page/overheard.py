"""Work that says something while it goes on (边做边说), to be listened to from another thread."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Result = TypeVar("Result")

Say = Callable[[str], None]


class Overheard(Generic[Result]):
    """One piece of work on a thread of its own, which ends when the work does."""

    def __init__(self, work: Callable[[Say], Result]) -> None:
        self._said: SimpleQueue[str | None] = SimpleQueue()
        self._result: Future[Result] = Future()
        threading.Thread(target=self._run, args=(work,), daemon=True, name="overheard").start()

    def _run(self, work: Callable[[Say], Result]) -> None:
        try:
            self._result.set_result(work(self._said.put))
        except BaseException as error:  # noqa: BLE001 - raised again to whoever asks for the result
            self._result.set_exception(error)
        finally:
            self._said.put(None)

    def words(self, silence: float) -> Iterator[str]:
        """What is said until the work is done, the newest each time; an empty text first where
        nothing is said for so many seconds."""
        try:
            said = self._said.get(timeout=silence)
        except Empty:
            yield ""
            said = self._newest()
        while said is not None:
            yield said
            said = self._newest()

    def _newest(self) -> str | None:
        said = self._said.get()
        while said is not None and not self._said.empty():
            said = self._said.get()
        return said

    def result(self) -> Result:
        """What the work came to; raises what it raised."""
        return self._result.result()
