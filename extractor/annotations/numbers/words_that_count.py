"""Whether a number word counts something: "two homes" does, "one another" does not.

In prose most number words are pronouns, idioms and steps of an argument, so a word has to
earn its place: a plural noun after it, a verb that an elided noun would have ("two were
shortlisted"), or a comparison ("two more than").
"""

from __future__ import annotations

from extractor.annotations.model import Number
from extractor.regex import regex
from extractor.rulebook.words import nouns
from extractor.tokens import norm

_VERBS = frozenset(
    """
    is are was were be been has have had do does did will would could can may live lives lived
    remain remains remained moved left received achieved returned went came became took got
    made required require requires met failed passed started ceased attended declined leave
    stayed currently still now already no also have who whose which
    led fell rose gave felt said told found held lost kept began chose sent saw spent ran
    """.split()  # noqa: SIM905
)
_PLACED = frozenset(
    """
    in on at with from aged awaiting placed living subject under to for by between during
    since within outside out and or but than as who whose that per compared up down against
    over more less fewer of
    """.split()  # noqa: SIM905
)
_ENDS = frozenset(["", ".", ",", ";", "("])
LONGEST_COUNTED_OFF = 12
"""Number words above this are hardly ever pronouns, idioms or steps of an argument."""

_PLACED_SOMEWHERE = frozenset(["in", "at", "with", "placed", "living", "awaiting", "aged"])
_NOT_PLURAL = frozenset(["previous", "various", "as", "its", "his", "always", "this", "plus"])
_WORD = regex(r"[a-z][a-z']*|[^\sa-z]")
_SURELY_BEFORE = regex(
    r"(?:from|only|currently|further|just|than|totalled|totalling|total of|average of"
    r"|all but|a (?:sibling )?group of"
    r"|increased to|reduced to|fell to|rose to|down to|up to"
    r"|\b(?:was|were|is|are|(?:had|has|have) been|stood at|stands at|remained at|numbered|totalling"
    r"|came to|becomes?|became|reach(?:ed|es|ing)?|against)"
    r"|(?:fell|rose|fallen|risen|increased|decreased|grew|reduced|dropped|down|up) by)\s*$"
)
_COUNTS_BEFORE = regex(
    r"(?:from|to|only|just|than|by|at|(?:all )?but|totalled|totalling|totals|further"
    r"|remaining|other"
    r"|another|least|about|around|with|including|the|were|was|is|are|and|of|approximately"
    r"|over|nearly|almost|total of|[,;:(|])\s*$"
)


def is_counted(printed: Number, folded: str, others: bool) -> bool:
    """Whether the number word counts; `others` says that the text states other figures."""
    after = _WORD.findall(folded[printed.end : printed.end + 72])
    if printed.value == 0:
        return _none_counts(printed, folded, after, others)
    if printed.unit is not None:
        return True
    if _noun_follows(after, printed.value == 1):
        return True
    first = after[0] if after else ""
    if first in ("more", "fewer", "less") and (printed.value > 1 or after[1:2] == ["than"]):
        return True
    above = printed.value > LONGEST_COUNTED_OFF
    if above and first[:1].isalpha() and (first == "of" or first not in _PLACED):
        return norm(first) not in nouns().listed
    if after[:2] == ["out", "of"]:
        after = after[1:]
        first = "of"
    if first == "of" and len(after) > 1:
        only = folded[: printed.start].endswith(("only ", "all but ", "just "))
        return _part_of(after, printed.value == 1 and not only)
    if first == "(" and len(after) > 1 and after[1].isdigit():
        return True
    before = folded[max(0, printed.start - 20) : printed.start]
    if printed.value > 1 and before.rstrip().endswith((":", "?")) and first in _ENDS:
        return True  # "Young people with a substance misuse problem: twelve"
    label = _WORD.findall(before)[-1:]
    labelled = bool(label) and (_is_plural(label[0]) or norm(label[0]) in nouns().counted)
    if others and labelled and printed.value > 1 and first in ("", ".", "and", ",", ";"):
        return True  # "short break households nine and supported lodgings providers seven"
    if first in _VERBS or (len(first) > 4 and first.endswith(("ed", "ing"))):
        return printed.value > 1 or (others and not before.endswith("no "))
    if others and printed.value > 1 and _is_pronoun(folded[: printed.start], after):
        return True
    if not first or first in _PLACED or not first[0].isalpha():
        if printed.value > 1 and _SURELY_BEFORE.search(before):
            return True
        if printed.value > 1 and not before.strip() and first in _PLACED_SOMEWHERE:
            return not folded.rstrip().endswith(".")  # a list item: "Nine in other placements"
        leads = bool(_COUNTS_BEFORE.search(before)) or not before.strip()
        return leads and others and (printed.value > 1 or first in ("in", "for", "at", "from"))
    return False


