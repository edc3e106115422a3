"""How often figures of each level of confidence were right, as somebody measured it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field

PRECISION = Path(__file__).with_name("measured_precision.yml")


class Level(BaseModel):
    """How many of the figures looked at were right; None where nobody has measured yet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    right: int | None = None
    looked_at: int | None = None

    @property
    def share(self) -> float | None:
        """The share that was right, in per cent."""
        if not self.looked_at or self.right is None:
            return None
        return round(100 * self.right / self.looked_at, 1)


class Precision(BaseModel):
    """What was measured, on which papers and when: the file `measured_precision.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    measured_on: str = ""
    papers: str = ""
    command: str = ""
    found: str = Field(default="", description="how many of the papers' figures were found")
    levels: dict[str, Level] = Field(default_factory=dict)


def precision_of(file: str) -> Precision:
    """The measured precision, from the operator's file or the one shipped."""
    path = Path(file) if file else PRECISION
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Precision:
    """The precision in a file that was last changed at a time; every page asks for it."""
    return Precision.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
