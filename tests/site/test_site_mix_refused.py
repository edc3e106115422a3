"""Where parts cannot be parts of one whole, and with which date a mix begins."""

from __future__ import annotations

from typing import Any

from test_site_targets import MIX, placed

from extractor.site.mix import stacks_of, usual_day
from extractor.site.mix_days import Day, days_of, sound


def share(value: float, kind: str) -> dict[str, Any]:
    return {**placed(value, kind), "unit": "percent"}


def judged(rows: list[dict[str, Any]], numbers: list[dict[str, Any]]) -> Day:
    counts = {day.end: day for day in days_of(numbers, MIX)}
    (day,) = sound(days_of(rows, MIX), MIX, rows[0]["unit"], counts)
    return day


def test_a_mix_whose_parts_come_to_more_than_their_subtotal_is_refused() -> None:
    parts = [share(66, "ifa_foster"), share(17, "in_house_foster")]
    day = judged([*parts, share(69, "foster_total")], [])
    assert "come to 83%" in day.refused
    assert "(all kinds) to 69%" in day.refused
    (_, bar), *_ = stacks_of([day], MIX, "percent")
    assert (bar.parts, bar.gap) == ((), None), "nothing is worked out of it"
    assert judged([*parts, share(82, "foster_total")], []).refused == "", "rounded"
    counts = [placed(66, "ifa_foster"), placed(17, "in_house_foster"), placed(69, "foster_total")]
    assert judged(counts, []).refused != ""


def test_a_share_that_is_not_that_of_the_numbers_of_its_date_is_refused() -> None:
    numbers = [placed(33, "childrens_home"), placed(1_000, "", "total")]
    day = judged([share(58, "childrens_home")], numbers)
    assert day.refused == "children's homes 58%, but 33 of 1,000"
    assert judged([share(3, "childrens_home")], numbers).refused == ""
    assert judged([share(58, "childrens_home")], numbers[:1]).refused == "", (
        "no total to hold it to"
    )


def test_a_mix_begins_with_the_latest_date_that_can_be_drawn_and_a_total_if_that_is_near() -> None:
    whole = placed(265, "", "total")
    march = Day("2024-03-31", {}, whole)
    april, later = Day("2024-04-30", {}, None), Day("2025-04-30", {}, None)
    assert usual_day([march, april], "count") is march
    assert usual_day([march, april], "percent") is april
    assert usual_day([march, later], "count") is later
    refused = Day("2024-05-31", {}, whole, refused="no")
    assert usual_day([march, refused], "count") is march
    assert usual_day([refused], "count") is None
