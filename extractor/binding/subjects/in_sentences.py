"""What a figure counts, in the document's own words: the noun phrase a person would write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.binding.clauses.split import OF_WHOM
from extractor.binding.discourse.context import Context
from extractor.binding.grammar.head_noun import HeadNoun
from extractor.binding.model import Figure
from extractor.binding.subjects.beside_another import OLDS, as_compared
from extractor.binding.subjects.clause_phrases import PLACE, NounPhrase, names_people
from extractor.binding.subjects.in_brackets import (
    as_share,
    counts_a_share,
    larger_whole,
    part_of_money,
)
from extractor.binding.subjects.kinds_in_brackets import KindsInBrackets
from extractor.binding.subjects.label_words import EDGES, shortened
from extractor.binding.subjects.lines_of_labels import NamedByMarks
from extractor.binding.subjects.linking_words import (
    LINKING_BEHIND,
    in_plural,
    tidied,
    without_owner,
)
from extractor.binding.subjects.listed_items import in_place_of_one_before, tail_of_list
from extractor.binding.subjects.noun_phrase import NounReader, noun_reader
from extractor.binding.subjects.other_figures import MONEY
from extractor.binding.subjects.phrase_words import VERBS
from extractor.binding.subjects.row_of_sentence import under_row
from extractor.binding.subjects.said_above import Subject, fuller_noun, noun_of_number, said_in
from extractor.binding.subjects.table_names import LONGEST_SUBJECT, says_something
from extractor.binding.subjects.words_beside_figure import LONGEST, around, beside, speaks
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.tokens import sentence_words

_POINTS_BACK = regex(
    r"^\W*(?:(?:out )?of (?:these|those|them|this|whom|which|the above)\b|these\b|they\b)", re.I
)
_ENDS_CHANGE = regex(
    r"(?: weeks| days| months)?(?:,? (?:in|at|on) [^.;]{2,45}?| \([^()]*\))?,? to (?:\w+ ){0,2}"
)
_SAID_BEFORE = regex(r" (?:and )?(?:who|that) .*$")
_SAME = 10  # letters by which a verb right behind a figure is known again
_TO_WHERE = r"(?:in|within|outside|at|with|under|over|after|before|by|on|from) "
_LINK = regex(_TO_WHERE)
_LINKED_BY = regex(rf"(?P<verb>(?:\w+ly )?(?!in |at |with )\w+) {_TO_WHERE}")
_LONGEST_LINE = 24  # words and marks of a text that states nothing
_POINTING = len("these")  # letters of a word that only points to what was said before
_NEAR_VERB = 40  # characters behind a figure in which its words begin
_MARKS_BEHIND = regex(r"[\s%)]*(?:\([^()]*\))?[\s,]*(?:[a-z]+ly )?")
_IS = regex(r"(?:is|are|was|were|has|have|had)\b")
# "lower than in Ely (12%)"
_THAN_PLACE = regex(
    r"\b(?:than|to|with|against) (?:in )?(?P<place>[A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)*) \($"
)
_NEAR_PLACE = 60  # characters of such a place
_WHERE = regex(r"(?:in|with|at|under|within|on|without) [a-z]")
_DONE = regex(
    r"\W*(?:of [^,;]{3,40} )?(?:\w+ly )?(?:is|are|was|were|has|have|had|will|would|to"
    r"|relates?|represents?|reflects?|[a-z]+ed)\b"
)
_PLACED = regex(r"\W*(?:in|at|for|among|amongst|within|on) (?!total\b)[^\d]{3,60}\d", re.IGNORECASE)


class Subjects:
    """The subjects of a sentence's figures; each may refer to those before it."""

    def __init__(self, context: Context, figures: Sequence[Figure], words: Words) -> None:
        self._context, self._figures = context, figures
        self._words = words
        around = (*context.passage.list_intro, *context.passage.headings)
        self._marks = NamedByMarks(context.annotated, figures, words, around)
        self._kinds = KindsInBrackets(context.annotated.text, [f.number for f in figures])
        self._read: dict[int, tuple[NounPhrase | None, Subject]] = {}
        self._labelled: set[int] = set()
        self._readers: dict[int, NounReader] = {}

    def of(self, figure: Figure, counted: HeadNoun) -> str:
        """What the figure counts; the heading where the sentence does not name it."""
        subject = self._subject(figure, counted)
        passage = self._context.passage
        above = next(iter((*passage.list_intro, *passage.headings)), "")
        words = subject.words or above or around(figure, self._context.annotated)
        if words == above:
            return words
        words = self._under_heading(figure, without_owner(words))
        tail = tail_of_list(figure.number, self._context.annotated.text)
        if tail and len(words.split()) > 1 and tail not in words:
            words = f"{words} {tail}"
        longest = LONGEST_SUBJECT if figure.index in self._labelled else LONGEST
        return under_row(shortened(words, longest), passage.row, self._words)

    def _under_heading(self, figure: Figure, words: str) -> str:
        """A bare noun of a text that states nothing, with what stands before its bracket ("Crews of
        two (40 boats)") or else above the text."""
        annotated = self._context.annotated
        aged = words[:1].isdigit()
        bare = (words.isalpha() and len(words) > _POINTING) or aged
        tokens = annotated.syntax.tokens
        if not bare or len(tokens) > _LONGEST_LINE or any(t.pos in VERBS for t in tokens):
            return words
        before = annotated.text[: figure.number.start].rstrip()
        opens = before.endswith("(") and len(self._figures) == 1 and not aged
        label = tidied(before[:-1]) if opens else ""
        return f"{label} – {words}" if label else self._marks.under(words)

    def _subject(self, figure: Figure, counted: HeadNoun) -> Subject:
        named = self._in_list(figure) or self._of_kind(figure) or self._in_bracket(figure)
        if not named and (named := self._marks.label(figure)):
            self._labelled.add(figure.index)
        if named:
            self._read[figure.index] = (None, Subject(named))
            return Subject(named)
        phrase = self._phrase(figure)
        antecedent = self._antecedent_of(figure)
        if antecedent is not None and (
            phrase is None
            or (figure.clause.bracket and not phrase.noun)
            or (self._counts_a_share(figure) and not phrase.noun[:1].isdigit())
        ):
            found = self._whole(antecedent)
        elif phrase is None:
            found = self._under_lead(figure) or self._beside(figure, counted)
        elif phrase.open and (carried := self._carried(figure, phrase)) is not None:
            found = carried
        elif phrase.open:
            before = self._antecedent(figure, phrase)
            placed = self._under_lead(figure) if self._begins_with_place(figure, phrase) else None
            said = tidied(phrase.of(before.words, before.person)) if before.words else ""
            said = said or self._of_nobody(figure, phrase)
            found = placed or Subject(said, before.person)
        else:
            words = self._fuller(figure, tidied(phrase.of("", False)))
            found = Subject(self._like_the_one_before(figure, words), phrase.person)
        if not speaks(found.words):
            found = self._beside(figure, counted)
        self._read[figure.index] = (phrase, found)
        return found

    def _beside(self, figure: Figure, counted: HeadNoun) -> Subject:
        return Subject(beside(figure, self._context.annotated, counted.words, self._words))

    def _of_nobody(self, figure: Figure, phrase: NounPhrase) -> str:
        """What a phrase says where nothing before it names those counted: "those who row to work"
        of "12% row to work", where the verb comes right behind the figure."""
        text, said = self._context.annotated.text, phrase.predicate
        marks = _MARKS_BEHIND.match(text, figure.number.end)
        behind = text[marks.end() if marks is not None else figure.number.end :]
        own = behind.startswith(said[:_SAME]) or said.startswith(behind[:_SAME])
        if phrase.finite and own and said and figure.unit in ("percent", "count"):
            return f"those who {in_plural(said)}"
        if own and figure.unit == "percent" and said.partition(" ")[0].endswith("ing"):
            return f"those {said}"
        where = _WHERE.match(said) and not self._is_about_people(said)
        if figure.unit == "percent" and where:
            return f"those {said}"
        stated = figure.unit == "percent" and _IS.match(behind) is not None
        if not stated or not said[:1].islower():
            return tidied(phrase.of("", False))
        who = "who " if phrase.finite and not said.startswith("not ") else ""
        return tidied(f"those {who}{in_plural(said)}")

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

    def _like_the_one_before(self, figure: Figure, words: str) -> str:
        """The words of a share that is set beside the share before it."""
        before = max(self._read, default=None)
        if before is None or figure.unit != "percent" or not words:
            return words
        text = self._context.annotated.text
        between = text[self._figures[before].number.end : figure.number.start]
        return as_compared(words, self._read[before][1].words, between)

    def _of_kind(self, figure: Figure) -> str:
        """What a number in a bracket is of that gives the kinds of what is counted before it:
        "small boats" of "six boats (two small, three large and one new)"."""
        found = self._kinds.of(figure.number)
        if found is None:
            return ""
        opened, kind = found
        whole = max((i for i in self._read if self._figures[i].number.end <= opened), default=None)
        return f"{kind} {self._whole(whole).words}" if whole is not None else ""

    def _in_list(self, figure: Figure) -> str:
        """What marks or a list of brackets call a figure."""
        named, before = self._marks.of(figure), max(self._read, default=None)
        listed = self._marks.in_list(figure) if named else ""
        if before is None or named != listed or not listed or listed.startswith("those "):
            return named
        annotated, said = self._context.annotated, self._whole(before).words
        return in_place_of_one_before(named, said, self._figures[before].number, annotated)

    def _in_bracket(self, figure: Figure) -> str:
        """What a share or sum in a bracket is, by the figure before it."""
        before = max(self._read, default=None)
        text = self._context.annotated.text
        whole = self._whole(before).words if before is not None else ""
        larger = larger_whole(figure, self._figures[before], text) if before is not None else ""
        if larger and whole and before not in self._labelled:
            return as_share(whole, larger)
        opened = text.rfind("(", 0, figure.number.start)
        outside = (i for i in self._read if self._figures[i].number.end <= opened)
        parts = max((i for i in outside if self._figures[i].unit in MONEY), default=None)
        return part_of_money(figure, text, self._whole(parts).words if parts is not None else "")

    def _under_lead(self, figure: Figure) -> Subject | None:
        """What a list intro says the share or number of, with the words before the figure ("The
        proportion of pupils with a plan: in primary schools is 12%")."""
        text = self._context.annotated.text[figure.clause.start : figure.number.start]
        before = LINKING_BEHIND.sub("", text.strip(EDGES)).strip(EDGES)
        for line in self._context.list_intro:
            said = said_in(line, self._words)
            if said.words:
                return replace(said, words=f"{said.words} {before}".strip())
        return None

    def _phrase(self, figure: Figure) -> NounPhrase | None:
        """The phrase of the figure's own clause; one that only says where or how much
        ("national average") is open."""
        phrase = self._reader(figure).read()
        if phrase is None or phrase.open or phrase.predicate:
            return phrase
        named = says_something(phrase.noun, self._words) or self._is_about_people(phrase.noun)
        named = named or phrase.noun.startswith("number of ") or OLDS.match(phrase.noun) is not None
        if named or (phrase.noun[:1].isdigit() and self._counts_a_share(figure)):
            return phrase  # "25-44 years (n=12)"
        if not self._points_anywhere(figure):
            return phrase
        before = self._context.annotated.text[: figure.number.start]
        compared = _THAN_PLACE.search(before, max(len(before) - _NEAR_PLACE, 0))
        return NounPhrase("", f"in {compared['place']}" if compared else "", True)

    def _reader(self, figure: Figure) -> NounReader:
        """What reads the nouns of a figure, made once for it."""
        if figure.index not in self._readers:
            others = [f.number for f in self._figures if f.index != figure.index]
            annotated = self._context.annotated
            self._readers[figure.index] = noun_reader(annotated, figure.number, others, self._words)
        return self._readers[figure.index]

    def _is_about_people(self, noun: str) -> bool:
        return any(names_people(w.norm) for w in sentence_words(noun))

    def _points_anywhere(self, figure: Figure) -> bool:
        return bool(figure.index or self._context.previous or self._context.list_intro)

    def _antecedent_of(self, figure: Figure) -> int | None:
        """The earlier figure of the sentence whose words this one shares."""
        before = max(self._read, default=None)
        if before is not None and self._counts_a_share(figure):
            return before if self._figures[before].unit == "percent" else None
        if before is not None and before not in self._labelled:
            between = self._context.annotated.text[
                self._figures[before].number.end : figure.number.start
            ]
            if _ENDS_CHANGE.fullmatch(between):
                return before
        for antecedent in (figure.clause.antecedent, figure.relation.antecedent):
            if antecedent in self._read and antecedent not in self._labelled:
                return antecedent
        return None

    def _counts_a_share(self, figure: Figure) -> bool:
        return counts_a_share(figure, self._context.annotated.text)

    def _whole(self, index: int) -> Subject:
        return self._read[index][1]

    def _antecedent(self, figure: Figure, phrase: NounPhrase) -> Subject:
        """The earlier words that complete an open phrase."""
        context, text = self._context, self._context.annotated.text
        antecedent = self._antecedent_of(figure)
        read = (i for i in self._read if i < figure.index and i not in self._labelled)
        before = max(read, default=None)
        if antecedent is not None and not phrase.predicate:
            return self._whole(antecedent)
        if phrase.predicate and self._is_a_sum_anew(figure):
            return Subject("money")
        if before is None or self._noun_before(before, figure.unit) is None:
            base = tidied(self._reader(figure).opening_base())
            if base:
                return Subject(base, self._is_about_people(base))
        if before is not None:
            between = text[self._figures[before].number.end : figure.number.start]
            apart = between.rstrip(" a").endswith(" with")  # "one of these huts, with 47 let"
            if (OF_WHOM.search(between) and not apart) or not phrase.predicate:
                return self._whole(before)
            said, whole = self._read[before]
            if PLACE.fullmatch(phrase.predicate):
                return whole
            noun = self._noun_before(before, figure.unit)
            if noun is not None:
                return noun
            if said is None or not said.open:
                return whole
        elif _POINTS_BACK.match(text) and (context.previous or context.before_in_list):
            subject = context.previous[0].subject if context.previous else context.before_in_list
            return Subject(subject, self._is_about_people(subject))
        for line in context.list_intro:
            said_there = said_in(line, self._words)
            if said_there.words:
                return said_there
        if context.previous:
            subject = context.previous[0].subject
            back = _POINTS_BACK.match(text)
            if phrase.finite and figure.unit == "percent" and not back:
                # "12% swim" after "keepers who row" is of the keepers
                subject = _SAID_BEFORE.sub("", subject)
            return Subject(subject, self._is_about_people(subject))
        others = [f.number for f in self._figures]
        annotated = context.annotated
        named = noun_of_number(annotated.syntax, text, figure.number.start, others, self._words)
        return Subject(named, self._is_about_people(named))

    def _carried(self, figure: Figure, phrase: NounPhrase) -> Subject | None:
        """The noun and the verb of the figure before, where this one has but another place or time
        for it: "boats mended within a week" of "9% of boats were mended within a day and 5% within
        a week"."""
        before = max((i for i in self._read if i < figure.index), default=None)
        said = self._read[before][0] if before is not None else None
        noun = self._noun_before(before, figure.unit) if before is not None else None
        link = _LINKED_BY.match(said.predicate) if said is not None else None
        text, at = self._context.annotated.text, figure.number.end
        beside = text[at : at + _NEAR_VERB].lstrip(" %)").startswith(phrase.predicate[:_SAME])
        if said is None or noun is None or link is None or phrase.finite or not beside:
            return None
        if not _LINK.match(phrase.predicate) or PLACE.fullmatch(phrase.predicate):
            return None
        predicate = f"{link['verb']} {phrase.predicate}"
        whole = NounPhrase(noun.words, predicate, False, said.finite, noun.person)
        return Subject(tidied(whole.of("", False)), noun.person)

    def _is_a_sum_anew(self, figure: Figure) -> bool:
        """Whether a sum is spoken of that nothing before it has named: "£4m was spent on boats"."""
        text, at = self._context.annotated.text, figure.number.start
        if figure.unit not in MONEY or self._context.list_intro or _POINTS_BACK.match(text):
            return False
        sums = [said for i, (_, said) in self._read.items() if self._figures[i].unit in MONEY]
        if any(not said.words.startswith("money ") for said in sums):
            return False
        done = _DONE.match(text, figure.number.end)
        return done is not None and OF_WHOM.search(text, 0, at) is None

    def _noun_before(self, last: int, unit: str) -> Subject | None:
        """The noun of the last figure up to `last` that names what it counts, where those between
        only say more of the same ("9% of crews row, 5% swim and 2% …"). What tells which ones are
        meant ("have 20 boats") is no share."""
        indices = sorted((i for i in self._read if i <= last), reverse=True)
        if unit == "percent":
            indices.sort(key=lambda i: self._figures[i].unit != unit)
        for index in indices:
            said, _ = self._read[index]
            if said is None:
                return None
            if said.noun:
                return Subject(said.noun, said.person)
        return None
