"""A fault in one passage costs that passage, with a row; what is not a fault of a text is
raised."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.binding.observe import Observer
from extractor.errors import FAULTS, said
from extractor.passages.model import Passage
from extractor.passages.read import PassageReader
from extractor.pipeline import PageReading, Reading
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.load import load_rulebook

TEXT = """Norfolk County Council

There were 717 children in care in Norfolk on 31 March 2019.

There were 666 unlucky children in Norfolk on 31 March 2019.

There were 690 children in care in Norfolk on 31 March 2018.
"""


def read(path: Path) -> list[PageReading]:
    path.write_text(TEXT)
    with Reading(path, load_rulebook(), ReadingSettings()) as reading:
        return list(reading.pages())


def failing(monkeypatch: pytest.MonkeyPatch, error: type[BaseException]) -> None:
    """Let the stage that binds figures fail over one passage."""
    observe = Observer.observe

    def fail(self: Observer, passage: Passage, *more: object) -> object:
        if "666" in passage.text.content:
            raise error("a secret of the text")
        return observe(self, passage, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Observer, "observe", fail)


CAUGHT = [*FAULTS, ZeroDivisionError, OverflowError, KeyError, IndexError, UnicodeError]


@pytest.mark.parametrize("error", CAUGHT)
def test_a_fault_in_one_passage_costs_that_passage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    failing(monkeypatch, error)
    (page,) = read(tmp_path / "a.txt")
    assert [o.value for o in page.observations] == [717, 690]
    (problem,) = page.page.problems
    assert error.__name__ in problem
    assert "666 unlucky" in problem
    assert "secret" not in problem


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt, OSError, SystemExit])
def test_what_is_no_fault_of_a_text_is_raised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    failing(monkeypatch, error)
    with pytest.raises(error):
        read(tmp_path / "a.txt")


def test_a_fault_in_telling_passages_apart_costs_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("unexpected")

    monkeypatch.setattr(PassageReader, "read", fail)
    (page,) = read(tmp_path / "a.txt")
    assert page.observations == ()
    assert page.page.text.startswith("Norfolk")
    assert "figures of this page were left out" in page.page.problems[0]


def test_the_place_of_a_fault_is_said_without_paths_of_the_machine() -> None:
    with pytest.raises(AttributeError) as raised:
        load_rulebook(12)  # type: ignore[arg-type]
    words = said(raised.value)
    assert words.startswith("AttributeError in extractor/")
    assert str(Path.cwd()) not in words
