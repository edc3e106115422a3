"""Loading the rules: from the cache where they were read before, else from rules/*.yml."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from extractor.data import shipped
from extractor.errors import RuleError
from extractor.kept import kept
from extractor.rulebook.model import Rulebook

_SHARED = ("words.yml", "areas.yml")
"""What a folder of rules is read with, whether it has files of these names or not."""


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Read all rule files of `folder` (default: those that come with the package).

    Raises RuleError with file, line and key where anything in them is wrong.
    """
    place = (folder or shipped("rules")).resolve()
    if not place.is_dir():
        raise RuleError(f"There is no folder of rules at {place}.")
    state = tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in _rule_paths(place))
    return _loaded(place, state)


@lru_cache(maxsize=4)
def _loaded(place: Path, _state: tuple[tuple[str, int, int], ...]) -> Rulebook:
    sources = {path.name: path.read_bytes() for path in _rule_paths(place)}
    digest = hashlib.sha256()
    for name, raw in sources.items():
        digest.update(name.encode() + b"\0" + raw + b"\0")

    def made() -> Rulebook:
        from extractor.rulebook.read import rulebook_of  # YAML and its checks: only when needed

        return rulebook_of(sources, digest.hexdigest()[:12], place)

    shared = [(shipped("rules") / name).read_bytes() for name in _SHARED]
    return kept(Rulebook, [digest.digest(), *shared], made)


def _rule_paths(place: Path) -> list[Path]:
    return sorted(place.glob("*.yml"))
