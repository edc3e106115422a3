"""The script that a user would write: pdfplumber's text and tables of every page, then spaCy.

It is the yardstick of `ingest.py`. A user would load `en_core_web_sm`; where no model is
installed, the tokenizer alone stands in, which makes this script faster than it would be.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pdfplumber
import spacy
from spacy.language import Language
from spacy.util import is_package


def language() -> Language:
    """The model that a user would load, or its tokenizer."""
    return spacy.load("en_core_web_sm") if is_package("en_core_web_sm") else spacy.blank("en")


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
    print(sum(read(Path(name), language()) for name in sys.argv[1:]), "pages")
