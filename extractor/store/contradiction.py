"""When two statements of one thing cannot both be true, as SQL.

A statement allows a span of values: a printed figure everything that is rounded to it, "more
than 65%" everything above, "about a quarter" what one would still call so. Two statements
differ where no value is in both spans; then the thing was restated, or somebody is wrong.
"""

from __future__ import annotations

ANY = 1e300
"""Beyond every value that a paper states."""
ABOUT = 0.1
"""The share of its value by which a figure said with "about" may be off."""
IN_WORDS = 2.5
"""Percentage points by which a share in words ("a third") may be off."""


def lowest(of: str) -> str:
    """The least value that the statement `of` (a row of observations) allows."""
    return f"""case when {of}.qualifier in ('at_most', 'less_than') then -{ANY}
    else {of}.value - {_off(of)} end"""


def highest(of: str) -> str:
    """The greatest value that the statement `of` (a row of observations) allows."""
    return f"""case when {of}.qualifier in ('at_least', 'more_than') then {ANY}
    else coalesce({of}.value_max, {of}.value) + {_off(of)} end"""


def _off(of: str) -> str:
    return f"""case when {of}.qualifier in ('at_least', 'more_than', 'at_most', 'less_than')
      then 0.0
    when {of}.qualifier = 'approximately' then {ABOUT} * abs({of}.value)
    when {of}.rounded_to is null and {of}.unit = 'percent' then {IN_WORDS}
    else 0.5 * coalesce({of}.rounded_to, 0) end"""


def differ(one: str, other: str) -> str:
    """Whether two statements (rows of observations) cannot both be true."""
    return f"""({one}.value <> {other}.value and (
  {lowest(one)} >= {highest(other)}
  or {lowest(other)} >= {highest(one)}))"""
