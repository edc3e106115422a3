"""The largest memory that any process of a long run takes."""

from __future__ import annotations

import threading
from types import TracebackType

import psutil

TABLE: list[tuple[str, str, float]] = []
"""Each run, what it did, and the memory of its largest process in megabytes."""

MOST_MEGABYTES = 1000
LOOK_EVERY = 0.2


class Watched:
    """Looks, while the block lasts, at this process, its children and their children.

    `done` is told in the table. Raises AssertionError where one took too much.
    """

    def __init__(self, run: str) -> None:
        self.run, self.done, self.peak = run, "", 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Watched:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._over.set()
        self._thread.join()
        TABLE.append((self.run, self.done if kind is None else f"failed: {error}", self.peak))
        if kind is None:
            assert self.peak <= MOST_MEGABYTES, f"a process took {self.peak:,.0f} MB"

    def _watch(self) -> None:
        while not self._over.wait(LOOK_EVERY):
            own = psutil.Process()
            for process in (own, *own.children(recursive=True)):
                try:
                    memory = process.memory_info().rss / 1e6
                except psutil.NoSuchProcess:
                    continue
                self.peak = max(self.peak, memory)
