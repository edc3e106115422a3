"""The rulebook and the database: its measures and rules as rows, the documents that a change of it
concerns, and the subjects that no rule matches yet.

No rule works alone. Whatever a phrase of any other rule or a neutral word says beside a
figure decides whether the rule matches. So the database keeps what every phrase and word meant,
and a document with one that means something else now is read again.

"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from extractor.errors import UsageError
from extractor.rulebook.model import CompiledPattern, Measure, Phrase, Rulebook
from extractor.rulebook.words import BY_WORD, Words
from extractor.store.records import Row, compact
from extractor.tokens import IRREGULAR
from extractor.types import AGE_BAND


def store_rulebook(db: Database, rulebook: Rulebook) -> None:
    """Write every measure and rule; those that are gone stay, with `current` 0.

    They have to stay as long as there are observations that name them.
    """
    with db.atomic():
        db.execute("update measures set current = 0 where current = 1")
        db.execute("update rules set current = 0 where current = 1")
        db.table("measures").upsert_all(
            [_measure_row(rulebook, name) for name in rulebook.measures], pk="id"
        )
        db.table("rules").upsert_all(list(rule_rows(rulebook)), pk="id")
        for table, column in (("rules", "rule"), ("measures", "measure")):
            db.execute(
                # Rows that a run replaced name them too, and may be brought back.
                f"""delete from {table} where current = 0
                and not exists (select 1 from replaced_documents) and not exists
                (select 1 from observations o where o.{column} = {table}.id)
                {
                    "and not exists (select 1 from rules r where r.measure = measures.id)"
                    if table == "measures"
                    else ""
                }"""
            )


def _measure_row(rulebook: Rulebook, name: str) -> Row:
    measure: Measure = rulebook.measures[name]
    domain = rulebook.domains[name]
    plain = measure.model_dump(mode="json")
    return {
        "id": name,
        "domain": domain,
        "domain_title": rulebook.titles[domain],
        "label": measure.label,
        "definition": measure.definition,
        "kind": measure.kind,
        "good_direction": measure.good_direction,
        "population": measure.population,
        "note": measure.note,
        "units": compact(plain["units"]),
        "official": compact(plain["official"]),
        "breaks": compact(plain["breaks"]),
        "plausible": compact(plain["plausible"]),
        "aliases": compact(plain["aliases"]),
        "current": 1,
    }


_Said = dict[str, list[tuple[str, str]]]
"""Concepts and dimensions to the phrases that speak of them, each with its concept."""


def rule_rows(rulebook: Rulebook) -> Iterator[Row]:
    """The rows of `rules`. A row's digest changes with the rule and the phrases it is on."""
    said: _Said = defaultdict(list)
    for phrase in rulebook.phrases:
        said[phrase.concept].append((phrase.concept, phrase.words))
        if phrase.dimension is not None:
            said[phrase.dimension].append((phrase.concept, phrase.words))
    for pattern in rulebook.patterns.values():
        yield _rule_row(rulebook, pattern, said)


def _rule_row(rulebook: Rulebook, pattern: CompiledPattern, said: _Said) -> Row:
    source = pattern.source.model_dump(mode="json")
    breakdown = rulebook.measures[pattern.measure].dimensions
    keys = frozenset(breakdown).union(*pattern.needs, *pattern.context)
    both = {key for key in keys if "=" in key and key.partition("=")[0] in keys}
    phrases = sorted(one for key in keys - both for one in said.get(key, ()))
    measure = rulebook.measures[pattern.measure].model_dump(mode="json", exclude={"patterns"})
    domain = rulebook.domains[pattern.measure]
    shared = [
        sorted(rulebook.accepted[domain]),
        sorted(rulebook.redundant[domain]),
        sorted((family, sorted(named)) for family, named in rulebook.presumed.items()),
    ]
    return {
        "id": pattern.id,
        "file": pattern.id.partition("#")[0] + ".yml",
        "measure": pattern.measure,
        "pattern": compact({k: v for k, v in source.items() if "examples" not in k}),
        "examples": compact({"take": source["examples"], "leave": source["counter_examples"]}),
        "digest": hashlib.sha256(compact([source, phrases, measure, shared]).encode()).hexdigest()[
            :12
        ],
        "current": 1,
    }


