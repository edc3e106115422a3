"""How documents are read: limits and switches, each with its default.

Settings that change what is read are part of every run's fingerprint, so that a
document is read again when one of them changes.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class ReadingSettings(BaseModel):
    """Limits and switches of the reader; `digest()` names the whole set."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    ocr: Literal["auto", "off"] = Field(default="auto", description="OCR pages without usable text")
    ocr_dpi: int = Field(
        default=300, ge=72, le=600, description="resolution at which pages are recognised"
    )
    max_bytes: int = Field(default=500_000_000, description="largest file that is opened")
    max_pages: int = Field(default=10_000, description="pages read of one document")
    max_pixels: int = Field(default=60_000_000, description="largest picture of a page, in pixels")
    max_words_a_page: int = Field(default=50_000, description="words read of one page")
    max_objects_a_page: int = Field(
        default=200_000, description="page objects looked at for ruling lines"
    )
    max_form_depth: int = Field(default=8, description="nesting of form objects that is followed")

    @classmethod
    def usual(cls, ocr: Literal["auto", "off"] = "auto") -> ReadingSettings:
        """The defaults, with OCR or without. Nothing is checked, so that pydantic need not build
        what checks: a tenth of the time that `extract` takes for a short text."""
        return cls.model_construct(ocr=ocr)

    def digest(self) -> str:
        """A short fingerprint that changes when any setting does."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]
