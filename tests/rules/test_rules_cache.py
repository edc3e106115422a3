"""What is kept between runs: used where it is right, rebuilt wherever anything is wrong."""

from __future__ import annotations

import os
import pickle
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from extractor.package_files import shipped
from extractor.rulebook import load
from extractor.rulebook.words import Words
from extractor.rules_cache import kept, kept_each

MADE = Words(neutral=frozenset(("one", "two")))


class Maker:
    """Makes the same thing every time, and counts."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> Words:
        self.times += 1
        return MADE


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "committee-figures"


def the_file(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def test_it_is_made_once_and_is_the_same(cache: Path) -> None:
    make = Maker()
    assert [kept(Words, [b"rules"], make) for _ in range(3)] == [MADE] * 3
    assert make.times == 1
    assert cache.stat().st_mode & 0o777 == 0o700
    assert the_file(cache).stat().st_mode & 0o077 == 0


def test_of_several_only_what_has_changed_is_made_anew(cache: Path) -> None:
    made: list[str] = []

    def make(name: str, raw: bytes) -> Words:
        made.append(name)
        return Words(neutral=frozenset((raw.decode(),)))

    kept_each(Words, {"a": b"one", "b": b"two"}, make)
    found = kept_each(Words, {"a": b"one", "b": b"three"}, make)
    assert made == ["a", "b", "b"]
    assert {name: set(words.neutral) for name, words in found.items()} == {
        "a": {"one"},
        "b": {"three"},
    }
    the_file(cache).write_bytes(b"x" * 500)
    assert kept_each(Words, {"a": b"one", "b": b"three"}, make) == found
    assert made == ["a", "b", "b", "a", "b"]


def test_other_rules_are_another_thing(cache: Path) -> None:
    make = Maker()
    kept(Words, [b"rules"], make)
    kept(Words, [b"other rules"], make)
    assert make.times == 2


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 500, sha256(b"x").digest() + b"x"])
def test_a_broken_file_is_made_anew(cache: Path, content: bytes) -> None:
    make = Maker()
    kept(Words, [b"rules"], make)
    the_file(cache).write_bytes(content)
    assert kept(Words, [b"rules"], make) == MADE
    assert make.times == 2
    kept(Words, [b"rules"], make)
    assert make.times == 2  # and is whole again


class Evil:
    """Pickles to a call."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {os.environ['XDG_CACHE_HOME']}/called",)


def test_a_file_that_would_run_something_runs_nothing(cache: Path) -> None:
    make = Maker()
    kept(Words, [b"rules"], make)
    payload = pickle.dumps(Evil())
    the_file(cache).write_bytes(sha256(payload).digest() + payload)
    assert kept(Words, [b"rules"], make) == MADE
    assert not (cache.parent / "called").exists()


def test_a_thing_of_another_kind_is_not_taken(cache: Path) -> None:
    make = Maker()
    kept(Words, [b"rules"], make)
    payload = pickle.dumps(frozenset(("Words",)))
    the_file(cache).write_bytes(sha256(payload).digest() + payload)
    assert kept(Words, [b"rules"], make) == MADE


@pytest.mark.parametrize("mode", [0o666, 0o640])
def test_a_file_open_to_others_is_not_read(cache: Path, mode: int) -> None:
    make = Maker()
    kept(Words, [b"rules"], make)
    the_file(cache).chmod(mode)
    kept(Words, [b"rules"], make)
    assert make.times == 2


def test_neither_is_one_in_a_folder_open_to_others(cache: Path) -> None:
    cache.mkdir(mode=0o755)
    make = Maker()
    kept(Words, [b"rules"], make)
    kept(Words, [b"rules"], make)
    assert make.times == 2
    assert not list(cache.iterdir())


def test_nor_a_link_to_a_file_elsewhere(cache: Path, tmp_path: Path) -> None:
    make = Maker()
    kept(Words, [b"rules"], make)
    elsewhere = tmp_path / "elsewhere"
    path = the_file(cache)
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    kept(Words, [b"rules"], make)
    assert make.times == 2


def test_without_a_place_everything_is_made(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a file"))
    (tmp_path / "a file").write_text("")
    assert kept(Words, [b"rules"], Maker()) == MADE


def test_a_rulebook_from_the_cache_is_the_one_that_was_read(cache: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(shipped("rules"), folder)
    load._loaded.cache_clear()
    read = load.load_rulebook(folder)
    load._loaded.cache_clear()
    assert load.load_rulebook(folder) == read
    assert any(path.name.startswith("rulebook") for path in cache.iterdir())
