"""Tables of indicators: a scorecard with target, England, RAG and direction; quarters side
by side; placements over the years. A figure's meaning comes from its row and its column."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.generate.chance import pick
from corpus.generate.content import Chart, Grid
from corpus.generate.periods import MONTHS, Quarter, Span, When, year_name
from corpus.generate.planted import leaves_out
from corpus.generate.said import Figure, Role
from corpus.generate.teller import STOCKS, Teller
from corpus.generate.wording.placements import label
from corpus.generate.world import FIRST, PLACEMENTS


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of a scorecard. `form`: n (count), pc (percentage), rate. `good` is +1 where
    more is better, -1 where less is; `target` None where there is none."""

    code: str
    words: str
    measure: str
    form: str
    good: int = 0
    target: int | None = None
    england: bool = False
    quarterly: bool = True


INDICATORS = (
    Indicator("CLA1", "Number of {lac} (at period end)", "cla_total", "n"),
    Indicator("CLA2", "Rate of {lac} per 10,000 under 18s", "cla_rate_10k", "rate", england=True),
    Indicator("CLA3", "% of {lac} with three or more placements", "cla_placement_3plus", "pc",
              -1, 10, True),
    Indicator("CLA4", "% in the same placement for at least two years",
              "cla_placement_stable_2yrs", "pc", 1, 70, True),
    Indicator("CLA5", "% of {lac} placed {outside}", "cla_out_of_area", "pc", -1, None, True),
    Indicator("H1", "% of initial health assessments completed within 28 days", "iha_timely",
              "pc", 1, 85),
    Indicator("H2", "% of review health assessments up to date", "rha_up_to_date", "pc", 1, 95,
              True),
    Indicator("H3", "% of dental checks up to date", "dental_up_to_date", "pc", 1, 90, True),
    Indicator("CL1", "% of care leavers ({ages}) in education, employment or training", "cl_eet",
              "pc", 1, 55, True, False),
    Indicator("CL2", "% of care leavers ({ages}) in suitable accommodation",
              "cl_suitable_accommodation", "pc", 1, 90, True, False),
    Indicator("CP1", "Children subject to a child protection plan", "cpp_total", "n"),
    Indicator("F1", "Approved fostering households", "foster_households_approved", "n", 1),
    Indicator("A1", "Adoption orders granted", "adoption_orders", "n"),
    Indicator("M1", "Missing incidents", "missing_incidents", "n", -1),
)  # fmt: skip


def scorecard(t: Teller, coded: bool = True) -> Grid:
    """Last year, target, this year, England, RAG and direction of travel."""
    dated = t.chance("england dated") < 0.5
    england = f"England {t.year(1)}" if dated else "England"
    columns = ["Indicator", t.year(1), f"Target {t.year()}", t.year(), england, "RAG", "DoT"]
    rows: list[tuple[str, ...]] = []
    colours: dict[tuple[int, int], str] = {}
    for indicator in _given(t, INDICATORS):
        before, now = _cell(t, indicator, t.at.ago(1)), _cell(t, indicator, t.at)
        moved = _told(t, indicator, t.at) - _told(t, indicator, t.at.ago(1))
        arrow = "=" if abs(moved) < 0.5 else "^" if moved > 0 else "v"
        rag = _rag(t, indicator)
        if rag:
            colours[(len(rows), 5)] = rag
        cells = [_label(t, indicator, coded), before, _target(t, indicator), now,
                 _england(t, indicator, dated), rag or "-", arrow]  # fmt: skip
        rows.append(tuple(cells))
    return Grid(
        f"Corporate parenting scorecard {t.year()}", tuple(columns), tuple(rows),
        (5.2, 1.4, 1.5, 1.4, 1.6, 0.9, 0.9),
        pick(("all", "all", "rows", "none"), t.seed, "rules"), colours,
        notes=("RAG: G = target met, A = within 10% of target, R = below target.",),
    )  # fmt: skip


def quarters(t: Teller, title: str | None = None, heads: str = "name") -> Grid:
    """The quarters of the year up to this one, side by side."""
    shown = [Quarter(t.at.fy, q) for q in range(1, t.at.q + 1)]
    rows: list[tuple[str, ...]] = []
    for indicator in _given(t, INDICATORS):
        if indicator.quarterly and (heads == "name" or indicator.measure in STOCKS):
            cells = [_cell(t, indicator, quarter, "quarter") for quarter in shown]
            rows.append((_label(t, indicator, False), *cells, _target(t, indicator)))
    return Grid(
        title or f"Quarterly indicators {t.year()}",
        ("Indicator", *(_name(t, quarter, heads) for quarter in shown), "Target"),
        tuple(rows), (5.0, *(1.4 for _ in shown), 1.2), rules="rows",
    )  # fmt: skip


