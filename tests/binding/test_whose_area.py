"""The area of figures that share a verb, and of people who come from somewhere."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nHealth of children: briefing 2015/16\n\n"

read = reader(HEAD)


@pytest.mark.parametrize(
    "text",
    [
        "A fifth of children in reception (22%) and a third of those in year 6 (34%) were "
        "overweight in England.",
        "22% of boys and 34% of girls were overweight across England.",
        "22% of boys and 34% of girls were overweight nationally.",
    ],
)
def test_a_country_behind_the_verb_is_that_of_all_in_its_subject(text: str) -> None:
    found = read(text)
    assert {found["22%"].area_level, found["34%"].area_level} == {"national"}


@pytest.mark.parametrize(
    "text",
    [
        "22% of boys were overweight (England 34%).",
        "22% of our boys are overweight, as they are nationally.",
        "22% of boys are overweight, fewer than in England.",
        "22% were overweight, up from the 21% reported for children nationally.",
    ],
)
def test_what_is_only_compared_with_the_country_stays_the_council_s(text: str) -> None:
    found = read(text)
    assert found["22%"].area == "Larkmoor"


def test_where_people_came_from_is_not_whose_they_are() -> None:
    found = read("At 31 March 2016 we looked after 20 children who came from London.")
    assert found["20"].area == "Larkmoor"


@pytest.mark.parametrize(
    ("sentence", "figure", "area"),
    [
        ("Across Camden and Islington together there are 1,614 looked after children.", "1,614",
         "Camden and Islington"),
        ("Camden and Islington combined have 1,614 looked after children.", "1,614",
         "Camden and Islington"),
        ("Between them, Camden and Islington look after 1,614 children in care.", "1,614",
         "Camden and Islington"),
        ("There are 431 looked after children in Islington and 1,183 in Camden.", "1,183",
         "Camden"),
        ("Across Islington there are 431 looked after children, and 600 across Camden.", "431",
         "Islington"),
    ],
)  # fmt: skip
def test_what_is_added_up_is_of_none_of_its_places(sentence: str, figure: str, area: str) -> None:
    head = "Islington Council\nChildren looked after\nPosition as at 31 December 2018\n\n"
    found = read(sentence, head)[figure]
    assert found.area == area
    assert (found.area_level == "local") == (area == "Islington")
