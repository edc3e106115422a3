"""Blocks to passages: sentences, and the context they are read in."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.blocks.text_files import read_plain
from extractor.pages.model import Page
from extractor.passages.model import Passage
from extractor.passages.read import PassageReader
from extractor.passages.sentences import sentence_spans
from extractor.reports.model import Report


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "text",
    [
        "There were 12.5 children, i.e. more than before.|The next year saw 14.",
        "It cost approx. £1.2m in 2016.|No. 7 on the list did not.",
        "Cllr. Smith and Dr. A. Jones asked.|Mr. Brown said 12 of 14 did.",
        "They live in a residential setting.|These are rare.",
        "Does it work?|Yes!|(See para. 2.1.)|It does.",
        "Over 90% did.|65 did not.",
        "e.g. Foster care, children's homes, etc. are counted",
    ],
)
def test_sentences(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.split("|")


def test_a_lost_space_between_sentences() -> None:
    assert sentences("in a residential setting.These are rare.") == [
        "in a residential setting.",
        "These are rare.",
    ]
    assert sentences("see www.westmere.example/Report.Pdf for 12 more") == [
        "see www.westmere.example/Report.Pdf for 12 more"
    ]


@given(st.text(st.sampled_from("abC 1.?!)”\n"), max_size=60))
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    spans = sentence_spans(text)
    covered = "".join(text[start:end] for start, end in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)


def passages(text: str, report: Report | None = None) -> list[Passage]:
    page = Page(None, 0.0, 0.0, (), (), "text", text=text)
    return PassageReader().read(read_plain(page), report or Report(0))


def test_passages_know_headings_section_and_lead() -> None:
    found = passages(
        "# Report\n\n## Children in care\n\n2.1 There were 717. Of these:\n\n- 12 moved. All did.\n"
        "\n## Health\n\nChecks fell to 80%.\n",
        Report(3, second_hand=True),
    )
    assert [p.text.content for p in found] == [
        "There were 717.", "Of these:", "12 moved.", "All did.", "Checks fell to 80%.",
    ]  # fmt: skip
    assert [p.source for p in found] == ["prose", "prose", "list", "list", "prose"]
    assert [p.section for p in found] == ["2.1", "2.1", "2.1", "2.1", "Health"]
    assert [(p.paragraph, p.sentence) for p in found] == [(1, 0), (1, 1), (2, 0), (2, 1), (3, 0)]
    assert found[2].list_intro == ("Of these:",)
    assert found[2].headings == ("Children in care", "Report")
    assert found[4].headings == ("Health", "Report")
    assert all(p.report == 3 and p.second_hand for p in found)


def test_contacts_and_headings_state_nothing() -> None:
    assert passages("CONTACT\n\nTel: 01632 960123\n") == []


def test_a_table_gives_a_passage_a_cell() -> None:
    found = passages("| Placement | 2017 |\n| --- | --- |\n| Foster care | 253 |\n")
    assert [p.text.content for p in found] == ["Foster care | 2017 | 253"]
    assert found[0].cell is not None
    assert found[0].source == "table"
