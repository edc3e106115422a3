"""Who does what, of the shares in a bracket that gives those of groups which are set side by side:
"men who swim" of "women were more likely than men to swim (40% vs. 17%)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.binding.subjects.clause_phrases import names_people
from extractor.binding.subjects.label_words import EDGES
from extractor.binding.subjects.linking_words import tidied
from extractor.regex import regex
from extractor.tokens import sentence_words

_SHARE = r"\d[\d.]*%"
_SHARES = (
    rf"\((?P<shares>{_SHARE}(?:, ?{_SHARE})*,? ?(?:vs?\.?|versus|compared (?:to|with)|against) ?"
    rf"{_SHARE}(?:(?:, ?| and ){_SHARE})*)(?: respectively)?\)"
)
_MORE = (
    r"(?:^|[,;:] |(?<=\)) and )(?:(?:whereas|while|whilst|although|as|that|and) )?"
    r"(?P<group>[^,;:%]{3,80}?),? (?P<verb>(?:were|are|was|is|being) )?"
    r"(?:(?:also|again|still|significantly|much|slightly|far) )*(?:more|less) likely "
)
_WHAT = r"(?P<what>to [^()%]{3,120}?)"
_OTHER = r"(?P<other>[^,;:%]{3,80}?)"
_THAN = r"(?:compared (?:with|to)(?: than)?|than)"
# "Women were more likely than men to swim (40% vs. 17%)", "… more likely to swim than men (…)".
_FORMS = tuple(
    regex(_MORE + form + r",? ?" + _SHARES, re.IGNORECASE)
    for form in (
        rf"than (?P<other>[^:;%]{{3,80}}?) {_WHAT}",
        rf"{_WHAT} {_THAN} {_OTHER}",
    )
)
_SPREAD = r"\d[\d.]*(?: ?[-–] ?\d[\d.]*)?%"
_BRACKET = rf"\([^()]{{0,20}}?{_SPREAD}[^()]{{0,40}}\)"
# "Those in Ely were most likely to row (22%) and those in Wells least likely (5%)".
_MOST = regex(
    r"(?:^|[,;:] )(?P<group>[^,;:%]{3,80}?) (?P<verb>were|are|was|is|being) (?:the )?"
    rf"(?:most|least) likely {_WHAT} (?P<share>{_BRACKET})"
    r"(?:,? (?:and|while|whilst|with) (?P<other>[^,;:%()]{3,60}?) (?:(?:were|are|was|is|being) )?"
    rf"(?:the )?(?:most|least) likely (?P<least>{_BRACKET}))?"
)
# "as were those in huts compared with those at sea (34% vs. 28%)"
_BESIDE = regex(
    r"\b(?P<as>as were|for|amongst?|were|was) (?P<group>(?:those|respondents|people|[a-z]+s)\b"
    rf"[^,;:%()]{{3,60}}?) compared (?:with|to) {_OTHER} {_SHARES}"
)
# "Women were more likely to swim (17-37%; average 25%) compared to men (16-31%; average 22%)"
_EACH_APART = regex(
    _MORE + _WHAT + rf" (?P<own>{_BRACKET}),? ?{_THAN} {_OTHER} (?P<others>{_BRACKET})",
    re.IGNORECASE,
)
_EACH_SPREAD = regex(_SPREAD)
_MORE_OF_IT = regex(
    r",? ?(?:and |or )?(?P<item>(?![^(]*\b(?:likely|than|compared|those|while|whereas|were|was|are"
    r"|is|had|have)\b)[a-zA-Z][^()%;:,\d]{2,50}?),? ?" + _SHARES
)
# What stands before the last noun of what somebody does.
_BEGINS = regex(r".*\b(?:of|in|on|at|with|for|about|by|from|[a-z]{2,}ing|to [a-z]+) ")
_THAN_AGAIN = regex(r"(?<!more)(?<!less) than ")
_VERSUS = regex(r"[,\s](?:vs?\.?|versus|compared|against)")
_EACH_SHARE = regex(_SHARE)
_AND = regex(r",? and |, ")
_AGES = regex(r"\d[\d–-]*\+?")
_RELATIVE = regex(r"\b(?:who|that|which) ")
_SEX = ("male", "female")
_NOT = regex(r"(?:don['’]t|do not)$")


class TwoGroups:
    """The shares of such brackets in one text, each by its offset."""

    def __init__(self, text: str) -> None:
        self._named: dict[int, str] = {}
        what = ""
        if " likely " in text:
            for form in _FORMS:
                for match in form.finditer(text):
                    if not _THAN_AGAIN.search(match["what"]):
                        what = match["what"]
                        group = match["group"] if match["verb"] else _behind_with(match["group"])
                        self._name(match, group, what)
                        self._name_more(match, group, what)
            for match in _EACH_APART.finditer(text):
                self._name_apart(match)
            for match in _MOST.finditer(text):
                self._name_ends(match)
        if " compared " in text:
            for match in _BESIDE.finditer(text):
                said = what if match["as"] == "as were" else ""
                self._name(match, match["group"], said)

    def of(self, at: int) -> str:
        """Who does what, of the share at an offset of the text; "" where it is in no such
        bracket."""
        return self._named.get(at, "")

    def _name(self, match: re.Match[str], group: str, what: str, other: str | None = None) -> None:
        """Name the shares of two groups in one bracket, before and behind "vs."."""
        start, end = match.span("shares")
        versus = _VERSUS.search(match.string, start, end)
        middle = versus.start() if versus is not None else end
        other = match["other"] if other is None else other
        for who, first, last in ((group, start, middle), (other, middle, end)):
            shares = [*_EACH_SHARE.finditer(match.string, first, last)]
            for place, share in enumerate(shares):
                one = _one_of(tidied(who), len(shares), place)
                said = _doing(one, tidied(group), what[len("to ") :].strip(EDGES))
                self._named.setdefault(share.start(), said)

    def _name_more(self, match: re.Match[str], group: str, what: str) -> None:
        """Name the shares of what else the groups do: "and vans" of "to own boats (4% vs. 2%) and
        vans (7% vs. 3%)"."""
        begins = _BEGINS.match(what)
        more = _MORE_OF_IT.match(match.string, match.end()) if begins is not None else None
        while begins is not None and more is not None:
            said = f"{begins[0]}{more['item']}"
            self._name(more, group, said, match["other"])
            more = _MORE_OF_IT.match(match.string, more.end())

    def _name_apart(self, match: re.Match[str]) -> None:
        """Name the shares of two groups that have a bracket each."""
        group, what = tidied(match["group"]), match["what"][len("to ") :].strip(EDGES)
        for who, bracket in ((group, "own"), (tidied(match["other"]), "others")):
            for share in _EACH_SPREAD.finditer(match.string, *match.span(bracket)):
                self._named.setdefault(share.start(), _doing(who, group, what))

    def _name_ends(self, match: re.Match[str]) -> None:
        """Name the share of those most likely to do something, and of those least likely."""
        group = _behind_with(match["group"]) if match["verb"] == "being" else match["group"]
        group, what = tidied(group), match["what"][len("to ") :].partition(" than ")[0]
        for who, share in ((group, "share"), (match["other"], "least")):
            for one in _EACH_SPREAD.finditer(match.string, *match.span(share)) if who else ():
                self._named.setdefault(one.start(), _doing(tidied(who), group, what))


