"""Which examples `rules check` need not run again: what each depends on, as a digest.

What is read in a text depends on the program, on the words and roles that all rules share, and of
the rules only on the phrases whose words the text has, with the measures that need, count or
accept what those phrases stand for. Any other change of the rules cannot reach the text.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import astuple

from extractor.package_files import shipped
from extractor.rulebook.model import Measure, Rulebook
from extractor.rulebook.phrases import END, Trie
from extractor.tokens import norm, words_of
from extractor.types import AGE_BAND

_HYPHEN_AT_END = re.compile(r"[-\u00ad\u2010]\s*\n\s*")
_AGES = re.compile(
    r"\bage|\bold|olds?\b|under|below|over|above|plus\b|\+|post"
    r"|(?<![\d,./])\d{1,2}\s?[-\u2013\u2014/]\s?\d{1,2}(?!\d)"
    r"|\b(?:to|and|or)\s+(?:\d{1,2}\b|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|\w+teen|twenty)\b)",
    re.IGNORECASE,
)
"""Some of this is in any text that names an age band."""
_MONEY = re.compile(r"£|pound|GBP|(?<![\d,])000|\(m\)", re.IGNORECASE)
"""Some of this is in any text with money, of which alone the lines of open breakdowns are."""
_EXAMPLES = {"examples", "counter_examples"}
_UNREAD = {
    "label", "definition", "note", "official", "aliases", "breaks", "good_direction", "patterns"
}  # fmt: skip
"""What a rule file says of a measure that no reading of a text looks at."""
_ALIKE = 3
"""Words are taken for forms of one word where so many letters of their beginnings are the same."""


class Dependencies:
    """What the reading of a text depends on, for the rules of one rulebook.

    `program` names the code and the libraries that read.
    """

    def __init__(self, rulebook: Rulebook, program: str) -> None:
        self._rulebook = rulebook
        self._shared = _digest([program, *_shared(rulebook)])
        self._measures = {
            name: _digest(_said_of(name, measure, rulebook))
            for name, measure in rulebook.measures.items()
        }
        self._patterns = [
            (pattern, _digest([pattern.id, pattern.source.model_dump_json(exclude=_EXAMPLES)]))
            for pattern in rulebook.patterns.values()
        ]
        self._open = {
            pattern.id for pattern in rulebook.patterns.values()
            if rulebook.measures[pattern.measure].open_dimension is not None
        }  # fmt: skip

    def of(self, text: str, *proven: object) -> bytes:
        """The digest of all that `proven`, which is a reading of `text`, depends on."""
        words = {norm(word) for word, _ in words_of(text)}
        if (joined := _HYPHEN_AT_END.sub("", text)) != text:
            words |= {norm(word) for word, _ in words_of(joined)}
        phrases = sorted(_within(self._rulebook.trie, words, ()))
        keys = {key for _, *stands_for, _ in phrases for key in stands_for[:2]}
        if _AGES.search(text):
            keys.add(AGE_BAND)
        money = _MONEY.search(text) is not None
        begun = {word[:_ALIKE] for word in words}
        local: list[object] = [text, *proven, phrases]
        local += [
            (key, self._rulebook.types.get(key), key in self._rulebook.by_need)
            for key in sorted(keys)
        ]
        likely = self._likely(keys, money)
        for pattern, digest in self._patterns:
            if pattern.id in likely:
                field = self._rulebook.fields[pattern.measure]
                local += [digest, self._measures[pattern.measure]]
                local.append(sorted(w for w in field if w[:_ALIKE] in begun))
        return _digest([self._shared, *local])

    def _likely(self, keys: set[str], money: bool) -> set[str]:
        """The ids of the patterns that phrases of these keys can meet; with money, the label of a
        row may be any value of an open breakdown."""
        by_need = self._rulebook.by_need
        begun = {pattern.id: pattern for key in keys for pattern in by_need.get(key, ())}
        likely = {
            name for name, pattern in begun.items()
            if not any(map(keys.isdisjoint, pattern.needs))
        }  # fmt: skip
        return likely | self._open if money else likely


_Phrase = tuple[tuple[str, ...], str, str, str, tuple[str, ...]]
"""The words of a phrase in normal form, what it stands for (see `Sense`), its capitals."""


def _within(trie: Trie, words: set[str], path: tuple[str, ...]) -> Iterator[_Phrase]:
    """The phrases of a trie that are made of some of the words, whatever their order."""
    for concept, dimension, value, capitals in trie.get(END, ()):
        yield path, concept, dimension or "", value or "", capitals
    if len(words) < len(trie):
        steps = [word for word in words if word in trie]
    else:
        steps = [word for word in trie if word in words]
    for word in steps:
        yield from _within(trie.get(word, {}), words, (*path, word))


def _shared(rulebook: Rulebook) -> Iterator[object]:
    """What any text may depend on: words, areas and nouns that all rules share, roles, and which
    people and services belong together."""
    yield rulebook.fixed
    for name in ("areas.yml", "nouns.yml"):
        yield (shipped("rules") / name).read_bytes()
    yield [sorted(words) for words in astuple(rulebook.words)]
    yield rulebook.roles, rulebook.labels, rulebook.directions
    yield sorted((family, sorted(members)) for family, members in rulebook.families.items())
    yield sorted((family, sorted(members)) for family, members in rulebook.presumed.items())
    yield sorted(rulebook.rate_bases), sorted(rulebook.dimensions)
    yield sorted((band, sorted(families)) for band, families in rulebook.of_age.items())
    carried = Counter(name for m in rulebook.measures.values() for name in set(m.dimensions))
    yield sorted((name, measures > 1) for name, measures in carried.items())


def _said_of(name: str, measure: Measure, rulebook: Rulebook) -> Iterator[object]:
    """What the rules say of a measure, but for its patterns and what only readers see of it."""
    yield name, measure.model_dump_json(exclude=_UNREAD)
    domain = rulebook.domains[name]
    for listed in (rulebook.beside, rulebook.accepted, rulebook.redundant):
        yield sorted(listed[domain])


def _digest(parts: Iterable[object]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part if isinstance(part, bytes) else repr(part).encode())
        digest.update(b"\0")
    return digest.digest()[:16]
