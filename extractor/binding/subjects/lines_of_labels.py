"""What figures are called by codes, dashes and the order of a line, where no grammar is asked: the
name of an indicator, the label of a row, the answer to a question ("I row to work 12%")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from operator import attrgetter

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Number
from extractor.binding.model import Figure
from extractor.binding.subjects.label_words import spoken
from extractor.binding.subjects.linking_words import tidied
from extractor.binding.subjects.phrase_words import SUBJECTS, VERBS, word_set
from extractor.binding.subjects.table_names import names_table, without_continued
from extractor.binding.subjects.two_groups import TwoGroups
from extractor.regex import regex
from extractor.rulebook.words import Words

_FEWEST_CODES = 3  # indicators that a text lists with their codes
_FEWEST_IN_ROW = 2  # other figures of a row of figures in running text
_MOST_WORDS = 14  # of the heading that labels stand under
_MOST_WORDS_ASKED = 30  # of a question that they answer
_LONGEST_LABEL = 20  # words of a label; a longer text is a sentence
_BASE = regex(r"\b(?:[Bb]ase|[Ss]ample(?: size)?)\s?[:=]\s?$")
_WHO_BEHIND = regex(r"\s?\((?P<who>[A-Za-z][^()]{2,90})\)")
_WHO_BEFORE = regex(r"\b[Bb]ase\s?:\s?(?P<who>[A-Za-z][^():]{2,80}?)\s?\($")
_NEAR = 90  # characters before a figure in which the label of a pair is looked for
_NUMBERS_ONLY = regex(r"[\s\d.,%£€$()+–—|/-]*")
_CODED = regex(r"\b[A-Z]{2,6} ?\d{1,3}[a-z]?\s*:\s*(?:(?:%|No\.?|Number) of )?")
_LABEL_BEFORE = regex(r"(?:^|[\d%)]\s+|[|•:]\s*)(?P<label>[^\d|•:%]*[A-Za-z][^\d|•:%]*)$")
_PAIRED = regex(
    r"(?:^|[\d%;|•,)]\s*)(?P<label>[A-Z][^\d;|•:–—%.]{1,60}?)\s?(?:[–—:=]|\s-)\s*[£€]?\s?$"
)
_PAIR_ENDS = regex(r"\s*(?:$|[;,.|•]|[A-Z])")
_NO_LABEL = "|•%;"  # signs that no label of a line holds
_LINE_BEGINS = regex(r"(?:^|[\d%)]\s+)(?=[A-Z‘“'\"<])")
_LINE = regex(r"(?P<label>[A-Z‘“'\"<][^|•%;]*[A-Za-z)’”'\"/?!+][)\s]*)[(<=]?\s?")
_ENDS = regex(r"[\s\d.,%£€$()+–—|/-]*(?:$|\s[A-Z‘“'\"][^.;]*\d\s?%?\)?\s*$)")
_SENTENCE = regex(r"[.;!]\s|[.;]$|\b(?:there|which|who|whom)\b")
_HELD = regex(r"\b(?:was|were|has|have) (?:\w+ed|held|made|given|taken|been)\b|\bheld were\b")
_STATES = regex(
    r"(?:in addition|further|however|also|as|it|this|these|there|the following)\b", re.I
)
_LONGEST_LISTED = 90  # characters from one bracket of such a list to the next
_LISTED = regex(
    r"(?:[,;] (?:and |followed by |closely followed by )?| and | followed by )"
    r"(?P<label>(?!(?:than|compared|while|whilst|but|although|with|which|who|where|as|in|at)\b)"
    r"[a-z][^()%;:.\d]{2,60}?)\s*"
)
# "placed with friends (4%), in huts (2%) or living at sea (1%)"
_LISTED_WHERE = regex(
    r"(?:[,;] (?:and |or )?| and | or )(?P<label>(?:(?:placed|living|working|housed|held|kept) )?"
    r"(?:in|at|with|for|under|on) (?:a |an |the |their )?[a-z][^()%;:.\d]{2,70}?)\s*"
)
_CLOSES = regex(r"\s?%?\)")
_LINKS = word_set(
    """a an all both every each the of to at by from for with in on and or than is are was were be
    been has have had
    about around over only just some another further additional least most nearly almost up down
    per plus minus under below above approximately note notes page section paragraph table figure
    chart annex appendix item phase no number question not between within until since year age aged
    level band class part chapter step day week stage unit grade key"""
)

_START = attrgetter("start")


class NamedByMarks:
    """Names the figures of one text that has such marks."""

    def __init__(
        self, annotated: Annotations, figures: Sequence[Figure], words: Words, around: Sequence[str]
    ) -> None:
        """`around` is what the text stands under: the line that leads to its list, headings."""
        self._annotated, self._figures, self._words = annotated, figures, words
        self._around = around
        self._groups = TwoGroups(annotated.text)
        self._codes = [*_CODED.finditer(annotated.text)]

    def of(self, figure: Figure) -> str:
        """The name; "" where no marks give one."""
        said = self._coded(figure) or self._groups.of(figure.number.start)
        return said or self._asked(figure) or self.in_list(figure)

    def _asked(self, figure: Figure) -> str:
        """Those who were asked, by the note on a survey: "all keepers" of "Base: 391 (all keepers)"
        and of "Base: all keepers (391)"."""
        number, text = figure.number, self._annotated.text
        before = text[max(0, number.start - _NEAR) : number.start]
        if _BASE.search(before):
            behind = _WHO_BEHIND.match(text, number.end)
            return tidied(behind["who"]) if behind else ""
        said = _WHO_BEFORE.search(before)
        return tidied(said["who"]) if said and text.startswith(")", number.end) else ""

    def label(self, figure: Figure) -> str:
        """The label of a figure that stands with others like it, under what names them all:
        "Reasons for not rowing – No time" of "No time 12%"; "" where it has none."""
        label = self._row_label(figure) or self._paired(figure) or self._of_line(figure)
        return self.under(label) if label else ""

    def under(self, label: str) -> str:
        """A label with what names all the labels of its text before it."""
        outer = self._outer()
        known = label.casefold() in outer.casefold() or outer.casefold() in label.casefold()
        return label if known else f"{outer} – {label}"

    def _outer(self) -> str:
        """What names all the labels of the text: the line above a list or a heading, where it is no
        statement."""
        for name in self._around:
            parts = (spoken(without_continued(part)) for part in name.split(" | "))
            said = next((part for part in parts if names_table(part, self._words)), "")
            most = _MOST_WORDS_ASKED if name.rstrip().endswith("?") else _MOST_WORDS
            statement = name.rstrip().endswith(".") or bool(_STATES.match(said))
            held = bool(_HELD.search(said)) and not name.rstrip().endswith("?")
            if said and len(said.split()) <= most and not (statement or held):
                return said
        return ""

    def _coded(self, figure: Figure) -> str:
        """The name of an indicator between its code and its figure, where a text lists several
        ("KPI 1: % of calls answered 90% KPI 2: % of …"); "" where there is none."""
        text, at = self._annotated.text, figure.number.start
        if len(self._codes) < _FEWEST_CODES:
            return ""
        own = next((code for code in reversed(self._codes) if code.end() <= at), None)
        if own is None:
            return ""
        starts = (f.number.start for f in self._figures if f.number.start >= own.end())
        first = min(starts, default=at)
        return tidied(text[own.end() : first].strip(" %"))

    def _row_label(self, figure: Figure) -> str:
        """The words before a row of figures that stands in running text without a verb ("Males 204
        317.6 244.8 Females 590 929.9 856.0"); "" where there is no such row."""
        annotated, number = self._annotated, figure.number
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
        return tidied(found["label"]) if found is not None else ""

    def in_list(self, figure: Figure) -> str:
        """What stands before the bracket of a share in a list of such: "ropes and sails" of "oars
        (8%), ropes and sails (6%) and all other parts (2%)"."""
        text, number = self._annotated.text, figure.number
        opened = text.rfind("(", max(0, number.start - 2), number.start)
        closed = text.rfind(")", max(0, opened - _LONGEST_LISTED), max(opened, 0))
        before = self._end_before(number)
        if min(opened, closed, before) < 1 or closed - before not in (0, 1):
            return ""
        where = _LISTED_WHERE.fullmatch(text, closed + 1, opened)
        if where is not None and figure.unit == "percent" and _CLOSES.match(text, number.end):
            return f"those {where['label'].strip()}"
        found = _LISTED.fullmatch(text, closed + 1, opened)
        if found is None or _CLOSES.match(text, number.end) is None:
            return ""
        start, label = closed + 1, found["label"].strip()
        tokens = [t for t in self._annotated.syntax.tokens if start <= t.start < opened]
        stated = any(t.pos in VERBS and t.lower != "followed" for t in tokens)
        return "" if stated or label.istitle() or figure.unit != "percent" else tidied(label)

    def _first_of_row(self, number: Number) -> Number:
        """The first of the figures that stand in a row up to a number."""
        for earlier in sorted((f.number for f in self._figures), key=_START, reverse=True):
            if earlier.end > number.start:
                continue
            if not _NUMBERS_ONLY.fullmatch(self._annotated.text, earlier.end, number.start):
                break
            number = earlier
        return number

    def _end_before(self, number: Number) -> int:
        """The end of the figure before a number."""
        ends = (f.number.end for f in self._figures if f.number.end <= number.start)
        return max(ends, default=0)

    def _paired(self, figure: Figure) -> str:
        """The label that a dash or colon joins to a figure: "Hill Lane – 39; Mill Lane – 31"."""
        text, number = self._annotated.text, figure.number
        first = max(self._end_before(number) - 1, number.start - _NEAR, 0)
        found = _PAIRED.search(text[first : number.start])
        if found is None or _PAIR_ENDS.match(text, number.end) is None:
            return ""
        if found["label"].split()[-1].lower() in _LINKS:
            return ""
        stated = self._has_verb(first + found.start("label"), number.start)
        return "" if stated else tidied(found["label"])

    def _of_line(self, figure: Figure) -> str:
        """The label of a line that is nothing but labels with their figures behind: "I row to work
        12%", "Rowers 12% Swimmers 9%"."""
        text, number = self._annotated.text, self._first_of_row(figure.number)
        before = self._end_before(number)
        stretch = text[max(before - 1, 0) : number.start]
        apart = max(map(stretch.rfind, _NO_LABEL), default=0)  # so that it is tried only once
        begins = _LINE_BEGINS.search(stretch, max(apart, 0))
        found = begins and _LINE.fullmatch(stretch, begins.end())
        if found is None or _ENDS.match(text, figure.number.end) is None:
            return ""
        label = found["label"].strip().rsplit(": ", 1)[-1]
        words = label.split()
        if len(words) > _LONGEST_LABEL or _SENTENCE.search(label):
            return ""
        ended = text.rstrip(" )").endswith(".") or text[: number.start].endswith("(")
        if ended and any(t.pos in VERBS for t in self._annotated.syntax.tokens):
            return ""
        last = next((t for t in reversed(self._annotated.syntax.tokens)
                     if t.end <= number.start and t.lower[:1].isalpha()), None)  # fmt: skip
        if last is None or last.lower in _LINKS or words[-1].lower() in _LINKS:
            return ""
        idle = last.lemma in self._words.verbs or last.lemma in self._words.light_verbs
        titled = text[last.start].isupper() and len(words) > 1  # "Election Costs"
        acted = figure.unit != "percent" and any(
            t.dep in SUBJECTS and t.start < number.start for t in self._annotated.syntax.tokens
        )
        if last.pos in VERBS and not titled and (idle or acted):
            return ""
        return tidied(label)

    def _has_verb(self, start: int, end: int) -> bool:
        """Whether a stretch of the text has a verb with a subject, and so is a statement."""
        tokens = self._annotated.syntax.tokens
        return any(t.pos == "AUX" and start <= t.start < end for t in tokens)


def _without_numbers_behind(text: str) -> str:
    """A text without the numbers that it ends in."""
    words = text.split()
    while words and _NUMBERS_ONLY.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)
