"""The built wheel holds everything that the command needs, wherever it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]


def run(*arguments: object, **more: object) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
        **more,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=PROJECT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_code_rules_metadata_and_templates(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    package = {
        str(path.relative_to(PROJECT))
        for path in (PROJECT / "extractor").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    rules = {f"extractor/data/rules/{path.name}" for path in (PROJECT / "rules").glob("*.yml")}
    assert len(rules) > 10
    assert package | rules | {"extractor/data/metadata.yml"} <= held
    assert not {name for name in held if name.startswith(("tests/", "corpus/", "benchmarks/"))}


def test_the_installed_command_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    environment = {**os.environ, "PYTHONPATH": str(place)}
    told = run(
        "-c",
        "import extractor, extractor.data as d; print(extractor.__file__, d.shipped('rules'))",
        cwd=elsewhere,
        env=environment,
    )
    assert told.split() == [
        str(place / "extractor" / "__init__.py"),
        str(place / "extractor" / "data" / "rules"),
    ]
    (elsewhere / "report.txt").write_text(
        "At 31 March 2019 there were 512 children in care.\n", encoding="utf-8"
    )
    told = run(
        "-m", "extractor", "extract", "report.txt", "--format", "csv",
        cwd=elsewhere, env=environment,
    )  # fmt: skip
    assert "rules/children_in_care#" in told
    run(
        "-m", "extractor", "ingest", "report.txt", "--db", "figures.db", "--jobs", 1,
        cwd=elsewhere, env=environment,
    )  # fmt: skip
    assert (elsewhere / "figures.db").is_file()
