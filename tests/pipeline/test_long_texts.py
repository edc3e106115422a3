"""Long texts: each part is read, and a document that gets on is not given up."""

from __future__ import annotations

from pathlib import Path

import pytest
from doubling_shapes import PROSE, WORDS

from extractor.ingest.read import read_document
from extractor.ingest.task import Task
from extractor.passages.sentences import LONGEST_SENTENCE, sentence_spans
from extractor.pipeline import read_text
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook


@pytest.mark.parametrize("unit", [WORDS, "a", "child\n", "á "])
def test_text_without_full_stops_is_read_in_parts(unit: str) -> None:
    text = unit * (3 * LONGEST_SENTENCE // len(unit))
    spans = sentence_spans(text)
    assert len(spans) >= 3
    assert all(end - start <= LONGEST_SENTENCE for start, end in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


def test_nothing_of_a_long_paragraph_is_given_up() -> None:
    text = f"{WORDS * 20_000} On 31 March 2019 there were 517 children in care in Kent."
    assert len(text) > 1_000_000, "more than spaCy reads at once"
    page = read_text(text, load_rulebook())
    assert page.page.problems == ()
    assert [o.value for o in page.observations] == [517]
    assert text[page.observations[0].char_start : page.observations[0].char_end] == "517"


def test_a_long_text_is_heard_of_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(PROSE * 50)
    heard: list[int] = []
    task = Task(path, "long.txt", "0" * 64, path.stat().st_size, tmp_path / "1.staging")
    verdict = read_document(
        task, load_rulebook(), ReadingSettings(), lambda identity, pages: heard.append(pages)
    )
    assert verdict.status == "ok"
    assert heard.count(0) >= 100, "once for each sentence"
    assert heard[-1] == 1
