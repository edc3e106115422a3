"""Reading rules/*.yml: every mistake is one sentence with file, line and key."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from sys import intern
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from extractor.errors import RuleError
from extractor.package_files import shipped
from extractor.regex import regex
from extractor.rulebook.area_names import area_names
from extractor.rulebook.frames import with_frames
from extractor.rulebook.model import (
    CAPITALS,
    EXTENDS_FILE,
    CompiledPattern,
    ConceptType,
    Measure,
    Pattern,
    Phrase,
    PhraseList,
    RoleFile,
    Rulebook,
    RuleFile,
)
from extractor.rulebook.nouns import NOUN_FILE
from extractor.rulebook.phrases import expand
from extractor.rulebook.vocabulary import Vocabulary
from extractor.rulebook.words import WordFile, Words, words_of_file
from extractor.tokens import norm
from extractor.types import AGE_BAND

ROLE_FILE = "roles.yml"
AREA_FILE = "areas.yml"
WORD_FILE = "words.yml"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml's is ten times as fast
Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


class _Lines:
    """The line on which each key and value of a YAML file is."""

    def __init__(self, node: yaml.Node | None) -> None:
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

    def of(self, path: Path_) -> int:
        """The line of the value at `path`, or of the nearest thing around it."""
        while path and path not in self._at:
            path = path[:-1]
        return self._at.get(path, 1)


def rulebook_of(
    sources: Mapping[str, bytes], digest: str, place: Path, own: frozenset[str] = frozenset()
) -> Rulebook:
    """The rulebook that rule files make, by their names and bytes; `digest` names it. `own` are
    the files of a folder that adds to the built-in rules.

    Raises RuleError with file, line and key where anything in them is wrong.
    """
    files: dict[str, tuple[RuleFile, _Lines]] = {}
    roles = RoleFile(directions={}, roles=[])
    words = _shipped_words() if WORD_FILE not in sources else Words()
    for name, raw in sources.items():
        if name in (AREA_FILE, NOUN_FILE, EXTENDS_FILE):
            continue  # read where they are used; here they only count for the digest
        path = place / name
        data, lines = _parse(path, raw)
        if name == ROLE_FILE:
            roles = _validated(RoleFile, data, path, lines)
        elif name == WORD_FILE:
            words = words_of_file(_validated(WordFile, data, path, lines))
        else:
            files[name] = (_validated(RuleFile, data, path, lines), lines)
    if not files:
        raise RuleError(f"The folder {place} holds no rule files (*.yml).")
    mine = [name for name in files if name in own]
    overridden = _override(files, mine)
    if own:
        overridden += _replaced_files(own)
    return replace(
        _assemble(files, roles, words, digest),
        fixed=_fixed(sources),
        own_files=frozenset(mine),
        overridden=tuple(overridden),
    )


def _override(files: dict[str, tuple[RuleFile, _Lines]], own: list[str]) -> list[str]:
    """Take out of the built-in files the measures that own files define, and say which."""
    said = []
    for name in own:
        for other, (file, lines) in list(files.items()):
            both = sorted(set(file.measures) & set(files[name][0].measures))
            if other in own or not both:
                continue
            kept = {key: m for key, m in file.measures.items() if key not in both}
            files[other] = (file.model_copy(update={"measures": kept}), lines)
            said += [f"{measure}: {name} replaces it in the built-in {other}" for measure in both]
    return said


def _replaced_files(own: frozenset[str]) -> list[str]:
    """The built-in files that a folder replaces by files of the same name."""
    built_in = {path.name for path in shipped("rules").glob("*.yml")}
    return [
        f"{name}: the folder's file replaces the built-in one" for name in sorted(built_in & own)
    ]


def _fixed(sources: Mapping[str, bytes]) -> str:
    """The digest of the files whose words may be anywhere in a text."""
    digest = hashlib.sha256()
    for name in (AREA_FILE, NOUN_FILE, ROLE_FILE):
        if name in sources:
            digest.update(name.encode() + b"\0" + sources[name] + b"\0")
    return digest.hexdigest()[:12]


def _shipped_words() -> Words:
    """The words that come with the package, for a folder of rules without any of its own."""
    path = shipped("rules") / WORD_FILE
    data, lines = _parse(path, path.read_bytes())
    return words_of_file(_validated(WordFile, data, path, lines))


def _parse(path: Path, raw: bytes) -> tuple[Any, _Lines]:
    try:
        loader = _LOADER(raw.decode("utf-8"))
        node = loader.get_single_node()
        # Both come first: making data of the node moves merged keys to other places.
        _refuse_repeated_keys(node, path)
        lines = _Lines(node)
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
    """YAML lets a key stand twice and keeps the last: here that would lose a rule."""
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


def _validated(model: type[M], data: Any, path: Path, lines: _Lines) -> M:
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
            message = "unknown key" + _suggestion(str(where[-1]), _keys_at(model, where[:-1]))
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
    return list(current.model_fields) if _is_model(current) else []


def _is_model(thing: Any) -> bool:
    return isinstance(thing, type) and issubclass(thing, BaseModel)


def _suggestion(word: str, known: list[str]) -> str:
    near = process.extractOne(word, known, score_cutoff=60)
    return f" (did you mean “{near[0]}”?)" if near else ""


def _assemble(
    files: dict[str, tuple[RuleFile, _Lines]], roles: RoleFile, words: Words, digest: str
) -> Rulebook:
    phrases = tuple(p for file, _ in files.values() for p in _phrases(file))
    keys = {p.concept for p in phrases} | {p.dimension for p in phrases if p.dimension}
    measures: dict[str, Measure] = {}
    domains: dict[str, str] = {}
    patterns: dict[str, CompiledPattern] = {}
    titles: dict[str, str] = {}
    for name, (file, lines) in files.items():
        titles[file.domain] = file.title
        for measure_id, measure in file.measures.items():
            where: Path_ = ("measures", measure_id)
            if measure_id in measures:
                raise RuleError(
                    f"{name}, line {lines.of(where)}: the measure “{measure_id}” is there already."
                )
            measures[measure_id], domains[measure_id] = measure, file.domain
            _known(measure.counts, keys, name, lines, (*where, "counts"))
            _known(measure.below_zero, keys, name, lines, (*where, "below_zero"))
            _known(measure.accepts, keys | {AGE_BAND}, name, lines, (*where, "accepts"))
            _known(measure.dimensions, keys | {AGE_BAND}, name, lines, (*where, "dimensions"))
            _known_values(measure, phrases, name, lines, where)
            _known_areas(measure, name, lines, where)
            for index, pattern in enumerate(measure.patterns):
                at = (*where, "patterns", index)
                compiled = _compiled(name, measure_id, measure, pattern, keys, lines, at)
                if compiled.id in patterns:
                    raise RuleError(
                        f"{name}, line {lines.of(at)}: the pattern id “{pattern.id}” appears twice."
                    )
                patterns[compiled.id] = compiled
    directions = tuple(
        (direction, words)
        for direction, listed in roles.directions.items()
        for phrase in listed.phrases
        for words in expand(phrase)
    )
    return with_frames(
        Rulebook(
            digest,
            measures,
            domains,
            patterns,
            {},
            Vocabulary.of(phrases),
            tuple(roles.roles),
            tuple(roles.labels),
            directions,
            titles,
            words,
            _types(file for file, _ in files.values()),
            {
                family: frozenset(keys)
                for file, _ in files.values()
                for family, keys in file.families.items()
            },
            {file.domain: frozenset(file.populations) for file, _ in files.values()},
            {
                family: frozenset(services)
                for file, _ in files.values()
                for family, services in file.presumed.items()
            },
            frozenset(family for file, _ in files.values() for family in file.rate_bases),
            {file.domain: frozenset(file.accepts) for file, _ in files.values()},
            {file.domain: file.redundant for file, _ in files.values()},
            frozenset(p.dimension for p in phrases if p.dimension),
            {name: _field(measure) for name, measure in measures.items()},
        )
    )


def _known_areas(measure: Measure, file: str, lines: _Lines, where: Path_) -> None:
    """Refuse a break (a change of definition) in an area that rules/areas.yml does not name."""
    for index, change in enumerate(measure.breaks):
        for nth, area in enumerate(change.areas):
            if area not in area_names():
                at = (*where, "breaks", index, "areas", nth)
                raise RuleError(
                    f"{file}, line {lines.of(at)}, {'.'.join(map(str, at))}: {AREA_FILE} has no "
                    f"area “{area}”{_suggestion(area, sorted(area_names()))}."
                )


def _field(measure: Measure) -> frozenset[str]:
    """The words of a measure's label, definition and examples, in normal form."""
    texts = [measure.label, measure.definition]
    texts += [example.text for pattern in measure.patterns for example in pattern.examples]
    return frozenset(norm(word) for text in texts for word in _WORD.findall(text))


