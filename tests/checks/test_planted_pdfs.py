"""Errors planted in drawn papers of the corpus are found; as they were drawn nothing is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_figures import alarms_of

from corpus.generate import make
from corpus.generate.errors import ERRORS, plant_in
from corpus.generate.plan import Document, documents
from corpus.generate.planted import LOST_LINE
from corpus.generate.said import Ledger

DRAWN = {Path(one.path).stem + "_" + Path(one.path).parts[0]: one for one in documents()
         if one.compose and one.write}  # fmt: skip
# The corpus itself has a paper with a lost line.
SOUND = [name for name, one in DRAWN.items() if not one.path.startswith(f"{LOST_LINE[0]}/2020")]


def planted() -> list[tuple[str, str]]:
    """Every drawn paper with each error that it has a place for."""
    found = []
    for name, one in DRAWN.items():
        assert one.compose is not None
        ledger = Ledger()
        report = one.compose(ledger)
        found += [(name, error) for error in ERRORS if plant_in(report, ledger, error) is not None]
    return found


PLANTED = planted()


def draw(one: Document, error: str | None, path: Path) -> None:
    """A paper drawn in its house style, with an error or without."""
    compose, write = one.compose, one.write
    assert compose is not None
    assert write is not None
    ledger = Ledger()
    report = compose(ledger)
    if error is not None:
        wrong = plant_in(report, ledger, error)
        assert wrong is not None
        report = wrong
    sheet = make.Sheet(ledger, report.title)
    write(sheet, report)
    sheet.save(path)


@pytest.fixture(scope="module")
def alarms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The sentences of the alarms of each drawn paper, by its name."""
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "papers").mkdir()
    for name in SOUND:
        draw(DRAWN[name], None, folder / "papers" / f"{name}.pdf")
    for name, error in PLANTED:
        draw(DRAWN[name], error, folder / "papers" / f"{name}_{error}.pdf")
    return alarms_of(folder / "papers", folder / "figures.db", 2)


@pytest.mark.parametrize("name", SOUND)
def test_a_drawn_paper_raises_no_alarm(alarms: dict[str, list[str]], name: str) -> None:
    assert alarms[name] == []


@pytest.mark.parametrize(("name", "error"), PLANTED)
def test_an_error_in_a_drawn_paper_is_found(
    alarms: dict[str, list[str]], name: str, error: str
) -> None:
    assert alarms[f"{name}_{error}"]


def test_every_kind_of_error_has_a_drawn_paper() -> None:
    assert {error for _, error in PLANTED} == set(ERRORS)
