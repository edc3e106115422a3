"""Every command in the README and in docs/ runs, and prints what is shown after it.

In a ```console block a line that begins with "$ " is a command; the lines behind it are its
output, "…" standing for anything. `make` targets are looked up, not run. `serve` is started,
asked for its home page, and stopped.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from extractor.ingest.limits import IngestSettings
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.check import check_patterns
from extractor.rulebook.load import load_rulebook
from extractor.wording.words import DOUBTS

PROJECT = Path(__file__).resolve().parents[2]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
FENCE = re.compile(r"^```console\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)(?P<target>[^)#\s]+)")


def sessions(page: Path) -> list[tuple[str, list[str]]]:
    """The commands of a page in order, each with the output that is shown."""
    found: list[tuple[str, list[str]]] = []
    for block in FENCE.finditer(page.read_text(encoding="utf-8")):
        for line in block["body"].splitlines():
            if line.startswith("$ "):
                found.append((line.removeprefix("$ "), []))
            elif line.strip() and found:
                found[-1][1].append(line)
    return found


WITH_COMMANDS = [page for page in PAGES if sessions(page)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like a checkout, in which commands may write."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(PROJECT / "corpus", folder / "corpus")
    for name in ("rules", "benchmarks", "extractor", "docs"):
        (folder / name).symlink_to(PROJECT / name)
    programs = folder / "bin"
    programs.mkdir()
    for name, call in (("extractor", "-m extractor"), ("python", "")):
        script = programs / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {call} "$@"\n', encoding="utf-8")
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return folder


def surroundings(desk: Path) -> dict[str, str]:
    path = f"{desk / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "COLUMNS": "200"}


def shown(lines: list[str], output: str) -> None:
    """Each shown line is in the output, in this order."""
    told = [" ".join(line.split()) for line in output.splitlines()]
    at = 0
    for line in lines:
        wanted = [re.escape(part.strip()) for part in " ".join(line.split()).split("…")]
        pattern = re.compile(".*".join(wanted) + "$")
        while at < len(told) and not pattern.match(told[at]):
            at += 1
        assert at < len(told), f"not printed: {line}\n{output}"
        at += line.strip() != "…"


def serve(command: str, desk: Path) -> None:
    """Start the site, wait until it answers, stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = re.sub(r" --port \d+|$", f" --port {port}", command, count=1)
    process = subprocess.Popen(
        ["sh", "-c", f"exec {command}"],
        cwd=desk,
        env=surroundings(desk),
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        for _ in range(600):
            assert process.poll() is None, process.communicate()[1]
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as answer:
                    assert answer.status == 200
                    return
            except urllib.error.URLError:
                time.sleep(0.1)
        raise AssertionError("the site does not answer")
    finally:
        process.terminate()
        process.communicate(timeout=60)


def test_the_python_examples_run(desk: Path) -> None:
    page = PROJECT / "docs" / "howto-python.md"
    blocks = re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.M | re.S)
    assert len(blocks) >= 2
    samples = [sys.executable, "-m", "extractor", "samples", "papers"]
    subprocess.run(samples, cwd=desk, env=surroundings(desk), check=True, timeout=100)
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks)], cwd=desk, env=surroundings(desk),
        capture_output=True, text=True, timeout=500, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "cla_total" in done.stdout
    assert "period_end" in done.stdout
    assert "papers/2024-25" in done.stdout, "the evidence of a series"


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: page.name)
def test_the_commands_of(page: Path, desk: Path) -> None:
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for command, lines in sessions(page):
        if command.startswith("make "):
            target = command.split()[1]
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), command
        elif " serve " in command:
            _ingested(desk)
            serve(command, desk)
        else:
            if "figures.db" in command and " ingest " not in command:
                _ingested(desk)
            done = subprocess.run(
                ["sh", "-c", command],
                cwd=desk,
                env=surroundings(desk),
                capture_output=True,
                text=True,
                encoding="utf-8",
                timeout=500,
                check=False,
            )
            allowed = (0, 3) if " ingest " in command else (0,)
            assert done.returncode in allowed, f"{command}\n{done.stderr}"
            shown(lines, done.stdout + done.stderr)


def _ingested(desk: Path) -> None:
    """A page may rest on the database that the README makes."""
    if not (desk / "figures.db").is_file():
        subprocess.run(
            ["extractor", "ingest", "corpus/tarnley", "--db", "figures.db", "--quiet"],
            cwd=desk,
            env=surroundings(desk),
            timeout=500,
            check=True,
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    lost = [m["target"] for m in LINK.finditer(text) if not (page.parent / m["target"]).exists()]
    assert lost == []


def test_what_architecture_says_of_files_is_so() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:extractor|rules)/[\w/]+\.(?:py|yml))`", text))
    assert named
    assert [name for name in sorted(named) if not (PROJECT / name).is_file()] == []
    for stem in re.findall(r"`(extractor/[\w/*]+/)`", text):
        assert (PROJECT / stem).is_dir()


def test_every_dependency_has_its_reason() -> None:
    text = (PROJECT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    declared = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    declared = declared[declared.index("dependencies = [") : declared.index("[project.scripts]")]
    names = set(re.findall(r'"([A-Za-z0-9-]+)[<>="]', declared))
    names = {name for name in names if not name.startswith("types-")}
    assert len(names) > 15
    assert [name for name in sorted(names) if name not in text] == []


def test_the_rule_file_in_the_documentation_holds(tmp_path: Path) -> None:
    text = (PROJECT / "docs" / "rules.md").read_text(encoding="utf-8")
    example = re.search(r"^```yaml\n(?P<body>.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert example is not None
    (tmp_path / "libraries.yml").write_text(example["body"], encoding="utf-8")
    shutil.copy(PROJECT / "rules" / "roles.yml", tmp_path)
    rulebook = load_rulebook(tmp_path)
    assert [str(failure) for failure in check_patterns(rulebook.patterns.values(), rulebook)] == []
    assert list(rulebook.measures) == ["library_loans"]


def test_every_limit_is_explained_with_its_default() -> None:
    text = (PROJECT / "docs" / "scale.md").read_text(encoding="utf-8")
    fields = {**ReadingSettings.model_fields, **IngestSettings.model_fields}
    assert sorted(re.findall(r"^\| `(\w+)` \|", text, re.M)) == sorted(fields)
    for name, field in fields.items():
        given = field.default if field.default_factory is None else "one per core"
        shown = f"{given:,}" if isinstance(given, int | float) else given
        assert f"| `{name}` | {shown} | {field.description} |" in text


def test_every_doubt_that_is_explained_is_one_that_figures_have() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in sorted((PROJECT / "extractor").rglob("*.py"))
        if path.name not in ("words.py", "confidence.py")
    )
    text = (PROJECT / "docs" / "reading-the-record.md").read_text(encoding="utf-8")
    table = text.partition("| Doubt |")[2].partition("\n\n")[0].splitlines()[2:]
    explained = [
        name.strip() for row in table for name in row.split("|")[1].replace("*", "").split(",")
    ]
    assert sorted(explained) == sorted(set(explained)), "each stands once"
    assert set(explained) == set(DOUBTS)
    assert [name for name in explained if f'"{name}"' not in sources] == []
