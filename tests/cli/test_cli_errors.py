"""The command as people run it: what is wrong is one sentence, with the right exit code."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

ROLES = "directions: {}\nroles: []\n"
RULES = """\
domain: libraries
title: Libraries
concepts:
  loan:
    phrases:
      - (book|item) (on loan|borrowed)
measures:
  loans:
    label: Books on loan
    definition: Books that were lent.
    units: [count]
    kind: flow
    patterns:
      - id: loans
        requires: [loan]
        examples:
          - text: In 2019 the service had 120 books on loan.
            figure: "120"
"""


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


def run(*arguments: object) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


def sentence(said: Said) -> str:
    """What was said on stderr: one line, and never a traceback."""
    assert "Traceback" not in said.err
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    return lines[0]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "roles.yml").write_text(ROLES, encoding="utf-8")
    (folder / "libraries.yml").write_text(RULES, encoding="utf-8")
    return folder


def change(rules: Path, old: str, new: str) -> int:
    """Change the rule file and return the line on which the new text begins."""
    assert RULES.count(old) == 1
    changed = RULES.replace(old, new)
    (rules / "libraries.yml").write_text(changed, encoding="utf-8")
    return changed[: changed.index(new)].count("\n") + 1


# documents ----------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [["extract"], ["tables"], ["explain", "--page", "1"]])
def test_a_missing_file_is_wrong_usage(command: list[str], tmp_path: Path) -> None:
    said = run(*command, tmp_path / "report.pdf")
    assert (said.code, said.out) == (2, ""), said.err
    assert sentence(said) == f"extractor: There is no file {tmp_path / 'report.pdf'}."


def _empty(path: Path) -> None:
    path.touch()


def _text(path: Path) -> None:
    path.write_text("The committee noted the report.\n", encoding="utf-8")


def _page_of_the_web(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><body>404</body></html>", encoding="utf-8")


def _encrypted(path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path, encryption=pikepdf.Encryption(owner="one", user="two"))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_empty, "is empty"),
        (_text, "is named .pdf but is not a PDF"),
        (_page_of_the_web, "is named .pdf but is not a PDF"),
        (_encrypted, "is encrypted and needs a password"),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(
    make: object, reason: str, tmp_path: Path, rules: Path
) -> None:
    assert callable(make)
    path = tmp_path / "paper.pdf"
    make(path)
    said = run("extract", path, "--rules", rules, "--format", "jsonl")
    assert (said.code, said.out) == (3, "")
    assert reason in sentence(said)
    assert str(path) in said.err


def test_a_refused_file_does_not_keep_the_others_from_being_read(
    tmp_path: Path, rules: Path
) -> None:
    (tmp_path / "a.pdf").touch()
    good = tmp_path / "b.txt"
    good.write_text("In 2019 the service had 120 books on loan.\n", encoding="utf-8")
    said = run("extract", tmp_path / "a.pdf", good, "--rules", rules, "--format", "jsonl")
    assert said.code == 3
    assert '"figure_text": "120"' in said.out
    assert "a.pdf is empty" in sentence(said)


def test_a_folder_without_documents(tmp_path: Path, rules: Path) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "picture.jpg").write_bytes(b"\xff\xd8")
    said = run("ingest", folder, "--db", tmp_path / "figures.db", "--rules", rules)
    assert (said.code, said.out) == (2, ""), said.err
    assert "holds no documents" in sentence(said)
    said = run("extract", folder)
    assert said.code == 2
    assert "is a folder" in sentence(said)


# usage --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["extract", "--formt", "csv", "a.txt"], "--format"),
        (["extract", "--format", "xml", "a.txt"], "'jsonl'"),
        (["extract"], "Missing argument"),
        (["ingest", "a.txt"], "--db"),
        (["extrakt", "a.txt"], "Did you mean “extract”?"),
        (["explain", "12 children", "--picture", "a.png"], "--picture needs a PDF file"),
        (["explain", "nosuch.pdf"], "There is no file nosuch.pdf."),
        (["explain", "papers of 2019/my report.PDF"], "There is no file papers of 2019/my report"),
        (["explain", "./no/such"], "There is no file no/such."),
        (["explain", "/"], "/ is a folder."),
        (["ingest", ".", "--db", "no/figures.db"], "There is no folder no."),
        (["ingest", "a.txt", "--db", "figures.db", "--set", "foo=1"], "max_pages"),
        (["ingest", "a.txt", "--db", "figures.db", "--set", "max_page=1"], "mean max_pages?"),
        (["serve", "--db", "nowhere.db"], "There is no database nowhere.db"),
        (["rules", "unmapped", "--db", "nowhere.db"], "There is no database nowhere.db"),
        (["rules", "list", "--rules", "nowhere"], "There is no folder of rules"),
    ],
)
def test_wrong_usage_says_what_would_be_right(arguments: list[str], told: str) -> None:
    said = run(*arguments)
    assert (said.code, said.out) == (2, ""), said.err
    assert told in sentence(said)


@pytest.mark.parametrize("text", ["There is 1/2 of it.", "12/50", "In 2019 there were 5 in B. Txt"])
def test_what_is_no_path_is_explained_as_a_text(text: str) -> None:
    said = run("explain", text)
    assert (said.code, said.err) == (0, "")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Some notes about the meeting.\n" * 50, encoding="utf-8")
    for arguments in (["rules", "unmapped"], ["serve"], ["ingest", path]):
        said = run(*arguments, "--db", path)
        assert said.code == 2
        assert "database" in sentence(said)
    assert path.read_text(encoding="utf-8").startswith("Some notes")


def test_a_page_that_is_not_there(tmp_path: Path, rules: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "one.pdf")
    said = run("explain", tmp_path / "one.pdf", "--page", 2, "--rules", rules)
    assert said.code == 2
    assert sentence(said).endswith("one.pdf has no page 2.")
    (tmp_path / "a.txt").write_text("Nothing.\n", encoding="utf-8")
    said = run("explain", tmp_path / "a.txt", "--page", 2, "--rules", rules)
    assert said.code == 2
    assert "is a text file and has no pages" in sentence(said)


# rule files ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    label: Books", "    lable: Books", "measures.loans.lable: unknown key"),
        ("    label: Books", "    lable: Books", "did you mean “label”?"),
        ("requires: [loan]", "requires: [laon]", "“laon” (did you mean “loan”?)"),
        ("units: [count]", "units: [counts]", "measures.loans.units"),
        ("(book|item) (on", "(book|item (on", "does not close a bracket"),
        ("kind: flow", "kind: flow\n    kind: stock", "the key “kind” appears twice"),
        ("units: [count]", "units: [count", "no valid YAML"),
    ],
    ids=["typo", "near miss", "concept", "unit", "bracket", "repeated key", "broken YAML"],
)
def test_a_mistake_in_a_rule_file_is_told_with_file_line_and_key(
    rules: Path, old: str, new: str, told: str
) -> None:
    line = change(rules, old, new)
    said = run("rules", "check", "--rules", rules)
    assert (said.code, said.out) == (2, ""), said.err
    words = sentence(said)
    assert told in words
    near = {f"libraries.yml, line {n}" for n in (line, line + 1)}  # YAML may see it a line on
    assert any(place in words for place in near), words


def test_an_example_that_does_not_hold_fails_the_check(rules: Path) -> None:
    said = run("rules", "check", "--rules", rules)
    assert (said.code, said.out) == (0, "")
    assert sentence(said) == "1 measure, 1 pattern, 1 example: all hold."
    change(rules, 'figure: "120"', 'figure: "121"')
    said = run("rules", "check", "--rules", rules)
    assert said.code == 1
    assert "libraries#loans: “121” is not matched" in said.out
    assert "1 measure, 1 pattern, 1 example: 1 fail." in sentence(said)
