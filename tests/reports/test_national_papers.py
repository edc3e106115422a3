"""Papers of national bodies: their figures are the country's, not a council's."""

from __future__ import annotations

from pathlib import Path

from report_papers import header_of

from extractor.api import extract

_BODY = (
    "Association of Directors of Children’s Services\nPressures on safeguarding, tenth survey\n\n"
    "Introduction\n\nAll local authorities were asked to take part. Local authorities in cities "
    "answered first, other local authorities later. Most local authorities gave figures, and "
    "local authorities told us why.\n\n"
)
_FIGURE = "As at 31 March 2024 there were 81,400 children in care.\n"


def areas_of(folder: Path, text: str) -> set[tuple[str | None, str | None]]:
    paper = folder / "paper.txt"
    paper.write_text(text, encoding="utf-8")
    figures = extract(paper)
    areas = (str(area) if isinstance(area, str) else None for area in figures["area"])
    return set(zip(areas, figures["area_level"], strict=True))


def test_a_national_body_that_speaks_of_all_councils_gives_the_country(tmp_path: Path) -> None:
    header = header_of(tmp_path, _BODY + _FIGURE)
    assert header.council is None
    assert header.country is not None
    assert header.country.value == "England"
    assert header.country.evidence == "Association of Directors of Children’s Services"
    assert areas_of(tmp_path, _BODY + _FIGURE) == {("England", "national")}


def test_a_council_s_own_paper_stays_its_own(tmp_path: Path) -> None:
    own = "Saltby County Council\nCabinet, 4 June 2024\n\n" + _BODY
    assert header_of(tmp_path, own + _FIGURE).country is None
    assert areas_of(tmp_path, own + _FIGURE) == {("Saltby", "local")}


def test_a_body_named_in_passing_is_not_enough(tmp_path: Path) -> None:
    text = "Report on placements\n\nWe sent a survey to the ADCS and to NHS England.\n\n" + _FIGURE
    assert header_of(tmp_path, text).country is None
    assert areas_of(tmp_path, text) == {(None, "local")}


def test_an_area_that_a_sentence_names_comes_first(tmp_path: Path) -> None:
    text = _BODY + "In the North West there were 19,200 children in care on 31 March 2024.\n"
    assert areas_of(tmp_path, text) == {("North West", "regional")}
