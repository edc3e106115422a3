"""What names a table: its caption without what is not of it, or the heading that says something."""

from __future__ import annotations

import pytest

from extractor.binding.subjects.in_cells import Around, name_of_cell
from extractor.passages.model import CellLabels
from extractor.rulebook.load import load_rulebook


def named(around: Around, stub: str = "", row: str = "Ropes", column: str = "2019") -> str:
    cell = CellLabels((row,), (column,), 0, 1, stub=stub)
    return name_of_cell(cell, around, load_rulebook().words)


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        # The head of the pages of an account, and a heading that stands over the title.
        ("Otter Trust Limited Year ending 31 March 2015 Notes to the Financial Statements Note 6 "
         "Harbour Activities", "Harbour Activities"),
        ("Notes to the accounts (continued) 4. Quays let", "Quays let"),
        ("Further tables Percentage of keepers who swim", "Percentage of keepers who swim"),
        ("Total Number of keepers who swim", "Total Number of keepers who swim"),
        ("Statement of the Number of keepers", "Statement of the Number of keepers"),
        ("Notes to the Accounts (Unaudited) Saturday", ""),
        # A line that leads in to the table.
        ("The following huts are let in Wells", "Huts let in Wells"),
        ("The following huts", ""),
        # A numbered title is kept whole.
        ("Table 4: Themes that came from the review of the logs of the harbour, which describe "
         "what lowered the health, strength or spirits of the keepers over the winter",
         "Themes that came from the review of the logs of the harbour, which describe what lowered "
         "the health, strength or spirits of the keepers over the winter"),
    ],
)  # fmt: skip
def test_a_caption_is_told_without_what_is_not_of_it(caption: str, name: str) -> None:
    assert named(Around(caption)) == " – ".join(filter(None, (name, "Ropes – 2019")))


def test_a_corner_that_names_a_quantity_says_what_all_cells_are() -> None:
    around = Around("Figure 9: Rents by age")
    assert named(around, "Percentage of crews who cannot rent") == (
        "Rents by age – Percentage of crews who cannot rent – Ropes – 2019"
    )
    assert named(around, "Number of ropes") == "Rents by age – Ropes – 2019"
    assert named(around, "Crews") == "Rents by age – Ropes – 2019"


def test_a_heading_that_says_nothing_by_itself_stands_under_the_one_above_it() -> None:
    above = Around(headings=("Divisional summary", "Harbour Safety", "Budgets"))
    assert named(above) == "Harbour Safety – Divisional summary – Ropes – 2019"
    alone = Around(headings=("Harbour summary", "Budgets of the island"))
    assert named(alone) == "Harbour summary – Ropes – 2019"
