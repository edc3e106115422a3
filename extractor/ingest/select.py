"""Which of the files that were found are read."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class PriorState:
    """What the database says about a document that was read before."""

    status: str
    council: str | None
    reader: str
    rules_digest: str
    settings_digest: str
    reason: str | None
    remedy: str | None
    given: str | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """Only files that match all of these; empty means any. What is selected is read again."""

    paths: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paths or self.councils or self.statuses)

    def wants(self, file: str, known: PriorState | None) -> bool:
        """Whether the file is selected; without a known document only paths can select it."""
        if self.paths and not any(fnmatchcase(file, pattern) for pattern in self.paths):
            return False
        if known is None:
            return not (self.councils or self.statuses)
        if self.statuses and known.status not in self.statuses:
            return False
        council = (known.council or "").casefold()
        return not self.councils or any(name.casefold() in council for name in self.councils)
