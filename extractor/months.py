"""The names of the months and their short forms, as words and in patterns; a date in words."""

from __future__ import annotations

from datetime import date

NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

SHORT = tuple(name[:3] for name in NAMES)
"""The first three letters, with which a month is found in whatever form it is printed."""


def in_words(day: date) -> str:
    """`31 March 2017`."""
    return f"{day.day} {NAMES[day.month - 1].capitalize()} {day.year}"


NUMBERS = {
    form: number
    for number, name in enumerate(NAMES, 1)
    for form in (name, name[:3], *(["sept"] if name == "september" else []))
}
"""The number of a month by its name or short form."""

FULL = "|".join(NAMES)
"""The full names, as alternatives of a pattern."""

BEGINNINGS = "|".join(SHORT)
"""How the names begin, as alternatives of a pattern."""


def _forms(name: str) -> str:
    """The name with what may be left out of it: "sept?(?:ember)?"."""
    if len(name) < 4:
        return name
    if len(name) == 4:
        return f"{name}?"
    kept, rest = (f"{name[:3]}t?", name[4:]) if name == "september" else (name[:3], name[3:])
    return f"{kept}(?:{rest})?"


WRITTEN = rf"(?:{'|'.join(_forms(name) for name in NAMES)})"
"""Any name, in full or short, as a part of a pattern of folded text."""

TITLED = rf"(?:{'|'.join(_forms(name).capitalize() for name in NAMES)})"
"""The same with the capital that it has in print."""
