"""The commands on good input: what they print, and where."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from click.testing import CliRunner
from fpdf import FPDF
from PIL import Image

from extractor.cli import group

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
PAPER = """\
Corporate Parenting Annual Report 2018-19

Our children

As at 31 March 2019 there were 717 children in care, compared with 690 a year earlier. The
rate was 52.5 per 10,000 against 65 nationally.
"""


def run(*arguments: object, expect: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "extractor", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == expect, done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "report.txt"
    path.write_text(PAPER, encoding="utf-8")
    return path


def test_extract_prints_the_same_figures_in_every_form(paper: Path) -> None:
    as_lines = run("extract", paper, "--format", "jsonl")
    records = [json.loads(line) for line in as_lines.stdout.splitlines()]
    assert [r["figure_text"] for r in records] == ["717", "690", "52.5", "65"]
    assert as_lines.stderr == ""
    for record in records:
        assert PAPER[record["char_start"] : record["char_end"]] == record["figure_text"]
        assert record["file"] == str(paper)

    rows = list(csv.DictReader(io.StringIO(run("extract", paper, "--format", "csv").stdout)))
    assert list(rows[0]) == list(records[0])
    assert [row["id"] for row in rows] == [r["id"] for r in records]
    assert [float(row["value"]) for row in rows] == [r["value"] for r in records]

    told = run("extract", paper).stdout.splitlines()
    assert told[0].split()[:3] == ["page", "figure", "kind"]
    assert len(told) == 1 + len(records)


def test_a_cell_that_begins_like_a_formula_is_quoted_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "=danger.txt"
    path.write_text(PAPER, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "extract", path.name, "--format", "csv"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=True,
    )
    assert next(csv.DictReader(io.StringIO(done.stdout)))["file"] == "'=danger.txt"


@pytest.mark.parametrize("arguments", [["rules", "list"], ["extract"]], ids=["rules", "extract"])
def test_a_reader_who_goes_away_is_no_error(arguments: list[str], paper: Path) -> None:
    arguments = [*arguments, str(paper)] * 1 if arguments == ["extract"] else arguments
    process = subprocess.Popen(
        [sys.executable, "-m", "extractor", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()
    _, told = process.communicate(timeout=240)
    assert (process.returncode, told) == (0, b"")


def test_explain_shows_what_took_a_number_and_why_another_was_refused() -> None:
    told = run(
        "explain",
        "--title",
        "Corporate Parenting Annual Report 2018-19",
        "Of the care leavers aged 17-21, 54% were in education, employment or training.",
    ).stdout
    taken = told[told.index("  54%:") :]
    assert "54 percent" in taken
    assert "measure: cl_eet" in taken
    assert "rule: rules/care_leavers#" in taken
    assert "ignored" in taken  # the ages
    assert run("explain", "The committee noted it.").stdout == "There is no number in this text.\n"


def test_explain_draws_a_page(tmp_path: Path) -> None:
    paper = sorted(CORPUS.glob("*/*/corporate_parenting_annual_report*.pdf"))[0]
    picture = tmp_path / "page.png"
    done = run("explain", paper, "--page", 1, "--picture", picture)
    assert "measure: " in done.stdout
    assert done.stderr == f"Written: {picture}\n"
    with Image.open(picture) as drawn:
        assert min(drawn.size) > 800
        legend = drawn.convert("RGB").crop((0, 0, 330, 22)).getcolors(9999)
    assert legend is not None
    assert {(0xD6, 0x00, 0x1C), (0xF4, 0xA3, 0x00)} <= {colour for _, colour in legend}


def test_tables_are_printed_as_read(tmp_path: Path) -> None:
    path = tmp_path / "table.md"
    path.write_text(
        "| Placement | 2018 | 2019 |\n| --- | --- | --- |\n| Fostering | 210 | 215 |\n",
        encoding="utf-8",
    )
    tables = json.loads(run("tables", path, "--format", "json").stdout)["documents"]["table"]
    assert tables["tables"][0]["rows"] == [
        ["Placement", "2018", "2019"],
        ["Fostering", "210", "215"],
    ]
    assert "Fostering,210,215" in run("tables", path).stdout


def test_rules_list_and_unmapped(paper: Path, tmp_path: Path) -> None:
    listed = json.loads(run("rules", "list", "--format", "json").stdout)
    assert {"cla_total", "cl_eet"} <= {measure["id"] for measure in listed}
    assert all(measure["label"] and measure["units"] for measure in listed)

    strange = tmp_path / "strange.txt"
    strange.write_text("In 2019 the museum bought 14 fossils.\n", encoding="utf-8")
    database = tmp_path / "figures.db"
    done = run("ingest", paper, strange, "--db", database, "--jobs", 1)
    assert done.stdout == ""
    told = run("rules", "unmapped", "--db", database).stdout
    assert "fossils" in told
    assert "14 in: In 2019 the museum bought 14 fossils." in told


def with_contact(folder: Path) -> Path:
    """A paper with a table that holds an address, with a telephone number below."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=12)
    pdf.cell(0, 10, "Larkmoor Borough Council", new_x="LMARGIN", new_y="NEXT")
    with pdf.table(col_widths=(60, 80, 30)) as table:
        for cells in (
            ("Team", "Contact", "Places"),
            ("Fostering", "ann.lee@larkmoor.gov.uk", "212"),
            ("Adoption", "01632 960123", "31"),
        ):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    path = folder / "contacts.pdf"
    pdf.output(str(path))
    return path


