"""A level and its change in one sentence, whatever is between them."""

from __future__ import annotations

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()
HEAD = "Larkmoor Borough Council\nFinance Report 2023/24\n\n"


def read(sentence: str) -> list[Observation]:
    return list(read_text(HEAD + sentence + "\n", RULEBOOK).observations)


@pytest.mark.parametrize(
    "change",
    [
        " – a rise of 5%", " - a rise of 5%", " — a rise of 5%", "—a rise of 5%",
        " – an increase of 5%", " – a planned rise of 5%", " – which is a rise of 5%",
        " – a 5% rise", " – up 5%", " – growth of 5%", ", a rise of 5%", " (a rise of 5%)",
        ": a rise of 5%", " and rose by 5%", " – 5% more than in 2022/23",
    ],
)  # fmt: skip
def test_money_and_its_rise(change: str) -> None:
    level, rise = read(f"The fostering budget for 2023/24 was £1.2m{change}.")
    assert (level.value, level.kind, level.direction) == (1_200_000, "actual", None)
    assert (rise.value, rise.kind, rise.direction) == (5, "change", "increase")
    assert level.measure == rise.measure == "budget"


@pytest.mark.parametrize(
    "change",
    [" — a reduction of £50,000", " – a fall of £50,000", ", down £50,000 on 2022/23",
     ": a drop of £50,000"],
)  # fmt: skip
def test_money_and_its_fall_in_money(change: str) -> None:
    level, fall = read(f"The fostering budget for 2023/24 was £1.2m{change}.")
    assert (level.value, level.kind) == (1_200_000, "actual")
    assert (fall.value, fall.unit, fall.kind) == (50_000, "currency_gbp", "change")
    assert fall.direction == "decrease"


@pytest.mark.parametrize(
    "sentence",
    [
        "At 31 March 2024 there were 412 children in care – a fall of 14.",
        "At 31 March 2024 there were 412 children in care – 14 fewer than in March 2023.",
        "At 31 March 2024 there were 412 children in care, a reduction of 14.",
    ],
)
def test_a_count_and_its_fall(sentence: str) -> None:
    level, fall = read(sentence)
    assert (level.value, level.kind, level.measure) == (412, "actual", "cla_total")
    assert (fall.value, fall.kind, fall.direction) == (14, "change", "decrease")


def test_how_much_longer_something_took_is_not_how_long() -> None:
    found = read(
        "In 2012/13 it took 87 days longer for children in care to be placed with their adopters "
        "than the national average."
    )
    assert [o.measure for o in found if o.value == 87] == [None]


def test_a_rise_on_the_budget_for_the_year_before_is_of_the_year_after() -> None:
    found = read(
        "The net revenue budget for 2025-26 is £1,529.7m, an increase of £100.2m on the approved "
        "budget for 2024-25."
    )
    assert [str(o.period_end) for o in found] == ["2026-03-31", "2026-03-31"]
