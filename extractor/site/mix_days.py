"""The dates of a mix: the parts that are given for each, and where they cannot be one mix.

Shares of a part of all ("of the 185 fostered, 17% are with relatives") and misread figures show
where the parts of a subtotal come to more than it, or where a share is not that of the numbers of
the same date. Such a date is not drawn: shares of different things have no common bar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from extractor.site.context import Row
from extractor.site.settings import Mix
from extractor.wording import labels, words

ROUNDED = 0.6
"""Points by which each printed share may be off its exact value."""
SHARE_OFF = 2.0
"""Points by which a share may differ from that of the numbers for the same date."""


@dataclass(frozen=True, slots=True)
class Day:
    """The parts that are given for one date, in the order of the breakdown, the total, and
    whether a paper withholds the number of another part.

    `listed` is what the paper's list adds up to in the check of its total, with lines that are
    read less certainly or are of another measure; None where there is no such check. `refused` says
    why the parts are not drawn as one mix.
    """

    end: str
    parts: dict[str, Row]
    whole: Row | None
    withheld: bool = False
    listed: float | None = None
    refused: str = ""

    def remainders(self, mix: Mix) -> dict[str, float]:
        """What a subtotal counts besides its own parts, by the subtotal's value."""
        found = {}
        for total, kinds in mix.subtotals.items():
            if total in self.parts:
                listed = sum(self.parts[kind]["value"] for kind in kinds if kind in self.parts)
                found[total] = self.parts[total]["value"] - listed
        return found


def days_of(rows: list[Row], mix: Mix, withheld: Collection[str] = ()) -> list[Day]:
    """The dates for which parts are given, in order; `withheld` are those with a part whose
    number is withheld.

    A part that is given only with a further description ("86 young people over 16 living
    independently") is a part of the total as well, under its whole description.
    """
    parts: dict[str, dict[str, Row]] = defaultdict(dict)
    wholes: dict[str, Row] = {}
    narrower: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        value = value_of(row, mix)
        if row["measure"] == mix.whole and row["dimensions_key"] == "":
            wholes[row["period_end"]] = row
        elif value is not None:
            known = parts[row["period_end"]].get(value)
            # A part of the breakdown itself is preferred to a measure of its own.
            if known is None or row["measure"] == mix.measure:
                parts[row["period_end"]][value] = row
        elif kind_of(row, mix) is not None:
            narrower[row["period_end"]].append(row)
    for end, found in narrower.items():
        parts[end] |= _described(found, set(parts[end]), mix)
    ends = sorted(end for end in parts if parts[end])
    return [Day(end, parts[end], wholes.get(end), end in withheld) for end in ends]


def value_of(row: Row, mix: Mix) -> str | None:
    """The part that a row gives without any further description, or None."""
    if row["measure"] in mix.also:
        return mix.also[row["measure"]] if row["dimensions_key"] == "" else None
    return None if ";" in row["dimensions_key"] else kind_of(row, mix)


def kind_of(row: Row, mix: Mix) -> str | None:
    """The value of the breakdown that a row of the measure has, whatever else describes it."""
    if row["measure"] != mix.measure:
        return None
    return values_in(row["dimensions_key"]).get(mix.by)


def values_in(key: str) -> dict[str, str]:
    """The values of each dimension that a breakdown's key names (`age_band=16-17;…`)."""
    parts = (part.partition("=") for part in key.split(";"))
    return {name: value for name, _, value in parts}


def _described(rows: list[Row], plain: set[str], mix: Mix) -> dict[str, Row]:
    """Counts of a kind that is not given plainly, by their whole description; none twice.

    Those of one kind are taken together only where one thing tells them apart (in the area, out
    of the area); else they may overlap, and the largest stands alone. Shares are of another base.
    """
    kinds: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["unit"] == "count":
            kinds[values_in(row["dimensions_key"])[mix.by]].append(row)
    found: dict[str, Row] = {}
    for kind, same in kinds.items():
        family = {kind, *mix.subtotals.get(kind, ())}
        family |= {total for total, parts in mix.subtotals.items() if kind in parts}
        if family & plain:
            continue
        apart = {frozenset(values_in(row["dimensions_key"])) for row in same}
        if len(apart) > 1 or any(len(names) > 2 for names in apart):
            same = [max(same, key=lambda row: float(row["value"]))]
        found |= {row["dimensions_key"]: row for row in same}
    return found


def sound(days: list[Day], mix: Mix, unit: str, counts: Mapping[str, Day]) -> list[Day]:
    """The days, with the reason where their parts cannot be parts of one whole; `counts` are the
    days in numbers, by their dates."""
    return [
        replace(day, refused=_above_subtotal(day, mix, unit) or _not_the_share(day, mix, counts))
        if unit == "percent"
        else replace(day, refused=_above_subtotal(day, mix, unit))
        for day in days
    ]


def _above_subtotal(day: Day, mix: Mix, unit: str) -> str:
    """What is wrong where the parts of a subtotal come to more than it; empty where they do not."""
    for total, rest in day.remainders(mix).items():
        kinds = [kind for kind in mix.subtotals[total] if kind in day.parts]
        allowed = ROUNDED * (len(kinds) + 1) if unit == "percent" else 0.0
        if kinds and rest < -allowed:
            sum_of = words.amount(day.parts[total]["value"] - rest, unit)
            named = " and ".join(labels.value(mix.by, kind) for kind in kinds)
            whole = words.amount(day.parts[total]["value"], unit)
            return f"{named} come to {sum_of}, and {labels.value(mix.by, total)} to {whole}"
    return ""


def _not_the_share(day: Day, mix: Mix, counts: Mapping[str, Day]) -> str:
    """What is wrong where a share is not that of the numbers for its date; empty where none is."""
    counted = counts.get(day.end)
    if counted is None or counted.whole is None or not counted.whole["value"]:
        return ""
    whole = counted.whole["value"]
    for part, row in day.parts.items():
        number = counted.parts.get(part)
        if number is None or not (words.is_exact(row) and words.is_exact(number)):
            continue
        if abs(100 * number["value"] / whole - row["value"]) > SHARE_OFF:
            given = words.amount(row["value"], "percent")
            parts = words.amount(number["value"], "count"), words.amount(whole, "count")
            return f"{labels.value(mix.by, part)} {given}, but {parts[0]} of {parts[1]}"
    return ""
