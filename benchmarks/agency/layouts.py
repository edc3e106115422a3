"""Tables by what is odd about them: marks, pages, typed rules, forms; and pages without a table."""

from __future__ import annotations

from benchmarks.agency.draw import draw
from benchmarks.agency.sheet import Head, Row, Sheet, columns, style
from benchmarks.agency.texts import PROSE, STATES, Numbers


def _heads(names: str, level: int = 0, first: int = 0) -> list[Head]:
    return [Head(n, k, k, level, level) for k, n in enumerate(names.split("/"), first) if n]


def raised_marks() -> Sheet:
    """Raised marks of notes at labels, heads and figures."""
    n = Numbers(41)
    sheet = Sheet("helvetica", 9)
    sheet.text(60, 60, "Table 5. Admissions to treatment, by substance", style="B")
    at = columns(60, (170, 70, 70, 70))
    heads = _heads("Substance/2001/2005/2010")
    rows = [
        Row(
            (
                f"{label}^{k + 1}" if k % 2 else label,
                n.count(),
                n.count() + ("^3" if k == 2 else ""),
                n.count(),
            )
        )
        for k, label in enumerate(("Alcohol", "Cocaine", "Heroin", "Other opiates", "Marijuana"))
    ]
    low = draw(sheet, 70, at, heads, rows, style("top heads bottom", raised=True))
    sheet.text(60, low, "1 Includes smoked cocaine.", size=7)
    return sheet


def two_pages() -> Sheet:
    """A table that goes on over the page under its repeated head."""
    n = Numbers(42)
    sheet = Sheet("times", 9)
    at = columns(60, (140, 80, 80, 80))
    for title, names in (
        ("Table 11. Payments to States", STATES[:9]),
        ("Table 11. Payments to States—Continued", STATES[9:]),
    ):
        sheet.text(60, 60, title, style="B")
        draw(
            sheet,
            68,
            at,
            _heads("State/2003/2004/2005"),
            [Row(n.row(s, "MMM" if k == 0 else "mmm")) for k, s in enumerate(names)],
            style("top heads bottom", dollars=True, leaders=True),
        )
        if names is not STATES[9:] and title.endswith("States"):
            sheet.page()
    return sheet


def typed_rules() -> Sheet:
    """Typewriter type, rules made of hyphens and equals signs."""
    n = Numbers(43)
    sheet = Sheet("courier", 8)
    sheet.text(60, 60, "Table 1. Summary of water use, in million gallons per day")
    line = "-" * 92
    sheet.text(60, 72, line)
    at = columns(60, (140, 75, 75, 75, 75))
    table = sheet.table()
    low = (
        draw(
            sheet,
            74,
            at,
            _heads("County/Ground water/Surface water/Total/Per capita"),
            [],
            style(),
            table,
        )
        - 12
    )
    sheet.text(60, low + 8, line)
    rows = [
        Row(n.row(x, "ssss")) for x in ("Adams", "Benton", "Chelan", "Douglas", "Franklin", "Grant")
    ]
    low = draw(sheet, low + 10, at, [], rows, style(), table) - 12
    sheet.text(60, low + 8, line)
    draw(sheet, low + 10, at, [], [Row(n.row("Total", "ssss"))], style(), table)
    return sheet


def marks_matrix() -> Sheet:
    """Crosses and words in the cells, rules between rows."""
    sheet = Sheet("helvetica", 9)
    sheet.text(60, 60, "Table 1. Services available, by site", style="B")
    at = columns(60, (150, 70, 70, 70, 70), ("left", "centre", "centre", "centre", "centre"))
    heads = _heads("Service/Site A/Site B/Site C/Site D")
    rows = [
        Row(x)
        for x in (
            ("Counseling", "X", "X", "X", "X"),
            ("Job training", "X", None, "X", None),
            ("Child care", None, "X", "X", "X"),
            ("Transportation", "X", "X", None, "X"),
            ("Housing", "X", None, None, None),
        )
    ]
    draw(sheet, 70, at, heads, rows, style("top heads rows bottom"))
    return sheet


