"""The subject of a figure: the noun phrase that a person would write for what it counts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.binding.subjects.in_cells import name_of_cell
from extractor.binding.subjects.label_words import spoken
from extractor.binding.subjects.table_names import Around
from extractor.passages.model import CellLabels
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook


def subjects(text: str) -> list[tuple[str, str]]:
    """The figures of a text with their subjects."""
    reading = read_text(text, load_rulebook())
    return [(o.figure_text, o.subject or "") for o in reading.observations]


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("Seven libraries offer free coffee.", "Seven", "libraries that offer free coffee"),
        ("12 lanterns were mended within a day.", "12", "lanterns mended within a day"),
        ("The team repaired 41 lanterns.", "41", "lanterns repaired"),
        ("Nine apprentices are at college.", "Nine", "apprentices at college"),
        ("54% of boys and 24% of girls said they skate.", "24%", "girls who said they skate"),
        ("The number of lanterns on loan fell from 90 to 64.", "64", "number of lanterns on loan"),
        ("There was an increase of £3m in the cost of lanterns.", "£3m", "cost of lanterns"),
        ("We expect a rise in spending on tea from £2m to £5m.", "£5m", "spending on tea"),
        ("There are four routes for walkers in woods.", "four", "routes for walkers in woods"),
        ("Otters settle fast, with 86% released in May.", "86%", "Otters released"),
        ("It runs one children’s home.", "one", "children’s home"),
        ("Ten keepers, all young, did not have Manx recorded as their first language.", "Ten",
         "keepers who did not have Manx recorded as their first language"),
        ("Seven of the eleven guides have left.", "Seven", "guides that have left"),
        ("The harbour commissions six boats.", "six", "boats commissioned"),
        ("The warden spoke to 41 young keepers.", "41", "young keepers spoken to"),
        ("Advice was offered to 26 lantern keepers.", "26", "lantern keepers offered advice"),
        ("Girls accounted for 48% of visits.", "48%", "visits accounted for by girls"),
        ("Boys made up 52% of swims.", "52%", "swims accounted for by boys"),
        ("Crews who stayed at sea lost 17.4% of their rope.", "17.4%",
         "rope lost by crews who stayed at sea"),
        ("The six keepers who were at sea are paid well by the harbour.", "six",
         "keepers who were at sea and paid well by the harbour"),
        ("Twelve otters which went missing were fed on return.", "Twelve",
         "otters which went missing and were fed on return"),
        ("There are 6 keepers (2 senior, 3 junior and 1 retired).", "3", "junior keepers"),
        ("There are 6 boats (2 large, 3 small and 1 all through).", "3", "small boats"),
        ("We met 20 keepers (12 men, 8 women).", "12", "men"),
        ("It needs £11m in all (£8m flexible use of sales, £3m from savings).", "£8m",
         "flexible use of sales"),
        ("9% of crews lost more than 10% of their rope.", "9%",
         "crews that lost more than 10% of their rope"),
        ("9% of crews lost at least one rope, a rise of 2 points.", "9%",
         "crews that lost at least one rope"),
        ("It has £15m in all, including £11m repayment of loans for boats.", "£11m",
         "repayment of loans for boats"),
        ("Nearly half said tides had risen for crews without ropes.", "half",
         "those who said tides had risen for crews without ropes"),
        ("Approximately 410 children and young people under the age of 18 years live in Wells.",
         "410", "children and young people under the age of 18 years who live in Wells"),
        ("It has increased warden posts by 42.", "42", "warden posts"),
        ("In all, a total of 557 forms were returned.", "557", "forms returned"),
        ("It met the three tests set out in the charter.", "three", "tests set out in the charter"),
        ("In 12 of the sheds, the roof leaked.", "12", "sheds where the roof leaked"),
        ("9% of boats would be painted.", "9%", "boats that would be painted"),
        ("We set an hourly fee per guest of £35.26.", "£35.26", "hourly fee per guest"),
        ("Keepers are four times more likely to swim than guides.", "four times",
         "Keepers likely to swim"),
        ("A quarter of otters were seen with cubs (n=13).", "13", "otters seen with cubs"),
        ("Keepers live in huts (n=42), boats (n=14) and vans (n=3).", "14", "boats"),
        ("Costs to date of £1.1m are high.", "£1.1m", "Costs"),
        ("The largest crews are 3.1% Black African and 2.4% White Eastern European.", "2.4%",
         "largest crews – White Eastern European"),
        ("Men were more likely than women to swim at night (33% vs. 25%).", "25%",
         "women who swim at night"),
        ("Sixty keepers said they row, while 9 didn't say.", "9", "keepers who said they row"),
        ("20% of boats have been dry.", "20%", "boats that have been dry"),
        ("Of 93 otters in holts, 87 had been in one holt for years.", "87",
         "otters in holts in one holt for years"),
        ("How many of your keepers spent 5% of their time at sea?", "5%", "keepers"),
        ("23% of calls in Ely ended in a visit, compared with 20% in Wells.", "20%",
         "calls in Wells that ended in a visit"),
        ("Illness hit 85% of keepers on boats having no hut, compared to 70% of keepers on land.",
         "70%", "keepers on land having no hut"),
    ],
)  # fmt: skip
def test_a_sentence_gives_the_noun_phrase_of_what_is_counted(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


def test_an_item_takes_what_the_line_that_leads_to_its_list_says() -> None:
    found = subjects(
        "In three years there were 60 leaks of boats kept on the quay. There were:\n\n"
        "- 24 leaks in 2021/22\n- 36 leaks in 2022/23\n"
    )
    assert ("24", "leaks of boats kept on the quay") in found
    found = subjects(
        "The proportion of pupils with a boat:\n\n"
        "- in primary schools is 15.9% (the national average is 18.1%)\n"
        "- in secondary schools is 11% (the national average is 15%)\n"
    )
    assert ("18.1%", "proportion of pupils with a boat in primary schools") in found
    assert ("11%", "proportion of pupils with a boat in secondary schools") in found


def test_indicators_in_one_line_are_named_behind_their_codes() -> None:
    found = subjects(
        "KPI 1: % of keepers who like their boat 63.1% (0.2 p.p.) KPI 6: % Voluntary Turnover "
        "10.5% (-2.8 p.p.) KPI 10: % of keepers who rate the quay well 70.5% (-0.6 p.p.)"
    )
    assert ("63.1%", "keepers who like their boat") in found
    assert ("10.5%", "Voluntary Turnover") in found
    assert ("70.5%", "keepers who rate the quay well") in found


def test_a_row_of_figures_in_running_text_is_named_by_the_words_before_it() -> None:
    found = subjects("Males 204 317.6 Females 590 929.9")
    assert ("317.6", "Males") in found
    assert ("929.9", "Females") in found


def test_a_sentence_with_a_verb_is_no_row_of_figures() -> None:
    found = subjects("The keepers fed 204 otters, 67 seals and 31 gulls.")
    assert [subject for _, subject in found] == ["otters fed", "seals", "gulls"]


def test_what_a_value_is_compared_with_says_nothing_of_what_is_counted() -> None:
    found = subjects("The proportion of otters asleep, at 20%, is higher than in Wales (12%).")
    assert ("12%", "proportion of otters asleep") in found


def test_what_was_said_before_stands_in_for_of_whom_and_of_these() -> None:
    text = (
        "At 31 March 2014, 300 divers were being trained by the council (a rate of 42 per 10,000 "
        "people). Of this number:\n\n"
        "- 78 live with friends, of whom 68 (87%) live abroad\n"
        "- 57 live in hostels. Of these, 80% live abroad\n"
    )
    found = subjects(text)
    assert ("78", "divers being trained who live with friends") in found
    assert ("87%", "divers being trained who live with friends and who live abroad") in found
    assert ("80%", "divers being trained who live in hostels and who live abroad") in found


def test_a_comparison_is_of_what_it_is_compared_with() -> None:
    text = "The share of otters with a collar is 54% (the national average is 18%)."
    assert {subject for _, subject in subjects(text)} == {"share of otters with a collar"}


def test_items_below_a_lead_line_that_names_a_share_are_parts_of_it() -> None:
    found = subjects("The share of otters with a collar:\n\n- in northern rivers is 54%\n")
    assert found == [("54%", "share of otters with a collar in northern rivers")]


def test_time_and_marks_are_no_part_of_a_subject() -> None:
    found = dict(subjects("In 2019/20, 45 otters were released in the last 12 months;"))
    assert found["45"] == "otters released"


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("It has taken 90 days to find the right pond.", "90", "time taken to find the right pond"),
        ("Otters in Fenby wait 21 days for a pond.", "21", "time otters in Fenby wait for a pond"),
        (
            "Otters in Fenby wait 21 days longer than the target to be released.",
            "21",
            "time otters in Fenby wait to be released",
        ),
    ],
)
def test_of_days_and_weeks_it_is_the_time_that_is_measured(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        (
            "Very few dives are subject to a safety check (73 of 518).",
            "73",
            "dives subject to a safety check",
        ),
        ("Most pupils were seen by a diver (92%).", "92%", "pupils seen by a diver"),
        (
            "To date, 89% (17 out of 19) of local divers have passed the test.",
            "89%",
            "local divers who have passed the test",
        ),
        ("The council bought boats (12%).", "12%", "boats"),
    ],
)
def test_a_share_in_brackets_is_of_who_does_what_the_clause_says(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


def test_what_a_place_has_is_said_with_the_place() -> None:
    found = subjects("He visited the boat museum, which had over 60,000 paddles.")
    assert [subject for _, subject in found] == ["paddles in the boat museum"]
    assert ("12", "boats") in subjects("The council has 12 boats.")


def test_both_ends_of_a_time_between_two_things_are_kept() -> None:
    (found,) = subjects(
        "The average time between the keeper receiving leave to move an otter and deciding on a "
        "pond was 19 days."
    )
    assert found[1].endswith("receiving leave to move an otter and deciding on a pond")


def labels(
    rows: Sequence[str], columns: Sequence[str], caption: str | None = None, heading: str = ""
) -> str:
    """The name of a cell with these labels."""
    cell = CellLabels(tuple(rows), tuple(columns), 0, 1)
    return name_of_cell(cell, Around(caption, None, (heading,)), load_rulebook().words)


def test_a_cell_is_named_by_caption_row_and_column_in_order() -> None:
    named = labels(["North", "Otters"], ["2019/20", "£000"], "Table 4: Cost of release (£000)")
    assert named == "Cost of release – North – Otters – 2019/20"


def test_codes_and_numbers_of_rows_are_left_out_and_bands_kept() -> None:
    assert labels(["40276", "Mill Lane"], ["FZ1 %"]) == "Mill Lane – FZ1"
    assert labels(["75+"], ["Otters seen"]) == "75+ – Otters seen"
    assert labels(["KPI3", "Otters seen on time"], ["Target"]) == "Otters seen on time – Target"


def test_a_header_parted_over_rows_is_one_label() -> None:
    named = labels(["North"], ["Not a multi-", "generational", "household"])
    assert named == "North – Not a multi-generational household"


def test_labels_that_say_nothing_stand_under_the_heading() -> None:
    assert labels(["Total"], ["2019"], None, "Otters released") == "Otters released – Total – 2019"
    assert labels(["Otters"], ["2019"], None, "Background") == "Otters – 2019"
    named = labels(["Supplies and services"], ["2019"], None, "Otter rescue")
    assert named == "Otter rescue – Supplies and services – 2019"


def test_a_letter_within_a_word_does_not_repeat_a_label() -> None:
    assert (
        labels(["C"], ["Council tax"], "Harbour tax by band")
        == "Harbour tax by band – C – Council tax"
    )


def test_a_total_over_a_column_is_kept_beside_the_total_of_a_row() -> None:
    assert labels(["Programme total"], ["Total"]) == "Programme total – Total"


def test_the_answer_no_is_a_label() -> None:
    assert labels(["No"], ["Otters asked"], "Swims daily") == "Swims daily – No – Otters asked"


def test_the_title_of_a_second_table_in_a_grid_names_its_rows() -> None:
    named = labels(["Table 5: Otters at the mere", "Seen"], ["2019"], "Table 4: Otters at sea")
    assert named == "Otters at the mere – Seen – 2019"


def test_a_caption_does_not_hide_the_label_that_picks_one_of_its_words() -> None:
    named = labels(["Arun", "Tired"], ["%"], "Table 1: Tired and rested otters")
    assert named == "Tired and rested otters – Arun – Tired"


@pytest.mark.parametrize(
    ("caption", "named"),
    [
        ("2007 Harbour tax–Continued If Boat If Boat 40, you", "2007 Harbour tax – Otters"),
        ("Mooring charges (continued)", "Mooring charges – Otters"),
        ("The main moorings are listed below", "The main moorings – Otters"),
        ("These moorings are currently being surveyed", "Otters"),
        ("2025-26 APPENDIX E", "Otters"),
        ("CORE 150.6 113.4 EXTERNAL 45.4 34.9", "Otters"),
        ("Table SA3. | Otters by river", "Otters by river – Otters"),
        ("Controls at sea", "Controls at sea – Otters"),
        ("Continued care of cubs", "Continued care of cubs – Otters"),
        ("Care of cubs cont'd", "Care of cubs – Otters"),
    ],
)  # fmt: skip
def test_a_caption_names_a_table_without_heads_remarks_and_references(
    caption: str, named: str
) -> None:
    assert labels(["Otters"], ["2019"], caption) == f"{named} – 2019"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("5. Sustainability and risk", "Sustainability and risk"),
        ("NI 65: Repeat visits", "Repeat visits"),
        ("KS2 reading", "KS2 reading"),
        ("31.03.24 Actual £m", "31.03.24 Actual"),
        ("Total 2014/15 £'s", "Total 2014/15"),
        ("25-44 years (n=22)", "25-44 years"),
        ("Bridge works (north) [1]", "Bridge works (north)"),
        ("% with a plan", "% with a plan"),
        ("2018 £ Net Expenditure", "2018 Net Expenditure"),
        ("75+", "75+"),
        ("£000", ""),
        ("£000 £000", ""),
        ("£'s", ""),
        ("4b | Harbour savings", "Harbour savings"),
        ("2 – Progress of ferries", "Progress of ferries"),
        ("3 – 5 boats", "3 – 5 boats"),
        ("11 - Money for ferries", "Money for ferries"),
        ("10 - 14 boats", "10 - 14 boats"),
        ("Section 9 - Keepers Go to Guidance -->", "Keepers"),
        ("Go to Fenby", "Go to Fenby"),
        ("Section of the quay", "Section of the quay"),
        ("Talking books △", "Talking books"),
        ("Cost of ferries All figures in £m", "Cost of ferries"),
        ("Ferry summary: All figures in £000s", "Ferry summary"),
        ("All figures in £000s", ""),
        ("To see the quays, click here", ""),
        ("Provide the total cost of ferries", "Total cost of ferries"),
        ("Provide ropes for the quays", "Provide ropes for the quays"),
    ],
)  # fmt: skip
def test_a_label_is_said_without_its_number_code_and_unit(label: str, said: str) -> None:
    assert spoken(label) == said


def named(around: Around, rows: Sequence[str], columns: Sequence[str]) -> str:
    cell = CellLabels(tuple(rows), tuple(columns), 0, 1)
    return name_of_cell(cell, around, load_rulebook().words)


def test_a_table_that_nothing_else_names_has_the_title_of_its_report() -> None:
    around = Around(title="Appendix 2 - Harbour savings")
    assert named(around, ["Ropes"], ["Variance"]) == "Harbour savings – Ropes – Variance"
    around = Around(headings=("Quay repairs",), title="Harbour savings")
    assert named(around, ["Ropes"], ["Variance"]) == "Quay repairs – Ropes – Variance"


def test_the_heading_of_which_a_title_repeats_but_the_last_words_says_of_what_it_is() -> None:
    around = Around("Central costs summary tables", headings=("Otters’ Central Costs",))
    assert named(around, ["Ropes"], ["2019"]) == (
        "Otters’ Central Costs – Central costs summary tables – Ropes – 2019"
    )
    around = Around("Central costs summary tables", headings=("Quay repairs",))
    assert named(around, ["Ropes"], ["2019"]) == "Central costs summary tables – Ropes – 2019"


def test_the_word_of_an_icon_names_no_table() -> None:
    around = Around(headings=("CAUTION", "2007 Tax Table"))
    assert named(around, ["875 – 900"], ["Single"]) == "2007 Tax Table – 875 – 900 – Single"


def test_buttons_and_notes_on_how_to_fill_in_a_form_are_no_labels() -> None:
    around = Around("Crew at 31 March")
    columns = ["Go to Guidance -->", "In post", "(FTE to 1 decimal place)"]
    assert named(around, ["Sailors"], columns) == "Crew at 31 March – Sailors – In post – FTE"


def test_heads_of_columns_in_a_line_and_numbers_of_sections_name_no_table() -> None:
    around = Around(
        "Ferry Revenue Revenue Revenue", headings=("Real Repair Variance Variance", "4 River care")
    )
    assert named(around, ["Ropes"], ["2019"]) == "River care – Ropes – 2019"
    around = Around(headings=("3 Bed boats",))
    assert named(around, ["Ropes"], ["2019"]) == "3 Bed boats – Ropes – 2019"


def test_how_many_were_tested_is_told_apart_from_their_share() -> None:
    assert labels(["Fenby"], ["2019", "N"], "Otters with mites") == (
        "Otters with mites – Fenby – 2019 – N"
    )


def test_a_long_label_is_cut_at_punctuation_only_where_half_of_it_is_left() -> None:
    said = "Efficiency: " + "mending of ferries by the harbour and its quays " * 4
    found = labels([said], ["2019"])
    assert found.startswith("Efficiency: mending of ferries by the harbour")
    assert len(found) < 170


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Source: Fen Research 2014 Base: 391 (all keepers)", "all keepers"),
        ("Source: Fen Research 2014 Base: All keepers (391)", "All keepers"),
        ("Base: Keepers who moor at quays (391)", "Keepers who moor at quays"),
        ("Base: 391 (keepers using the ferry/raft).", "keepers using the ferry/raft"),
        ("The base has 391 huts (all of oak).", "huts in the base"),
    ],
)
def test_the_base_of_a_survey_is_those_who_were_asked(text: str, subject: str) -> None:
    assert ("391", subject) in subjects(text)
