"""rules/nouns.yml: nouns of committee English by what is done with them, for all rule folders."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from extractor.package_files import shipped
from extractor.rulebook.shared_lists import load_lists
from extractor.rulebook.words import WordSet

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
    return load_lists(Nouns, path or shipped("rules") / NOUN_FILE)
