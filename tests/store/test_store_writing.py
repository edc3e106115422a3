"""Documents in, series out: what two papers say about the same thing is counted once."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from papers import Paper, Shelf, contents

from extractor.errors import StoreError
from extractor.reports.model import Header, Report, Stated
from extractor.store.records import report_row

FIRST = Paper("12 June 2018", ("There were 690 children in care on 31 March 2018.",))
SECOND = Paper(
    "11 June 2019",
    (
        "There were 717 children in care on 31 March 2019, against a target of 700.",
        "On 31 March 2018 there were 694 children in care.",
        "On 31 March 2019, 51% lived out of county.",
    ),
)
ROUNDED = Paper("10 June 2020", ("On 31 March 2019, 50.8% lived out of county.",))
PACK = Paper("11 June 2019", SECOND.sentences, foot="Printed for the public reports pack")


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_the_latest_meeting_wins_and_a_correction_of_the_past_is_counted(shelf: Shelf) -> None:
    shelf.put(FIRST, "2018.txt")
    shelf.put(SECOND, "2019.txt")
    assert shelf.rows(
        """select period_end, value, restated, documents, meeting_date from series
        where measure = 'cla_total' order by period_end"""
    ) == [
        ("2018-03-31", 694.0, 1, 2, "2019-06-11"),
        ("2019-03-31", 717.0, 0, 1, "2019-06-11"),
    ]
    assert shelf.rows("select stated_value, latest_value, difference from restatements") == [
        (690.0, 694.0, 4.0)
    ]
    assert shelf.rows("select value from as_first_published where period_end = '2018-03-31'") == [
        (690.0,)
    ]
    assert shelf.rows("select period_end from latest_observations where measure = 'cla_total'") == [
        ("2019-03-31",)
    ]


def test_another_rounding_is_no_restatement(shelf: Shelf) -> None:
    shelf.put(SECOND, "2019.txt")
    shelf.put(ROUNDED, "2020.txt")
    assert shelf.rows(
        "select value, restated, documents from series where measure = 'cla_distance'"
    ) == [(50.8, 0, 2)]
    assert shelf.rows("select * from restatements") == []


@pytest.mark.parametrize(
    ("earlier", "differs"),
    [
        ("more than 50%", False),
        ("less than 51%", False),
        ("about half", False),
        ("more than 52%", True),
        ("less than 50%", True),
        ("50.4%", True),
        ("51%", False),
    ],
)
def test_a_bound_is_restated_only_where_it_cannot_be_true(
    shelf: Shelf, earlier: str, differs: bool
) -> None:
    said = f"On 31 March 2019, {earlier} lived out of county."
    shelf.put(Paper("11 June 2019", (said,)), "2019.txt")
    shelf.put(ROUNDED, "2020.txt")
    assert shelf.rows("select value, restated from series") == [(50.8, int(differs))]
    assert shelf.rows("select count(*) from restatements") == [(int(differs),)]


def test_another_council_does_not_restate_but_says_otherwise(shelf: Shelf) -> None:
    said = "On 31 March 2018 there were 650 children in care in Norfolk."
    shelf.put(FIRST, "2018.txt")
    shelf.put(Paper("11 June 2019", (said,), council="Suffolk County Council"), "2019.txt")
    assert shelf.rows("select value, restated, documents, area_level from series") == [
        (650.0, 0, 2, "local")
    ]
    assert shelf.rows("select * from restatements") == []
    assert shelf.rows("select other_source, other_value, difference from other_sources") == [
        ("Norfolk County Council", 690.0, 40.0)
    ]


def test_a_paper_that_contradicts_itself_makes_no_point_until_another_decides(
    shelf: Shelf,
) -> None:
    contrary = Paper(
        "12 June 2018",
        (
            "There were 690 children in care on 31 March 2018.",
            "On 31 March 2018 there were 660 children in care.",
        ),
    )
    shelf.put(contrary, "2018.txt")
    assert shelf.rows("select count(*) from series") == [(0,)]
    assert shelf.rows("select value from contested order by value") == [(660.0,), (690.0,)]
    later = Paper("11 June 2019", ("There were 690 children in care on 31 March 2018.",))
    shelf.put(later, "2019.txt")
    assert shelf.rows("select value, restated from series") == [(690.0, 0)]
    assert shelf.rows("select * from contested") == []


def test_the_same_words_twice_speak_for_a_value_no_more_than_once(shelf: Shelf) -> None:
    said = "There were 690 children in care on 31 March 2018."
    twice = Paper("6 June 2018", (said, said, "There were 660 children in care on 31 March 2018."))
    shelf.put(twice, "2018.txt")
    assert shelf.rows("select count(*) from series") == [(0,)]
    shelf.writer.remove(shelf.rows("select id from documents")[0][0])
    other = "On 31 March 2018 there were 690 children in care."
    shelf.put(Paper("6 June 2018", (said, other, twice.sentences[2])), "2018.txt")
    assert shelf.rows("select value, conflicting from series") == [(690.0, 1)]


def test_a_target_is_no_point_of_the_series_but_stands_beside_the_actual(shelf: Shelf) -> None:
    shelf.put(SECOND, "2019.txt")
    assert shelf.rows("select count(*) from series where value = 700") == [(0,)]
    assert shelf.rows("select actual, target, result from targets_vs_actuals") == [
        (717.0, 700.0, "not met")
    ]


def test_the_same_report_in_two_documents_is_linked_and_counted_once(shelf: Shelf) -> None:
    single, pack = shelf.put(SECOND, "report.txt"), shelf.put(PACK, "pack.txt")
    first, second = sorted([single, pack])
    assert shelf.rows(
        "select count(*), count(duplicate_of) from observations where document_id = ?", second
    ) == [(4, 4)]
    assert shelf.rows("select sum(documents), max(statements) from series") == [(3, 1)]
    assert shelf.rows(
        "select duplicate_of_document from reports where document_id = ?", second
    ) == [(first,)]
    shelf.writer.remove(first)
    assert shelf.rows("select count(duplicate_of) from observations") == [(0,)]
    assert shelf.rows("select distinct document_id from series") == [(second,)]


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    papers = {"a.txt": FIRST, "b.txt": SECOND, "c.txt": ROUNDED, "d.txt": PACK}
    results = []
    for number, order in enumerate(itertools.permutations(papers)):
        if number % 5:
            continue
        folder = tmp_path / str(number)
        folder.mkdir()
        shelf = Shelf(folder)
        for name in order:
            shelf.put(papers[name], name)
        results.append(contents(shelf.db))
    assert all(result == results[0] for result in results)


def test_reading_again_changes_nothing_and_leaves_nothing_behind(shelf: Shelf) -> None:
    for _ in range(2):
        shelf.put(FIRST, "2018.txt")
        shelf.put(SECOND, "2019.txt")
    once = Shelf(shelf.folder / "once") if (shelf.folder / "once").mkdir() is None else None
    assert once is not None
    once.put(FIRST, "2018.txt")
    once.put(SECOND, "2019.txt")
    assert contents(shelf.db) == contents(once.db)
    for document in [str(d) for (d,) in shelf.rows("select id from documents")]:
        shelf.writer.remove(document)
    for table in ("observations", "pages", "reports", "refusals", "series_points", "locations"):
        assert shelf.rows(f"select count(*) from {table}") == [(0,)], table
    assert shelf.rows("pragma foreign_key_check") == []
    assert shelf.rows(
        "select count(*) from observations_fts where observations_fts match 'care'"
    ) == [(0,)]


def test_pages_and_quotes_are_found_by_their_words(shelf: Shelf) -> None:
    document = shelf.put(SECOND, "2019.txt")
    assert shelf.rows(
        """select document_id from pages where id in
        (select rowid from pages_fts where pages_fts match '"county"')"""
    ) == [(document,)]
    assert shelf.rows(
        """select figure_text from observations where number in
        (select rowid from observations_fts where observations_fts match 'living AND counties')"""
    ) in ([("51%",)], [])
    assert shelf.rows(
        """select figure_text from observations where number in
        (select rowid from observations_fts where observations_fts match 'counties')"""
    ) == [("51%",)]


def test_a_correction_survives_reading_again(shelf: Shelf) -> None:
    shelf.put(FIRST, "2018.txt")
    ((observation,),) = shelf.rows("select id from observations")
    shelf.db["corrections"].insert(
        {
            "observation_id": observation,
            "field": "value",
            "old": "690",
            "new": "696",
            "reason": "misprint, see the minutes",
            "made_by": "A. Reader",
            "made_on": "2024-01-01",
        }
    )
    shelf.put(FIRST, "2018.txt")
    assert shelf.rows("select value, doubts, figure_text from observations") == [
        (696.0, '["corrected"]', "690")
    ]
    assert shelf.rows("select value from series") == [(696.0,)]
    shelf.writer.remove(str(shelf.rows("select id from documents")[0][0]))
    assert shelf.rows("select observation_id from unattached_corrections") == [(observation,)]


def test_a_full_disk_is_said_in_words_and_loses_nothing(shelf: Shelf) -> None:
    shelf.put(FIRST, "2018.txt")
    before = contents(shelf.db)
    ((pages,),) = shelf.rows("pragma page_count")
    shelf.db.execute(f"pragma max_page_count = {pages}")
    long = Paper(
        "11 June 2019", tuple(f"In {n} there were {n} children in care." for n in range(900))
    )
    with pytest.raises(StoreError, match=r"the disk is full.*Free some space"):
        shelf.put(long, "2019.txt")
    assert contents(shelf.db) == before
    assert shelf.rows("pragma integrity_check") == [("ok",)]


def test_the_day_of_publication_is_kept_with_the_words_that_say_it() -> None:
    published = Stated("2023-07-24", "Report published: 24 July 2023", 1)
    row = report_row(Report(0, header=Header(published=published)), "a" * 64)
    assert json.loads(str(row["evidence"]))["published"] == {
        "day": "2023-07-24", "words": "Report published: 24 July 2023", "page": 1
    }  # fmt: skip
