"""Subjects that take words from the clause, the bracket or the heading around a bare noun."""

from __future__ import annotations

import pytest

from tests.binding.test_subjects import subjects


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        # The clause around a noun with a preposition.
        ("Worries about tides were noted for three of these keepers.", "three",
         "keepers for whom worries about tides were noted"),
        ("The trust gave grants to nine crews and lent boats to 14 clubs.", "14",
         "clubs to which the trust lent boats"),
        ("The harbour now has planning permission for 19 huts.", "19",
         "huts for which the harbour has planning permission"),
        ("Leaks were a key concern for 41% of huts with old roofs.", "41%",
         "huts with old roofs for which leaks were a key concern"),
        ("The club gave support to 59 women, 26 men and 14 crews.", "26",
         "men to whom the club gave support"),
        ("The quay is used by three boats, two of which leak.", "three",
         "boats by which the quay is used"),
        ("In two cases divers were left at risk of harm for a period of six weeks.", "two",
         "cases in which divers were left at risk of harm for a period of six weeks"),
        ("Six talks: two with keepers, four with crews", "four", "talks with crews"),
        # What somebody will do or does.
        ("The harbour will build 30 huts.", "30", "huts that the harbour will build"),
        ("The island has two quays, offering 40 berths.", "40", "berths offered"),
        ("The board has ordered and overseen three reviews.", "three",
         "reviews that the board has overseen"),
        # Not where the clause only links a value, or is of another figure.
        ("The number of lamps was reduced from 40 lamps to 30 lamps.", "30",
         "number of lamps"),
        ("In all but two cases a plan was agreed.", "two", "cases"),
        ("Since then, 11 notes were sent to wardens and four new reviews were finished.", "four",
         "new reviews"),
        ("Divers swam often, with 12% of divers aged under 20 at sea.", "12%",
         "divers aged under 20 at sea"),
        ("Advice was given to 20 crews and help to 12 wardens.", "12", "wardens"),
        ("The club has given in the region of 300 talks to 20 crews.", "20", "crews"),
        ("Leaks were mended by wardens with two huts most likely to need roofs.", "two",
         "huts most likely to need roofs"),
        ("This was true of them and of 12 crews.", "12", "crews"),
    ],
)  # fmt: skip
def test_a_bare_noun_takes_the_words_of_its_clause(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("54% of crews confirmed that the lamp saves them time.", "54%",
         "crews that confirmed that the lamp saves them time"),
        ("A large majority of crews (85%) agreed or fully agreed that the guide helps them.", "85%",
         "crews that agreed or fully agreed that the guide helps them"),
        ("Just over a quarter of divers (26%) overall had given help to clubs.", "26%",
         "divers who had given help to clubs"),
        ("Roughly 33% of the quay is in Tide Zone 3 and 25% in Tide Zone 2.", "33%",
         "quay in Tide Zone 3"),
        ("There was slippage, with 37% of children subject to supervision orders.", "37%",
         "children subject to supervision orders"),
        ("In 2019, 91% of leaks were mended within a week, and 99% within a month.", "99%",
         "leaks mended within a month"),
        ("40 keepers have attended sea-faring days in schools.", "40",
         "keepers who have attended sea-faring days in schools"),
        ("14 boats were sold", "14", "boats sold"),
        ("12 divers (12%) lived with friends, and 68 (7%) lived in huts.", "7%",
         "divers who lived in huts"),
        ("Of the nine leaks, five occurred at sea and three in huts or quays.", "three",
         "leaks that occurred in huts or quays"),
        ("25-44 years (n=22) 45-64 years (n=28) 65+ years (n=10)", "28", "45-64 years"),
        ("15 crews have a boat and ten have a hut.", "15", "crews that have a boat"),
        ("Of the lamps, 65% are red and 35% are blue.", "65%", "lamps that are red"),
        # Two that are compared, with both shares in one bracket.
        ("Fees are lower in Ely than in Wells (6% compared with 9%).", "6%", "Fees in Ely"),
        ("Fees are lower in Ely than in Wells (6% compared with 9%).", "9%", "Fees in Wells"),
        ("There was a gap, with girls being more likely than boys to swim (8% vs. 3%), whereas "
         "boys were more likely than girls to row (6% vs. 2%).", "2%", "girls who row"),
    ],
)  # fmt: skip
def test_a_share_takes_the_words_that_its_clause_says_of_it(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)
