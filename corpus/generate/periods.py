"""Quarters of the financial year, and the ways in which papers write dates and years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Span = Literal["quarter", "year", "ytd", "rolling"]


@dataclass(frozen=True, slots=True)
class When:
    """The period of a figure. `start` is None for a level on the day `end`."""

    start: date | None
    end: date


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Quarter 1-4 of the financial year that starts on 1 April of year `fy`."""

    fy: int
    q: int = 4

    @property
    def start(self) -> date:
        month = 3 * self.q + 1
        return date(self.fy, month, 1) if month <= 12 else date(self.fy + 1, 1, 1)

    @property
    def end(self) -> date:
        after = Quarter(self.fy, self.q + 1) if self.q < 4 else Quarter(self.fy + 1, 1)
        return after.start - timedelta(days=1)

    def ago(self, years: int = 0, quarters: int = 0) -> Quarter:
        index = (self.fy - years) * 4 + self.q - 1 - quarters
        return Quarter(index // 4, index % 4 + 1)

    def over(self, span: Span) -> tuple[Quarter, ...]:
        """The quarters that a figure over `span`, ending with this quarter, takes in."""
        back = {"quarter": 1, "year": 4, "ytd": self.q, "rolling": 4}[span]
        last = Quarter(self.fy) if span == "year" else self
        return tuple(last.ago(quarters=n) for n in reversed(range(back)))

    def at(self) -> When:
        return When(None, self.end)

    def during(self, span: Span) -> When:
        quarters = self.over(span)
        return When(quarters[0].start, quarters[-1].end)


def ordinal(day: int) -> str:
    """1st, 2nd, 3rd, 4th …"""
    special = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if 10 <= day % 100 <= 20 else special.get(day % 10, 'th')}"


DATE_FORMS = (
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{ordinal(d.day)} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"the end of {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year % 100:02}",
    lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    lambda d: f"{d.day} {MONTHS[d.month - 1][:3]} {d.year}",
)


def long_date(day: date) -> str:
    """31 March 2017"""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def year_name(fy: int, sign: str = "-") -> str:
    """2016-17, 2016/17 … for the financial year that starts in April 2016."""
    return f"{fy}{sign}{(fy + 1) % 100:02}"
