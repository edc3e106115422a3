"""Foster carers, adoption and special guardianship."""

from __future__ import annotations

from corpus.generate.wording.patterns import Pattern, annual, changed

FOSTERING: tuple[Pattern, ...] = (
    lambda t: f"The fostering service had {t.n('foster_households_approved')} approved fostering "
    f"households at {t.date()}.",
    annual(lambda t: f"There were {t.n('foster_households_approved')} approved fostering "
           f"households at year end, compared with {t.n('foster_households_approved', 1)} a year "
           "earlier."),
    annual(lambda t: f"{t.n('foster_households_recruited')} fostering households were newly "
           f"approved during {t.year()} and {t.n('foster_households_left')} left the service, "
           f"leaving {t.n('foster_households_approved')} approved households."),
    annual(changed("foster_households_approved", lambda t: "The number of approved fostering "
           f"households {t.went('foster_households_approved', 'grew', 'reduced')} from "
           f"{t.n('foster_households_approved', 1)} to {t.n('foster_households_approved')}.")),
    lambda t: f"We have {t.n('foster_households_approved')} fostering households; "
    f"{t.n('foster_households_recruited')} were recruited in the "
    f"{'year' if t.span == 'year' else 'quarter'}.",
    annual(lambda t: f"The service had {t.n('foster_households_approved')} approved fostering "
           f"households at {t.date()} and expects to recruit "
           f"{t.hoped_for('foster_households_recruited')} more in the coming year."),
    annual(lambda t: f"{t.n('foster_households_left')} fostering households resigned or were "
           f"deregistered in {t.year()}, while {t.n('foster_households_recruited')} were "
           "recruited."),
)  # fmt: skip

ADOPTION: tuple[Pattern, ...] = (
    annual(changed("adoption_orders", lambda t: f"{t.n('adoption_orders')} children were granted "
           f"adoption orders during {t.year()}, "
           f"{t.went('adoption_orders', 'an increase', 'a decrease')} of "
           f"{t.change('adoption_orders')} on the previous year.")),
    annual(lambda t: f"{t.n('adoption_orders')} children were adopted in {t.year()}, compared "
           f"with {t.n('adoption_orders', 1)} in {t.year(1)}."),
    annual(lambda t: f"During the year {t.n('adoption_orders')} adoption orders and "
           f"{t.n('sgo_granted')} special guardianship orders were made."),
    annual(lambda t: f"There were {t.n('adoption_orders')} adoptions over the year "
           f"({t.n('adoption_orders', 1)} last year)."),
    lambda t: f"{t.n('adoption_orders')} adoption orders were granted in the "
    f"{'year' if t.span == 'year' else 'quarter'}.",
    annual(changed("adoption_orders", lambda t: f"Adoption orders were granted for "
           f"{t.n('adoption_orders')} children, {t.change('adoption_orders')} "
           f"{t.went('adoption_orders', 'more', 'fewer')} than in {t.year(1)}.")),
)  # fmt: skip

GUARDIANSHIP: tuple[Pattern, ...] = (
    lambda t: f"A further {t.n('sgo_granted')} children left care through special guardianship "
    "orders (SGOs).",
    annual(lambda t: f"Special guardianship orders were granted for {t.n('sgo_granted')} children "
           f"({t.n('sgo_granted', 1)} in {t.year(1)})."),
    annual(lambda t: f"{t.n('sgo_granted')} special guardianship orders were granted in "
           f"{t.year()}."),
)  # fmt: skip
