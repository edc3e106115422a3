"""Reading a short text in a test: its figures by how they are printed."""

from __future__ import annotations

from collections.abc import Callable

from extractor.observation import Observation
from extractor.pipeline import read_text
from extractor.rulebook.load import load_rulebook

RULEBOOK = load_rulebook()


def reader(usual: str = "") -> Callable[..., dict[str, Observation]]:
    """A function that reads a text below a head, the `usual` one where none is given."""

    def read(text: str, head: str = usual) -> dict[str, Observation]:
        return {o.figure_text: o for o in read_text(head + text, RULEBOOK).observations}

    return read
