"""The faults that `benchmarks/planted_faults.py` plants still fit the source."""

from __future__ import annotations

import pytest

from benchmarks.planted_faults import BINDING, FAULTS, ROOT, Fault


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_changes_the_source(fault: Fault) -> None:
    source = (ROOT / BINDING / fault.file).read_text(encoding="utf-8")
    assert fault.planted(source) != source
