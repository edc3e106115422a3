"""Whether a figure is of others than its measure counts: a rival population, everybody in the area,
several at once, a part of a group."""

from __future__ import annotations

import re

from extractor.binding.clauses.split import OF_THEM
from extractor.binding.measures.evidence import (
    CLAUSE,
    HEADING,
    SENTENCE,
    Fit,
    MatchContext,
    Misfit,
)
from extractor.regex import regex, right_before
from extractor.rulebook.model import Frame, Measure, Rulebook
from extractor.rulebook.words import nouns
from extractor.tokens import norm
from extractor.types import AGE_BAND

_OR = regex(r"\bor\b", re.IGNORECASE)


def of_the_area(case: MatchContext, frame: Frame, rulebook: Rulebook) -> Misfit | None:
    """A general noun with the council's area behind it ("2,150 young people in the county") is
    everybody who lives there, whatever population a heading or the title names."""
    if case.cell or not case.head or not frame.families:
        return None
    if not case.head.isdisjoint(rulebook.family_of):
        return None
    if not any(rulebook.types.get(key) == "population" for key in case.head):
        return None
    behind = case.text[case.figure.number.end : case.figure.clause.end]
    place = _IN_THE.match(behind)
    if place is None or norm(place["place"]) not in rulebook.words.bodies | nouns().areas:
        place = _LIVE_IN.match(behind)
        at = case.figure.number.end + (place.start("place") if place else 0)
        if any(p.start <= at < p.start + len(p.said) for p in case.own.phrases):
            return None  # "are living in Staying Put arrangements"
    if place is None:
        return None
    if any(named & frame.families for named in case.evidence.families[:HEADING]):
        return None
    return Misfit(f"it may count everybody in {place['place']}")


_IN_THE = regex(
    r"(?:\s(?!in\b|with\b|on\b|at\b|of\b|for\b|arrived\b|came\b)[\w’'-]+){1,5}?"
    r"\s(?:in|across|within|throughout) (?:the|our) (?:local )?(?P<place>[a-z]+)(?!['’]s)\b"
)


_LIVE_IN = regex(
    r"(?:\s[a-z0-9’'-]+){0,12}?\s(?:lives?|living|resid(?:e|es|ing|ent)) (?:in|within) "
    r"(?P<place>[A-Z][a-z]+)"
)


def of_several(case: MatchContext, measure: Measure) -> Misfit | None:
    """A row that puts several values of a breakdown together ("In lodgings, residential employment
    or living independently") is none of them."""
    if not case.cell or not _OR.search(case.row):
        return None
    said = [m for m in case.evidence.annotated[CLAUSE] if m.dimension in measure.dimensions]
    for dimension in {m.dimension for m in said}:
        if len({m.value for m in said if m.dimension == dimension}) > 1:
            return Misfit("its label names several kinds", near=True, words=(case.row,))
    return None


_PART_OF = regex(
    r"^\W*(?:and\s|but\s)?of (?:the|our|these|those|them|all)\b|\bof (?:whom|these|those|them)\b"
    r"|\bamong(?:st)? (?:whom|these|those|them)\b",
    re.IGNORECASE,
)


_OPENS = regex(r"\W*(?:and\s|but\s)?of (?:the|our|these|those|all|all the)\s", re.IGNORECASE)


_OTHERS_HAD = regex(
    r"\b(?:children|people|pupils|students|families)\s(?:each\s)?(?:had|have|having)\s"
    r"(?:had\s|only\s|just\s)?$"
    r"|\beach\s(?:[a-z’'-]+\s){1,3}(?:had|has|have|held|holds|hold)\s(?:about\s|around\s)?$",
    re.IGNORECASE,
)


def had_by_others(case: MatchContext, fit: Fit) -> Misfit | None:
    """What each of some people had is no number of its own: "5 children had two social workers",
    "each adviser had 23 young people"; of an average it is."""
    if case.cell or (figure := case.figure).unit != "count" or not case.head:
        return None
    if fit.silent_unit is not None:
        return None
    had = right_before(_OTHERS_HAD, case.text, figure.number.start, 50)
    return Misfit("it is what each of others had") if had else None


_ARE = regex(
    r"(?<!who )(?<!that )(?<!which )\b(?:are|is|were|was|being|been)\s"
    r"(?:also\s|now\s|currently\s|not\s)?$",
    re.IGNORECASE,
)


