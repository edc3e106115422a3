"""Which of the files found are read: by path, council or how they ended before."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.ingest.prior_state import PriorState
    from extractor.store.records import SourceLocation


@dataclass(frozen=True, slots=True)
class Selection:
    """Only files that match all of these; empty means any. What is selected is read again."""

    paths: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.paths or self.councils or self.statuses)

    def wants(self, place: SourceLocation, known: PriorState | None) -> bool:
        """Whether the file is selected, by its published name or its whole path; without a known
        document only paths can select it.
        """
        names = (place.file, place.location)
        if self.paths and not any(fnmatchcase(n, p) for p in self.paths for n in names):
            return False
        if known is None:
            return not (self.councils or self.statuses)
        if self.statuses and known.status not in self.statuses:
            return False
        council = (known.council or "").casefold()
        return not self.councils or any(name.casefold() in council for name in self.councils)
