"""A new subject is one YAML file: breakdowns, money and populations under names of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.check import check_patterns
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook

HARBOURS = """\
domain: harbours
title: Harbours
populations: [anglers]
families:
  anglers: [angler]
  crews: [crew]
concepts:
  angler: {type: population, phrases: [angler, licensed angler]}
  crew: {type: population, phrases: [crew member, deckhand]}
  mooring_word: {type: thing, phrases: [mooring, berth]}
  licence_word: {phrases: [rod licence, holding a licence]}
  dredging_word: {phrases: [dredging, dredge]}
dimensions:
  kind_of_quay:
    stone: {phrases: [stone quay]}
    timber: {phrases: [timber quay]}
measures:
  moorings_let:
    label: Moorings let
    definition: Moorings let to boat owners on a day.
    units: [count, percent]
    kind: stock
    counts: [mooring_word]
    dimensions: [kind_of_quay]
    patterns:
      - id: moorings_let
        requires: [mooring_word]
        examples:
          - text: In 2018/19 there were 112 moorings at the timber quay.
            figure: "112"
            dimensions: {kind_of_quay: timber}
  dredging_cost:
    label: Cost of dredging
    definition: What the harbour authority spent on dredging in the year.
    units: [currency_gbp]
    kind: flow
    dimensions: [kind_of_quay]
    patterns:
      - id: dredging_cost
        requires: [dredging_word]
        examples:
          - text: Dredging at the stone quay cost £1.2m in 2018/19.
            figure: £1.2m
            value: 1200000
            dimensions: {kind_of_quay: stone}
  angler_licences:
    label: Anglers with a licence
    definition: Anglers who hold a licence on a day.
    units: [count, percent]
    kind: stock
    counts: [angler]
    patterns:
      - id: angler_licences
        requires: [licence_word]
        context: [angler]
        examples:
          - text: In 2018/19, 61% of anglers were holding a licence.
            figure: 61%
"""


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    folder: Path = tmp_path_factory.mktemp("rules")
    (folder / "harbours.yml").write_text(HARBOURS)
    return load_rulebook(folder)


def read(text: str, rulebook: Rulebook, figure: str) -> Observation:
    (found,) = [o for o in read_text(text, rulebook).observations if o.figure_text == figure]
    return found


def test_the_examples_of_a_new_subject_hold(rulebook: Rulebook) -> None:
    assert [str(failure) for failure in check_patterns(rulebook.patterns.values(), rulebook)] == []


def test_it_has_breakdowns_of_its_own(rulebook: Rulebook) -> None:
    stone = read("In 2018/19 there were 40 moorings at the stone quay.", rulebook, "40")
    whole = read("In 2018/19 there were 152 moorings.", rulebook, "152")
    assert (stone.measure, dict(stone.dimensions)) == ("moorings_let", {"kind_of_quay": "stone"})
    assert (whole.measure, dict(whole.dimensions)) == ("moorings_let", {})


def test_it_has_money_of_its_own(rulebook: Rulebook) -> None:
    cost = read("Dredging at the timber quay cost £480k in 2018/19.", rulebook, "£480k")
    assert (cost.measure, cost.value, cost.unit) == ("dredging_cost", 480_000, "currency_gbp")
    assert dict(cost.dimensions) == {"kind_of_quay": "timber"}


def test_money_is_no_count_and_a_count_no_money(rulebook: Rulebook) -> None:
    fee = read("Moorings cost £900 in 2018/19.", rulebook, "£900")
    days = read("Dredging was done on 14 occasions in 2018/19.", rulebook, "14")
    assert (fee.measure, days.measure) == (None, None)


def test_a_figure_of_another_population_of_its_own_is_theirs(rulebook: Rulebook) -> None:
    text = "In 2018/19, 61% of {} were holding a licence. Anglers welcomed it."
    assert read(text.format("anglers"), rulebook, "61%").measure == "angler_licences"
    assert read(text.format("deckhands"), rulebook, "61%").measure is None
