"""What the site publishes: the part of metadata.yml under `plugins: committee-figures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from extractor.site.page_settings import PageSettings

if TYPE_CHECKING:
    from datasette.app import Datasette

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
