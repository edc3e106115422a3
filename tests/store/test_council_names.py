"""Papers that print the name of one council in several forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from papers import Paper, Shelf

SENTENCES = ("There were 412 children in care on 31 March 2024.",)
FULL, BARE = "London Borough of Elmsworth", "Elmsworth Council"
SPOKEN = ("The number of children in care in Elmsworth fell.", "Care leavers in Elmsworth met.")


def councils(shelf: Shelf, *names: str) -> set[tuple[object, ...]]:
    for number, name in enumerate(names):
        paper = Paper(f"1{number} June 2024", (*SENTENCES, *SPOKEN), council=name)
        shelf.put(paper, f"{number}.txt")
    return set(shelf.rows("select distinct council from documents"))


@pytest.mark.parametrize("names", [(FULL, BARE), (BARE, FULL), (BARE, FULL, BARE)])
def test_the_name_that_says_its_kind_is_taken_for_all(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    shelf = Shelf(tmp_path)
    assert councils(shelf, *names) == {(FULL,)}
    assert shelf.rows("select distinct council from observations") == [(FULL,)]
    assert shelf.rows("select distinct council from reports") == [(FULL,)]
    assert shelf.rows("select count(*) from series where measure = 'cla_total'") == [(1,)]


def test_a_town_and_a_district_of_one_name_stay_two(tmp_path: Path) -> None:
    names = ("Elmsworth Town Council", "Elmsworth District Council", BARE)
    assert councils(Shelf(tmp_path), *names) == {(name,) for name in names}


def test_councils_of_other_places_keep_their_names(tmp_path: Path) -> None:
    names = ("Elmsworth Town Council", "Harrowden District Council")
    assert councils(Shelf(tmp_path), *names) == {(name,) for name in names}
