"""Puts the world's numbers into words and keeps the truth: `teller.n("cla_total")` is the
count as this council prints it, marked with what it states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.generate.chance import draw, pick
from corpus.generate.councils import Council
from corpus.generate.periods import DATE_FORMS, MONTHS, Quarter, Span, When, year_name
from corpus.generate.planted import told
from corpus.generate.said import Figure, Ledger, Role, in_words
from corpus.generate.world import FLOW_SHARES, PLACEMENTS, STOCK_SHARES, England, History

STOCKS = {
    "cla_total", "cla_rate_10k", "cla_placement", "cla_out_of_area", "cla_over_20_miles",
    "cla_out_of_area_over_20_miles",
    "cla_uasc", "cla_disability", "cla_placement_stable_2yrs", "rha_up_to_date",
    "dental_up_to_date", "immunisations_up_to_date", "cpp_total", "cpp_rate_10k",
    "foster_households_approved", "cl_total",
}  # fmt: skip
IMPLIED = {
    "cla_out_of_area": (("placement_locality", "out_of_area"),),
    "cla_over_20_miles": (("distance", "over_20_miles"),),
    "cla_out_of_area_over_20_miles": (
        ("distance", "over_20_miles"),
        ("placement_locality", "out_of_area"),
    ),
    "cla_uasc": (("uasc", "yes"),),
    "cla_disability": (("disability", "yes"),),
}
FRACTIONS = (
    (20.0, "one in five"), (20.0, "a fifth"), (25.0, "a quarter"), (100 / 3, "a third"),
    (40.0, "two fifths"), (50.0, "half"), (60.0, "three fifths"), (200 / 3, "two thirds"),
    (75.0, "three quarters"), (80.0, "four in five"), (90.0, "nine in ten"),
)  # fmt: skip
SHARES = {**STOCK_SHARES, **FLOW_SHARES}
ENGLAND = England()


@dataclass
class Teller:
    """Speaks for one report: a council, the quarter that the report is about, and whether
    it reports on the year, the quarter, or the year so far."""

    history: History
    council: Council
    at: Quarter
    span: Span
    ledger: Ledger
    seed: str

    # ----- words ---------------------------------------------------------------

    @property
    def lac(self) -> str:
        """What this council calls the children, this year."""
        return self.council.speaks(self.at.fy).children

    @property
    def short(self) -> str:
        return self.council.speaks(self.at.fy).short

    @property
    def area(self) -> str:
        return self.council.area

    def date(self, day: date | None = None) -> str:
        """The as-at date (or another) in one of the council's forms."""
        form = pick(self.council.date_forms, self.seed, "date form")
        return DATE_FORMS[form](day or self.at.end)

    def on(self) -> str:
        """ "on 31 March 2017", "at the end of March 2017" """
        words = self.date()
        return f"{'at' if words.startswith('the ') else 'on'} {words}"

    def month(self, quarter: Quarter) -> str:
        """March 2017"""
        return f"{MONTHS[quarter.end.month - 1]} {quarter.end.year}"

    def in_month(self, ago: int) -> When:
        """The month of the as-at date, `ago` years before."""
        end = self.at.ago(ago).end
        return When(end.replace(day=1), end)

    def year(self, ago: int = 0) -> str:
        return year_name(self.at.fy - ago, self.council.year_sign)

    def chance(self, *purpose: object) -> float:
        return draw(self.seed, *purpose)

    def went(self, measure: str, up: str, down: str, **which: str) -> str:
        """`up` or `down`, as the number went over the last year ("" words if unchanged)."""
        return up if self._change(measure, **which) > 0 else down

    # ----- actual figures ------------------------------------------------------

    def n(
        self, measure: str, ago: int = 0, *, when: When | None = None, at: Quarter | None = None,
        span: Span | None = None, digits: bool = False, **which: str,
    ) -> str:  # fmt: skip
        """A count, `ago` years before (or at another quarter), as this council prints it:
        small ones in words, except where `digits` are asked for."""
        at = at or self.at.ago(ago)
        span = span or self.span
        value = self._count(measure, at, span, **which)
        text = f"{value:,}"
        if 0 < value <= self.council.words_to and not digits:
            text = in_words(value)
        return self._mark(text, value, "count", measure, at, when, which, span=span)

    def pc(
        self, measure: str, ago: int = 0, *, when: When | None = None, at: Quarter | None = None,
        sign: str = "%", qualifier: str = "exact", span: Span | None = None, dp: int | None = None,
        **which: str,
    ) -> str:  # fmt: skip
        """A percentage, rounded as this council rounds."""
        at = at or self.at.ago(ago)
        span = span or self.span
        value = self._share(measure, at, span, dp=dp, **which)
        text = f"{self._number(value, dp)}{sign}"
        return self._mark(text, value, "percent", measure, at, when, which, qualifier, span)

    def rate(
        self, measure: str = "cla_rate_10k", ago: int = 0, dp: int | None = None,
        at: Quarter | None = None,
    ) -> str:  # fmt: skip
        """Per 10,000 residents aged 0-17; the words "per 10,000" are the sentence's."""
        at = at or self.at.ago(ago)
        value = self._rate(measure, at, dp)
        return self._mark(self._number(value, dp), value, "rate_per_10000", measure, at, None)

    def level(self, measure: str, unit: str, ago: int = 0, dp: int = 1, sign: str = "") -> str:
        """A caseload or a share that is modelled as a level."""
        at = self.at.ago(ago)
        value = round(self.history.level(measure, at), dp)
        which = {"worker_role": "social_worker"} if measure == "sw_caseload" else {}
        return self._mark(f"{value:.{dp}f}{sign}", value, unit, measure, at, None, which)

    def money(self, line: str, ago: int = 0) -> str:
        """Spend on placements, the budget for it, or their difference, as £24.8m."""
        fy = self.at.fy - ago
        pounds = self._pounds(line, fy)
        form = pick(("m", "m", " million"), self.seed, "money form")
        text = f"£{abs(pounds) / 1e6:.1f}{form}"
        measure = {"spend": "cla_placement_spend", "budget": "budget"}.get(line, "budget_variance")
        which = {} if line == "spend" else {"budget_line": "lac_placements"}
        value = round(abs(pounds) / 1e6, 1) * 1e6
        when = Quarter(fy).during("year")
        return self._mark(text, value, "currency_gbp", measure, Quarter(fy), when, which)

    def overspent(self) -> str:
        return "overspend" if self._pounds("variance", self.at.fy) > 0 else "underspend"

    def fraction(self, measure: str, **which: str) -> str | None:
        """ "around a third of", "about one in five" where the share is near a plain fraction,
        else None. The noun follows."""
        share = self._share(measure, self.at, self.span, dp=1, **which)
        for value, text in FRACTIONS:
            if abs(share - value) <= 1.2:
                mark = self._mark(
                    text, value, "percent", measure, self.at, None, which, "approximately"
                )
                linked = "" if " in " in text else " of"
                return f"{pick(('around', 'about', 'roughly'), self.seed, measure)} {mark}{linked}"
        return None

    def bound(self, measure: str, words: str = "over", ago: int = 0) -> str:
        """ "over 80%": the nearest multiple of five below (over) or above (under)."""
        share = self._share(measure, self.at.ago(ago), self.span, dp=1)
        below = words in ("over", "more than", "above", "well over")
        value = int(share // 5 * 5) if below else int(share // 5 * 5 + 5)
        qualifier = "more_than" if below else "less_than"
        at = self.at.ago(ago)
        mark = self._mark(f"{value}%", value, "percent", measure, at, None, None, qualifier)
        return f"{words} {mark}"

    def placed(self, kind: str, percent: bool = False, ago: int = 0) -> str:
        """Children in one placement type; counts below five are suppressed."""
        at = self.at.ago(ago)
        if percent:
            return self.pc("cla_placement", ago, placement_type=kind)
        if self.history.stock(kind, at) < 5:
            mark = self._mark("five", 5, "count", "cla_placement", at, None,
                              {"placement_type": kind}, "less_than")  # fmt: skip
            return f"fewer than {mark}"
        return self.n("cla_placement", ago, placement_type=kind)

    # ----- comparisons ---------------------------------------------------------

    def change(
        self, measure: str, form: str = "count", *, dated: bool = True, **which: str
    ) -> str:  # fmt: skip
        """The size of the change over the year, as count, percent or percentage points. Its
        period is the year, except where the words ("since last year") leave open whether
        they mean the year or the time between its ends: `dated` False."""
        before = self.at.ago(1)
        size = self._change(measure, **which)
        if form == "percent":
            size = 100 * size / self._count(measure, before, self.span, **which)
            value, text, unit = float(abs(round(size))), f"{abs(round(size))}%", "percent"
        elif form == "points":
            value, unit = abs(round(size, self.council.decimals)), "percentage_points"
            text = f"{self._number(value, None)} percentage point{'' if value == 1 else 's'}"
        else:
            value, text, unit = abs(size), f"{abs(size):,.0f}", "count"
            if 0 < value <= self.council.words_to:
                text = in_words(int(value))
        when = self.at.during("year") if self.span == "year" and dated else None
        direction = "increase" if size > 0 else "decrease"
        figure = Figure(
            text, value, unit, measure, "change", f"{direction}_of", when,
            self._category(measure, which), direction=direction, area=self.area,
        )  # fmt: skip
        return self.ledger.mark(figure)

    def changed(self, measure: str, form: str = "count", **which: str) -> bool:
        """Whether there is a change worth a sentence."""
        size = self._change(measure, **which)
        if form == "percent":
            size = 100 * size / self._count(measure, self.at.ago(1), self.span, **which)
        return abs(size) >= (1 if form != "points" else 0.5)

    def target(
        self, measure: str, value: float, sign: str = "%", unit: str = "percent", *,
        aged: bool = True,
    ) -> str:  # fmt: skip
        which = self._age(measure) if aged else {}
        figure = Figure(
            f"{value:g}{sign}", value, unit, measure, "target",
            category=self._category(measure, which), area=self.area,
        )  # fmt: skip
        return self.ledger.mark(figure)

    def england(
        self, measure: str, sign: str = "%", unit: str = "percent", dp: int = 0,
        neighbours: bool = False, when: When | None = None, lag: int = 1, aged: bool = True,
    ) -> str:  # fmt: skip
        """England's figure (or the statistical neighbours'), usually a year old."""
        value = round(ENGLAND.level(measure, self.at.fy - lag, neighbours), dp)
        role: Role = "statistical_neighbour_comparator" if neighbours else "national_comparator"
        which = self._age(measure) if aged else {}
        if measure == "sw_caseload":
            which = {"worker_role": "social_worker"}
        figure = Figure(
            f"{value:.{dp}f}{sign}", value, unit, measure, role, when=when,
            category=self._category(measure, which),
            area="Statistical neighbours" if neighbours else "England",
        )  # fmt: skip
        return self.ledger.mark(figure)

    def forecast(self) -> str:
        """What the service expects to spend on placements next year."""
        pounds = round(1.06 * self.history.money("spend", self.at.fy) / 1e6, 1)
        figure = Figure(
            f"£{pounds:.1f}m", pounds * 1e6, "currency_gbp", "cla_placement_spend", "forecast",
            when=Quarter(self.at.fy + 1).during("year"), area=self.area,
        )  # fmt: skip
        return self.ledger.mark(figure)

    def hoped_for(self, measure: str) -> str:
        """A range that the service expects for a flow of the next year, like "15-20"."""
        low = self._count(measure, self.at, "year") // 5 * 5
        figure = Figure(
            f"{low}-{low + 5}", low, "count", measure, "forecast", "between",
            Quarter(self.at.fy + 1).during("year"), value_max=low + 5, area=self.area,
        )  # fmt: skip
        return self.ledger.mark(figure)

    # ----- numbers that are not statistics --------------------------------------

    def trap(self, text: str, notes: str) -> str:
        return self.ledger.trap(text, notes)

    def part(self, text: str, notes: str = "part of a definition") -> str:
        return self.ledger.trap(text, notes, "definition_part")

    def base(self, measure: str) -> str:
        """The count again, as the base of a list ("Of the 717 …")."""
        value = self._count(measure, self.at, self.span)
        return self.ledger.trap(f"{value:,}", "restated base", "definition_part")

    # ----- the numbers after --------------------------------------------------

    def told_count(self, measure: str, at: Quarter | None = None, **which: str) -> int:
        """The number as this report knows it, unmarked."""
        return self._count(measure, at or self.at, self.span, **which)

    def told(self, measure: str, form: str, at: Quarter) -> float:
        """The number after a table cell: a count (n), a percentage (pc) or a rate."""
        if form == "pc":
            return self._share(measure, at, self.span)
        return self._rate(measure, at) if form == "rate" else self._count(measure, at, self.span)

    def _count(self, measure: str, at: Quarter, span: Span, **which: str) -> int:
        kind = which.get("placement_type")
        series = kind if kind in PLACEMENTS else measure
        flows = ("cla_entered", "cla_left", "iha_timely", "iha_due")
        if series in flows or series in FLOW_LEVELS:
            return self.history.flow(series, at, span)
        stock = self.history.stock(series, at)
        if series in ("cla_total", "in_house_foster"):
            total = told(self.council.key, "cla_total", at, self.at.fy)
            stock += (total - self.history.stock("cla_total", at)) if total else 0
        return stock

    def _share(
        self, measure: str, at: Quarter, span: Span, dp: int | None = None, **which: str
    ) -> float:
        kind = which.get("placement_type")
        part, whole = (kind, "cla_total") if kind else SHARES[measure]
        raw = 100 * self._count(part, at, span) / self._count(whole, at, span)
        return round(raw, self.council.decimals if dp is None else dp)

    def _rate(self, measure: str, at: Quarter, dp: int | None = None) -> float:
        series = {"cla_rate_10k": "cla_total", "cpp_rate_10k": "cpp_total"}[measure]
        count = self._count(series, at, self.span)
        places = self.council.decimals if dp is None else dp
        return round(10000 * count / self.history.residents(at), places)

    def _pounds(self, line: str, fy: int) -> int:
        spend, budget = self.history.money("spend", fy), self.history.money("budget", fy)
        return {"spend": spend, "budget": budget, "variance": spend - budget}[line]

    def _change(self, measure: str, **which: str) -> float:
        before = self.at.ago(1)
        if measure in ("cla_rate_10k", "cpp_rate_10k"):
            return self._rate(measure, self.at) - self._rate(measure, before)
        if measure in SHARES_ONLY:
            return self._share(measure, self.at, self.span) - self._share(
                measure, before, self.span)  # fmt: skip
        return self._count(measure, self.at, self.span, **which) - self._count(
            measure, before, self.span, **which)  # fmt: skip

    def _number(self, value: float, dp: int | None) -> str:
        return f"{value:.{self.council.decimals if dp is None else dp}f}"

    def _age(self, measure: str) -> dict[str, str]:
        """Care leavers are counted by age band; one council changed its band."""
        if measure not in ("cl_eet", "cl_suitable_accommodation", "cl_total"):
            return {}
        return {"age_band": self.age_band}

    @property
    def age_band(self) -> str:
        if self.council.key == "wyncaster":
            return "17-21" if self.at.fy >= 2018 else "19-21"
        return {"marlshire": "17-21", "tarnley": "19-21", "elmsworth": "19-21"}[self.council.key]

    def _category(self, measure: str, which: dict[str, str]) -> tuple[tuple[str, str], ...]:
        named = {**dict(IMPLIED.get(measure, ())), **which}
        return tuple(sorted((name, value) for name, value in named.items() if value))

    def _mark(
        self, text: str, value: float, unit: str, measure: str, at: Quarter,
        when: When | None, which: dict[str, str] | None = None, qualifier: str = "exact",
        span: Span | None = None,
    ) -> str:  # fmt: skip
        which = {**self._age(measure), **(which or {})}
        role: Role = "previous_period" if at < self.at else "actual"
        if when is None:
            when = self._usual_period(measure, at, span or self.span)
        figure = Figure(
            text, value, unit, measure, role, qualifier, when,
            self._category(measure, which), area=self.area,
        )  # fmt: skip
        return self.ledger.mark(figure)

    def _usual_period(self, measure: str, at: Quarter, span: Span) -> When | None:
        """A level holds at the quarter's end, a flow over the span; a ratio with no date
        covers the year in an annual report and is open in a quarterly one."""
        if measure in STOCKS:
            return at.at()
        if measure in RATIOS and span != "year":
            return None
        if measure in WORKFORCE:
            return None
        return at.during(span)


FLOW_LEVELS = {
    "foster_households_recruited", "foster_households_left", "adoption_orders", "sgo_granted",
    "missing_children", "missing_incidents",
}  # fmt: skip
SHARES_ONLY = {
    "cla_placement_3plus", "cla_placement_stable_2yrs", "rha_up_to_date", "dental_up_to_date",
    "immunisations_up_to_date", "cl_eet", "cl_suitable_accommodation", "iha_timely",
    "cpp_repeat", "cla_out_of_area",
}  # fmt: skip
RATIOS = {"cl_eet", "cl_suitable_accommodation", "cpp_repeat", "cla_placement_3plus"}
WORKFORCE = {"sw_caseload", "sw_agency_rate"}
