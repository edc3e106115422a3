"""What an operator may set about the pages: the part of metadata.yml under
`plugins: committee-figures: pages`."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Mix(BaseModel):
    """A total with its parts, drawn as stacked bars."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    measure: str = Field(description="the measure whose breakdown gives the parts")
    by: str = Field(description="the breakdown that is drawn")
    whole: str = Field(description="the measure that gives the total")
    also: dict[str, str] = Field(
        default_factory=dict, description="measures that give one of the parts, with its value"
    )
    subtotals: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="values that are sums of other values"
    )


class PageSettings(BaseModel):
    """The choices of an operator, each with its default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    leading: tuple[str, ...] = Field(
        default=(), description="measures that the home page names first"
    )
    mixes: dict[str, Mix] = Field(default_factory=dict)
    compared: str = Field(default="", description="the measure that comparisons start with")
    report_to: str = Field(
        default="", description="mail address for reports of mistakes; no link without it"
    )
    allow_origins: tuple[str, ...] = Field(
        default=("*",), description="origins whose pages may read JSON, CSV and charts"
    )
    frame_ancestors: tuple[str, ...] = Field(
        default=(), description="sites that may show these pages in a frame"
    )
    first_query: str = Field(default="", description="what the SQL editor opens on")
    precision: str = Field(
        default="", description="file with the measured precision; empty for the one shipped"
    )
    moved: dict[str, str] = Field(
        default_factory=dict, description="addresses of earlier versions, and where they are now"
    )
