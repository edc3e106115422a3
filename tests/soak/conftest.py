"""What the long runs tell at their end, in one table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from process_memory import TABLE

TESTS = Path(__file__).parents[1]
for folder in ("ingest", "site"):
    sys.path.insert(0, str(TESTS / folder))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not TABLE:
        return
    terminalreporter.write_line("| run | done | largest process, MB |")
    terminalreporter.write_line("| --- | --- | ---: |")
    for run, done, peak in TABLE:
        terminalreporter.write_line(f"| {run} | {done} | {peak:,.0f} |")
