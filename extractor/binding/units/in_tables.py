"""The units of tables: from the labels of a cell, from a line that states the unit once for the
tables that follow ("All figures in £m"), or from another table with the same sums."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import TypeVar

from extractor.annotations.model import Number, Unit
from extractor.binding.model import Binding
from extractor.binding.units.signs_in_labels import SIGNS
from extractor.blocks.tables.cell_kinds import is_unit
from extractor.passages.model import CellLabels, Passage
from extractor.regex import regex
from extractor.rulebook.words import nouns
from extractor.tokens import norm

STATED = 400
"""How many counts with their times are kept, the latest ones; a base that is restated
("Of the 717 …") has been stated not long before."""


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """A unit with its factor, and the page that states it."""

    unit: Unit
    scale: float
    page: int | None


@dataclass(frozen=True, slots=True)
class CellUnit:
    """What says the unit of the figures of one cell.

    `texts` may give it, the nearest first, `texts_of_bare` that of a figure which prints none;
    `stated` is what a line states for all tables, `elsewhere` the factor by which another table
    prints the same sums.
    """

    page: int | None
    texts: tuple[str, ...]
    texts_of_bare: tuple[str, ...]
    stated: StatedUnit | None
    elsewhere: float

    def of(self, number: Number) -> tuple[Unit, float, bool]:
        """The unit of a figure with its factor, and whether the factor was found elsewhere: in
        another table with the same figures, or in a line on an earlier page."""
        bare = number.unit is None
        unit, scale = _unit(number, self.texts_of_bare if bare else self.texts)
        stated = self.stated
        if stated is not None and bare and unit == "count":
            return stated.unit, stated.scale, stated.page != self.page
        alike = unit == "currency_gbp" and scale == 1.0 and self.elsewhere > 1
        if alike and "." not in number.text:
            return unit, self.elsewhere, True
        return unit, scale, False


@dataclass(frozen=True, slots=True)
class TableUnits:
    """What a report has said so far of the units of its tables.

    `stated` is the unit that it states for its tables of money, `money_table` the last of them.
    `printed` is the money that the labels of the last table print, `goes_on` the table without a
    header that takes it over. `sums` gives for a printed sum how many pounds its unit is worth,
    `summed_table` is the table without a unit that prints one of them again. `card` is the
    last card, with the sign of the unit that a value of it prints: the others have it too.
    """

    stated: StatedUnit | None = None
    money_table: int = -1
    printed: StatedUnit | None = None
    goes_on: int = -1
    sums: Mapping[str, float] = field(default_factory=dict)
    summed_table: int = -1
    card: tuple[int, str] = (-1, "")

    def around(self, passage: Passage) -> TableUnits:
        """With the unit around a passage, and with the table of a cell marked as one of money from
        its first cell below a label that says so."""
        units, own = self, _unit_around(passage)
        if own is not None:
            units = replace(units, stated=own)
        cell = passage.cell
        headless = cell and "header_unclear" in passage.doubts and not cell.column_path
        nearest = cell and headless and _is_nearest(units.printed, units.stated, passage)
        if cell and nearest and not _names_a_count(cell.row_path):
            return replace(units, goes_on=passage.paragraph)
        if cell is None or units.stated is None or _counts(" ".join(cell.column_path)):
            return units
        its_own = own is not None and not _counts(" ".join(cell.row_path))
        if _is_of_money(passage) or its_own or (headless and units.money_table >= 0):
            # What has lost its head goes on with the last.
            return replace(units, money_table=passage.paragraph)
        return units

    def with_figures(self, passage: Passage, figures: Sequence[Number]) -> TableUnits:
        """With the table of a cell marked as one that prints sums known in another unit."""
        if passage.cell is not None and any(n.text in self.sums for n in figures):
            return replace(self, summed_table=passage.paragraph)
        return self

    def of_cell(self, passage: Passage, labels: Sequence[str]) -> CellUnit:
        """What says the unit of the figures of a cell; `labels` are those of the cell, the nearest
        first."""
        page = passage.page
        stub = [passage.cell.stub] if passage.cell is not None and passage.cell.stub else []
        caption = [passage.caption] if passage.caption else []
        notes = [note for note in passage.notes if _may_state_a_unit(note)]
        around = [*caption, *notes, *passage.headings[:1]]
        ruling = [*stub, *(text for text in around if _stated_unit(text, page) is None)]
        bare, unlabelled = ruling, _unit_of_cell(labels) is None
        if unlabelled and _is_of_money(passage):
            # A "%" far from a column of money is another column's.
            bare = [text for text in ruling if (_unit_of_label(text) or ("",))[0] != "percent"]
        counted = _names_a_count(labels)
        apart = unlabelled and passage.cell is not None and _has_a_unit_of_its_own(passage.cell)
        if apart or counted:
            ruling = bare = []
        if unlabelled and passage.cell is not None and any(map(_BOUND.search, labels)):
            bare = [*_units_of_shares(passage.cell.siblings), *bare]
        stated = None if apart or counted else self._stated_for(passage)
        if passage.source == "card" and self.card[0] == passage.paragraph:
            bare = [self.card[1], *bare]
        return CellUnit(page, (*labels, *ruling), (*labels, *bare), stated, self._scale(passage))

    def _stated_for(self, passage: Passage) -> StatedUnit | None:
        """The unit that the report states for the table of a cell, None where it is not of money
        or the column counts people or things."""
        cell = passage.cell
        if cell is not None and self.goes_on == passage.paragraph and not cell.column_path:
            return self.printed
        if cell is None or self.money_table != passage.paragraph:
            return None
        return None if _counts(" ".join(cell.column_path)) else self.stated

    def _scale(self, passage: Passage) -> float:
        """The scale of money in a table that states none, where another table of the report
        prints the same figures in thousands or millions."""
        if passage.cell is None or self.summed_table != passage.paragraph:
            return 1.0
        return next(iter(self.sums.values()), 1.0)

    def after_cell(self, passage: Passage, bindings: Sequence[Binding]) -> TableUnits:
        """What is known after the figures of a cell have been bound."""
        sums = {
            b.figure.number.text: b.figure.scale
            for b in bindings
            if b.figure.unit == "currency_gbp"
            and b.figure.scale > 1
            and len(b.figure.number.text) > 4
        }
        return replace(
            self,
            sums=first_kept(self.sums, sums),
            printed=_printed_after(self.printed, passage, bindings),
            card=_card_after(self.card, passage, bindings),
        )


@lru_cache(maxsize=1 << 12)
def _unit_of_label(label: str) -> tuple[Unit, float] | None:
    """The unit that a row or column label or a caption gives, and the factor to apply."""
    for pattern, unit, scale in SIGNS:
        if pattern.search(label):
            return unit, scale
    return None


def _unit_of_cell(labels: Sequence[str]) -> tuple[Unit, float] | None:
    """The unit of a table cell from its labels, nearest first."""
    for label in labels:
        found = _unit_of_label(label)
        if found is not None:
            return found
    return None


def _printed_after(
    last: StatedUnit | None, passage: Passage, bindings: Sequence[Binding]
) -> StatedUnit | None:
    """The unit of money that the labels of the last table print; None after one of anything else,
    the last one still after a table without a header."""
    cell = passage.cell
    assert cell is not None
    if not cell.column_path or not bindings:
        return last
    labels = [*cell.column_path[::-1], *cell.row_path[::-1], *filter(None, [passage.caption])]
    found = _unit_of_cell(labels)
    if found is None or found[0] != "currency_gbp":
        return None
    return StatedUnit(*found, passage.page)


_SIGN_OF = {
    "percent": "%", "rate_per_1000": "per 1,000", "rate_per_10000": "per 10,000",
    "rate_per_100000": "per 100,000",
}  # fmt: skip


def _card_after(
    last: tuple[int, str], passage: Passage, bindings: Sequence[Binding]
) -> tuple[int, str]:
    """The card of a value that prints its unit, with the sign of that."""
    if passage.source != "card":
        return last
    signs = (_SIGN_OF.get(b.figure.number.unit or "") for b in bindings)
    return next(((passage.paragraph, sign) for sign in signs if sign), last)


_K = TypeVar("_K")
_V = TypeVar("_V")


def first_kept(known: Mapping[_K, _V], more: Mapping[_K, _V]) -> Mapping[_K, _V]:
    """The known values and new ones, each under its first value; only the latest are kept."""
    new = {key: value for key, value in more.items() if key not in known}
    if not new:
        return known
    joined = {**known, **new}
    return MappingProxyType(dict(islice(joined.items(), max(len(joined) - STATED, 0), None)))


def _is_nearest(printed: StatedUnit | None, stated: StatedUnit | None, passage: Passage) -> bool:
    """Whether a header printed a unit on this page or the one before, and no line stated one
    since."""
    if printed is None or (passage.page or 0) - (printed.page or 0) > 1:
        return False
    return stated is None or (stated.page or 0) < (printed.page or 0)


def _unit(number: Number, labels: Sequence[str]) -> tuple[Unit, float]:
    """The unit of a cell: its own sign, else the labels'; a sign keeps the label's scale
    ("£2,613" in a table in £'000)."""
    labelled = _unit_of_cell(labels)
    if number.unit is not None:
        if number.unit == "currency_gbp":
            labels_of_money = (
                found for label in labels
                if (found := _unit_of_label(label)) is not None and found[0] == "currency_gbp"
            )  # fmt: skip
            _, scale = next(labels_of_money, (None, 1.0))
            printed_scale = re.search(r"[kmb]n?$|million|billion|thousand", number.text, re.I)
            return number.unit, 1.0 if printed_scale else scale
        return number.unit, 1.0
    return labelled if labelled is not None else ("count", 1.0)


def scaled(number: Number, scale: float) -> Number:
    """A number in the unit itself, where its table is in thousands or millions of it."""
    if scale == 1.0:
        return number
    upper = None if number.value_max is None else round(number.value_max * scale, 6)
    return replace(number, value=round(number.value * scale, 6), value_max=upper)


def _unit_around(passage: Passage) -> StatedUnit | None:
    """The unit that a passage, or the text around its table, states for the report's tables."""
    lines = [*passage.notes, *([passage.caption] if passage.caption else [])]
    if passage.cell is None:
        lines.append(passage.text.content)
    found = (_stated_unit(line, passage.page) for line in lines)
    return next((unit for unit in found if unit is not None), None)


LONGEST = 160
"""Characters of a line that can state the unit of tables."""

_FIGURE_OF_ITS_OWN = regex(
    r"\d\s*(?:%|per ?cent\b|percentage points?\b|per\s1)|£\s?\d", re.IGNORECASE
)


def _may_state_a_unit(note: str) -> bool:
    """Whether a line around a table may give the unit of its cells: a paragraph of running text,
    or a line with a figure in that unit ("At 51.6 per 10,000 …"), is of itself only."""
    return len(note) <= LONGEST and not _FIGURE_OF_ITS_OWN.search(note)


_OF_MONEY = ("£", "pounds", "thousands", "millions")  # one of them is in what follows
_STATES = regex(
    r"\b(?:figures?|amounts?|values?|sums?|numbers?|tables?|variances?|budgets?|costs?)\b"
    r"(?:\s\w+){0,6}?\s(?:in|are|is|as|to the nearest)\b[^.;]{0,40}"
    r"(?:£|\bpounds\b|\bthousands\b|\bmillions\b)",
    re.IGNORECASE,
)
_ALONE = regex(r"\W*£\s?['’]?(?:m(?:illions?)?|k|0{3}s?|thousands?)\W*", re.IGNORECASE)
_WHOLE_SCALE = regex(r"\b(thousands|millions)\b", re.IGNORECASE)
_MONEY = regex(
    r"£|\b(?:budget|out-?turn|forecast|varianc|under-?spen|over-?spen|spen[dt]|spending|sav(?:ing|ed)"
    r"|expenditure|income|reserve|balance|cost|grant|impact|capital|revenue|re-?phas|drawdown"
    r"|pressure|funding|contribution|financ|virement|slippage|un-?deliverable|net|gross|fees?"
    r"|debt|borrowing|investment)",
    re.IGNORECASE,
)
_MONEY_BEHIND = regex(
    r"['’]?s?'?\s(?:\([^)]*\)\s?)?(?:\w+\s)?(?:reserves?|budgets?|balances?|costs?|spend)\b", re.I
)
_COUNT_WORD = regex(r"\b(?:number|no\.|count|volume|fte|headcount|clients)\b", re.I)
# "Increase in investment income due to the base rate" is money all the same.
_RATE_WORD = regex(r"\b(?:rate|ratio)\b", re.IGNORECASE)
_WORD = regex(r"[A-Za-z]+")


def _stated_unit(text: str, page: int | None) -> StatedUnit | None:
    """The unit of money that a line states for the tables around it, None where it states none.

    >>> _stated_unit("All figures in £m", 5)
    StatedUnit(unit='currency_gbp', scale=1000000.0, page=5)
    """
    small = text.lower() if len(text) <= LONGEST else ""
    if not any(word in small for word in _OF_MONEY):
        return None
    if not (_STATES.search(text) or _ALONE.fullmatch(text)):
        return None
    found = _unit_of_label(text)
    if found is not None and found[0] == "currency_gbp":
        whole = _WHOLE_SCALE.search(text) if found[1] == 1.0 else None
        if whole is not None:
            return StatedUnit(found[0], 1e6 if whole[1].lower() == "millions" else 1e3, page)
        return StatedUnit(*found, page)
    return None


def _is_of_money(passage: Passage) -> bool:
    """Whether the column labels of a cell are about money, or the caption is and no label counts
    people or things."""
    cell = passage.cell
    if cell is None:
        return False
    caption = passage.caption or ""
    if _stated_unit(caption, passage.page) is not None:
        caption = ""  # the unit of all tables says nothing about this one
    column, around = " | ".join(cell.column_path), f"{cell.stub or ''} | {caption}"
    if _MONEY.search(column):
        return not (_COUNT_WORD.search(column) or _RATE_WORD.search(column))
    return bool(_MONEY.search(around)) and not _counts(f"{column} | {around}")


def _has_a_unit_of_its_own(cell: CellLabels) -> bool:
    """Whether the other columns print their unit under their names ("£m") and that of a cell, which
    is not about money, prints none: what is said around the table is then not for it."""
    column = " | ".join(cell.column_path)
    return any(map(is_unit, cell.siblings)) and bool(column) and not _MONEY.search(column)


_BOUND = regex(
    r"\bconfidence (?:intervals?|limits?)|\b[lu]?cis?\b|\b(?:lower|upper) (?:limit|bound|95%)"
    r"|\b(?:lower|upper)$",
    re.IGNORECASE,
)
_OF_SHARES = frozenset(("percent", "rate_per_1000", "rate_per_10000", "rate_per_100000"))


def _units_of_shares(labels: Sequence[str]) -> list[str]:
    """The label that says the unit of the shares or rates of a table, of which its intervals are;
    empty where labels say several."""
    units = {label: _unit_of_label(label) for label in labels}
    named = [label for label, unit in units.items() if unit and unit[0] in _OF_SHARES]
    return named[:1] if len({units[label] for label in named}) == 1 else []


def _names_a_count(labels: Sequence[str]) -> bool:
    """Whether a label says "number of", "FTE" or the like."""
    return any(_counted(label) for label in labels)


def _counted(label: str) -> bool:
    rate = _RATE_WORD.search(label) and not _MONEY.search(label)
    return bool(_COUNT_WORD.search(label) or rate)


@lru_cache(maxsize=1 << 12)
def _counts(labels: str) -> bool:
    """Whether labels say that people or things are counted: "Schools", not "School Reserves"."""
    if _COUNT_WORD.search(labels) or _RATE_WORD.search(labels):
        return True
    return any(
        norm(word[0]) in nouns().counted and not _MONEY_BEHIND.match(labels, word.end())
        for word in _WORD.finditer(labels)
    )
