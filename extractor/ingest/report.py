"""What an ingest reports to its user, and its counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, Protocol

from extractor.wording.words import counted

SLOWEST = 3
SLOW = 10.0
"""How many of the slowest documents are named, and the seconds from which one is slow."""

Ending = Literal["ok", "partial", "refused", "failed", "unchanged", "same_bytes"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one file ended. `unchanged` was read before, `same_bytes` is a second name.

    `status` is that of the document, which for an unchanged file is the one it has already.
    """

    file: str
    ending: Ending
    status: str
    reason: str | None = None
    remedy: str | None = None
    pages: int = 0
    observations: int = 0
    seconds: float = 0.0
    peak: int = 0


@dataclass(slots=True)
class Summary:
    """The state of a run.

    `bytes_seen` are those of the files that were begun, passed over or read before, `bytes_to_come`
    those of all others; `pages_opened` is how many pages the documents being read still have.
    """

    total: int = 0
    endings: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    not_selected: int = 0
    pages: int = 0
    observations: int = 0
    peak: int = 0
    without_file: int = 0
    pruned: int = 0
    kept_by_rules: int = 0
    seconds: float = 0.0
    slowest: list[Outcome] = field(default_factory=list)
    bytes_seen: int = 0
    bytes_to_come: int = 0
    pages_opened: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count a file."""
        self.endings[outcome.ending] += 1
        if outcome.ending == "unchanged":
            self.unchanged[outcome.status] += 1
            return
        self.pages += outcome.pages
        self.observations += outcome.observations
        self.peak = max(self.peak, outcome.peak)
        if outcome.seconds >= SLOW:
            self.slowest.append(outcome)
            self.slowest.sort(key=lambda o: -o.seconds)
            del self.slowest[SLOWEST:]

    @property
    def done(self) -> int:
        """Files that have ended."""
        return sum(self.endings.values()) + self.not_selected

    def seconds_left(self, pages_under_way: int = 0) -> float | None:
        """How long the rest will take, by its pages; None where nothing has been read yet.

        Of a file that was not opened only its size is known: it is taken to have as many pages for
        its size as those before it, of which some were read before and cost nothing.
        `pages_under_way` are the finished pages of the documents that are being read.
        """
        done = self.pages + pages_under_way
        if done == 0:
            ended = sum(self.endings[name] for name in ("refused", "failed"))
            return self.seconds / self.done * (self.total - self.done) if ended else None
        left = float(self.pages_opened)
        if self.bytes_seen:
            left += (done + self.pages_opened) / self.bytes_seen * self.bytes_to_come
        return self.seconds / done * left

    @property
    def not_read(self) -> int:
        """Documents under the given paths that are refused or failed, now or before."""
        return sum(self.endings[s] + self.unchanged[s] for s in ("refused", "failed"))

    def counts(self) -> dict[str, object]:
        """The numbers as they are stored with the run."""
        return {
            "files": self.total,
            **{ending: self.endings[ending] for ending in Ending.__args__},  # type: ignore[attr-defined]
            "pages": self.pages,
            "observations": self.observations,
            "passed_over": dict(sorted(self.passed_over.items())),
            "not_selected": self.not_selected,
            "kept_by_rules": self.kept_by_rules,
            "without_file": self.without_file,
            "pruned": self.pruned,
            "peak_memory": self.peak,
        }

    def sentences(self) -> list[str]:
        """The summary for people."""
        read = [
            f"{self.endings[name]:,} {words}"
            for name, words in (
                ("ok", "read"),
                ("partial", "read in part"),
                ("refused", "refused"),
                ("failed", "failed"),
                ("unchanged", "unchanged"),
                ("same_bytes", "further names of a document"),
            )
            if self.endings[name]
        ]
        lines = [f"{counted(self.total, 'file')}: {', '.join(read) or 'nothing to do'}."]
        if self.pages:
            lines.append(
                f"{counted(self.pages, 'page')} and {counted(self.observations, 'figure')} "
                f"in {self.seconds:,.1f} s, "
                f"{pace(self.pages, max(self.seconds, 0.001))} pages a second."
            )
        if self.slowest:
            lines.append(f"Slowest: {'; '.join(map(_slow, self.slowest))}.")
        before = [f"{self.unchanged[s]} {s}" for s in ("refused", "failed") if self.unchanged[s]]
        if before:
            lines.append(f"Of the unchanged, {' and '.join(before)} in an earlier run.")
        if self.kept_by_rules:
            lines.append(
                f"{counted(self.kept_by_rules, 'document is', 'documents are')} not concerned "
                "by the changed rules."
            )
        if self.not_selected:
            lines.append(f"{counted(self.not_selected, 'file was', 'files were')} not selected.")
        if self.passed_over:
            kinds = ", ".join(f"{n} {kind}" for kind, n in self.passed_over.most_common(6))
            lines.append(f"Files of other kinds were passed over: {kinds}.")
        if self.without_file:
            lines.append(
                f"Files are gone of {counted(self.without_file, 'document')} of the database; "
                "--prune removes what has none."
            )
        if self.pruned:
            lines.append(f"Removed: {counted(self.pruned, 'document')} without a file.")
        return lines


def _slow(outcome: Outcome) -> str:
    """What took long, and whether it is the pages that are many or each of them."""
    if not outcome.pages:
        return f"{outcome.file} ({outcome.seconds:,.0f} s, no page read)"
    each = outcome.seconds / outcome.pages
    pages = "1 page" if outcome.pages == 1 else f"{outcome.pages:,} pages, {each:,.2f} s each"
    return f"{outcome.file} ({outcome.seconds:,.0f} s: {pages})"


def pace(pages: int, seconds: float) -> str:
    """Pages a second as people like to read it: a slow scan is not 0."""
    return f"{pages / seconds:,.{1 if pages < 10 * seconds else 0}f}"


class Listener(Protocol):
    """Listens to a run while it goes on."""

    def begin(self, summary: Summary) -> None: ...

    def ended(self, outcome: Outcome, summary: Summary) -> None: ...

    def pulse(self, summary: Summary, pages_under_way: int, files: list[str]) -> None: ...

    def finish(self, summary: Summary) -> None: ...
