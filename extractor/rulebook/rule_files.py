"""One rule file, from YAML to what is in it; a mistake is a sentence with file, line and key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

import yaml
from pydantic import AliasChoices, BaseModel, ValidationError
from pydantic.fields import FieldInfo
from rapidfuzz import process

from extractor.errors import RuleError
from extractor.rulebook.model import CAPITALS, Phrase, PhraseList, RuleFile
from extractor.rulebook.phrases import expand
from extractor.rulebook.vocabulary import PackedPhrases, packed

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is ten times as fast
Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


class Lines:
    """The line on which each key and value of a YAML file is."""

    def __init__(self, node: yaml.Node | None = None) -> None:
        self._at: dict[Path_, int] = {}
        if node is not None:
            self._walk(node, ())

    def _walk(self, node: yaml.Node, path: Path_) -> None:
        self._at.setdefault(path, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                inner = (*path, key.value)
                self._at[inner] = key.start_mark.line + 1
                self._walk(value, inner)
        elif isinstance(node, yaml.SequenceNode):
            for index, value in enumerate(node.value):
                self._walk(value, (*path, index))

    def holds(self, path: Path_) -> bool:
        """Whether the file says something at `path`."""
        return path in self._at

    def of(self, path: Path_) -> int:
        """The line of the value at `path`, or of the nearest thing around it."""
        while path and path not in self._at:
            path = path[:-1]
        return self._at.get(path, 1)


def parsed(path: Path, raw: bytes) -> tuple[Any, Lines]:
    """The data of a YAML file, with the lines. Raises RuleError where it is no valid YAML."""
    try:
        loader = _LOADER(raw.decode("utf-8"))
        node = loader.get_single_node()
        # Both come first: making data of the node moves merged keys to other places.
        _refuse_repeated_keys(node, path)
        lines = Lines(node)
        data = None if node is None else loader.construct_document(node)
    except UnicodeDecodeError as error:
        raise RuleError(f"{path.name}: byte {error.start} is not UTF-8.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        problem = getattr(error, "problem", None) or "cannot be read"
        raise RuleError(f"{path.name}, line {line}: no valid YAML: {problem}.") from error
    return data, lines


def _refuse_repeated_keys(node: yaml.Node | None, path: Path) -> None:
    """YAML lets a key appear twice and keeps the last: here that would lose a rule."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise RuleError(f"{path.name}, line {line}: the key “{key.value}” appears twice.")
            seen.add(key.value)
            _refuse_repeated_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeated_keys(value, path)


def validated(model: type[M], data: Any, path: Path, lines: Lines) -> M:
    """The data as what a rule file may hold. Raises RuleError for the first mistake."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        # A misspelt key is also a missing one: what was written says more than what was not.
        mistakes = sorted(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
        first = mistakes[0]
        where = tuple(first["loc"])
        key = ".".join(str(part) for part in where) or "(the file)"
        message = first["msg"].removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            message = "unknown key" + suggestion(str(where[-1]), _keys_at(model, where[:-1]))
        raise RuleError(f"{path.name}, line {lines.of(where)}, {key}: {message}.") from error


def _keys_at(model: type[BaseModel], path: Path_) -> list[str]:
    """The keys that are allowed where `path` leads, as far as the models tell."""
    current: Any = model
    for part in path:
        field = current.model_fields.get(part) if _is_model(current) else None
        if field is not None:
            current = field.annotation
        while not _is_model(current) and getattr(current, "__args__", None):
            current = (
                current.__args__[-1]
                if current.__args__[-1] is not type(None)
                else (current.__args__[0])
            )
    return list(map(_written, current.model_fields.items())) if _is_model(current) else []


def _written(field: tuple[str, FieldInfo]) -> str:
    """The key of a field in a rule file: of several, the first is the one in use."""
    name, info = field
    alias = info.validation_alias
    return str(alias.choices[0]) if isinstance(alias, AliasChoices) else name


def _is_model(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseModel)


def suggestion(word: str, known: list[str]) -> str:
    """A question whether the known word nearest to an unknown one was meant; "" if none is near."""
    near = process.extractOne(word, known, score_cutoff=60)
    return f" (did you mean “{near[0]}”?)" if near else ""


def _phrases(file: RuleFile) -> Iterator[Phrase]:
    for concept, listed in file.concepts.items():
        yield from _meaning(listed, intern(concept), None, None)
    for dimension, values in file.dimensions.items():
        for value, listed in values.items():
            key = intern(f"{dimension}={value}")
            yield from _meaning(listed, key, intern(dimension), intern(value))


def _meaning(
    listed: PhraseList, key: str, dimension: str | None, value: str | None
) -> Iterator[Phrase]:
    """The phrases of a list, which stand for one thing."""
    for phrase in listed.phrases:
        for words in expand(phrase):
            capitals = not words.islower() and CAPITALS.search(words) is not None
            yield Phrase(words, key, dimension, value, capitals)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A rule file that has been read, with the lines of its parts and its phrases written out."""

    file: RuleFile
    lines: Lines
    phrases: PackedPhrases


def read_rule_file(path: Path, raw: bytes) -> ReadFile:
    """Read one file of measures. Raises RuleError where anything in it is wrong."""
    data, lines = parsed(path, raw)
    file = validated(RuleFile, data, path, lines)
    return ReadFile(file, lines, packed(_phrases(file)))