_BEGINS_A_CLAUSE = frozenset(["there", "the", "a", "an", "no", "it", "they", "this", "these"])
_IN = regex(r"(?<!split)(?<!cut)(?<!divided)(?:^|[\s,;:(])in\s$")
_TOOK = regex(r"\b(?:[a-z]{4,}ed|upheld|saw|found|took)\s$")
_COUNTED_OFF_BESIDE = regex(r"\d\s(?:[a-z]+\s){1,3}?[^.;]{0,40}?(?<=[a-z,]\s)and\s$")


def _is_pronoun(before: str, after: list[str]) -> bool:
    """Whether a number word stands for some of what the text counted: "in eight there was no
    record", "the Ombudsman investigated two.", "35 requires improvement and eight inadequate"."""
    before = before[-80:]
    if _IN.search(before):
        return after[:1] != [] and after[0] in _BEGINS_A_CLAUSE
    if _TOOK.search(before) and after[:1] != [","]:
        return not after or after[0] in _ENDS
    if _COUNTED_OFF_BESIDE.search(before):
        return len(after) == 1 or (after[1:2] != [] and after[1] in _ENDS)
    return False


_SMALL = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
)
_NAMED_BY = regex(r"\s+([A-Z][a-z]+)(\s+[a-z]+)?")


def is_name(printed: Number, cased: str) -> bool:
    """ "Four Oaks": both words begin with a capital, and the second is nothing counted."""
    if not cased[printed.start].isupper() or printed.unit is not None:
        return False
    following = _NAMED_BY.match(cased, printed.end)
    if following is None:
        return False
    word, counted = following[1].lower(), (following[2] or "").strip()
    if _is_plural(counted) and norm(counted) in nouns().counted:
        return False  # "Nine Cawdale children"
    return not (norm(word) in nouns().counted or word in nouns().before_counted)


def _noun_follows(after: list[str], single: bool) -> bool:
    """Whether a noun that can be counted is in the next few words."""
    for index, word in enumerate(after[:10]):
        if word == "-" or (word.isdigit() and "year" in after[:index]):
            continue  # "three Year 9 pupils"
        if word in _VERBS and index and after[index - 1] == "-":
            continue  # "well-attended"
        if not word[0].isalpha() or (index and word in _VERBS) or word in _PLACED - {"and", "more"}:
            return False
        if word == "and" and index == 0:
            return False
        if index == 0 and word in _VERBS:
            return False
        stem = norm(word)
        if stem in nouns().listed and (stem != word or stem in ("different", "key", "main")):
            return False
        if single:
            if word in nouns().counted:
                return True
            if stem != word and stem not in nouns().counted:
                return False
        elif (
            word in nouns().initials
            or _is_plural(word)
            or (stem in nouns().counted and "one" in after[:index])
        ):
            return True
    return False


def _is_plural(word: str) -> bool:
    return norm(word) != word and word not in _NOT_PLURAL and not word.endswith("'s")


def _part_of(after: list[str], single: bool) -> bool:
    """ "Six of Her Majesty's Inspectors", "two of whom"; "one of the most" is an idiom."""
    if after[1] in ("whom", "which") or after[1:3] in (["the", "latter"], ["the", "former"]):
        return True
    if single:
        return len(after) > 2 and (after[2].isdigit() or after[2] in _SMALL)
    if after[1].isdigit() or after[1] in _SMALL:
        return True
    if after[1] in ("the", "our", "this") and any(word.isdigit() for word in after[2:5]):
        return True  # "eleven of the year's 171 new entrants"
    return any(_is_plural(word) for word in after[1:7]) or after[1] in (
        "these",
        "those",
        "them",
        "you",
        "us",
    )


def _none_counts(printed: Number, folded: str, after: list[str], others: bool) -> bool:
    word = folded[printed.start : printed.end]
    first = after[0] if after else ""
    if word == "no":
        return _no_counts(after)
    if word == "none":
        others_had = others and (first in _VERBS or first.endswith("ed"))
        return others_had or first in ("of", "were", "had", "have", "was", "are", "has", "in")
    return first in ("", "return", "%") or not nouns().counted.isdisjoint((first, norm(first)))


_BETWEEN_AGES = frozenset(["or", "and", "to", "-", "/", "year"])
_NOT_AFTER_NO = frozenset(["young", "foster", "case", "place", "order", "plan"])
"""Counted nouns that after "no" lead to another noun, or make an idiom ("in no case")."""


def _no_counts(after: list[str]) -> bool:
    """ "No children", "no young people", "no permanent exclusions": not "no implications"."""
    aged = [word for word in after[:7] if not (word.isdigit() or word in _BETWEEN_AGES)]
    if after[:1] != aged[:1] and aged[:1] in (["olds"], ["old"]):
        return True  # "no 16 or 17 year olds"
    for word in after[:4]:
        stem = norm(word)
        if stem in nouns().counted - _NOT_AFTER_NO:
            return stem != word or word in ("child", "pupil", "person", "carer")
        if word not in nouns().after_no:
            return False
    return False
