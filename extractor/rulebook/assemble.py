"""The rulebook that the files of a folder make together, checked against each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from extractor.errors import RuleError
from extractor.package_files import shipped
from extractor.regex import regex
from extractor.rulebook.area_names import area_names
from extractor.rulebook.frames import with_frames
from extractor.rulebook.model import (
    EXTENDS_FILE,
    CompiledPattern,
    ConceptType,
    Measure,
    Pattern,
    RoleFile,
    Rulebook,
    RuleFile,
)
from extractor.rulebook.phrases import expand
from extractor.rulebook.rule_files import (
    Lines,
    Path_,
    ReadFile,
    parsed,
    read_rule_file,
    suggestion,
    validated,
)
from extractor.rulebook.vocabulary import Vocabulary
from extractor.rulebook.words import NOUN_FILE, WordFile, Words, words_of_file
from extractor.rules_cache import kept_each
from extractor.tokens import norm
from extractor.types import AGE_BAND

ROLE_FILE = "roles.yml"
AREA_FILE = "areas.yml"
WORD_FILE = "words.yml"


def rulebook_of(
    sources: Mapping[str, bytes], digest: str, place: Path, own: frozenset[str] = frozenset()
) -> Rulebook:
    """The rulebook that rule files make, by their names and bytes; `digest` names it. `own` are
    the files of a folder that adds to the built-in rules.

    Raises RuleError with file, line and key where anything in them is wrong.
    """
    measured: dict[str, bytes] = {}
    roles = RoleFile(directions={}, roles=[])
    words = _shipped_words() if WORD_FILE not in sources else Words()
    for name, raw in sources.items():
        if name in (AREA_FILE, NOUN_FILE, EXTENDS_FILE):
            continue  # read where they are used; here they only count for the digest
        if name not in (ROLE_FILE, WORD_FILE):
            measured[name] = raw
            continue
        data, lines = parsed(place / name, raw)
        if name == ROLE_FILE:
            roles = validated(RoleFile, data, place / name, lines)
        else:
            words = words_of_file(validated(WordFile, data, place / name, lines))
    files = kept_each(ReadFile, measured, lambda name, raw: read_rule_file(place / name, raw))
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


def _override(files: dict[str, ReadFile], own: list[str]) -> list[str]:
    """Take out of the built-in files the measures that own files define, and say which."""
    said = []
    for name in own:
        for other, read in list(files.items()):
            both = sorted(set(read.file.measures) & set(files[name].file.measures))
            if other in own or not both:
                continue
            left = {key: m for key, m in read.file.measures.items() if key not in both}
            files[other] = replace(read, file=read.file.model_copy(update={"measures": left}))
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
    data, lines = parsed(path, path.read_bytes())
    return words_of_file(validated(WordFile, data, path, lines))


def _assemble(read: dict[str, ReadFile], roles: RoleFile, words: Words, digest: str) -> Rulebook:
    files = [one.file for one in read.values()]
    values: dict[str, set[str]] = {}
    for file in files:
        for dimension, listed in file.dimensions.items():
            values.setdefault(dimension, set()).update(listed)
    dimensions = frozenset(dimension for dimension, listed in values.items() if listed)
    keys = {concept for file in files for concept in file.concepts} | dimensions
    keys |= {f"{dimension}={value}" for dimension, listed in values.items() for value in listed}
    measures: dict[str, Measure] = {}
    domains: dict[str, str] = {}
    patterns: dict[str, CompiledPattern] = {}
    titles: dict[str, str] = {}
    for name, one in read.items():
        file, lines = one.file, one.lines
        titles[file.domain] = file.title
        for measure_id, measure in file.measures.items():
            where: Path_ = ("measures", measure_id)
            if measure_id in measures:
                raise RuleError(
                    f"{name}, line {lines.of(where)}: the measure “{measure_id}” is defined twice."
                )
            measures[measure_id], domains[measure_id] = measure, file.domain
            _known(measure.counts, keys, name, lines, (*where, "counts"))
            _known(measure.below_zero, keys, name, lines, (*where, "below_zero"))
            _known(measure.all_by, keys, name, lines, (*where, "all_by"))
            _known(measure.accepts, keys | {AGE_BAND}, name, lines, (*where, "accepts"))
            _known(measure.dimensions, keys | {AGE_BAND}, name, lines, (*where, "dimensions"))
            _known_values(measure, values, name, lines, where)
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
            Vocabulary.joined(one.phrases for one in read.values()),
            tuple(roles.roles),
            tuple(roles.labels),
            directions,
            titles,
            words,
            _types(files),
            {family: frozenset(keys) for file in files for family, keys in file.families.items()},
            {file.domain: frozenset(file.populations) for file in files},
            {
                family: frozenset(services)
                for file in files
                for family, services in file.presumed.items()
            },
            frozenset(family for file in files for family in file.rate_bases),
            {band: frozenset(named) for file in files for band, named in file.of_age.items()},
            {file.domain: frozenset(file.accepts) for file in files},
            {file.domain: file.redundant for file in files},
            dimensions,
            {name: _field(measure) for name, measure in measures.items()},
        )
    )


def _known_areas(measure: Measure, file: str, lines: Lines, where: Path_) -> None:
    """Refuse a break (a change of definition) in an area that rules/areas.yml does not name."""
    for index, change in enumerate(measure.breaks):
        for nth, area in enumerate(change.areas):
            if area not in area_names():
                at = (*where, "breaks", index, "areas", nth)
                raise RuleError(
                    f"{file}, line {lines.of(at)}, {'.'.join(map(str, at))}: {AREA_FILE} has no "
                    f"area “{area}”{suggestion(area, sorted(area_names()))}."
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


def _compiled(
    file: str,
    measure_id: str,
    measure: Measure,
    pattern: Pattern,
    keys: set[str],
    lines: Lines,
    at: Path_,
) -> CompiledPattern:
    key = "requires" if lines.holds((*at, "requires")) else "needs"
    needs = tuple(
        _alternatives(n, keys, file, lines, (*at, key, i)) for i, n in enumerate(pattern.needs)
    )
    context = tuple(
        _alternatives(n, keys, file, lines, (*at, "context", i))
        for i, n in enumerate(pattern.context)
    )
    _known(pattern.apart_from, keys, file, lines, (*at, "apart_from"))
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


def _alternatives(text: str, keys: set[str], file: str, lines: Lines, at: Path_) -> frozenset[str]:
    options = [o.strip() for o in text.split("|")]
    _known(options, keys | {AGE_BAND}, file, lines, at)
    return frozenset(options)


def _known_values(
    measure: Measure, values: dict[str, set[str]], file: str, lines: Lines, where: Path_
) -> None:
    """Raise RuleError for a value that is `meant` or `titled` and that no dimension of the measure
    has."""
    given = [("meant", item) for item in measure.meant.items()]
    given += [("titled", (name, v)) for name, many in measure.titled.items() for v in many]
    for key, (name, value) in given:
        if name not in measure.dimensions or value not in values.get(name, ()):
            at = f"line {lines.of((*where, key))}, {'.'.join(map(str, where))}.{key}"
            raise RuleError(
                f"{file}, {at}: no dimension of the measure has the value “{name}={value}”."
            )


def _known(options: list[str], keys: set[str], file: str, lines: Lines, at: Path_) -> None:
    for option in options:
        if option not in keys:
            place = f"{file}, line {lines.of(at)}, {'.'.join(map(str, at))}"
            hint = suggestion(option, sorted(keys))
            raise RuleError(f"{place}: no concept or dimension is called “{option}”{hint}.")
