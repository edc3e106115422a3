"""The cache of compiled rules in the user's own cache folder, kept between runs.

A kept thing counts only where it was made of the same rules by the same code with the same
libraries: all of these are in the name of its file. It is never trusted: the folder and the file
must belong to the user and be open to nobody else, the bytes must have the digest that
is before them, and of what they name only the classes of rules are made, so that
reading one runs no code. Whatever is wrong with it, the thing is rebuilt.
"""

from __future__ import annotations

import gc
import hashlib
import io
import os
import pickle
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from extractor.package_files import PACKAGE

FOLDER = "committee-figures"
MOST = 12
"""How many files are kept; those go that were not used for the longest time."""

_CODE = ("rules_cache.py", "rulebook/*.py", "tokens.py", "annotations/model.py", "types.py")
_MODULES = frozenset(
    (
        "extractor.rulebook.model",
        "extractor.rulebook.rule_files",
        "extractor.rulebook.vocabulary",
        "extractor.rulebook.words",
        "extractor.rulebook.area_names",
        "extractor.types",
    )
)
_PLAIN = {("builtins", "frozenset"): frozenset, ("builtins", "set"): set}
_DIGEST = hashlib.sha256().digest_size
T = TypeVar("T")


def kept(kind: type[T], sources: Iterable[bytes], make: Callable[[], T]) -> T:
    """What `make` makes of `sources`, from the cache where it is there.

    Raises what `make` raises; a cache that cannot be read or written is none.
    """
    folder = kept_folder()
    if folder is None:
        return make()
    path = folder / f"{kind.__name__.lower()}-{_digest(sources)}.bin"
    found = read_kept(path)
    if isinstance(found, kind):
        return found
    made = make()
    write_kept(path, made)
    return made


def kept_each(
    kind: type[T], sources: Mapping[str, bytes], make: Callable[[str, bytes], T]
) -> dict[str, T]:
    """What `make` makes of each source, by its name and bytes: from the cache where the source is
    as it was. All are in one file, which has those of the last change only.

    Raises what `make` raises.
    """
    folder = kept_folder()
    path = folder / f"{kind.__name__.lower()}s-{_digest([])}.bin" if folder is not None else None
    found = read_kept(path) if path is not None else None
    known = found if isinstance(found, dict) else {}
    digests = {
        name: hashlib.sha256(name.encode() + b"\0" + raw).digest() for name, raw in sources.items()
    }
    made: dict[str, T] = {}
    for name, raw in sources.items():
        there = known.get(digests[name])
        made[name] = there if isinstance(there, kind) else make(name, raw)
    now = {digests[name]: one for name, one in made.items()}
    if path is not None and not now.keys() <= known.keys():
        write_kept(path, now)
    return made


def recalled(name: str) -> frozenset[bytes]:
    """The set of digests that was remembered under a name; none where there is no cache."""
    folder = kept_folder()
    found = None if folder is None else read_kept(folder / f"{name}.bin")
    return found if isinstance(found, frozenset) else frozenset()


def remember(name: str, digests: frozenset[bytes]) -> None:
    """Keep a set of digests under a name, in place of what was there."""
    if (folder := kept_folder()) is not None:
        write_kept(folder / f"{name}.bin", digests)


def _digest(sources: Iterable[bytes]) -> str:
    digest = hashlib.sha256(_program())
    for source in sources:
        digest.update(hashlib.sha256(source).digest())
    return digest.hexdigest()[:32]


@lru_cache(maxsize=1)
def _program() -> bytes:
    """The digest of the code that makes what is kept, and of the versions it runs with."""
    digest = hashlib.sha256(f"{sys.version} {pydantic.VERSION}".encode())
    for pattern in _CODE:
        for path in sorted(PACKAGE.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()


@lru_cache(maxsize=4)
def _place(home: str | None, cache: str | None) -> Path | None:
    """The folder, made if need be; None where there is none that is the user's alone."""
    if cache and os.path.isabs(cache):
        base = Path(cache)
    elif home and os.path.isabs(home):
        base = Path(home) / ".cache"
    else:
        return None
    folder = base / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_own(folder.lstat(), stat.S_ISDIR) else None
    except OSError:
        return None


def kept_folder() -> Path | None:
    """The user's cache folder; None where it cannot be had safely."""
    if not hasattr(os, "geteuid"):
        return None  # who owns a file is not known here
    return _place(os.environ.get("HOME"), os.environ.get("XDG_CACHE_HOME"))


def _is_own(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    """Whether a file or folder is of its kind, the user's, and open to nobody else."""
    return is_kind(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def read_kept(path: Path) -> Any:
    """What a kept file holds, or None where there is none or anything about it is wrong."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb") as file:
            if not _is_own(os.fstat(file.fileno()), stat.S_ISREG):
                return None
            raw = file.read()
        if hashlib.sha256(memoryview(raw)[_DIGEST:]).digest() != raw[:_DIGEST]:
            return None
        with suppress(OSError):
            os.utime(path)  # what is used stays; in a folder that is read-only nothing goes
        return _loaded(raw)
    except OSError:
        return None
    except (pickle.UnpicklingError, ValueError, TypeError, AttributeError, LookupError, EOFError):
        return None  # it has the right digest and is still nothing that we wrote


def _loaded(raw: bytes) -> Any:
    payload = io.BytesIO(raw)
    payload.seek(_DIGEST)
    with not_collecting():
        return _Known(payload).load()


@contextmanager
def not_collecting() -> Iterator[None]:
    """Without looking for garbage: thousands of things are made, and none is any. It takes half of
    the time of reading rules from the cache otherwise, and a quarter of making them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _Known(pickle.Unpickler):
    """Makes rules and nothing else: any other name in the bytes is an error."""

    def find_class(self, module: str, name: str) -> Any:
        """The class that the bytes name. Raises UnpicklingError where it is none of the rules'."""
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        if (module, name) == ("datetime", "date"):
            return import_module("datetime").date
        found = getattr(import_module(module), name, None) if module in _MODULES else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not part of the rules")


def write_kept(path: Path, made: object) -> None:
    """Keep a thing; another process that keeps the same at the same time does no harm."""
    payload = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(hashlib.sha256(payload).digest() + payload)
        os.replace(file.name, path)
        kept_files = sorted(path.parent.glob("*.bin"), key=lambda p: p.stat().st_mtime)
        for old in kept_files[:-MOST]:
            old.unlink()
    except OSError:
        return  # a full or read-only disk: the next run makes it again
