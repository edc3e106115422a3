"""rules/words.yml: the words that say nothing about what a figure counts; and rules/nouns.yml:
nouns of committee English by what is done with them, for all rule folders."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from extractor.package_files import shipped
from extractor.rulebook.shared_lists import load_lists


def _split(text: object) -> object:
    return text.split() if isinstance(text, str) else text


WordSet = Annotated[frozenset[str], BeforeValidator(_split, json_schema_input_type=str | list[str])]
"""Words, written in a row with blanks between them."""

BY_WORD = ("neutral", "money", "columns")
"""The lists whose words are in a text as they are written, or in the plural."""


class WordFile(BaseModel):
    """What rules/words.yml may say; each key is a list of words."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    neutral: WordSet
    verbs: WordSet
    light_verbs: WordSet
    done_to: WordSet
    turning: WordSet
    adjunct_openers: WordSet
    time_openers: WordSet
    times: WordSet
    outward: WordSet
    dwelling: WordSet
    owned: WordSet
    localities: WordSet
    things: WordSet
    bodies: WordSet
    actors: WordSet
    phrasal_verbs: WordSet
    denying: WordSet
    modal: WordSet
    intending: WordSet
    aiming: WordSet
    saying: WordSet
    future: WordSet
    money: WordSet
    columns: WordSet


@dataclass(frozen=True, slots=True)
class Words:
    """The neutral words of the rulebook, in normal form.

    `neutral` are nouns and adjectives, `verbs` infinitives; `light_verbs` say nothing where a
    phrase of the rules follows, `done_to` are verbs of change that narrow in the passive, `turning`
    those of what began or was over;
    `adjunct_openers` open a comparison or a circumstance, `time_openers` those that name an
    event ("after reablement"); `times` are nouns of time, `outward` words after which a place
    is left, `dwelling` those behind which it is where people are, `owned` those before which
    its name says whose they are, `localities` nouns of a part of one, `things` nouns of what is
    no person or event of a measure, so that a number before one counts those, `bodies` the
    nouns in which a council's name ends, `actors` those of who acts for it; `phrasal_verbs` are
    read as one verb, `denying` turn what follows round, `modal` say that it might be,
    `intending` that it is meant to, `aiming` that it is a target unless it is what somebody
    only says (`saying`), `future` that it will; `money` and `columns` are neutral beside sums
    and in column heads only.
    """

    neutral: frozenset[str] = field(default_factory=frozenset)
    verbs: frozenset[str] = field(default_factory=frozenset)
    light_verbs: frozenset[str] = field(default_factory=frozenset)
    done_to: frozenset[str] = field(default_factory=frozenset)
    turning: frozenset[str] = field(default_factory=frozenset)
    adjunct_openers: frozenset[str] = field(default_factory=frozenset)
    time_openers: frozenset[str] = field(default_factory=frozenset)
    times: frozenset[str] = field(default_factory=frozenset)
    outward: frozenset[str] = field(default_factory=frozenset)
    dwelling: frozenset[str] = field(default_factory=frozenset)
    owned: frozenset[str] = field(default_factory=frozenset)
    localities: frozenset[str] = field(default_factory=frozenset)
    things: frozenset[str] = field(default_factory=frozenset)
    bodies: frozenset[str] = field(default_factory=frozenset)
    actors: frozenset[str] = field(default_factory=frozenset)
    phrasal_verbs: frozenset[str] = field(default_factory=frozenset)
    denying: frozenset[str] = field(default_factory=frozenset)
    modal: frozenset[str] = field(default_factory=frozenset)
    intending: frozenset[str] = field(default_factory=frozenset)
    aiming: frozenset[str] = field(default_factory=frozenset)
    saying: frozenset[str] = field(default_factory=frozenset)
    future: frozenset[str] = field(default_factory=frozenset)
    money: frozenset[str] = field(default_factory=frozenset)
    columns: frozenset[str] = field(default_factory=frozenset)


def words_of_file(file: WordFile) -> Words:
    """The words of a file that was checked."""
    return Words(**{name: getattr(file, name) for name in WordFile.model_fields})


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
