"""Tables as budget offices, banks' supervisors and auditors set them."""

from __future__ import annotations

from benchmarks.agency.draw import draw
from benchmarks.agency.sheet import Head, Row, Sheet, columns, style
from benchmarks.agency.texts import PROSE, Numbers


def _heads(names: str, level: int = 0, first: int = 0) -> list[Head]:
    return [Head(n, k, k, level, level) for k, n in enumerate(names.split("/"), first) if n]


def balance_sheet() -> Sheet:
    """ "$" apart from its figure, indents, totals under short rules, two years."""
    n = Numbers(21)
    sheet = Sheet("times", 10)
    sheet.text(306, 60, "CONSOLIDATED BALANCE SHEETS", "centre", "B")
    sheet.text(306, 73, "As of September 30, 2009 and 2008", "centre")
    sheet.text(306, 86, "(Dollars in Millions)", "centre")
    at = columns(80, (260, 90, 90))
    rows = [
        Row(("ASSETS", None, None), kind="group"),
        Row(("Intragovernmental:", None, None), 8, "group"),
        Row(n.row("Fund balance with Treasury (Note 3)", "MM"), 16),
        Row(n.row("Investments, net (Note 5)", "mm"), 16),
        Row(n.row("Accounts receivable", "mm"), 16),
        Row(n.row("Total intragovernmental", "mm"), 8, "total"),
        Row(n.row("Cash and other monetary assets", "mm"), 8),
        Row(n.row("Property, plant, and equipment, net", "mm"), 8),
        Row(n.row("TOTAL ASSETS", "MM"), 0, "total"),
        Row((), kind="blank"),
        Row(("LIABILITIES (Note 9)", None, None), kind="group"),
        Row(n.row("Accounts payable", "MM"), 8),
        Row(
            n.row(
                "Debt held by the public and interest payable to others than the Government", "mm"
            ),
            8,
        ),
        Row(n.row("TOTAL LIABILITIES", "MM"), 0, "total"),
    ]
    low = draw(
        sheet,
        96,
        at,
        _heads("2009/2008", 0, 1),
        rows,
        style("heads double", dollars=True, leading=14),
    )
    sheet.text(80, low + 8, "The accompanying notes are an integral part of these statements.")
    return sheet


def budget() -> Sheet:
    """Years under "actual" and "estimate", leaders, identification codes before labels."""
    n = Numbers(22)
    sheet = Sheet("times", 8)
    sheet.text(306, 56, "Program and Financing (in millions of dollars)", "centre", "B")
    at = columns(150, (200, 44, 44, 44))
    heads = _heads("Identification code 75–0511–0–1–551/2010 actual/2011 est./2012 est.")
    rows = [Row(("Obligations by program activity:", None, None, None), kind="group")]
    for code, label in (
        ("0001", "Payments to States"),
        ("0002", "Administration"),
        ("0003", "Research and training"),
        ("0900", "Total new obligations"),
        ("1000", "Unobligated balance, brought forward"),
        ("1160", "Appropriation, discretionary (total)"),
        ("3000", "Obligated balance, start of year"),
    ):
        rows.append(Row(n.row(f"{code} {label}", "mmm"), 6, "row"))
    draw(sheet, 64, at, heads, rows, style("top heads bottom", leaders=True, leading=9.5))
    return sheet


def insurance_fund() -> Sheet:
    """All lines drawn, shaded head, quarters over two levels."""
    n = Numbers(23)
    sheet = Sheet("helvetica", 8)
    sheet.text(
        54,
        60,
        "Table II-A. Aggregate Condition and Income Data (dollar figures in millions)",
        style="B",
    )
    at = columns(54, (170, 55, 55, 55, 55, 55))
    sheet.shade(54, 70, 54 + 445, 114)
    heads = [
        Head("", 0, 0, 0, 1),
        Head("All Insured Institutions", 1, 3),
        Head("Assets over $1 Billion", 4, 5),
        *_heads(
            "4th Quarter|2009/3rd Quarter|2009/%Change/Commercial|Banks/Savings|Institutions", 1, 1
        ),
    ]
    rows = [
        Row(n.row(x, "MMdMM" if k == 0 else "mmdmm"))
        for k, x in enumerate(
            (
                "Total assets",
                "Loans secured by real estate",
                "1-4 Family residential",
                "Commercial & industrial",
                "Other loans & leases",
                "Deposits",
            )
        )
    ]
    low = draw(sheet, 70, at, heads[1:], rows, style("top heads rows bottom bars boxed spans"))
    sheet.prose(54, low + 10, 440, PROSE)
    return sheet


def federal_notice() -> Sheet:
    """A notice in three narrow columns with a table over all of them: lines at heads only."""
    n = Numbers(24)
    sheet = Sheet("times", 8)
    for x in (46, 223, 400):
        sheet.prose(x, 60, 166, PROSE * 2, 9)
    sheet.text(
        306,
        330,
        "TABLE 1.—ESTIMATED ANNUAL REPORTING AND RECORDKEEPING BURDEN^1".replace("^1", ""),
        "centre",
        size=7,
    )
    at = columns(46, (160, 72, 72, 72, 72, 72))
    heads = _heads(
        "21 CFR section/Number of|respondents/Annual frequency|per response/Total annual|responses/"
        "Hours per|response/Total hours"
    )
    rows = [
        Row(n.row(x, "ccccs"))
        for x in ("101.9(j)(18)", "104.20(c)", "105.66 and 105.67", "107.10(a)")
    ]
    rows.append(Row(n.row("Total", "yyyys"), 10, "total"))
    low = draw(
        sheet, 336, at, heads, rows, style("top double heads bars bottom", leaders=True, leading=10)
    )
    for x in (46, 223, 400):
        sheet.prose(x, low + 10, 166, PROSE * 2, 9)
    return sheet


