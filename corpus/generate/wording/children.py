"""How many children: the total, its change, the rate, those who came and went."""

from __future__ import annotations

from corpus.generate.teller import Teller
from corpus.generate.wording.patterns import Pattern, annual, changed

TOTAL: tuple[Pattern, ...] = (
    lambda t: f"As at {t.date()} there were {t.n('cla_total')} {t.lac}.",
    annual(lambda t: f"At {t.date()} {t.area} was looking after {t.n('cla_total')} children, "
           f"compared with {t.n('cla_total', 1)} at the same point a year earlier."),
    changed("cla_total", lambda t: f"The number of {t.lac} stood at {t.n('cla_total')} "
            f"{t.on()}, {t.went('cla_total', 'up', 'down')} from {t.n('cla_total', 1)} "
            "twelve months before."),
    annual(changed("cla_total", lambda t: f"Over the course of the year the number of {t.lac} "
           f"{t.went('cla_total', 'rose', 'fell')} from {t.n('cla_total', 1)} to "
           f"{t.n('cla_total')}.")),
    annual(changed("cla_total", lambda t: f"The care population "
           f"{t.went('cla_total', 'rose', 'fell')} by {t.change('cla_total')} to "
           f"{t.n('cla_total')} during {t.year()}.")),
    annual(lambda t: f"We ended the year with {t.n('cla_total')} {t.lac} "
           f"({t.n('cla_total', 1)} last year)."),
    lambda t: f"{t.on()}, {t.n('cla_total')} children and young people were in the care "
    "of the council.",
    annual(lambda t: f"On 31 March in {t.trap(str(t.at.fy - 1), 'year')}, "
           f"{t.trap(str(t.at.fy), 'year')} and {t.trap(str(t.at.fy + 1), 'year')} there were "
           f"{t.n('cla_total', 2)}, {t.n('cla_total', 1)} and {t.n('cla_total')} {t.lac} "
           "respectively."),
    lambda t: f"There were {t.n('cla_total')} {t.lac} at {t.date()}; the figure for the same "
    f"date in {t.at.ago(1).end.year} was {t.n('cla_total', 1)}.",
    annual(changed("cla_total", lambda t: f"{t.year()} saw "
           f"{t.went('cla_total', 'an increase', 'a decrease')} of "
           f"{t.change('cla_total', 'percent')} in the number of {t.lac}, to "
           f"{t.n('cla_total')}.", "percent")),
    lambda t: f"The council’s responsibilities as corporate parent extended to "
    f"{t.n('cla_total')} children at {t.date()}.",
    annual(changed("cla_total", lambda t: f"Numbers in care have "
           f"{t.went('cla_total', 'risen', 'fallen')} again, with {t.n('cla_total')} {t.lac} at "
           f"{t.date()} against {t.n('cla_total', 1, when=t.in_month(1))} in "
           f"{t.month(t.at.ago(1))}.")),
    annual(changed("cla_total", lambda t: f"At year end there were {t.n('cla_total')} {t.lac}, "
           f"{t.change('cla_total', dated=False)} {t.went('cla_total', 'more', 'fewer')} than a "
           "year ago.")),
    lambda t: f"The total number of {t.lac} at the end of Quarter {t.at.q} was "
    f"{t.n('cla_total')}.",
    annual(lambda t: f"{t.lac.capitalize()}: {t.n('cla_total')} (previous year "
           f"{t.n('cla_total', 1)})."),
)  # fmt: skip

