"""What pdfium does not say about a PDF, or cannot open: asked of qpdf, through pikepdf."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import pikepdf

# What it says about a damaged file is in the problems of the document, not on the terminal.
logging.getLogger("pikepdf").addHandler(logging.NullHandler())

# A repaired file is held in memory: larger ones are not tried.
LARGEST_REPAIRED = 200_000_000
# Forms within forms in which layers are looked for.
DEPTH = 4


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


def may_hide_layers(file: Path | bytes, index: int) -> bool:
    """Whether a page of a PDF with layers has something on one that may be switched off."""
    try:
        with opened(file) as pdf:
            usual = pdf.Root.OCProperties.get("/D", pikepdf.Dictionary())
            off = {one.objgen for one in usual.get("/OFF", ())}
            if str(usual.get("/BaseState", "/ON")) != "/ON" or len(usual.get("/AS", ())):
                return True
            used = _layers_of(pdf.pages[index].obj, DEPTH)
            return any(_may_be_off(layer, off) for layer in used)
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, IndexError):
        return True


def _may_be_off(layer: pikepdf.Object, off: set[tuple[int, int]]) -> bool:
    """Whether a layer, or what is shown by the state of others, may not be shown."""
    if layer.get("/Type") != pikepdf.Name.OCMD:
        return layer.objgen in off
    others = layer.get("/OCGs", pikepdf.Array())
    each = others if isinstance(others, pikepdf.Array) else [others]
    simple = "/VE" not in layer and str(layer.get("/P", "/AnyOn")) in ("/AnyOn", "/AllOn")
    return not simple or any(one.objgen in off for one in each)


def _layers_of(holder: pikepdf.Object, depth: int) -> Iterator[pikepdf.Object]:
    """The layers that a page or form puts something on."""
    resources = holder.get("/Resources", None)
    if not isinstance(resources, pikepdf.Dictionary):
        return
    for held in resources.get("/Properties", pikepdf.Dictionary()).values():
        if isinstance(held, pikepdf.Dictionary):
            yield held
    for form in resources.get("/XObject", pikepdf.Dictionary()).values():
        if "/OC" in form:
            yield form.OC
        if depth and form.get("/Subtype") == pikepdf.Name.Form:
            yield from _layers_of(form, depth - 1)


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
