"""Writes docs/reference-python.md from the docstrings of `extractor.api`.

python docs/build_reference.py
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from extractor import api
from extractor.export.frames import Figures

PAGE = Path(__file__).with_name("reference-python.md")


class _Annotation:
    """Prints a postponed annotation without the quotation marks of a string."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text


def written(function: object) -> str:
    """The signature of a function as its source has it, without `self`."""
    signature = inspect.signature(function)  # type: ignore[arg-type]
    parameters = [
        one if one.annotation is one.empty else one.replace(annotation=_Annotation(one.annotation))
        for name, one in signature.parameters.items()
        if name != "self"
    ]
    returned = _Annotation(signature.return_annotation)
    return str(signature.replace(parameters=parameters, return_annotation=returned))


def described(thing: object, name: str) -> Iterator[str]:
    """A heading with the signature, and the docstring below it."""
    yield f"### `{name}{'' if isinstance(thing, type) else written(thing)}`"
    text = inspect.getdoc(thing) or ""
    examples = re.split(r"(?m)^(?=>>> )", text, maxsplit=1)
    yield re.sub(r"(?m)^(Parameters|Returns|Yields|Raises)(:?)", r"*\1*\2", examples[0]).strip()
    if len(examples) > 1:
        yield f"```pycon\n{examples[1].strip()}\n```"


def page() -> str:
    """The whole page."""
    introduction = (inspect.getdoc(api) or "").split("\n\n>>>")[0]
    parts = [
        "# Python reference",
        "Built from the docstrings by `python docs/build_reference.py`; a test holds it equal.",
        introduction,
        "```python\nfrom extractor import api\n```",
        "## Functions",
    ]
    functions = [name for name in api.__all__ if inspect.isfunction(getattr(api, name))]
    for name in functions:
        parts += described(getattr(api, name), name)
    parts += ["## `Figures`", inspect.getdoc(Figures) or ""]
    for name, method in vars(Figures).items():
        if not name.startswith("_") and inspect.isfunction(method):
            parts += described(method, name)
    parts += ["## `Document`", inspect.getdoc(api.Document) or "", "## Errors"]
    for name in api.__all__:
        thing = getattr(api, name)
        if isinstance(thing, type) and issubclass(thing, Exception):
            parts.append(f"* `{name}`: {' '.join((inspect.getdoc(thing) or '').split())}")
    return "\n\n".join(parts).replace("\n\n* ", "\n* ") + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
