"""Health: initial and review assessments, dental checks, immunisations."""

from __future__ import annotations

from corpus.generate.teller import Teller
from corpus.generate.wording.patterns import Pattern, annual, changed, quarterly

INITIAL: tuple[Pattern, ...] = (
    annual(lambda t: f"{t.pc('iha_timely')} of initial health assessments were completed within "
           f"{t.part('28')} days in {t.year()}, against a target of {t.target('iha_timely', 85)}."),
    annual(lambda t: f"Performance on initial health assessments (IHAs) reached "
           f"{t.pc('iha_timely')} over the year, compared with {t.pc('iha_timely', 1)} the year "
           "before."),
    lambda t: f"Initial health assessments completed on time: {t.pc('iha_timely')} "
    f"({t.n('iha_timely')} of {_due(t)}).",
    annual(changed("iha_timely", lambda t: f"The timeliness of initial health assessments "
           f"{t.went('iha_timely', 'improved', 'fell back')} from {t.pc('iha_timely', 1)} in "
           f"{t.year(1)} to {t.pc('iha_timely')} in {t.year()}.", "points")),
    quarterly(lambda t: f"In Quarter {t.at.q} {t.pc('iha_timely')} of IHAs took place within "
              f"timescale; the year to date figure is "
              f"{t.pc('iha_timely', span='ytd', when=t.at.during('ytd'))}."),
    quarterly(lambda t: f"{t.pc('iha_timely')} of initial health assessments were held in "
              f"timescale this quarter, against {_last_year_quarter(t)} in the same period a "
              "year ago."),
    annual(lambda t: "We are beginning to see an improving picture in respect of initial health "
           f"assessments. Performance had reached {t.pc('iha_timely', span='quarter')} in the last "
           f"quarter of {t.year()}, compared with "
           f"{t.pc('iha_timely', 1, span='quarter')} in the same period a year ago."),
    annual(lambda t: "Initial health assessments within timescale. Target: "
           f"{t.target('iha_timely', 85)}. Actual: {t.pc('iha_timely')}."),
)  # fmt: skip


def _due(t: Teller) -> str:
    return t.part(str(t.told_count("iha_due")), "base of the percentage")


def _last_year_quarter(t: Teller) -> str:
    return t.pc("iha_timely", 1)


REVIEW: tuple[Pattern, ...] = (
    lambda t: f"Review health assessments were up to date for {t.pc('rha_up_to_date')} of "
    "children.",
    lambda t: f"At {t.date()}, {t.pc('rha_up_to_date')} of eligible children had an up to date "
    f"annual health assessment (target {t.target('rha_up_to_date', 95)}; England "
    f"{t.england('rha_up_to_date')}).",
    lambda t: f"Performance in relation to annual health checks is {t.bound('rha_up_to_date')}.",
    annual(lambda t: f"{t.pc('rha_up_to_date')} had an annual health check, "
           f"{_beside(t, 'rha_up_to_date')} the {t.pc('rha_up_to_date', 1)} recorded a year "
           "earlier."),
    lambda t: f"{t.n('rha_up_to_date')} of {_base(t)} eligible children "
    f"({t.pc('rha_up_to_date')}) had an up to date review health assessment.",
    annual(changed("rha_up_to_date", lambda t: "The percentage of review health assessments "
           f"completed on time {t.went('rha_up_to_date', 'rose by', 'dropped by')} "
           f"{t.change('rha_up_to_date', 'points')} to {t.pc('rha_up_to_date')}.", "points")),
)  # fmt: skip


def _base(t: Teller) -> str:
    return t.part(str(t.told_count("health_base")), "base of the percentage")


def _beside(t: Teller, measure: str) -> str:
    return t.went(measure, "an improvement on", "lower than or level with")


DENTAL: tuple[Pattern, ...] = (
    lambda t: f"{t.pc('dental_up_to_date')} had their teeth checked by a dentist.",
    annual(lambda t: f"Dental checks were up to date for {t.pc('dental_up_to_date')} of children, "
           f"compared with {t.pc('dental_up_to_date', 1)} twelve months ago."),
    lambda t: f"{t.pc('immunisations_up_to_date')} of children were up to date with their "
    f"immunisations and {t.pc('dental_up_to_date')} with their dental checks.",
    lambda t: f"We continue to promote dental checks, which stand at {t.pc('dental_up_to_date')} "
    f"against {t.england('dental_up_to_date')} nationally.",
    lambda t: _fraction(t),
)  # fmt: skip


def _fraction(t: Teller) -> str | None:
    words = t.fraction("dental_up_to_date")
    return f"{words[:1].upper()}{words[1:]} children had seen a dentist." if words else None


IMMUNISED: tuple[Pattern, ...] = (
    lambda t: f"{t.pc('immunisations_up_to_date')} of children were fully immunised at "
    f"{t.date()}.",
    lambda t: f"Immunisations are up to date for {t.bound('immunisations_up_to_date', 'above')} "
    "of the cohort.",
    lambda t: f"Immunisations were up to date in {t.pc('immunisations_up_to_date')} of cases.",
)  # fmt: skip
