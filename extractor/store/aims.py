"""Which figure a target is held against: the one rule behind the view of targets, the marks on
charts and the targets page.

A target of a table or card has the period of its row or column. One of running text often names
none ("against a target of 487 days"): it is the target of the figure that it stands beside, and
not of whatever figure of the measure is the newest in the paper. By how much a target is missed
("outside the target of 121 days, by an average of 76") is no figure to hold against it.
"""

from __future__ import annotations

NEAR = 8
"""How many figures may stand between a target in running text and the one that it is of."""

_BY = ("by", "by an average of", "by a mean of", "by around", "by about", "by over", "by nearly")
_AIMS = ("target", "threshold", "standard", "expectation")


def in_running_text(of: str) -> str:
    """Whether the figure `of` (a row of observations) is in a sentence or list item."""
    return f"{of}.source in ('prose', 'list')"


def is_gap(of: str) -> str:
    """Whether the figure `of` (a row of observations) is by how much a target is missed or passed:
    "outside the target of 121 days by an average of 76"."""
    before = f"rtrim(lower(substr({of}.quote, 1, {of}.quote_start)))"
    said = " or ".join(f"{before} like '%{aim}% {by}'" for aim in _AIMS for by in _BY)
    return f"({in_running_text(of)} and ({said}))"


def beside(target: str) -> str:
    """The id of the council's own figure that a target in running text stands beside: the last one
    of its line shortly before it, or else the next of its sentence; null where there is none."""
    of_line = f"""from observations b indexed by observations_report
      where b.document_id = {target}.document_id and b.report_number = {target}.report_number
        and b.measure = {target}.measure and b.unit = {target}.unit
        and b.dimensions_key = {target}.dimensions_key and b.kind = 'actual'
        and b.area_level = 'local' and b.second_hand = 0 and b.duplicate_of is null"""
    return f"""(
    select n.id from observations n
    where n.document_id = {target}.document_id and n.position = coalesce((
      select max(b.position) {of_line}
        and b.position between {target}.position - {NEAR} and {target}.position - 1
        and ifnull(b.page, 0) >= ifnull({target}.page, 0) - 1), (
      select min(b.position) {of_line}
        and b.position > {target}.position and b.quote = {target}.quote)))"""


def is_loose(target: str) -> str:
    """Whether a target in running text names no period: it is of the figure `beside` it."""
    return f"({in_running_text(target)} and {target}.period_end is null)"
