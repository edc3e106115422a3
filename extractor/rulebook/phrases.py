"""The small language in which rule files write phrases.

    looked after child          three words, one after another (plurals match too)
    boys|girls                  one of these words
    (in house|internal) carer   one of these phrases
    (of the)? total             may be left out
    in[-]house                  "in house", "in-house" or "inhouse"
    {n}                         a figure (role phrases only)
    *                           up to three words that are no figures (role phrases only)

A phrase stands for all the word sequences that it expands to.
"""

from __future__ import annotations

MOST = 400
"""How many sequences one phrase may stand for: more is a mistake, not a phrase."""


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says where it breaks."""


def expand(phrase: str) -> list[str]:
    """All the word sequences of a phrase, as strings, in a fixed order, without repeats.

    Raises PhraseError where brackets do not close, a phrase is empty or stands for more
    than MOST sequences.
    """
    sequences = _sequence(phrase, phrase)
    found = list(dict.fromkeys(" ".join(s.split()) for s in sequences))
    if not all(found):
        raise PhraseError(f"“{phrase}” could match nothing at all")
    return found


def _sequence(text: str, whole: str) -> list[str]:
    """Expand elements that stand one after another."""
    out = [""]
    for element in _split(text, " ", whole):
        choices = _element(element, whole)
        out = [f"{before} {choice}".strip() for before in out for choice in choices]
        if len(out) > MOST:
            raise PhraseError(f"“{whole}” stands for more than {MOST} phrases")
    return out


def _element(text: str, whole: str) -> list[str]:
    """Expand one element: alternatives, perhaps in brackets, perhaps optional."""
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
                choices += _sequence(inner, whole)
        elif "[-]" in option:
            choices += [option.replace("[-]", join) for join in (" ", "-", "")]
        else:
            choices.append(option)
    return [*choices, ""] if optional else choices


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
