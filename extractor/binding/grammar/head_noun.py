"""The head noun of a figure: what it counts, by the words that follow it or by the grammar.

For the words that follow no part-of-speech model is used: a closed list of function words and
common verbs ends the run of words that a figure counts ("107 fostering households | approved for").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import ConceptSpan, Number
from extractor.annotations.numbers.words import NUMBER_WORD, WHOSE_SHARE
from extractor.binding.grammar.governed import Governed
from extractor.binding.model import Figure
from extractor.regex import regex
from extractor.rulebook.words import nouns
from extractor.tokens import Token

_PRONOUNS = frozenset({"them", "these", "those", "whom", "which", "this"})


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENDS = _words(
    """a an the this that these those of in on at by for from to with within without into onto over
    under above below between across among amongst throughout during since until per as than
    and or but nor so if when while
    whilst whereas which who whom whose where because although though however compared against
    versus via is are was were be been being am has have had having do does did will would
    shall should can could may might must not no only also still now currently already again
    respectively each both live lives lived living placed went came come go going gone left
    leave moved move moving started ceased became become becoming began begin achieved achieve
    achieving received receive receiving remained remain remaining increased decreased rose
    fell risen fallen reduced grew dropped stood stands stand reached reach showed shows show
    said told reported report accounted account represent represents represented make makes
    made making took take takes taken given gave get got experienced experience experiencing
    subject identified assessed waiting awaiting approved aged completed granted held seen
    attended attend took met recorded rated judged felt feel want wanted he she it they we you
    i there here then last year years month months week weeks day days today nationally
    locally regionally overall altogether more fewer less higher lower up down out off ago
    later earlier old plus minus total"""
)
_ADJECTIVES = _words(
    """new additional further different separate local unique individual remaining other extra
    young live open active current known recorded registered full part first second"""
)


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """The words a figure counts. `keys` are the concepts in them; `generic` says that they are
    "children" or nothing.
    `head` are the concepts at the last of the words, None where that is not a noun which makes
    something else of those before it ("two mental health workers")."""

    words: str
    keys: frozenset[str]
    generic: bool
    head: frozenset[str] | None = None


def head_noun(figure: Figure, annotated: Annotations) -> HeadNoun:
    """What the figure counts: the run of words after it ("% of" is stepped over)."""
    words = annotated.words
    inside = _named_within(figure.number)
    at = bisect_left(words, inside or figure.number.end, key=attrgetter("start"))
    if at < len(words) and words[at].lower == "plus":  # "20,000 plus plans"
        at += 1
    share = figure.unit == "percent" and inside is None
    if share or (at < len(words) and words[at].lower == "of"):
        at = _step_over(annotated, at)
    run: list[Token] = []
    while at < len(words) and len(run) < 6:
        word = words[at]
        if not (word.alpha or word.text in {"-", "’", "'", "’s", "'s"}):
            break
        if word.lower in _ENDS and not _in_concept(word.start, annotated.concepts, figure):
            break
        if run and word.lower.endswith("ed") and run[-1].norm != run[-1].lower:
            break  # "74 children generated"
        if _says_when_or_whose(word.start, annotated):
            break
        run.append(word)
        at += 1
    while run and not run[-1].alpha:
        run.pop()
    if not run:
        return HeadNoun("", frozenset(), True)
    start, end = run[0].start, run[-1].end
    near = [m for m in annotated.concepts if m.start < end and m.end > start]
    keys = frozenset(key for mark in near for key in mark.keys)
    kept = [word.norm for word in run if word.alpha and word.norm not in _ADJECTIVES]
    generic = all(noun in nouns().unnamed for noun in kept)
    head = None
    if len(run) > 1 and run[-1].norm in nouns().own_heads:
        at_head = [m for m in near if m.start <= run[-1].start < m.end]
        head = frozenset(key for mark in at_head for key in mark.keys)
    return HeadNoun(annotated.text[start:end], keys, generic, head)


def _named_within(number: Number) -> int | None:
    """Where those are named whom a share names within itself ("one household in eight")."""
    inside = WHOSE_SHARE.match(number.text) if number.unit == "percent" else None
    return number.start + inside.start("whose") if inside is not None else None


_NUMBER_OF = regex(r"\W*(?:the )?(?:total )?numbers? of (?:all )?(?:our )?", re.IGNORECASE)


def counted_in_list(intro: Sequence[Annotations]) -> frozenset[str]:
    """The concepts of those whom the line that leads to a list says that its items count ("Number
    of children placed with: • our own carers: 93"); none where it names none."""
    begins = _NUMBER_OF.match(intro[0].text) if intro else None
    if begins is None:
        return frozenset()
    here = [m for m in intro[0].concepts if m.start <= begins.end() < m.end]
    return frozenset(key for mark in here for key in mark.keys)


def _says_when_or_whose(at: int, annotated: Annotations) -> bool:
    """Whether the word belongs to a period, an area or an age, and so is not the noun counted."""
    return (
        any(p.start <= at < p.end for p in annotated.periods)
        or any(a.start <= at < a.end for a in annotated.areas)
        or any(c.dimension == "age_band" and c.start <= at < c.end for c in annotated.concepts)
    )


def _step_over(annotated: Annotations, at: int) -> int:
    """After "of (all|the|our|these) [N]": where the words of the base begin."""
    words = annotated.words
    skipped = {"of", "all", "the", "our", "these", "those", "this", "its", "their", "total"}
    if at + 1 < len(words) and words[at].lower == "of" and words[at + 1].lower in _PRONOUNS:
        return len(words)
    while at < len(words) and (
        words[at].lower in skipped or NUMBER_WORD.fullmatch(words[at].lower)
    ):
        at += 1
    return at


def _in_concept(at: int, concepts: tuple[ConceptSpan, ...], figure: Figure) -> bool:
    """Whether the word is inside a phrase that began after the figure ("children IN care")."""
    return any(m.start < at < m.end and m.start >= figure.number.end for m in concepts)


_STATE = regex(r"(?:^| )(?:is|are|was|were|who|that|has|have|had|being) ", re.IGNORECASE)
"""A verb within a phrase of the rules that says in which state those counted are."""


_OF_THEM = regex(r"\s(?:of|among)\s(?:them|these|those|whom|which)\b", re.IGNORECASE)
"""What says that a figure counts some of those before, whatever the subject of its verb is."""


def head_or_antecedents(
    figure: Figure,
    figures: Sequence[Figure],
    annotated: Annotations,
    governing: Sequence[Governed],
) -> tuple[frozenset[str] | None, str]:
    """What a figure counts, or what the count counts of which it is a part or that it follows
    ("16 adopters, with seven awaiting placement")."""
    seen: set[int] = set()
    current = figure
    while current.index not in seen:
        seen.add(current.index)
        keys, words = _head(current, annotated, governing[current.index])
        if current is not figure and _STATE.search(words):
            return None, ""  # "1,876 children were in need, 241 were on a plan": of another state
        antecedent = current.antecedent
        if keys is not None or antecedent is None or figure.unit != "count":
            return keys, words
        if figures[antecedent].unit != "count" or current.relation.kind == "change":
            return keys, words
        current = figures[antecedent]
    return None, ""


def _head(
    figure: Figure, annotated: Annotations, governed: Governed
) -> tuple[frozenset[str] | None, str]:
    """The keys of the noun that a figure counts and its words; None where it names none. A count
    without a noun counts what its verb's subject names, where a rule knows it."""
    at = _named_within(figure.number) or governed.noun
    set_against = figure.relation.cue in ("earlier", "comparator")
    of_them = figure.antecedent is not None and _OF_THEM.match(annotated.text, figure.number.end)
    by_subject = at is None and figure.unit == "count" and not set_against and not of_them
    if by_subject:
        at = governed.noun_of_subject
    if at is None or (figure.relation.kind == "change" and not figure.clause.holds(at)):
        return None, ""
    here = [m for m in annotated.concepts if m.start <= at < m.end]
    if by_subject and not here:
        return None, ""
    keys = frozenset(key for mark in here for key in mark.keys)
    if here:
        return keys, annotated.text[here[0].start : here[0].end]
    return keys, next((w.text for w in annotated.words if w.start == at), "")
