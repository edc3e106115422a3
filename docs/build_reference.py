"""Writes docs/reference-python.md from the docstrings of `extractor.api`.

python docs/build_reference.py
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from extractor import api
from extractor.export.figures import Figures

PAGE = Path(__file__).with_name("reference-python.md")


def described(thing: object, name: str) -> Iterator[str]:
    """A heading with the signature, and the docstring below it."""
    signature = "" if isinstance(thing, type) else str(inspect.signature(thing))  # type: ignore[arg-type]
    plain = re.sub(r"self(, )?", "", signature).replace("'", "")
    yield f"### `{name}{plain}`"
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
