"""Care leavers: education, employment and training; accommodation."""

from __future__ import annotations

from corpus.generate import planted
from corpus.generate.teller import Teller
from corpus.generate.wording.patterns import Pattern, annual, changed

EET: tuple[Pattern, ...] = (
    annual(lambda t: f"{t.pc('cl_eet')} of care leavers aged {_ages(t)} were in education, "
           f"employment or training (EET), compared with {t.pc('cl_eet', 1)} "
           f"{t.part('12')} months ago."),
    lambda t: f"At {t.date()}, {t.pc('cl_eet', when=t.at.at())} of our {_ages(t)} year old care "
    f"leavers were in education, employment or training against a target of "
    f"{t.target('cl_eet', _goal(t))}.",
    annual(lambda t: f"Of the {t.n('cl_total', age_band=t.age_band)} care leavers aged {_ages(t)}, "
           f"{t.n('cl_eet')} ({t.pc('cl_eet')}) were in EET."),
    annual(changed("cl_eet", lambda t: f"The proportion of care leavers aged {_ages(t)} in "
           f"education, employment or training {t.went('cl_eet', 'rose', 'fell')} from "
           f"{t.pc('cl_eet', 1)} to {t.pc('cl_eet')} (England {t.england('cl_eet')}).", "points")),
    annual(lambda t: f"EET performance for care leavers aged {_ages(t)} was {t.pc('cl_eet')}, "
           f"against {t.england('cl_eet')} nationally and "
           f"{t.england('cl_eet', neighbours=True)} for our statistical neighbours."),
    annual(lambda t: f"{t.pc('cl_eet')} of care leavers ({_ages(t)}) were in education, training "
           f"or employment in {t.year()}; the target was {t.target('cl_eet', _goal(t))}."),
    lambda t: f"In total {t.n('cl_eet', when=t.at.at())} care leavers aged {_ages(t)} were in "
    f"education, employment or training at {t.date()}, or "
    f"{t.pc('cl_eet', when=t.at.at())} of the cohort.",
    annual(changed("cl_eet", lambda t: f"{t.pc('cl_eet')} of care leavers aged {_ages(t)} were in "
           f"EET, {t.change('cl_eet', 'points')} {t.went('cl_eet', 'higher', 'lower')} than in "
           f"{t.year(1)}.", "points")),
)  # fmt: skip

BREAK: tuple[Pattern, ...] = (
    lambda t: f"{t.pc('cl_eet')} of care leavers aged {_ages(t)} were in education, employment or "
    f"training in {t.year()}. The indicator now covers all care leavers aged {_ages(t)} and not, "
    f"as in earlier reports, those aged {t.part('19 to 21', 'age range')} only, so this figure "
    "cannot be compared with those of previous years.",
)  # fmt: skip


def eet(t: Teller) -> tuple[Pattern, ...]:
    """The patterns, or the one that explains the break in the series."""
    return BREAK if (t.council.key, t.at.fy) == planted.BREAK else EET


def _ages(t: Teller) -> str:
    first, last = t.age_band.split("-")
    form = (f"{first}-{last}", f"{first} to {last}")[t.chance("ages") < 0.5]
    return t.part(form, "age range")


def _goal(t: Teller) -> int:
    """The target moves up over the years."""
    return 45 + 5 * ((t.at.fy - 2013) // 3)


HOUSED: tuple[Pattern, ...] = (
    annual(lambda t: f"Of care leavers aged {_ages(t)}, {t.pc('cl_suitable_accommodation')} were "
           "in suitable accommodation."),
    annual(lambda t: f"The percentage of care leavers in suitable accommodation was "
           f"{t.pc('cl_suitable_accommodation', age_band='')} in {t.year()} (target "
           f"{t.target('cl_suitable_accommodation', 90, aged=False)})."),
    lambda t: f"{t.pc('cl_suitable_accommodation', when=t.at.at())} of care leavers aged "
    f"{_ages(t)} were living in suitable accommodation at {t.date()}.",
    annual(changed("cl_suitable_accommodation", lambda t: "The proportion of care leavers in "
           "suitable accommodation has "
           f"{t.went('cl_suitable_accommodation', 'increased', 'decreased')} from "
           f"{t.pc('cl_suitable_accommodation', 1, age_band='')} to "
           f"{t.pc('cl_suitable_accommodation', age_band='')}.", "points")),
    annual(lambda t: f"Suitable accommodation, {_ages(t)} year olds: "
           f"{t.pc('cl_suitable_accommodation')} "
           f"({t.pc('cl_suitable_accommodation', 1)} in {t.year(1)}), against "
           f"{t.england('cl_suitable_accommodation')} for England."),
)  # fmt: skip


def housed(t: Teller) -> tuple[Pattern, ...]:
    """In the year of the break nothing is compared with the year before."""
    return HOUSED[1:3] if (t.council.key, t.at.fy) == planted.BREAK else HOUSED
