"""Numbers that are not statistics, each excluded for a reason."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.annotations.every_number import find_numbers, fold, plain
from extractor.annotations.exclusions.exclude import EXCLUSIONS
from extractor.annotations.exclusions.patterns import Exclusion


def reasons(text: str) -> dict[str, str | None]:
    return {n.text: n.excluded for n in find_numbers(text)}


def kept(text: str) -> list[str]:
    return [n.text for n in find_numbers(text) if n.excluded is None]


@pytest.mark.parametrize("exclusion", EXCLUSIONS, ids=lambda exclusion: exclusion.example)
def test_every_refusal_refuses_what_its_example_marks_and_nothing_else(
    exclusion: Exclusion,
) -> None:
    text = exclusion.example.replace("«", "").replace("»", "")
    marked, at = [], 0
    for part in re.split("([«»])", exclusion.example):
        if part == "«":
            marked.append(at)
        elif part != "»":
            at += len(part)
    found = find_numbers(text)
    excluded = [n for n in found if n.excluded is not None]
    assert [n.start for n in excluded] == marked
    assert exclusion.reason in {n.excluded for n in excluded}


@pytest.mark.parametrize("exclusion", EXCLUSIONS, ids=lambda exclusion: exclusion.example)
@settings(
    max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(data=st.data())
def test_a_refusal_is_hinted_at_wherever_it_matches(
    exclusion: Exclusion, data: st.DataObject
) -> None:
    text = data.draw(st.from_regex(re.compile(exclusion.pattern.pattern)))
    read = plain(text) if exclusion.cased else fold(text)
    if exclusion.pattern.search(read) is None:  # folding changed a sign
        return
    assert not exclusion.cues or any(cue in fold(text) for cue in exclusion.cues)
    assert exclusion.hint is None or exclusion.hint.search(read) is not None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("At 31 March 2020 there were 717 children", ["717"]),
        ("There are 2000+ care leavers; in 2000 there were 12", ["2000", "12"]),
        ("At Key Stage 2, 11 of the 29 passed", ["11"]),
        ("At Key Stages 2, 3 and 4", []),
        ("At Key Stages 2 and 4 of the new curriculum", []),
        (
            "above it (83%) for five quarters in a row; three quarters of 40 left",
            ["83%", "three quarters", "40"],
        ),
        ("In March 61 children were placed", ["61"]),
        ("12 may need support by 3 May", ["12"]),
        ("In 2009, 2010 and 2011 there were 431, 489 and 512 pupils", ["431", "489", "512"]),
        ("Indicator 23/24 24/25 55% 57%", ["55%", "57%"]),
        ("54% of those aged 17-21, against 30% 12 months ago", ["54%", "30%"]),
        ("86 post 16 year olds lived alone", ["86"]),
        ("Reasons: returned home 38, turned 18 45, adoption 11", ["38", "45", "11"]),
        ("By age, 18 were under one, 52 were one to four, 77 five to nine", ["18", "52", "77"]),
        ("Care Order 189; Section 20 61; Remand 2", ["189", "61", "2"]),
        ("32 (9.4%) had three or more moves in the last twelve months", ["32", "9.4%"]),
        ("31% live 20 plus miles from home, 58% within ten miles", ["31%", "58%"]),
        ("69% were settled for 2.5 years or more", ["69%"]),
        ("All but six of the 54 reviews were on time", ["six"]),
        ("Of the 431 children, 96 (22.3%) were aged 16 or 17", ["431", "96", "22.3%"]),
        ("None of the 23 leavers had been in care before", ["None", "23"]),
        ("the (19/291) that were late", ["19"]),
        ("14.3% of our Year 11s gained 5+ A*-C", ["14.3%"]),
        ("Fenby is 43rd of 152 authorities", []),
        ("CLA03 % of children with 3+ placements 10.2% <10%", ["10.2%", "10%"]),
        ("0 50 100 150 200 250", []),
        ("Covid-19, 24/7, Catch22 and K2 homes", []),
        ("The Act of 1989, Regulation 44 and Part 2 of Schedule 12A", []),
        ("The Panel meets at 10.30am; call 01632 960001", []),
        ("Stage 2 ended: 25 adopters were left at Stage 1", ["25"]),
        ("Outcome 2: 40% of leavers are in work", ["40%"]),
        ("seen within 28 days (64%)", ["64%"]),
        ("a threshold of 426 days", ["426"]),
        ("It is not the case that 30% moved; it was 10%", ["10%"]),
        ("cost in £000s 1,204", ["1,204"]),
        ("11 (out of 14) visits were on time", ["11"]),
        ("Under 1: 12; 1-4: 45; 5-9: 77; 16+: 90", ["12", "45", "77", "90"]),
        ("12 aged 18 and 19, 14 aged 20-21, and 3 aged over 21", ["12", "14", "3"]),
        ("in care for two and a half years or more: 70%", ["70%"]),
        ("Out of 45 leavers aged 19, 20 and 21, 27 (60%) were in work", ["45", "27", "60%"]),
        ("five (5) children, c.30 carers", ["five", "30"]),
        ("Fenby 30.00 31.00 32.00 33.00 37.00", ["30.00", "31.00", "32.00", "33.00", "37.00"]),
        ("Homes 265 273 281 289 297", ["265", "273", "281", "289", "297"]),
        ("100% 90% 80% 70% 60% Apr May", []),
        ("12 pupils in Key Stage 3 who left; out of the 44 children, 9 stayed", ["12", "44", "9"]),
        ("60 plus 12 more children", ["60", "12"]),
        ("Quarter 3, saw 2,786 contacts, of which 512 led to a visit", ["2,786", "512"]),
        ("Quarter 3, 2,786 contacts came in", ["2,786"]),
        ("April 24, 512 children were in care", ["512"]),
        ("By April 24, 512 children were in care", ["512"]),
        ("In April 24, in May 30 and in June 28 children", ["24", "30", "28"]),
        ("Fenby is 12, up from 9. England is 20 and the region 31", ["12", "9", "20", "31"]),
        ("Boy, 17, missing 8 times", []),
        ("Joe is 17 years old, and has had 4 homes", []),
        ("Joe, 17, moved 4 times. 31 others did not", ["31"]),
        ("an 18-plus service for 45 young people", ["45"]),
        ("45 Year 11 children sat an examination", ["45"]),
        ("3% had 10-plus moves in a 26-week limit", ["3%"]),
        ("over 10,000 children, and over 16 were adopted", ["10,000"]),
        ("Tier 4 child and adolescent services, 3 girls; 12 pupils in Key Stage 3", ["3", "12"]),
        ("30.4% of year 6 children; in year 6 children left", ["30.4%", "6"]),
        ("LCI: 95% lower confidence interval", []),
        ("the 16 to 18 social work teams and 12 adopters", ["12"]),
        ("12 adopters were in the top 10%, or the 20% most deprived areas", ["12"]),
        ("a plan lasts a period of between six and 15 months", ["six and 15"]),
        ("a plan starts between six and 15 months later", []),
        ("Cost (£'000) 412, cost £000s 31", ["412", "31"]),
        ("fenby.gov.uk/data/412 and 10.1136/bmj.f123 say 9%", ["9%"]),
        ("BMJ 2014; 28: 86-88 found 9%", ["9%"]),
        ("Arch Dis Child 2010; 95(3): 412-418", []),
        ("54.2 (95% CI 51.1–57.3); 60 (95% confidence interval: 55 to 65)", ["54.2", "60"]),
    ],
)
def test_what_is_left(text: str, figures: list[str]) -> None:
    assert kept(text) == figures


def test_reasons_are_plain_words() -> None:
    text = "By 3 May 2019, 12 aged 16-17 (Section 20) were seen within 28 days at 2pm, see Table 4"
    assert reasons(text) == {
        "3": "date",
        "2019": "date",
        "12": None,
        "16": "age",
        "17": "age",
        "20": "law",
        "28": "threshold",
        "2": "time",
        "4": "reference",
    }


def test_a_year_is_one_unless_people_stand_behind_it() -> None:
    assert kept("we supported 2015 children") == ["2015"]
    assert kept("in 2015 children were moved") == []


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Summary 1 Boats and Piers 2 Tides 3 The Quay 4 Reserves 5", []),
        ("Albion 1 Beeston 2 Carr 4 Dene 7 Elm 9", ["1", "2", "4", "7", "9"]),
        ("Albion 1 Beeston 2 Carr 3", ["1", "2", "3"]),
        ("On the ground floor 15 boats are kept", ["15"]),
        ("Under the policy 12 boats were sold", ["12"]),
        ("Policy 7.1 of the plan lets 12 boats in", ["12"]),
        ("Site 12,500 visits", ["12,500"]),
        ("The people in 40 sheds and 50 boats", ["40", "50"]),
        ("It rose to 125(a) in May", ["125"]),
        ("There were n = 12: four boats", ["12"]),
        ("12 Mill Hill residents", ["12"]),
    ],
)
def test_what_looks_like_a_name_and_counts_is_kept(text: str, figures: list[str]) -> None:
    assert [n for n in kept(text) if n != "four"] == figures


@pytest.mark.parametrize(
    "text",
    [
        "It took 37 weeks, against the «26»-week limit.",
        "At 140 days it is 19 days longer than the national «121» day threshold.",
        "At 230 days matching exceeds the «121» day target.",
    ],
)
def test_a_limit_of_time_that_a_length_is_held_against_is_a_figure(text: str) -> None:
    marked = re.findall("«(.*?)»", text)
    assert set(marked) <= set(kept(text.replace("«", "").replace("»", "")))


@pytest.mark.parametrize(
    "text",
    [
        "84% were completed within the «45» working day target.",
        "They lasted 41 days and 80% met the «45» day standard.",
        "It took 37 weeks. Others keep to the «26» week limit.",
        "Against the «26» week limit 12 cases were late.",
    ],
)
def test_a_limit_of_time_that_only_says_what_a_figure_is_of_is_none(text: str) -> None:
    marked = re.findall("«(.*?)»", text)
    assert set(marked).isdisjoint(kept(text.replace("«", "").replace("»", "")))


@pytest.mark.parametrize(
    "text",
    [
        "It is shown on page 2 and 14 complaints were received.",
        "We met in room 2 and 14 members attended.",
    ],
)
def test_what_is_counted_behind_a_reference_is_no_reference(text: str) -> None:
    assert "14" in kept(text)


def test_the_second_of_two_pages_is_a_reference() -> None:
    numbers = find_numbers("It is shown on pages 2 and 14 of the report.")
    assert all(number.excluded for number in numbers)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # The rest of an address on the web, a street behind a postcode, a citation.
        ("see tbm/1/page-options/4 and 12 huts", ["12"]),
        ("There are 4/5/6 boats", ["4", "5", "6"]),
        ("Huts Mall SE1 6TE 28 Fen Square London", []),
        ("In SE1 6TE 28 boats leaked", ["28"]),
        ("BMC Ponds, 8(1), 70.", []),
        # Sites named by their codes, parts named by their numbers, the number of a paragraph.
        ("Sites 40382 (LP39.03), 40446 (LP39.10) and 12 huts", ["12"]),
        ("Of 40382 (39%) boats", ["40382", "39%"]),
        ("the sites LP39.07 (40115) and LP40.02 (40351 and 40276)", []),
        ("bids to waves 13 and 14 were lost", []),
        ("There were 3 models, 2 and 5 of which were sold", ["3", "2", "5"]),
        ("along the Cycle Super Highway 7", []),
        ("in need of huts (recommendation 6) 115.", []),
        ("The number of boats (in Ely) was 115.", ["115"]),
        ("49.PAs help crews", []),
        ("4G masts on 12 huts, at 2 1/2 hours a day", ["12"]),
        ("(95% CIs: 195.4 to 197.7) of 12 huts", ["12"]),
        ("4 g of salt", ["4"]),
    ],
)
def test_numbers_that_only_name_something_are_no_statistics(text: str, figures: list[str]) -> None:
    assert [n.text for n in find_numbers(text) if n.excluded is None] == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("1 boat 2 boats 3 boats 4+ boats Moored Sold", []),
        ("There were 2 boats, 3 boats and 9 boats in the bays", ["2", "3", "9"]),
        ("1 boat, 2 boats, 3 boats", []),
        ("0% 50% 100% Moored before noon", []),
        ("25% 50% 75% of the boats", ["25%", "50%", "75%"]),
        ("Moored 2-3 times a week 41%", ["41%"]),
        ("The yard gives 5-10 hours a week of help to 12 crews", ["5-10", "12"]),
        ("19, Mill Pond Court", []),
        ("19 went to the Mill Pond Court", ["19"]),
        ("In Fenby, 34 (8%) of boats leak", ["34", "8%"]),
        ("Ponds, 38, 55-64, doi: 10.1016/j.pond.2015.02.009", []),
        ("Boys 5: Girls 7", ["5", "7"]),
    ],
)
def test_labels_notes_and_addresses_are_no_figures(text: str, figures: list[str]) -> None:
    assert kept(text) == figures
