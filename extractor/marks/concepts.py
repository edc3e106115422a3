"""The rules' vocabulary in a text: which phrases are where, the longest winning.

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
from extractor.rulebook.model import CAPITALS, Rulebook

_Sense = tuple[str, str | None, str | None, tuple[str, ...]]
"""What a phrase stands for: concept, dimension and value, and its words where they must
stand in capitals as they are."""

_Meaning = tuple[_Sense, ...]


class ConceptFinder:
    """Finds the concepts of one rulebook. Made once a process; not shared between threads."""

    def __init__(self, rulebook: Rulebook) -> None:
        english = language()
        self._matcher = PhraseMatcher(english.vocab, attr="NORM")
        self._meaning: dict[int, _Meaning] = {}
        by_words: dict[str, dict[_Sense, None]] = {}
        for phrase in rulebook.phrases:
            capitals = _words(phrase.words) if phrase.capitals else ()
            sense = (phrase.concept, phrase.dimension, phrase.value, capitals)
            by_words.setdefault(phrase.words, {})[sense] = None
        # Phrases that mean the same share a key, because the matcher makes a word of each key.
        by_meaning: dict[_Meaning, list[str]] = {}
        for words, senses in by_words.items():
            by_meaning.setdefault(tuple(senses), []).append(words)
        for number, (meaning, phrases) in enumerate(by_meaning.items()):
            key = f"meaning {number}"
            self._matcher.add(key, [english.make_doc(words) for words in phrases])
            self._meaning[english.vocab.strings[key]] = meaning

    def find(self, doc: Doc) -> tuple[ConceptMark, ...]:
        """The marks of a text in order; of overlapping phrases only the longest are kept."""
        meanings: dict[tuple[int, int], dict[str, _Sense]] = {}
        for match, start, end in self._matcher(doc):
            for sense in self._meaning[match]:
                if not sense[3] or _written_alike(doc[start:end].text, sense[3]):
                    meanings.setdefault((start, end), {}).setdefault(sense[0], sense)
        if not meanings:
            return ()
        marks = [
            ConceptMark(span.start_char, span.end_char, concept, dimension, value)
            for span in filter_spans([doc[start:end] for start, end in meanings])
            for concept, dimension, value, _ in meanings[span.start, span.end].values()
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
