"""The small language in which rule files write phrases.

    looked after child          three words, one after another (plurals match too)
    boys|girls                  one of these words
    (in house|internal) carer   one of these phrases
    (of the)? total             may be left out
    in[-]house                  "in house", "in-house" or "inhouse"
    [(] {n} [)]                 brackets that stand in the text
    {n}                         a figure (role phrases only)
    *                           any word that is no figure (role phrases only)

A phrase stands for all the word sequences that it expands to.
"""

from __future__ import annotations

from dataclasses import dataclass

MOST = 400
"""How many sequences one phrase may stand for: more is a mistake, not a phrase."""

_OPEN, _CLOSE = "\ue000", "\ue001"  # stand in for [(] and [)] while brackets are counted


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says where it breaks."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: the word sequences that may stand there, or nothing."""

    options: tuple[str, ...]
    optional: bool


def elements(phrase: str) -> list[Element]:
    """The places of a phrase in order. Raises PhraseError where it cannot be read."""
    hidden = phrase.replace("[(]", _OPEN).replace("[)]", _CLOSE)
    found = [_element(part, phrase) for part in _split(hidden, " ", phrase)]
    if all(e.optional for e in found):
        raise PhraseError(f"“{phrase}” could match nothing at all")
    return found


def expand(phrase: str) -> list[str]:
    """All the word sequences of a phrase, as strings, in a fixed order, without repeats.

    Raises PhraseError where it cannot be read or stands for more than MOST sequences.
    """
    sequences = [_shown(s) for s in _product(elements(phrase), phrase)]
    return list(dict.fromkeys(" ".join(s.split()) for s in sequences))


def _shown(text: str) -> str:
    return text.replace(_OPEN, "(").replace(_CLOSE, ")")


def _product(places: list[Element], whole: str) -> list[str]:
    out = [""]
    for place in places:
        choices = (*place.options, "") if place.optional else place.options
        out = [f"{before} {choice}".strip() for before in out for choice in choices]
        if len(out) > MOST:
            raise PhraseError(f"“{whole}” stands for more than {MOST} phrases")
    return out


def _element(text: str, whole: str) -> Element:
    """Read one place: alternatives, perhaps in brackets, perhaps optional."""
    optional = text.endswith("?")
    body = text[:-1] if optional else text
    if not body:
        raise PhraseError(f"“{whole}” has a question mark with nothing before it")
    choices: list[str] = []
    for option in _split(body, "|", whole):
        if not option:
            raise PhraseError(f"“{whole}” has an empty alternative")
        if option.startswith("(") and option.endswith(")"):
            for inner in _split(option[1:-1], "|", whole):
                choices += _product([_element(p, whole) for p in _split(inner, " ", whole)], whole)
        elif "[-]" in option:
            choices += [option.replace("[-]", join) for join in (" ", "-", "")]
        else:
            choices.append(option)
    return Element(tuple(dict.fromkeys(_shown(c) for c in choices)), optional)


def _split(text: str, separator: str, whole: str) -> list[str]:
    """Split at `separator` where no bracket is open."""
    parts, depth, at = [], 0, 0
    for i, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            raise PhraseError(f"“{whole}” closes a bracket that is not open")
        if character == separator and depth == 0:
            parts.append(text[at:i])
            at = i + 1
    if depth:
        raise PhraseError(f"“{whole}” does not close a bracket")
    parts.append(text[at:])
    return [p for p in parts if p] if separator == " " else parts
