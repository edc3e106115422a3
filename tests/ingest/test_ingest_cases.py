"""The small inputs beside the project that broke something: each has an outcome, none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from archive import rows, run

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
NAMES = (
    "box_thin.pdf", "bz2.zip", "c.txt", "crash.txt", "crop.pdf", "dups.zip", "imgwrong.pdf",
    "inf1.txt", "lzma.zip", "none.zip", "nosuffix.zip", "rot90.pdf", "scan.pdf",
)  # fmt: skip

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project"),
]


def test_every_case_has_an_outcome(tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    summary = run(database, *(CASES / name for name in NAMES), rules=None)
    assert summary.done == summary.total
    assert rows(database, "select path from documents where status = 'failed'") == []
    assert rows(
        database, "select path from documents where status <> 'ok' and reason is null"
    ) == []  # fmt: skip
    read = rows(database, "select distinct file from observations")
    for name in ("c.txt", "crop.pdf", "rot90.pdf", "crash.txt"):
        assert any(file.endswith(name) for file in read), name


@pytest.mark.xfail(reason="numbers without end are refused where numbers are read", strict=False)
def test_no_number_is_infinite(tmp_path: Path) -> None:
    database = tmp_path / "figures.db"
    run(database, CASES / "crash.txt", CASES / "inf1.txt", rules=None)
    for column in ("value", "value_max", "denominator"):
        assert rows(database, f"select id from observations where abs({column}) > 1e300") == []
    assert rows(database, "select problems from pages where problems like '%fault%'") == []
