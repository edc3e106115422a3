"""What somebody aims at, by the words of a sentence that is no target in name: "we hope to approve
15", "by 2028 it will have fallen to no more than 6%"."""

from __future__ import annotations

import re

from extractor.binding.clauses.joined_aims import shares_aim
from extractor.binding.discourse.context import Context
from extractor.binding.grammar.governed import Governed
from extractor.binding.grammar.modality import REQUIRED
from extractor.binding.model import Figure
from extractor.binding.periods.candidates import FROM_TO
from extractor.regex import regex, right_before


def aim_at(figure: Figure, governed: Governed, context: Context) -> str | None:
    """The word in the clause of a figure, or at the end of the line that leads to its list, that
    says that it is what somebody wants to reach; None where nothing does, or where the figure is a
    level that this is compared with."""
    if figure.relation.kind not in ("actual", "forecast") or is_starting_point(figure, context):
        return None
    text, start, aim = context.annotated.text, figure.number.start, governed.aim
    if figure.relation.cue == "earlier":
        return None
    if figure.relation.cue == "comparator" and figure.relation.because != "compared":
        return None
    if aim is None:
        return _aim_of_list(figure, context)
    shared = shares_aim(figure, aim.start, context.annotated)
    behind = aim.start > start and aim.lower != REQUIRED
    if behind or not (shared or figure.relation.because in FROM_TO):
        return None
    # "our ambition is to be below 12%" sets a bound, "to be better than England's 12%" compares
    bound = figure.relation.cue != "comparator"
    return aim.lower if bound or not _SET_AGAINST.search(text, aim.start, start) else None


_SET_AGAINST = regex(
    r"\b(?:compar\w+|(?<!more )(?<!less )(?<!fewer )than|against|versus"
    r"|nationally|national|england|regional|neighbours|in line with"
    r"|(?:above|below) (?!(?:about |around |just )?$))",
    re.IGNORECASE,
)
_WANT_TO = regex(
    r"\b(?:(?:we|the council|it|partners) (?:\w+ly )?"
    r"(?:wants?|aims?|intends?|hopes?|wish(?:es)?|seeks?)"
    r"|(?:aims?|ambitions?|objectives?|goals?|targets?) (?:is|are|was|were))"
    r"(?: [\w ]{3,30}?)? to\W*$|\b(?:we|the council|partners) (?:will|plan to)(?: also)?\W*$",
    re.IGNORECASE,
)  # fmt: skip
"""The end of a line that leads to a list of aims: "By 2027 we want to:", "We will:"."""


_NEXT_SENTENCE = regex(r";|[.!?]\s")
_WORD = regex(r"[a-z]+")


def _aim_of_list(figure: Figure, context: Context) -> str | None:
    """What makes the first verb of a list's item an aim: "we want to: • have at least 60% …"."""
    intro, tokens = context.passage.list_intro, context.annotated.syntax.tokens
    wanted = _WANT_TO.search(intro[0].strip()) if intro else None
    first = next((t for t in tokens if t.pos not in ("PUNCT", "SPACE")), None)
    if wanted is None or first is None or first.start > figure.number.start:
        return None
    told = first.pos in ("VERB", "AUX") and first.lemma == first.lower
    goes_on = _NEXT_SENTENCE.search(context.annotated.text, first.start, figure.number.start)
    said = [word for word in _WORD.findall(wanted[0].lower()) if word not in ("to", "also")]
    return said[-1] if told and goes_on is None else None


_IF = regex(r"\b(?:if|unless|without)\b", re.IGNORECASE)
_TO_A_BOUND = regex(
    r"\bto\s(?:at least|no more than|not more than|no less than|less than|fewer than|more than"
    r"|below|above|under|over)\s$",
    re.IGNORECASE,
)
_WILL_HAVE = regex(r"\bwill have [a-z]+(?:ed|en|wn)\b", re.IGNORECASE)


def is_a_bound_to_reach(figure: Figure, context: Context) -> bool:
    """Whether a level will have come to a bound, as nobody foresees but many want: "by 2028 smoking
    will have fallen from 10.2% to no more than 6%"; not "if nothing is done …"."""
    text, start = context.annotated.text, figure.number.start
    if figure.number.qualifier in ("exact", "approximately", "between") or _IF.search(text):
        return False
    reached = right_before(_TO_A_BOUND, text, start, 24) is not None
    return reached and _WILL_HAVE.search(text, 0, start) is not None


def is_starting_point(figure: Figure, context: Context) -> bool:
    """Whether a figure is the starting point of a change ("will reach 390, from 352 today")."""
    return context.annotated.text[: figure.number.start].rstrip().lower().endswith(" from")
