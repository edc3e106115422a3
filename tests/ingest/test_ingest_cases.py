"""The small inputs beside the project that broke something: each has an outcome, none is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from archive import rows, run

from extractor.ingest.limits import IngestSettings

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"

# What is right of each case, as its folder says: status and number of figures, or some.
OUTCOMES = {
    "box_thin.pdf": ("partial", 0),
    "c.txt": ("ok", 4),
    "crash.txt": ("ok", 1),
    "crop.pdf": ("ok", 4),
    "dups.zip/a.txt": ("ok", 1),
    "dups.zip/a (2).txt": ("ok", 1),
    "dups.zip/a (3).txt": ("ok", 1),
    "imgwrong.pdf": ("partial", 0),
    "inf1.txt": ("ok", 0),
    "list_400.txt": ("ok", 401),
    "longline.pdf": ("partial", 46),
    "nosuffix.zip/report": ("ok", 4),
    "nosuffix.zip/report2.PDF": ("ok", 4),
    "nosuffix.zip/minutes.docx": ("refused", 0),
    "none.zip": ("refused", 0),
    "numbers_2kB.txt": ("ok", 1001),
    "para400.pdf": ("ok", 0),
    "rot90.pdf": ("partial", 4),
    "bz2.zip/after.txt": ("ok", 1),
    "bz2.zip/bomb.txt": ("refused", 0),
    "lzma.zip/bomb.txt": ("refused", 0),
}
LIMITED = {"formlaughs.pdf", "gridl120.pdf", "scan.pdf"}
"""Read by themselves, since they need a limit of their own or Tesseract."""

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project"),
]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All cases but the limited ones, read into one database."""
    database = tmp_path_factory.mktemp("cases") / "figures.db"
    files = sorted({CASES / name.partition("/")[0] for name in OUTCOMES})
    summary = run(database, *files, rules=None, limits=IngestSettings(page_time_limit=60))
    assert summary.done == summary.total
    return database


def test_every_case_is_tried() -> None:
    there = {path.name for path in CASES.iterdir() if path.is_file() and path.suffix != ".md"}
    assert there == {name.partition("/")[0] for name in OUTCOMES} | LIMITED


@pytest.mark.parametrize("name", OUTCOMES)
def test_every_case_ends_as_is_right(database: Path, name: str) -> None:
    found = rows(
        database,
        f"""select json_array(status, observations, reason) from documents
        where '/' || path like '%/{name}'""",
    )
    assert len(found) == 1
    status, figures, reason = json.loads(found[0])
    assert (status, figures) == OUTCOMES[name]
    assert status == "ok" or reason


def test_no_number_is_infinite_and_no_passage_is_lost(database: Path) -> None:
    for column in ("value", "value_max", "denominator"):
        assert rows(database, f"select id from observations where abs({column}) > 1e300") == []
    assert rows(database, "select problems from pages where problems like '%fault%'") == []


def test_a_second_run_and_prune_keep_members_of_one_name(database: Path) -> None:
    summary = run(database, CASES / "dups.zip", rules=None, prune=True)
    assert summary.endings["unchanged"] == 3
    assert rows(database, "select count(*) from documents where path like '%dups.zip/%'") == [3]


def test_forms_within_forms_are_given_up_at_the_limit_with_the_reason(tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    limits = IngestSettings(jobs=1, page_time_limit=20, memory_limit=700)
    run(database, CASES / "formlaughs.pdf", CASES / "crash.txt", rules=None, limits=limits)
    (reason,) = rows(database, "select reason from documents where path like '%formlaughs.pdf'")
    assert "limit of" in reason
    assert rows(database, "select status from documents where path like '%crash.txt'") == ["ok"]


def test_a_grid_of_numbers_is_read_to_its_end(tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    limits = IngestSettings(jobs=1, page_time_limit=1200)
    run(database, CASES / "gridl120.pdf", rules=None, limits=limits)
    assert rows(database, "select status from documents") == ["ok"]
    assert rows(database, "select observations > 10000 from documents") == [1]
