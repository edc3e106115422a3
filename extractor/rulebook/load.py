"""Loading the rules: from the cache where they were read before, else from rules/*.yml."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from extractor.errors import RuleError
from extractor.package_files import shipped
from extractor.rulebook.model import EXTENDS_FILE, Rulebook
from extractor.rules_cache import kept, not_collecting

_SHARED = ("words.yml", "areas.yml")
"""What a folder of rules is read with, whether it has files of these names or not."""


def load_rulebook(folder: Path | None = None) -> Rulebook:
    """Read all rule files of `folder` (default: those that come with the package).

    Raises RuleError with file, line and key where anything in them is wrong.
    """
    place = (folder or shipped("rules")).resolve()
    if not place.is_dir():
        raise RuleError(f"There is no folder of rules at {place}.")
    state = tuple((str(p), p.stat().st_mtime_ns, p.stat().st_size) for p in _rule_paths(place))
    return _loaded(place, state)


@lru_cache(maxsize=4)
def _loaded(place: Path, _state: tuple[tuple[str, int, int], ...]) -> Rulebook:
    sources = {path.name: path.read_bytes() for path in _rule_paths(place)}
    own = frozenset(p.name for p in place.glob("*.yml")) if extends(place) else frozenset()
    digest = hashlib.sha256()
    for name, raw in sources.items():
        digest.update(name.encode() + b"\0" + raw + b"\0")

    def made() -> Rulebook:
        from extractor.rulebook.assemble import rulebook_of  # YAML and its checks: only when needed

        with not_collecting():
            return rulebook_of(sources, digest.hexdigest()[:12], place, own)

    shared = [(shipped("rules") / name).read_bytes() for name in _SHARED]
    return kept(Rulebook, [digest.digest(), "\0".join(sorted(own)).encode(), *shared], made)


def _rule_paths(place: Path) -> list[Path]:
    """The files of a folder, behind the built-in ones that it adds to and does not replace."""
    own = sorted(place.glob("*.yml"))
    if not extends(place):
        return own
    names = {path.name for path in own}
    built_in = [path for path in sorted(shipped("rules").glob("*.yml")) if path.name not in names]
    return [*built_in, *own]


def extends(place: Path) -> bool:
    """Whether the folder adds to the built-in rules. Raises RuleError for another word in it."""
    path = place / EXTENDS_FILE
    if not path.is_file():
        return False
    if path.read_text(encoding="utf-8").strip() != "extends: built-in":
        raise RuleError(f"{EXTENDS_FILE}, line 1: only “extends: built-in” is allowed here.")
    return True