def share_of_others(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """A share of others of whom some are the measure's people: "187 were known to the team, of whom
    11% were looked after" is no share of those looked after."""
    figure, families = case.figure, fit.pattern.frame.families
    if case.cell or figure.unit != "percent" or not families:
        return None
    needed = fit.pattern.needs[0]

    def names_people(keys: frozenset[str]) -> bool:
        return any(not families.isdisjoint(rulebook.family_of.get(k, ())) for k in keys)

    said = [p for p in case.own.phrases if names_people(p.keys)]
    if not said or any(not p.keys.isdisjoint(needed) for p in said):
        return None
    first = min(p.start for p in said)
    if first < figure.number.end or not right_before(_ARE, case.text, first, 30):
        return None
    near = case.evidence.annotated[: SENTENCE + 1]
    naming = [m.start for tier in near for m in tier if not needed.isdisjoint(m.keys)]
    if not naming or max(naming) > first:
        return None  # "12% were looked after outside the county"
    return Misfit("it is a share of others")


_COHORT_OF = regex(
    r"\b(?:cohort|group|sample)s? of (?:only |just |about )?[\d,]+ [^.;]{4,}$", re.IGNORECASE
)


_HAVE = regex(r"\s(?:also |all )?(?:have|has|had|are|is|were|was|of them)\b", re.IGNORECASE)


def of_a_cohort(case: MatchContext, measure: Measure) -> Misfit | None:
    """A figure that names nobody goes on with the group whose size its sentence gave: "the cohort
    of 14 children is small, and 11 have …"."""
    figure = case.figure
    if case.cell or figure.clause.bracket or figure.relation.kind != "actual":
        return None
    if figure.unit not in ("count", "percent") or measure.whole:
        return None
    if case.head_words and not _HAVE.match(case.text, figure.number.end):
        return None
    if not right_before(_COHORT_OF, case.text, figure.number.start, 160):
        return None
    return Misfit("it is of the group whose size its sentence gives")


_OF_THESE = regex(r"\W*of (?:these|those|them),?\s", re.IGNORECASE)


def of_those_before(case: MatchContext, fit: Fit, rulebook: Rulebook) -> Misfit | None:
    """A part of people of another population that the sentence before counted: "… was supporting
    342 care leavers. 74 of them first came to us as unaccompanied children"."""
    wanted, before = fit.pattern.frame.families, case.antecedents or frozenset()
    if case.cell or not wanted:
        return None
    unknown = before == {""} and not any(f & wanted for f in case.evidence.families[:HEADING])
    if unknown and fit.measure.kind == "stock" and _OF_THESE.match(case.text):
        return Misfit("it is a part of those of the sentence before, who are in no measure")
    if not OF_THEM.match(case.text, case.figure.number.end):
        return None
    counted = [p.frame.families for p in rulebook.patterns.values() if p.measure in before]
    if not counted or any(not named or named & wanted for named in counted):
        return None
    return Misfit("it is a part of others, whom the sentence before counts")


def of_others(case: MatchContext, fit: Fit) -> Misfit | None:
    """A part of a group is never everybody of a population ("of the 23 at risk 6 were looked
    after"), and the group itself is not what its part is said to be. Of things that happen, it is
    one where its own clause says something else of it ("of these enquiries, 61 led to a visit")."""
    if case.cell or (figure := case.figure).unit != "count":
        return None
    if not fit.measure.whole:
        return _of_those_that_happened(case, fit)
    if _OPENS.fullmatch(case.text, 0, figure.number.start):
        if min(tier for tier, _ in fit.needs) == CLAUSE:
            return None
        return Misfit("it is the group of which another figure is a part")
    if not _is_part(case) or says_which_part(case, fit.measure):
        return None
    return Misfit("it is a part of a group")


_OF_SO_MANY = regex(
    r"\s(?:out\s)?of\s(?:the|these|those|all|our)\s\d[\d,]*\s(?:are|had|have|is|was|were)\b",
    re.IGNORECASE,
)


def _is_part(case: MatchContext) -> bool:
    """Whether a figure is said to be a part of the one before, of "these" or of so many."""
    figure = case.figure
    if figure.relation.cue == "part" or _PART_OF.match(case.text):
        return True
    if _OF_SO_MANY.match(case.text, figure.number.end):
        return True
    return _PART_OF.search(case.text, figure.clause.start, figure.number.start) is not None


_OF_THE = regex(
    r"\s+of\s(?:(?:the|these|those|(?P<base>(?:the\s)?\d[\d,]*))\s(?=[a-z])"
    r"|(?P<those>them|which|whom)\b)",
    re.IGNORECASE,
)


_VERB = regex(r"(?:are|were|was|is|have|has|had|went|did|do|will|then|also|only)\b", re.IGNORECASE)


def _of_those_that_happened(case: MatchContext, fit: Fit) -> Misfit | None:
    """Whether a count is a part of what the measure counts of which its clause only says again
    what it is a part of ("were responsible for 37 of the episodes"), or something else ("nine of
    these retired")."""
    figure, measure = case.figure, fit.measure
    behind = _OF_THE.match(case.text, figure.number.end)
    if figure.relation.kind != "actual" or measure.kind == "ratio":
        return None
    many = _SO_MANY.match(case.text)
    opens = many is not None and many.end() <= figure.number.start
    if not (behind or opens or _is_part(case)) or says_which_part(case, measure):
        return None
    needed = frozenset[str]().union(*fit.pattern.needs)
    meeting = [m for m in case.evidence.annotated[CLAUSE] if not needed.isdisjoint(m.keys)]
    if behind is not None and behind["base"] and not meeting:
        if _VERB.match(case.text, behind.end()):
            return Misfit("it is a part of a group")  # "24 of the 61 were in care"
        return None  # "87% of plans (228 of 261 in March)"
    base = behind.end() + _NOUN if behind is not None and not behind["those"] else 0
    if behind is not None and behind["base"] and _VERB.match(case.text, behind.end()):
        base = behind.end()  # "19 of the 46 were missing more than once"
    # "Of the contacts received during the year 2,214 became referrals"
    opened = figure.number.start if opens or _OPENS.match(case.text) else 0
    if opened and _opens_with(case, needed):
        return Misfit("it is a part of those with whom its sentence opens")
    if any(m.start >= opened and not figure.number.end <= m.start < base for m in meeting):
        return None
    return Misfit("it is a part of a group")


def _opens_with(case: MatchContext, needed: frozenset[str]) -> bool:
    """Whether the number with which a sentence opens is already of what a measure needs: "of the 67
    children adopted, 53 were adopted within a year" counts 67 of them."""
    base = _SO_MANY.match(case.text)
    return base is not None and any(
        base.end() <= m.start < base.end() + _NAMED and not needed.isdisjoint(m.keys)
        for tier in case.evidence.annotated[: SENTENCE + 1]
        for m in tier
    )


_SO_MANY = regex(
    r"\W*(?:and\s|but\s)?(?:out )?of (?:the |our |these |those |all |all the )?[\d,]+\s",
    re.IGNORECASE,
)
_NAMED = 30
"""What a base is of begins within so many characters of its number."""

_NOUN = 12
"""The noun of a base begins within so many characters of "of the"."""


_FOR_THIS = regex(
    r"(?<!average )\b(?:for|in|of|under|with|on|by|through|via) (?:this|that|these|those)"
    r" (?:reason|category|group|type|kind|cohort|age group|arrangement|way|route|means|order)s?\b"
    r"|\b(?:this|that|these|those) (?:type|kind|form|sort)s? of\b",
    re.IGNORECASE,
)


def of_this_kind(case: MatchContext, fit: Fit) -> Misfit | None:
    """Whether a figure is of a breakdown that its clause only points to ("neglect is the main
    category, with 241 children on a plan for this reason"), where the measure does not need the one
    that its sentence names."""
    figure = case.figure
    if case.cell or figure.unit not in ("count", "percent"):
        return None
    pointed = _FOR_THIS.search(case.text, figure.number.end, figure.clause.end)
    if pointed is None or case.group or says_which_part(case, fit.measure):
        return None
    if any(
        tier <= SENTENCE and all("=" in key for key in need)
        for need, (tier, _) in zip(fit.pattern.needs, fit.needs, strict=True)
    ):
        return None
    return Misfit(f"“{pointed[0]}” says which part it is")


_UNDER = re.compile(r"under_(\d+)")
_FROM = re.compile(r"(\d+)(?:[-_]|$)")


def of_older_people(case: MatchContext, frame: Frame, rulebook: Rulebook) -> Misfit | None:
    """Whether a figure that names nobody goes on with people older than anybody whom the measure
    counts: those aged 18 to 25 of the sentence before are no children in care."""
    ages = dict(case.inherited).get(AGE_BAND) or (case.ages_before or ("",))[0]
    youngest = _FROM.match(ages)
    if youngest is None or case.cell:
        return None
    young: set[str] = set()
    for band, families in rulebook.of_age.items():
        limit = _UNDER.fullmatch(band)
        if limit is not None and int(youngest[1]) >= int(limit[1]):
            young |= families
    if not frame.families or not frame.families <= young:
        return None
    return Misfit(f"its people are older ({ages})")


def says_which_part(case: MatchContext, measure: Measure) -> bool:
    """Whether a figure's own clause names a value of a breakdown that its measure carries: "112 of
    them for neglect" are those, of the children with a plan."""
    said = {key.partition("=")[0] for phrase in case.own.phrases for key in phrase.keys}
    said |= {mark.dimension or "" for mark in case.evidence.annotated[CLAUSE]}
    return not said.isdisjoint(measure.dimensions)


def of_a_group(case: MatchContext, fit: Fit) -> Misfit | None:
    """A part of a group that the measure cannot tell from the others: of 63 unaccompanied children
    22 are fostered, and not 22 of all; and 9% of those outside the county are no share of all."""
    known = {*fit.measure.dimensions, *fit.measure.counts}
    needed = frozenset[str]().union(*fit.pattern.needs)
    said = frozenset[str]().union(*(p.keys for p in case.own.phrases))
    for name, value in case.group:
        if name not in known:
            return Misfit(f"the measure cannot tell its group apart ({name}: {value})")
        share_of_them = case.figure.unit == "percent" and f"{name}={value}" in needed - said
        if share_of_them:
            return Misfit(f"it is a share of its group ({name}: {value})")
    return None