_WORD = regex(r"[A-Za-z]{3,}")


def _types(files: Iterable[RuleFile]) -> dict[str, ConceptType]:
    return {
        concept: listed.type
        for file in files
        for concept, listed in file.concepts.items()
        if listed.type is not None
    }


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


def _compiled(
    file: str,
    measure_id: str,
    measure: Measure,
    pattern: Pattern,
    keys: set[str],
    lines: _Lines,
    at: Path_,
) -> CompiledPattern:
    needs = tuple(
        _alternatives(n, keys, file, lines, (*at, "needs", i)) for i, n in enumerate(pattern.needs)
    )
    context = tuple(
        _alternatives(n, keys, file, lines, (*at, "context", i))
        for i, n in enumerate(pattern.context)
    )
    units = frozenset(pattern.units or measure.units)
    if not units <= set(measure.units):
        raise RuleError(
            f"{file}, line {lines.of((*at, 'units'))}, units: the measure “{measure_id}” "
            f"has no unit {', '.join(sorted(units - set(measure.units)))}."
        )
    stem = file.removesuffix(".yml")
    return CompiledPattern(
        f"rules/{stem}#{pattern.id}",
        measure_id,
        needs,
        context,
        units,
        tuple(sorted(pattern.dimensions.items())),
        pattern,
    )


def _alternatives(text: str, keys: set[str], file: str, lines: _Lines, at: Path_) -> frozenset[str]:
    options = [o.strip() for o in text.split("|")]
    _known(options, keys | {AGE_BAND}, file, lines, at)
    return frozenset(options)


def _known_values(
    measure: Measure, phrases: Sequence[Phrase], file: str, lines: _Lines, where: Path_
) -> None:
    """Raise RuleError for a value that is `meant` and that no dimension of the measure has."""
    values = {p.concept for p in phrases if p.dimension in measure.dimensions}
    for value in (f"{name}={value}" for name, value in measure.meant.items()):
        if value not in values:
            at = f"line {lines.of((*where, 'meant'))}, {'.'.join(map(str, where))}.meant"
            raise RuleError(f"{file}, {at}: no dimension of the measure has the value “{value}”.")


def _known(options: list[str], keys: set[str], file: str, lines: _Lines, at: Path_) -> None:
    for option in options:
        if option not in keys:
            place = f"{file}, line {lines.of(at)}, {'.'.join(map(str, at))}"
            hint = _suggestion(option, sorted(keys))
            raise RuleError(f"{place}: no concept or dimension is called “{option}”{hint}.")
