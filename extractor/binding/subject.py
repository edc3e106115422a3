"""What a figure counts, in the document's own words: the noun phrase a person would write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.annotations.annotate import Annotations
from extractor.binding.clause_phrases import PLACE, NounPhrase, names_people
from extractor.binding.clauses import OF_WHOM
from extractor.binding.context import Context
from extractor.binding.head_noun import HeadNoun
from extractor.binding.in_brackets import KindsInBrackets, use_of_money
from extractor.binding.label_words import EDGES, shortened, without_open_brackets
from extractor.binding.labels import says_something
from extractor.binding.model import Figure
from extractor.binding.noun_phrase import fuller_noun, noun_of_number, noun_phrase
from extractor.binding.phrase_words import VERBS
from extractor.regex import regex, right_before
from extractor.rulebook.words import Words
from extractor.tokens import sentence_words

LONGEST = 160
_FEWEST_CODES = 3  # indicators that a text lists with their codes
_FEWEST_IN_ROW = 2  # other figures of a row of figures in running text
AROUND = 2 * LONGEST  # characters before and behind a figure that nothing else names

_LINKING = regex(
    r"^(?:(?:and|but|or|with|while|whilst|of|are|were|is|was|the|a|an|that|which|to|from|by|there|in|had|have|has"
    r"|been|being|be|this|these|at|as|for|compared|than|against)\s+)+",
    re.IGNORECASE,
)
_LINKING_BEHIND = regex(
    r"(?:(?<!worked)(?<!engaged)(?<!spoken)(?<!consulted)\s+"
    r"(?:and|but|or|with|of|are|were|is|was|the|a|an|that|which|to|from|by|at|as|than|barely"
    r"|approximately|about|around|over|under|just))+$",
    re.IGNORECASE,
)
_BASE = regex(
    r"\b(?:of|out of|from|amongst?)\s+(?:the|our|these|those|all|a total of|all the|its|this)?\s*"
    r"(?:total of\s+)?(?P<words>[^,.;:()%£]{3,80})",
    re.IGNORECASE,
)
_POINTS_BACK = regex(
    r"^\W*(?:(?:out )?of (?:these|those|them|this|whom|which|the above)\b|these\b|they\b)", re.I
)
_NUMBERS_IN_BRACKETS = regex(r"[(\[][\s\d.,%£+–-]*[)\]]")
_NEAR_BRACKET = 8  # characters between a bracket and the count in it
_COUNT_OF_SHARE = regex(r"[(\[]\s*[nN]\s*=?\s*$")
_TWO_GROUPS = regex(
    r"(?:^|[,;:] )(?P<group>[^,;:%]{3,80}?) (?:were|are|was|is) "
    r"(?:also |significantly |much |slightly |far )?(?:more|less) likely than "
    r"(?P<other>[^,;:%]{3,80}?) (?P<what>to [^()%]{3,120}?) "
    r"\((?P<shares>\d[\d.]*%"
    r"(?P<versus> ?(?:vs?\.?|versus|compared (?:to|with)|against) ?)\d[\d.]*%)\)"
)
_COMPARED = regex(r"\b(?:compared (?:to|with)|against|than|and)\b[^.;]{0,30}$")
_SAID_OF_THEM = regex(r" (?:who|that|which|[a-z]{2,}ing) .*$")
_SAID = regex(r"(?:said|felt|reported|thought|agreed|believed)\b")
_WHO = regex(r"\b(?:who|that|which)\b")
_LIVING = regex(r"(?<=[a-z]) (?=(?:live|lives|lived) in [A-Z])")
_PLACED = regex(r"\W*(?:in|at|for|among|amongst|within|on) (?!total\b)[^\d]{3,60}\d", re.IGNORECASE)
_NUMBERS_ONLY = regex(r"[\s\d.,%£€$()+–—|/-]*")
_CODED = regex(r"\b[A-Z]{2,6} ?\d{1,3}[a-z]?\s*:\s*(?:(?:%|No\.?|Number) of )?")
_LABEL_BEFORE = regex(r"(?:^|[\d%)]\s+|[|•:]\s*)(?P<label>[^\d|•:%]*[A-Za-z][^\d|•:%]*)$")
_SPEAKS = regex(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a subject, and whether its noun names people."""

    words: str
    person: bool = False


