"""The rules' vocabulary in a text: which phrases stand where, the longest winning.

spaCy's PhraseMatcher holds all phrases in one trie, so the cost does not grow with their
number. Phrases match in normal form (`tokens.norm`); words that a rule writes in capitals
(LAC, CiC, IFAs) must stand in capitals in the text too.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.util import filter_spans

from extractor.marks.model import ConceptMark
from extractor.marks.tokens import language, words_of
from extractor.rulebook.model import CAPITALS, Phrase, Rulebook


class ConceptFinder:
    """Finds the concepts of one rulebook. Made once a process; not shared between threads."""

    def __init__(self, rulebook: Rulebook) -> None:
        english = language()
        self._matcher = PhraseMatcher(english.vocab, attr="NORM")
        self._meaning: dict[int, list[tuple[Phrase, tuple[str, ...]]]] = {}
        by_words: dict[str, list[tuple[Phrase, tuple[str, ...]]]] = {}
        for phrase in rulebook.phrases:
            capitals = _words(phrase.words) if phrase.capitals else ()
            by_words.setdefault(phrase.words, []).append((phrase, capitals))
        for words, phrases in by_words.items():
            self._matcher.add(words, [english.make_doc(words)])
            self._meaning[english.vocab.strings[words]] = phrases

    def find(self, doc: Doc) -> tuple[ConceptMark, ...]:
        """The marks of a text in order; of overlapping phrases only the longest are kept."""
        meanings: dict[tuple[int, int], dict[str, Phrase]] = {}
        for match, start, end in self._matcher(doc):
            for phrase, capitals in self._meaning[match]:
                if not capitals or _written_alike(doc[start:end].text, capitals):
                    meanings.setdefault((start, end), {}).setdefault(phrase.concept, phrase)
        if not meanings:
            return ()
        marks = [
            ConceptMark(
                span.start_char, span.end_char, phrase.concept, phrase.dimension, phrase.value
            )
            for span in filter_spans([doc[start:end] for start, end in meanings])
            for phrase in meanings[span.start, span.end].values()
        ]
        return tuple(sorted(marks, key=lambda m: (m.start, m.end, m.concept)))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word, _ in words_of(text))


def _written_alike(stated: str, words: Sequence[str]) -> bool:
    """Whether the capital words of a phrase stand in capitals in the text."""
    return all(
        said == word or said.removesuffix("s") == word.removesuffix("s")
        for said, word in zip(_words(stated), words, strict=True)
        if CAPITALS.fullmatch(word)
    )