RATE: tuple[Pattern, ...] = (
    lambda t: f"This is a rate of {t.rate()} per {t.part('10,000')} children, compared with "
    f"{t.england('cla_rate_10k', '', 'rate_per_10000')} nationally.",
    lambda t: f"The rate per {t.part('10,000')} of the under-{t.part('18', 'age')} population is "
    f"{t.rate()}; our statistical neighbours average "
    f"{t.england('cla_rate_10k', '', 'rate_per_10000', neighbours=True)} and England "
    f"{t.england('cla_rate_10k', '', 'rate_per_10000')}.",
    annual(changed("cla_rate_10k", lambda t: f"Expressed as a rate this is {t.rate()} children "
           f"in every {t.part('10,000')}, {t.went('cla_rate_10k', 'up', 'down')} from "
           f"{t.rate('cla_rate_10k', 1)} the year before.")),
    lambda t: f"At {t.rate()} per {t.part('10,000')}, {t.area}’s rate "
    f"{_against_england(t)} the England average of "
    f"{t.england('cla_rate_10k', '', 'rate_per_10000')}.",
    lambda t: f"That equates to {t.rate()} per {t.part('10,000')} aged "
    f"{t.part('0-17', 'age range')} (England: "
    f"{t.england('cla_rate_10k', '', 'rate_per_10000')}; statistical neighbours: "
    f"{t.england('cla_rate_10k', '', 'rate_per_10000', neighbours=True)}).",
    lambda t: f"{t.area} had {t.rate()} {t.lac} per {t.part('10,000')} children aged under "
    f"{t.part('18', 'age')}, against {t.england('cla_rate_10k', '', 'rate_per_10000')} for "
    "England as a whole.",
)  # fmt: skip


def _against_england(t: Teller) -> str:
    ours = t.history.rate("cla_total", t.at)
    return "is above" if ours > 70 else "remains below" if ours < 58 else "can be set beside"


MOVEMENT: tuple[Pattern, ...] = (
    lambda t: f"{t.n('cla_entered')} children came into care in the {_span(t)} and "
    f"{t.n('cla_left')} left.",
    lambda t: f"During the {_span(t)} {t.n('cla_entered')} children started to be looked after, "
    f"while {t.n('cla_left')} ceased to be looked after.",
    annual(lambda t: f"In {t.year()}, {t.n('cla_entered')} children entered care "
           f"({t.n('cla_entered', 1)} in {t.year(1)}) and {t.n('cla_left')} ceased to be looked "
           f"after ({t.n('cla_left', 1)} in {t.year(1)})."),
    annual(lambda t: f"Admissions to care totalled {t.n('cla_entered')} over the year, against "
           f"{t.n('cla_left')} exits from care."),
    annual(lambda t: f"A total of {t.n('cla_entered')} children became looked after between 1 "
           f"April {t.at.fy} and 31 March {t.at.fy + 1}; {t.n('cla_left')} left care in the same "
           "period."),
    annual(changed("cla_entered", lambda t: f"The number of children entering care "
           f"{t.went('cla_entered', 'increased', 'decreased')} from {t.n('cla_entered', 1)} to "
           f"{t.n('cla_entered')}, whereas {t.n('cla_left')} left.")),
    lambda t: f"New entrants to care numbered {t.n('cla_entered')} in the {_span(t)}; "
    f"{t.n('cla_left')} children ceased to be looked after.",
)  # fmt: skip

UASC: tuple[Pattern, ...] = (
    lambda t: f"Among the {t.lac}, {t.n('cla_uasc')} were unaccompanied asylum seeking children "
    "(UASC).",
    lambda t: f"{t.n('cla_uasc')} ({t.pc('cla_uasc')}) of our {t.lac} are unaccompanied asylum "
    "seeking children.",
    annual(changed("cla_uasc", lambda t: f"The number of UASC "
           f"{t.went('cla_uasc', 'rose', 'fell')} by {t.change('cla_uasc')} to "
           f"{t.n('cla_uasc')}.")),
    lambda t: f"Unaccompanied asylum seeking children make up {t.pc('cla_uasc')} of the total "
    f"(n={t.n('cla_uasc')}).",
    lambda t: f"{t.pc('cla_disability')} of {t.lac} are children with disabilities and "
    f"{t.pc('cla_uasc')} are unaccompanied asylum seeking children.",
)  # fmt: skip


def _span(t: Teller) -> str:
    return "year" if t.span == "year" else "quarter"
