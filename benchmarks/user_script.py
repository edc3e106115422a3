"""The script that a user would write: pdfplumber's text and tables of every page, then spaCy.

It is the yardstick of `ingest.py`. A user would load `en_core_web_sm`. Where that is not
installed, two things stand in for it, one of which makes the script faster than it would be, the
other about as fast: the tokenizer alone, and a pipeline of the model's make (`untrained`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pdfplumber
import spacy
from spacy.language import Language
from spacy.util import is_package
from thinc.api import fix_random_seed

MODEL = "en_core_web_sm"
WIDTH = 96
"""The width of the vectors of the small English model."""


def languages() -> dict[str, Language]:
    """What reads the text, by what it is: the tokenizer, and the model or what stands in for it."""
    tokenizer = {"tokenizer only": spacy.blank("en")}
    if is_package(MODEL):
        return tokenizer | {MODEL: spacy.load(MODEL)}
    return tokenizer | {f"a pipeline made like {MODEL}, weights untrained": untrained()}


def untrained() -> Language:
    """A pipeline with the layers and sizes of the small English model, its weights at random.

    It does the same multiplications for every token, and finds nothing. The rule-based steps
    of the model (attribute ruler, lemmatizer), whose tables come with it, are left out.
    """
    fix_random_seed(0)
    nlp = spacy.blank("en")
    vectors = {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"],
            "rows": [5000, 1000, 2500, 2500, 50, 50],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": shared}
    nlp.add_pipe("tok2vec", config={"model": vectors})
    _add(nlp, "tagger", tagger, labels=50)
    _add(nlp, "parser", _transitions("parser", shared), labels=45)
    _add(nlp, "ner", _transitions("ner", vectors), labels=18)
    nlp.initialize()
    return nlp


def _transitions(kind: str, vectors: dict[str, Any]) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": vectors,
    }


def _add(nlp: Language, name: str, model: dict[str, Any], labels: int) -> None:
    pipe: Any = nlp.add_pipe(name, config={"model": model})
    for number in range(labels):
        pipe.add_label(f"{name}{number}")


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
