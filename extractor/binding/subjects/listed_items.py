"""Items of a list that each have their share in a bracket, of which only the first stands behind
the verb: "keepers who own oars" and "keepers who own sails" of "keepers were most likely to own
oars (8%) and sails (6%)"."""

from __future__ import annotations

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.binding.subjects.phrase_words import VERBS
from extractor.regex import regex

_TAIL = regex(
    r"\s?%?\)(?:,? (?:and |or )?[^()%;:.]{2,80}\([^()]{1,20}\))*\s"
    r"(?P<tail>as [a-z][^,.;:()\d]{2,80})(?=[,.;]|$)"
)
# What stands before the first item: "keepers who have owned ".
_UP_TO_VERB = regex(
    r"\b(?:who|that)(?: (?:have|had|are|were))? [a-z]+(?: (?:to|with|in|on|for|about|from))? $"
)
_LONGEST_ITEM = 100  # characters before a bracket in which its item begins


def in_place_of_one_before(label: str, said: str, before: Number, annotated: Annotations) -> str:
    """What the figure before is of, with another item in place of its own; the item alone where
    that has no verb before it. `said` is the subject of the figure before."""
    text = annotated.text[: before.start].rstrip().rstrip("(").rstrip()
    start = len(text) - _same_end(text, said)
    inside = [t for t in annotated.syntax.tokens if start <= t.start < len(text)]
    last = max((at for at, t in enumerate(inside) if t.pos in VERBS), default=-1)
    item = inside[last + 1 :]
    if item and item[0].pos == "ADP":
        item = item[1:]  # "talk to wardens"
    if not item:
        return label
    kept = said[: len(said) - (len(text) - item[0].start)]
    return f"{kept}{label}" if _UP_TO_VERB.search(kept) else label


def tail_of_list(number: Number, text: str) -> str:
    """What is said of all items behind the last bracket of a list, of one of whose figures:
    "as useful" of "named oars (8%) and sails (6%) as useful"; "" where there is nothing."""
    if not text[: number.start].endswith("("):
        return ""
    found = _TAIL.match(text, number.end)
    return found["tail"].rstrip() if found is not None else ""


def _same_end(text: str, said: str) -> int:
    """How many characters at the end of two texts are the same whole words."""
    length = 0
    for own, other in zip(reversed(text[-_LONGEST_ITEM:]), reversed(said), strict=False):
        if own != other:
            break
        length += 1
    else:
        return length
    common = text[len(text) - length :]
    return len(common.partition(" ")[2]) if " " in common else 0
