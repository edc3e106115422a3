"""What pdfium does not say about a PDF, or cannot open: asked of qpdf, through pikepdf."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pikepdf

# What it says about a damaged file is in the problems of the document, not on the terminal.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

# A repaired file is held in memory: larger ones are not tried.
LARGEST_REPAIRED = 200_000_000


def opened(file: Path | bytes) -> pikepdf.Pdf:
    """A PDF as it is; raises PdfError for one that is damaged."""
    held = io.BytesIO(file) if isinstance(file, bytes) else file
    return pikepdf.open(held, suppress_warnings=True, attempt_recovery=False)


def has_layers(file: Path | bytes) -> bool:
    """Whether a PDF has layers; so it may where nothing can be said."""
    try:
        with opened(file) as pdf:
            return "/OCProperties" in pdf.Root
    except pikepdf.PdfError:
        return True


def repaired(path: Path) -> bytes | None:
    """A damaged PDF as qpdf mends it, or None where it cannot."""
    if path.stat().st_size > LARGEST_REPAIRED:
        return None
    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                return None
            mended = io.BytesIO()
            pdf.save(mended)
            return mended.getvalue()
    except pikepdf.PdfError:
        return None