Part = tuple[str, str]
"""What is kept: `phrase` or `word` with its words, or one of the other parts with none."""
PACKED = "packed"
"""All parts are in one compressed row; a row for each took ten megabytes."""
_WORD = re.compile(r"\w+")
_PLURALS = {singular: plural for plural, singular in IRREGULAR.items()}


def store_parts(db: Database, rulebook: Rulebook) -> None:
    """Keep what each phrase and word of the rulebook means, in place of what was kept."""
    parts = parts_of(rulebook)
    if _stored(db) == parts:
        return
    plain = compact([[kind, words, means] for (kind, words), means in sorted(parts.items())])
    packed = base64.b85encode(zlib.compress(plain.encode(), 9)).decode()
    with db.atomic():
        db.execute("delete from rulebook_parts")
        db.execute("insert into rulebook_parts values (?, ?, ?)", (PACKED, "", packed))


def _stored(db: Database) -> dict[Part, str]:
    row = db.execute("select means from rulebook_parts where kind = ?", (PACKED,)).fetchone()
    if row is None:
        return {}
    plain = zlib.decompress(base64.b85decode(row[0]))
    return {(kind, words): means for kind, words, means in json.loads(plain)}


def parts_of(rulebook: Rulebook) -> dict[Part, str]:
    """What each phrase, each neutral word and the rest of the rulebook mean, to be compared."""
    parts: dict[Part, str] = {("rest", ""): rulebook.fixed}
    senses: dict[str, list[str]] = defaultdict(list)
    told: dict[tuple[object, ...], str] = {}  # thousands of phrases mean the same
    for phrase in rulebook.phrases:
        meaning = (phrase.concept, phrase.dimension, phrase.value, phrase.capitals)
        if meaning not in told:
            told[meaning] = compact([*meaning, *_kin(rulebook, phrase)])
        senses[phrase.words].append(told[meaning])
    for words, meant in senses.items():
        parts["phrase", words] = f"[{','.join(sorted(meant))}]"
    parts |= {("word", word): compact(lists) for word, lists in _neutral(rulebook.words)}
    others = {
        name: sorted(getattr(rulebook.words, name))
        for name in Words.__dataclass_fields__
        if name not in BY_WORD
    }
    parts["words", ""] = compact(others)
    # An age or a rate stands in a text without the words of its family.
    parts["families", ""] = compact([sorted(rulebook.rate_bases), _by_age(rulebook)])
    return parts


def _by_age(rulebook: Rulebook) -> list[tuple[str, list[str]]]:
    return sorted((band, sorted(families)) for band, families in rulebook.of_age.items())


def _kin(rulebook: Rulebook, phrase: Phrase) -> tuple[str | None, list[str], list[str]]:
    """The type of a phrase's concept, its families, and the files beside whose measures they may
    stand."""
    keys = {phrase.concept, phrase.dimension}
    families = sorted(name for name, members in rulebook.families.items() if members & keys)
    beside = sorted(domain for domain, named in rulebook.beside.items() if named & set(families))
    return rulebook.types.get(phrase.concept), families, beside


def _neutral(words: Words) -> Iterator[tuple[str, list[str]]]:
    """The words that are compared as they are in a text, each with the lists it is in.

    Verbs are not among them: a text has them in forms that no search finds.
    """
    for word in set[str]().union(*(getattr(words, name) for name in BY_WORD)):
        yield word, [name for name in BY_WORD if word in getattr(words, name)]


def keep_unaffected(db: Database, rulebook: Rulebook, before: str) -> int:
    """Mark documents that the changes do not concern as read with the rulebook as it is now.

    A document is concerned where a changed or vanished rule took one of its figures, where one
    of its pages has a phrase that a changed, new or vanished rule needs, or a phrase or a neutral
    word that means something else than before. Where anything else is different (the words for
    targets and changes, verbs, areas), all are. `before` is the digest of the rulebook that is
    stored. Call before it is replaced. Returns the number of documents marked.
    """
    if before == rulebook.digest:
        return 0
    stored = _stored(db)
    now = parts_of(rulebook)
    changed = {part for part in stored.keys() | now.keys() if stored.get(part) != now.get(part)}
    if not stored or any(not words for _, words in changed):
        return 0
    rules = changed_rules(db, rulebook)
    keys = _first_needs(db, rulebook, rules)
    if AGE_BAND in keys:  # Ages are read without phrases.
        return 0
    sought = {words for _, words in changed} | _phrases_of(keys, rulebook, stored)
    with db.atomic():
        _note_concerned(db, rules, sought)
        marked = db.execute(
            """update documents set rules_digest = ?
            where rules_digest = ? and id not in (select id from concerned)""",
            (rulebook.digest, before),
        ).rowcount
        db.execute("drop table concerned")
    return marked


