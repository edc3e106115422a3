"""What names a table: its caption without what is not of it, or the heading that says something."""

from __future__ import annotations

import pytest

from extractor.binding.subjects.in_cells import name_of_cell, subject_of_cell
from extractor.binding.subjects.table_names import Around
from extractor.blocks.text import Text
from extractor.passages.model import CellLabels, Passage
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


def test_a_title_that_goes_on_in_the_head_of_the_page_names_the_table() -> None:
    goes_on = Around(headings=("Rowing",), running_head="Rents of huts–Continued")
    assert named(goes_on) == "Rents of huts – Ropes – 2019"
    head = Around(headings=("Rowing",), running_head="The Harbour Trust")
    assert named(head) == "The Harbour Trust – Rowing – Ropes – 2019"
    captioned = Around("Table 3: Quays let by the month", running_head="Rents of huts (continued)")
    assert named(captioned) == "Quays let by the month – Ropes – 2019"


def test_a_row_finishes_the_clause_that_the_corner_begins() -> None:
    around = Around("Fees of the harbour")
    ends = "At least 50 But less than 60"
    assert named(around, "If the catch, in boxes, is —", ends, "Your fee is —") == (
        "Fees of the harbour – If the catch, in boxes, is at least 50 but less than 60 – Your fee"
    )
    assert named(around, "Catch", "Herring", "Fee") == "Fees of the harbour – Herring – Fee"
    assert named(around, "What it is", "Herring", "Fee") == "Fees of the harbour – Herring – Fee"


def test_a_head_of_columns_that_only_begins_a_clause_says_nothing() -> None:
    cell = CellLabels(("Ropes",), ("And you are —", "Guest", "Your fee is:"), 0, 1)
    name = name_of_cell(cell, Around("Harbour"), load_rulebook().words)
    assert name == "Harbour – Ropes – Guest – Your fee"


def test_a_long_label_is_kept_whole_where_the_name_has_room() -> None:
    label = (
        "Mending of the nets of all boats that came back from the north, with the ropes that were "
        "bought for them in the spring, and a review of what the harbour asks for moorings"
    )

    def told(row: str) -> str:
        cell = CellLabels((row,), ("2021",), 0, 1)
        passage = Passage(Text("1"), "table", 1, 0, 0, caption="Savings of the island", cell=cell)
        return subject_of_cell(passage, load_rulebook().words)

    assert told(f"{label} - oars").endswith("asks for moorings - oars – 2021")
    assert len(told(", ".join([label] * 3))) <= 400
    assert told(f"{label}. The harbour is to ask for more.").endswith("asks for moorings – 2021")


def test_the_small_n_over_a_column_is_no_part_of_the_name() -> None:
    cell = CellLabels(("Ely",), ("Sample", "Keepers", "n"), 0, 1)
    name = name_of_cell(cell, Around("Profile of those asked"), load_rulebook().words)
    assert name == "Profile of those asked – Ely – Sample – Keepers"


def test_a_title_that_begins_the_paragraph_above_a_table_names_it() -> None:
    lead = "Age of the crews: This figure is set to show who is to leave. The crews were:"
    assert named(Around(lead=lead, headings=("Boats",))) == "Age of the crews – Ropes – 2019"
    note = "Note: This figure is set to show who is to leave. The crews were:"
    assert named(Around(lead=note, headings=("Boats",))) == "Boats – Ropes – 2019"


def test_a_caption_that_is_a_number_leaves_the_name_to_the_corner() -> None:
    around = Around("Note 5", headings=("Harbour Trust",))
    assert named(around, "Total money spent") == "Total money spent – Ropes – 2019"
    assert named(around, "Money spent") == "Harbour Trust – Ropes – 2019"
    assert named(around, "Kind") == "Harbour Trust – Ropes – 2019"
    assert named(Around("Costs of boats"), "Total money spent") == "Costs of boats – Ropes – 2019"
