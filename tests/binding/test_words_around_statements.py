"""What the words around a figure do to it: those of the statement before a semicolon, causes, the
areas of several figures, lists that "respectively" deals out, people of a wider kind."""

from __future__ import annotations

import pytest
from figures_read import reader

HEAD = "Larkmoor Borough Council\nChildren in care and care leavers\nPosition at 31 March 2023\n\n"

read = reader(HEAD)


@pytest.mark.parametrize(
    "sentence",
    [
        "Complaints about libraries are dealt with in another report; there were 31 of those.",
        "Agency social workers in the duty team were mostly new; their number was 31.",
        "Placements of children in care outside Europe need the court's leave; there were 31.",
    ],
)
def test_words_before_a_semicolon_narrow_what_they_name(sentence: str) -> None:
    assert read(sentence)["31"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        ("The panel asked how many children had a child protection plan; there were 87.", "87",
         "cpp_total"),
        ("Members enquired about care leavers who had been in prison; the figure was 12.", "12",
         "cl_custody"),
        ("It is not so that 30% of children in care had moved three times; the correct figure was "
         "10%.", "10%", "cla_placement_3plus"),
    ],
)  # fmt: skip
def test_who_asked_and_what_was_denied_before_narrow_nothing(
    sentence: str, figure: str, measure: str
) -> None:
    assert read(sentence)[figure].measure == measure


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2022/23 there were 310 hospital admissions caused by burns.",
        "In 2022/23 there were 310 emergency admissions due to asthma.",
        "Hospital admissions because of accidents came to 310 in 2022/23.",
    ],
)
def test_what_caused_them_tells_which_events_are_counted(sentence: str) -> None:
    assert read(sentence)["310"].measure is None


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        ("The number of children in care rose to 512 due to an increase in arrivals.", "512",
         "cla_total"),
        ("There were 512 children in care, owing to a rise caused by demand.", "512", "cla_total"),
        ("Hospital admissions, because of a mild winter, came to 310 in 2022/23.", "310",
         "hospital_admissions"),
    ],
)  # fmt: skip
def test_why_there_are_so_many_narrows_nothing(sentence: str, figure: str, measure: str) -> None:
    assert read(sentence)[figure].measure == measure


def test_an_adjective_behind_its_noun_is_said_of_it() -> None:
    assert read("12% of children in care have a dental check overdue.")["12%"].measure is None
    done = "88% of children in care have a dental check that is up to date."
    assert read(done)["88%"].measure == "dental_up_to_date"


@pytest.mark.parametrize(
    "sentence",
    [
        "The England figures for care leavers were 93% in touch and 56% in education, employment "
        "or training.",
        "Figures for the South East were 93% in touch and 56% in education, employment or training "
        "among care leavers.",
        "The national averages for care leavers in 2021/22 were 93% in touch with their council "
        "and 56% in education, employment or training.",
    ],
)
def test_several_figures_announced_for_an_area_are_all_of_it(sentence: str) -> None:
    found = read(sentence)
    assert "local" not in {found["93%"].area_level, found["56%"].area_level}


@pytest.mark.parametrize(
    "sentence",
    [
        "The national averages were 91% of care leavers in touch and, in our own case, 88% in "
        "education, employment or training.",
        "The England figures were 91% of care leavers in touch, while we had 88% in education, "
        "employment or training.",
    ],
)
def test_what_is_said_of_us_behind_them_stays_ours(sentence: str) -> None:
    assert read(sentence)["88%"].area_level == "local"
