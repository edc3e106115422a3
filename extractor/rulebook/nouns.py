"""rules/nouns.yml: nouns of committee English by what is done with them, for all rule folders."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from extractor.errors import RuleError
from extractor.package_files import shipped
from extractor.rulebook.words import WordSet
from extractor.rules_cache import kept

NOUN_FILE = "nouns.yml"


class Nouns(BaseModel):
    """The lists of rules/nouns.yml, in normal form; the file says what each is for."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    counted: WordSet
    listed: WordSet
    initials: WordSet
    before_counted: WordSet
    after_no: WordSet
    after_year_like: WordSet
    people: WordSet
    unnamed: WordSet
    own_heads: WordSet
    quantities: WordSet
    figures: WordSet
    changes: WordSet
    areas: WordSet


@lru_cache(maxsize=4)
def nouns(path: Path | None = None) -> Nouns:
    """The nouns of a file (default: the one that comes with the package).

    Raises RuleError where it cannot be read, lacks a list or has one that is not known.
    """
    place = path or shipped("rules") / NOUN_FILE
    try:
        raw = place.read_bytes()
    except OSError as error:
        raise RuleError(f"{place.name}: cannot be read: {error.strerror}.") from error
    return kept(Nouns, [raw], lambda: _nouns_of(place.name, raw))


def _nouns_of(name: str, raw: bytes) -> Nouns:
    import yaml  # only where the nouns are not in the cache

    try:
        return Nouns.model_validate(yaml.safe_load(raw.decode("utf-8")))
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
