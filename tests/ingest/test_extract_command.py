"""`extractor extract` prints observations and touches no database."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from archive import RULES, command, write_pdf, write_text

from extractor.cli.extract import as_csv
from extractor.pages.source import open_source
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook


def test_json_lines_have_the_keys_of_the_contract_in_the_order_of_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, pdf = write_text(tmp_path / "a.txt", 2018, 690), write_pdf(tmp_path / "b.pdf", 2019, 7, 3)
    assert command("extract", text, pdf, "--format", "jsonl", "--rules", RULES) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["file"] for one in told] == [str(text)] + [str(pdf)] * 3
    assert [one["page"] for one in told] == [None, 1, 2, 3]
    first, second = told[0], told[1]
    assert (
        text.read_text()[first["char_start"] : first["char_end"]] == first["figure_text"] == "690"
    )
    assert (first["bbox"], second["char_start"]) == (None, None)
    assert len(second["bbox"]) == 4
    assert second["quote"][second["quote_start"] : second["quote_end"]] == "7"


def test_a_document_that_is_refused_costs_a_sentence_and_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = write_text(tmp_path / "a.txt", 2018, 690), tmp_path / "b.pdf"
    bad.write_text("no PDF")
    assert command("extract", bad, good, "--rules", RULES) == 3
    told = capsys.readouterr()
    assert "690" in told.out
    assert told.err.count("\n") == 1
    assert "is named .pdf but is not a PDF" in told.err
    assert command("extract", tmp_path / "nowhere.pdf") == 2
    assert command("extract") == 2


def test_csv_is_harmless_in_a_spreadsheet(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("REPORT\n\n=SUM There were 690 children in care on 31 March 2018.\n")
    with Reading(paper, load_rulebook(RULES), ReadingSettings()) as reading:
        (observation,) = [o for page in reading.pages() for o in page.observations]
    (cells,) = csv.reader(io.StringIO(as_csv(observation)))
    named = dict(zip(observation.record(), cells, strict=True))
    assert named["quote"].startswith("'=SUM")
    assert named["value"] == "690.0"
    assert open_source(paper, ReadingSettings()).identity.id == named["document_id"]
