"""What a rule file may say, and the rulebook that all the files make together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, model_validator

from extractor.regex import regex
from extractor.rulebook.phrases import PhraseError, Trie, elements, expand
from extractor.rulebook.vocabulary import Phrase as Phrase
from extractor.rulebook.vocabulary import Vocabulary
from extractor.rulebook.words import Words, WordSet
from extractor.types import Direction, Kind, MeasureKind, Unit

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$")]
Value = Annotated[str, Field(pattern=r"^[A-Za-z0-9*][A-Za-z0-9_*+-]*$")]

EXTENDS_FILE = "extends.yml"
"""In a folder of rules of one's own: `extends: built-in` adds them to those of the package."""


class Strict(BaseModel):
    """A part of a rule file: unknown keys are errors, values do not change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def _readable(read: Callable[[str], object]) -> AfterValidator:
    """Checks one phrase, so that an error names its own line."""

    def check(phrase: str) -> str:
        try:
            read(phrase)
        except PhraseError as error:
            raise ValueError(str(error)) from error
        return phrase

    return AfterValidator(check)


ConceptType = Literal["population", "thing", "service", "quantity", "weak", "limit"]
"""`population`: people who are counted. `thing`: what is counted and is no person (visits,
households, posts). `service`: a service or body whose name says whose figures follow.
`quantity`: a word such as rate or share that says how something is counted. `weak`: a word
too common to name anything by itself ("made"); it narrows only a count of everybody.
`limit`: restricts those of whom it is said, in captions too."""


class PhraseList(Strict):
    """Phrases that mean one thing. All-capital words in them match capitals only."""

    phrases: list[Annotated[str, _readable(expand)]] = Field(min_length=1)
    type: ConceptType | None = Field(
        None, description="what the phrases are: who is counted, a service, or a word of quantity"
    )
    note: str | None = None


class Example(Strict):
    """A text in which the pattern must take the figure."""

    text: str
    figure: str = Field(description="the figure as printed, exactly as figure_text gives it")
    value: float | None = None
    unit: Unit | None = None
    dimensions: dict[Identifier, str] | None = None
    title: str | None = Field(None, description="the title of the report that the text is in")


class Pattern(Strict):
    """One way in which a document states a measure.

    `requires` lists concepts (or dimensions) that must be near the figure, the first of them
    nearest; `a|b` means either. `context` may also come from headings and the title.
    Whatever else the figure's clause or labels say must have a place in the measure's frame
    (`counts`, `dimensions`, `accepts`), or the pattern does not match the figure.
    """

    id: Identifier
    needs: list[str] = Field(min_length=1, validation_alias=AliasChoices("requires", "needs"))
    context: list[str] = []
    units: list[Unit] | None = None
    dimensions: dict[Identifier, str] = {}
    apart_from: list[str] = Field(
        [],
        description="concepts in whose heading, caption or title figures are of something else",
    )
    examples: list[Example] = Field(min_length=1)
    counter_examples: list[str] = []


class Alias(Strict):
    """A name of the measure and the years in which it was the usual one."""

    term: str
    since: date | None = None
    until: date | None = None


class Break(Strict):
    """A date from which the measure is counted differently: lines must not be joined there."""

    date: date
    note: str
    areas: list[str] = Field(
        [], description="the areas that it concerns, as areas.yml names them; empty: all"
    )


class Measure(Strict):
    """One thing that is measured."""

    label: str
    definition: str
    units: list[Unit] = Field(min_length=1)
    kind: MeasureKind
    ratio_of: Literal["stock", "flow"] = Field(
        "stock",
        description="whether a ratio is one of those there are on a day or of what happened over "
        "a time (an attendance), which a day named in another sentence does not date",
    )
    good_direction: Literal["up", "down", "context"] = "context"
    population: str | None = None
    counts: list[str] = Field(
        [], description="concepts of the nouns that may follow the figure; empty: any"
    )
    accepts: list[str] = Field(
        [], description="phrases that may be beside a figure of it and change nothing"
    )
    whole: bool = Field(
        False,
        validation_alias=AliasChoices("population_total", "whole"),
        description="a count of everybody: nothing else may be said of them beside the figure",
    )
    span: Literal["financial_year", "several_years"] | None = Field(
        None,
        description="financial_year: undated, of a whole year, and a forecast until it is over "
        "(budgets); several_years: an average of years, which no day of a report dates",
    )
    year_day: Literal["06-30"] | None = Field(
        None,
        description="the day, as month and day, of a level for which a table says only the year, "
        "where it is not 31 March (population, in the middle of the year)",
    )
    planned: bool = Field(False, description="set beforehand (a budget): no forecast in its year")
    by_times: bool = Field(False, description="“admitted 310 times” is a figure of it too")
    reduction: bool = Field(
        False,
        description="whether a budget prints it below zero (savings): “(6,174)” is then 6,174",
    )
    all_by: list[Identifier] = Field(
        [], description="concepts that show a sentence's figure to be of all (“total savings”)"
    )
    below_zero: list[Identifier] = Field(
        [], description="concepts that make a figure negative where they name it (an underspend)"
    )
    dimensions: list[Identifier] = Field(
        [], description="dimensions that a figure of this measure may carry"
    )
    meant: dict[Identifier, str] = Field(
        {},
        description="values of its dimensions that are meant where nothing is said: where they are "
        "said, the figure is the whole all the same (a full-time equivalent of social workers)",
    )
    titled: dict[Identifier, list[str]] = Field(
        {},
        description="values of its dimensions that a heading or title gives to figures which name "
        "none: caseloads in the report of the independent reviewing officers are theirs",
    )
    counted_apart: list[Identifier] = Field(
        [], description="dimensions by which measures of their own count this population"
    )
    open_dimension: Identifier | None = Field(
        None,
        description="a dimension whose values are open: in a table whose column names the measure, "
        "the label of the row is one (the lines of a budget)",
    )
    official: dict[str, str] = {}
    aliases: list[Alias] = []
    breaks: list[Break] = []
    plausible: dict[Unit, tuple[float, float]] = {}
    note: str | None = None
    patterns: list[Pattern] = Field(min_length=1)

    @property
    def lasting(self) -> bool:
        """Whether it is of what happened over a time: counted over it, or a ratio of such a
        count."""
        return self.kind == "flow" or (self.kind == "ratio" and self.ratio_of == "flow")


class RuleFile(Strict):
    """One file of measures (rules/<name>.yml)."""

    domain: Identifier
    title: str
    populations: list[Identifier] = Field(
        [], description="families whose words may be beside measures that name no population"
    )
    families: dict[Identifier, list[Identifier]] = Field(
        {}, description="populations and services that speak of the same people"
    )
    presumed: dict[Identifier, list[Identifier]] = Field(
        {},
        description="services in whose papers a family is meant where no population is named",
    )
    rate_bases: list[Identifier] = Field(
        [], description="families that a rate may be per so many of (“per 10,000 residents”)"
    )
    of_age: dict[str, list[Identifier]] = Field(
        {},
        description="age bands with the families of which everybody is of that age: beside "
        "their words it narrows nothing (“412 children looked after under 18”)",
    )
    accepts: list[Identifier] = Field(
        [], description="phrases that may be beside any figure of the file and change nothing"
    )
    redundant: WordSet = Field(
        frozenset(),
        description="words, in normal form, that say nothing new beside a figure of the file",
    )
    concepts: dict[Identifier, PhraseList] = {}
    dimensions: dict[Identifier, dict[Value, PhraseList]] = {}
    measures: dict[Identifier, Measure] = {}


Cue = Literal[
    "target", "floor", "forecast", "change", "gap", "earlier", "level", "comparator", "denied"
]


class Slot(Strict):
    """What a role says of one of its figures."""

    cue: Cue
    kind: Kind | None = None
    direction: Direction | None = None


class Role(Strict):
    """Phrases that tell what part figures play; each `{n}` in them is a figure.

    There are as many slots as there are figures in each of the phrases.
    """

    id: Identifier
    slots: list[Slot] = Field(min_length=1)
    phrases: list[Annotated[str, _readable(elements)]] = Field(min_length=1)

    @model_validator(mode="after")
    def _slots_fit(self) -> Role:
        for phrase in self.phrases:
            figures = sum(place.options == ("{n}",) for place in elements(phrase))
            if figures != len(self.slots) or any("{n}" in p.options[1:] for p in elements(phrase)):
                raise ValueError(
                    f"“{phrase}” has not as many figures as there are slots ({len(self.slots)})"
                )
        return self


class LabelRole(Strict):
    """Words in a label of a table or card that say what its values are.

    `words` are matched as whole words in any case, signs such as "+/-" as printed; a label with
    one of `unless` behind it says something else ("Target met").
    """

    kind: Kind
    words: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()


class RoleFile(Strict):
    """rules/roles.yml: the words for targets, changes and comparisons.

    `directions` are the words that tell which way something went, wherever they are; `labels`
    say it of the columns and rows of tables.
    """

    directions: dict[Direction, PhraseList]
    labels: list[LabelRole] = []
    roles: list[Role]


@dataclass(frozen=True, slots=True)
class Frame:
    """What may be beside a figure of a pattern's measure.

    `accepts` are the keys of phrases that have a slot: the phrases that it requires, its
    population's, its breakdowns' and words of quantity. `families` are the populations
    whose figures it takes, none where the measure counts things; `beside` those that may be
    named besides. `any_value` counts the requirements that any value of a breakdown meets:
    a pattern that asks for one value says more. `own_breakdowns` are the dimensions that no other
    measure has: their values name the measure. `presumed` are, for each phrase that must be
    somewhere around, the services in whose papers it goes without saying.
    """

    accepts: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    any_value: int = 0
    own_breakdowns: frozenset[str] = frozenset()
    presumed: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledPattern:
    """A pattern with its measure and its needs as sets of concept keys.

    A concept key is a concept's id, `dimension` (any value of it) or `dimension=value`. `units` are
    those in which the measure may be given, `change_units` those of a change of it;
    `silent_unit` is its only unit where that is one which figures often do not print ("the average
    score was 14.2").
    """

    id: str
    measure: str
    needs: tuple[frozenset[str], ...]
    context: tuple[frozenset[str], ...]
    units: frozenset[Unit]
    dimensions: tuple[tuple[str, str], ...]
    source: Pattern
    change_units: frozenset[Unit] = frozenset()
    silent_unit: Unit | None = None
    frame: Frame = Frame()


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rule files together. `digest` changes when any of them does.

    `vocabulary` has the phrases. `fixed` changes with those whose words may be anywhere
    in a text: areas, and the words for targets and changes. `fields` are the words, in normal
    form, with which each measure is defined and its examples speak of it. `family_of` gives for a
    concept the families of populations that it names; `people` are the concepts that say who is
    counted or by which service, and the words for a quantity. Of a folder that adds to
    the built-in rules, `own_files` are its files, and `overridden` says which built-in measures and
    files they replace.
    """

    digest: str
    measures: dict[str, Measure]
    domains: dict[str, str]
    patterns: dict[str, CompiledPattern]
    by_need: dict[str, tuple[CompiledPattern, ...]]
    vocabulary: Vocabulary
    roles: tuple[Role, ...]
    labels: tuple[LabelRole, ...]
    directions: tuple[tuple[Direction, str], ...]
    titles: dict[str, str]
    words: Words
    types: dict[str, ConceptType]
    families: dict[str, frozenset[str]]
    beside: dict[str, frozenset[str]]
    presumed: dict[str, frozenset[str]]
    rate_bases: frozenset[str]
    of_age: dict[str, frozenset[str]]
    accepted: dict[str, frozenset[str]]
    redundant: dict[str, frozenset[str]]
    dimensions: frozenset[str]
    fields: dict[str, frozenset[str]]
    family_of: dict[str, frozenset[str]] = field(default_factory=dict)
    people: frozenset[str] = frozenset()
    fixed: str = ""
    own_files: frozenset[str] = frozenset()
    overridden: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Every phrase of the rules, written out."""
        return self.vocabulary.phrases

    @property
    def trie(self) -> Trie:
        """What finds the phrases in a text."""
        return self.vocabulary.trie


@dataclass(frozen=True, slots=True)
class Held:
    """How much was run when all examples of rules were found to hold."""

    measures: int
    patterns: int
    examples: int

    def __str__(self) -> str:
        from extractor.wording.words import counted  # its labels are YAML: only when told

        each = ((self.measures, "measure"), (self.patterns, "pattern"), (self.examples, "example"))
        return ", ".join(counted(number, one) for number, one in each)


CAPITALS = regex(r"\b[A-Z][A-Z0-9]+s?\b|\b[A-Z][a-z]?[A-Z]\b")
"""A word that matches only as written: an acronym such as LAC, IFAs, CiC or CiN."""
