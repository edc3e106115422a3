"""What is known of a figure when its measure is chosen: the phrases of the rules near and far, the
words of its clause or labels, and everything else that decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.annotations.model import ConceptSpan, Unit
from extractor.binding.model import BoundMeasure, Figure
from extractor.rulebook.model import CompiledPattern, Measure, Rulebook

CLAUSE, ANTECEDENT, SENTENCE, LIST_INTRO, BEFORE, HEADING, TITLE = range(7)
"""The tiers: own clause, clause of the figure it is compared with, sentence (or the outer labels
of a table cell), list intro, sentences before in the paragraph, caption and headings, title."""


@dataclass(frozen=True, slots=True)
class EvidenceScope:
    """For one figure: the concept spans of each tier, the families of populations that each tier
    names, and the nearest tier of each key with the length of its phrase there."""

    annotated: tuple[tuple[ConceptSpan, ...], ...]
    nearest: dict[str, tuple[int, int]] = field(default_factory=dict)
    families: tuple[frozenset[str], ...] = (frozenset(),) * 7


def evidence_of(tiers: tuple[tuple[ConceptSpan, ...], ...], rulebook: Rulebook) -> EvidenceScope:
    """The evidence for a figure from the concept spans of each tier."""
    nearest: dict[str, tuple[int, int]] = {}
    for tier, annotated in enumerate(tiers):
        for mark in annotated:
            weight = mark.end - mark.start
            for key in mark.keys:
                known = nearest.get(key)
                if known is None or (known[0] == tier and known[1] < weight):
                    nearest[key] = (tier, weight)
    return EvidenceScope(tiers, nearest, tuple(families_named(t, rulebook) for t in tiers))


def families_named(annotated: Sequence[ConceptSpan], rulebook: Rulebook) -> frozenset[str]:
    """The families of populations that concept spans name."""
    if not annotated:
        return frozenset()
    family_of = rulebook.family_of
    return frozenset[str]().union(
        *(family_of[key] for mark in annotated for key in mark.keys if key in family_of)
    )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the rules as printed, where it begins, and everything that it may mean:
    concepts, dimensions and `dimension=value`. A `light` one is a single verb such as "held",
    which names nothing where another phrase does."""

    said: str
    start: int
    keys: frozenset[str]
    light: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """The content of a clause or label: its phrases, and the words that are in no rule.

    `light` are verbs without meaning of their own before a phrase of the rules, `acts` verbs that
    only tell what somebody did with what is counted.
    """

    phrases: tuple[Phrase, ...] = ()
    unknown: tuple[str, ...] = ()
    light: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()

    def __add__(self, other: Account) -> Account:
        return Account(
            self.phrases + other.phrases,
            self.unknown + other.unknown,
            self.light + other.light,
            self.acts + other.acts,
        )


