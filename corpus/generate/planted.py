"""What is planted in the corpus for a reader to find (docs/corpus.md lists it).

A restatement: a level is first reported wrong and corrected a year later. A gap: a report
stops giving a figure. A break: a definition changes. A list that does not add up.
"""

from __future__ import annotations

from corpus.generate.periods import Quarter

# (council, series, date) -> (value first told, told by reports on years up to). The children
# too many were counted as placed with in-house foster carers.
RESTATED = {
    ("marlshire", "cla_total", Quarter(2017)): (619, 2017),
    ("wyncaster", "cla_total", Quarter(2021)): (409, 2021),
}
# Elmsworth's annual reports leave the dental checks out from 2018-19 on.
GAP = ("elmsworth", "dental_up_to_date", 2018)
# Wyncaster counts care leavers aged 17-21 instead of 19-21 from 2018-19 on.
BREAK = ("wyncaster", 2018)
# Tarnley's report on 2020-21 loses the line of children placed with parents.
LOST_LINE = ("tarnley", 2020, "placed_with_parents")


def told(council: str, series: str, at: Quarter, report_fy: int) -> int | None:
    """The value that a report on `report_fy` states for a level that was later restated,
    None where it states the final one."""
    value, until = RESTATED.get((council, series, at), (None, 0))
    return value if report_fy <= until else None


def leaves_out(council: str, measure: str, fy: int) -> bool:
    """Whether the council's reports no longer give the measure."""
    return (council, measure) == GAP[:2] and fy >= GAP[2]
