"""The rulebook as rows: measures and rules, those in force and those of earlier runs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sqlite_utils import Database

from extractor.rulebook.model import CompiledPattern, Measure, Rulebook
from extractor.store.records import Row, compact


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
        db.table("rules").upsert_all(
            [rule_row(rulebook, pattern) for pattern in rulebook.patterns.values()], pk="id"
        )
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


def rule_row(rulebook: Rulebook, pattern: CompiledPattern) -> Row:
    """A row of `rules`. Its digest changes with the rule and with the phrases it stands on."""
    source = pattern.source.model_dump(mode="json")
    breakdown = rulebook.measures[pattern.measure].dimensions
    keys = frozenset(breakdown).union(*pattern.needs, *pattern.context)
    phrases = sorted(
        (p.concept, p.words) for p in rulebook.phrases if p.concept in keys or p.dimension in keys
    )
    measure = rulebook.measures[pattern.measure].model_dump(mode="json", exclude={"patterns"})
    return {
        "id": pattern.id,
        "file": pattern.id.partition("#")[0] + ".yml",
        "measure": pattern.measure,
        "pattern": compact({k: v for k, v in source.items() if "examples" not in k}),
        "examples": compact({"take": source["examples"], "leave": source["counter_examples"]}),
        "digest": hashlib.sha256(compact([source, phrases, measure]).encode()).hexdigest()[:12],
        "current": 1,
    }


def phrases_needed(rulebook: Rulebook, rules: Iterable[str]) -> set[str]:
    """The phrases without which none of the rules can take a figure: those of their first need."""
    keys = {key for rule in rules for key in rulebook.patterns[rule].needs[0]}
    return {p.words for p in rulebook.phrases if p.concept in keys or p.dimension in keys}


def changed_rules(db: Database, rulebook: Rulebook) -> tuple[set[str], set[str]]:
    """The rules that are new or different from those stored, and those that are gone."""
    stored = dict(db.execute("select id, digest from rules where current = 1").fetchall())
    now = {
        pattern.id: rule_row(rulebook, pattern)["digest"] for pattern in rulebook.patterns.values()
    }
    different = {rule for rule, digest in now.items() if stored.get(rule) != digest}
    return different, set(stored) - set(now)


def keep_unaffected(db: Database, rulebook: Rulebook, before: str) -> int:
    """Mark documents that changed rules do not concern as read with the rulebook as it is now.

    A document is concerned where a changed or vanished rule took one of its figures, or where
    one of its pages has a phrase that a changed or new rule needs. Where the rulebook is
    different but no rule is (the words for targets and changes have changed), all are.
    `before` is the digest of the rulebook that is stored. Call before `store_rulebook`.
    Returns the number of documents marked.
    """
    different, gone = changed_rules(db, rulebook)
    if before == rulebook.digest or not different | gone:
        return 0
    with db.atomic():
        db.execute("create temp table concerned (id text primary key)")
        db.execute(
            """insert or ignore into concerned select distinct document_id from observations
            where rule in (select value from json_each(?))""",
            (compact(sorted(different | gone)),),
        )
        for words in phrases_needed(rulebook, different):
            quoted = '"' + words.replace('"', '""') + '"'
            db.execute(
                """insert or ignore into concerned select document_id from pages
                where id in (select rowid from pages_fts where pages_fts match ?)""",
                (quoted,),
            )
        marked = db.execute(
            """update documents set rules_digest = ?
            where rules_digest = ? and id not in (select id from concerned)""",
            (rulebook.digest, before),
        ).rowcount
        db.execute("drop table concerned")
    return marked
