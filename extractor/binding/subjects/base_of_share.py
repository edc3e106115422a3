"""The words of the base of a share, as they stand behind it: "care leavers" of "12% of care
leavers"."""

from __future__ import annotations

import re

from extractor.annotations.annotate import Annotations
from extractor.binding.model import Figure
from extractor.regex import regex

_BASE = regex(
    r"\b(?:of|out of|from|amongst?)\s+(?:the|our|these|those|all|a total of|all the|its|this)?\s*"
    r"(?:total of\s+)?(?P<words>[^,.;:()%£]{3,80})",
    re.IGNORECASE,
)


def base_words(figure: Figure, annotated: Annotations) -> str | None:
    """The words of a share's base: "of care leavers aged 17-21" after a percentage."""
    if figure.unit != "percent":
        return None
    after = annotated.text[figure.number.end : figure.clause.end]
    found = _BASE.match(after.lstrip())
    if found is None:
        return None
    words = re.split(
        r"\s(?:are|were|is|was|have|had|has|live|lived|who|which|that|placed|achieved|experienced"
        r"|aged?|received|with|in suitable|being|told|remain|left|did|felt)\b",
        found["words"],
        maxsplit=1,
    )[0]
    return words.strip() or None
