"""Subjects of shares, sums of money and parts, by the grammar of their clause."""

from __future__ import annotations

import pytest

from tests.binding.test_subjects import subjects


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        # A part of people is of those people.
        ("The majority (55%) of keepers have more than 20 boats.", "55%",
         "keepers who have more than 20 boats"),
        ("The vast majority (97%) of dives are held on time.", "97%", "dives held on time"),
        ("Around a third (31%) of guides had lived in Wells for more than 20 years.", "a third",
         "guides that had lived in Wells for more than 20 years"),
        # What a share says may hold numbers of another kind.
        ("39% of pupils responded that they eat at least 5 apples on a usual day.", "39%",
         "pupils who responded that they eat at least 5 apples on a usual day"),
        ("62% of pupils said they have heard of otters at school, while 45% said they saw one.",
         "62%", "pupils who said they have heard of otters at school"),
        ("Nearly half of the dives took over 20 days.", "half", "dives that took over 20 days"),
        ("At least 10% of huts have 3, 4 or 5 rooms.", "10%", "huts"),
        ("Half of the divers were living in huts (n=30).", "Half", "divers living in huts"),
        # A share of one thing that another is.
        ("Harbour receipts were 40.5% of tax income.", "40.5%",
         "harbour receipts as a share of tax income"),
        ("Fees equated to 36% of income in 2023.", "36%", "fees as a share of income"),
        # Parts of a number of all.
        ("The harbour commissions 12 out of the 13 boats.", "12", "boats commissioned"),
        ("In six out of 14 boats seen by wardens, the roof leaked.", "six",
         "boats seen by wardens where the roof leaked"),
        ("The crew mended 40 lamps, about half of which were red.", "half", "lamps that were red"),
        ("One in five seals in the north live within a mile of a road.", "One in five",
         "seals in the north that live within a mile of a road"),
        ("20–40% of boats in the harbour will have a leak.", "20–40%",
         "boats in the harbour that will have a leak"),
        ("Of all those surveyed, 23% mentioned the tides.", "23%",
         "those surveyed that mentioned the tides"),
        ("9% of divers swim, while 12% said they are 'not sure' and 3% didn't want to say.", "3%",
         "divers who didn't want to say"),
        ("23% said that they swim.", "23%", "those who said that they swim"),
        ("We asked 40 divers: over half (59%) have swum at night.", "59%",
         "divers who have swum at night"),
        ("The majority (76%) had not been asked about tides.", "76%",
         "those not asked about tides"),
        ("Half (51%) of crews have more than 20 boats, 28% have more than 25.", "28%",
         "crews that have more than 25"),
        ("Two new wardens and a new hut indicate that the harbour has understood the tides.",
         "Two", "new wardens and a new hut"),
        # Words that only say about how much.
        ("The cost of one large boat is in the region of £22.5m.", "£22.5m",
         "cost of one large boat"),
        ("Harbour debt is closer to £9m.", "£9m", "Harbour debt"),
        ("Ropes are 16% higher than last year.", "16%", "Ropes"),
        ("The quay received 19% fewer calls than last year.", "19%", "calls"),
        ("The harbour earns an average rate of return of 4.76%.", "4.76%",
         "average rate of return"),
        ("The bank forecasts fees to be raised by 2.7% in 2025.", "2.7%", "fees to be raised"),
        # A time that describes a thing is not the thing.
        ("All cubs have had their 25 hours allowance.", "25", "allowance"),
    ],
)  # fmt: skip
def test_a_share_is_of_those_whom_its_clause_names(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("The council has committed £2 million to better boats and has a plan.", "£2 million",
         "money committed to better boats"),
        ("Wells Rowers was awarded £99,000 by Tidewatch.", "£99,000",
         "money awarded to Wells Rowers"),
        ("The club received £64 per head.", "£64", "money received per head by club"),
        ("It has also set aside £59.4m in reserves.", "£59.4m", "money set aside in reserves"),
        ("Next year the harbour will spend in the region of £1.5bn.", "£1.5bn",
         "money spent by harbour"),
        ("£3m was spent on ropes.", "£3m", "money spent on ropes"),
        ("£143k was spent on ropes and £792k relates to the cost of boats.", "£792k",
         "money that relates to the cost of boats"),
        ("The work cost £5m.", "£5m", "work"),
    ],
)  # fmt: skip
def test_a_sum_is_what_is_done_with_it(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


def test_a_sum_that_was_named_keeps_its_name() -> None:
    found = subjects("The rope budget is £12m, of which £4m was spent on boats.")
    assert ("£4m", "money spent on boats") not in found
    assert any(figure == "£4m" and "budget" in said for figure, said in found)
