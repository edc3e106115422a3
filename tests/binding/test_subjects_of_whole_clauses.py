"""Subjects that take in the whole of their clause: behind a bracket, of those whom a pronoun names,
of shares of a larger whole, of the items of a list, and of the row that a sentence stands in."""

from __future__ import annotations

import pytest

from extractor.binding.subjects.row_of_sentence import under_row
from extractor.rulebook.load import load_rulebook
from tests.binding.test_subjects import subjects


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        # The verb behind a bracket, an adverb or a share that the parser took for its subject.
        ("Around a third of crews (32%) reported using harbour tugs.", "a third",
         "crews that reported using harbour tugs"),
        ("Just over a quarter of pupils (26%) overall had mended their huts.", "a quarter",
         "pupils who had mended their huts"),
        ("Around one-third of keepers were also said to have been at sea.", "one-third",
         "keepers also said to have been at sea"),
        ("More than a quarter of boats (25%) lying in the deepest bay were painted.", "a quarter",
         "boats lying in the deepest bay painted"),
        # A bracket that only gives figures sets nothing off.
        ("Staff support a small number of pupils (22) at risk of exclusion.", "22",
         "pupils at risk of exclusion"),
        ("Twelve boats (9 of them painted) sank.", "Twelve", "boats"),
        # Whom a pronoun names; what might only be done is not done.
        ("Last year we carried out 46 surveys, including some at night.", "46",
         "surveys that we carried out"),
        ("They are training 62 cubs.", "62", "cubs trained"),
        ("They may train 62 cubs.", "62", "cubs"),
        # What something is done for, and who pays for it.
        ("There has been delay for 23 pupils as a result of the storm.", "23",
         "pupils for whom there has been delay as a result of the storm"),
        ("There was a fall from 160 leaks to 12.", "160", "leaks"),
        ("The toll was used to fund two extra tugs.", "two", "extra tugs that the toll was used to "
         "fund"),
        ("Six wardens were trained to mend hulls.", "Six", "wardens trained to mend hulls"),
        ("The harbour has employed two additional wardens.", "two",
         "additional wardens that the harbour has employed"),
        # How many are taken together; a sum or a share of them is none of it.
        ("The board keeps a stock of around 230 oars.", "230", "stock of oars"),
        ("The plan names a yearly local berth need of 2,389 bpa.", "2,389",
         "yearly local berth need"),
        ("The lamps of 14 huts went out.", "14", "huts"),
        ("The secondment of six police sergeants to the role of manager shows care.", "six",
         "secondment of police sergeants"),
        # Ages are not said twice, and what the parser hung on the share narrows its noun.
        ("Approximately 169,296 cubs and crews under the age of 18 years live in Norfolk.",
         "169,296", "cubs and crews under the age of 18 years that live in Norfolk"),
        ("Though it is hard to say, approx. 20-30% of people with a known leak are thought to have "
         "moved.", "20-30%", "people with a known leak thought to have moved"),
        # To the end of what a sum or a bound breaks off.
        ("In spring there were 30 cubs who were placed in a total of 15 huts.", "30",
         "cubs who were placed in huts"),
        # How far something is so; not how a value changed.
        ("The quay is located 40% in Mud Zone 1.", "40%", "quay located in Mud Zone 1"),
        ("The toll was raised 40% in 2012.", "40%", "toll"),
        # Of whom a rate is, behind its value or in front of it.
        ("The leak rate was 8% for boats in dock.", "8%", "leak rate for boats in dock"),
        ("The leak rate was 8% for the third year.", "8%", "leak rate"),
        ("Care has led to a low rate of leaks in old boats, which is 2.8% this year.", "2.8%",
         "rate of leaks in old boats"),
        ("The crew wants to improve the pass rate and looks at this often (currently at 20%).",
         "20%", "pass rate"),
        ("The largest proportion (42%) rowed.", "42%", "those who rowed"),
        ("The share of crews who swim in Ely is 12%. This is lower than England (11.4%).", "11.4%",
         "share of crews who swim in England"),
        ("There were savings from harbour tolls (£2m) last year.", "£2m",
         "savings from harbour tolls"),
        ("A higher proportion of keepers are choosing to stay in huts, at 73%.", "73%",
         "keepers choosing to stay in huts"),
        ("A higher proportion of keepers are rowing to huts, with 9% living at sea.", "9%",
         "keepers living at sea"),
        ("Efficiency savings of £0.3m have been realised in harbour services from staff cuts.",
         "£0.3m", "Efficiency savings realised in harbour services from staff cuts"),
        # Behind a dash or "who", for those whom a relative clause is about, and where it happened.
        ("A high number – 334 (31.6%) – of looked after children live 20 miles from their home.",
         "334", "looked after children who live 20 miles from their home"),
        ("Last year 46 keepers had moved and there were 24 (7%) who were away from their huts.",
         "24", "those away from their huts"),
        ("Wardens liked the fair, which was visited by 50 pupils.", "50",
         "pupils by whom the fair was visited"),
        ("The quay has a dock, which provides 15 berths.", "15", "berths that a dock provides"),
        ("In one instance the chair challenged an agency about its huts.", "one",
         "instance in which the chair challenged an agency about its huts"),
        ("The aim was to achieve a cost reduction of 30%.", "30%", "cost reduction"),
        ("Ely had the most children’s homes (866).", "866", "children’s homes"),
        ("It is plain why 85% of people surveyed report that the tide has an impact on their "
         "work.", "85%", "people surveyed who report that the tide has an impact on their work"),
        ("In three further cases it decided not to row.", "three",
         "cases where it decided not to row"),
        ("Although crew sizes are high, with an average of 110, talks are held on time.", "110",
         "average crew sizes"),
        # Words that a hyphen or a stroke joins.
        ("There are two sub-groups for rowing.", "two", "sub-groups for rowing"),
    ],
)  # fmt: skip
def test_a_subject_takes_in_its_clause(sentence: str, figure: str, subject: str) -> None:
    assert (figure, subject) in subjects(sentence)


