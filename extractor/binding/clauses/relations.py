"""The role of each figure of a sentence: level, target, change, earlier level, comparator, by the
words and figures around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Direction, Number, RoleSpan
from extractor.annotations.numbers.words import NUMBER_WORD
from extractor.binding.clauses.bracketed_figures import COMPARING, in_brackets
from extractor.binding.clauses.figure_pairs import (
    further_part,
    level_set_against,
    of_the_level,
    with_alike,
)
from extractor.binding.clauses.split import OF_WHOM
from extractor.binding.model import Clause, Relation
from extractor.regex import regex, right_before

_GOES_ON = regex(
    r"^[\s,]*(?:and|or|then)?\s*(?:of|by)\s+(?:about|around|just|over|under|a|an|the|\s)*$",
    re.I,
)
_PART = regex(
    r"\b(?<!most )(?<!many )(?<!some )(?<!few )"
    r"(?:of whom|of which|of these|of those|of them|amongst? whom|including|includes|included"
    r"|of this (?:number|group|cohort)|of the (?:latter|former)|compris(?:ing|es|ed)"
    r"|(?:made up|composed|consist(?:ing|s|ed)) of)\b",
    re.IGNORECASE,
)
_ASIDE = regex(r"\([^()]*\)")  # "(including special units)" makes no part of what follows


# "412 (-14)", "412 (+3%)", "(-14 on March 2023)": a signed number alone in brackets behind a level.
_OPENS = regex(r"[(\[]\s*$")
_CLOSES = regex(
    r"\s*(?:[)\]]|(?:on|since|from|over|in the|compared|against|vs|than|this|last|year on year"
    r"|since|points?|pts?|pp)\b[^()]*[)\]])",
    re.IGNORECASE,
)


def is_signed_aside(text: str, numbers: Sequence[Number], i: int) -> bool:
    """Whether a number is the change of the one before it, printed behind it with a sign.

    Money is not: "(-£0.3m)" is an amount below zero. Where the level has a sign itself, or
    what is in brackets names something else, it is another level.
    """
    number = numbers[i]
    if number.direction is None or number.value_max is not None or not i or number.worded:
        return False
    level = numbers[i - 1]
    between = text[level.end : number.start]
    if level.direction is not None or not _OPENS.search(between) or len(between) > LONGEST_LEAD:
        return False
    if "." in between or ";" in between or not _CLOSES.match(text, number.end):
        return False
    return level.value >= 0 and (number.unit != level.unit or level.value >= abs(number.value))


LONGEST_LEAD = 60
"""How many characters may be between a level and its change in brackets."""


def relate(
    annotated: Annotations, numbers: Sequence[Number], clauses: Sequence[Clause]
) -> list[Relation]:
    """The relation of each candidate figure, in order."""
    roles = {role.figure[0]: role for role in annotated.roles}
    by_number = [_role_of(number, roles) for number in numbers]
    by_number = [None if role and _tells_of_one(role, annotated) else role for role in by_number]
    relations: list[Relation] = []
    for i, number in enumerate(numbers):
        role = by_number[i]
        if role is None and i and _carries_on(annotated.text, numbers, i, relations[i - 1]):
            before = relations[i - 1]
            twice = _OR.fullmatch(annotated.text, numbers[i - 1].end, number.start) is not None
            antecedent = i - 1 if twice else before.antecedent
            relations.append(replace(before, antecedent=antecedent, because="coordinated"))
        elif is_signed_aside(annotated.text, numbers, i):
            relations.append(
                Relation("change", number.direction, "change", i - 1, because="sign in brackets")
            )
        elif number.direction is not None and _is_change(annotated.text, number, clauses[i]):
            antecedent = _neighbour(i, by_number, clauses, annotated.text, numbers)
            relations.append(Relation("change", number.direction, "change", antecedent))
        elif role is not None:
            relations.append(_by_role(i, role, by_number, annotated, numbers, clauses))
        else:
            relations.append(_without_role(i, annotated, clauses, numbers, relations))
    relations = [_as_points(r, n, annotated) for r, n in zip(relations, numbers, strict=True)]
    alike = [with_alike(i, relations, numbers) for i in range(len(relations))]
    return [of_the_level(r, i, alike) for i, r in enumerate(alike)]


def _as_points(relation: Relation, number: Number, annotated: Annotations) -> Relation:
    """The relation of a figure; so many percentage points are never a level."""
    if number.unit != "percentage_points" or (relation.kind, relation.cue) != ("actual", ""):
        return relation
    way = _direction(annotated, number)
    return replace(relation, kind="change", direction=way, cue="change", because="points")


def _is_change(text: str, number: Number, clause: Clause) -> bool:
    """Whether a direction in the number itself makes it a change: "doubled", "(+12)", but
    not "Progress 8 was -1.18"."""
    if number.worded:
        return True
    alone = clause.bracket and not re.search(r"[A-Za-z]{4}", text[clause.start : clause.end])
    return alone or bool(re.search(r"\b(?:by|of|change|up|down)\s*$", text[: number.start]))


def _role_of(number: Number, roles: dict[int, RoleSpan]) -> RoleSpan | None:
    for start, role in roles.items():
        if number.start <= start < number.end or start <= number.start < role.figure[1]:
            return role
    return None


def _tells_of_one(role: RoleSpan, annotated: Annotations) -> bool:
    """Whether a figure is no change but of those who had or need one ("a fifth reported an
    increase", "one required improvement"), or who did something ("was taken up by 12")."""
    behind = range(role.figure[1], role.end)
    if role.cue != "change":
        return False
    if right_before(_DONE_BY, annotated.text, role.figure[0], 30) is not None:
        return True
    if not behind:
        return False
    found = (t for t in annotated.syntax.tokens if t.start in behind)
    return any((t.pos == "VERB" and t.dep != "amod") or t.lemma == "require" for t in found)


_DONE_BY = regex(
    r"\b(?:taken|took|takes|picked|made|set|drawn|signed|followed|backed|written) up by\s"
    r"(?:(?:about|around|some|over|nearly|only|just) )?$",
    re.IGNORECASE,
)
"""Verbs with "up" and those who did it: what they did up is no rise."""


_OR = regex(r",?\sor\s(?:(?:about|around|nearly|some|just over|just under|almost)\s)?")


def _carries_on(text: str, numbers: Sequence[Number], i: int, before: Relation) -> bool:
    """ "a fall of 4 on the previous quarter and of 15 on the same point last year"."""
    between = text[numbers[i - 1].end : numbers[i].start]
    if _OR.fullmatch(between) and numbers[i].unit == "percent" != numbers[i - 1].unit:
        return before.kind != "actual"  # "forecast to overspend by £1.5m or 3.9%"
    if before.because == _CHANGED and _FROM.fullmatch(between):
        return False  # "increased over the year by 11%, from 1,915"
    last = re.split(r",|\band\b", between)[-1]
    return (
        before.kind == "change"
        and len(between) < 80
        and bool(_GOES_ON.match(between) or (_GOES_ON.match(" " + last) and " and " in between))
    )


def _by_role(
    i: int,
    role: RoleSpan,
    by_number: Sequence[RoleSpan | None],
    annotated: Annotations,
    numbers: Sequence[Number],
    clauses: Sequence[Clause],
) -> Relation:
    partner = next(
        (j for j, other in enumerate(by_number)
         if j != i and other is not None and other.match == role.match),
        None,
    )  # fmt: skip
    if role.cue == "level":
        return _level(i, role, annotated.text, numbers)
    antecedent = partner
    if antecedent is None and not (i == 0 and _THIS_COMPARES.match(annotated.text)):
        antecedent = _neighbour(i, by_number, clauses, annotated.text, numbers)
    if role.cue == "denied":
        return Relation(denied=True, because=role.role)
    if role.cue in ("earlier", "comparator"):
        return Relation(cue=role.cue, antecedent=antecedent, because=role.role)
    direction: Direction | None = None
    if role.cue == "change":
        direction = role.direction or _direction(annotated, numbers[i])
    return Relation(role.kind or "actual", direction, role.cue, antecedent, because=role.role)


_THIS_COMPARES = regex(r"\W*(?:this|that|it|these|which)\s(?:\w+\s)?compare[sd]?\b", re.IGNORECASE)
"""What sets the first figure of a sentence against one of the sentence before."""
OF_SOME = "of some of them"
_BETWEEN_THEM = regex(
    r"\bbetween them\b[^.;:\d]*$|,\s(?:together )?accounting for\s$", re.IGNORECASE
)


def _level(i: int, role: RoleSpan, text: str, numbers: Sequence[Number]) -> Relation:
    """The relation of a level that a phrase leads to. What those counted before had between them is
    all of theirs; what only some of them had is a part ("four of them account for 143 episodes").
    """
    if i == 0:
        return Relation(because=role.role)
    before = numbers[i - 1]
    if _BETWEEN_THEM.search(text, before.end, numbers[i].start):
        return Relation(antecedent=i - 1, because="between them")
    if OF_WHOM.match(text, before.end) and numbers[i].unit is None:
        return Relation(cue="part", antecedent=i - 1, because=OF_SOME)
    return Relation(because=role.role)


_THE_TOTAL = regex(
    r"[;:,]\s[^;]{0,60}?\bthe (?:total|(?:overall|combined) (?:figure|number|total))"
    r"\s+(?:is|was|stands at|stood at|came to|has reached|reached)\s*$",
    re.IGNORECASE,
)
"""What leads from a part back to the whole: "61 came in, 14 of them alone; … the total is 118"."""


_MOVES_ON = regex(
    r"(?:\s(?:days?|months?|weeks?|years?))?(?:\s*\([^()]*\))?,?\s*(?:(?:and|then)\s+)?"
    r"(?:(?:in|by|for|from)\s+[\d/–-]+\s*,?\s*)?(?:(?:and|then|which|it|had|has|was|is|will|be|been"
    r"|further|later|being)\s+){0,5}(?:reduc|ris|rose|fall|fell|increas|decreas|mov|drop|go|lower|rais)"
    r"[a-z]*\s+(?:further\s+|again\s+|up\s+|down\s+)?to\s*"
    r"|(?:\s(?:days?|months?|weeks?|years?))?(?:\s*\([^()]*\))? (?:for|in|by) \d[\d/–-]+,? and\s*",
    re.IGNORECASE,
)
"""What leads from a target to the next: "… was set at 213 days, reducing to 182 days for 2014"."""


_CHANGED = "changed by"
_FROM = regex(r",?\s*from\s(?:about |around |just )?", re.IGNORECASE)
_CHANGED_BY = regex(
    r"\b(?:increas|r[io]s|grow|grew|fall|fell|decreas|reduc|drop|declin|improv)[a-z]*\s"
    r"(?:over|during|in|since|within|across|for)\s[^.,;:()]{2,60}?\sby\s(?:about |around |just )?$",
    re.IGNORECASE,
)
"""What leads to the size of a change past its time: "has increased over the last four years by"."""


_ON_THE_LEVEL = regex(
    r"\s(?:(?:percentage\s)?points?\s)?(?:on|over|against|compared (?:to|with)|than)\s"
    r"(?:the|last year[’']s)\s(?:(?:figure|total|number)\sof\s)?",
    re.IGNORECASE,
)
"""What leads from a change to the level that it began with: "an increase of 9% on the 13,640"."""


_SO_MANY_MORE = regex(
    r"(?P<aside>\s\(\d[^()]*\))?\s(?P<way>more|fewer|less)\s(?(aside)than\s(?:(?:an?|[a-z]+|\d+)\s"
    r"(?:month|year)s?\s(?:ago|before|earlier|previously)\b|(?:in|at|on|last)\b)"
    r"|(?!than\b|or\b)[^,.;:()\d]{2,60}?"
    r"(?<!further)(?<!longer)(?<!older)(?<!later)(?<!less)(?<!more)(?<!higher)\sthan\b)",
    re.IGNORECASE,
)
"""What follows how many more there are: "12 more looked after children than in March"."""
_LESS = ("fewer", "less")


def _without_role(
    i: int,
    annotated: Annotations,
    clauses: Sequence[Clause],
    numbers: Sequence[Number],
    relations: Sequence[Relation],
) -> Relation:
    clause = clauses[i]
    own = annotated.text[clause.start : clause.end]
    if clause.bracket and clause.antecedent is not None:
        return in_brackets(i, clause.antecedent, annotated, clauses, numbers, relations)
    if _CHANGED_BY.search(annotated.text, clause.start, numbers[i].start):
        way = _direction(annotated, numbers[i])
        return Relation("change", way, "change", None if i == 0 else i - 1, because=_CHANGED)
    if (more := _SO_MANY_MORE.match(annotated.text, numbers[i].end)) is not None:
        direction: Direction = "decrease" if more["way"].lower() in _LESS else "increase"
        return Relation(
            "change", direction, "change", None if i == 0 else i - 1, because="more than"
        )
    if i == 0:
        return Relation()
    before = i - 1
    if relations[before].because == _CHANGED and _FROM.fullmatch(
        annotated.text, numbers[before].end, numbers[i].start
    ):
        return Relation(cue="earlier", because="changed from")
    if relations[before].kind == "change" and _ON_THE_LEVEL.fullmatch(
        annotated.text, numbers[before].end, numbers[i].start
    ):
        changed = relations[before].antecedent
        return Relation(cue="earlier", antecedent=changed, because="changed from")
    while clauses[before].bracket and clauses[before].antecedent is not None:
        before = clauses[before].antecedent or 0
    if relations[before].kind == "target" and _MOVES_ON.fullmatch(
        annotated.text, numbers[before].end, numbers[i].start
    ):
        return replace(relations[before], because="what a target became")
    before = level_set_against(before, relations)
    list_intro = annotated.text[numbers[i - 1].end : numbers[i].start]
    counts = numbers[i].unit is None
    if _THE_TOTAL.search(list_intro) and i > 1:
        return Relation(cue="", antecedent=0, because="the total")
    whole = relations[before].antecedent if relations[before].cue == "part" else None
    parted = OF_WHOM.match(list_intro)  # "112 of them for neglect, and 4% …" says it of the 112
    if _PART.search(_ASIDE.sub("", list_intro[parted.end() if parted else 0 :])) or (
        counts and OF_WHOM.match(annotated.text, numbers[i].end)
    ):
        part_of = before if whole is None else whole
        return Relation(cue="part", antecedent=part_of, because="part of the figure before")
    goes_on = whole is not None and further_part(
        i, before, whole, annotated.text, numbers, relations
    )
    if goes_on:
        return Relation(cue="part", antecedent=whole, because=goes_on)
    if COMPARING.search(_without_other_statements(own, numbers[i].start - clause.start)):
        return Relation(cue="comparator", antecedent=before, because="compared")
    return Relation(antecedent=before if whole is None else whole)


def _without_other_statements(own: str, at: int) -> str:
    """The words of a clause without what is beyond a semicolon from the figure at `at`, and
    without a remark on it ("88%, exceeding national averages", "54, which is above England’s") or a
    threshold behind it ("were more than 20 miles from home")."""
    begin = own.rfind(";", 0, at) + 1
    end = _REMARK.search(own, at)
    behind = own[at:] if end is None else own[at : end.start()]
    return _BOUND.sub(" ", own[begin:at]) + _THRESHOLD.sub(" ", behind)


_THRESHOLD = regex(rf"\b(?:more|less|fewer|longer) than (?=\d|{NUMBER_WORD.pattern})", re.I)
_BOUND = regex(r"\bno[t]? (?:more|less|fewer|greater|higher|lower) than $", re.IGNORECASE)
_REMARK = regex(
    r";|,\s(?:\w+ly\s)?\w{3,}ing\s|,?\s(?:which|that)\s(?:\w+ly\s)?(?:is|was|are|were|remains?)\b"
)


def _neighbour(
    i: int,
    by_number: Sequence[RoleSpan | None],
    clauses: Sequence[Clause],
    text: str,
    numbers: Sequence[Number],
) -> int | None:
    """The nearest figure before that is a level itself, else the one after in the same statement,
    else None.

    A figure in brackets after this one depends on it and not the other way round.
    """
    for j in range(i - 1, -1, -1):
        other = by_number[j]
        if other is None or other.cue == "level":
            return j
    behind = next((j for j in range(i + 1, len(clauses)) if clauses[j].antecedent != i), None)
    if behind is not None and ";" in text[numbers[i].end : numbers[behind].start]:
        behind = None  # "went up by 38; the time taken averages 47 weeks"
    if behind is not None and (
        _begins_a_statement(text, numbers[i], numbers[behind])
        or _OR.fullmatch(text, numbers[i].end, numbers[behind].start)  # "by 40 or 9%"
    ):
        behind = None
    return behind if behind is not None else (i - 1 if i else None)


_JOINED_STATEMENT = regex(r"\b(?:and|but|while|whilst|whereas)\s(?:[^,;]{0,40}\s)?$")
_OF_ITS_OWN = regex(r"\sof\s(?!(?:them|these|those|this)\b)")
# "… by 14, and the average cost is now £4,150", but "… by 14, and the number is now 402"
_WITH_ANOTHER_SUBJECT = regex(
    r",\s(?:and|but|while|whilst|whereas)\s(?:the|an?|our|its|their)\s"
    r"(?!(?:total|number|figure|rate|level|proportion|percentage|share)\s(?:is|was|now|stands|stood))"
    r"[a-z][^,;.]{2,60}?\s(?:is|are|was|were|stands|stood|costs?)\s(?:now\s)?$",
    re.IGNORECASE,
)
_LIKE_A_SHARE = regex(
    r"\b(?:shares?|proportions?|percentages?|rates?|EET|NEET)\b|%|per ?cent", re.IGNORECASE
)


def _begins_a_statement(text: str, change: Number, level: Number) -> bool:
    """Whether a level behind a change has a subject or a base of its own, in a statement joined on:
    "referrals rose by 22%, and 81% of initial assessments were in time"."""
    if _WITH_ANOTHER_SUBJECT.search(text, change.end, level.start):
        return True
    joined = _JOINED_STATEMENT.search(text, change.end, level.start) is not None
    of_its_own = _OF_ITS_OWN.match(text, level.end) is not None
    share = change.unit == "percentage_points" or _LIKE_A_SHARE.search(text, 0, change.start)
    return joined and of_its_own and not share


def _direction(annotated: Annotations, number: Number) -> Direction | None:
    """The direction of a change, from the nearest word before the figure, otherwise after it."""
    before = [d for at, d in annotated.directions if at < number.start]
    if before:
        return before[-1]
    behind = [d for at, d in annotated.directions if at >= number.end]
    return behind[0] if behind else None