def pairs_without_head() -> Sheet:
    """A short list of facts with figures at the right, in a page of text."""
    n = Numbers(45)
    sheet = Sheet("times", 10)
    low = sheet.prose(70, 60, 470, PROSE)
    at = columns(110, (260, 90))
    rows = [
        Row(n.row(x, "M" if k == 0 else "m"))
        for k, x in enumerate(
            ("Salaries and expenses", "Construction", "Grants to States", "Trust funds")
        )
    ]
    rows.append(Row(n.row("Total", "M"), kind="total"))
    low = draw(sheet, low + 6, at, [], rows, style(leaders=True, dollars=True, leading=13))
    sheet.prose(70, low + 4, 470, PROSE)
    return sheet


def numbered_columns() -> Sheet:
    """Columns numbered (1), (2) … under their heads; three levels of heads."""
    n = Numbers(46)
    sheet = Sheet("times", 8, landscape=True)
    sheet.text(
        396,
        50,
        "Table 2.—Individual Income Tax Returns, by Size of Adjusted Gross Income",
        "centre",
        "B",
    )
    sheet.text(
        396,
        60,
        "(All figures are estimates based on samples—money amounts are in thousands of dollars)",
        "centre",
    )
    at = columns(40, (140, 70, 70, 70, 70, 70, 70, 70, 70))
    heads = [
        Head("Size of adjusted gross income", 0, 0, 0, 2),
        Head("Total", 1, 2, 0, 1),
        Head("Itemized deductions", 3, 8),
        Head("Taxes paid", 3, 4, 1, 1),
        Head("Interest paid", 5, 6, 1, 1),
        Head("Contributions", 7, 8, 1, 1),
        *_heads(
            "/".join(["Number of|returns/Amount"] * 4),
            2,
            1,
        ),
        *_heads("(1)/(2)/(3)/(4)/(5)/(6)/(7)/(8)", 3, 1),
    ]
    rows = [Row(n.row("All returns, total", "cccccccc"))]
    rows += [
        Row(n.row(x, "cccccccc"), 6)
        for x in (
            "Under $5,000",
            "$5,000 under $10,000",
            "$10,000 under $25,000",
            "$25,000 under $50,000",
            "$50,000 or more",
        )
    ]
    draw(
        sheet,
        66,
        at,
        heads,
        rows,
        style("top double heads spans bars boxed bottom", leaders=True, leading=10),
    )
    return sheet


def decimal_points() -> Sheet:
    """Figures set at their decimal points, of very different length; ranges and marks."""
    sheet = Sheet("times", 10)
    sheet.text(
        80, 60, "Table 3. Regression results: dependent variable is weekly earnings", style="B"
    )
    at = columns(80, (150, 90, 90, 90), ("left", "point", "point", "point"))
    heads = _heads("Variable/(1)/(2)/(3)")
    rows = [
        Row(x)
        for x in (
            ("Intercept", "1,204.5", "12.33", "-0.4561"),
            (None, "(22.1)", "(0.02)", "(1.2200)"),
            ("Years of schooling", "0.071**", "0.065**", "0.0602*"),
            (None, "(0.003)", "(0.004)", "(0.0210)"),
            ("Experience", "15.", "0.2", "—"),
            (None, "(3.)", "(0.1)", None),
            ("Observations", "12,431", "12,431", "9,022"),
        )
    ]
    draw(sheet, 70, at, heads, rows, style("top heads bottom", leading=13))
    return sheet


def inside_shade() -> Sheet:
    """A table in a grey box with its title, beside text."""
    n = Numbers(48)
    sheet = Sheet("helvetica", 8.5)
    sheet.shade(310, 80, 560, 230)
    sheet.text(320, 95, "Figure 3. Cost per participant", style="B")
    at = columns(320, (110, 60, 60))
    rows = [Row(n.row(x, "MM")) for x in ("Classroom", "On the job", "Job search", "All services")]
    draw(sheet, 104, at, _heads("Service/Urban/Rural"), rows, style("heads"))
    sheet.prose(54, 80, 240, PROSE * 5)
    sheet.prose(310, 250, 250, PROSE * 3)
    return sheet


