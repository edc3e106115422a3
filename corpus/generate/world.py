"""The invented world: each council's numbers, quarter by quarter, consistent throughout.

Placement types add up to the children looked after; entries and leavers explain every
change in them; shares are counts over a base; rates rest on the residents aged 0-17 of the
year before. `History` answers for one council; `England` for the comparators.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from corpus.generate.chance import wobble
from corpus.generate.periods import Quarter, Span

FIRST, LAST = 2013, 2024  # financial years; reports run from 2014-15

PLACEMENTS = (
    "in_house_foster", "ifa_foster", "connected_person", "placed_with_parents",
    "placed_for_adoption", "residential", "semi_independent", "other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Path:
    """A level that moves from one value to another over the years, with some unrest."""

    start: float
    end: float
    unrest: float = 0.0

    def at(self, quarter: Quarter, *purpose: object) -> float:
        years = quarter.fy + quarter.q / 4 - FIRST - 1
        level = self.start + (self.end - self.start) * years / (LAST - FIRST)
        return level + wobble(self.unrest, *purpose, quarter.fy, quarter.q)


@dataclass(frozen=True, slots=True)
class Profile:
    """What makes one council: children looked after at each 31 March from 2013 to 2025,
    residents aged 0-17 at either end, the placement types' shares at either end, and the
    paths of its other shares (0-1) and levels (a year's total for a flow)."""

    looked_after: tuple[int, ...]
    residents: tuple[int, int]
    placements: dict[str, tuple[float, float]]
    shares: dict[str, Path]
    levels: dict[str, Path]


# measure -> (numerator series, denominator series) for shares of a stock
STOCK_SHARES = {
    "cla_out_of_area": ("cla_out_of_area", "cla_total"),
    "cla_over_20_miles": ("cla_over_20_miles", "cla_total"),
    "cla_uasc": ("cla_uasc", "cla_total"),
    "cla_disability": ("cla_disability", "cla_total"),
    "cla_placement_3plus": ("cla_placement_3plus", "cla_total"),
    "cla_placement_stable_2yrs": ("cla_placement_stable_2yrs", "stable_base"),
    "rha_up_to_date": ("rha_up_to_date", "health_base"),
    "dental_up_to_date": ("dental_up_to_date", "health_base"),
    "immunisations_up_to_date": ("immunisations_up_to_date", "health_base"),
    "cl_eet": ("cl_eet", "cl_total"),
    "cl_suitable_accommodation": ("cl_suitable_accommodation", "cl_total"),
    "cpp_repeat": ("cpp_repeat", "cpp_total"),
}
FLOW_SHARES = {"iha_timely": ("iha_timely", "iha_due")}
# The pandemic closed dentists' surgeries.
SHOCKS = {("dental_up_to_date", 2020): 0.45, ("dental_up_to_date", 2021): 0.75}
BASES = {"stable_base": 0.34, "health_base": 0.72, "cl_total": 0.42}


class History:
    """The numbers of one council. Stocks are asked for at a quarter's end, flows over a
    span of quarters; `share` is a percentage, unrounded."""

    def __init__(self, key: str, profile: Profile) -> None:
        self.key, self.profile = key, profile

    @cache  # noqa: B019 - one history lives as long as the run
    def stock(self, series: str, at: Quarter) -> int:
        """A count at the quarter's end, by series name (a measure, a placement type…)."""
        profile = self.profile
        if series == "cla_total":
            return self._looked_after(at)
        if series in PLACEMENTS:
            return self._placements(at)[series]
        if series == "cla_out_of_area_over_20_miles":
            return round(0.88 * self.stock("cla_over_20_miles", at))
        if series in BASES:
            return round(BASES[series] * self._looked_after(at) + wobble(3, series, self.key, at))
        if series in STOCK_SHARES:
            base = self.stock(STOCK_SHARES[series][1], at)
            level = profile.shares[series].at(at, self.key, series)
            return round(base * level * SHOCKS.get((series, at.fy), 1.0))
        return round(profile.levels[series].at(at, self.key, series))

    def flow(self, series: str, at: Quarter, span: Span) -> int:
        """A count over the span that ends with the quarter."""
        return sum(self._flow_of_quarter(series, quarter) for quarter in at.over(span))

    def share(self, measure: str, at: Quarter, span: Span = "quarter") -> float:
        """A percentage: of the stock at the quarter's end, or over the span."""
        if measure in FLOW_SHARES:
            part, whole = FLOW_SHARES[measure]
            return 100 * self.flow(part, at, span) / self.flow(whole, at, span)
        part, whole = STOCK_SHARES[measure]
        return 100 * self.stock(part, at) / self.stock(whole, at)

    def residents(self, at: Quarter) -> int:
        """Residents aged 0-17 in the middle of the calendar year before the date."""
        first, last = self.profile.residents
        return round(first + (last - first) * (at.fy - FIRST) / (LAST - FIRST))

    def rate(self, series: str, at: Quarter) -> float:
        """Per 10,000 residents aged 0-17."""
        return 10000 * self.stock(series, at) / self.residents(at)

    def level(self, series: str, at: Quarter) -> float:
        """A level that is not a count (caseload, agency share in percent, weekly cost in £)."""
        return self.profile.levels[series].at(at, self.key, series)

    @cache  # noqa: B019
    def money(self, line: str, fy: int) -> int:
        """`budget` or `spend` on placements in the year, in whole pounds, rounded."""
        year_end = Quarter(fy)
        weekly = self.level("weekly_cost", year_end)
        spend = 52 * weekly * (self.stock("cla_total", year_end) + self.stock(
            "cla_total", year_end.ago(1))) / 2  # fmt: skip
        if line == "budget":
            spend *= 0.955 + wobble(0.035, self.key, "budget", fy)
        return int(round(spend, -5 if line == "budget" else -4))

    def _looked_after(self, at: Quarter) -> int:
        assert at.fy >= FIRST - 1, f"nothing is known of {at}"
        after = self.profile.looked_after[at.fy - FIRST + 1]
        if at.q == 4:
            return after
        before = self.profile.looked_after[at.fy - FIRST]
        return round(before + (after - before) * at.q / 4 + wobble(5, self.key, "q", at))

    @cache  # noqa: B019
    def _placements(self, at: Quarter) -> dict[str, int]:
        """Placement types by share, rounded so that they add up to the total."""
        total = self._looked_after(at)
        shares = {
            kind: max(0.001, Path(*ends, 0.008).at(at, self.key, kind))
            for kind, ends in self.profile.placements.items()
        }
        counts = {
            kind: round(total * share / sum(shares.values())) for kind, share in shares.items()
        }
        largest = max(counts, key=lambda kind: counts[kind])
        counts[largest] += total - sum(counts.values())
        return counts

    @cache  # noqa: B019
    def _flow_of_quarter(self, series: str, quarter: Quarter) -> int:
        looked_after = self._looked_after(quarter)
        if series == "cla_left":
            change = looked_after - self._looked_after(quarter.ago(quarters=1))
            return self._flow_of_quarter("cla_entered", quarter) - change
        if series == "cla_entered":
            change = looked_after - self._looked_after(quarter.ago(quarters=1))
            usual = 0.095 * looked_after * (1 + wobble(0.15, self.key, series, quarter))
            return max(round(usual), change + round(0.06 * looked_after))
        if series == "foster_households_left":
            change = self.stock("foster_households_approved", quarter) - self.stock(
                "foster_households_approved", quarter.ago(quarters=1))  # fmt: skip
            return self._flow_of_quarter("foster_households_recruited", quarter) - change
        if series == "iha_due":
            return max(4, round(0.8 * self._flow_of_quarter("cla_entered", quarter)))
        if series == "iha_timely":
            due = self._flow_of_quarter("iha_due", quarter)
            return round(due * self.profile.shares[series].at(quarter, self.key, series))
        level = self.profile.levels[series].at(quarter, self.key, series)
        return max(0, round(level / 4))


class England:
    """The comparators: England and the statistical neighbours, as published for a year."""

    LEVELS: ClassVar[dict[str, tuple[Path, Path]]] = {
        "cla_rate_10k": (Path(60, 71, 0.4), Path(66, 80, 1.0)),
        "cla_placement_3plus": (Path(11, 10.2, 0.4), Path(10.5, 9.8, 0.7)),
        "cla_placement_stable_2yrs": (Path(67, 69, 0.6), Path(68.5, 69.5, 1.2)),
        "cla_out_of_area": (Path(38, 44, 0.5), Path(36, 41, 1.5)),
        "cl_eet": (Path(45, 56, 1), Path(47, 57, 2)),
        "cl_suitable_accommodation": (Path(78, 88, 1), Path(80, 90, 1.5)),
        "rha_up_to_date": (Path(88, 90, 1), Path(89, 91, 2)),
        "dental_up_to_date": (Path(84, 79, 2), Path(85, 78, 3)),
        "cpp_rate_10k": (Path(42, 41, 1), Path(46, 47, 2)),
        "sw_agency_rate": (Path(15, 17, 0.6), Path(13, 17, 1)),
        "sw_caseload": (Path(17.8, 15.4, 0.3), Path(18.2, 16, 0.5)),
    }

    def level(self, measure: str, fy: int, neighbours: bool = False) -> float:
        return self.LEVELS[measure][neighbours].at(Quarter(fy), measure, neighbours)
