"""What an indicator of a scorecard is: its latest value, and what it is held against.

An indicator is one of our measures, or a line of a scorecard known by its printed label alone.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from extractor.site.context import Row, latest_of
from extractor.wording import words

IMPROVED, WORSENED, SAME = "improved", "worsened", "no change"
_TRENDS = {"improving": IMPROVED, "worsening": WORSENED, "steady": SAME}
RATINGS = ("red", "amber", "green")
RUNNING_TEXT = ("prose", "list")
_NOTHING = (None, "[]")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A line of the page: a measure with its latest value and what it is held against.

    `rag` is what the paper prints; `met` compares the latest value with the target where higher
    or lower is known to be better. `coming` is the next target of a later period, where there is
    none for the latest value. Each row is an observation, or None.
    """

    latest: Row
    target: Row | None
    floor: Row | None
    previous: Row | None
    coming: Row | None = None

    @property
    def measured(self) -> bool:
        """Whether it is one of our measures."""
        return self.latest["measure"] is not None

    @property
    def label(self) -> str:
        """What it is called: the measure, or the printed label."""
        label: str = self.latest["label"] or " ".join(self.latest["row_label"].split())
        return label

    @property
    def printed(self) -> str:
        """How a scorecard calls one of our measures, where that is not the measure's own name."""
        printed = " ".join((self.latest["row_label"] or "").split())
        if not self.measured or self.latest["source"] not in ("card", "table"):
            return ""
        return "" if printed.casefold() == self.label.casefold() else printed

    @property
    def rag(self) -> str | None:
        """The rating that the paper prints beside the figure or its target."""
        return next((row["rag"] for row in (self.latest, self.target) if row and row["rag"]), None)

    @property
    def good_direction(self) -> str | None:
        """`up` or `down`: of the measure, or as target and minimum standard show it.

        A minimum standard is always worse than the target: where it is the higher number, lower
        is better.
        """
        good: str | None = self.latest["good_direction"]
        if good in ("up", "down"):
            return good
        if self.measured or self.target is None or self.floor is None:
            return None
        if self.target["value"] == self.floor["value"]:
            return None
        return "up" if self.target["value"] > self.floor["value"] else "down"

    @property
    def national(self) -> bool:
        """Whether the paper says that a national body set the target."""
        aim = self.target or self.coming
        return bool(aim and aim["national"])

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without a target or a good direction, where a range is
        partly on either side of it, and of a less certain reading of running text."""
        aim, good = self.target or self.floor, self.good_direction
        if aim is None or good is None or self.unsure:
            return None
        least, most = _span(self.latest)
        if good == "up":
            return _decided(least >= aim["value"], most < aim["value"])
        return _decided(most <= _span(aim)[1], least > _span(aim)[1])

    @property
    def unsure(self) -> bool:
        """Whether the latest figure is a less certain reading of running text, which no chart
        shows; what a card or table prints beside its target is judged as it is printed."""
        sure: bool = self.latest["confidence"] == "high" or self.latest["agrees"] not in _NOTHING
        return self.measured and self.latest["source"] in RUNNING_TEXT and not sure

    @property
    def trend(self) -> str | None:
        """What the paper prints, or else how the value moved since the previous one."""
        printed = self.latest["trend"]
        if printed:
            return _TRENDS.get(printed, printed)
        good = self.good_direction
        if self.previous is None or good is None or not self.change:
            return None
        gap = self.latest["value"] - self.previous["value"]
        if gap == 0:
            return SAME
        return IMPROVED if (gap > 0) == (good == "up") else WORSENED

    @property
    def change(self) -> str:
        """The change since the previous value in words."""
        return words.difference(self.latest, self.previous) if self.previous else ""


def _span(row: Row) -> tuple[float, float]:
    """The least and the greatest value of a figure: the same, but for a range."""
    upper = row.get("value_max")
    return row["value"], row["value"] if upper is None else upper


def _decided(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


def indicators_of(rows: list[Row], earlier: list[Row]) -> list[Indicator]:
    """The indicators of one meeting's papers: those with a target, a floor or a rating.

    `rows` are the observations of the papers, `earlier` points of the series, used where a paper
    does not print its own previous value. They come in the order in which the papers print them.
    """
    before: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in earlier:
        before[row["measure"], row["unit"], row["dimensions_key"]].append(row)
    found = []
    for group in _lines_of(rows):
        first = group[0]
        past = before[first["measure"], first["unit"], first["dimensions_key"]]
        indicator = _indicator(group, past if first["measure"] else [])
        if indicator is not None:
            found.append(indicator)
    return sorted(found, key=lambda each: (each.latest["document_id"], each.latest["position"]))


def _lines_of(rows: list[Row]) -> list[list[Row]]:
    """The figures of each indicator.

    Cards with different titles are different indicators, even of one measure; what sentences and
    tables say of a measure belongs to its card where there is one.
    """
    cards: dict[tuple[object, ...], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        title = _printed(row) if row["source"] == "card" else ""
        cards[_line_of(row)][title].append(row)
    found = []
    for titles in cards.values():
        if "" in titles and len(titles) == 2:
            found.append([row for group in titles.values() for row in group])
        else:
            found += titles.values()
    return found


def _line_of(row: Row) -> tuple[object, ...]:
    """What the figures of one indicator share: a measure, or a label printed on one page."""
    if row["measure"] is not None:
        return row["measure"], row["unit"], row["dimensions_key"]
    return row["document_id"], row["page"], _printed(row), row["unit"], row["dimensions_key"]


def _printed(row: Row) -> str:
    return " ".join((row["row_label"] or "").casefold().split())


def _indicator(group: list[Row], earlier: list[Row]) -> Indicator | None:
    actual = [row for row in group if row["kind"] == "actual" and row["period_end"]]
    aims = [row for row in group if row["kind"] in ("target", "floor")]
    rated = [row for row in actual if row["rag"]]
    if not actual or not (aims or rated):
        return None
    if group[0]["unit"] == "currency_gbp" and not rated:
        return None  # A line of a budget.
    latest = _latest(rated or actual, aims)
    before = [row for row in (*actual, *earlier) if _same_kind(row, latest)]
    target, floor = _aim("target", aims, latest), _aim("floor", aims, latest)
    if latest["measure"] is None and not (rated or target or floor):
        return None  # A label alone does not say that a target of another year is held against it.
    if not (rated or target or floor or any(not row["loose"] for row in aims)):
        return None  # What running text aims at is of an earlier figure.
    return Indicator(
        latest,
        target,
        floor,
        max(before, key=_newest, default=None),
        None if target or floor else _coming(aims, latest),
    )


def _latest(rows: list[Row], aims: list[Row]) -> Row:
    """The latest figure: of several for one date that beside which running text puts a target."""
    latest = latest_of(rows)
    named = {aim["beside"] for aim in aims}
    if latest["id"] in named:
        return latest
    beside = (
        row for row in rows if row["id"] in named and row["period_end"] == latest["period_end"]
    )
    return next(beside, latest)


def _newest(row: Row) -> tuple[str, bool]:
    return row["period_end"], row["confidence"] == "high"


def _same_kind(row: Row, latest: Row) -> bool:
    earlier: bool = row["period_end"] < latest["period_end"]
    return earlier and row["period_type"] == latest["period_type"]


def _aim(kind: str, aims: list[Row], latest: Row) -> Row | None:
    """The target for the latest value: of its own period before one without or with another.

    One of running text that names no period is the target of the figure beside it only.
    """
    fitting = [row for row in aims if row["kind"] == kind and _fits(row, latest)]
    return max(
        fitting,
        key=lambda row: (row["period_end"] == latest["period_end"], row["confidence"] == "high"),
        default=None,
    )


def _fits(aim: Row, latest: Row) -> bool:
    if aim["loose"] and latest["measure"] is not None:
        return bool(aim["beside"] == latest["id"])
    same_year: bool = aim["financial_year"] == latest["financial_year"]
    return aim["period_end"] in (None, latest["period_end"]) or same_year


def _coming(aims: list[Row], latest: Row) -> Row | None:
    later = [row for row in aims if row["period_end"] and row["period_end"] > latest["period_end"]]
    return min(later, key=lambda row: str(row["period_end"]), default=None)
