"""A table cell as it is read: what its labels name and leave over, what is around it, its unit and
the role that a label's words give it (which words: `labels` in rules/roles.yml). It is read once,
for all of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.annotations.annotate import Annotator
from extractor.annotations.areas import area_of_label
from extractor.annotations.model import Area, ConceptSpan, Kind, Number, Unit
from extractor.annotations.periods.labels import label_span
from extractor.binding.discourse.context import Context, Setting
from extractor.binding.measures.clause_words import phrases_of, spans_elsewhere
from extractor.binding.measures.evidence import Account, EvidenceScope, MatchContext, evidence_of
from extractor.binding.model import Figure
from extractor.binding.subjects.in_cells import subject_of_cell
from extractor.binding.units.in_tables import CellUnit
from extractor.passages.model import CellLabels
from extractor.regex import regex
from extractor.rulebook.words import Words
from extractor.tokens import norm, sentence_words

Span = tuple[int, int]

_VARIANCE = regex(r"\b(?:variance|variation)s?\b|\bvar\b\.?", re.I)


_OFF = regex(
    r"\b(?:variance|variation|diff(?:erence)?|gap|deviation|distance|var)\b|\+ ?/ ?[-–−]|±",
    re.IGNORECASE,
)
_AIMED_AT = regex(
    r"\b(?:target|goal|floor|benchmark|trajectory)s?\b"
    r"|\b(?:to|from|against|vs\.?|versus) (?:the )?(?:plan|profile|standard)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label as it is read: all that it names, the same without what it includes besides, the
    account of its words, the area that it names, whether it names a time, and the kind that it
    makes of a value, with the pattern of the words that do so. `turned` are the keys of the phrase
    with its verb of what began or was over ("Ended"), None where it has none."""

    text: str
    named: tuple[ConceptSpan, ...]
    concepts: tuple[ConceptSpan, ...]
    account: Account
    area: Area | None
    timed: bool
    role: tuple[Kind, re.Pattern[str]] | None
    gap: bool
    turned: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its labels read.

    `inner` are the labels of its own row and column, the innermost first. `role` is what they make
    of its figures, and `own` is their account without the words that say so; `of_variance` is their
    account without "variance", None where none says that. `outer` is the account of the outer
    labels of its row, `heads` that of the caption and the header of the row labels. `area` is that
    of the innermost label that names one, else the report's; `subject` what the cell counts:
    caption, row and column labels in order. `noun` is where the figure ends that a noun follows in
    the cell ("13 miles"), and the account of that noun.
    """

    context: Context
    labels: CellLabels
    inner: tuple[Label, ...]
    role: Kind | None
    own: Account
    of_variance: Account | None
    outer: Account
    heads: Account
    columns: Account
    row_keys: frozenset[str]
    timed: bool
    over: tuple[tuple[ConceptSpan, ...], ...]
    heading: Account
    siblings: frozenset[str]
    evidence: EvidenceScope
    unit: CellUnit
    area: Area
    subject: str
    noun: tuple[int, Account] | None

    def match_context(self, figure: Figure, own: Account) -> MatchContext:
        """Everything that decides which measure can match a figure of the cell; `own` is the
        account of its labels."""
        noun = self.noun
        if noun is not None and figure.number.unit is None and figure.number.end == noun[0]:
            own = own + noun[1]  # whatever the labels name
        return MatchContext(
            figure=figure,
            evidence=self.evidence,
            own=own,
            around=self.outer,
            heads=self.heads,
            anaphoric=True,
            cell=True,
            siblings=self.siblings,
            total=self.labels.total,
            row=next(iter(self.labels.row_path[-1:]), ""),
            row_keys=self.row_keys,
            timed=self.timed,
            decimals=self.labels.decimals,
            one_of_many=bool(self.labels.name),
            over=self.over,
            heading=self.heading,
            columns=self.columns,
            turned=next((la.turned for la in self.inner if la.turned is not None), None),
            text=self.context.annotated.text,
        )


_RISES = regex(r"\b(?:rises|increases|decreases|growth|reductions|changes)\W*$", re.IGNORECASE)
_TARGETS = regex(r"\btargets(?:\s*[-–,:(]?\s*(?:for\s)?[\d/–-]+\)?)?\W*$", re.IGNORECASE)
_TOLD_APART = regex(
    r"\b(?:targets?|actuals?|outturn|results?|performance|baseline|latest|current|achieved|rag)\b",
    re.IGNORECASE,
)


def _of_all(labels: CellLabels, caption: str | None) -> tuple[Kind, re.Pattern[str]] | None:
    """What a table makes of all its cells by its title: one called "Average demand rises" is all of
    changes, one called "Statutory targets" all of targets, unless its columns tell these apart."""
    titles = [title for title in (labels.stub, caption) if title]
    if any(map(_RISES.search, titles)):
        return ("change", _RISES)
    if any(map(_TARGETS.search, titles)) and not any(map(_TOLD_APART.search, labels.siblings)):
        return ("target", _TARGETS)
    return None


def read_cell(
    context: Context, labels: CellLabels, numbers: Sequence[Number], setting: Setting
) -> Cell:
    """Read a cell with its labels; `numbers` are its figures."""
    passage, annotator = context.passage, setting.annotator
    labels = with_whole_row(labels)

    def read(texts: Iterable[str]) -> tuple[Label, ...]:
        return tuple(_label(text, setting.home, annotator) for text in texts)

    inner, outer = read(_inner(labels, passage.caption)), read(labels.row_path[-2::-1])
    texts = [label.text for label in inner]
    roles = (label.role for label in inner if label.role is not None)
    role = next(roles, None) or _of_all(labels, passage.caption)
    own, of_variance = _account(inner), None
    if role is not None:
        own = _account(read(role[1].sub(" ", text) for text in texts))
    if any(_VARIANCE.search(text) for text in texts):
        of_variance = _account(read(_VARIANCE.sub(" ", text) for text in texts))
    # The header of the row labels and the caption rule all cells: they are as near as a list intro.
    ruling = read(line for line in (labels.stub, passage.caption) if line)
    columns, row = read(labels.column_path), read(labels.row_path[-1:])
    named = (*reversed(columns), *row, *outer)
    noun = _noun_behind(numbers, labels, context.annotated.text, setting)
    nearest = annotator.concepts_of_all(passage.headings[:1])
    # "Scrutiny" below "Children's Services" is no part of it.
    further = [m for m in annotator.concepts_of_all(passage.headings[1:]) if m.dimension is None]
    lead = passage.lead if passage.caption is None else None
    before = annotator.concepts_of(lead) if lead else ()
    tiers = (
        _concepts(inner), (), _concepts(outer), tuple(m for line in ruling for m in line.named),
        before, (*nearest, *further), context.around.title,
    )  # fmt: skip
    return Cell(
        context,
        labels,
        inner,
        role[0] if role is not None else None,
        own,
        of_variance,
        _account(outer),
        _account(ruling),
        _account(columns),
        frozenset(key for mark in _concepts(row) for key in mark.keys),
        any(label.timed for label in row),
        (
            *(line.named for line in ruling),
            *map(annotator.concepts_of, passage.headings),
            context.around.title,
        ),
        _account(read(passage.headings[:1])),
        _keys_in(labels.siblings, annotator),
        evidence_of(tiers, setting.rulebook),
        setting.units.of_cell(passage, [*texts, *(label.text for label in outer)]),
        next((label.area for label in named if label.area is not None), setting.home),
        subject_of_cell(passage, setting.rulebook.words),
        noun,
    )


_GOES_ON = regex(
    r"(?:(?:and|&|of|for|with)\s.+|(?:services?|department|directorate|division))", re.IGNORECASE
)


def with_whole_row(labels: CellLabels) -> CellLabels:
    """The labels with a row's label whole where its first line was taken for a group of rows:
    "Children's" above "services", "Assessment" above "and support"."""
    if len(labels.row_path) < 2 or not _GOES_ON.fullmatch(labels.row_path[-1].strip()):
        return labels
    return replace(labels, row_path=(*labels.row_path[:-2], " ".join(labels.row_path[-2:])))


def _inner(cell: CellLabels, caption: str | None) -> list[str]:
    """The labels of a cell's own row and column, the innermost first. A range of numbers is one of
    ages where another label says so."""
    aged = _holds_ages(cell, caption)
    return [
        f"aged {label}" if aged and _is_range(label) else label
        for label in (*cell.row_path[-1:], *cell.column_path[::-1])
    ]


def _concepts(labels: Iterable[Label]) -> tuple[ConceptSpan, ...]:
    return tuple(m for label in labels for m in label.concepts)


def _account(labels: Iterable[Label]) -> Account:
    return sum((label.account for label in labels), Account())


def without_column_words(account: Account, unit: Unit, words: Words) -> Account:
    """The account without phrases of money that head the columns of other figures too: "Outturn
    2023/24" above a share is its value in that year."""
    if unit == "currency_gbp":
        return account
    kept = tuple(p for p in account.phrases if norm(p.said.lower()) not in words.columns)
    return replace(account, phrases=kept)


