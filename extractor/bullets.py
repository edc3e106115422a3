"""The signs that papers print before the items of a list, listed once for all stages.

Hyphens, dashes and asterisks begin items too, but stand elsewhere as often: who takes them for
bullets says so beside these.
"""

from __future__ import annotations

BULLET = "•"
"""What the bullets of fonts become when a page is read."""

BULLETS = "•●▪◦‣○□■➢✓❖◆⁃\uf0b7\uf0a7"
"""Signs that are bullets wherever they stand first, also alone in a cell; the last two are those
of symbol fonts, which only text files still have. As they are, they can stand in `[...]` of a
pattern."""

LINE_BULLETS = BULLETS + "►▶·"
"""Those at the beginning of a line or sentence, with a space behind them: a cell that holds only an
arrowhead gives a direction of travel, and a dot right before a digit is a decimal point."""
