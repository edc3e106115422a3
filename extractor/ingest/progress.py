"""Report the progress of an ingest to people and programs; everything goes to stderr."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from extractor.ingest.report import Listener, Outcome, Summary, pace
from extractor.store.records import now

SECONDS_BETWEEN_LINES = 30.0
TELLING = ("partial", "refused", "failed")


def sentence(outcome: Outcome) -> str:
    """A document that was not (wholly) read, in one line."""
    words = " ".join(part for part in (outcome.reason, outcome.remedy) if part)
    return f"{outcome.file}: {outcome.ending}. {words}"


class Quiet:
    """Prints nothing."""

    def begin(self, summary: Summary) -> None:
        """Nothing."""

    def ended(self, outcome: Outcome, summary: Summary) -> None:
        """Nothing."""

    def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None:
        """Nothing."""

    def finish(self, summary: Summary) -> None:
        """Nothing."""


class Plain(Quiet):
    """Lines for a file or a pipe: documents that were not read, and the summary. Progress is shown
    on a terminal only."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def ended(self, outcome: Outcome, summary: Summary) -> None:
        """A line for a document that was not wholly read."""
        if outcome.ending in TELLING:
            self._say(sentence(outcome))

    def finish(self, summary: Summary) -> None:
        """The summary."""
        for line in summary.sentences():
            self._say(line)

    def _say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


class Json(Quiet):
    """One JSON object a line: each document, the state now and then, the summary."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._last = stream, time.monotonic()

    def begin(self, summary: Summary) -> None:
        """How many files there are."""
        self._say("begin", {"files": summary.total})

    def ended(self, outcome: Outcome, summary: Summary) -> None:
        """Every document, however it ended."""
        self._say("document", asdict(outcome))

    def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None:
        """The state now and then."""
        if time.monotonic() - self._last >= SECONDS_BETWEEN_LINES:
            self._last = time.monotonic()
            state: dict[str, object] = {
                "done": summary.done,
                "files": summary.total,
                "reading": files,
            }
            left = summary.seconds_left(pages_under_way)
            state["seconds_left"] = None if left is None else round(left)
            self._say("state", state | {"pages": summary.pages + pages_under_way})

    def finish(self, summary: Summary) -> None:
        """The summary."""
        self._say("end", summary.counts() | {"seconds": round(summary.seconds, 3)})

    def _say(self, event: str, facts: dict[str, object]) -> None:
        line = json.dumps({"event": event, "time": now(), **facts}, ensure_ascii=False)
        print(line, file=self._stream, flush=True)


class Terminal(Quiet):
    """A bar with documents, pages a second, time left and failures so far."""

    def __init__(self, stream: TextIO) -> None:
        self._console = Console(file=stream, stderr=True)
        self._bar = Progress(
            TextColumn("{task.completed:,.0f} of {task.total:,.0f} files"),
            BarColumn(),
            TextColumn("{task.description}"),
            console=self._console,
            transient=True,
        )
        self._task: TaskID | None = None

    def begin(self, summary: Summary) -> None:
        """Show the bar."""
        self._task = self._bar.add_task("", total=summary.total)
        self._bar.start()

    def ended(self, outcome: Outcome, summary: Summary) -> None:
        """Print documents that were not read above the bar."""
        if outcome.ending in TELLING:
            self._console.print(escape(sentence(outcome)), highlight=False, soft_wrap=True)
        self.pulse(summary, 0, [])

    def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None:
        """Move the bar."""
        if self._task is not None:
            self._bar.update(
                self._task,
                total=summary.total,
                completed=summary.done,
                description=escape(_state(summary, pages_under_way)),
            )

    def finish(self, summary: Summary) -> None:
        """Take the bar away and print the summary."""
        self.close()
        for line in summary.sentences():
            self._console.print(escape(line), highlight=False, soft_wrap=True)

    def close(self) -> None:
        """Take the bar away."""
        self._bar.stop()


def _state(summary: Summary, pages_under_way: int) -> str:
    pages, seconds = summary.pages + pages_under_way, max(summary.seconds, 0.001)
    parts = [f"{pages:,} pages", f"{pace(pages, seconds)} pages/s"]
    left = summary.seconds_left(pages_under_way)
    if left is not None and summary.done < summary.total:
        parts.append(f"{_duration(left)} left")
    lost = summary.endings["refused"], summary.endings["failed"]
    if any(lost):
        parts.append(f"{lost[0]} refused, {lost[1]} failed")
    return ", ".join(parts)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def listener_for(stream: TextIO, quiet: bool, log_json: bool) -> Listener:
    """The listener that fits the stream and the options."""
    if log_json:
        return Json(stream)
    if quiet:
        return Quiet()
    return Terminal(stream) if stream.isatty() else Plain(stream)
