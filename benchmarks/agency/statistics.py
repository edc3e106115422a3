"""Tables as statistical agencies set them: counts, rates and changes by group and year."""

from __future__ import annotations

from benchmarks.agency.draw import draw
from benchmarks.agency.sheet import Head, Row, Sheet, columns, style
from benchmarks.agency.texts import PROSE, STATES, Numbers


def _leaves(names: str, level: int = 0, first: int = 1) -> list[Head]:
    """A head for each of the names, which "/" parts, over one column each."""
    return [Head(n, k, k, level, level) for k, n in enumerate(names.split("/"), first) if n]


def employment() -> Sheet:
    """Leaders of dots, heads over groups with partial rules, group labels, white space."""
    n = Numbers(1)
    sheet = Sheet("times", 8)
    sheet.text(
        54,
        60,
        "Table 4. Employees on nonfarm payrolls by industry, not seasonally adjusted",
        style="B",
    )
    sheet.text(54, 71, "(Numbers in thousands)")
    at = columns(54, (180, 54, 54, 54, 54, 54, 54))
    heads = [
        Head("Industry", 0, 0, 0, 1),
        Head("Number", 1, 3),
        Head("Change from—", 4, 6),
        *_leaves("May 2011/Apr. 2012/May 2012", 1),
        *_leaves("May 2011/Apr. 2012/Mar. 2012", 1, 4),
    ]
    rows: list[Row] = []
    for group, parts in (
        (
            "Goods-producing",
            ("Mining and logging", "Construction", "Manufacturing", "Durable goods"),
        ),
        ("Service-providing", ("Wholesale trade", "Retail trade", "Utilities", "Information")),
        ("Government", ("Federal", "State government", "Local government")),
    ):
        rows.append(Row(n.row(group, "cccddd")))
        rows += [Row(n.row(part, "cccddd"), 10) for part in parts]
        rows.append(Row((), kind="blank"))
    y = draw(
        sheet,
        80,
        at,
        heads,
        rows,
        style("top double heads spans bottom", leading=10.5, leaders=True),
    )
    sheet.prose(54, y + 14, 480, PROSE * 3)
    return sheet


def schooling() -> Sheet:
    """A wide table without lines: standard errors beside figures, marks in their place."""
    n = Numbers(2)
    sheet = Sheet("helvetica", 7.5)
    sheet.text(
        54,
        60,
        "Table A-3. Percentage of students age 12 through 18 who reported being bullied,",
        style="B",
    )
    sheet.text(54, 70, "by selected characteristics: 2007 and 2009", style="B")
    at = columns(54, (130, 46, 34, 46, 34, 46, 34, 46, 34))
    heads = [
        Head("Characteristic", 0, 0, 0, 1),
        Head("Total", 1, 2),
        Head("Made fun of", 3, 4),
        Head("Threatened with harm", 5, 6),
        Head("Excluded", 7, 8),
        *_leaves("Percent/S.E./Percent/S.E./Percent/S.E./Percent/S.E.", 1),
    ]
    rows = []
    for group, parts in (
        ("Sex", ("Male", "Female")),
        ("Race/ethnicity", ("White", "Black", "Hispanic", "Asian", "Other")),
        ("Grade", ("6th", "7th", "8th", "9th", "10th", "11th", "12th")),
    ):
        rows.append(Row((group, *[None] * 8), kind="group"))
        for part in parts:
            cells = [part]
            for k in range(4):
                cells += (
                    ["‡", "(†)"] if part == "Asian" and k > 1 else [n.share(), f"({n.share(4)})"]
                )
            rows.append(Row(tuple(cells), 8))
    y = draw(sheet, 80, at, heads, rows, style("top heads bottom spans", leading=10))
    sheet.text(54, y, "† Not applicable. ‡ Reporting standards not met.")
    sheet.text(54, y + 10, "NOTE: Detail may not sum to totals because of rounding.")
    return sheet


def energy() -> Sheet:
    """Section rows centred over all columns, years as rows, two levels of heads."""
    n = Numbers(3)
    sheet = Sheet("helvetica", 8)
    sheet.text(
        54, 60, "Table 1.3 Primary Energy Consumption by Source (Quadrillion Btu)", style="B"
    )
    at = columns(54, (90, 58, 58, 58, 58, 58, 58))
    heads = [
        Head("Year", 0, 0, 0, 1),
        Head("Fossil Fuels", 1, 4),
        Head("Nuclear Electric Power", 5, 5, 0, 1),
        Head("Total", 6, 6, 0, 1),
        *_leaves("Coal/Natural Gas/Petro-|leum/Total", 1),
    ]
    rows = []
    for section in ("Residential", "Commercial", "Industrial"):
        rows.append(Row((section, *[None] * 6), kind="section"))
        rows += [Row(n.row(f"{year} Total", "ssssss")) for year in range(1995, 2000)]
    draw(sheet, 75, at, heads, rows, style("top heads spans bottom", leading=11, gap_every=6))
    return sheet