@pytest.mark.parametrize(
    ("sentence", "figure", "subject"),
    [
        ("Cash balances in spring were £12.5m (26% of all reserves).", "26%",
         "Cash balances in spring as a share of reserves"),
        ("Lending fell from £9m (4% of income) to £5m (2% of income).", "2%",
         "Lending as a share of income"),
        ("Spending on huts for the year is forecast at £315m, which represents 74% of the approved "
         "budget.", "74%", "Spending on huts for the year as a share of approved budget"),
        ("Spending on huts is £315m, while 74% of the new huts are dry.", "74%",
         "new huts that are dry"),
        ("A share in a bracket of its own (26% of crews) is told.", "26%", "crews"),
        ("The plan includes £19m (13% of 2024-25 approved budget) of new works (£14m harbour "
         "funded, £5m externally funded).", "£5m", "externally funded new works"),
        ("The plan includes £19m (13% of 2024-25 approved budget) of new works.", "13%",
         "new works as a share of approved budget"),
    ],
)  # fmt: skip
def test_a_share_in_a_bracket_is_of_the_figure_before_it(
    sentence: str, figure: str, subject: str
) -> None:
    assert (figure, subject) in subjects(sentence)


def test_items_of_a_list_share_the_verb_before_the_first() -> None:
    found = subjects(
        "Keepers were most likely to regard dry huts (47%), safe bays (44%) and good oars (41%) as "
        "useful parts of a harbour."
    )
    end = "as useful parts of a harbour"
    assert found == [
        ("47%", f"Keepers who regard dry huts {end}"),
        ("44%", f"Keepers who regard safe bays {end}"),
        ("41%", f"Keepers who regard good oars {end}"),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("Pier End",), "Pier End – quay under water"),
        (("40211", "Pier End"), "Pier End – quay under water"),
        (("Works on the pier and",), "Works on the pier – quay under water"),
        (("40211",), "quay under water"),  # a code names nothing
        (("The quay was built in 1900 and is not in use any more.",), "quay under water"),
        (("Quay",), "quay under water"),  # said already
        ((), "quay under water"),
    ],
)
def test_a_sentence_in_a_cell_is_about_its_row(row: tuple[str, ...], said: str) -> None:
    assert under_row("quay under water", row, load_rulebook().words) == said


def test_the_row_of_a_cell_of_sentences_is_read_from_the_table() -> None:
    table = (
        "| Ref | Quay | Length | Remarks |\n|---|---|---|---|\n"
        "| 40211 | Pier End | 12 | The board looked at it. About 12% of the quay is under water in "
        "spring. |\n"
        "| 40212 | Hill Bay | 31 | The board looked at it. About 9% of the quay is under water in "
        "spring. |\n"
        "| 40213 | Low Sands | 22 | The board looked at it. About 7% of the quay is under water in "
        "spring. |\n"
    )
    said = dict(subjects(table))
    assert said["9%"] == "Hill Bay – quay under water in spring"
