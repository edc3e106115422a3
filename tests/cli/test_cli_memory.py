"""A page that would take all memory ends at the limit, and the other files are read."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest

from extractor.cli import main
from extractor.cli.reading_process import possible
from extractor.ingest.limits import IngestSettings

pytestmark = pytest.mark.skipif(not possible(), reason="this system sets no limit")

SAID = "On 31 March 2019 there were {} children in care.\n"


def command(*arguments: object, name: str = "extract") -> list[str]:
    return [sys.executable, "-m", "extractor", name, *map(str, arguments)]


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of forms within forms: each draws the next one twice, 33 million texts in all."""
    path = tmp_path_factory.mktemp("bomb") / "bomb.pdf"
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        fonts = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        inner = _form(pdf, b"BT /F 9 Tf 72 700 Td (12) Tj ET", fonts)
        for _ in range(25):
            inner = _form(pdf, b"/X Do /X Do", pikepdf.Dictionary(XObject={"/X": inner}))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
        page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(path)
    return path


def _form(pdf: pikepdf.Pdf, drawn: bytes, resources: pikepdf.Dictionary) -> pikepdf.Stream:
    made = pikepdf.Stream(pdf, drawn)
    made.Type, made.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    made.BBox, made.Resources = [0, 0, 595, 842], resources
    return made


def test_a_bomb_is_given_up_with_the_reason_and_the_other_files_are_read(
    bomb: Path, tmp_path: Path
) -> None:
    before, after = tmp_path / "before.txt", tmp_path / "after.txt"
    before.write_text(SAID.format(120), encoding="utf-8")
    after.write_text(SAID.format(130), encoding="utf-8")
    done = subprocess.run(
        command(before, bomb, after, "--format", "csv", "--memory-limit", 200),
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    (said,) = done.stderr.splitlines()
    assert said.startswith(f"{bomb}: ")
    assert "memory limit of 200 MB" in said
    assert "--memory-limit" in said
    lines = done.stdout.splitlines()
    assert lines[0].startswith("id,")
    assert len(lines) == 3
    assert ",120," in lines[1]
    assert ",130," in lines[2]


def test_a_bomb_may_be_the_only_file(bomb: Path) -> None:
    done = subprocess.run(
        command(bomb, "--format", "jsonl", "--memory-limit", 200),
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)


@pytest.mark.parametrize("name", ["explain", "tables"])
def test_a_bomb_is_given_up_by_every_command_that_reads_a_file(bomb: Path, name: str) -> None:
    done = subprocess.run(
        command(bomb, "--memory-limit", 200, name=name),
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (3, "", 1)
    assert "memory limit of 200 MB" in done.stderr


def test_tables_of_other_files_are_kept_beside_a_bomb(bomb: Path, tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("| Homes | 2019 |\n| --- | --- |\n| Ours | 12 |\n", encoding="utf-8")
    done = subprocess.run(
        command(bomb, paper, "--format", "json", "--memory-limit", 200, name="tables"),
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    documents = json.loads(done.stdout)["documents"]
    assert documents["bomb"] == {"tables": [], "status": "error"}
    assert documents["paper"]["tables"][0]["rows"] == [["Homes", "2019"], ["Ours", "12"]]


def test_a_limit_below_what_a_paper_takes_is_wrong_usage(bomb: Path) -> None:
    done = subprocess.run(
        command(bomb, "--memory-limit", 199), capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--memory-limit" in done.stderr


def test_the_limit_is_that_of_a_worker() -> None:
    done = subprocess.run(command("--help"), capture_output=True, text=True, check=True)
    assert f"default: {IngestSettings().memory_limit}" in done.stdout


def test_a_program_that_calls_it_is_neither_limited_nor_forked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def forked() -> int:
        raise AssertionError

    monkeypatch.setattr(os, "fork", forked)
    paper = tmp_path / "paper.txt"
    paper.write_text(SAID.format(120), encoding="utf-8")
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(paper), "--format", "jsonl"])
    assert ended.value.code == 0
    assert '"120"' in capsys.readouterr().out
    assert resource.getrlimit(resource.RLIMIT_AS) == before


IN_THE_PAGE = 200
"""Megabytes that the process which reads has only within the library that draws the page."""


def _wait_until_it_reads(parent: int) -> None:
    """Wait until the process that a command reads in has been started and is within the page."""
    children = Path(f"/proc/{parent}/task/{parent}/children")
    until = time.monotonic() + 30
    while _megabytes(children.read_text().strip()) < IN_THE_PAGE:
        assert time.monotonic() < until, "no process read the page"
        time.sleep(0.02)


def _hear_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would what it starts itself."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _megabytes(process: str) -> int:
    if not process:
        return 0
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 2**20


def test_only_one_of_both_processes_says_that_it_was_interrupted() -> None:
    program = (
        "from pathlib import Path\n"
        "from extractor.cli.reading_process import read_apart\n"
        "def read(left, begin):\n"
        "    print('finished')\n"
        "    exec('raise KeyboardInterrupt')\n"
        "read_apart([Path('paper.txt')], 1000, read)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout == "finished\n"
    assert done.stderr.count("Traceback") == 1
    assert done.stderr.splitlines()[-1] == "KeyboardInterrupt"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_both_processes_end_when_they_are_told(bomb: Path, how: signal.Signals) -> None:
    process = subprocess.Popen(
        command(bomb, "--memory-limit", 2000), stderr=subprocess.PIPE, text=True,
        stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=_hear_interrupts,
    )  # fmt: skip
    _wait_until_it_reads(process.pid)
    if how == signal.SIGINT:  # Ctrl-C reaches all processes of a terminal.
        os.killpg(process.pid, how)
    else:
        process.kill()
    # The pipe closes when nobody holds its other end any more.
    _, said = process.communicate(timeout=60)
    assert "Traceback" not in said
    if how == signal.SIGINT:
        assert (process.returncode, said.count("stopped")) == (1, 1)
