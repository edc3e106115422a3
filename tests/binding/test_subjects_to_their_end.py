"""Subjects that end where a phrase can end and the next statement begins, and that take the name of
a share or number from right before its bracket."""

from __future__ import annotations

import pytest

from tests.binding.test_subjects import subjects


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        # The object of a verb, a second verb, the far end of "between", a clause within.
        ("Seven crews have successfully passed rope-level tests and a further 20 are working "
         "towards these in their huts.", "Seven",
         "crews that have successfully passed rope-level tests"),
        ("The board sees a need from 900 keepers who are unable to afford to rent or buy dry "
         "huts.", "900", "keepers who are unable to afford to rent or buy dry huts"),
        ("Wardens saw 25 cases in which the needs of crews at sea had not been noted or fully "
         "tested.", "25",
         "cases in which the needs of crews at sea had not been noted or fully tested"),
        ("A further 50 boats have been placed or matched with new owners.", "50",
         "boats placed or matched with new owners"),
        ("The average number of days between a boat entering the dock and being placed with its "
         "new owner is 675.", "675",
         "average number of days between a boat entering the dock and being placed with its new "
         "owner"),
        ("There are 23 keepers who have a hut but are not yet housed.", "23",
         "keepers who have a hut but are not yet housed"),
        ("The fund ends with a surplus of £57m on individual maintained harbour accounts.", "£57m",
         "surplus on individual maintained harbour accounts"),
        # Not the subject of the next statement, nor what has an article of its own.
        ("Nine crews sailed to Ely and the wardens have moved on.", "Nine",
         "crews that sailed to Ely"),
        ("The yard holds 14 boats rented by crews and a further five rented by wardens.", "five",
         "boats rented by wardens"),
        ("One group of keepers made it very clear to wardens that they all felt that being at sea "
         "had made a difference.", "One", "group of keepers that made it very clear to wardens"),
        ("The yard has 4 docks and a turntable.", "4", "docks in the yard"),
        ("There are six huts that wardens use and the harbour board cleans.", "six",
         "huts that wardens use"),
    ],
)  # fmt: skip
def test_phrases_go_on_to_their_end(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("Nineteen boats from Ely have not had a yearly check and 13 have not had a full survey "
         "of their hulls.", "13", "boats from Ely that have not had a full survey of their hulls"),
        ("Since then, 27 crews have gained from training with ‘row to sail’ wardens and 17 have "
         "secured harbour awards.", "17", "crews that have secured harbour awards"),
        ("Since then, 27 crews have gained from training with ‘row to sail’ wardens and 17 have "
         "secured harbour awards.", "27",
         "crews that have gained from training with ‘row to sail’ wardens"),
        ("Of 30 keepers, 12 have left the service and four have retired.", "four",
         "keepers who have retired"),
        ("Nine crews were trained in May and six are on leave.", "six", "crews on leave"),
    ],
)  # fmt: skip
def test_a_second_number_begins_a_statement_of_its_own(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("Ferries had a lower proportion of crews passing the test (41%).", "41%",
         "proportion of crews passing the test"),
        ("The number of boats that are moored in the bay (42) has gone up.", "42",
         "number of boats that are moored in the bay"),
        ("The number of boats that are waiting for a crew remains high (86 in May).", "86",
         "number of boats that are waiting for a crew"),
        ("Most keepers had yearly checks of their lamps (96%).", "96%",
         "keepers who had yearly checks of their lamps"),
        ("A much higher proportion of keepers sail one or more boats (27%).", "27%",
         "keepers who sail one or more boats"),
        ("A high proportion of boats left in the yard were bought young (68% were new).", "68%",
         "boats left in the yard that were new"),
        ("The most common reason for rowing was a wish to get out (43%).", "43%",
         "most common reason for rowing – wish to get out"),
        ("A lack of time was the main reason for not rowing (43%).", "43%", "lack of time"),
        # A verb with a figure behind it that says something else first, and a share of a whole.
        ("There are a growing number of crews becoming liable to second fines "
         "from 20% in May to 16% in June.", "16%",
         "crews becoming liable to second fines"),
        ("Toll income is forecast to stay at 12% of turnover.", "12%",
         "toll income as a share of turnover"),
        ("Rope costs have been estimated at about 4% of the turnover of the harbour.", "4%",
         "rope costs as a share of turnover of the harbour"),
    ],
)  # fmt: skip
def test_what_the_words_before_say_of_a_share(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("There will be 36 keepers’ centres by May, of which 12 will be open daily.", "12",
         "keepers’ centres that will be open daily"),
        ("There are 36 children and family centres in Ely, of which 12 will be full centres.",
         "12", "children and family centres in Ely that will be full centres"),
        ("One provider supports pupils in huts.", "One", "provider that supports pupils in huts"),
        ("There are 36 keepers and wardens in Ely, of whom 12 will be trained.", "12",
         "keepers and wardens in Ely who will be trained"),
    ],
)  # fmt: skip
def test_who_is_said_of_people_alone(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("Overall 10% of 5-16 year olds were found to have a boat; 7.7% of 5-10 year olds and "
         "11.5% of 11-15 year olds.", "11.5%", "11-15 year olds found to have a boat"),
        ("They had lost touch with 26 of the most trusted 16 and 17 year olds.", "26",
         "most trusted 16 and 17 year olds"),
        ("Women were more likely to report being at sea (17.9-36.8%; average 25.5%) compared to "
         "men (15.7-31.3%; average 21.9%) across Ely.", "21.9%", "men who report being at sea"),
        ("Women were more likely to report being at sea (17.9-36.8%; average 25.5%) compared to "
         "men (15.7-31.3%; average 21.9%) across Ely.", "17.9-36.8%",
         "Women who report being at sea"),
        ("Over 75s were least likely to be at sea (27.4-54.3%, average = 41.4%).", "41.4%",
         "Over 75s who are at sea"),
        ("Ferries had a lower proportion of crews passing the test (41%) than tugs (52%).", "52%",
         "proportion of crews passing the test – tugs"),
        ("The team is in touch with 98% of its crews (200 out of 204).", "200", "crews"),
        # A verb that only helps another, and a subject that is another noun.
        ("Wardens found that, in May, 427 boats were missing from the yard.", "427",
         "boats missing from the yard"),
        ("There are 133 boats currently on the list.", "133", "boats on the list"),
        ("Letters from the crews of 42 boats have been read with care.", "42", "boats"),
    ],
)  # fmt: skip
def test_ages_groups_and_bases_stay_with_a_figure(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        # What else the groups do, and where those are whom a list sets beside each other.
        ("Urban crews were more likely than rural crews to row on rivers (48% vs. 38%), lakes "
         "(39% vs. 32%), and canals (37% vs. 23%).", "23%", "rural crews that row on canals"),
        ("Urban crews were more likely than rural crews to row on rivers (48% vs. 38%) and wardens "
         "were also more likely than cooks to swim (26% vs. 17%).", "17%", "cooks that swim"),
        ("The rest are housed with their own crews (4%), in huts or other quays (4%), in lodgings, "
         "boats or alone (1%) or in a barn (2%).", "1%", "those in lodgings, boats or alone"),
        # The name of a value that changed.
        ("This led to the number of calls passed to the night teams doubling: from 66 a week in "
         "May to 130 in June.", "66", "number of calls passed to the night teams"),
        ("The owners of huts rose from 33,000 to 37,700 households.", "37,700", "owners of huts"),
        ("The number of leaks rose from 12 leaks to 15 leaks.", "15", "number of leaks"),
        ("The site was cut from 290 to 155 dwellings.", "155", "dwellings"),
        ("The mooring costs are for this quay the lowest (£0.36m).", "£0.36m", "mooring costs"),
        # What a sum of a list is from, what is said of a part, what the next statement is of.
        ("Other pressures include £0.1m from repairs to quays, and £0.3m from payments to the fund "
         "for storms.", "£0.3m", "payments to the fund for storms"),
        ("There have been 22 new calls for repair since April 2014 and 21 of these boats are "
         "receiving new sails.", "21", "boats receiving new sails"),
        ("No children were identified as being left at immediate risk during this visit and early "
         "repair services are an area of strength.", "No",
         "children identified as being left at immediate risk during this visit"),
        # How many each of those counted has, and what a bracket takes from nobody.
        ("This included around 1,600 households with three or four persons, and around 900 "
         "households with five persons or more.", "1,600", "households with three or four persons"),
        ("There were 20 boats with 12 wardens and 3 cooks.", "20", "boats"),
        ("By 2021 more than half of tenants were renting privately (34,700; 16%).", "16%",
         "tenants renting privately"),
        ("Of these, 80% were stated or suspected to have been rowing in their lives (n=40).", "40",
         "those stated or suspected to have been rowing in their lives"),
        # Quotes that are closed.
        ("Overall, 62% of crews said that ‘people in this bay pull together’.", "62%",
         "crews that said that ‘people in this bay pull together’"),
    ],
)  # fmt: skip
def test_lists_of_shares_and_changes_of_values(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)
