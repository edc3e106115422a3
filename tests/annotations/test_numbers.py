"""Numbers of a text: what they are worth, in what unit, with what qualifier."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.annotations.every_number import find_numbers
from extractor.annotations.model import Number
from extractor.annotations.numbers.words import word_value


def numbers(text: str) -> list[Number]:
    return find_numbers(text)


def figures(text: str) -> list[tuple[object, ...]]:
    """(text, value, unit) of the candidates."""
    return [(n.text, n.value, n.unit) for n in numbers(text) if n.excluded is None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,409 children were in care", [("1,409", 1409, None)]),
        ("62 100 children live here", [("62 100", 62100, None)]),
        ("1 000 of them, and | 50 000", [("1 000", 1000, None), ("50 000", 50_000, None)]),
        ("62\u2009100 live here", [("62\u2009100", 62100, None)]),
        ("1\u00a0204 live here", [("1\u00a0204", 1204, None)]),
        ("Supported lodgings 12  104  9", [("12", 12, None), ("104", 104, None), ("9", 9, None)]),
        ("9.9%are and 60per cent", [("9.9%", 9.9, "percent"), ("60per cent", 60, "percent")]),
        ("85 % were seen, 253children were not", [("85 %", 85, "percent"), ("253", 253, None)]),
        ("46% (n=178) live here", [("46%", 46, "percent"), ("178", 178, None)]),
        ("by £1.2m, £650k, £2.3 million or £0.9 bn", [
            ("£1.2m", 1_200_000, "currency_gbp"), ("£650k", 650_000, "currency_gbp"),
            ("£2.3 million", 2_300_000, "currency_gbp"), ("£0.9 bn", 900_000_000, "currency_gbp"),
        ]),
        ("a £(0.3)m underspend and -£9.9m (- £0.5m)", [
            ("£(0.3)m", -300_000, "currency_gbp"), ("-£9.9m", -9_900_000, "currency_gbp"),
            ("£0.5m", -500_000, "currency_gbp"),
        ]),
        ("Home care - £0.5m", [("£0.5m", 500_000, "currency_gbp")]),
        ("2.1pp up, 0.4 percentage points down", [
            ("2.1pp", 2.1, "percentage_points"),
            ("0.4 percentage points", 0.4, "percentage_points"),
        ]),
        ("by half a percentage point, to 94.5%", [
            ("half a percentage point", 0.5, "percentage_points"), ("94.5%", 94.5, "percent"),
        ]),
        ("At 29% it is five points higher", [
            ("29%", 29, "percent"), ("five", 5, "percentage_points"),
        ]),
        ("54 per 10,000 here, 60 children per 10,000 there", [
            ("54", 54, "rate_per_10000"), ("60", 60, "rate_per_10000"),
        ]),
        ("3.1 per 1,000 and 412 per 100,000", [
            ("3.1", 3.1, "rate_per_1000"), ("412", 412, "rate_per_100000"),
        ]),
        ("11.4 FTE against 26 FTE", [("11.4", 11.4, "fte"), ("26", 26, "fte")]),
        ("the average is 389 days", [("389", 389, "days")]),
        ("an average of four weeks", [("four", 4, "weeks")]),
        ("an average score of 14.2", [("14.2", 14.2, "score")]),
        ("€1.2m, $650k and US$4 million", [
            ("€1.2m", 1_200_000, "currency_eur"), ("$650k", 650_000, "currency_usd"),
            ("$4 million", 4_000_000, "currency_usd"),
        ]),
        ("1'204 or 1\u2005204 or １２ live here; 4·2% left", [
            ("1'204", 1204, None), ("1\u2005204", 1204, None), ("１２", 12, None),
            ("4·2%", 4.2, "percent"),
        ]),
        ("54.2 (95% CI 51.1 to 57.3) per 10,000", [("54.2", 54.2, "rate_per_10000")]),
        ("9 out of 10 carers agreed, 8 out of 14 came", [
            ("9 out of 10", 90, "percent"), ("8", 8, None),
        ]),
        ("a ratio of 1:12, and £nil in cash", [("1:12", 12, "ratio"), ("£nil", 0, "currency_gbp")]),
    ],
)  # fmt: skip
def test_digits_and_their_units(text: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Around a third of our children", [("a third", 33.3, "percent")]),
        ("Three quarters are boys", [("Three quarters", 75, "percent")]),
        ("two-thirds take longer", [("two-thirds", 66.7, "percent")]),
        ("just over half of them", [("half", 50, "percent")]),
        ("Seven in every ten children", [("Seven in every ten", 70, "percent")]),
        ("Around two in five (41%)", [("two in five", 40, "percent"), ("41%", 41, "percent")]),
        ("Five were missing; none came to harm", [("Five", 5, None), ("none", 0, None)]),
        ("one in five pupils, nine out of ten carers", [
            ("one in five", 20, "percent"), ("nine out of ten", 90, "percent"),
        ]),
        ("Eight out of twenty-three pupils", [("Eight", 8, None)]),
        ("Twenty-five homes and two hundred and forty-one places", [
            ("Twenty-five", 25, None), ("two hundred and forty-one", 241, None),
        ]),
        ("Sixty per cent agreed", [("Sixty per cent", 60, "percent")]),
        ("ﬁfty-two children were placed", [("ﬁfty-two", 52, None)]),
        ("None of the children had moved", [("None", 0, None)]),
        ("No children were excluded", [("No", 0, None)]),
        ("a dozen carers left", [("a dozen", 12, None)]),
        ("Agency use has halved", [("halved", 50, "percent")]),
        ("Referrals doubled", [("doubled", 100, "percent")]),
        ("three times as many referrals", [("three times", 3, "ratio")]),
        ("Two homes were good and three were not", [("Two", 2, None), ("three", 3, None)]),
        ("388 children, two more than before", [("388", 388, None), ("two", 2, None)]),
        ("an increase from five at the end of the quarter", [("five", 5, None)]),
        ("Three well-attended reward events took place", [("Three", 3, None)]),
        ("Both were placed in secure homes", [("Both", 2, None)]),
    ],
)  # fmt: skip
def test_words(text: str, expected: list[tuple[object, ...]]) -> None:
    assert figures(text) == expected
    assert all(n.worded for n in numbers(text) if n.text.isalpha())


@pytest.mark.parametrize(
    "text",
    [
        "There are no significant implications",
        "No comments were received",
        "one of the most vulnerable groups",
        "helping one another",
        "at one point they had one-to-one support",
        "the three priorities and two main themes",
        "a third party, in the first half of the year",
        "a sense of second nature at half-term",
        "Four Oaks Bowling Club",
    ],
)
def test_number_words_that_count_nothing(text: str) -> None:
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("717 children", "exact"),
        ("about 40 children", "approximately"),
        ("around 5%", "approximately"),
        ("~5%", "approximately"),
        ("concerns about 12 children", "exact"),
        ("at least 12 homes", "at_least"),
        ("12 homes or more", "exact"),
        ("40 or more placements", "at_least"),
        ("more than 12 homes", "more_than"),
        ("consistently above 80%", "more_than"),
        ("above the 95% target", "exact"),
        (">12%", "more_than"),
        ("just over half of them", "more_than"),
        ("up to 60 placements", "at_most"),
        ("rose from 12% up to 15%", "exact"),
        ("60% or fewer", "at_most"),
        ("fewer than five children", "less_than"),
        ("(<3%)", "less_than"),
        ("nearly three quarters of them", "less_than"),
        ("about  12 homes", "approximately"),
    ],
)
def test_qualifiers(text: str, qualifier: str) -> None:
    assert [n.qualifier for n in numbers(text) if n.excluded is None][-1] == qualifier


@pytest.mark.parametrize(
    ("text", "figure", "low", "high"),
    [
        ("an average of 5-9% over time", "5-9%", 5, 9),
        ("between 20 and 25 children", "20 and 25", 20, 25),
        ("from 3 to 5% of them, between 5 and 10%", "5 and 10%", 5, 10),
        ("between 5% and 10% of revenue", "5% and 10%", 5, 10),
        ("12 – 15 children a week", "12 – 15", 12, 15),
        ("17.4 (target 15-18)", "15-18", 15, 18),
        ("£5-6m a year", "£5-6m", 5_000_000, 6_000_000),
        ("£1.2m-£1.4m", "£1.2m-£1.4m", 1_200_000, 1_400_000),
        ("£1.2-1.4m", "£1.2-1.4m", 1_200_000, 1_400_000),
        ("£1m to £2m", "£1m to £2m", 1_000_000, 2_000_000),
        ("€1m-€2m", "€1m-€2m", 1_000_000, 2_000_000),
        ("it took 5 to 10 days", "5 to 10", 5, 10),
        ("staying only two to three days", "two to three", 2, 3),
        ("a caseload of 12-15 FTE", "12-15", 12, 15),
        ("50 to 60 per 10,000", "50 to 60", 50, 60),
        ("between a fifth and a quarter of them", "a fifth and a quarter", 20, 25),
        ("between half and two thirds of carers", "half and two thirds", 50, 66.7),
        ("at least 12 and perhaps up to 15 families", "12 and perhaps up to 15", 12, 15),
        (
            "no fewer than four, but possibly as many as nine, homes",
            "four, but possibly as many as nine",
            4,
            9,
        ),
    ],
)
def test_ranges(text: str, figure: str, low: float, high: float) -> None:
    found = [n for n in numbers(text) if n.value_max is not None]
    assert [(n.text, n.value, n.value_max, n.qualifier) for n in found] == [
        (figure, low, high, "between")
    ]


def test_a_change_from_one_to_another_is_no_range() -> None:
    for text in (
        "went from 642 to 717", "fell from 90% to 86%", "rose by 12 to 240", "from 3 to 5 weeks",
        "up from £1m to £2m",
    ):  # fmt: skip
        assert [n.value_max for n in numbers(text)] == [None, None]


def test_a_least_and_a_most_of_different_things_are_no_range() -> None:
    for text in ("at least 3 of the 9 and up to 12 others", "at least 4 homes and up to 20 places"):
        assert all(n.value_max is None for n in numbers(text))


def test_a_part_of_a_year_begins_no_range_of_shares() -> None:
    assert all(n.value_max is None for n in numbers("between a quarter and two weeks"))


def test_a_number_and_its_share_are_two() -> None:
    assert [(n.value, n.unit) for n in numbers("Total 412 100%")] == [
        (412, None), (100, "percent"),
    ]  # fmt: skip
    assert [n.value for n in numbers("they made 4 120 visits")] == [4120]


def test_signs_say_that_a_share_changed_but_not_money() -> None:
    assert [n.direction for n in numbers("+2.1 -3% +£1.2m")] == ["increase", "decrease", None]


def test_damaged_print_is_read() -> None:
    assert figures("l0.5% of children") == [("l0.5%", 10.5, "percent")]
    assert figures("The rate was 38 .4 per 10,000.") == [("38 .4", 38.4, "rate_per_10000")]
    assert figures("5I2 children") == [("5I2", 512, None)]
    assert figures("1 1.7% of the children") == [("1 1.7%", 11.7, "percent")]


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}"]), st.sampled_from(["£", "", "+"]))
def test_integers_read_back(value: int, form: str, sign: str) -> None:
    text = f"It came to {sign}{form.format(value)} in all"
    [number] = numbers(text)
    assert number.value == value
    assert number.text == f"{sign}{form.format(value)}" or number.excluded == "year"


@given(
    st.decimals(0, 10**6, places=2),
    st.sampled_from([("", 1), ("k", 1e3), ("m", 1e6), (" million", 1e6)]),
)
def test_money_reads_back(value: object, multiple: tuple[str, float]) -> None:
    [number] = numbers(f"a cost of £{value:,}{multiple[0]} net")
    assert number.value == pytest.approx(float(str(value)) * multiple[1])
    assert number.unit == "currency_gbp"


@given(st.decimals(-100, 100, places=1))
def test_shares_read_back(value: object) -> None:
    [number] = numbers(f"it was {value}% there")
    assert number.value == float(str(value))
    assert number.unit == "percent"


@given(st.integers(1, 999_999))
def test_worded_cardinals_read_back(value: int) -> None:
    assert word_value(_in_words(value)) == value


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    _offsets_hold(text)


@given(
    st.lists(
        st.sampled_from(
            ["12", "3.5%", "£1.2m", "aged", "-", "to", "(", ")", "one", "in", "five", "of", "31",
             "March", "2019", "/", "20", "a", "third", "no", "children", "  ", "per", "10,000",
             "within", "days", "²", "½", "\n", "Section", "more", "than", ".", "Four", "Oaks"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_row_of_number_like_words_can_be_read(parts: list[str]) -> None:
    _offsets_hold(" ".join(parts))


def _offsets_hold(text: str) -> None:
    found = numbers(text)
    assert all(text[n.start : n.end] == n.text and n.text.strip() for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_every_digit_of_a_text_is_in_some_number() -> None:
    text = "On 3 May 2019 (item 7, page 12) 40% of 31 children aged 5-9 moved 2 times in 18 days."
    covered = {i for n in numbers(text) for i in range(n.start, n.end)}
    assert all(i in covered for i, char in enumerate(text) if char.isdigit())


def test_the_number_of_a_quarter_begins_no_range() -> None:
    found = [n for n in numbers("from 29% in Quarter 1 to 58% in Quarter 4") if n.unit == "percent"]
    assert [(n.value, n.value_max) for n in found] == [(29, None), (58, None)]


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen"
)
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety"


def _in_words(value: int) -> str:
    ones = _ONES.split()
    tens = _TENS.split()
    if value < 20:
        return ones[value]
    if value < 100:
        return tens[value // 10] + (f"-{ones[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" and {_in_words(value % 100)}" if value % 100 else ""
        return f"{ones[value // 100]} hundred{rest}"
    rest = ""
    if value % 1000:
        rest = (" and " if value % 1000 < 100 else " ") + _in_words(value % 1000)
    return f"{_in_words(value // 1000)} thousand{rest}"
