"""A fault of the program in one passage costs that passage, and is said; nothing else is lost."""

from __future__ import annotations

import traceback
from pathlib import PurePath

FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a stage raises over a text it did not expect. Not among them: what is no fault of a text
(no memory, no disk, no file handles, a stopped program), after which no text would fare better."""

_PACKAGE = "extractor"


def said(error: BaseException) -> str:
    """The kind of the fault and where in this package it arose, without the text it met."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = PurePath(frame.filename).parts
        if _PACKAGE in parts:
            inside = "/".join(parts[len(parts) - parts[::-1].index(_PACKAGE) - 1 :])
            return f"{type(error).__name__} in {inside}, line {frame.lineno}"
    return type(error).__name__


def passage_problem(error: BaseException, passage: str) -> str:
    """A sentence about a passage that could not be read."""
    start = " ".join(passage.split())[:60]
    return (
        f"A passage was left out after a fault of the program ({said(error)}); please report it: "
        f"“{start}”"
    )


def page_problem(error: BaseException) -> str:
    """A sentence about a page whose passages could not be told apart."""
    return (
        f"The figures of this page were left out after a fault of the program ({said(error)}); "
        "please report it with the document."
    )
