"""Grammar, accounts, frames and the choice of a measure, each by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.annotations.annotate import Annotations
from extractor.annotations.model import Area, ConceptSpan, Number
from extractor.binding.cells.read import account_of_label
from extractor.binding.confidence import confidence_of
from extractor.binding.grammar.governor import noun_counted, scope_of
from extractor.binding.grammar.modality import denied_at, modality
from extractor.binding.grammar.narrowing import Grammar, read_grammar
from extractor.binding.measures.choose import choose_measure
from extractor.binding.measures.clause_words import (
    account_of_clause,
    phrases_of,
)
from extractor.binding.measures.evidence import (
    BEFORE,
    CLAUSE,
    HEADING,
    LIST_INTRO,
    Account,
    MatchContext,
    Phrase,
    evidence_of,
)
from extractor.binding.measures.left_over_words import without_place
from extractor.binding.model import Clause, Figure, Relation
from extractor.binding.observe import _annotator_of
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import CompiledPattern

RULEBOOK = load_rulebook()
WORDS = RULEBOOK.words


def marked(text: str) -> Annotations:
    return _annotator_of(RULEBOOK).annotate(text, Area("", "local"))


def figure_in(annotated: Annotations, printed: str) -> Number:
    return next(n for n in annotated.numbers if n.text == printed)


def grammar_of(text: str, printed: str) -> tuple[Annotations, Grammar]:
    annotated = marked(text)
    return annotated, read_grammar(annotated.syntax, [figure_in(annotated, printed)], WORDS)


def words_at(text: str, offsets: frozenset[int]) -> set[str]:
    return {text[at:].split()[0].strip(".,").lower() for at in offsets}


# read_grammar -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "narrowing"),
    [
        ("There were 44 homeless children.", {"homeless"}),
        ("There were 512 children at the gala.", {"gala"}),
        ("There was a notable increase to 512 children.", set()),
        ("Despite the pressures on the service, there were 512 children.", set()),
        ("For the second year running, there were 512 children.", set()),
        ("The head of service highlighted that there were 512 children.", set()),
        ("Wexmouth County Council had 512 children.", set()),
        ("There were 512 children, which worries the chairman.", set()),
        ("There were 512 children because a hostel was closed.", set()),
    ],
)
def test_which_words_narrow_what_is_counted(text: str, narrowing: set[str]) -> None:
    _, grammar = grammar_of(text, "44" if "44" in text else "512")
    assert words_at(text, grammar.narrowing) == narrowing


def test_a_relative_clause_describes_its_own_noun() -> None:
    text = "There were 12 children in homes which provide therapy."
    _, grammar = grammar_of(text, "12")
    assert "therapy" in words_at(text, grammar.describing)
    assert "therapy" not in words_at(text, grammar.narrowing)


# scope_of, noun_counted ---------------------------------------------------------------------


def test_a_figures_clause_ends_where_another_has_its_own_subject() -> None:
    annotated = marked("Twelve children moved and the carers resigned.")
    scope = scope_of(annotated.syntax, annotated.numbers[0])
    assert scope is not None
    assert "moved" in words_at(annotated.text, scope)
    assert "resigned" not in words_at(annotated.text, scope)


def test_without_a_clause_there_is_no_scope() -> None:
    annotated = marked("Children in care: 512")
    assert scope_of(annotated.syntax, figure_in(annotated, "512")) is None


@pytest.mark.parametrize(
    ("text", "printed", "noun"),
    [
        ("There were 14 complaints.", "14", "complaints"),
        ("In March 41% of complaints were upheld.", "41%", "complaints"),
        ("The number rose to 64.", "64", None),
    ],
)
def test_the_noun_that_a_figure_counts(text: str, printed: str, noun: str | None) -> None:
    annotated = marked(text)
    at = noun_counted(annotated.syntax, figure_in(annotated, printed))
    assert (None if at is None else text[at:].split()[0].strip(".")) == noun


# modality, denial ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "auxiliary"),
    [
        ("There were 512 children.", None),
        ("There could be 512 children.", "could"),
        ("There should have been 512 children.", "should"),
        ("There will be 512 children.", "will"),
    ],
)
def test_the_mood_of_a_figures_verb(text: str, auxiliary: str | None) -> None:
    annotated = marked(text)
    assert modality(annotated.syntax, figure_in(annotated, "512"), WORDS) == auxiliary


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The rate was 61%.", False),
        ("The rate was not 61%.", True),
        ("In all 61% of orders were not granted.", True),
        ("The rate has not changed from 61%.", False),
        ("The rate was not only 61% but falling.", False),
    ],
)
def test_whether_the_verb_of_a_figure_is_denied(text: str, denied: bool) -> None:
    annotated = marked(text)
    assert (denied_at(annotated.syntax, figure_in(annotated, "61%"), WORDS) is not None) == denied


def test_but_ends_what_is_denied() -> None:
    found = read_text("Corporate parenting\n\nThe rate was not 61% but 57%.", RULEBOOK)
    annotated = marked("The rate was not 61% but 57%.")
    assert denied_at(annotated.syntax, figure_in(annotated, "61%"), WORDS) is not None
    assert denied_at(annotated.syntax, figure_in(annotated, "57%"), WORDS) is None
    assert "57%" in {o.figure_text for o in found.observations}


def kinds(sentence: str) -> list[tuple[str | None, str]]:
    found = read_text(f"Performance Report 2018/19\n\n{sentence}", RULEBOOK).observations
    return [(o.measure, o.kind) for o in found]


def test_what_will_be_is_a_forecast_and_what_might_be_is_nothing() -> None:
    assert kinds("There were 512 children in care.") == [("cla_total", "actual")]
    assert kinds("There will be 512 children in care.") == [("cla_total", "forecast")]
    assert kinds("The service will receive 41 complaints.") == [("complaints", "forecast")]
    assert kinds("There might be 512 children in care.") == [(None, "actual")]


def test_what_is_denied_has_no_measure() -> None:
    assert kinds("There were 34 adoption orders granted.") == [("adoption_orders", "actual")]
    assert kinds("In all 34 adoption orders were not granted.") == [(None, "actual")]


# accounts -----------------------------------------------------------------------------------


def account(text: str, printed: str) -> Account:
    annotated, grammar = grammar_of(text, printed)
    spans = [(n.start, n.end) for n in annotated.numbers]
    return account_of_clause(
        annotated.words, [(0, len(text))], grammar, annotated.concepts, spans, annotated.text
    )


def test_the_account_of_a_clause_has_its_phrases_and_the_words_nobody_knows() -> None:
    said = account("There were 512 children in care at the gala.", "512")
    assert [p.said for p in said.phrases] == ["children in care"]
    assert said.unknown == ("gala",)
    assert account("There were 512 children in care.", "512").unknown == ()


def test_a_phrase_inside_a_longer_one_is_left_out() -> None:
    annotated = [
        ConceptSpan(0, 16, "cla"),
        ConceptSpan(0, 8, "child"),
        ConceptSpan(9, 16, "in_care"),
    ]
    assert [p.said for p in phrases_of(annotated, "children in care")] == ["children in care"]


def test_what_is_left_over_are_the_phrases_without_a_place() -> None:
    said = account("There were 512 children in care.", "512")
    assert without_place(said.phrases, frozenset({"cla"})) == ()
    assert [p.said for p in without_place(said.phrases, frozenset())] == ["children in care"]


def test_every_word_of_a_label_narrows_that_is_not_neutral() -> None:
    label = "Number of children in care with gerbils"
    annotated = marked(label)
    assert account_of_label(label, annotated.concepts, [], WORDS).unknown == ("gerbils",)
    plain = "Total number of children in care"
    assert account_of_label(plain, marked(plain).concepts, [], WORDS).unknown == ()


# frames -------------------------------------------------------------------------------------


def pattern(name: str) -> CompiledPattern:
    return RULEBOOK.patterns[name]


NAMED = "rules/children_in_care#cla_total_named"


def test_a_frame_takes_its_own_population_and_words_of_quantity() -> None:
    frame = pattern(NAMED).frame
    assert {"cla", "in_care", "rate_word"} <= frame.accepts
    assert "pupil" not in frame.accepts


def test_a_frame_has_rivals() -> None:
    frame = pattern(NAMED).frame
    assert frame.families == {"looked_after"}
    assert RULEBOOK.family_of["survey_word"].isdisjoint(frame.beside)


# choose_measure -----------------------------------------------------------------------------


def case(tier: int = CLAUSE, **more: object) -> MatchContext:
    """A count of 512 of which the words "children in care" stand at a tier."""
    annotated: list[tuple[ConceptSpan, ...]] = [() for _ in range(7)]
    annotated[tier] = (ConceptSpan(0, 16, "cla"),)
    number = figure_in(marked("512 in all"), "512")
    figure = Figure(0, number, Clause(0, 10), Relation(), "count")
    given = {"own": Account(), "text": "512 in all", **more}
    return MatchContext(figure, evidence_of(tuple(annotated), RULEBOOK), **given)  # type: ignore[arg-type]


def measure(told: MatchContext) -> str | None:
    bound = choose_measure(told, RULEBOOK).bound
    return bound.pattern.measure if bound is not None else None


def test_a_measure_is_chosen_where_nothing_is_left_over() -> None:
    assert measure(case()) == "cla_total"
    assert measure(case(own=Account(unknown=("gala",)))) is None


def test_the_measure_that_came_nearest_is_kept_with_what_was_left_over() -> None:
    choice = choose_measure(case(own=Account(unknown=("gala",))), RULEBOOK)
    assert (choice.nearest, choice.unexplained) == ("cla_total", ("gala",))


def test_what_is_counted_must_be_what_the_measure_counts() -> None:
    assert measure(case(head=frozenset({"cla"}), head_words="children in care")) == "cla_total"
    assert measure(case(head=frozenset({"staff_word"}), head_words="officers")) is None
    assert measure(case(head=frozenset(), head_words="bicycles")) is None


def test_a_list_lead_names_the_measure_and_a_heading_only_where_the_text_points_back() -> None:
    assert measure(case(LIST_INTRO)) == "cla_total"
    assert measure(case(HEADING)) is None
    assert measure(case(HEADING, anaphoric=True)) == "cla_total"


def test_a_sentence_before_must_be_pointed_at_and_of_one_measure() -> None:
    assert measure(case(BEFORE)) is None
    assert measure(case(BEFORE, anaphoric=True)) == "cla_total"
    same, other = frozenset({"cla_total"}), frozenset({"cla_total", "complaints"})
    assert measure(case(BEFORE, anaphoric=True, antecedents=same)) == "cla_total"
    assert measure(case(BEFORE, anaphoric=True, antecedents=other)) is None


def test_a_measure_whose_phrase_is_denied_takes_no_figure() -> None:
    said = Phrase("children in care", 0, frozenset({"cla"}))
    assert measure(case(denied=(said,))) is None


@pytest.mark.parametrize(
    ("tier", "carried"), [(CLAUSE, True), (LIST_INTRO, True), (HEADING, False)]
)
def test_a_breakdown_comes_from_the_clause_or_its_list_lead(tier: int, carried: bool) -> None:
    told = case()
    annotated = [(ConceptSpan(0, 4, "uasc"),), *((),) * 6]
    annotated[tier] += (ConceptSpan(5, 9, "gender=male", "gender", "male"),)
    bound = choose_measure(
        replace(told, evidence=evidence_of(tuple(annotated), RULEBOOK)), RULEBOOK
    ).bound
    assert bound is not None
    assert (("gender", "male") in bound.dimensions) == carried


def test_a_count_is_a_whole_number() -> None:
    assert kinds("There were 512.5 children in care.") in ([], [(None, "actual")])


# confidence ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("doubts", "confidence"),
    [
        ((), "high"),
        (("period_inherited",), "high"),
        (("period_unknown",), "medium"),
        (("ocr",), "low"),
        (("measure_ambiguous",), "low"),
    ],
)
def test_what_doubts_cost(doubts: tuple[str, ...], confidence: str) -> None:
    assert confidence_of(doubts, bound=True) == confidence
    assert confidence_of(doubts, bound=False) == "low"
