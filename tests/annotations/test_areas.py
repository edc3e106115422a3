"""Areas: who a figure is about when it is not about the report's own council."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations.areas import area_of_label, find_areas, home_area
from extractor.annotations.model import Area
from extractor.errors import RuleError
from extractor.rulebook.area_names import load_areas

KENT = Area("Kent", "local", "E10000016")
INVENTED = home_area("Eastvale City Council")


def named(text: str, home: Area | None = KENT) -> list[tuple[str, str, str]]:
    return [(text[m.start : m.end], m.area.name, m.area.level) for m in find_areas(text, home)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "above Essex's statistical neighbours",
            [
                (
                    "Essex's statistical neighbours",
                    "Statistical neighbours",
                    "statistical_neighbours",
                ),
            ],
        ),
        ("103 (Wales: 112)", [("Wales", "Wales", "national")]),
        ("12 children were placed in Scotland", []),
        (
            "60 nationally and 48 locally",
            [("nationally", "England", "national"), ("locally", "Kent", "local")],
        ),
        ("the national average is 15%", [("national average", "England", "national")]),
        ("21% in the country as a whole", [("the country as a whole", "England", "national")]),
        ("8.4% (national: 9%)", [("national", "England", "national")]),
        (
            "48 for our statistical neighbours and 50 for England",
            [
                ("statistical neighbours", "Statistical neighbours", "statistical_neighbours"),
                ("England", "England", "national"),
            ],
        ),
        ("SN average 45", [("SN average", "Statistical neighbours", "statistical_neighbours")]),
        ("41 in the South East", [("South East", "South East", "regional")]),
        ("regionally it was 41", [("regionally", "South East", "regional")]),
        (
            "the metropolitan average of 12",
            [("metropolitan average", "Metropolitan authorities", "other")],
        ),
        (
            "than in Essex and Suffolk",
            [("Essex", "Essex", "other"), ("Suffolk", "Suffolk", "other")],
        ),
        ("Kent County Council’s rate", [("Kent County Council", "Kent", "local")]),
        ("London Borough of Lambeth had 9", [("London Borough of Lambeth", "Lambeth", "other")]),
        (
            "Slough, Reading and Wokingham",
            [(n, n, "other") for n in ("Slough", "Reading", "Wokingham")],
        ),
    ],
)
def test_finds_areas(text: str, found: list[tuple[str, str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "During National Adoption Week the National Transfer Scheme and the national curriculum",
        "Norfolk and Norwich University Hospital, Kent Police, Essex Road",
        "reading, writing and maths; Reading, Writing and Maths",
        "Councillor Preston and Fiona Derby of NHS England",
        "placed in Norfolk, Suffolk and Essex, outside Surrey, from Dorset",
        "in the region of 300 children",
        "a family group conference for his peer group",
        "the local authority and other local authorities",
    ],
)
def test_leaves_what_is_no_area_of_a_figure(text: str) -> None:
    assert named(text) == []


def test_home_is_recognised_though_it_is_in_no_list() -> None:
    assert Area("Eastvale", "local") == INVENTED
    assert named("Eastvale’s rate", INVENTED) == [("Eastvale", "Eastvale", "local")]
    assert named("Eastvale City Council had 4", INVENTED) == [
        ("Eastvale City Council", "Eastvale", "local")
    ]


@pytest.mark.parametrize(
    ("council", "area"),
    [
        ("Cambridgeshire County Council", Area("Cambridgeshire", "local", "E10000003")),
        ("LONDON BOROUGH OF LAMBETH", Area("Lambeth", "local", "E09000022")),
        (
            "Royal Borough of Kensington & Chelsea",
            Area("Kensington and Chelsea", "local", "E09000020"),
        ),
        ("City of York Council", Area("York", "local", "E06000014")),
        ("Hull City Council", Area("Kingston upon Hull", "local", "E06000010")),
        ("St. Helens Council", Area("St Helens", "local", "E08000013")),
        ("OLDCASTLE METROPOLITAN BOROUGH COUNCIL", Area("Oldcastle", "local")),
        ("County Council", None),
        (" ", None),
        (None, None),
    ],
)
def test_the_area_of_a_council(council: str | None, area: Area | None) -> None:
    assert home_area(council) == area


@pytest.mark.parametrize(
    ("label", "name", "level"),
    [
        ("England", "England", "national"),
        ("National Avg", "England", "national"),
        ("Stat Neighbours", "Statistical neighbours", "statistical_neighbours"),
        ("SN", "Statistical neighbours", "statistical_neighbours"),
        ("Region", "South East", "regional"),
        ("KENT", "Kent", "local"),
        ("Local", "Kent", "local"),
        ("West Sussex", "West Sussex", "other"),
        ("ENGLAND 2016", "England", "national"),
    ],
)
def test_table_labels(label: str, name: str, level: str) -> None:
    area = area_of_label(label, KENT)
    assert area is not None
    assert (area.name, area.level) == (name, level)


@pytest.mark.parametrize("label", ["Target", "2016", "Reading", "Kent Police", "", "% of children"])
def test_labels_that_name_no_area(label: str) -> None:
    assert area_of_label(label, KENT) is None


def test_every_council_is_found_by_its_name_and_has_its_own_code() -> None:
    areas = load_areas()
    regions = {region.name for region in areas.regions}
    assert len({council.code for council in areas.councils}) == len(areas.councils)
    for council in areas.councils:
        assert council.region in regions
        (mark,) = find_areas(f"In {council.name} Council it was 40.")
        assert mark.area == Area(council.name, "other", council.code)
        assert home_area(f"{council.name} Council") == Area(council.name, "local", council.code)


def test_a_mistake_in_the_areas_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "areas.yml"
    path.write_text("words: [\n")
    with pytest.raises(RuleError, match=r"areas\.yml, line 2: no valid YAML"):
        load_areas(path)
    path.write_text("councils: [{name: Kent}]")
    with pytest.raises(RuleError, match=r"areas\.yml, .*: Field required"):
        load_areas(path)
    with pytest.raises(RuleError, match=r"cannot be read"):
        load_areas(tmp_path / "none.yml")


@given(st.text(max_size=60))
def test_any_text_gives_ordered_marks(text: str) -> None:
    reached = 0
    for mark in find_areas(f"In Kent {text}", KENT):
        assert reached <= mark.start < mark.end
        reached = mark.end
    area_of_label(text, INVENTED)
    home_area(text)


def test_every_word_for_areas_is_found_in_a_sentence() -> None:
    phrases = [(phrase, group.name) for group in load_areas().words for phrase in group.phrases]
    lost = [p for p, name in phrases if not named(f"It was lower than that of {p}, at 12%.")]
    assert len(phrases) > 80
    assert lost == []
