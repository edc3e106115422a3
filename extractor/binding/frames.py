"""The two sides of a match: the frame of a measure (which phrases it accepts and whom it counts),
and the context of a figure (everything that decides which measure may match it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from extractor.annotations.model import ConceptSpan
from extractor.binding.account import Account, Phrase, keys_of
from extractor.binding.model import Figure
from extractor.binding.scopes import EvidenceScope
from extractor.rulebook.model import CompiledPattern, Measure, Rulebook


@dataclass(frozen=True, slots=True)
class Frame:
    """What may be beside a figure of a pattern's measure.

    `accepts` are the keys of phrases that have a slot: the phrases that it requires, its
    population's, its breakdowns' and words of quantity. `families` are the populations
    whose figures it takes, none where the measure counts things; `beside` those that may be
    named besides. `any_value` counts the requirements that any value of a breakdown meets:
    a pattern that asks for one value says more. `own_breakdowns` are the dimensions that no other
    measure has: their values name the measure.
    """

    accepts: frozenset[str]
    families: frozenset[str]
    beside: frozenset[str]
    any_value: int = 0
    own_breakdowns: frozenset[str] = frozenset()


_frames: dict[str, dict[str, Frame]] = {}


def frame_of(pattern: CompiledPattern, rulebook: Rulebook) -> Frame:
    """The frame of a pattern, made when it is first asked for and kept as long as the rulebook."""
    frames = _frames.get(rulebook.digest)
    if frames is None:
        _frames.clear()
        frames = _frames[rulebook.digest] = {}
    frame = frames.get(pattern.id)
    if frame is None:
        frame = frames[pattern.id] = _frame(pattern, rulebook.measures[pattern.measure], rulebook)
    return frame


def families_of(keys: frozenset[str], rulebook: Rulebook) -> frozenset[str]:
    """The families of populations that keys refer to."""
    return frozenset(f for f, members in rulebook.families.items() if members & keys)


def families_named(annotated: Iterable[ConceptSpan], rulebook: Rulebook) -> frozenset[str]:
    """The families of populations that concept spans name."""
    return families_of(frozenset[str]().union(*map(keys_of, annotated)), rulebook)


def _frame(pattern: CompiledPattern, measure: Measure, rulebook: Rulebook) -> Frame:
    required = frozenset[str]().union(*pattern.needs, *pattern.context)
    families = families_of(required | set(measure.counts), rulebook)
    beside = families or rulebook.beside[rulebook.domains[pattern.measure]]
    related = frozenset[str]().union(*(rulebook.families[f] for f in beside))
    anywhere = frozenset(
        concept
        for concept, kind in rulebook.types.items()
        if kind == "quantity"
        or (kind == "population" and not measure.whole and not _in_family(concept, rulebook))
    )
    services = frozenset(
        concept
        for concept, kind in rulebook.types.items()
        if kind == "service" and not _in_family(concept, rulebook)
    )
    return Frame(
        required.union(
            measure.counts, measure.dimensions, measure.accepts, related, anywhere, services,
            rulebook.accepted[rulebook.domains[pattern.measure]],
            (name for name, _ in pattern.dimensions),
        ),
        families,
        families.union(
            rulebook.beside[rulebook.domains[pattern.measure]],
            families_of(frozenset(measure.accepts), rulebook),
        ),
        sum(bool(need & rulebook.dimensions) for need in pattern.needs),
        frozenset(measure.dimensions).difference(
            *(other.dimensions for other in rulebook.measures.values() if other is not measure)
        ),
    )  # fmt: skip


def _in_family(concept: str, rulebook: Rulebook) -> bool:
    return any(concept in members for members in rulebook.families.values())


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
    `total` says that its row or column is one, `row` is the label of its row,
    `row_keys` the keys in it, `columns` the account of the labels of its column. `text` is that
    of the passage.
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
    of_a_span: bool | None = None
    some_of_them: bool = False
    share_of_nothing: bool = False
    group: tuple[tuple[str, str], ...] = ()
    ages_before: tuple[str, str] | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a pattern cannot match a figure. `near`: only left-over words are against it, and the
    measure is kept for review. `of_its_field`: they are words that usually go with the measure."""

    reason: str
    near: bool = False
    words: tuple[str, ...] = ()
    of_its_field: bool = False
