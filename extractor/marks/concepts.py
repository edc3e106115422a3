"""The rules' vocabulary in a text: which phrases stand where, the longest winning.

spaCy's PhraseMatcher holds all phrases in one trie, so the cost does not grow with their
number. Phrases match in normal form (`tokens.norm`); words that a rule writes in capitals
(LAC, CiC, IFAs) must stand in capitals in the text too.
"""

from __future__ import annotations

from collections import OrderedDict

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractor.marks.model import ConceptMark
from extractor.marks.tokens import language
from extractor.rulebook.model import CAPITALS, Phrase, Rulebook

KEPT = 4096
"""How many short texts (headings, labels, lead lines) keep their marks for reuse."""


class ConceptFinder:
    """Finds the concepts of one rulebook. Made once a process; not shared between threads."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._language = language()
        self._matcher = PhraseMatcher(self._language.vocab, attr="NORM")
        self._meaning: dict[int, list[Phrase]] = {}
        self._kept: OrderedDict[str, tuple[ConceptMark, ...]] = OrderedDict()
        by_words: dict[str, list[Phrase]] = {}
        for phrase in rulebook.phrases:
            by_words.setdefault(phrase.words, []).append(phrase)
        for words, phrases in by_words.items():
            self._matcher.add(words, [self._language.make_doc(words)])
            self._meaning[self._language.vocab.strings[words]] = phrases

    def find(self, doc: Doc) -> tuple[ConceptMark, ...]:
        """The marks of a text in order; of overlapping phrases only the longest are kept."""
        spans: dict[tuple[int, int], list[Phrase]] = {}
        for match, start, end in self._matcher(doc):
            for phrase in self._meaning[match]:
                if not phrase.capitals or _written_alike(doc, start, phrase.words):
                    spans.setdefault((start, end), []).append(phrase)
        marks: list[ConceptMark] = []
        taken: set[int] = set()
        for start, end in sorted(spans, key=lambda s: (s[0] - s[1], s[0])):
            if taken.intersection(range(start, end)):
                continue
            taken.update(range(start, end))
            span = doc[start:end]
            seen: set[str] = set()
            for phrase in spans[start, end]:
                if phrase.concept not in seen:
                    seen.add(phrase.concept)
                    marks.append(
                        ConceptMark(
                            span.start_char,
                            span.end_char,
                            phrase.concept,
                            phrase.dimension,
                            phrase.value,
                        )
                    )
        return tuple(sorted(marks, key=lambda m: (m.start, m.end, m.concept)))

    def find_in(self, text: str) -> tuple[ConceptMark, ...]:
        """The marks of a heading, label or lead line; kept, because these come again."""
        marks = self._kept.get(text)
        if marks is None:
            marks = self._kept[text] = self.find(self._language.make_doc(text))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return marks


def _written_alike(doc: Doc, start: int, words: str) -> bool:
    """Whether the capital words of a phrase stand in capitals in the text."""
    for offset, word in enumerate(language().make_doc(words)):
        if CAPITALS.fullmatch(word.text):
            stated = doc[start + offset].text
            if stated != word.text and stated.removesuffix("s") != word.text.removesuffix("s"):
                return False
    return True