@dataclass(frozen=True, slots=True)
class MatchContext:
    """A figure with what was read around it.

    `own` is the account of the figure's clause, or of the innermost labels of its cell;
    `around` that of the clause it depends on, or of the outer labels; `heads` that of the
    caption of a table and the header of its row labels. `head` are the keys of the noun that
    the figure counts, None where it names none. `denied` are the phrases that the clause
    turns round, `inherited` the breakdown of the figure that this one is compared with,
    `antecedents` the measures of the figures in the sentence before, None where it has none.
    `siblings` are the keys in the labels of the other rows and columns of a cell's table.
    `of_a_span` says whether its clause names a span of time, False for a day, None for neither.
    `share_of_nothing` says that the verb of a share's base tells nothing that a rule knows.
    `some_of_them` says that it is of a group that the sentence before names and no whole
    population, `group` which breakdown of a population it is of ("Of these 63 boys, 12 …"),
    `ages_before` the ages and the population of the sentence before, where this one names no
    population of its own.
    `listed` are the concepts of those whom the line that leads to its list says that it counts.
    `apart` are the dimensions of which the figure has no value but what its own clause says.
    `turned` are the keys of the phrases with its verb where that tells what began or was over:
    "27 arrangements ended".
    `unmet` is where the word begins that tells that what is said has not come about,
    `had_by_so_many` says that the figure counts only those whom so many others have.
    `others_had` is the span of what is said of the people whom those counted have.
    `whole` is the index of the figure of which a bracket behind it lists this one as a part.
    `total` says that its row or column is one, `row` is the label of its row,
    `row_keys` the keys in it, `columns` the account of the labels of its column; `timed` says that
    the row is of a time, `decimals` that it gives decimals for other times, `one_of_many` that
    other rows have the same label. `over` is what each line over the figure names: caption,
    headings and title; `heading` is the account of the nearest heading. `text` is that of the
    passage.
    """

    figure: Figure
    evidence: EvidenceScope
    own: Account
    around: Account = field(default_factory=Account)
    heads: Account = field(default_factory=Account)
    head: frozenset[str] | None = None
    head_words: str = ""
    denied: tuple[Phrase, ...] = ()
    anaphoric: bool = False
    cell: bool = False
    inherited: tuple[tuple[str, str], ...] = ()
    antecedents: frozenset[str] | None = None
    siblings: frozenset[str] = frozenset()
    total: bool = False
    row: str = ""
    row_keys: frozenset[str] = frozenset()
    columns: Account = field(default_factory=Account)
    timed: bool = False
    decimals: bool = False
    one_of_many: bool = False
    over: tuple[tuple[ConceptSpan, ...], ...] = ()
    heading: Account = field(default_factory=Account)
    of_a_span: bool | None = None
    some_of_them: bool = False
    turned: frozenset[str] | None = None
    listed: frozenset[str] = frozenset()
    whole: int | None = None
    share_of_nothing: bool = False
    group: tuple[tuple[str, str], ...] = ()
    ages_before: tuple[str, str] | None = None
    apart: frozenset[str] = frozenset()
    unmet: int | None = None
    had_by_so_many: bool = False
    others_had: tuple[int, int] | None = None
    text: str = ""


NearestPhrase = tuple[int, int]
"""Where a phrase was found: its tier, and how many characters of it match."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A pattern held against a figure, with where each phrase that it asks for was found.

    `context` has None for what nothing around says. `takes_unit` says whether its measure may be
    given in the figure's unit; `silent_unit` is the measure's where the figure prints none.
    """

    pattern: CompiledPattern
    measure: Measure
    needs: tuple[NearestPhrase, ...]
    context: tuple[NearestPhrase | None, ...]
    takes_unit: bool
    silent_unit: Unit | None


def fit_of(case: MatchContext, pattern: CompiledPattern, rulebook: Rulebook) -> Fit | None:
    """A pattern held against a figure; None where a phrase that it needs is found nowhere."""
    nearest = case.evidence.nearest
    needs: list[NearestPhrase] = []
    for need in pattern.needs:
        found = _nearest(need, nearest)
        if found is None:
            return None  # as with most patterns
        needs.append(found)
    return Fit(
        pattern,
        rulebook.measures[pattern.measure],
        tuple(needs),
        tuple(_nearest(need, nearest) for need in pattern.context),
        takes_unit(case.figure, pattern),
        silent_unit(case.figure, pattern),
    )


def _nearest(keys: Iterable[str], nearest: dict[str, NearestPhrase]) -> NearestPhrase | None:
    """Where the nearest of some keys was found, of equally near ones the longest."""
    found = [nearest[key] for key in keys if key in nearest]
    if len(found) < 2:
        return found[0] if found else None
    return min(found, key=lambda at: (at[0], -at[1]))


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a pattern cannot match a figure. `near`: only left-over words are against it, and the
    measure is kept for review. `of_its_field`: they are words that usually go with the measure."""

    reason: str
    near: bool = False
    words: tuple[str, ...] = ()
    of_its_field: bool = False


def takes_unit(figure: Figure, pattern: CompiledPattern) -> bool:
    """Whether a pattern's measure, or a change of it, may be given in a figure's unit."""
    change = figure.relation.kind == "change"
    return figure.unit in (pattern.change_units if change else pattern.units)


def silent_unit(figure: Figure, pattern: CompiledPattern) -> Unit | None:
    """The unit of a measure that is given in one unit only, for a figure that prints none
    ("the average SDQ score was 14.2"); None where the figure has a unit of its own."""
    if figure.number.unit is not None or figure.unit != "count":
        return None
    return pattern.silent_unit


def in_silent_unit(figure: Figure, bound: BoundMeasure | None) -> Figure:
    """The figure in the unit of its measure where it prints none itself."""
    unit = silent_unit(figure, bound.pattern) if bound is not None else None
    return figure if unit is None else replace(figure, unit=unit)
