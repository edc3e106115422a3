"""Choices that look random and never change: each is drawn from a hash of its purpose."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def draw(*purpose: object) -> float:
    """A number in [0, 1) that depends on only the purpose."""
    text = "|".join(str(part) for part in purpose)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") / 2**48


def wobble(width: float, *purpose: object) -> float:
    """A number in [-width, width)."""
    return width * (2 * draw(*purpose) - 1)


def pick(items: Sequence[Item], *purpose: object) -> Item:
    """One of the items."""
    return items[int(draw(*purpose) * len(items))]


def shuffled(items: Sequence[Item], *purpose: object) -> list[Item]:
    """The items in an order of their own."""
    keyed = sorted(range(len(items)), key=lambda index: draw(*purpose, index))
    return [items[index] for index in keyed]
