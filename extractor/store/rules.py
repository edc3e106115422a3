"""The rulebook as rows: measures and rules, those in force and those of earlier runs."""

from __future__ import annotations

import hashlib

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
