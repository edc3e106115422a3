"""The phrases of the rules and the trie that finds them, unpacked when a text first needs them.

They are nine tenths of what is kept of the rules between runs, and many calls ask for neither:
the list of rules, a paper without figures. The packed form is Python's own for plain values
(`marshal`), which comes back in a third of the time; it is read by the Python that wrote it
(`kept` sees to that) and can name no class. In a rulebook it is compressed as well, to a seventh:
ten megabytes are read, checked and held for every process otherwise. Of words that begin hundreds
of phrases ("in", "child") the branches are packed by their second words too, a piece for each.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from extractor.rulebook.phrases import END, Trie, trie_of

_QUICKLY = 1
_LARGE = 4096
"""A branch of so many bytes is unpacked by its second words."""


class Phrase(NamedTuple):
    """One word sequence and the concept key it stands for; `capitals` matches as written."""

    words: str
    concept: str
    dimension: str | None = None
    value: str | None = None
    capitals: bool = False


class PackedPhrases(NamedTuple):
    """The phrases of one file, and the branches of their trie by first word, each packed."""

    phrases: bytes
    branches: dict[str, bytes]


def packed(phrases: Iterable[Phrase]) -> PackedPhrases:
    """Phrases, packed with their trie."""
    held = [(p.words, p.concept, p.dimension, p.value, p.capitals) for p in phrases]
    branches = {word: marshal.dumps(below) for word, below in trie_of(held).items()}
    return PackedPhrases(marshal.dumps(held), branches)


class Vocabulary:
    """The phrases of a rulebook, and their trie. Made by `of` and `joined`."""

    __slots__ = ("_packed", "_phrases", "_trie")

    def __init__(self, packed_phrases: bytes, packed_trie: bytes) -> None:
        self._packed = (packed_phrases, packed_trie)
        self._phrases: tuple[Phrase, ...] | None = None
        self._trie: Trie | None = None

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> Vocabulary:
        """The vocabulary of these phrases."""
        return cls.joined([packed(phrases)])

    @classmethod
    def joined(cls, files: Iterable[PackedPhrases]) -> Vocabulary:
        """The vocabulary of the phrases of several files. Only the branches that begin with a word
        of several files are unpacked."""
        held: list[Any] = []
        branches: dict[str, bytes] = {}
        shared: dict[str, Trie] = {}
        for phrases, own in files:
            held += marshal.loads(phrases)
            for word, below in own.items():
                if word not in branches:
                    branches[word] = below
                    continue
                if word not in shared:
                    shared[word] = marshal.loads(branches[word])
                _add(shared[word], marshal.loads(below))
        branches |= {word: marshal.dumps(below) for word, below in shared.items()}
        small = {word: _branch(below) for word, below in branches.items()}
        return cls(zlib.compress(marshal.dumps(held), _QUICKLY), marshal.dumps(small))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vocabulary) and self.phrases == other.phrases

    def __hash__(self) -> int:
        return hash(self.phrases)

    def __reduce__(self) -> tuple[type[Vocabulary], tuple[bytes, bytes]]:
        return Vocabulary, self._packed

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase, written out."""
        if self._phrases is None:
            held = marshal.loads(zlib.decompress(self._packed[0]))
            self._phrases = tuple(map(Phrase._make, held))
        return self._phrases

    @property
    def trie(self) -> Trie:
        """What finds the phrases in a text."""
        if self._trie is None:
            self._trie = _Branches(marshal.loads(self._packed[1]))
        return self._trie


class _Branches(dict[str, Any]):
    """A trie whose branches, by their first words, are unpacked when a text has such a word."""

    def get(self, word: str, default: Any = None) -> Any:
        """The branch behind a word."""
        below = super().get(word, default)
        if type(below) is bytes:
            in_pieces, held = marshal.loads(zlib.decompress(below))
            below = self[word] = _Pieces(held) if in_pieces else held
        return below


class _Pieces(dict[str, Any]):
    """A branch whose own branches are unpacked when they are asked for."""

    def get(self, word: str, default: Any = None) -> Any:
        """The branch behind a word."""
        below = super().get(word, default)
        if type(below) is bytes:
            below = self[word] = marshal.loads(below)
        return below


def _branch(raw: bytes) -> bytes:
    """A branch as it is kept: whether it is in pieces, and what it holds."""
    below = marshal.loads(raw)
    in_pieces = len(raw) >= _LARGE
    if in_pieces:
        below = {w: held if w == END else marshal.dumps(held) for w, held in below.items()}
    return zlib.compress(marshal.dumps((in_pieces, below)), _QUICKLY)


def _add(trie: Trie, other: Trie) -> None:
    """Add the phrases of another trie to one."""
    for word, below in other.items():
        there = trie.get(word)
        if there is None:
            trie[word] = below
        elif word == END:
            trie[END] = (*there, *(sense for sense in below if sense not in there))
        else:
            _add(there, below)
