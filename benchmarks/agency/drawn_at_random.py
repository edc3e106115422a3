"""Agency tables of every setting drawn from a seed: heads, rules, type, leaders, sections, text."""

from __future__ import annotations

import random

from benchmarks.agency.draw import draw
from benchmarks.agency.sheet import Column, Head, Row, Sheet, Style, columns
from benchmarks.agency.texts import PROSE, STATES, Numbers

_LABELS = (
    "All persons",
    "Male",
    "Female",
    "Under 18 years",
    "18 to 64 years",
    "65 years and over",
    "In families",
    "Unrelated individuals living in households of two or more persons",
    "Northeast",
    "Midwest",
    "South",
    "West",
    "Employed",
    "Unemployed",
    "Not in labor force",
    "Private health insurance",
    "Medicare",
    "Medicaid and other means-tested programs",
)
_GROUPS = (
    "Number",
    "Percent",
    "Rate per 100,000",
    "Total expenditures",
    "Average annual change",
    "Current dollars",
    "Constant 2005 dollars",
    "Civilian",
    "Military",
)
_LEAVES = (
    "2005",
    "2006",
    "2007",
    "2008",
    "Total",
    "Men",
    "Women",
    "Federal",
    "State and local",
    "Low estimate",
    "High estimate",
    "Number of persons",
)
_SECTIONS = ("White", "Black", "Hispanic", "Asian", "Other races")
_SUBJECTS = ("Persons by selected characteristics", "Outlays by function")
_RULES = (
    "",
    "heads",
    "top heads bottom",
    "top heads bottom spans",
    "heads spans",
    "top double heads bottom",
    "top heads rows bottom",
    "top heads rows bottom bars boxed spans",
    "top heads bars bottom",
)


def table(seed: int) -> Sheet:
    """A sheet with one table, and text above or below it."""
    pick = random.Random(seed)
    numbers = Numbers(seed)
    sheet = Sheet(pick.choice(("times", "helvetica", "courier")), pick.choice((7, 8, 9, 10)))
    if sheet.family == "courier":
        sheet.size = min(sheet.size, 8)
    heads, count = _heads(pick)
    dollars = count < 7 and pick.random() < 0.5
    at = _columns(pick, count, dollars=dollars)
    look = _look(pick, sheet, dollars=dollars)
    rows = _rows(pick, numbers, count, look)
    y = 60.0
    if pick.random() < 0.5:
        y = sheet.prose(54, y, 500, PROSE, look.leading) + 14
    y = _title(pick, sheet, at, y)
    y = draw(sheet, y, at, heads, rows, look)
    if pick.random() < 0.5:
        sheet.text(at[0].x, y, "Source: U.S. Department of Labor, Bureau of Labor Statistics.")
        y += 2 * look.leading
    if pick.random() < 0.5:
        sheet.prose(54, y + 6, 500, PROSE * 2, look.leading)
    return sheet


def _heads(pick: random.Random) -> tuple[list[Head], int]:
    """Heads of one to three levels, and how many columns they name with that of the labels."""
    stub = pick.choice(("Characteristic", "State", "Item", "Age and sex", ""))
    levels = pick.choice((1, 1, 2, 2, 2, 3))
    if levels == 1:
        count = pick.randint(2, 7)
        leaves = pick.sample(_LEAVES, count)
        heads = [Head(n, k, k) for k, n in enumerate(leaves, 1)]
        return ([Head(stub, 0, 0)] if stub else []) + heads, count + 1
    each, groups = pick.choice(((2, 2), (2, 3), (3, 2), (2, 4)))
    leaves = pick.sample(_LEAVES, each)
    first = 1
    heads = [Head(stub, 0, 0, 0, levels - 1)] if stub else []
    if pick.random() < 0.3:
        heads.append(Head("Total", 1, 1, 0, levels - 1))
        first = 2
    named = pick.sample(_GROUPS, groups)
    for place, name in enumerate(named):
        start = first + place * each
        heads.append(Head(name, start, start + each - 1, levels - 2, levels - 2))
        heads += [
            Head(n, start + j, start + j, levels - 1, levels - 1) for j, n in enumerate(leaves)
        ]
    last = first + groups * each - 1
    if levels == 3:
        heads.append(Head("Fiscal years ending September 30", first, last, 0, 0))
    return heads, last + 1


def _columns(pick: random.Random, count: int, *, dollars: bool) -> list[Column]:
    wide = min(pick.choice((120.0, 150.0, 180.0)), 500 - 44.0 * (count - 1))
    rest = min((500 - wide) / (count - 1), 70.0 if dollars else pick.choice((50.0, 60.0, 75.0)))
    align = "right" if dollars else pick.choice(("right", "right", "right", "centre", "point"))
    aligns = ["left", *[align] * (count - 1)]
    return columns(54, [wide, *[rest] * (count - 1)], aligns)  # type: ignore[arg-type]


def _look(pick: random.Random, sheet: Sheet, *, dollars: bool) -> Style:
    rules = pick.choice(_RULES)
    return Style(
        leading=round(sheet.size * pick.choice((1.15, 1.3, 1.5)), 1),
        rules=frozenset(rules.split()),
        leaders=pick.random() < 0.4,
        dollars=dollars,
        stripes=pick.random() < 0.2,
        spaced=pick.random() < 0.3,
        bold_heads=pick.random() < 0.3,
        gap_every=pick.choice((0, 0, 0, 5)),
    )


def _rows(pick: random.Random, numbers: Numbers, count: int, look: Style) -> list[Row]:
    money = look.dollars
    kinds = "".join(pick.choice("csd") for _ in range(count - 1))
    first_kinds = "M" * (count - 1) if money else kinds
    kinds = "m" * (count - 1) if money else kinds
    rows: list[Row] = []
    shape = pick.choice(("plain", "plain", "groups", "sections", "indents"))
    labels = list(STATES) if pick.random() < 0.3 else list(_LABELS)
    for part in range(1 if shape == "plain" else pick.randint(2, 3)):
        if shape == "sections":
            rows.append(Row((_SECTIONS[part], *[None] * (count - 1)), kind="section"))
        elif shape == "groups":
            rows.append(Row((_SECTIONS[part], *[None] * (count - 1)), kind="group"))
        elif shape == "indents":
            rows.append(Row(numbers.row(_SECTIONS[part], kinds)))
        for k in range(pick.randint(3, 7)):
            said = numbers.row(
                labels[(7 * part + k) % len(labels)], first_kinds if k == 0 else kinds
            )
            rows.append(Row(said, 0 if shape in ("plain", "sections") else 8))
        if shape == "indents" and pick.random() < 0.5:
            rows.append(Row((), kind="blank"))
    if pick.random() < 0.4:
        rows.append(Row(numbers.row("Total", first_kinds), kind="total"))
    return rows


def _title(pick: random.Random, sheet: Sheet, at: list[Column], y: float) -> float:
    number = pick.choice(("Table 4.", "Table A-2.", "TABLE 12.—", "Exhibit 3:", "Table II-1."))
    text = f"{number} {pick.choice(_SUBJECTS)}, 2005–08"
    if pick.random() < 0.5:
        sheet.text((at[0].x + at[-1].x + at[-1].width) / 2, y, text, "centre", "B")
        if pick.random() < 0.6:
            y += sheet.size * 1.2
            sheet.text(
                (at[0].x + at[-1].x + at[-1].width) / 2, y, "(Numbers in thousands)", "centre"
            )
    else:
        sheet.text(at[0].x, y, text, style=pick.choice(("B", "")))
    return y + 6