@lru_cache(maxsize=2048)
def _label(label: str, home: Area, annotator: Annotator) -> Label:
    """One label; kept, because every cell of a row and a column needs it."""
    marked, concepts = annotator.annotate(label, home), annotator.concepts_of(label)
    # "ending" in "year ending March 2022" is of time, not what became of a placement, and those of
    # whom "per 10,000 residents" speaks are not counted.
    apart = [(p.start, p.end) for p in marked.periods]
    apart += [(m.start, m.end) for m in marked.rate_bases]
    timeless = [c for c in concepts if not any(a <= c.start and c.end <= b for a, b in apart)]
    area = area_of_label(label, home)
    elsewhere = spans_elsewhere(marked)
    span = label_span(label)
    if span is not None and not _WORD.search(label[: span.start] + " " + label[span.end :]):
        elsewhere.append((span.start, span.end))  # "Mar" is a month where it is a label by itself
    aimed = area is not None or _AIMED_AT.search(label) is not None
    return Label(
        label,
        concepts,
        tuple(_without_inclusions(label, concepts)),
        account_of_label(label, timeless, elsewhere, annotator.words),
        area,
        bool(marked.periods),
        annotator.role_of_label(label),
        aimed and _OFF.search(label) is not None,
        _turned(label, timeless, elsewhere, annotator.words),
    )