def audit_findings() -> Sheet:
    """Texts over several lines in three columns, rules between rows."""
    sheet = Sheet("helvetica", 8.5)
    sheet.text(60, 60, "Table 2: Status of Recommendations Made to the Agency", style="B")
    at = columns(60, (110, 190, 180), ("left", "left", "left"))
    heads = _heads("Office/Recommendation/Status as of March 2010")
    texts = (
        (
            "Office of Inspector General",
            "Establish procedures to verify the data that grantees report each quarter.",
            "Implemented. Procedures were issued in January 2010 and staff were trained.",
        ),
        (
            "Chief Financial Officer",
            "Reconcile the accounts of the fund with Treasury each month.",
            "Not implemented.",
        ),
        (
            "Bureau of Management",
            "Require that contracting officers document the reasons for awards made without "
            "competition and review them once a year.",
            "Partially implemented. A draft policy is under review.",
        ),
    )
    rows = [Row(x) for x in texts]
    low = draw(
        sheet, 68, at, heads, rows, style("top heads rows bottom", heads_left=True, bold_heads=True)
    )
    sheet.text(60, low, "Source: GAO analysis of agency data.", size=7)
    return sheet


def unruled_words() -> Sheet:
    """A schedule of words only: dates, places, telephone numbers; no lines."""
    sheet = Sheet("times", 10)
    sheet.prose(70, 60, 470, PROSE)
    at = columns(70, (110, 170, 110, 90), ("left", "left", "left", "left"))
    heads = _heads("Date/Location/Time/Contact")
    rows = [
        Row(x)
        for x in (
            ("March 3, 2009", "Denver, Colorado", "9:00 a.m.", "Ms. Alvarez"),
            ("March 10, 2009", "Atlanta, Georgia", "1:00 p.m.", "Mr. Whitfield"),
            ("March 17, 2009", "Portland, Oregon", "9:00 a.m.", "Ms. Chen"),
            ("March 24, 2009", "Boston, Massachusetts", "1:30 p.m.", "Mr. O'Neil"),
        )
    ]
    low = draw(sheet, 150, at, heads, rows, style("heads", leading=14, heads_left=True))
    sheet.prose(70, low + 10, 470, PROSE)
    return sheet


def exposures() -> Sheet:
    """Row groups named once beside several rows, rules between the groups."""
    n = Numbers(27)
    sheet = Sheet("helvetica", 8.5)
    sheet.text(60, 60, "Table 3-2. Observed concentrations by site and season", style="B")
    at = columns(60, (90, 90, 60, 60, 60, 60), ("left", "left", "right", "right", "right", "right"))
    heads = _heads("Site/Season/Samples/Mean (ppm)/Minimum/Maximum")
    table = sheet.table()
    low = draw(sheet, 70, at, heads, [], style("top heads"), table) - 12
    for site in ("North Fork", "South Fork", "Main Stem"):
        rows = [
            Row((site if k == 0 else None, season, *n.row("", "csss")[1:]))
            for k, season in enumerate(("Winter", "Spring", "Summer", "Fall"))
        ]
        low = draw(sheet, low, at, [], rows, style("bottom"), table) - 12
    return sheet


def two_beside() -> Sheet:
    """Two tables beside one another, each with its own title."""
    n = Numbers(28)
    sheet = Sheet("helvetica", 8)
    for x, title in ((54, "Table 7. Births by age of mother"), (320, "Table 8. Deaths by cause")):
        sheet.text(x, 60, title, style="B")
        at = columns(x, (90, 50, 50, 40))
        labels = (
            ("Under 15 years", "15–19 years", "20–24 years", "25–29 years", "30–34 years")
            if x < 100
            else ("Heart disease", "Cancer", "Stroke", "Accidents", "Influenza")
        )
        heads = _heads("Age/2001/2002/Rate" if x < 100 else "Cause/2001/2002/Rate")
        draw(
            sheet, 66, at, heads, [Row(n.row(t, "ccs")) for t in labels], style("top heads bottom")
        )
    sheet.prose(54, 190, 490, PROSE * 3)
    return sheet


def year_series() -> Sheet:
    """Many years down the side, grouped by white space after each five; no lines at all."""
    n = Numbers(29)
    sheet = Sheet("courier", 8)
    sheet.text(306, 60, "TABLE B-63. Budget receipts, outlays, and debt, 1980-1999", "centre")
    sheet.text(306, 71, "[Billions of dollars; fiscal years]", "centre")
    at = columns(
        70, (90, 70, 70, 80, 80, 80), ("left", "right", "right", "right", "right", "right")
    )
    heads = _heads(
        "Fiscal year/Receipts/Outlays/Surplus or|deficit (-)/Gross Federal|debt/Held by the|public"
    )
    rows = [Row(n.row(str(year), "ssdss")) for year in range(1980, 2000)]
    draw(sheet, 80, at, heads, rows, style(gap_every=5, leading=11))
    return sheet


DOCUMENTS = (
    balance_sheet,
    budget,
    insurance_fund,
    federal_notice,
    audit_findings,
    unruled_words,
    exposures,
    two_beside,
    year_series,
)
