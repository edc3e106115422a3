"""The signs that begin items of lists."""

from __future__ import annotations

import pytest

from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()


@pytest.mark.parametrize("mark", ["•", "-", "–", "─", "―", "*"])
def test_an_item_is_read_by_itself_whatever_its_mark(mark: str) -> None:
    text = (
        "Larkmoor Council\n\nOn 31 March 2017, 276 children were looked after. Of these:\n"
        f"{mark} 36 live in children's homes out of the area\n"
        f"{mark} 204 live with foster families\n"
    )
    found = {o.figure_text: o for o in read_text(text, RULEBOOK).observations}
    assert dict(found["204"].dimensions) == {"placement_type": "foster_total"}
    assert found["204"].quote == "204 live with foster families"
