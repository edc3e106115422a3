"""Columns that only number the cells beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from made_tables import Sheet
from table_subjects import read

from extractor.blocks.tables.cell_kinds import is_bands, numbers_boxes


@pytest.mark.parametrize(
    ("texts", "beside", "numbering"),
    [
        (("131", "132", "133", "134", "135", "136"), (), True),
        (("(41)", "(42)", "(43)", "(44)", "(45)", "(46)"), (), True),
        (("4.", "5.", "6."), (), True),
        (("46", "47", "49", "51", "52", "53", "54", "55"), ("48", "50"), True),
        (("46", "47", "49", "51", "52", "53", "54", "55"), (), False),
        (("1", "2", "3"), (), False),
        (("4.", "5.", "9."), (), False),
        (("12", "13", "15", "18", "19", "24"), ("14",), False),
        (("6", "5", "4", "3", "2", "1"), (), False),
        (("(1)", "2", "3", "4", "5", "6"), (), False),
    ],
)
def test_running_numbers(texts: Sequence[str], beside: Sequence[str], numbering: bool) -> None:
    assert numbers_boxes(texts, beside) is numbering


@pytest.mark.parametrize(
    ("texts", "bands"),
    [
        (["0-15", "16-64", "65+"], True),
        (["All ages", "%", "0-15", "% 0-15", "16-24", "% 16-24"], True),
        (["440", "0.5%", "120", "0.5%"], False),
    ],
)
def test_bands_of_ages_name_columns(texts: list[str], bands: bool) -> None:
    assert is_bands(texts) is bands


def test_numbers_of_questions_and_contracts_are_no_figures(tmp_path: Path) -> None:
    def draw(sheet: Sheet) -> None:
        sheet.lattice(
            [
                ["Boats", "Question Number", "Contract", "Cost"],
                ["Tugs", "1", "115517/8", "412"],
                ["Punts", "2", "OAR007", "517"],
                ["Rafts", "9", "117317/8", "633"],
            ],
            [120, 90, 90, 90],
        )

    assert sorted(read(tmp_path, draw)) == ["412", "517", "633"]
