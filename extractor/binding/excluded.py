"""The numbers of texts that state no figures, each with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.annotations.numbers import find_numbers
from extractor.observation import ExcludedNumber
from extractor.passages.model import ExcludedText

NOT_SHOWN = "(not shown)"


def excluded_in(excluded: Iterable[ExcludedText]) -> list[ExcludedNumber]:
    """The numbers of texts that are not passages: their own reason first, else the text's."""
    return [
        ExcludedNumber(
            held.page,
            NOT_SHOWN if held.private else number.text,
            NOT_SHOWN if held.private else held.text.content,
            held.reason if held.private else number.excluded or held.reason,
        )
        for held in excluded
        for number in find_numbers(held.text.content)
    ]
