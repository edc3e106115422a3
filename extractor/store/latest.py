"""Which point of a line is its latest: the one rule behind "latest" figures, rankings and report
cards.

A figure whose date was inherited from a heading or the title ("only 9% are placed outside the
area", in a letter about an inspection in March) is often a remark on what the same paper states
with a date of its own some weeks before. Such a figure gives way: it stays a point of the series,
but the latest is the newest of the others.

A figure of a period that is not over ("savings of 2027-28") gives way as well: it is a plan,
whatever the paper calls it.
"""

from __future__ import annotations

CLOSE_DAYS = 200
"""A paper's own dated figure comes before one with an inherited date that is later by less."""

_INHERITED = "like '%\"period_inherited\"%'"


def gives_way(of: str) -> str:
    """Whether the point `of` (a row of series_points, `series` or observations) is of a period that
    is not over today; or inherited its date, and its paper states a figure of the same line with a
    date of its own shortly before."""
    return f"""({of}.period_end > date('now') or {of}.doubts {_INHERITED} and exists (
    select 1 from series_points dated indexed by series_points_reliable
    where dated.line = {of}.line and dated.period_end < {of}.period_end
      and dated.period_end > date({of}.period_end, '-{CLOSE_DAYS} days')
      and dated.document_id = {of}.document_id and dated.reliable = 1
      and dated.doubts not {_INHERITED}))"""


def is_latest(of: str) -> str:
    """Whether the point `of` is the latest of its line."""
    return f"""(not {gives_way(of)} and not exists (
  select 1 from series_points later indexed by series_points_reliable
  where later.line = {of}.line and later.period_end > {of}.period_end and later.reliable = 1
    and not {gives_way("later")}))"""