_WORD = regex(r"[A-Za-z]")
_DONE = regex(r"\b[a-z]+(?:ed|ing|ings|ures)\b|\bbeg[au]n\b|\b(?:starts|ends)\b", re.IGNORECASE)


def _turned(
    label: str, concepts: Sequence[ConceptSpan], elsewhere: Sequence[Span], words: Words
) -> frozenset[str] | None:
    """The keys of the phrases in a label that hold a verb of what began or was over in a time: the
    row "Ended" below "Plans" gives none that there are. None where it has no such verb."""
    for done in _DONE.finditer(label):
        at, lemma = done.start(), done[0].lower()
        stem = lemma[:4]
        known = any(verb[:4] == stem for verb in words.turning)
        if known and not any(low <= at < high for low, high in elsewhere):
            return frozenset(k for c in concepts if c.start <= at < c.end for k in c.keys)
    return None


@lru_cache(maxsize=8)
def have_aims(labels: tuple[str, ...]) -> bool:
    """Whether one of the labels of a table is a target; kept for all of its cells."""
    return any(map(_AIMED_AT.search, labels))


@lru_cache(maxsize=8)
def _keys_in(labels: tuple[str, ...], annotator: Annotator) -> frozenset[str]:
    """The concepts and dimensions that the labels of a table refer to; kept, because each of its
    cells asks."""
    return frozenset(k for label in labels for m in annotator.concepts_of(label) for k in m.keys)


_RANGE = regex(r"\s*(?:[<>≤≥]\s*)?\d{1,3}\s*(?:(?:-|–|to)\s*\d{1,3}|\+)\s*|\s*[<>≤≥]\s*\d{1,3}\s*")
"""A label that is a range of numbers: one part of what the table counts."""


def _is_range(label: str) -> bool:
    """Whether a label is only a range of numbers ("1 - 4", "85+", "<1")."""
    return _RANGE.fullmatch(label) is not None


_INCLUSION = regex(
    r"\((?:including|incl\.?|inc\.)\s[^()]*(?:\)|$)|\s(?:and|&)\s+other\s[^()]*$", re.IGNORECASE
)
"""What a label adds to what it names: "(including with former carers)", "and other placements"."""


def _without_inclusions(label: str, concepts: Sequence[ConceptSpan]) -> Sequence[ConceptSpan]:
    """The concepts that a label is about, without those that it merely includes; all of them where
    it names nothing else."""
    wider = _INCLUSION.search(label)
    outside = [c for c in concepts if not wider or not wider.start() <= c.start < wider.end()]
    return outside or concepts


def account_of_label(
    label: str, concepts: Sequence[ConceptSpan], elsewhere: Sequence[Span], neutral: Words
) -> Account:
    """The account of a table label, in which every word narrows what is counted unless it is
    neutral or named as included."""
    wider = _INCLUSION.search(label)
    if wider and concepts:
        concepts, elsewhere = _without_inclusions(label, concepts), [*elsewhere, wider.span()]
    covered = [(m.start, m.end) for m in concepts] + list(elsewhere)
    unknown = [label.strip()] if _is_range(label) and not concepts else []
    nothing = (neutral.neutral, neutral.columns, neutral.verbs, neutral.light_verbs)
    for word in sentence_words(label):
        if not word.alpha or len(word.text) < 3:
            continue
        if any(word.norm in idle or word.lower in idle for idle in nothing):
            continue
        if not any(low <= word.start < high for low, high in covered):
            unknown.append(word.text)
    return Account(phrases_of(concepts, label), tuple(unknown))


_NOUN_AFTER = regex(r"\s+([A-Za-z]{3,})[\s.*]*")


def _noun_behind(
    numbers: Sequence[Number], cell: CellLabels, text: str, setting: Setting
) -> tuple[int, Account] | None:
    """The noun printed after the last figure of a cell, with where that figure ends: "13 miles"
    counts miles."""
    for number in numbers:
        found = _NOUN_AFTER.fullmatch(text, number.end, cell.end)
        if found is not None:
            return number.end, _label(found[1], setting.home, setting.annotator).account
    return None


_AGE = regex(r"\bage[sd]?\b", re.IGNORECASE)


def _holds_ages(cell: CellLabels, caption: str | None) -> bool:
    """Whether the labels or caption of a cell show that ranges of numbers are ages."""
    labels = (*cell.row_path, *cell.column_path, cell.stub or "", caption or "")
    return any(_AGE.search(label) for label in labels)
