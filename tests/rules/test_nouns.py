"""rules/nouns.yml: the nouns that decide what a number word counts, checked when they are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.annotations.every_number import find_numbers
from extractor.errors import RuleError
from extractor.package_files import shipped
from extractor.rulebook.words import NOUN_FILE, nouns

SHIPPED = (shipped("rules") / NOUN_FILE).read_text(encoding="utf-8")


def changed(place: Path, old: str, new: str) -> Path:
    assert old in SHIPPED
    path = place / NOUN_FILE
    path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_list_is_a_set_of_words(tmp_path: Path) -> None:
    path = changed(tmp_path, "counted: >-\n", "counted: >-\n  greenhouse\n")
    assert nouns(path).counted == nouns().counted | {"greenhouse"}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("listed: >-", "lissted: >-", "lis"),
        ("quantities:", "quantities: [", "no valid YAML"),
        ("quantities: cost", "quantities: 7 #", "quantities"),
    ],
)
def test_a_mistake_names_the_file_and_the_list(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(RuleError) as caught:
        nouns(changed(tmp_path, old, new))
    assert str(caught.value).startswith("nouns.yml")
    assert told in str(caught.value)


def test_they_decide_what_a_number_word_counts() -> None:
    for text, counts in (
        ("No appeals were made.", True),
        ("No implications were found.", False),
        ("There are three priorities.", False),
        ("There are three homes.", True),
    ):
        figures = [n for n in find_numbers(text) if n.excluded is None]
        assert bool(figures) is counts, text
