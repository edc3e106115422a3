"""Subjects of parts, of groups that are set side by side, and of figures whose noun stands
elsewhere in the sentence."""

from __future__ import annotations

import pytest

from tests.binding.test_subjects import subjects


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        # What the parser hung on the part, and how large a quantity is.
        ("There are a minimum of two wardens in harbour huts in the coldest bays.", "two",
         "wardens in harbour huts in the coldest bays"),
        ("Staff support a small number of crews (22) at sea.", "22", "crews at sea"),
        ("A high proportion of keepers (32%) have passed the test.", "32%",
         "keepers who have passed the test"),
        ("Ely had the highest proportion of crews who row (22.1%).", "22.1%",
         "proportion of crews who row in Ely"),
        ("The percentage of boats with leaks in Ely is lower (19.7%) than the rate of Wells.",
         "19.7%", "percentage of boats with leaks in Ely"),
        ("Levels of noise have fallen in Ely from 73.4% in 2018/19 to 59.4% in 2023/24.", "59.4%",
         "Levels of noise in Ely"),
        # Ages behind "aged", and units that are counted.
        ("The population aged 16-64 will rise from 345,000 to 402,800.", "345,000",
         "population aged 16-64"),
        ("The population aged 75 or over rose from 345,000 to 402,800.", "402,800",
         "population aged 75 or over"),
        ("Each cub is entitled to receive 15 hours of free tuition per week.", "15",
         "hours of free tuition per week"),
        # What makes up a whole.
        ("Island rescue is made up of 4 teams.", "4", "teams that make up island rescue"),
        ("The night crew consists of three keepers and two wardens.", "two",
         "wardens that make up the night crew"),
        ("It is made up of 5 wards.", "5", "wards"),
        # Whose part a figure is, with what is said of it.
        ("For a quarter of keepers, word of the cause of the leak was not to hand (n=15).", "15",
         "keepers for whom word of the cause of the leak was not to hand"),
        ("In 2011, 7,252 calls were answered, 4,468 of them from harbour services, 1,592 "
         "from ferries and leisure and 922 from sales.", "922", "calls from sales"),
        ("The board notes 5,300 new huts of which 1100 are deemed to be spares.", "1100",
         "new huts deemed to be spares"),
        ("The board notes 5,300 new huts of which 1100 are deemed to be spares.", "5,300",
         "new huts"),
        ("Six crews swam, and 36 crews who row were trained.", "36",
         "crews who row and were trained"),
        # An adjective whose noun comes with the next figure.
        ("Currently there are 42 primary and 83 secondary cubs taught in their huts.", "42",
         "primary cubs taught in their huts"),
        ("Five internal and three external reviews were finished.", "Five", "internal reviews"),
        ("The quay has 31 posts and a further 33 rope and sail posts.", "31", "posts in the quay"),
        # A verb that "and" joins to another predicate; a noun that is only the object.
        ("Wardens saw 30 boats, of which four hulls were unsafe and 17 needed repairs, leaving "
         "nine which were good.", "17", "hulls that needed repairs"),
        ("The club closed with 10 boats remaining at sea and 45 leaks mended.", "45",
         "leaks mended"),
        ("The chart shows the 40 crews moored in the bay.", "40", "crews moored in the bay"),
        # A slip of the pen, and a verb whose words break off.
        ("Debt was £31.3bin in 2023 and is forecast to rise to £33.5bn.", "£33.5bn", "Debt"),
        ("Two leaks highlighted recently for risk-planning meetings involved a range of crews.",
         "Two", "leaks"),
    ],
)  # fmt: skip
def test_a_figure_has_the_noun_of_its_part(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("Keepers who feel safe are more likely to agree than those who feel unsafe "
         "(67% vs. 50%).", "50%", "those who feel unsafe and agree"),
        ("Older crews (65+) were more likely than those 18-34, and 35-64 to dive at night "
         "(32%, vs. 20%, 16%) and females were also more likely than males to row (26% vs.17%).",
         "16%", "those 35-64 who dive at night"),
        ("Older crews (65+) were more likely than those 18-34, and 35-64 to dive at night "
         "(32%, vs. 20%, 16%) and females were also more likely than males to row (26% vs.17%).",
         "17%", "males who row"),
        ("Keepers in the north were less likely to be at sea compared with those from the south "
         "(44% vs. 35%).", "44%", "Keepers in the north who are at sea"),
        ("Crews who feel safe are more likely than those who don’t to row (33% vs. 25%).", "25%",
         "those who don’t feel safe and row"),
        ("There was a gap, with boats more likely than huts to have been painted (10% vs. 6%).",
         "6%", "huts that have been painted"),
    ],
)  # fmt: skip
def test_groups_set_side_by_side_are_named_with_what_they_do(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("The grant includes £2.3m in frost relief.", "£2.3m", "frost relief"),
        ("The crew is to receive a total of £217 million in grant.", "£217 million",
         "money received in grant"),
        ("The harbour gave 6,000 talks costing around £7 per talk.", "£7", "cost per talk"),
        ("There is an in year deficit of £23.9m.", "£23.9m", "in-year deficit"),
        ("The risk to the harbour is c.-£19m.", "£19m", "risk to the harbour"),
        ("Ely had the biggest fall in tolls, down 1%.", "1%", "tolls"),
        ("In Ely 34% of crews (31% in 2023) are trained in storms.", "34%",
         "crews trained in storms"),
        ("About 35% of leak factors are avoidable.", "35%", "leak factors that are avoidable"),
        ("Six lived in huts, of whom 83% lived out of the bay.", "83%",
         "those who lived in huts and who lived out of the bay"),
    ],
)  # fmt: skip
def test_sums_and_shares_are_of_what_the_clause_names(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("Keepers in Ely were most likely to have rowed (34%) and those in Wells least likely "
         "(10%).", "10%", "those in Wells who have rowed"),
        ("Crews with a keeper aged 65 years and over were the most likely to own their boat (76%).",
         "76%", "Crews with a keeper aged 65 years and over who own their boat"),
        ("This is also the case for those in non-bay huts compared with bay huts (67% vs. 44%).",
         "67%", "those in non-bay huts"),
        ("The sector comprises 132,000 huts, with an additional 51,000 under repair and 110,000 in "
         "the pipeline.", "51,000", "huts under repair"),
        ("148 crews have received funding from at least one of these clubs, with 47 involved in "
         "one and up to 11 in four clubs.", "47", "crews involved in one"),
        ("There are five huts in the bay to support young crews, including two for crews at risk.",
         "two", "huts in the bay for crews at risk"),
        ("16% of Year 6 pupils said they have had a swim.", "16%",
         "Year 6 pupils who said they have had a swim"),
        ("Leaks rise with age, with 70% of those aged 25-44 stated to have any (n=15) compared to "
         "50% of those aged 45-64 (n=14).", "50%", "those aged 45-64"),
        ("This would reduce smoke by 23% (398 tonnes) when compared to the old scheme.", "398",
         "smoke"),
        ("Rope was delivered to the mill’s 4 sites, a record load.", "4",
         "mill’s sites to which Rope was delivered"),
        ("This assumes 50% retention of rope within the club which is barely 23% in the bay.",
         "23%", "retention of rope within the club"),
        ("The club has to make a contribution totalling £82.3m by May.", "£82.3m", "contribution"),
    ],
)  # fmt: skip
def test_what_is_said_of_others_is_left_with_them(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        # A second verb of the same, without figures of its own.
        ("Eight keepers left the bay and are now living in huts.", "Eight",
         "keepers who left the bay and are living in huts"),
        ("Eight keepers left the bay and 12 are now living in huts.", "Eight",
         "keepers who left the bay"),
        # Some of those whom a bracket counts; an attribute that is no part of the name.
        ("A small number of keepers were at sea at the time of their calls (n=5).", "5",
         "keepers at sea at the time of their calls"),
        ("Most of these huts were in Ely (n = 11), with 2 huts in Wells.", "11", "huts in Ely"),
        ("For those at home, lack of time was the main reason (41%).", "41%", "lack of time"),
    ],
)  # fmt: skip
def test_a_clause_is_told_as_far_as_it_is_of_the_figure(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


CALLS = (
    "Of these the majority were about oars (44%), followed by ropes and sails (8%), talks (7%) and "
    "all other calls (26%)."
)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        (CALLS, "8%", "ropes and sails"),
        (CALLS, "26%", "all other calls"),
        ("The harbour has seen a high reliance on agents, currently at 42%.", "42%",
         "high reliance on agents"),
        ("The Harbours, Quays & Huts Directorate is projected to be overspent by £6.3m.", "£6.3m",
         "overspend of Harbours, Quays & Huts Directorate"),
        ("The harbour overspend has fallen by £6.3m.", "£6.3m", "harbour overspend"),
        ("This drops to 68% among those who don’t feel trained.", "68%",
         "those who don’t feel trained"),
        ("There are 375 huts with at least one keeper - an increase of 29 (8.6%) since 2011.",
         "375", "huts with at least one keeper"),
    ],
)  # fmt: skip
def test_lists_of_shares_and_values_told_aside_have_their_own_noun(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)