class Subjects:
    """The subjects of a sentence's figures; each may refer to those before it."""

    def __init__(self, context: Context, figures: Sequence[Figure], words: Words) -> None:
        self._context, self._figures = context, figures
        self._words = words
        self._groups = _TWO_GROUPS.search(context.annotated.text)
        self._codes = [*_CODED.finditer(context.annotated.text)]
        self._kinds = KindsInBrackets(context.annotated.text, [f.number for f in figures])
        self._read: dict[int, tuple[NounPhrase | None, Subject]] = {}

    def of(self, figure: Figure, counted: HeadNoun) -> str:
        """What the figure counts; the heading where the sentence does not name it."""
        subject = self._subject(figure, counted)
        words = shortened(subject.words, LONGEST)
        return words or next(
            iter((*self._context.passage.list_intro, *self._context.passage.headings)), ""
        )

    def _subject(self, figure: Figure, counted: HeadNoun) -> Subject:
        annotated = self._context.annotated
        named = (
            self._coded(figure)
            or self._row_label(figure)
            or self._of_two_groups(figure)
            or self._of_kind(figure)
            or self._money_in_bracket(figure)
        )
        if named:
            self._read[figure.index] = (None, Subject(named))
            return Subject(named)
        phrase = self._phrase(figure)
        antecedent = self._antecedent_of(figure)
        if antecedent is not None and (
            phrase is None
            or (figure.clause.bracket and not phrase.noun)
            or self._counts_a_share(figure)
        ):
            found = self._whole(antecedent)
        elif phrase is None:
            found = self._under_lead(figure) or Subject(_beside(figure, annotated, counted))
        elif phrase.open:
            before = self._antecedent(figure, phrase)
            placed = self._under_lead(figure) if self._begins_with_place(figure, phrase) else None
            found = placed or Subject(_tidy(phrase.of(before.words, before.person)), before.person)
        else:
            words = self._fuller(figure, _tidy(phrase.of("", False)))
            found = Subject(self._as_compared(figure, words), phrase.person)
        if not _SPEAKS.search(found.words):
            found = Subject(_beside(figure, annotated, counted))
        self._read[figure.index] = (phrase, found)
        return found

    def _begins_with_place(self, figure: Figure, phrase: NounPhrase) -> bool:
        """Whether an item of a list says before its figure only where or of whom it is ("in primary
        schools is 12%")."""
        if phrase.predicate or not self._context.list_intro or self._read:
            return False
        return _PLACED.match(self._context.annotated.text) is not None

    def _fuller(self, figure: Figure, words: str) -> str:
        """A single noun as the line that leads to the list has it, with what narrows it: "deaths of
        keepers" of "deaths"."""
        lines = self._context.list_intro[:1]
        if figure.unit != "count" or not words.isalpha() or not words.islower():
            return words
        if self._is_about_people(words):
            return words
        said = (fuller_noun(line.syntax, line.text, words, self._words) for line in lines)
        return next(filter(None, said), words)

    def _as_compared(self, figure: Figure, words: str) -> str:
        """The words of a share of other people with what the share that it is compared with says
        of them: "people over 65 waiting for care" of "12% of people under 65 waiting for care,
        compared with 9% of people over 65"."""
        before = max(self._read, default=None)
        if before is None or figure.unit != "percent" or not words:
            return words
        text = self._context.annotated.text
        between = text[self._figures[before].number.end : figure.number.start]
        said = self._read[before][1].words
        tail = _SAID_OF_THEM.search(said)
        alike = said.split()[:1] == words.split()[:1]
        if not alike or tail is None or _SAID_OF_THEM.search(words):
            return words
        if not _COMPARED.search(between):
            return words
        return f"{words}{tail[0]}"

    def _coded(self, figure: Figure) -> str:
        """The name of an indicator between its code and its figure, where a text lists several
        ("KPI 1: % of calls answered 90% KPI 2: % of …"); "" where there is none."""
        text, at = self._context.annotated.text, figure.number.start
        if len(self._codes) < _FEWEST_CODES:
            return ""
        own = next((code for code in reversed(self._codes) if code.end() <= at), None)
        if own is None:
            return ""
        starts = (f.number.start for f in self._figures if f.number.start >= own.end())
        first = min(starts, default=at)
        return _tidy(text[own.end() : first].strip(" %"))

    def _row_label(self, figure: Figure) -> str:
        """The words before a row of figures that stands in running text without a verb ("Males 204
        317.6 244.8 Females 590 929.9 856.0"); "" where there is no such row."""
        annotated, number = self._context.annotated, figure.number
        others = [f.number for f in self._figures if f.index != figure.index]
        before = max((n.end for n in others if n.end <= number.start), default=None)
        behind = min((n.start for n in others if n.start >= number.end), default=None)
        text = annotated.text
        beside = [text[a:b] for a, b in ((before, number.start), (number.end, behind))
                  if a is not None and b is not None]  # fmt: skip
        if len(others) < _FEWEST_IN_ROW or not any(map(_NUMBERS_ONLY.fullmatch, beside)):
            return ""
        if any(token.pos in VERBS for token in annotated.syntax.tokens):
            return ""
        found = _LABEL_BEFORE.search(_without_numbers_behind(text[: number.start]))
        return _tidy(found["label"]) if found is not None else ""

    def _of_two_groups(self, figure: Figure) -> str:
        """Who does what, of a share in a bracket that gives those of two groups: "men likely to
        swim" of "women were more likely than men to swim (40% vs. 17%)"."""
        found, at = self._groups, figure.number.start
        if found is None or not found.start("shares") <= at < found.end("shares"):
            return ""
        group = found["group" if at < found.start("versus") else "other"]
        return f"{_tidy(group)} likely {found['what']}"

    def _of_kind(self, figure: Figure) -> str:
        """What a number in a bracket is of that gives the kinds of what is counted before it:
        "small boats" of "six boats (two small, three large and one new)"."""
        found = self._kinds.of(figure.number)
        if found is None:
            return ""
        opened, kind = found
        whole = max((i for i in self._read if self._figures[i].number.end <= opened), default=None)
        return f"{kind} {self._whole(whole).words}" if whole is not None else ""

    def _money_in_bracket(self, figure: Figure) -> str:
        """What a sum in a bracket or after "including" is, by words behind it."""
        if figure.unit != "currency_gbp":
            return ""
        return _tidy(use_of_money(self._context.annotated.text, figure.number))

    def _under_lead(self, figure: Figure) -> Subject | None:
        """What a list intro says the share or number of, with the words before the figure ("The
        proportion of pupils with a plan: in primary schools is 12%")."""
        text = self._context.annotated.text[figure.clause.start : figure.number.start]
        before = _LINKING_BEHIND.sub("", text.strip(EDGES)).strip(EDGES)
        for line in self._context.list_intro:
            said = _said_in(line, self._words)
            if said.words:
                return replace(said, words=f"{said.words} {before}".strip())
        return None

    def _phrase(self, figure: Figure) -> NounPhrase | None:
        """The phrase of the figure's own clause; one that only says where or how much
        ("national average") is open."""
        annotated = self._context.annotated
        others = [f.number for f in self._figures if f.index != figure.index]
        phrase = noun_phrase(
            annotated.syntax, annotated.text, figure.number, others,
            [(p.start, p.end) for p in annotated.periods], self._words,
        )  # fmt: skip
        if phrase is None or phrase.open or phrase.predicate:
            return phrase
        if _says_what(phrase.noun, self._words) or self._is_about_people(phrase.noun):
            return phrase
        return NounPhrase(open=True) if self._points_anywhere(figure) else phrase

    def _is_about_people(self, noun: str) -> bool:
        return any(names_people(w.norm) for w in sentence_words(noun))

    def _points_anywhere(self, figure: Figure) -> bool:
        return bool(figure.index or self._context.previous or self._context.list_intro)

    def _antecedent_of(self, figure: Figure) -> int | None:
        """The earlier figure of the sentence whose words this one shares."""
        before = max(self._read, default=None)
        if before is not None and self._counts_a_share(figure):
            return before if self._figures[before].unit == "percent" else None
        for antecedent in (figure.clause.antecedent, figure.relation.antecedent):
            if antecedent is not None and antecedent in self._read:
                return antecedent
        return None

    def _counts_a_share(self, figure: Figure) -> bool:
        """Whether a figure is the count in a bracket behind its share ("a quarter … (n=13)")."""
        text, start = self._context.annotated.text, figure.number.start
        return right_before(_COUNT_OF_SHARE, text, start, _NEAR_BRACKET) is not None

    def _whole(self, index: int) -> Subject:
        return self._read[index][1]

    def _antecedent(self, figure: Figure, phrase: NounPhrase) -> Subject:
        """The earlier words that complete an open phrase."""
        context, text = self._context, self._context.annotated.text
        antecedent = self._antecedent_of(figure)
        before = max((i for i in self._read if i < figure.index), default=None)
        if antecedent is not None and not phrase.predicate:
            return self._whole(antecedent)
        if before is not None:
            between = text[self._figures[before].number.end : figure.number.start]
            if OF_WHOM.search(between) or not phrase.predicate:
                return self._whole(before)
            said, whole = self._read[before]
            if PLACE.fullmatch(phrase.predicate):
                return whole
            if said is not None and said.noun:
                return Subject(said.noun, said.person)
            if said is None or not said.open:
                return whole
        elif _POINTS_BACK.match(text) and (context.previous or context.before_in_list):
            subject = context.previous[0].subject if context.previous else context.before_in_list
            return Subject(subject, self._is_about_people(subject))
        for line in context.list_intro:
            said_there = _said_in(line, self._words)
            if said_there.words:
                return said_there
        if context.previous:
            subject = context.previous[0].subject
            return Subject(subject, self._is_about_people(subject))
        others = [f.number for f in self._figures]
        annotated = context.annotated
        named = noun_of_number(annotated.syntax, text, figure.number.start, others, self._words)
        return Subject(named, self._is_about_people(named))


