"""`extractor serve`, and the plain `datasette` command that serves the same."""

from __future__ import annotations

import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from site_asked import Site

from extractor.cli import main
from extractor.package_files import shipped
from extractor.site.publish import DATASETTE_SETTINGS

DATASETTE = [sys.executable, "-m", "datasette"]


def served(*arguments: object) -> tuple[int, str]:
    with pytest.raises(SystemExit) as leaving:
        main(["serve", *map(str, arguments)])
    code = leaving.value.code
    assert isinstance(code, int)
    return code, ""


def test_what_cannot_be_served_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "text.db").write_text("no database at all, but some text " * 50)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("create table things (id)")
    other.close()
    for name, words in {
        "missing.db": "There is no database",
        "text.db": "cannot be read as an SQLite database",
        "other.db": "holds no figures",
        ".": "is a folder",
    }.items():
        code, _ = served("--db", tmp_path / name)
        told = capsys.readouterr().err
        assert code == 2
        assert words in told
        assert "Traceback" not in told
        assert told.count("\n") == 1


def test_a_port_in_use_is_said(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        code, _ = served("--db", database, "--port", port)
    told = capsys.readouterr().err
    assert code == 2
    assert f"Port {port}" in told
    assert "--port" in told


def test_the_command_serves_the_site(database: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "extractor", "serve", "--db", database, "--port", port]
    process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        assert f":{port}/" in process.stderr.readline()
        transport = httpx.HTTPTransport(retries=30)
        with httpx.Client(transport=transport, timeout=60) as client:
            answer = client.get(f"http://127.0.0.1:{port}/figures/-/measure/cla_total")
        assert answer.status_code == 200
        assert "<svg xmlns" in answer.text
    finally:
        process.terminate()
        process.wait(20)


def test_the_name_of_the_file_does_not_change_the_addresses(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "A name of 2024.db"
    other.write_bytes(database.read_bytes())
    published = Site(other)
    assert published.get("/figures/-/measures").status_code == 200
    assert published.get("/figures/q01_children_looked_after.json").status_code == 200
    published.close()


def test_a_database_being_written_can_be_served(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "figures.db"
    copy.write_bytes(database.read_bytes())
    published = Site(copy)
    before = published.html("/")
    with sqlite3.connect(copy) as db:
        db.execute("update documents set council = 'Newtown Council' where council is not null")
    db.close()
    assert "Newtown Council" not in before
    assert "Newtown Council" in published.html("/")
    published.close()


def test_plain_datasette_serves_the_same_site(database: Path, tmp_path: Path) -> None:
    """The command of docs/site.md: immutable, with inspect data, without `extractor serve`."""
    inspected = tmp_path / "inspect-data.json"
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    subprocess.run(
        [*DATASETTE, "inspect", str(database), "--inspect-file", str(inspected)],
        check=True,
        env=environment,
        capture_output=True,
    )
    counts = json.loads(inspected.read_text())["figures"]["tables"]
    assert counts["documents"]["count"] > 10
    settings = [
        part
        for name, value in DATASETTE_SETTINGS.items()
        for part in ("--setting", name, {True: "on", False: "off"}.get(value, str(value)))
    ]
    for address, words in {
        "/figures/-/measure/cla_total": "Breaks in the series",
        "/figures/q08_targets_met?measure=cla_out_of_area": "not met",
    }.items():
        answer = subprocess.run(
            [
                *DATASETTE,
                "-i",
                str(database),
                "--inspect-file",
                str(inspected),
                "-m",
                str(shipped("metadata.yml")),
                *settings,
                "--get",
                address,
            ],
            check=True,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert words in answer.stdout


def test_the_docs_name_every_setting(database: Path) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "site.md").read_text(encoding="utf-8")
    for name, value in DATASETTE_SETTINGS.items():
        written = {True: "on", False: "off"}.get(value, str(value))
        assert f"--setting {name} {written}" in docs