@pytest.mark.parametrize("form", ["csv", "json"])
def test_tables_cover_contact_details(tmp_path: Path, form: str) -> None:
    printed = run("tables", with_contact(tmp_path), "--format", form).stdout
    assert "212" in printed
    assert "Fostering" in printed
    assert "ann.lee" not in printed
    assert "960123" not in printed
    text = tmp_path / "contacts.md"
    text.write_text("| Team | Contact |\n| --- | --- |\n| Fostering | ann@larkmoor.gov.uk |\n")
    assert "ann@" not in run("tables", text, "--format", form).stdout


def test_the_picture_of_explain_covers_contact_details(tmp_path: Path) -> None:
    paper, picture = with_contact(tmp_path), tmp_path / "page.png"
    run("explain", paper, "--page", 1, "--picture", picture)
    page = pypdfium2.PdfDocument(paper)[0]
    words = page.get_textpage()
    content, height = words.get_text_range(), page.get_size()[1]
    with Image.open(picture) as image:
        drawn = image.convert("RGB")
    for secret in ("ann.lee", "960123"):
        at = content.index(secret)
        for number in range(at, at + len(secret)):
            left, bottom, right, top = words.get_charbox(number)
            box = (2 * left, 2 * (height - top), 2 * right + 1, 2 * (height - bottom) + 1)
            letters = drawn.crop(tuple(map(round, box)))  # type: ignore[arg-type]
            assert min(low for low, _ in letters.getextrema()) > 100  # no ink, lines are coloured


def test_a_shell_can_complete_commands(tmp_path: Path) -> None:
    asked = {
        "_EXTRACTOR_COMPLETE": "bash_complete",
        "COMP_WORDS": "extractor ex",
        "COMP_CWORD": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "extractor"], env={**os.environ, **asked}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    offered = {line.split(",")[1] for line in done.stdout.splitlines()}
    assert offered == {"extract", "export", "explain"}


def test_samples_are_copied_and_can_be_read(tmp_path: Path) -> None:
    done = CliRunner().invoke(group, ["samples", str(tmp_path / "papers")], standalone_mode=False)
    assert done.return_value == 0
    papers = [path for path in (tmp_path / "papers").rglob("*") if path.is_file()]
    assert len(papers) > 5
    assert {path.suffix for path in papers} <= {".pdf", ".txt", ".md"}
