"""The names under which papers are published: they tell where a paper lies among the papers that
were read, and nothing of the machine. The place of the file itself is in `locations`, which is
withheld.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path, PurePosixPath

from extractor.errors import printable
from extractor.store.records import SourceLocation


def as_text(path: str | os.PathLike[str]) -> str:
    """A path as text, whatever its bytes.

    Those that are not UTF-8, and characters that would steer a terminal, become `\\xff`.
    """
    return printable(os.fsencode(path).decode("utf-8", "backslashreplace"))


def published_name(path: Path, root: Path) -> str:
    """The name of a file that was found under `root`, the file or folder that was asked for.

    A path below the working folder stays as given. Any other begins with the name of `root`:
    `/srv/papers/2024/a.pdf` found under `/srv/papers` is `papers/2024/a.pdf`.
    """
    if not path.is_absolute() and os.pardir not in path.parts:
        return as_text(path)
    above = os.path.dirname(os.path.abspath(root))
    return as_text(os.path.relpath(os.path.abspath(path), above))


def name_of_address(address: str, root: str) -> str:
    """The name of a paper that was found at an address under `root`.

    An address stays as given, unless it is that of a file of this machine.
    """
    if not address.startswith("file:"):
        return address
    path, above = (PurePosixPath(one.removeprefix("file:")) for one in (address, root))
    return as_text(path.relative_to(above.parent) if above in (path, *path.parents) else path.name)


class PublishedNames:
    """Gives each file a name of its own: the one it has in the database, or a new one."""

    def __init__(self, db: sqlite3.Connection) -> None:
        rows = db.execute("select path, location, raw from locations").fetchall()
        self._of = {location: path for path, location, _ in rows}
        self._has = {path: (location, raw) for path, location, raw in rows}

    def of(self, place: SourceLocation) -> SourceLocation:
        """The place with the name under which it is published.

        A name that belongs to another file which is still there gets a number; that of a
        file which is gone is taken over, because papers are moved.
        """
        name = self._of.get(place.location)
        if name is None:
            name = self._free(place)
            self._of[place.location] = name
            self._has[name] = place.location, place.raw
        return replace(place, file=name)

    def _free(self, place: SourceLocation) -> str:
        name, number = place.file, 1
        while name in self._has and _is_there(*self._has[name]):
            number += 1
            path = PurePosixPath(place.file)
            name = str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        return name


def _is_there(location: str, raw: bytes | None) -> bool:
    """Whether a file is where it was found, or the archive that it was found in."""
    if "://" in location:
        return True
    path = Path(os.fsdecode(raw) if raw is not None else location)
    return os.path.lexists(path) or any(parent.is_file() for parent in path.parents)
