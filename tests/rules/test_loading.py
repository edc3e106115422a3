"""Rule files become a rulebook, or one sentence with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest
from library_rules import LIBRARIES

from extractor.errors import RuleError
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

ROLES = """\
directions:
  increase:
    phrases: [more]
roles:
  - id: target
    slots: [{cue: target, kind: target}]
    phrases:
      - against a target of {n}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "roles.yml").write_text(ROLES, encoding="utf-8")
    (tmp_path / "libraries.yml").write_text(LIBRARIES, encoding="utf-8")
    return tmp_path


def refusal(folder: Path, old: str, new: str, file: str = "libraries.yml") -> str:
    """What loading says when `old` is written as `new` in a file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_rulebook(folder)
    return str(caught.value)


def test_a_new_subject_needs_no_python(folder: Path) -> None:
    rulebook = load_rulebook(folder)
    text = (
        "In 2018/19 there were 310,000 library visits against a target of 300,000. "
        "Of all loans in 2018/19, 9% were large print."
    )
    found = {o.figure_text: o for o in read_text(text, rulebook).observations}
    assert {f: o.measure for f, o in found.items()} == {
        "310,000": "library_visits",
        "300,000": "library_visits",
        "9%": "library_loans",
    }
    assert found["300,000"].kind == "target"
    assert dict(found["9%"].dimensions) == {"kind_of_book": "large_print"}
    assert found["310,000"].rule == "rules/libraries#visits"
    assert found["310,000"].period_start == "2018-04-01"


def test_the_digest_names_what_the_files_say(folder: Path) -> None:
    first = load_rulebook(folder)
    assert load_rulebook(folder).digest == first.digest
    path = folder / "libraries.yml"
    path.write_text(LIBRARIES.replace("Loans", "Loans of items"), encoding="utf-8")
    assert load_rulebook(folder).digest != first.digest


def test_keys_have_their_old_names_for_one_release(folder: Path) -> None:
    path = folder / "libraries.yml"
    today = load_rulebook(folder)
    written = path.read_text(encoding="utf-8")
    total = "kind: flow\n    population_total: true"
    path.write_text(written.replace("kind: flow", total), encoding="utf-8")
    counts_everybody = load_rulebook(folder)
    before = path.read_text(encoding="utf-8").replace("requires:", "needs:")
    path.write_text(before.replace("population_total:", "whole:"), encoding="utf-8")
    old = load_rulebook(folder)
    assert old.patterns == counts_everybody.patterns
    assert old.measures == counts_everybody.measures != today.measures
    told = refusal(folder, "needs: [visit]", "needs: [vist]")
    assert "measures.library_visits.patterns.0.needs.0: no concept" in told
    both = refusal(folder, "needs: [vist]", "requires: [visit]\n        needs: [visit]")
    assert "patterns.0.needs: unknown key" in both


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("label: Loans", "lable: Loans", "lable: unknown key (did you mean “label”?)"),
        ("kind: flow", "kind: floww", "measures.library_visits.kind"),
        ("requires: [visit]", "requires: [vist]", "is called “vist” (did you mean “visit”?)"),
        ("requires: [visit]", "requires: []", "measures.library_visits.patterns.0.requires"),
        ("dimensions: [kind_of_book]", "dimensions: [kind_of_boook]", "mean “kind_of_book”"),
        ("  loan:\n", "  visit:\n", "the key “visit” appears twice"),
        ("- id: loans", "- id: visits", "the pattern id “visits” appears twice"),
        ("(book|item) (lent", "(book|item (lent", "does not close a bracket"),
        ("requires: [visit]", "requires: [visit]\n        units: [days]", "has no unit days"),
        ("title: Libraries", "title: Libraries\ntitel: x", "titel: unknown key"),
        ("domain: libraries", "domain: Public Libraries", "domain"),
        ("measures:", "measures:\n\t- x", "no valid YAML"),
        (
            "units: [count]",
            "units: [count]\n    breaks: [{date: 2019-04-01, note: x, areas: [Dorste]}]",
            "areas.yml has no area “Dorste” (did you mean “Dorset”?)",
        ),
    ],
)  # fmt: skip
def test_a_mistake_names_file_line_and_key(folder: Path, old: str, new: str, told: str) -> None:
    words = refusal(folder, old, new)
    assert told in words
    assert words.startswith("libraries.yml, line ")
    assert "\n" not in words


def test_lines_are_those_of_the_file(folder: Path) -> None:
    words = refusal(folder, "kind_of_book: audio", "kind of book: audio")
    line = LIBRARIES[: LIBRARIES.index("kind_of_book: audio")].count("\n") + 1
    assert words.startswith(f"libraries.yml, line {line}, ")


def test_one_measure_stands_in_one_file_only(folder: Path) -> None:
    again = LIBRARIES.replace("domain: libraries", "domain: more_libraries")
    (folder / "more.yml").write_text(again.replace("id: visits", "id: others"), encoding="utf-8")
    with pytest.raises(RuleError, match=r"more\.yml, line .*“library_visits” is defined twice"):
        load_rulebook(folder)


def test_a_role_has_a_slot_for_each_figure(folder: Path) -> None:
    words = refusal(folder, "of {n}", "of {n} to {n}", "roles.yml")
    assert words.startswith("roles.yml, line ")
    assert "has not as many figures as there are slots (1)" in words


def test_bytes_that_are_no_text(folder: Path) -> None:
    (folder / "latin.yml").write_bytes("title: Caf\xe9".encode("latin-1"))
    with pytest.raises(RuleError, match=r"latin\.yml: byte 10 is not UTF-8"):
        load_rulebook(folder)


def test_no_rules_at_all(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="holds no rule files"):
        load_rulebook(tmp_path)
    with pytest.raises(RuleError, match="There is no folder of rules"):
        load_rulebook(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("added", "said"),
    [
        ("    below_zero: [nothing_known]\n", "no concept or dimension is called “nothing_known”"),
        ("    meant: {kind_of_book: paper}\n", "has the value “kind_of_book=paper”"),
    ],
)
def test_a_word_that_no_rule_knows_is_refused_with_its_place(
    folder: Path, added: str, said: str
) -> None:
    words = refusal(folder, "    kind: flow\n", f"    kind: flow\n{added}")
    assert words.startswith("libraries.yml, line ")
    assert said in words
