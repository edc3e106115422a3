"""Counts in the form of a reference, a date, an age or a mark, and what is really one of those."""

from __future__ import annotations

import pytest

from extractor.annotations.every_number import find_numbers


def kept(text: str) -> list[str]:
    return [number.text for number in find_numbers(text) if number.excluded is None]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # seeing people is no pointing to a paper
        ("In 2023/24 we expect to see 1500 referrals.", ["1500"]),
        ("We continue to see 1204 referrals", ["1204"]),
        ("The social workers see 1204 children in need", ["1204"]),
        ("We would like to see 1500.", ["1500"]),
        ("We see also 1204 children in need", ["1204"]),
        ("See 40036 for the plan of 12 homes", ["12"]),
        ("The plan (see 40036) has 12 homes", ["12"]),
        ("It has 12 homes. See 40036 and 40172.", ["12"]),
        # a quotation that opens with a number
        ("The report said '12 children in care were adopted in 2023/24'.", ["12"]),
        ("She wrote \u201885 families were helped\u2019.", ["85"]),
        ("In the summer of '19 there were 12", ["12"]),
        ("It has been 12 since '09.", ["12"]),
        # how long proceedings take
        ("The timeliness of care proceedings at 26 to 30 weeks in 2023/24 is good.", ["26 to 30"]),
        ("Care proceedings now end at 28 to 30 weeks", ["28 to 30"]),
        ("Care proceedings held steady at 12 to 16 weeks", ["12 to 16"]),
        ("Court cases stayed at 12 to 14 months", ["12 to 14"]),
        ("The review of cases puts them at 26 to 30 weeks", ["26 to 30"]),
        ("Breastfeeding prevalence at 6-8 weeks was 41%", ["41%"]),
        ("Health visitor checks (at 9 to 12 months) reached 41%", ["41%"]),
        # the ends of a scale
        (
            "12 children left care, with 1 being adopted and 11 being returned home",
            ["12", "1", "11"],
        ),
        (
            "Of 9 homes 8 were rated good, with 1 being closed and 5 being sold",
            ["9", "8", "1", "5"],
        ),
        ("12 gave marks, with 1 being poor and 5 being excellent", ["12"]),
        ("On a scale where 1 is not safe and 10 is very safe 12 answered", ["12"]),
        # a collection of so many
        ("It is seen in the data set of 412 children", ["412"]),
        ("It is seen in the data set of 12 homes", ["12"]),
        ("Again a set of 85 children in care were reviewed", ["85"]),
        ("There a set of 6 children in care left", ["6"]),
        ("There a set of 6 standards for 12 homes is kept", ["12"]),
        # a count behind a month
        ("We had 15 adoptions in April and in May 12.", ["15", "12"]),
        ("In April 15 were adopted, in May 12.", ["15", "12"]),
        ("For June 21 were planned; for July 24", ["21", "24"]),
        ("We had 15 adoptions in April and in May 12", ["15", "12"]),
        ("We had 15 adoptions in April, May 12", ["15", "12"]),
        ("The 12 homes opened in May 19.", ["12"]),
        ("The 12 homes were built between April 18 and May 19.", ["12"]),
        ("The 12 homes were kept until May 24", ["12"]),
        ("The 12 homes were sold (in May 24)", ["12"]),
        # times so much, and a number of a paragraph with its letters
        ("2.5x more boys than girls", ["2.5"]),
        ("6.3iv Children in care", []),
    ],
)
def test_a_count_is_kept_and_a_reference_of_the_same_form_is_not(
    text: str, figures: list[str]
) -> None:
    assert kept(text) == figures
