"""Lines typed as rows of hyphens, equals signs or underscores: rules of tables, not text."""

from __future__ import annotations

from collections.abc import Sequence

from extractor.pages.model import Ruling, Word

# Characters that lines are typed with, and how many of each make one: a short row of hyphens is a
# mark in a figure's place, a row of underscores the blank of a form.
_FEWEST = {"-": 5, "=": 5, "–": 5, "—": 5, "_": 30}


def typed_rules(words: Sequence[Word]) -> tuple[list[Word], list[Ruling]]:
    """The words without those that are typed lines, and these lines as rulings.

    The list of rulings is empty where a page has none, which is most often.
    """
    lines = [w for w in words if w.text[0] in _FEWEST and _is_line(w.text)]
    if not lines:
        return list(words), []
    gone = {id(w) for w in lines}
    rulings = [Ruling(w.box.x0, w.box.middle, w.box.x1, w.box.middle) for w in lines]
    return [w for w in words if id(w) not in gone], rulings


def _is_line(text: str) -> bool:
    return len(text) >= _FEWEST[text[0]] and len(set(text)) == 1
