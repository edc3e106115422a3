"""The words beside a figure, where the grammar of its sentence gives no noun: what stands before
the first verb, else what comes right behind the figure, else before it."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.annotations.annotate import Annotations
from extractor.annotations.parsing.syntax import SyntaxToken
from extractor.binding.model import Figure
from extractor.binding.subjects.label_words import shortened
from extractor.binding.subjects.linking_words import tidied
from extractor.binding.subjects.phrase_words import NOUNS, VERBS
from extractor.binding.subjects.quantities_before import RELATIVE
from extractor.regex import regex
from extractor.rulebook.words import Words

LONGEST = 160  # characters of a subject
_AROUND = 2 * LONGEST  # characters before and behind a figure that nothing else names
_LONGEST_NOUN = 24  # words before a verb; more are a statement of their own
_SPEAKS = regex(r"[A-Za-z]{3}")
_SAID = regex(r"(?:said|felt|reported|thought|agreed|believed)\b")
_WHO_SAID = regex(
    r"^((?:(?!(?:who|that|which)\b)[\w’'/-]+ ){0,5}(?!(?:who|that|which)\b)[\w’'/-]+s) "
    r"((?:said|felt|reported|thought|agreed|believed)\b(?! to\b))"
)
_FINITE = frozenset({"ROOT", "ccomp", "conj"})
_INTO = frozenset({"of", "in", "for"})
_OF = regex(r"[\s)]*(?:of\b|[–—-]\s)")
_RELATIVE = regex(r", (?:which|who)\b.*$")
_SPEAKING = frozenset({"ADJ", "VERB", "NOUN", "PROPN"})


def speaks(words: str) -> bool:
    """Whether words say anything: they have a word of three letters."""
    return _SPEAKS.search(words) is not None


def words_beside(figure: Figure, annotated: Annotations) -> str:
    """The words beside a figure in its part of the sentence, where no grammar is asked."""
    return shortened(_first_that_speaks(_stretches(figure, annotated)), LONGEST)


def beside(figure: Figure, annotated: Annotations, counted: str, words: Words) -> str:
    """The noun before the first verb of the figure's clause, else the words beside the figure;
    "" where they are a statement without a noun ("This rose to 9% but is low")."""
    clause, number = figure.clause, figure.number
    behind, before = _behind(figure, annotated, words), _before(figure, annotated, words)
    said = _before_verb(annotated, clause.start, number.start, words)
    if said and not _begins_with_noun(annotated, number.end, clause.end, words):
        return said
    return _first_that_speaks((behind, before, counted))


def _behind(figure: Figure, annotated: Annotations, words: Words) -> str:
    """What comes behind a figure, up to a verb; all of what tells of whom a share is."""
    clause, number = figure.clause, figure.number
    stretch = annotated.text[number.end : clause.end]
    verb = _first_verb(annotated, number.end, clause.end)
    if verb is None or _OF.match(stretch) or _SAID.match(tidied(stretch)):
        return stretch
    if _has_noun(annotated, number.end, verb.start, words):
        return _RELATIVE.sub("", annotated.text[number.end : verb.start])
    return "" if verb.pos == "AUX" else stretch


def _before(figure: Figure, annotated: Annotations, words: Words) -> str:
    """What comes before a figure, where it is more than "of this" or "around"."""
    start, end = figure.clause.start, figure.number.start
    here = [t for t in annotated.syntax.tokens if start <= t.start < end]
    if _has_noun(annotated, start, end, words) or not here:
        return annotated.text[start:end]
    points = here[0].pos in ("PRON", "DET")
    speaking = any(t.pos in _SPEAKING and t.lower.isalpha() for t in here)
    return annotated.text[start:end] if speaking and not points else ""


def _begins_with_noun(annotated: Annotations, start: int, end: int, words: Words) -> bool:
    """Whether a noun, with what describes it, comes right behind a figure: "of main boats"."""
    for token in annotated.syntax.tokens:
        if token.start < start or token.pos in ("PUNCT", "DET") or token.lower in _INTO:
            continue
        if token.start >= end or token.pos not in (*NOUNS, "ADJ"):
            return False
        if token.pos in NOUNS:
            return _has_noun(annotated, token.start, token.start + 1, words)
    return False


def around(figure: Figure, annotated: Annotations) -> str:
    """The text around a figure without it: better than nothing."""
    text, number = annotated.text, figure.number
    before = text[max(0, number.start - _AROUND) : number.start]
    return _first_that_speaks((f"{before} {text[number.end : number.end + _AROUND]}",))


def _stretches(figure: Figure, annotated: Annotations) -> tuple[str, str]:
    """The text of a figure's clause behind it and before it."""
    clause, number = figure.clause, figure.number
    return annotated.text[number.end : clause.end], annotated.text[clause.start : number.start]


def _first_that_speaks(stretches: Sequence[str]) -> str:
    for stretch in stretches:
        if speaks(said := tidied(stretch)):
            if _SAID.match(said):
                return f"those who {said}"
            return _WHO_SAID.sub(r"\1 who \2", said, count=1)
    return ""


def _before_verb(annotated: Annotations, start: int, end: int, words: Words) -> str:
    """The noun before the first verb of a stretch, without what opens the sentence: "share of
    boats" of "In 2019, the share of boats has fallen to"."""
    verb = _first_verb(annotated, start, end)
    if verb is None or not (verb.pos == "AUX" or verb.lemma in words.verbs):
        return ""  # who acts is not counted
    if _opens(annotated, start, verb.start):
        start = annotated.text.rfind(", ", start, verb.start) + 2
    said = tidied(annotated.text[start : verb.start])
    named = _has_noun(annotated, start, verb.start, words)
    return said if named and len(said.split()) <= _LONGEST_NOUN else ""


def _opens(annotated: Annotations, start: int, end: int) -> bool:
    """Whether a stretch begins with a phrase that says when or where."""
    first = next((t for t in annotated.syntax.tokens if t.start >= start), None)
    comma = annotated.text.find(", ", start, end)
    return first is not None and first.pos in ("ADP", "SCONJ", "ADV") and comma >= 0


def _first_verb(annotated: Annotations, start: int, end: int) -> SyntaxToken | None:
    """The first verb of a stretch that states something: no participle beside a noun, no "to be",
    none of a clause with "who"."""
    tokens = annotated.syntax.tokens
    for at, token in enumerate(tokens):
        if not start <= token.start < end or token.pos not in VERBS:
            continue
        links = at and (tokens[at - 1].lower in RELATIVE or tokens[at - 1].lower == "to")
        links = links or "relcl" in (token.dep, tokens[token.head].dep)
        if not links and (token.pos == "AUX" or token.dep in _FINITE) and token.lower[0].islower():
            return token
    return None


def _has_noun(annotated: Annotations, start: int, end: int, words: Words) -> bool:
    """Whether a stretch has a noun that is no time and says something."""
    return any(
        start <= t.start < end
        and t.pos in NOUNS
        and t.lower.isalpha()
        and len(t.lower) > 2
        and t.lower not in words.times
        and not any(p.start <= t.start < p.end for p in annotated.periods)
        for t in annotated.syntax.tokens
    )