def _name(t: Teller, quarter: Quarter, heads: str) -> str:
    """Q1 2019/20 or Jun-19"""
    if heads == "month":
        return f"{MONTHS[quarter.end.month - 1][:3]}-{quarter.end.year % 100}"
    return f"Q{quarter.q} {year_name(quarter.fy, t.council.year_sign)}"


def placement_years(t: Teller, years: int = 3) -> Grid:
    """Children by placement type at 31 March of each year, with the total."""
    ats = _year_ends(t, years)
    rows: list[tuple[str, ...]] = []
    for kind in PLACEMENTS:
        cells = [_placed(t, kind, at) for at in ats]
        rows.append((label(t, kind), *cells))
    rows.append(("Total", *(t.n("cla_total", at=at, digits=True) for at in ats)))
    return Grid(
        f"{t.lac.capitalize()} by placement type at 31 March",
        ("Placement type", *(str(at.end.year) for at in ats)),
        tuple(rows), (4, *(1.3 for _ in ats)),
    )  # fmt: skip


def _year_ends(t: Teller, years: int) -> list[Quarter]:
    """The year ends up to the report's, as far back as the world goes."""
    back = min(years, t.at.fy - FIRST + 2)
    return [t.at.ago(ago) for ago in reversed(range(back))]


def _placed(t: Teller, kind: str, at: Quarter) -> str:
    """The count, or "<5" where it is suppressed."""
    if t.told_count("cla_placement", at, placement_type=kind) >= 5:
        return t.n("cla_placement", at=at, digits=True, placement_type=kind)
    role: Role = "actual" if at == t.at else "previous_period"
    figure = Figure("5", 5, "count", "cla_placement", role, "less_than", at.at(),
                    (("placement_type", kind),), area=t.area)  # fmt: skip
    return f"<{t.ledger.mark(figure)}"


def total_chart(t: Teller, years: int = 5, labelled: bool = True) -> Chart:
    """Children looked after at 31 March of each year as bars."""
    ats = _year_ends(t, years)
    return Chart(
        f"Number of {t.lac} at 31 March",
        tuple(str(at.end.year) for at in ats),
        tuple(float(t.told_count("cla_total", at)) for at in ats),
        tuple(t.n("cla_total", at=at, digits=True) for at in ats) if labelled else (),
    )


def _given(t: Teller, indicators: tuple[Indicator, ...]) -> list[Indicator]:
    return [i for i in indicators if not leaves_out(t.council.key, i.measure, t.at.fy)]


def _label(t: Teller, indicator: Indicator, coded: bool) -> str:
    words = indicator.words.format(
        lac=t.short, outside=t.council.outside, ages=t.age_band
    )  # fmt: skip
    return f"{indicator.code} {words}" if coded else words[:1].upper() + words[1:]


def _cell(t: Teller, indicator: Indicator, at: Quarter, span: Span | None = None) -> str:
    """The value at a quarter (or over the year), without a sign where the row says "%"."""
    measure = indicator.measure
    over = span or t.span
    if indicator.form == "n":
        return t.n(measure, at=at, span=over, digits=True)
    if indicator.form == "rate":
        return t.rate(measure, at=at)
    sign = "" if t.council.decimals else "%"
    return t.pc(measure, at=at, span=over, sign=sign)


def _told(t: Teller, indicator: Indicator, at: Quarter) -> float:
    return t.told(indicator.measure, indicator.form, at)


def _target(t: Teller, indicator: Indicator) -> str:
    if indicator.target is None:
        return "-"
    sign = "" if t.council.decimals else "%"
    if indicator.good < 0:
        figure = Figure(f"{indicator.target}{sign}", indicator.target, "percent",
                        indicator.measure, "target", "less_than", area=t.area)  # fmt: skip
        return f"<{t.ledger.mark(figure)}"
    return t.target(indicator.measure, indicator.target, sign)


def _england(t: Teller, indicator: Indicator, dated: bool) -> str:
    if not indicator.england:
        return "n/a"
    before = t.at.ago(1)
    when: When | None = None
    if dated:
        when = before.at() if indicator.measure in STOCKS else before.during("year")
    if indicator.form == "rate":
        return t.england(indicator.measure, "", "rate_per_10000", when=when)
    sign = "" if t.council.decimals else "%"
    return t.england(indicator.measure, sign, dp=t.council.decimals, when=when)


def _rag(t: Teller, indicator: Indicator) -> str | None:
    if indicator.target is None:
        return None
    gap = (_told(t, indicator, t.at) - indicator.target) * indicator.good
    return "G" if gap >= 0 else "A" if gap >= -0.1 * indicator.target else "R"
