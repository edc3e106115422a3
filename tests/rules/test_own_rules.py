"""Own rules: begun from a sentence, added to the built-in ones, proposed from a database."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from extractor.cli import group
from extractor.errors import ExtractorError, RuleError, UsageError
from extractor.pipeline import PageReading, read_text, read_texts
from extractor.review import new_rule
from extractor.review.new_rule import begin_rule, propose
from extractor.rulebook.check import check_patterns
from extractor.rulebook.load import load_rulebook
from extractor.rulebook.model import Rulebook

PROJECT = Path(__file__).resolve().parents[2]
SENTENCES = (
    ("In 2018/19 the council's libraries lent 12,400 audio books to members.", "count", "flow"),
    ("There were 310 allotment plots let at 31 March 2020.", "count", "stock"),
    ("In 2019/20, 83% of potholes were repaired.", "percent", "ratio"),
)


def called(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments], standalone_mode=False)


def own_folder(place: Path, text: str, name: str = "own.yml") -> Path:
    place.mkdir(exist_ok=True)
    (place / "extends.yml").write_text("extends: built-in\n", encoding="utf-8")
    (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize(("sentence", "unit", "kind"), SENTENCES)
def test_a_rule_begun_from_a_sentence_takes_it(
    sentence: str, unit: str, kind: str, tmp_path: Path
) -> None:
    draft = begin_rule(sentence, load_rulebook(), domain="own", label="Own", figure=None)
    ((name, measure),) = yaml.safe_load(draft.text)["measures"].items()
    assert (measure["units"], measure["kind"]) == ([unit], kind)
    rulebook = load_rulebook(own_folder(tmp_path / "own", draft.text))
    assert name in rulebook.measures
    own = [p for p in rulebook.patterns.values() if p.measure == name]
    assert list(check_patterns(own, rulebook)) == []


def test_a_word_that_the_rule_does_not_know_keeps_it_from_the_figure(tmp_path: Path) -> None:
    sentence = SENTENCES[0][0]
    draft = begin_rule(sentence, load_rulebook(), domain="own", label=None, figure="12,400")
    rulebook = load_rulebook(own_folder(tmp_path / "own", draft.text))
    (other,) = read_text("In 2018/19 there were 310 damaged audio books.", rulebook).observations
    assert other.measure is None


def test_a_figure_that_has_a_measure_needs_no_rule() -> None:
    with pytest.raises(UsageError, match="matched already: cla_total"):
        begin_rule(
            "There were 512 children in care at 31 March 2019.", load_rulebook(),
            domain="own", label=None, figure=None,
        )  # fmt: skip


def test_own_rules_add_to_the_built_in_ones_and_the_replaced_measure_is_named(
    tmp_path: Path,
) -> None:
    built_in = load_rulebook()
    replacing = """
domain: own
title: Own
measures:
  cla_total:
    label: Our children
    definition: Children looked after, as we say it.
    units: [count]
    kind: stock
    patterns:
      - id: ours
        requires: [cla]
        examples: [{text: There were 512 looked after children at 31 March 2019., figure: '512'}]
