"""Drop-downs of pages: a name, a label, and what they offer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dropdown:
    """A drop-down: its name, label and options (value, text)."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
