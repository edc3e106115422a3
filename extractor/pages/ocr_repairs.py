"""Before and after recognition: how far a scan is askew (a few degrees), and figures that
recognition damaged (letters in place of digits, a figure torn in two)."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractor.regex import regex

# Angles are looked for within this many degrees either way.
LARGEST = 6.0
# The picture is measured at about this width; finer does not change the angle.
_WIDTH = 900
_DARK = 140
_FEWEST = 400
_MOST = 60_000
# The rows must be this much sharper at the angle than as they lie, or nothing is turned.
_GAIN = 1.04


def skew(picture: Image.Image) -> float:
    """Degrees by which to turn a grey picture anticlockwise so that its lines lie level.

    The angle whose projection of dark points on the vertical has the greatest sum of
    squares (Postl's criterion): rows of text fall together into few heights. 0 where
    there is too little ink or no angle is clearly better than none. Text that is
    sideways is measured along its own lines.
    """
    scale = _WIDTH / max(picture.width, 1)
    small = picture
    if scale < 1:
        size = (_WIDTH, max(round(picture.height * scale), 1))
        small = picture.resize(size, Image.Resampling.BOX)
    ink = np.asarray(small) < _DARK
    ys, xs = np.nonzero(ink)
    if len(xs) < _FEWEST:
        return 0.0
    if len(xs) > _MOST:
        chosen = np.linspace(0, len(xs) - 1, _MOST).astype(np.int64)
        xs, ys = xs[chosen], ys[chosen]
    along, gain = _best(xs.astype(np.float64), ys.astype(np.float64))
    across, sideways_gain = _best(ys.astype(np.float64), xs.astype(np.float64))
    angle = along if gain >= sideways_gain else -across
    return angle if max(gain, sideways_gain) > _GAIN else 0.0


def _best(xs: NDArray[np.float64], ys: NDArray[np.float64]) -> tuple[float, float]:
    """The sharpest angle in degrees, and how much sharper it is than none."""
    level = _sharpness(xs, ys, 0.0)
    angle, step = 0.0, 0.5
    angles = np.arange(-LARGEST, LARGEST + step / 2, step)
    while step >= 0.05:
        scores = [_sharpness(xs, ys, float(a)) for a in angles]
        angle = float(angles[int(np.argmax(scores))])
        step /= 4
        angles = angle + step * np.arange(-4, 5)
    return round(angle, 2), _sharpness(xs, ys, angle) / level


def _sharpness(xs: NDArray[np.float64], ys: NDArray[np.float64], degrees: float) -> float:
    heights = ys - xs * np.tan(np.radians(degrees))
    counts = np.bincount((heights - heights.min()).astype(np.int64))
    return float(np.square(counts, dtype=np.float64).sum())


_LIKE = str.maketrans({"l": "1", "I": "1", "|": "1", "O": "0", "o": "0", "S": "5", "s": "5"})
_LOOKS = "lI|OoSs"
_FIGURE = regex(
    rf"(?P<before>[(\[£+~<>-]*)(?P<body>[\d{_LOOKS}](?:[\d{_LOOKS},.]*[\d{_LOOKS}])?)"
    r"(?P<after>%?[)\],.;:]*)"
)
_NUMBER = regex(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def repair_figure(word: str) -> str | None:
    """A word with its digits restored ("l0.5%" → "10.5%", "5I2" → "512"), or None.

    None where the word is no damaged figure, and where it might be something else:
    letters are taken for digits only beside digits and where a sign, a decimal point or
    digits on both sides show a figure; what comes out must be a well-formed number.
    """
    match = _FIGURE.fullmatch(word)
    if match is None:
        return None
    body = match["body"]
    letters = [i for i, c in enumerate(body) if c in _LOOKS]
    digits = sum(c.isdigit() for c in body)
    if not letters or not digits or len(letters) > max(digits, 1):
        return None
    signed = "%" in match["after"] or "£" in match["before"] or "." in body or "," in body
    if not signed and not all(_surely_a_digit(body, i) for i in letters):
        return None
    repaired = body.translate(_LIKE)
    if not _NUMBER.fullmatch(repaired):
        return None
    return f"{match['before']}{repaired}{match['after']}"


def _surely_a_digit(body: str, at: int) -> bool:
    """Whether a letter is between digits, or is an l, I or O at the end of some."""
    before = at > 0 and body[at - 1].isdigit()
    after = at + 1 < len(body) and body[at + 1].isdigit()
    return before and (after or body[at] in "lIO")


def torn(left: str, right: str, gap: float, size: float) -> bool:
    """Whether two words are one figure torn apart ("1" "1.7%", "38" ".4", "88." "2%").

    `gap` is the white space between them and `size` that of the type, in points: a
    space between words is at least a quarter of the size.
    """
    if re.fullmatch(r"[(£]?\d[\d,]*[.,]", left):
        return bool(re.fullmatch(r"\d+%?[),.;]*", right)) and gap < 0.16 * size
    if not re.fullmatch(r"[(£]?\d[\d,]*", left):
        return False
    if re.fullmatch(r"\.\d+%?[),;]?", right) or re.fullmatch(r",\d{3}\b.*", right):
        return gap < 0.6 * size
    return bool(re.fullmatch(r"\d[\d,]*\.?\d*%?[),.;]*", right)) and gap < 0.16 * size


def unreadable(word: str) -> bool:
    """Whether a word is a figure with a stroke on it that may be another digit ("13]", "4!2")."""
    if not re.fullmatch(r"[(£]?\d[\d,.]*[\]}|!{\[]{1,2}\d*%?[.,;:)]?|[\]}|!{]\d[\d,.]*%?", word):
        return False
    return word.count("[") != word.count("]") or bool(re.search(r"[|!{}]", word))
