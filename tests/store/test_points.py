"""Which of many statements stands for a point, and how they are fetched."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from papers import Paper, Shelf

from extractor.store import points, series
from extractor.store.points import Statement, point


def said(document: str, value: float, **more: Any) -> Statement:
    """A statement that nothing speaks against, printed to the unit, of a meeting of 2018."""
    plain = Statement(
        series_key="key",
        id=f"id-{document}",
        document=document,
        value=value,
        low=value - 0.5,
        high=value + 0.5,
        quote="There were so many.",
        meeting="2018-06-12",
        council="Norfolk",
        committee="Children",
        local=1,
        second_hand=0,
        low_confidence=0,
        unsure=0,
        inexact=0,
        agrees=0,
        contradicts=0,
        step=1.0,
        position=0,
    )
    return plain._replace(**more)


def test_one_figure_in_the_papers_of_many_councils_is_one_point() -> None:
    made = point(
        [
            said(f"{n:03}", 65, council=f"Council {n}", quote="other words" if n == 7 else "same")
            for n in range(400)
        ]
    )
    assert (made["id"], made["statements"], made["documents"]) == ("id-000", 400, 400)
    assert (made["restated"], made["disputed"], made["conflicting"]) == (0, 0, False)
    assert made["echoed"]


def test_the_order_in_which_statements_come_changes_nothing() -> None:
    chance = random.Random(5)
    statements = [
        said(
            f"{n % 9}",
            chance.choice([64, 65, 66]),
            id=f"id-{n}",
            position=n,
            meeting=chance.choice([None, "2018-06-12", "2019-06-11"]),
            council=chance.choice([None, "Norfolk", "Suffolk"]),
            second_hand=chance.choice([0, 1]),
            agrees=chance.choice([0, 1]),
            quote=chance.choice(["one", "two"]),
        )
        for n in range(40)
    ]
    made = point(statements)
    for _ in range(20):
        chance.shuffle(statements)
        assert point(statements) == made


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"second_hand": 0}, {"second_hand": 1}),
        ({}, {"low_confidence": 1, "unsure": 2}),
        ({"meeting": "2019-06-11"}, {"meeting": "2018-06-12"}),
        ({"meeting": "2019-06-11"}, {"meeting": None}),
        ({"unsure": 0}, {"unsure": 1}),
        ({"inexact": 0}, {"inexact": 1}),
        ({"agrees": 1}, {}),
        ({}, {"contradicts": 1}),
        ({"step": 0.1}, {"step": 1.0}),
        ({"position": 3}, {"position": 4}),
    ],
)
def test_the_better_statement_is_shown(better: dict[str, object], worse: dict[str, object]) -> None:
    # The name of the document would decide for the worse.
    one, other = said("b", 65, **better), said("a", 66, **worse)
    assert point([one, other])["id"] == point([other, one])["id"] == "id-b"


@pytest.mark.parametrize(
    ("other", "conflicting"),
    [
        ({}, True),
        ({"unsure": 1, "agrees": 1}, True),
        ({"unsure": 1}, False),
        ({"unsure": 1, "agrees": 1, "contradicts": 1}, False),
        ({"unsure": 2, "low_confidence": 1}, False),
    ],
)
def test_only_a_reading_that_could_be_published_is_another_value_of_the_paper(
    other: dict[str, object], conflicting: bool
) -> None:
    sure = said("a", 1052, agrees=1, unsure=0)
    made = point([sure, said("a", 2, id="id-2", position=1, **other)])
    assert (made["id"], made["conflicting"], made["contested"]) == ("id-a", conflicting, False)


def test_what_came_first_is_kept_where_it_was_restated() -> None:
    made = point([said("b", 70, meeting="2019-06-11"), said("a", 65)])
    assert (made["id"], made["first_id"], made["first_value"]) == ("id-b", "id-a", 65)
    assert (made["restated"], made["disputed"], made["echoed"]) == (1, 0, False)
    assert (made["lowest"], made["highest"]) == (65, 70)


def test_a_paper_is_contested_where_only_the_place_decides() -> None:
    one, other = said("a", 65), said("a", 70, id="id-2", position=1)
    made = point([one, other])
    assert (made["conflicting"], made["contested"], made["documents"]) == (True, True, 1)
    made = point([one, other._replace(agrees=1)])
    assert (made["id"], made["conflicting"], made["contested"]) == ("id-2", True, False)
    made = point([one, other, said("b", 65)])
    assert (made["id"], made["contested"]) == ("id-b", False)


def test_statements_are_read_by_the_index_and_never_sorted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    series.prepare(shelf.db.conn)
    plan = [row[3] for row in shelf.db.execute(f"explain query plan {points._STATEMENTS}")]
    assert [step for step in plan if step.startswith("SCAN") or "B-TREE" in step] == []
    assert any("observations_series" in step for step in plan)


def test_points_of_a_document_made_again_are_those_of_all_made_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    sentence = "On 31 March 2018 there were {} children in care."
    for year, number in ((2018, 690), (2019, 694), (2020, 694)):
        shelf.put(Paper(f"12 June {year}", (sentence.format(number),)), f"{year}.txt")
    db: sqlite3.Connection = shelf.db.conn
    of_papers = shelf.rows("select * from series_points order by series_key")
    assert len(of_papers) == 1
    series.make_all(db)
    assert shelf.rows("select * from series_points order by series_key") == of_papers
