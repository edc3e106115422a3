"""Errors that a user can do something about, each with its exit code; faults of the program.

`refused`: the document is not something this tool reads (not a PDF, encrypted, empty).
`failed`: it should have been read, and something went wrong.

A fault of the program in one passage costs that passage and is reported; nothing else is lost.

"""

from __future__ import annotations

import re
import traceback
from pathlib import PurePath

_STEERING = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Characters that would move a terminal's cursor or turn the direction of writing."""


def printable(text: str) -> str:
    """The text with what would steer a terminal or browser written out, as `\\x1b`."""
    return _STEERING.sub(lambda found: _written_out(ord(found[0])), text)


def _written_out(code: int) -> str:
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def on_screen(text: str) -> str:
    """The text as a terminal may show it: `printable`, but for its line ends and tabs."""
    return re.sub(r"[^\n\t]+", lambda found: printable(found[0]), text)


class ExtractorError(Exception):
    """An error with a message for people; `remedy` says what to do about it."""

    exit_code = 1

    def __init__(self, message: str, remedy: str | None = None) -> None:
        self.message = on_screen(message)
        super().__init__(self.message)
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}" if self.remedy else self.message


class UsageError(ExtractorError):
    """The call cannot be carried out as it was given."""

    exit_code = 2


class RuleError(UsageError):
    """A rule file is wrong; the message names file, line and key."""


class RefusedDocument(ExtractorError):
    """The file is not a document this tool reads."""

    exit_code = 3


class FailedDocument(ExtractorError):
    """The document should have been readable, and reading it failed."""

    exit_code = 3


class StoreError(ExtractorError):
    """The database cannot be used as asked (locked, full disk, newer version ...)."""


REMEDY = " Print the page "
"""How the remedy of a page's problem begins, the last sentence of it."""


def without_remedy(problem: str) -> tuple[str, str | None]:
    """The problem of a page, and apart from it what to do about it, where it says that."""
    at = problem.find(REMEDY)
    return (problem, None) if at < 0 else (problem[:at], problem[at + 1 :])


FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a stage raises over a text it did not expect. Not among them: what is not a fault of a text
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
