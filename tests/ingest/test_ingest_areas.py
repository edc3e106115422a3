"""A figure of a paper whose council is known has an area, wherever the council is named."""

from __future__ import annotations

from pathlib import Path

from archive import TOPICS, rows, run
from fpdf import FPDF

PAGES = 20
"""More than are looked ahead for what a paper says about itself."""


def test_a_council_named_on_the_last_page_is_the_area_of_the_first(tmp_path: Path) -> None:
    pdf = FPDF()
    pdf.set_font("Helvetica", size=11)
    for number in range(PAGES):
        pdf.add_page()
        pdf.set_y(30 + 17 * (number % 11))
        topic = TOPICS[number % 7] + " " + TOPICS[number % 5]
        pdf.multi_cell(0, 6, f"The panel heard about {topic}.\n\n", align="L")
        level = f"1.{number} There were {700 + number} children in care on 31 March 2019."
        pdf.multi_cell(0, 6, level, align="L")
    pdf.ln(20)
    pdf.multi_cell(0, 6, "Contact: ada.penn@norfolk.gov.uk, bea@norfolk.gov.uk", align="L")
    paper = tmp_path / "paper.pdf"
    pdf.output(str(paper))
    database = tmp_path / "figures.db"
    run(database, paper)
    assert rows(database, "select council from documents") == ["Norfolk County Council"]
    assert len(rows(database, "select id from observations")) >= PAGES
    assert rows(
        database, "select distinct area, area_level, area_code is null from observations"
    ) == [("Norfolk", "local", 0)]
