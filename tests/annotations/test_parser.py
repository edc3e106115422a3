"""The parser: what is remembered of words is what spaCy's rules say, and it loads late."""

import subprocess
import sys

import pytest
from spacy.tokens import Doc

from extractor.annotations.parsing.parser import parser

SENTENCES = [
    "At the end of March 2024 there were 1,234 looked after children .",
    "There are 5 homes , and we 've got ta close two of them .",
    "Let 's see : all of them were fostered , but 12 were not .",
    "The number of children fostered fell to 96 , because fewer came .",
    "- 5 children",
]


@pytest.mark.parametrize("again", [False, True])
def test_what_is_remembered_is_what_the_rules_say(again: bool) -> None:
    reader = parser()
    words = [sentence.split() for sentence in SENTENCES]
    read = reader.read(words[::-1])[::-1] if again else reader.read(words)
    for sentence, found in zip(words, read, strict=True):
        doc = reader._model(Doc(reader._model.vocab, words=sentence))
        said = [(word.pos_, word.dep_, word.lemma_.lower(), word.head.i) for word in doc]
        assert [tuple(word) for word in found] == said


def test_no_sentences_give_none() -> None:
    assert parser().read([]) == []


def test_a_text_without_figures_loads_no_parser_and_nothing_that_reads_pdfs() -> None:
    program = (
        "import sys\n"
        "from extractor.rulebook.load import load_rulebook\n"
        "from extractor.pipeline import read_text\n"
        "assert not read_text('The committee met.', load_rulebook()).observations\n"
        "heavy = {'spacy', 'pdfplumber', 'pypdfium2', 'pikepdf', 'PIL', 'pandas', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
