"""When rules change, which documents are read again: those that the change can concern."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from archive import RULES, rows, run, write_text

from extractor.package_files import shipped

OUT_OF_COUNTY, RESIDENTIAL, BUDGET = "b.txt", "c.txt", "d.txt"
MORE_CONCEPTS = """  residential:
    phrases:
      - residential
    type: thing
  money_word:
    phrases:
      - spend
measures:"""


@pytest.fixture
def read_before(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A folder of four papers, their database, and the folder of rules they were read with."""
    folder, database, rules = tmp_path / "papers", tmp_path / "figures.db", tmp_path / "rules"
    shutil.copytree(RULES, rules)
    shutil.copy(shipped("rules") / "words.yml", rules)
    file = rules / "children.yml"
    file.write_text(file.read_text().replace("measures:", MORE_CONCEPTS, 1))
    write_text(folder / "a.txt", 2018, 690)
    for name, text in (
        (OUT_OF_COUNTY, "On 31 March 2019, 51% lived out of county."),
        (RESIDENTIAL, "There were 30 children in care in residential homes on 31 March 2019."),
        (BUDGET, "The gizmo was repaired in 12 days."),
    ):
        (folder / name).write_text(f"REPORT\n\n{text}\n")
    run(database, folder, rules=rules)
    return folder, database, rules


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change of a rule file."""

    def change(rules: Path) -> None:
        text = (rules / name).read_text()
        assert old in text
        (rules / name).write_text(text.replace(old, new, 1))

    return change


def added(word: str, key: str) -> Callable[[Path], None]:
    """A word more in a list of words.yml."""
    return replaced("words.yml", f"\n{key}: >-\n", f"\n{key}: >-\n  {word} ")


def family_and(more: str) -> Callable[[Path], None]:
    """A new family, and something said of it."""
    families = "families:\n  homes: [residential]\n"
    return replaced("children.yml", "concepts:", f"{families}{more}\nconcepts:")


TOTAL = "kind: stock"
TOTALS = {"a.txt", RESIDENTIAL}
ALL = {"a.txt", OUT_OF_COUNTY, RESIDENTIAL, BUDGET}


@pytest.mark.parametrize(
    ("change", "concerned"),
    [
        (replaced("children.yml", "- out of county", "- (out of|beyond the) county"), {"b.txt"}),
        (replaced("children.yml", TOTAL, f"{TOTAL}\n    accepts: [residential]"), TOTALS),
        (replaced("children.yml", TOTAL, f"{TOTAL}\n    counts: [in_care]"), TOTALS),
        (replaced("children.yml", "type: thing", "type: population"), {RESIDENTIAL}),
        (replaced("children.yml", "concepts:", "families:\n  homes: [residential]\nconcepts:"),
         {RESIDENTIAL}),
        (family_and("of_age:\n  under_18: [homes]"), ALL),
        (family_and("rate_bases: [homes]"), ALL),
        (replaced("children.yml", "- residential", "- residence"), {RESIDENTIAL}),
        (replaced("children.yml", "- spend", "- (spend|gizmo)"), {BUDGET}),
        (added("gizmo", "neutral"), {BUDGET}),
        (added("gizmo", "verbs"), ALL),
        (replaced("roles.yml", "- target of {n}", "- goal of {n}"), ALL),
        (replaced("children.yml", "- id: distance", "- id: far"), {OUT_OF_COUNTY}),
    ],
    ids=[
        "phrase of a rule", "accepts", "counts", "type", "family", "ages of a family",
        "bases of rates", "phrase that no rule needs",
        "phrase added to a concept", "neutral word", "verb", "role", "rule renamed",
    ],
)  # fmt: skip
def test_a_document_is_read_again_where_the_change_concerns_it(
    read_before: tuple[Path, Path, Path], change: Callable[[Path], None], concerned: set[str]
) -> None:
    folder, database, rules = read_before
    change(rules)
    summary = run(database, folder, rules=rules, only_changed_rules=True)
    latest = rows(database, "select max(id) from runs")[0]
    read = rows(database, f"select path from documents where run = {latest}")
    assert {Path(path).name for path in read} == concerned
    assert summary.kept_by_rules == len(ALL - concerned)
    assert run(database, folder, rules=rules).endings["unchanged"] == len(ALL)


def test_without_the_option_all_are_read(read_before: tuple[Path, Path, Path]) -> None:
    folder, database, rules = read_before
    replaced("children.yml", "units: [percent]", "units: [percent, count]")(rules)
    assert run(database, folder, rules=rules).endings["ok"] == len(ALL)


def test_a_database_that_does_not_say_what_phrases_meant_is_read_anew(
    read_before: tuple[Path, Path, Path],
) -> None:
    folder, database, rules = read_before
    with sqlite3.connect(database) as connection:
        connection.execute("delete from rulebook_parts")
    replaced("children.yml", "- out of county", "- far away")(rules)
    summary = run(database, folder, rules=rules, only_changed_rules=True)
    assert (summary.kept_by_rules, summary.endings["ok"]) == (0, len(ALL))
