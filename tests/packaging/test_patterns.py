"""Every pattern that is only compiled when it is used can be compiled."""

import re
from importlib import import_module
from pkgutil import walk_packages

import pytest

import extractor
from extractor.regex import regex, right_before


def _modules() -> list[str]:
    found = [m.name for m in walk_packages(extractor.__path__, "extractor.")]
    return [name for name in found if not name.startswith(("extractor.site", "extractor.__main__"))]


@pytest.mark.parametrize("name", _modules())
def test_the_patterns_of_a_module_are_sound(name: str) -> None:
    kind = type(regex(""))
    for value in vars(import_module(name)).values():
        if isinstance(value, kind):
            assert value.groups >= 0


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    written, text = r"(?P<a>\d+)-(\d+)", "1-2 and 33-44"
    late, early = regex(written, re.IGNORECASE), re.compile(written, re.IGNORECASE)
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in early.finditer(text)]
    assert late.findall(text) == early.findall(text)
    assert late.sub("x", text) == early.sub("x", text)
    assert late.split(text) == early.split(text)
    assert late.groupindex == early.groupindex
    assert late.pattern == early.pattern


def test_a_mistake_is_raised_when_the_pattern_is_used() -> None:
    with pytest.raises(re.error):
        regex("(").search("x")


def test_right_before_an_offset_no_further_back_than_asked() -> None:
    words = regex(r"\bmore than\s$")
    text = "there were more than 12"
    assert right_before(words, text, text.index("12"), 10) is not None
    assert right_before(words, text, text.index("12"), 9) is None
    assert right_before(words, text, len(text), 40) is None
