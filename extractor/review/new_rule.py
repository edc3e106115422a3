"""A rule file begun from one sentence, and phrases proposed from figures without a measure."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from extractor.errors import UsageError
from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.model import EXTENDS_FILE, Rulebook
from extractor.store.stored_rules import commonest_unmapped
from extractor.tokens import norm

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_UNITS_OF_A_SHARE = frozenset({"percent", "ratio"})
_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Draft:
    """A begun rule file: its YAML, and what a person should look at in it."""

    text: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase that many figures without a measure share, with sentences it is in.

    `measure` is the measure that came nearest to those figures, with the words it did not know.
    """

    phrase: str
    unit: str | None
    figures: int
    documents: int
    measure: str | None
    unknown: tuple[str, ...]
    sentences: tuple[str, ...]


def begin_rule(
    sentence: str, rulebook: Rulebook, *, domain: str, label: str | None, figure: str | None
) -> Draft:
    """A rule file for the figure of a sentence.

    `figure` is the figure as printed; without it the first one that no rule matches. Raises
    UsageError where the sentence has no such figure.
    """
    chosen, others = _chosen(sentence, rulebook, figure)
    words = _phrase(chosen)
    if not words:
        raise UsageError(
            f"It is not clear what “{chosen.figure_text}” counts.", "Shorten the sentence."
        )
    concept = _identifier(words)
    rest = [w for w in dict.fromkeys(_normal(chosen.unexplained)) if w not in words.split()]
    remarks = [f"the phrase “{words}”: add other ways in which papers say it"]
    if others and figure is None:
        left = ", ".join(f"“{other}”" for other in others)
        remarks.insert(0, f"the rule is for “{chosen.figure_text}”; for {left} use --figure")
    concepts: dict[str, Any] = {concept: {"phrases": [words]}}
    measure: dict[str, Any] = {
        "label": label or words.capitalize(),
        "definition": f"{label or words.capitalize()}. (Say what is counted, and who.)",
        "units": [chosen.unit or "count"],
        "kind": _kind(chosen),
        "good_direction": "context",
    }
    if rest:
        beside = f"{concept}_beside"
        concepts[beside] = {"phrases": rest}
        measure["accepts"] = [beside]
        remarks.append(
            f"{beside}: these words may be beside the figure and change nothing; "
            "remove those that would make it another measure"
        )
    measure["patterns"] = [
        {
            "id": f"{concept}_named",
            "requires": [concept],
            "examples": [{"text": sentence, "figure": chosen.figure_text}],
        }
    ]
    remarks.append("counter_examples: the nearest sentence that is something else")
    data = {
        "domain": _identifier(domain),
        "title": domain.replace("_", " ").capitalize(),
        "concepts": concepts,
        "measures": {concept: measure},
    }
    return Draft(
        yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100), tuple(remarks)
    )


def propose(database: Path, limit: int) -> list[Proposal]:
    """What a new rule would gain most from, the most frequent first.

    Raises UsageError where there is no database of figures.
    """
    subjects = commonest_unmapped(database, limit)
    uri = f"{database.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        return [
            Proposal(
                " ".join(_normal(_WORD.findall(one.words))) or one.words,
                one.unit,
                one.figures,
                one.documents,
                *_nearest(connection, one.words, one.unit),
                _sentences(connection, one.words, one.unit),
            )
            for one in subjects
        ]


def own_folder_remark(folder: Path) -> str | None:
    """What is missing for a folder to add to the built-in rules, or None."""
    if (folder / EXTENDS_FILE).is_file():
        return None
    return (
        f"so that {folder} adds to the built-in rules, put “extends: built-in” into {EXTENDS_FILE}"
    )


def _chosen(
    sentence: str, rulebook: Rulebook, figure: str | None
) -> tuple[Observation, tuple[str, ...]]:
    """The figure that a rule is begun for, and the other figures that no rule matches."""
    found = read_text(sentence, rulebook).observations
    if figure is not None:
        found = tuple(one for one in found if one.figure_text == figure)
    if not found:
        which = f"the figure “{figure}”" if figure else "a figure"
        raise UsageError(f"The sentence does not give {which}.", "See: extractor explain SENTENCE")
    free = [one for one in found if one.measure is None]
    if not free:
        one = found[0]
        raise UsageError(
            f"“{one.figure_text}” is matched already: {one.measure} ({one.rule}).",
            "Name another figure with --figure.",
        )
    return free[0], tuple(one.figure_text for one in free[1:])


def _phrase(observation: Observation) -> str:
    """The first words of the subject that no rule knows and that the text prints in one run."""
    unknown = {word.lower() for word in observation.unexplained}
    printed = " ".join(observation.quote.lower().split())
    run: list[str] = []
    for word in _WORD.findall(observation.subject):
        if word.lower() in unknown and " ".join([*run, word]).lower() in printed:
            run.append(word)
        elif run:
            break
    return " ".join(_normal(run or list(observation.unexplained[:1])))


def _normal(words: Sequence[str]) -> list[str]:
    """Words in the form in which phrases are written: lower case, singular."""
    return [norm(word.lower()) for word in words]


def _identifier(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def _kind(observation: Observation) -> str:
    if observation.unit in _UNITS_OF_A_SHARE:
        return "ratio"
    if (observation.unit or "").startswith("rate"):
        return "rate"
    return "flow" if observation.period_basis == "during" else "stock"


def _nearest(
    connection: sqlite3.Connection, words: str, unit: str | None
) -> tuple[str | None, tuple[str, ...]]:
    row = connection.execute(
        "select nearest_measure, unexplained, count(*) as n from observations "
        "where measure is null and subject is ? and unit is ? and nearest_measure is not null "
        "group by nearest_measure, unexplained order by n desc, nearest_measure limit 1",
        (words if words != "(no words)" else "", unit),
    ).fetchone()
    return (None, ()) if row is None else (row[0], tuple(yaml.safe_load(row[1] or "[]")))


def _sentences(connection: sqlite3.Connection, words: str, unit: str | None) -> tuple[str, ...]:
    rows = connection.execute(
        "select distinct quote from observations where measure is null and subject is ? "
        "and unit is ? order by length(quote), quote limit ?",
        (words if words != "(no words)" else "", unit, _EXAMPLES),
    ).fetchall()
    return tuple(" ".join(quote.split()) for (quote,) in rows)