def _behind_with(group: str) -> str:
    return group.rsplit(" with ", 1)[-1]


def _one_of(groups: str, number: int, place: int) -> str:
    """One of several groups that share their words: "those aged 35-64" of "those aged 18-34 and
    35-64"; all of them where they are not so many."""
    ages = [*_AGES.finditer(groups)]
    if number < 2 or len(ages) != number or place >= number:
        return groups
    between = [groups[a.end() : b.start()] for a, b in pairwise(ages)]
    if not all(map(_AND.fullmatch, between)):
        return groups
    return groups[: ages[0].start()] + ages[place][0] + groups[ages[-1].end() :]


def _doing(who: str, first: str, what: str) -> str:
    """A group with what it is likely to do; the other of two may be named only by "those who
    don't"."""
    if not what:
        return who
    said = f"are {what[3:]}" if what.startswith("be ") else what
    _, relative, same = first.partition(" who ")
    if _NOT.search(who) and relative and who != first:
        who = f"{who} {same}"
    if _RELATIVE.search(who):
        return f"{who} and {said}"
    people = any(word in _SEX or names_people(word) for word in _words(who))
    people |= who.lower().startswith("those") or who[-2:-1].isdigit()  # "Over 75s"
    return f"{who} {'who' if people else 'that'} {said}"


def _words(text: str) -> Sequence[str]:
    return [word.norm for word in sentence_words(text)]