@lru_cache(maxsize=512)
def _said_in(line: Annotations, words: Words) -> Subject:
    """What the first figure of a list intro counts; of a short line without one, its words."""
    numbers = [n for n in line.numbers if n.excluded in (None, "base", "restated base")]
    for number in numbers:
        others = [n for n in numbers if n is not number]
        when = [(p.start, p.end) for p in line.periods]
        phrase = noun_phrase(line.syntax, line.text, number, others, when, words)
        if phrase is not None and phrase.noun and not phrase.open:
            return Subject(_tidy(phrase.of("", False)), phrase.person)
    said = noun_of_number(line.syntax, line.text, len(line.text), numbers, words)
    return Subject(_tidy(said))


def words_beside(figure: Figure, annotated: Annotations, counted: HeadNoun) -> str:
    """The words beside a figure in its part of the sentence, where no grammar is asked."""
    return shortened(_beside(figure, annotated, counted), LONGEST)


def _beside(figure: Figure, annotated: Annotations, counted: HeadNoun) -> str:
    clause, number = figure.clause, figure.number
    for words in (
        annotated.text[number.end : clause.end],
        annotated.text[clause.start : number.start],
        counted.words,
        annotated.text[max(0, number.start - AROUND) : number.start]
        + " "
        + annotated.text[number.end : number.end + AROUND],
    ):
        if _SPEAKS.search(said := _tidy(words)):
            return f"those who {said}" if _SAID.match(said) else said
    return ""


