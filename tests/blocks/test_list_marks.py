"""The signs that begin items of lists."""

from __future__ import annotations

import pytest

from extractor.annotations.every_number import find_numbers
from extractor.blocks.lists import list_marker_of
from extractor.bullets import BULLETS, LINE_BULLETS
from extractor.pipeline import read_text
from extractor.reports.label_value_form import flow
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()


@pytest.mark.parametrize("mark", [*LINE_BULLETS, "-", "–", "─", "―", "*"])
def test_an_item_is_read_by_itself_whatever_its_mark(mark: str) -> None:
    text = (
        "Larkmoor Council\n\nOn 31 March 2017, 276 children were looked after. Of these:\n"
        f"{mark} 36 live in children's homes out of the area\n"
        f"{mark} 204 live with foster families\n"
    )
    found = {o.figure_text: o for o in read_text(text, RULEBOOK).observations}
    assert dict(found["204"].dimensions) == {"placement_type": "foster_total"}
    assert found["204"].quote == "204 live with foster families"


@pytest.mark.parametrize("mark", BULLETS)
def test_a_bullet_needs_no_space_and_a_raised_point_does(mark: str) -> None:
    found = list_marker_of(f"{mark}Larkmoor")
    assert found is not None
    assert (found.printed, found.kind) == (mark, "bullet")
    assert list_marker_of("·5 of them") is None


@pytest.mark.parametrize("mark", LINE_BULLETS)
def test_numbers_and_recommendations_are_told_by_any_bullet(mark: str) -> None:
    (number,) = find_numbers(f"{mark} 3.4 Looked after children")
    assert number.excluded == "reference"
    assert flow(["To note", f"{mark} the report"]) == f"To note\n{mark} the report"
