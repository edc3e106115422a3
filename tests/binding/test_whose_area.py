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
    ("text", "first", "second"),
    [
        ("Nationally, more live with parents (8%) and fewer in homes (13%).", "8%", "13%"),
        ("In England, the number in care rose to 80,850, up by 2% on 2014.", "80,850", "2%"),
        ("Nationally, we have seen the share placed near home fall from 73% to 61%.", "73%", "61%"),
        ("Across England the share placed near home fell from 73% to 61%.", "73%", "61%"),
    ],
)
def test_a_country_at_the_beginning_is_that_of_all_behind(
    text: str, first: str, second: str
) -> None:
    found = read(text)
    assert {found[first].area_level, found[second].area_level} == {"national"}


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Nationally, 45% of children in care have a disorder, and our figure is 51%.", "51%"),
        ("In England, the rate was 61 per 10,000, while 512 children were in care here.", "512"),
        ("Nationally, the number rose to 80,850, and the council had 512 in care.", "512"),
        (
            "Nationally, the share near home fell to 61%, which is also seen in Larkmoor (62%).",
            "62%",
        ),
    ],
)
def test_a_country_at_the_beginning_ends_where_the_council_is_spoken_of(
    text: str, own: str
) -> None:
    assert read(text)[own].area == "Larkmoor"


def test_a_place_right_before_a_later_bracket_is_that_of_the_bracket() -> None:
    found = read(
        "Nationally, the share of children placed near home fell to 61%, which is also seen in "
        "Larkmoor (62%) and in regional counterparts (55%)."
    )
    levels = [found[f].area_level for f in ("61%", "62%", "55%")]
    assert levels == ["national", "local", "regional"]


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


@pytest.mark.parametrize(
    ("comparison", "level"),
    [
        ("better than the average of its statistical neighbours, 10%.", "statistical_neighbours"),
        ("well below the England average, 10%, and falling.", "national"),
        ("lower than comparable authorities, 10%.", "other"),
        ("better than last year, 10%.", "local"),
    ],
)
def test_a_figure_between_commas_is_of_the_area_it_is_set_beside(
    comparison: str, level: str
) -> None:
    text = f"In 2013-14 8% of looked after children had three or more placement moves, {comparison}"
    found = {name: o.area_level for name, o in read(text).items()}
    assert found == {"8%": "local", "10%": level}


def test_a_single_comparable_authority_is_another_area() -> None:
    text = (
        "8% of looked after children had three or more placement moves compared with the 2013-14 "
        "England average of 11% and comparable authority average of 12%."
    )
    found = {name: o.area_level for name, o in read(text).items()}
    assert found == {"8%": "local", "11%": "national", "12%": "other"}