def changed_rules(db: Database, rulebook: Rulebook) -> set[str]:
    """The rules that are new, gone, or different from those stored."""
    stored = dict(db.execute("select id, digest from rules where current = 1").fetchall())
    now = {row["id"]: row["digest"] for row in rule_rows(rulebook)}
    return {rule for rule in stored.keys() | now.keys() if stored.get(rule) != now.get(rule)}


def _first_needs(db: Database, rulebook: Rulebook, rules: set[str]) -> set[str]:
    """The first requirements of the rules, as they are and as they were before."""
    known = [rulebook.patterns[rule] for rule in rules if rule in rulebook.patterns]
    keys = {key for pattern in known for key in pattern.needs[0]}
    for (pattern,) in db.execute(
        "select pattern from rules where id in (select value from json_each(?))",
        (compact(sorted(rules)),),
    ):
        keys |= {option.strip() for option in json.loads(pattern)["needs"][0].split("|")}
    return keys


def _phrases_of(keys: set[str], rulebook: Rulebook, stored: dict[Part, str]) -> set[str]:
    """The phrases that mean one of the keys, or meant it before."""
    found = {p.words for p in rulebook.phrases if p.concept in keys or p.dimension in keys}
    for (kind, words), means in stored.items():
        if kind == "phrase" and any(keys & {sense[0], sense[1]} for sense in json.loads(means)):
            found.add(words)
    return found


def _note_concerned(db: Database, rules: Iterable[str], sought: Iterable[str]) -> None:
    db.execute("create temp table concerned (id text primary key)")
    db.execute(
        """insert or ignore into concerned select distinct document_id from observations
        where rule in (select value from json_each(?))""",
        (compact(sorted(rules)),),
    )
    for words in sought:
        query = _search_for(words)
        if query is None:  # Nothing but signs, which no search finds: it may be anywhere.
            db.execute("insert or ignore into concerned select id from documents")
            return
        db.execute(
            """insert or ignore into concerned select document_id from pages
            where id in (select rowid from pages_fts where pages_fts match ?)""",
            (query,),
        )


def _search_for(words: str) -> str | None:
    """A search for pages with all words of a phrase, which may be broken up by lines and cells."""
    found = _WORD.findall(words.lower())
    either = [
        f'("{word}" OR "{_PLURALS[word]}")' if word in _PLURALS else f'"{word}"' for word in found
    ]
    return " AND ".join(either) or None


@dataclass(frozen=True, slots=True)
class UnmappedSubject:
    """Words that figures without a measure count, how often, and one of those figures."""

    words: str
    unit: str | None
    figures: int
    documents: int
    figure_text: str
    example: str


def commonest_unmapped(path: Path, limit: int) -> list[UnmappedSubject]:
    """The subjects without a measure, the most frequent first.

    Raises UsageError where there is no database of figures at `path`.
    """
    if not path.is_file():
        raise UsageError(
            f"There is no database {path}.", f"Make one with: extractor ingest FOLDER --db {path}"
        )
    db = Database(path)
    try:
        rows = db.query(
            "select u.subject, u.unit, u.figures, u.documents, o.figure_text, o.quote "
            "from unmapped u join observations o on o.id = u.example_observation "
            "order by u.figures desc, u.documents desc, u.subject limit ?",
            [limit],
        )
        return [
            UnmappedSubject(
                row["subject"] or "(no words)", row["unit"], row["figures"], row["documents"],
                row["figure_text"], row["quote"],
            )
            for row in rows
        ]  # fmt: skip
    except sqlite3.DatabaseError as error:
        remedy = "Name one that extractor ingest has written."
        raise UsageError(f"{path} is not a database of figures ({error}).", remedy) from error
    finally:
        db.close()
