"""The grammar of a sentence: what each word is and which word it depends on.

spaCy's trained English pipeline tags and parses; the words it is given are those of
`tokens`. A phrase of the rules that names people or things ("looked after children",
"UASC") is shown to the parser as one plain noun, because a newspaper's grammar does not know
that "looked after" is an adjective here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.annotations.parsing.parser import Parsed, parser
from extractor.tokens import Token

LONGEST = 160
"""So many words of a sentence are parsed, the rest is not."""


class SyntaxToken(NamedTuple):
    """A word with its place in the text [start, end), its part of speech and its governor.

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
    """The tokens of a sentence as a tree, with the numbers of other tokens for each of them.

    `children` are its dependents, `subtrees` the token and everything that depends on it, in the
    order of the sentence, `ancestors` its governors, the nearest first.
    """

    tokens: tuple[SyntaxToken, ...]
    children: tuple[tuple[int, ...], ...]
    subtrees: tuple[tuple[int, ...], ...]
    ancestors: tuple[tuple[int, ...], ...]


Units = Sequence[tuple[int, int, str]]
"""Spans [start, end) of a text that are read as one word each, with their part of speech: NOUN,
VERB or NUM."""

_SHOWN = {"VERB": "fostered", "NOUN": "children", "NUM": "12"}
"""The plain word that the parser is shown in place of such a span."""


def parse(sentences: Sequence[tuple[Sequence[Token], Units]]) -> list[Syntax]:
    """Parse sentences, each as its words and the spans of it that are one word.

    Raises ExtractorError where spaCy's English pipeline is not installed.
    """
    drafts = [_draft(words[:LONGEST], units) for words, units in sentences]
    read = parser().read([shown for shown, _ in drafts])
    return [
        _syntax(words[:LONGEST], parsed, units)
        for (words, _), parsed, (_, units) in zip(sentences, read, drafts, strict=True)
    ]


_Words = list[tuple[int, int, str]]


def _draft(words: Sequence[Token], units: Units) -> tuple[list[str], _Words]:
    """The words as the parser sees them, each with the words of the text that it replaces."""
    by_start = {start: (end, kind) for start, end, kind in units}
    read: _Words = []
    shown: list[str] = []
    at = 0
    while at < len(words):
        if words[at].lower == "per" and at + 1 < len(words) and words[at + 1].lower == "cent":
            read.append((at, at + 2, "NOUN"))
            shown.append("%")
            at += 2
            continue
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
    return shown, read


def _noun(head: Token) -> str:
    plural = head.norm != head.lower or head.lower.endswith("s") or head.text.isupper()
    return _SHOWN["NOUN"] if plural else "group"


def _syntax(words: Sequence[Token], parsed: Sequence[Parsed], units: _Words) -> Syntax:
    first = [low for low, _, _ in units]
    tokens: list[SyntaxToken] = []
    for (pos, dep, lemma, head), (low, high, kind) in zip(parsed, units, strict=True):
        for at in range(low, high):
            word = words[at]
            own = at == low
            tokens.append(
                SyntaxToken(
                    word.start, word.end, word.lower, word.norm,
                    lemma if high - low == 1 else word.norm,
                    pos if own else kind,
                    dep if own else "fixed",
                    first[head] if own else low,
                    not own,
                )
            )  # fmt: skip
    _give_subjects(tokens)
    _join_whose(tokens)
    return _tree(tuple(tokens))


def _tree(tokens: tuple[SyntaxToken, ...]) -> Syntax:
    children: list[list[int]] = [[] for _ in tokens]
    subtrees: list[list[int]] = [[] for _ in tokens]
    ancestors: list[tuple[int, ...]] = []
    for at, token in enumerate(tokens):
        if token.head != at:
            children[token.head].append(at)
        above = _ancestors(tokens, at)
        ancestors.append(above)
        for top in (at, *above):
            subtrees[top].append(at)
    return Syntax(
        tokens, tuple(map(tuple, children)), tuple(map(tuple, subtrees)), tuple(ancestors)
    )


def _ancestors(tokens: Sequence[SyntaxToken], at: int) -> tuple[int, ...]:
    found = []
    while tokens[at].head != at:
        at = tokens[at].head
        found.append(at)
    return tuple(found)


_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def _give_subjects(tokens: list[SyntaxToken]) -> None:
    """Take a number right before a verb without a subject for its subject: in "281 are
    boys and 231 are girls" the parser joins the 231 to the boys."""
    with_subject = {t.head for t in tokens if t.dep in _SUBJECTS}
    for at in range(len(tokens) - 1):
        number, verb = tokens[at], tokens[at + 1]
        joined = number.pos == "NUM" and number.dep == "conj"
        if not joined or verb.pos not in ("AUX", "VERB") or at + 1 in with_subject:
            continue
        if _hangs_on(tokens, at + 1, at):  # the verb takes the number's place in the tree
            tokens[at + 1] = verb._replace(dep="conj", head=number.head)
        tokens[at] = number._replace(dep="nsubj", head=at + 1)
    for at, token in enumerate(tokens):
        if token.dep == "conj" and token.pos in ("NOUN", "PROPN"):
            said = _verb_without_subject(tokens, at)
            if said is not None:
                tokens[at] = token._replace(dep="nsubj", head=said)


def _join_whose(tokens: list[SyntaxToken]) -> None:
    """Take a clause with "whose" right behind a noun for one about that noun, where the parser
    made a statement of its own of it: "13 children whose main need was neglect"."""
    for at in range(1, len(tokens)):
        if tokens[at].lower != "whose" or tokens[at - 1].pos not in ("NOUN", "PROPN", "NUM"):
            continue
        verb = tokens[tokens[at].head].head
        stated = tokens[verb].dep in ("conj", "ccomp", "advcl", "parataxis")
        if stated and tokens[verb].pos in ("VERB", "AUX") and not _hangs_on(tokens, at - 1, verb):
            tokens[verb] = tokens[verb]._replace(dep="relcl", head=at - 1)


def _verb_without_subject(tokens: Sequence[SyntaxToken], noun: int) -> int | None:
    """The verb that a noun joined to a verb is the subject of: no noun is joined to one ("most were
    in neighbouring authorities and only 58 children, 11.5% of those in care, were living …")."""
    joined = tokens[noun].head
    if tokens[joined].pos not in ("VERB", "AUX"):
        return None
    with_subject = {t.head for t in tokens if t.dep in _SUBJECTS}
    for at in range(noun + 1, len(tokens)):
        verb = tokens[at]
        if verb.head == joined and verb.dep == "conj" and verb.pos in ("VERB", "AUX"):
            return None if at in with_subject else at
    return None


def _hangs_on(tokens: Sequence[SyntaxToken], low: int, high: int) -> bool:
    """Whether one token is below another in the tree."""
    return high in _ancestors(tokens, low)


def whole_phrase(syntax: Syntax, noun: int) -> int:
    """The noun that heads the phrase in which a noun hangs on prepositions ("visits" of "visits to
    children in care")."""
    tokens = syntax.tokens
    while tokens[noun].dep == "pobj":
        upon = tokens[tokens[noun].head].head
        if tokens[upon].pos not in ("NOUN", "PROPN"):
            break
        noun = upon
    return noun