def _says_what(noun: str, words: Words) -> bool:
    return says_something(noun, words)


def _tidy(text: str) -> str:
    """Words without what links them to the figure, marks at their ends, and open brackets."""
    text = re.sub(r"\s+", " ", _NUMBERS_IN_BRACKETS.sub(" ", text))
    text = _LINKING.sub("", without_open_brackets(text.strip(EDGES)).strip(EDGES))
    text = _LINKING_BEHIND.sub("", text).strip(EDGES)
    return _LIVING.sub(" who ", text) if not _WHO.search(text) else text


def _without_numbers_behind(text: str) -> str:
    """A text without the numbers that it ends in."""
    words = text.split()
    while words and _NUMBERS_ONLY.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def base_words(figure: Figure, annotated: Annotations) -> str | None:
    """The words of a share's base: "of care leavers aged 17-21" after a percentage."""
    if figure.unit != "percent":
        return None
    after = annotated.text[figure.number.end : figure.clause.end]
    found = _BASE.match(after.lstrip())
    if found is None:
        return None
    words = re.split(
        r"\s(?:are|were|is|was|have|had|has|live|lived|who|which|that|placed|achieved|experienced"
        r"|aged?|received|with|in suitable|being|told|remain|left|did|felt)\b",
        found["words"],
        maxsplit=1,
    )[0]
    return words.strip() or None
