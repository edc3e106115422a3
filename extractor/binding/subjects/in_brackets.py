"""What a figure in a bracket or an addition has to do with the one before it: the count of its
share ("a quarter (n=13)"), a part of its sum, or what share of something larger it is ("£4m (9% of
the budget)", "£4m, which is 9% of the budget")."""

from __future__ import annotations

import re

from extractor.binding.model import Figure
from extractor.binding.subjects.kinds_in_brackets import use_of_money
from extractor.binding.subjects.linking_words import tidied
from extractor.regex import regex, right_before

_NEAR_BRACKET = 8  # characters between a bracket and the count in it
_COUNT_OF_SHARE = regex(r"[(\[]\s*[nN]\s*=?\s*$")
# "(38 of 40)"
_OF_ALL = regex(r" ?(?:out of|of|/) ?(?:the |these )?[\d,]+(?: (?:at|in|by) [^()]{4,20})?\)")
_BETWEEN = regex(r"[^.;:(),\d]{0,60}\((?:approx\w*\.? |about |around |over |nearly |just )*")
_OF_BASE = regex(
    r"%?(?: per cent)? of (?:(?:the|our|its|their|all) )*(?P<base>[^();:,£%]{3,60}?)"
    r"(?: at [^();:,]{3,30}| in [12]\d[^();:,]{2,12})?(?=[);,]|\.(?:\s|$)|$)",
    re.IGNORECASE,
)
# "£4m, which represents 9% of the budget"
_EQUALS = regex(
    r"[^.;:()\d]{0,80}"
    r"(?:, (?:which|this|that|or|and) ?|,? (?=representing|equating|equivalent|equal))"
    r"(?:(?:is |was |are )?(?:represents?|representing|equates? to|equating to|equivalent to"
    r"|equal to|is|was|accounts for|makes up))? ?(?:(?:approximately|about|around|over|nearly|just"
    r"|some|almost) )*"
)
_SHARE_OF = " as a share of "
_YEAR_BEFORE = regex(r"^(?:[12]\d{3}[-/–]\d{2,4} )")
_DONE = regex(r"(?:[a-z]+ ){0,2}[a-z]+ed")


def as_share(words: str, larger: str) -> str:
    """What a share is of, and what it is a share of."""
    return words if larger == words else f"{words}{_SHARE_OF}{larger}"


def counts_a_share(figure: Figure, text: str) -> bool:
    """Whether a figure is the count in a bracket behind its share ("a quarter … (n=13)")."""
    start = figure.number.start
    if right_before(_COUNT_OF_SHARE, text, start, _NEAR_BRACKET) is not None:
        return True
    opens = figure.unit == "count" and text[:start].rstrip().endswith("(")
    return opens and _OF_ALL.match(text, figure.number.end) is not None


def larger_whole(figure: Figure, before: Figure, text: str) -> str:
    """What the figure before a bracket is a share of: "net budget" of "£4m of tolls (9% of the net
    budget)"; "" where the bracket does not say so right behind that figure."""
    if figure.unit != "percent" or before.unit == "percent":
        return ""
    start, end = before.number.end, figure.number.start
    if not _BETWEEN.fullmatch(text, start, end) and not _EQUALS.fullmatch(text, start, end):
        return ""
    found = _OF_BASE.match(text, figure.number.end)
    return _YEAR_BEFORE.sub("", found["base"]) if found is not None else ""


def part_of_money(figure: Figure, text: str, whole: str) -> str:
    """What a sum in a bracket or after "including" is, by words behind it; those that only say how
    it is paid for come before the whole of which it is a part: "grant funded works"."""
    if figure.unit != "currency_gbp":
        return ""
    use = tidied(use_of_money(text, figure.number))
    whole = whole.partition(_SHARE_OF)[0]
    return f"{use} {whole}" if whole and _DONE.fullmatch(use) else use
