"""What an operator may set: the part of metadata.yml under `plugins: committee-figures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from datasette.app import Datasette


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


PLUGIN = "committee-figures"


class Parameter(BaseModel):
    """A parameter of the canned queries: its label, and the query that lists its values.

    The query gives one column (the value) or two (the value and what people read).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: str
    any: str = Field(default="all", description="what the empty choice is called")
    sql: str


class SiteSettings(BaseModel):
    """Switches and limits of the site, each with its default."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    publish_contacts: bool = Field(
        default=False, description="show names, e-mail addresses and telephone numbers of people"
    )
    page_pixels: int = Field(
        default=2_500_000, ge=100_000, description="largest picture of a page, in pixels"
    )
    page_width: int = Field(default=1000, ge=300, description="width of a page's picture")
    pictures_kept: int = Field(default=64, ge=0, description="pictures of pages held in memory")
    drawing_seconds: int = Field(
        default=10, ge=1, description="seconds after which drawing a page is given up"
    )
    drawing_memory: int = Field(
        default=1000, ge=300, description="megabytes that drawing a page may take"
    )
    drawing_processes: int = Field(default=2, ge=1, description="pages drawn at the same time")
    hosts: tuple[str, ...] = Field(
        default=(), description="names by which the site may be asked; any where there are none"
    )
    largest_file: int = Field(
        default=500_000_000, description="bytes of a file of which pages are drawn"
    )
    parameters: dict[str, Parameter] = Field(default_factory=dict)
    pages: PageSettings = Field(default_factory=PageSettings, description="choices of the pages")


def site_settings(datasette: Datasette) -> SiteSettings:
    """The settings of this site; all defaults where metadata.yml says nothing."""
    given = datasette.plugin_config(PLUGIN)
    return SiteSettings.model_validate(given or {})
