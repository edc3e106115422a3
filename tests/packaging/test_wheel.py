"""The built wheel holds everything that the command needs, wherever it is installed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
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
    papers = {
        f"extractor/data/samples/{path.relative_to(PROJECT / 'corpus' / 'elmsworth')}"
        for path in (PROJECT / "corpus" / "elmsworth").rglob("*.pdf")
    }
    assert len(papers) > 5
    assert package | rules | papers | {"extractor/data/metadata.yml", "extractor/py.typed"} <= held
    assert not {name for name in held if name.startswith(("tests/", "corpus/", "benchmarks/"))}


def test_the_guide_names_the_wheel_as_it_is_built(wheel: Path) -> None:
    guide = (PROJECT / "docs" / "howto-install.md").read_text(encoding="utf-8")
    assert f"pip install dist/{wheel.name}" in guide


def test_the_installed_command_works_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    place, elsewhere = tmp_path / "installed", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    environment = {**os.environ, "PYTHONPATH": str(place)}
    told = run(
        "-c",
        "import extractor; from extractor.package_files import shipped\n"
        "print(extractor.__file__, shipped('rules'))",
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


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an empty environment into which the wheel was installed."""
    place = tmp_path_factory.mktemp("environment")
    run("-m", "venv", place)
    lock = PROJECT / "requirements.lock"
    command = [place / "bin" / "pip", "install", "--quiet", "--constraint", lock, wheel]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    if done.returncode != 0 and "No matching distribution" in done.stderr + done.stdout:
        pytest.skip("the libraries cannot be fetched here, so the wheel cannot be installed")
    assert done.returncode == 0, done.stderr
    return place / "bin"


@pytest.mark.soak
def test_the_installed_wheel_reads_samples_and_publishes_them(
    installed: Path, tmp_path: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}

    def called(*arguments: object) -> str:
        done = subprocess.run(
            [installed / "extractor", *map(str, arguments)], cwd=tmp_path, env=environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    assert "version" in called("--version")
    called("samples", "papers")
    (paper,) = (tmp_path / "papers").rglob("looked_after_children_annual_report_2023-24.pdf")
    assert "cla_total" in called("extract", paper)
    called("ingest", "papers", "--db", "figures.db")
    called("export", "--db", "figures.db", "--out", "out")
    assert (tmp_path / "out" / "figures.xlsx").is_file()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    site = subprocess.Popen(
        [installed / "extractor", "serve", "--db", "figures.db", "--port", str(port)],
        cwd=tmp_path, env=environment, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        assert "Committee" in answer_of(f"http://127.0.0.1:{port}/", site)
    finally:
        site.terminate()
        site.wait(60)


def answer_of(address: str, site: subprocess.Popen[bytes]) -> str:
    """The home page, as soon as the site answers."""
    for _ in range(600):
        assert site.poll() is None, "the site has stopped"
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("the site does not answer")
