"""Files of words, names and sums that are kept beside the rules: read and checked in one way."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from extractor.errors import RuleError
from extractor.rules_cache import kept

M = TypeVar("M", bound=BaseModel)


def load_lists(kind: type[M], path: Path) -> M:
    """The lists of a file, from the cache where the same bytes were read before.

    Raises RuleError where the file cannot be read or does not hold what `kind` describes.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise RuleError(f"{path.name}: cannot be read: {error.strerror}.") from error
    return kept(kind, [raw], lambda: lists_of(kind, path.name, raw))


def lists_of(kind: type[M], name: str, raw: bytes) -> M:
    """The lists that the bytes of a file of this name hold.

    Raises RuleError, which names the line or the key, where they are not what `kind` describes.
    """
    import yaml  # only where the lists are not in the cache

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is ten times as fast
    try:
        return kind.model_validate(yaml.load(raw.decode("utf-8"), Loader=loader))
    except UnicodeDecodeError as error:
        raise RuleError(f"{name}: byte {error.start} is not UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise RuleError(f"{name}, line {line}: no valid YAML.") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "(the file)"
        raise RuleError(f"{name}, {key}: {first['msg']}.") from error
