"""A search that names a council or a measure, in whatever words."""

from __future__ import annotations

import re

import pytest
from site_asked import Site

from extractor.site.query_words import number_of
from extractor.site.search_names import named_in

AREAS = ("Exford", "Wyeland", "Fenby and Norwold")


def measure(name: str, label: str, aliases: str = "[]") -> dict[str, object]:
    return {"id": name, "label": label, "aliases": aliases, "stated": 1}


MEASURES = [
    measure("all", "Children looked after", '["LAC"]'),
    measure("age", "Children looked after by age"),
    measure("far", "Children looked after outside the council's boundary"),
    measure("neet", "Care leavers not in education, employment or training"),
    measure("eet", "Care leavers in education, employment or training"),
]


@pytest.mark.parametrize(
    ("typed", "areas", "certain", "year", "others"),
    [
        ("children looked after Exford", ("Exford",), ("all",), "", ""),
        ("LAC numbers exford", ("Exford",), ("all",), "", ""),
        ("how many children in care in Exford?", ("Exford",), ("all",), "", ""),
        ("Exford County Council LAC 2019", ("Exford",), ("all",), "2019", ""),
        ("Fenby and Norwold out of county", ("Fenby and Norwold",), ("far",), "", ""),
        ("out of county", (), ("far",), "", ""),
        ("LAC missing Wyeland", ("Wyeland",), ("all",), "", '"missing"'),
        ("care leavers NEET Wyeland", ("Wyeland",), ("neet",), "", ""),
        ("EET of care leavers Wyeland", ("Wyeland",), ("eet",), "", ""),
        ("leaving care neet 2019", (), ("neet",), "2019", ""),
        ("zebra crossings", (), (), "", '"zebra" "crossings"'),
        ('"children looked after Exford"', (), (), "", ""),
    ],
)
def test_areas_and_measures_are_known_by_their_names(
    typed: str, areas: tuple[str, ...], certain: tuple[str, ...], year: str, others: str
) -> None:
    named = named_in(typed, AREAS, MEASURES)
    assert (named.areas, named.certain, named.year, named.others) == (areas, certain, year, others)


def test_a_council_of_which_nothing_was_read_is_said_to_be_one() -> None:
    assert named_in("LAC Thurrock", AREAS, MEASURES).unread == ("Thurrock",)
    assert named_in("reading in schools", AREAS, MEASURES).unread == ()


@pytest.mark.parametrize("typed", ["CLA figures Exford", "how many children in care in Exford"])
def test_figures_are_found_by_council_and_measure_though_no_sentence_has_the_words(
    site: Site, typed: str
) -> None:
    page = site.html(f"/figures/-/search?q={typed}")
    point = site.one(
        """select observation_id from series where measure = 'cla_total' and area = 'Exford'
        and dimensions_key = '' order by period_end desc limit 1"""
    )
    assert re.findall(r'<li><a href="/figures/-/figure/(\w+)"', page)[0] == point
    assert 'href="/figures/-/council/Exford"' in page
    assert 'href="/figures/-/measure/cla_total?area=Exford"' in page


def test_a_search_of_another_year_finds_the_points_of_that_year(site: Site) -> None:
    page = site.html("/figures/-/search?q=LAC+Wyeland+2018")
    ids = re.findall(r'<li><a href="/figures/-/figure/(\w+)"', page)
    ends = site.rows("select period_end from observations where id = ?", ids[0])
    assert ends[0][0].startswith("2018")


def test_what_is_not_found_leads_on(site: Site) -> None:
    page = site.html("/figures/-/search?q=zebra+Exford")
    assert "Nothing was found" in page
    assert 'href="/figures/-/council/Exford"' in page
    assert "in=pages" in page
    assert "search whole pages" in page


def test_a_number_alone_finds_figures_of_that_value_first(site: Site) -> None:
    assert (number_of("1,150"), number_of("1150"), number_of("1150 children")) == (1150, 1150, None)
    value = site.one(
        """select value from observations where measure is not null and unit = 'count'
        and value between 300 and 400 limit 1"""
    )
    site.html(f"/figures/-/search?q={value:.0f}")  # three digits are a word like others
