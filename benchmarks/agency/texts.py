"""Running text to set around tables, and numbers that look like an agency's."""

from __future__ import annotations

import random

PROSE = (
    "The Department collects these data each year from all States and from the District of "
    "Columbia. Estimates are based on reports that were received by the closing date and may be "
    "revised when late reports come in. Differences between groups that are discussed in this "
    "section are significant at the 90 percent level unless otherwise stated. For a description "
    "of the methods see the technical notes at the end of this publication. "
)
STATES = (
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut",
    "Delaware", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas",
)  # fmt: skip


class Numbers:
    """Numbers drawn from a seed, so that a document is the same each time."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def count(self, least: int = 100, most: int = 99_999) -> str:
        """A count with commas."""
        return f"{self._random.randint(least, most):,}"

    def share(self, most: float = 99.0) -> str:
        """A number with one decimal place."""
        return f"{self._random.uniform(0.1, most):.1f}"

    def signed(self) -> str:
        """A change: minus signs as agencies set them."""
        value = self._random.uniform(-9, 14)
        return f"-{-value:.1f}" if value < 0 else f"{value:.1f}"

    def dollars(self, least: int = 1_000, most: int = 999_999, *, sign: bool = False) -> str:
        """Money, "$" before it where asked; some of it below nought, in brackets."""
        value = self._random.randint(least, most)
        text = f"({value // 9:,})" if self._random.random() < 0.15 else f"{value:,}"
        return f"${text}" if sign else text

    def row(self, label: str, kinds: str) -> tuple[str | None, ...]:
        """A label and a figure for each letter of `kinds`: c count, s share, d change, m money,
        M money with its sign, y nothing."""
        made = {
            "c": self.count, "s": self.share, "d": self.signed, "m": self.dollars,
            "M": lambda: self.dollars(sign=True), "y": lambda: None,
        }  # fmt: skip
        return (label, *(made[kind]() for kind in kinds))
