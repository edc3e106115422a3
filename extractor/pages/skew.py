"""How far a scan is turned: the angle at which its lines of text are level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

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
    there is too little ink or no angle is clearly better than none. Text that stands
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