"""
    folder = own_folder(tmp_path / "own", replacing)
    rulebook = load_rulebook(folder)
    assert set(rulebook.measures) == set(built_in.measures)
    assert rulebook.measures["cla_total"].label == "Our children"
    assert rulebook.overridden == (
        "cla_total: own.yml replaces it in the built-in children_in_care.yml",
    )
    assert {p.id for p in rulebook.patterns.values() if p.measure == "cla_total"} == {
        "rules/own#ours"
    }


def test_a_file_of_the_same_name_replaces_the_built_in_one(tmp_path: Path) -> None:
    text = (PROJECT / "rules" / "population.yml").read_text(encoding="utf-8")
    rulebook = load_rulebook(own_folder(tmp_path / "own", text, "population.yml"))
    assert rulebook.overridden == ("population.yml: the folder's file replaces the built-in one",)
    assert set(rulebook.measures) == set(load_rulebook().measures)


def test_another_word_in_extends_is_a_mistake_with_its_place(tmp_path: Path) -> None:
    folder = own_folder(tmp_path / "own", "domain: own\ntitle: Own\n")
    (folder / "extends.yml").write_text("extends: nothing\n", encoding="utf-8")
    with pytest.raises(RuleError, match="line 1: only “extends: built-in”"):
        load_rulebook(folder)


def test_of_several_figures_the_remarks_name_the_one_that_is_meant() -> None:
    sentence = "In 2018/19 the museum lent 45 fossils to 12 schools."
    rulebook = load_rulebook()
    draft = begin_rule(sentence, rulebook, domain="own", label=None, figure=None)
    assert draft.remarks[0] == "the rule is for “45”; for “12” use --figure"
    named = begin_rule(sentence, rulebook, domain="own", label=None, figure="45")
    assert not any("use --figure" in remark for remark in named.remarks)


def test_new_writes_a_file_once_and_says_what_to_look_at(tmp_path: Path) -> None:
    target = tmp_path / "own" / "libraries.yml"
    done = called("rules", "new", SENTENCES[0][0], "--domain", "libraries", "--out", target)
    assert "extends: built-in" in done.stderr
    assert "counter_examples" in done.stderr
    assert yaml.safe_load(target.read_text(encoding="utf-8"))["domain"] == "libraries"
    again = called("rules", "new", SENTENCES[0][0], "--out", target)
    assert isinstance(again.exception, UsageError)


def test_suggest_names_phrases_with_their_sentences(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "\n\n".join(
            f"In 20{year}/{year + 1} there were {year}0 allotment plots." for year in range(15, 19)
        ),
        encoding="utf-8",
    )
    database = tmp_path / "figures.db"
    called("ingest", paper, "--db", database, "--quiet", "--jobs", "1")
    first = propose(database, 5)[0]
    assert (first.phrase, first.unit, first.figures) == ("allotment plot", "count", 4)
    assert first.sentences[0] == "In 2015/16 there were 150 allotment plots."
    shown = called("rules", "suggest", "--db", database).stdout
    assert "allotment plot (count)" in shown


@pytest.mark.parametrize(
    ("unknown", "line"),
    [(("plots",), "nearest: near, which does not know: plots"), ((), "nearest: near")],
)
def test_suggest_names_unknown_words_where_there_are_any(
    monkeypatch: pytest.MonkeyPatch, unknown: tuple[str, ...], line: str
) -> None:
    found = SimpleNamespace(
        phrase="a", unit="count", figures=1, documents=1, measure="near", unknown=unknown,
        sentences=[],
    )  # fmt: skip
    monkeypatch.setattr(new_rule, "propose", lambda *_: [found])
    assert called("rules", "suggest", "--db", "any.db").stdout.splitlines()[1].strip() == line


def test_the_schema_for_editors_is_that_of_the_files_and_they_keep_it() -> None:
    shown = json.loads(called("rules", "schema").stdout)
    kept = json.loads((PROJECT / "docs" / "rules.schema.json").read_text(encoding="utf-8"))
    assert kept == shown, "run: extractor rules schema > docs/rules.schema.json"
    checker = jsonschema.Draft202012Validator(shown)
    for name in ("children_in_care", "finance", "populations"):
        text = (PROJECT / "rules" / f"{name}.yml").read_text(encoding="utf-8")
        data = yaml.safe_load(text)
        assert list(checker.iter_errors(json.loads(json.dumps(data, default=str)))) == []
    assert list(checker.iter_errors({"domain": "x", "title": "X", "measurs": {}}))


HOLDS = """
domain: own
title: Own
concepts:
  plot: {type: quantity, phrases: [allotment plot]}
measures:
  plots:
    label: Allotment plots
    definition: Plots of allotments that are let on a day.
    units: [count]
    kind: stock
    patterns:
      - id: plots
        requires: [plot]
        examples: [{text: There were 310 allotment plots at 31 March 2020., figure: '310'}]
"""


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many examples were read in each run that read any."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    seen: list[int] = []

    def counted(texts: Sequence[str], rulebook: Rulebook) -> Iterator[PageReading]:
        seen.append(len(texts))
        return read_texts(texts, rulebook)

    monkeypatch.setattr("extractor.pipeline.read_texts", counted)
    return seen


def test_examples_that_held_are_run_again_only_after_a_change(
    tmp_path: Path, runs: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = own_folder(tmp_path / "own", HOLDS)
    said = {called("rules", "check", "--rules", folder).stderr for _ in range(3)}
    assert said == {"1 measure, 1 pattern, 1 example: all hold.\n"}
    assert runs == [1]
    own_folder(folder, HOLDS.replace("kind: stock", "kind: stock\n    population_total: true"))
    called("rules", "check", "--rules", folder)
    assert runs == [1, 1]
    monkeypatch.setattr("extractor.ingest.provenance.reader", lambda: "another program")
    called("rules", "check", "--rules", folder)
    assert runs == [1, 1, 1]


def test_examples_that_failed_are_run_every_time(tmp_path: Path, runs: list[int]) -> None:
    folder = own_folder(tmp_path / "own", HOLDS.replace("figure: '310'", "figure: '311'"))
    for _ in range(2):
        failed = called("rules", "check", "--rules", folder)
        assert isinstance(failed.exception, ExtractorError)
        assert "“311” is not matched" in failed.output
    assert runs == [1, 1]
