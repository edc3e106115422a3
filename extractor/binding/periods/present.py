"""Whether a figure is of the present: of the day of its report, whatever time stands near it.

- "Currently 27 are at university and nine plan to go in September": the 27 are of today
- "In 2019 half were our own, whereas now a third are and private homes have grown to 60%"
- an inspection report's "the average length is 29 weeks", behind a sentence about another year
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.annotations.model import Period
from extractor.annotations.periods.resolve import PeriodSpan
from extractor.binding.model import BoundMeasure, Figure
from extractor.binding.periods.attachment import is_habitual
from extractor.binding.periods.candidates import DatedFigure
from extractor.regex import regex

_PRESENT = regex(r"\b(?:is|are|has|have|remains?|currently|at present|now)\b", re.IGNORECASE)
_NOT_NOW = regex(
    r"\b(?:was|were|had|did|will|would|previously|(?:has|have) (?:been|had))\b", re.IGNORECASE
)


_NOW = regex(
    r"\b(?:today|now|currently|at (?:present|the moment)"
    r"|at the time of (?:the |this )?(?:meeting|report|writing)"
    r"|current (?!data|figures|information|evidence|estimates|records|years?\b|financial|school"
    r"|academic|quarter|month|period|term|reporting|targets?\b"
    r"|budgets?\b|plans?\b|strateg|polic|scorecard|performance year))",
    re.IGNORECASE,
)


_NOW_BEHIND = regex(r"\s(?:today|now|currently|at (?:present|the moment))\b", re.IGNORECASE)
"""What dates a figure by itself that another is compared with ("compared to 16% at the moment")."""


def _says_now(own_clause: str) -> bool:
    """Whether a clause says plainly that it is of the present ("today’s figure is 398", "half of
    current staff")."""
    return _NOW.search(own_clause) is not None


def _speaks_of_now(own_clause: str, sentence: str) -> bool:
    """Whether a clause is in the present tense: "there are 664", not "were" or "will be".

    A clause without a verb of its own is read with its sentence.
    """
    for text in (own_clause, sentence):
        present, past = _PRESENT.search(text), _NOT_NOW.search(text)
        if present or past:
            return past is None
    return False


def _is_over_by(mark: PeriodSpan, figure: Figure, text: str) -> bool:
    """Whether a sentence has gone on from a time to the present before it comes to a figure: "In
    2019 half were our own, whereas now a third are and private homes have grown to 60%"."""
    if mark.end > figure.number.start:
        return False
    turn = _TURN.search(text, mark.end, figure.number.start)
    return turn is not None and _says_now(text[turn.end() : figure.number.start])


_TURN = regex(
    r"[;:–—]|\b(?:and|but|whereas|while|whilst|although|though|yet|which|this|it|they)\b",
    re.IGNORECASE,
)
"""What leads from a time to the present; what is only told of it ("for matches in 2015, the average
is currently 108 days") stays with it."""


def _own_clause(said: DatedFigure) -> str:
    clause = said.figure.clause
    return said.sentence.annotated.text[clause.start : clause.end]


def levels_before_now(
    figures: Sequence[Figure], measures: Sequence[BoundMeasure | None], text: str
) -> list[int]:
    """The figures of a sentence that it goes on from to the present: the levels of "a fall from 79
    weeks to 41 weeks; since October proceedings now take 21 weeks" are of some day before."""
    spoken: set[tuple[str | None, str, tuple[tuple[str, str], ...]]] = set()
    found: list[int] = []
    for figure, bound in reversed([*zip(figures, measures, strict=True)]):
        if bound is None or figure.relation.kind != "actual":
            continue
        said = (figure.unit, bound.pattern.measure, bound.dimensions)
        if _says_now(text[figure.clause.start : figure.clause.end]):
            if not figure.relation.cue:
                spoken.add(said)
        elif said in spoken:
            found.append(figure.index)
    return found


_AT_THE_MEETING = regex(r"\bat the time of (?:the |this )?meeting\b", re.IGNORECASE)


def is_of_the_meeting(said: DatedFigure) -> bool:
    """Whether a figure is of the day of the meeting: "At the time of the meeting we had 173"."""
    return _AT_THE_MEETING.search(_own_clause(said)) is not None


_AND_THEN = regex(r"\b(?:and|but|while|whilst|although)\b", re.IGNORECASE)


def is_of_what_follows(said: DatedFigure, mark: PeriodSpan) -> bool:
    """Whether a time is of another statement behind a figure of the present: "Currently 27 are at
    university and nine plan to go in September"."""
    text, number, clause = said.sentence.annotated.text, said.figure.number, said.figure.clause
    if mark.start < number.end or not _AND_THEN.search(text, number.end, mark.start):
        return False
    return _says_now(text[clause.start : number.end])


def _is_of_events(said: DatedFigure) -> bool:
    """Whether a figure counts what happened, of which there is none on a day; a share of it can be
    told in the present ("97% take part in their reviews")."""
    return said.kind == "flow" and said.figure.unit == "count"


def is_in_the_present(said: DatedFigure) -> bool:
    """Whether a figure is a level of the present: no level that it is compared with, which is of
    another time or place."""
    if _is_of_events(said) or said.figure.relation.cue:
        return False
    governed = said.sentence.governed[said.figure.index]
    now = _speaks_of_now(_own_clause(said), said.sentence.annotated.text)
    # "There are 3,700 families who have been identified" is of now, whatever they have been
    return now or governed.in_present or (said.kind is None and governed.is_or_has)


_COUNTED = frozenset({"count", "percent", "fte"})


def is_a_present_state(said: DatedFigure) -> bool:
    """Whether a figure of no measure is in a sentence of the present that does not go on speaking
    of the span before it: "Between April and August 26 came. The council supports 134 leavers"."""
    figure, text = said.figure, said.sentence.annotated.text
    if said.kind is not None or said.lasting or said.yearly or figure.unit not in _COUNTED:
        return False
    if figure.relation.kind != "actual" or figure.relation.cue or refers_back(text):
        return False
    governed = said.sentence.governed[figure.index]
    return governed.in_present and not is_habitual(figure, text)


_SAMPLED = regex(
    r"\b(?:read|seen|examined|sampled|audited|tracked|reviewed|evaluated|scrutinised|looked at)"
    r" by (?:the |our |her majesty’?'?s )?inspectors?\b"
    r"|\binspectors (?:\w+ly )?(?:read|saw|examined|sampled|audited|tracked|reviewed|evaluated"
    r"|scrutinised|looked at)\b", re.IGNORECASE,
)  # fmt: skip


_JOINED_ON = regex(r";|,\s(?:and|but|while|whilst)\s", re.IGNORECASE)


def is_of_the_inspection(said: DatedFigure) -> bool:
    """Whether a sentence is of what inspectors looked at themselves, in the days when they were
    there: "of the 18 case files read by inspectors, seven contained a plan"."""
    if said.sentence.passage.cell is not None:
        return False
    text, start = said.sentence.annotated.text, said.figure.number.start
    looked_at = _SAMPLED.search(text) if said.kind != "flow" else None
    if looked_at is None or said.figure.clause.holds(looked_at.start()):
        return looked_at is not None
    return looked_at.end() <= start and not _JOINED_ON.search(text, looked_at.end(), start)


def is_of_a_day(said: DatedFigure, period: Period, unmeasured: bool) -> bool:
    """Whether a figure is a level of the present, which is of no span that is still running: "212
    posts are held vacant", behind a sentence about this year's savings."""
    figure, times = said.figure, said.sentence.times
    if not unmeasured or figure.unit not in ("count", "fte") or figure.relation.kind != "actual":
        return False
    written = times.anchor.meeting_date or times.published
    running = period.start is not None and written is not None and period.end > written
    return running and said.sentence.governed[figure.index].is_or_has


_GOES_ON = regex(
    r"^\W*(?:this|these|those|they|it(?!\s(?:takes|costs)\b)|such)\b"
    r"|\bof (?:these|those|them|whom)\b"
    r"|\bth(?:is|at|ese|ose) (?:time )?(?:number|figure|group|cohort|period)\b", re.IGNORECASE,
)  # fmt: skip


def refers_back(text: str) -> bool:
    """Whether a sentence refers back to what the one before it counted or dated."""
    return _GOES_ON.search(text) is not None


_SET_OFF = regex(r"[,;:]\s")


def turns_to_the_present(said: DatedFigure) -> bool:
    """Whether a sentence of an inspection report leaves the time that the one before it spoke of:
    "Action was taken in 2015. The average length is 29 weeks".
    """
    if (
        said.sentence.times.inspected is None
        or said.sentence.passage.list_intro
        or said.sentence.passage.cell is not None
    ):
        return False
    if _is_of_events(said) or said.figure.relation.cue:
        return False
    present = said.sentence.governed[said.figure.index].is_or_has
    now = present or is_of_now(said, None)
    return now and not refers_back(said.sentence.annotated.text)


_ALTHOUGH = regex(
    r"\b(?:although|though|but|however|while|whilst)\b[^.;:]{1,60}"
    r"\b(?:is|are|remains?|continues?|still)\b", re.IGNORECASE,
)  # fmt: skip


def turns_back(said: DatedFigure, before: Figure) -> bool:
    """Whether a statement goes back from an earlier level to the one of now: "an increase from 152
    in the previous year, although the rate remains lower than that of the region (178)"."""
    text = said.sentence.annotated.text
    behind = _ALTHOUGH.search(text, before.number.end, said.figure.number.start)
    return before.relation.cue == "earlier" and behind is not None


_AND_ALSO = regex(
    r"[,;]?\s(?:and|but|though|although|while|whilst|yet)\s[^\d;:]{3,80}$", re.IGNORECASE
)
_LONGEST_AND = 90  # characters


def is_of_earlier_level(mark: PeriodSpan, said: DatedFigure) -> bool:
    """Whether a time is that of the earlier level beside it, while the figure of others is set
    against the level that the sentence speaks of: "this was up from 10.8% in 2016 and worse than
    the region (10.6%)"."""
    at = said.figure.number.start
    if said.figure.relation.cue != "comparator" or mark.end > at:
        return False
    if not any(
        f.relation.cue == "earlier" and f.number.end <= mark.start for f in said.sentence.figures
    ):
        return False
    begin = max(mark.end, at - _LONGEST_AND)
    return _AND_ALSO.search(said.sentence.annotated.text, begin, at) is not None


def is_of_now(said: DatedFigure, mark: PeriodSpan | None) -> bool:
    """Whether a figure is of the present, though another part of its sentence names a time."""
    clause, number = said.figure.clause, said.figure.number
    text = said.sentence.annotated.text
    if clause.bracket or said.figure.relation.cue in ("earlier", "comparator"):
        return _NOW_BEHIND.match(text, number.end) is not None
    comma = _SET_OFF.search(text, number.end, clause.end)
    if _says_now(text[clause.start : comma.start() if comma else clause.end]):
        return True
    return mark is not None and _is_over_by(mark, said.figure, said.sentence.annotated.text)
