"""What minutes say: figures at second hand, among apologies, times and resolutions."""

from __future__ import annotations

from corpus.generate.said import Figure
from corpus.generate.teller import Teller
from corpus.generate.wording.patterns import Pattern, changed

DISCUSSED: tuple[Pattern, ...] = (
    lambda t: f"The Head of Service introduced the report and highlighted that {t.n('cla_total')} "
    f"children were in care at {t.date()}, compared with {t.n('cla_total', 1)} a year earlier.",
    lambda t: f"In response to a question, the Assistant Director confirmed that "
    f"{t.pc('cla_out_of_area')} of children had been placed {t.council.outside} at {t.date()}.",
    lambda t: f"Members noted that {t.n('adoption_orders')} children had been adopted in "
    f"{t.year()} and thanked the adoption team.",
    changed("cl_eet", lambda t: f"The Board heard that the proportion of care leavers aged "
            f"{t.part(t.age_band, 'age range')} in education, employment or training had "
            f"{t.went('cl_eet', 'risen', 'fallen')} from {t.pc('cl_eet', 1)} to {t.pc('cl_eet')}.",
            "points"),
    lambda t: f"A member asked why only {t.pc('iha_timely')} of initial health assessments had "
    f"been completed within {t.part('28')} days in {t.year()} when the target was "
    f"{t.target('iha_timely', 85)}; officers explained that late notification was the main cause.",
    lambda t: f"It was reported that there were {t.n('foster_households_approved')} approved "
    f"fostering households at {t.date()}.",
    lambda t: f"Concern was expressed that {t.n('missing_children')} children had gone missing "
    f"during {t.year()}.",
    lambda t: f"Officers advised that {t.pc('cla_placement_3plus')} of children had had three or "
    f"more placements in {t.year()}.",
)  # fmt: skip

REMARKS: tuple[Pattern, ...] = (
    lambda t: f"The Chair reminded members that the training session would begin at "
    f"{t.trap('6.30pm', 'time')} in Room {t.trap('4', 'room')}.",
    lambda t: f"Members were told that around {_guests(t)} young people had attended the annual "
    "celebration event.",
    lambda t: f"A member referred to paragraph {t.trap('3.4', 'paragraph')} on page "
    f"{t.trap('27', 'page reference')} of the agenda pack.",
    lambda t: f"The Chair thanked officers for the report, the {t.trap('third', 'ordinal')} of its "
    "kind.",
)  # fmt: skip


def _guests(t: Teller) -> str:
    """A count of something that no measure knows."""
    value = 80 + 10 * int(t.chance("guests") * 9)
    return t.ledger.mark(Figure(str(value), value, "count", None, "actual", "approximately",
                                area=t.area))  # fmt: skip
