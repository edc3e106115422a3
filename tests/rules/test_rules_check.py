"""`rules check`: what held is not run again, and every planted error is found all the same."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from library_rules import LIBRARIES

from extractor.cli import group
from extractor.package_files import shipped
from extractor.pipeline import PageReading, read_texts
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook
from extractor.rulebook.proven import Dependencies

MUSEUMS = """\
domain: museums
title: Museums
concepts:
  fossil:
    phrases: [fossil shown]
measures:
  fossils:
    label: Fossils
    definition: Fossils that museums of the council showed.
    units: [count]
    kind: flow
    patterns:
      - id: fossils
        requires: [fossil]
        examples:
          - text: In 2018/19 there were 45 fossils shown.
            figure: "45"
"""


class Checked:
    """A folder of rules, and the texts that were read when it was last checked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: list[str] = []

    def __call__(self, *arguments: str) -> Result:
        """Check the rules."""
        self.read.clear()
        load = ["rules", "check", "--rules", str(self.folder), *arguments]
        return CliRunner().invoke(group, load, standalone_mode=False)

    def write(self, name: str, old: str, new: str) -> None:
        """Replace `old` in a file."""
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """Two subjects whose examples all held once."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "libraries.yml").write_text(LIBRARIES, encoding="utf-8")
    (folder / "museums.yml").write_text(MUSEUMS, encoding="utf-8")
    check = Checked(folder)

    def noted(texts: Sequence[str], rulebook: Rulebook) -> Sequence[PageReading]:
        check.read += texts
        return list(read_texts(texts, rulebook))

    monkeypatch.setattr("extractor.pipeline.read_texts", noted)
    assert "4 examples: all hold" in check().stderr
    assert len(check.read) == 4
    return check


def test_what_held_is_not_run_again(checked: Checked) -> None:
    assert "4 examples: all hold" in checked().stderr
    assert checked.read == []
    assert "4 examples: all hold" in checked("--all").stderr
    assert len(checked.read) == 4


def test_a_change_runs_what_it_can_reach_and_no_more(checked: Checked) -> None:
    checked.write("museums.yml", "fossil shown", "fossil (shown|exhibited)")
    assert "all hold" in checked().stderr
    assert checked.read == [], "no text has the new word"
    checked.write("museums.yml", "exhibited)]", "exhibited), shown fossil]")
    assert "all hold" in checked().stderr
    assert checked.read == ["In 2018/19 there were 45 fossils shown."]
    checked.write("museums.yml", "kind: flow", "kind: flow\n    plausible: {count: [0, 900]}")
    assert "all hold" in checked().stderr
    assert checked.read == ["In 2018/19 there were 45 fossils shown."]
    checked.write("libraries.yml", "Visits to all", "Each visit to all")
    checked()
    assert "In 2018/19 there were 45 fossils shown." not in checked.read


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        # Words of one subject in a phrase of another, which is longer.
        ("museums.yml", "[fossil shown]", "[fossil shown, were talking book]", "#loans"),
        (
            "libraries.yml",
            "- library visit\n",
            "- library visit\n      - item borrowed\n",
            "matches",
        ),
        ("libraries.yml", "talking book", "spoken book", "#loans"),
        ("libraries.yml", "value: 1200", "value: 1201", "its value is 1200"),
        ("libraries.yml", "{kind_of_book: audio}", "{kind_of_book: large_print}", "dimensions"),
        ("museums.yml", 'figure: "45"', 'figure: "46"', "“46” is not matched"),
        ("museums.yml", "units: [count]", "units: [percent]", "#fossils"),
        (
            "libraries.yml",
            "- There were 310 items borrowed in 2018/19.",
            "- In 2018/19 there were 1,300 visits to the library.",
            "matches “1,300” in its counter-example",
        ),
        ("libraries.yml", "dimensions: [kind_of_book]\n", "dimensions: []\n", "#loans"),
    ],
)
def test_a_planted_error_is_found(
    name: str, old: str, new: str, told: str, checked: Checked
) -> None:
    checked.write(name, old, new)
    first = checked()
    assert first.exception is not None
    assert told in first.stdout
    again = checked()
    assert again.stdout == first.stdout, "what fails is run each time"
    whole = checked("--all")
    assert whole.stdout == first.stdout
    checked.write(name, new, old)
    assert "all hold" in checked().stderr


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("requires: [visit]", "requires: [visitt]"),
        ("dimensions: [kind_of_book]", "dimensions: [colour_of_book]"),
        ("units: [count]", "unit: [count]"),
    ],
)
def test_a_broken_key_is_an_error_at_once(old: str, new: str, checked: Checked) -> None:
    checked.write("libraries.yml", old, new)
    assert "libraries.yml, line " in str(checked().exception)
    assert checked.read == []


def test_other_code_proves_anew(checked: Checked) -> None:
    rulebook = load_rulebook(checked.folder)
    text = "In 2018/19 there were 45 fossils shown."
    here, there = (Dependencies(rulebook, program).of(text) for program in ("1", "2"))
    assert here != there


def test_words_that_all_rules_share_reach_every_text(checked: Checked) -> None:
    shutil.copy(shipped("rules") / "words.yml", checked.folder)
    checked()
    assert checked.read == [], "it is the file that was used without it"
    checked.write("words.yml", "\nneutral: >-\n", "\nneutral: >-\n  gladly ")
    checked()
    assert len(checked.read) == 4