def crops() -> Sheet:
    """Units of several columns in a row of their own, no lines, leaders, years as heads."""
    n = Numbers(4)
    sheet = Sheet("courier", 7)
    sheet.text(300, 60, "Table 9--Acreage, yield and production of corn by State", "centre")
    at = columns(60, (110, 55, 55, 55, 55, 55, 55), "right")
    heads = [
        Head("State", 0, 0, 0, 1),
        Head("Area harvested", 1, 2),
        Head("Yield per acre", 3, 4),
        Head("Production", 5, 6),
        *_leaves("2010/2011/2010/2011/2010/2011", 1),
        Head("1,000 acres", 1, 2, 2, 2),
        Head("Bushels", 3, 4, 2, 2),
        Head("1,000 bushels", 5, 6, 2, 2),
    ]
    rows = [Row(n.row(state, "ccsscc")) for state in STATES]
    rows += [Row((), kind="blank"), Row(n.row("U.S.", "ccsscc"))]
    draw(
        sheet, 70, at, heads, rows, style("top heads bottom", leading=10, leaders=True, gap_every=5)
    )
    return sheet


def health() -> Sheet:
    """Counts with shares and intervals, a table in one of two columns of text."""
    n = Numbers(5)
    sheet = Sheet("times", 9)
    low = sheet.prose(48, 70, 245, PROSE * 2)
    sheet.text(48, low + 12, "TABLE 2. Prevalence of current smoking, by group", style="B", size=8)
    at = columns(48, (95, 45, 45, 60))
    heads = _leaves("Characteristic/No./%/(95% CI)", 0, 0)
    rows = [
        Row((label, n.count(), n.share(), f"({n.share(40)}–{n.share()})"), 6 if k else 0)
        for k, label in enumerate(("Total", "Men", "Women", "18–24 yrs", "25–44 yrs", "45–64 yrs"))
    ]
    low = draw(sheet, low + 18, at, heads, rows, style("top heads bottom"))
    sheet.prose(48, low + 12, 245, PROSE * 2)
    sheet.prose(318, 70, 245, PROSE * 6)
    return sheet


def both_columns() -> Sheet:
    """A table over both columns of text, without lines."""
    n = Numbers(6)
    sheet = Sheet("times", 9)
    sheet.text(306, 60, "Table 3.—Arrests by age group, 1990–99", "centre", "B")
    at = columns(48, (150, 60, 60, 60, 60, 60, 60))
    heads = _leaves("Offense/All ages/Under 15/15–17/18–20/21–24/25 and over", 0, 0)
    rows = [
        Row(n.row(x, "cccccc"))
        for x in (
            "Murder",
            "Forcible rape",
            "Robbery",
            "Aggravated assault",
            "Burglary",
            "Larceny-theft",
        )
    ]
    low = draw(sheet, 66, at, heads, rows, style())
    sheet.prose(48, low + 20, 245, PROSE * 4)
    sheet.prose(318, low + 20, 245, PROSE * 4)
    return sheet


def wrapped_labels() -> Sheet:
    """Labels over several lines with figures beside the last, shaded every other row."""
    n = Numbers(7)
    sheet = Sheet("helvetica", 8.5)
    sheet.text(60, 60, "Exhibit 12. Reasons given for leaving the program", style="B")
    at = columns(60, (190, 70, 70, 70))
    heads = _leaves("Reason/Fiscal year 2008/Fiscal year 2009/Percent change", 0, 0)
    texts = (
        "Found a job that paid more than the limit set by the State in which the family lived",
        "Moved to another State or county",
        "Marriage or other change in the make-up of the household",
        "Did not keep appointments or did not provide the information asked for by the agency",
        "Benefits reduced because of other income",
        "Other reasons",
    )
    rows = [Row(n.row(x, "ccd")) for x in texts] + [Row(n.row("Total", "ccd"), kind="total")]
    low = draw(sheet, 70, at, heads, rows, style("top heads bottom", stripes=True, bold_heads=True))
    sheet.prose(60, low + 10, 460, PROSE)
    return sheet


def ranks() -> Sheet:
    """The same three columns twice beside one another: ranks of States."""
    n = Numbers(8)
    sheet = Sheet("times", 9)
    sheet.text(60, 60, "Table 6. States ranked by median household income", style="B")
    at = columns(
        60,
        (40, 90, 80, 20, 40, 90, 80),
        ("centre", "left", "right", "left", "centre", "left", "right"),
    )
    real = [at[0], at[1], at[2], at[4], at[5], at[6]]
    heads = _leaves("Rank/State/Income/Rank/State/Income", 0, 0)
    rows = [
        Row(
            (
                str(k + 1),
                STATES[k],
                n.dollars(30_000, 70_000, sign=k == 0).strip("()"),
                str(k + 9),
                STATES[k + 8],
                n.dollars(30_000, 70_000).strip("()"),
            )
        )
        for k in range(8)
    ]
    draw(sheet, 70, real, heads, rows, style("top heads bottom"))
    return sheet


def turned() -> Sheet:
    """A table turned by a quarter on its page."""
    n = Numbers(9)
    sheet = Sheet("helvetica", 8)
    with sheet.turned(100, 700):
        sheet.text(
            100, 690, "Table 15. Enrollment in degree-granting institutions, by State", style="B"
        )
        at = columns(100, (110, 60, 60, 60, 60, 60, 60, 60))
        heads = [
            Head("State", 0, 0, 0, 1),
            Head("Public", 1, 3),
            Head("Private", 4, 6),
            Head("Total", 7, 7, 0, 1),
            *_leaves("Fall 2005/Fall 2006/Change/Fall 2005/Fall 2006/Change", 1),
        ]
        rows = [Row(n.row(state, "ccdccdc")) for state in STATES]
        draw(sheet, 700, at, heads, rows, style("top heads bottom spans"))
    return sheet


DOCUMENTS = (
    employment,
    schooling,
    energy,
    crops,
    health,
    both_columns,
    wrapped_labels,
    ranks,
    turned,
)