def no_table() -> Sheet:
    """Contents with leaders, references with years, a numbered list: no table."""
    sheet = Sheet("times", 10)
    sheet.text(306, 60, "CONTENTS", "centre", "B")
    y = 80.0
    for k, title in enumerate(
        ("Introduction", "Methods", "Findings", "Discussion", "Appendix A", "References")
    ):
        dots = "." * int((420 - sheet.width(title)) / sheet.width("."))
        sheet.text(80, y, f"{title} {dots} {3 + 4 * k}")
        y += 14
    y = sheet.prose(80, y + 20, 440, PROSE * 2)
    for k in range(1, 7):
        sheet.text(80, y, f"{k}.")
        y = sheet.prose(
            100,
            y,
            420,
            f"Smith, J. and Brown, A., {1990 + k}, {PROSE[:120]}, v. {k}, no. 3, p. {k}12–{k}40.",
        )
    return sheet


def form() -> Sheet:
    """Lines of a form with their numbers and amounts in boxes."""
    n = Numbers(50)
    sheet = Sheet("helvetica", 9)
    sheet.text(60, 60, "Part I   Summary of costs", style="B")
    at = columns(60, (30, 290, 50, 90), ("left", "left", "left", "right"))
    rows = [
        Row((f"{k}", text, f"{k}", n.dollars().strip("()")))
        for k, text in enumerate(
            (
                "Wages and salaries paid to employees",
                "Rent of offices and equipment",
                "Interest on loans",
                "Taxes and licenses",
                "Total. Add lines 1 through 4",
            ),
            1,
        )
    ]
    draw(sheet, 70, at, [], rows, style("top rows bottom bars"))
    return sheet


def no_lines_spans() -> Sheet:
    """Heads over groups without any line under them, sections centred, no lines at all."""
    n = Numbers(51)
    sheet = Sheet("helvetica", 8)
    sheet.text(306, 60, "Table 8. Persons below poverty level, by family status", "centre", "B")
    at = columns(60, (140, 62, 62, 62, 62, 62, 62))
    heads = [
        Head("Under 18 years", 1, 2),
        Head("18 to 64 years", 3, 4),
        Head("65 years and over", 5, 6),
        *_heads("Year/Number/Percent/Number/Percent/Number/Percent", 1),
    ]
    rows = []
    for section in ("ALL RACES", "WHITE ALONE"):
        rows.append(Row((section, *[None] * 6), kind="section"))
        rows += [Row(n.row(str(year), "cscscs")) for year in (2008, 2007, 2006, 2005)]
    draw(sheet, 72, at, heads, rows, style(leading=11))
    return sheet


def units_under() -> Sheet:
    """A line of units in brackets under heads, texts and figures mixed in one column."""
    n = Numbers(52)
    sheet = Sheet("times", 9)
    sheet.text(60, 60, "Table 12. Characteristics of sampled wells", style="B")
    at = columns(60, (80, 110, 70, 70, 90), ("left", "left", "right", "right", "left"))
    heads = _heads("Well|number/Aquifer/Depth|(feet)/Yield|(gpm)/Use of water")
    rows = [
        Row((f"BN-{k:02}", aquifer, n.count(50, 900), "<1" if k == 3 else n.count(5, 80), use))
        for k, (aquifer, use) in enumerate(
            (
                ("Glacial drift", "Domestic"),
                ("Sandstone", "Irrigation and stock"),
                ("Limestone", "Public supply"),
                ("Sandstone and shale", "Unused"),
                ("Glacial drift", "Industrial"),
            ),
            1,
        )
    ]
    draw(sheet, 70, at, heads, rows, style("top heads bottom"))
    return sheet


DOCUMENTS = (
    raised_marks,
    two_pages,
    typed_rules,
    marks_matrix,
    pairs_without_head,
    numbered_columns,
    decimal_points,
    inside_shade,
    no_table,
    form,
    no_lines_spans,
    units_under,
)
