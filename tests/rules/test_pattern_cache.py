"""Kept patterns are those that `re.compile` makes, and what is wrong with them does no harm."""

import os
import pickle
import re
from hashlib import sha256
from pathlib import Path

import pytest

from extractor.pattern_cache import PatternCache, patterns_kept
from extractor.regex import compiled, regex, use_compiler

WRITTEN = [
    (r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})", 0),
    (r"(?i)\bchildren (?=looked after)", 0),
    (r"(?<![0-9.,£])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?", re.IGNORECASE),
    (r"( a | b )+?  # letters", re.VERBOSE | re.MULTILINE),
    (r"[^\W\d_]+|(x)(?(1)y|z)|\u2013", re.ASCII),
    *((rf"word{number}\s+(?:and|or)\s", 0) for number in range(12)),
]
TEXT = "2019-03: 1,234 Children looked after – word7 and word11 or xy; a b"


@pytest.fixture
def kept(tmp_path: Path) -> PatternCache:
    """A cache that has compiled all patterns and is kept."""
    cache = PatternCache(tmp_path)
    for written, flags in WRITTEN:
        cache.compile(written, flags)
    cache.save()
    return PatternCache(tmp_path)


def file_of(folder: Path) -> Path:
    (path,) = folder.glob("patterns-*.bin")
    return path


def test_a_kept_pattern_is_the_one_that_is_compiled(kept: PatternCache) -> None:
    assert len(kept._known) == len(WRITTEN)
    for written, flags in WRITTEN:
        pattern, usual = kept.compile(written, flags), re.compile(written, flags)
        assert pattern == usual
        assert (pattern.pattern, pattern.flags) == (written, usual.flags)
        assert (pattern.groups, pattern.groupindex) == (usual.groups, usual.groupindex)
        found = [(m.span(), m.groupdict(), m.lastgroup) for m in pattern.finditer(TEXT)]
        assert found == [(m.span(), m.groupdict(), m.lastgroup) for m in usual.finditer(TEXT)]
    assert not kept._new


def test_a_wrong_pattern_is_the_usual_error(kept: PatternCache) -> None:
    with pytest.raises(re.error, match="unterminated"):
        kept.compile("(a", 0)


@pytest.mark.parametrize("code", [(0, b"\xff" * 8, 0, {}), (0, b"", 0, {}), "none", (0, b"abc", 1)])
def test_code_that_is_none_is_compiled_anew(
    kept: PatternCache, tmp_path: Path, code: object
) -> None:
    content = pickle.dumps({("a+b", 0): code})
    path = file_of(tmp_path)
    path.write_bytes(sha256(content).digest() + content)
    assert PatternCache(tmp_path).compile("a+b", 0) == re.compile("a+b")


def test_a_damaged_or_foreign_file_is_not_read(kept: PatternCache, tmp_path: Path) -> None:
    path = file_of(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert not PatternCache(tmp_path)._known
    path.write_bytes(whole)
    assert PatternCache(tmp_path)._known
    path.chmod(0o644)
    assert not PatternCache(tmp_path)._known


def test_patterns_come_from_the_cache_inside_the_block_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with patterns_kept():
        for written, flags in WRITTEN:
            regex(written, flags).search(TEXT)
    path = file_of(tmp_path / "committee-figures")
    assert oct(os.stat(path).st_mode & 0o777) == "0o600"
    with patterns_kept():
        assert compiled(*WRITTEN[0]).fullmatch("2019-03") is not None
    before = use_compiler(re.compile)
    use_compiler(before)
    assert before is re.compile
