"""Child protection, missing children, the workforce and money."""

from __future__ import annotations

from corpus.generate.wording.patterns import Pattern, annual, changed

PROTECTION: tuple[Pattern, ...] = (
    lambda t: f"{t.n('cpp_total')} children were subject to a child protection plan at "
    f"{t.date()}.",
    lambda t: f"The number of children subject to a child protection plan was "
    f"{t.n('cpp_total')} at {t.date()}, a rate of {t.rate('cpp_rate_10k')} per "
    f"{t.part('10,000')} (England: {t.england('cpp_rate_10k', '', 'rate_per_10000')}).",
    annual(changed("cpp_total", lambda t: f"Child protection plans "
           f"{t.went('cpp_total', 'rose', 'fell')} from {t.n('cpp_total', 1)} to "
           f"{t.n('cpp_total')} over the year.")),
    annual(lambda t: f"At year end {t.n('cpp_total')} children had a child protection plan, "
           f"against {t.n('cpp_total', 1)} at the same point last year."),
    lambda t: f"There were {t.n('cpp_total')} children on a child protection plan at {t.date()}, "
    f"{t.pc('cpp_repeat', when=t.at.at())} of them for a second or subsequent time.",
    lambda t: f"{t.n('cpp_total')} children ({t.rate('cpp_rate_10k')} per {t.part('10,000')}) "
    f"were the subject of a child protection plan at {t.date()}.",
    annual(changed("cpp_total", lambda t: f"The number of child protection plans stood at "
           f"{t.n('cpp_total')}, {t.went('cpp_total', 'an increase', 'a reduction')} of "
           f"{t.change('cpp_total', dated=False)} since last year.")),
)  # fmt: skip

MISSING: tuple[Pattern, ...] = (
    annual(lambda t: f"In {t.year()} {t.n('missing_children')} {t.lac} went missing, on "
           f"{t.n('missing_incidents')} occasions."),
    annual(lambda t: f"{t.n('missing_children')} children went missing from care during the year, "
           f"compared with {t.n('missing_children', 1)} in {t.year(1)}."),
    annual(lambda t: f"There were {t.n('missing_incidents')} missing episodes in the year, "
           f"involving {t.n('missing_children')} children."),
    lambda t: f"The number of missing incidents in the {'year' if t.span == 'year' else 'quarter'} "
    f"was {t.n('missing_incidents')}.",
    annual(changed("missing_incidents", lambda t: f"Missing episodes "
           f"{t.went('missing_incidents', 'increased', 'decreased')} from "
           f"{t.n('missing_incidents', 1)} to {t.n('missing_incidents')} in {t.year()}.")),
)  # fmt: skip

CASELOAD: tuple[Pattern, ...] = (
    lambda t: f"The average caseload of social workers was {t.level('sw_caseload', 'ratio')}.",
    lambda t: "Average caseloads are "
    f"{t.level('sw_caseload', 'ratio')} children per social worker, compared with "
    f"{t.england('sw_caseload', '', 'ratio', 1)} nationally.",
    lambda t: f"Social workers hold {t.level('sw_caseload', 'ratio')} cases each on average.",
)  # fmt: skip

AGENCY: tuple[Pattern, ...] = (
    lambda t: f"The agency rate for social workers was "
    f"{t.level('sw_agency_rate', 'percent', sign='%')}, against "
    f"{t.england('sw_agency_rate')} for England.",
    lambda t: f"{t.level('sw_agency_rate', 'percent', dp=0, sign='%')} of social workers are "
    "agency staff.",
    lambda t: f"Agency social workers make up {t.level('sw_agency_rate', 'percent', sign='%')} of "
    "the workforce.",
)  # fmt: skip

MONEY: tuple[Pattern, ...] = (
    annual(lambda t: f"Expenditure on placements in {t.year()} was {t.money('spend')} against a "
           f"budget of {t.money('budget')}, an {t.overspent()} of {t.money('variance')}."),
    annual(lambda t: f"Spend on placements for {t.lac} was {t.money('spend')} in {t.year()}, "
           f"up from {t.money('spend', 1)} in {t.year(1)}."),
    annual(lambda t: f"The placements budget of {t.money('budget')} was "
           f"{'overspent' if t.overspent() == 'overspend' else 'underspent'} by "
           f"{t.money('variance')}."),
    annual(lambda t: f"Placement costs came to {t.money('spend')} in the year, compared to "
           f"{t.money('spend', 1)} a year earlier."),
    annual(lambda t: f"Spend on placements was {t.money('spend')} in {t.year()} and is forecast "
           f"to reach {t.forecast()} in {t.year(-1)}."),
)  # fmt: skip
