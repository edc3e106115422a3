"""Charts of series with matplotlib, for notebooks. The site draws its own (`site/charts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from extractor.errors import UsageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw(points: pd.DataFrame, targets: pd.DataFrame, title: str, ax: Axes | None) -> Axes:
    """A line per area through the reliable points, hollow marks for the others, dashed targets.

    `points` are rows of `series_all`, `targets` rows of `Figures.targets`, both of one unit.
    """
    try:
        from matplotlib import pyplot
    except ModuleNotFoundError as error:
        raise UsageError(
            "Charts need matplotlib, which is not installed.",
            "Install it with: pip install 'committee-figures[plot]'",
        ) from error
    drawn: Axes = pyplot.subplots()[1] if ax is None else ax
    for area, line in points.groupby("area", observed=True):
        sure = line["reliable"].fillna(False).astype(bool)
        reliable, doubtful = line[sure], line[~sure]
        (path,) = drawn.plot(reliable["period_end"], reliable["value"], "-o", label=str(area))
        colour = path.get_color()
        if len(doubtful):
            drawn.plot(
                doubtful["period_end"], doubtful["value"], "o", color=colour,
                markerfacecolor="none", label=f"{area}, to be checked",
            )  # fmt: skip
        aims = targets[targets["area"] == area]
        if len(aims):
            drawn.plot(
                aims["period_end"], aims["value"], "--_", color=colour, label=f"{area}, target"
            )
    drawn.set_title(title)
    drawn.legend()
    return drawn
