"""Errors planted in whole papers are found by reading them, and a sound paper raises no alarm."""

from __future__ import annotations

import pytest
from check_figures import alarms_of

SOUND = """Norfolk County Council

# Children looked after

Meeting Date: 16 June 2020

At 31 March 2020 there were 717 children looked after, compared with 690 at 31 March 2019.

## Placements of children looked after

| Placement | 31 March 2019 | 31 March 2020 |
| --- | --- | --- |
| In-house foster care | 240 | 253 |
| Independent fostering agency | 205 | 217 |
| Connected persons | 130 | 123 |
| Placed with parents | 20 | 12 |
| Residential care | 95 | 112 |
| Total children looked after | 690 | 717 |

Of the 300 care leavers aged 19-21, 186 (62%) were in education, employment or training at \
31 March 2020.
"""
PLANTED = {
    "lost_line": ("| Placed with parents | 20 | 12 |\n", ""),
    "misprint": ("| Connected persons | 130 | 123 |", "| Connected persons | 130 | 132 |"),
    "wrong_total": ("| 690 | 717 |", "| 690 | 771 |"),
    "wrong_percentage": ("186 (62%)", "186 (26%)"),
    "swapped_columns": ("| 31 March 2019 | 31 March 2020 |", "| 31 March 2020 | 31 March 2019 |"),
}


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The sentences of the alarms of each paper, by its name."""
    folder = tmp_path_factory.mktemp("planted")
    papers = folder / "papers"
    papers.mkdir()
    for name, (old, new) in {"sound": ("", ""), **PLANTED}.items():
        assert old in SOUND
        (papers / f"{name}.md").write_text(SOUND.replace(old, new, 1), encoding="utf-8")
    return alarms_of(papers, folder / "figures.db", 1)


def test_a_sound_paper_raises_no_alarm(alarms: dict[str, list[str]]) -> None:
    assert alarms["sound"] == []


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_error_is_found(alarms: dict[str, list[str]], name: str) -> None:
    assert alarms[name]
