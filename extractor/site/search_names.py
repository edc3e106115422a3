"""Which areas and measures a search names, so that their figures are found although no sentence
has all the words: "children looked after Norfolk".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.rulebook.area_names import council_named
from extractor.site.context import place_of
from extractor.site.query_words import meaning_the_same, phrases, terms_in
from extractor.wording import words

if TYPE_CHECKING:
    from extractor.site.context import Row

MEASURES_NAMED = 6
LONGEST_AREA = 7
"""Words of the longest name of a council: "Bournemouth, Christchurch and Poole Council"."""
_SAID = re.compile(r"\w+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BESIDE = frozenset(
    {"a", "an", "and", "are", "at", "by", "council", "counts", "data", "figure", "figures", "for"}
    | {"how", "in", "is", "latest", "many", "much", "number", "numbers", "of", "on", "statistic"}
    | {"statistics", "the", "to", "total", "totals", "was", "were", "what", "which", "with"}
)
"""Words that say nothing of what is counted, where they are before or after its name."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a search names. `unread` are councils of which no figure has been read; `others` are
    the words beside the names, as a query, and `rest` the same with a year among them."""

    areas: tuple[str, ...]
    unread: tuple[str, ...]
    measures: tuple[Row, ...]
    certain: tuple[str, ...]
    year: str
    others: str
    rest: str

    @property
    def any(self) -> bool:
        """Whether it names an area or a measure."""
        return bool(self.areas or self.certain)


def named_in(typed: str, areas: Collection[str], measures: list[Row]) -> Named:
    """What `typed` names of the areas and measures of a database."""
    pieces = [piece for piece in typed.split() if piece]
    if '"' in typed:  # an exact phrase is looked for as it is
        return Named((), (), tuple(measures_named(typed, measures)), (), "", "", "")
    known: dict[str, list[str]] = {}
    for area in areas:
        known.setdefault(place_of(area), []).append(area)
    found, unread, pieces = _without_areas(pieces, known)
    pieces = _trimmed(pieces)
    years = [word for word in pieces if _YEAR.fullmatch(word)]
    year = years[0] if len(years) == 1 else ""
    ranked, beside = _without_measures(_trimmed([w for w in pieces if w != year]), measures)
    beside = _trimmed(beside)
    best = min((rank for rank, _ in ranked), default=None)
    certain = [row["id"] for rank, row in ranked if rank == best]
    return Named(
        tuple(found),
        tuple(unread),
        tuple(row for _, row in ranked),
        tuple(certain),
        year,
        phrases(" ".join(beside)),
        phrases(" ".join([*beside, year])),
    )


def _without_areas(
    pieces: list[str], known: dict[str, list[str]]
) -> tuple[list[str], list[str], list[str]]:
    """The areas that words name, councils of which nothing was read, and the other words."""
    found: list[str] = []
    unread: list[str] = []
    others: list[str] = []
    at = 0
    while at < len(pieces):
        for length in range(min(LONGEST_AREA, len(pieces) - at), 0, -1):
            name = " ".join(pieces[at : at + length]).strip(",.;:?!")
            if name.casefold() in _BESIDE:
                continue
            if place_of(name) in known:
                found += known[place_of(name)]
            elif (council := council_named(name)) is not None and name[:1].isupper():
                unread.append(council.name)
            else:
                continue
            at += length
            break
        else:
            others.append(pieces[at])
            at += 1
    return found, unread, others


def _trimmed(pieces: list[str]) -> list[str]:
    """The words without those at both ends that say nothing of what is counted."""
    first, last = 0, len(pieces)
    while first < last and pieces[first].casefold() in _BESIDE:
        first += 1
    while first < last and pieces[last - 1].casefold().strip("?") in _BESIDE:
        last -= 1
    return pieces[first:last]


def _without_measures(
    pieces: list[str], measures: list[Row]
) -> tuple[list[tuple[int, Row]], list[str]]:
    """The measures that the words are about, with their rank, and the words beside their name.

    The words as a whole; or else the longest run of them that is a measure's name.
    """
    whole = _ranked(" ".join(pieces), measures)
    if whole:
        return whole, []
    for length in range(len(pieces) - 1, 0, -1):
        for at in range(len(pieces) - length + 1):
            part = " ".join(pieces[at : at + length])
            exact = [(rank, row) for rank, row in _ranked(part, measures) if rank != 1]
            if exact:
                return exact, pieces[:at] + pieces[at + length :]
    return [], pieces


def measures_named(typed: str, measures: list[Row]) -> list[Row]:
    """The measures that a search may be about, those called exactly so first."""
    return [row for _, row in _ranked(typed, measures)]


def _ranked(typed: str, measures: Iterable[Row]) -> list[tuple[int, Row]]:
    """The measures that words may mean, with how well their name fits: 0 best.

    A name is the label, one of its other names ("LAC"), or a term that means the same; else the
    label has all the words, each from its beginning on, or all terms in words that mean the same
    ("care leavers NEET").
    """
    wanted = typed.casefold().split()
    groups = [[_SAID.findall(term.casefold()) for term in terms] for terms in terms_in(typed)]
    groups = [terms for terms in groups if not (len(terms[0]) == 1 and terms[0][0] in _BESIDE)]
    terms = {" ".join(wanted), *(term.casefold() for term in meaning_the_same(typed))}
    found = []
    for row in measures:
        names = {row["label"].casefold(), *(a.casefold() for a in words.listed(row["aliases"]))}
        said = _SAID.findall(row["label"].casefold())
        if not wanted or not row["stated"]:
            continue
        if names & terms:
            found.append((0, len(said), row))
        elif all(any(word.startswith(want) for word in said) for want in wanted) or (
            groups and all(any(_has_term(said, term) for term in terms) for terms in groups)
        ):
            found.append((1, len(said), row))
        elif any(" " in term and term in row["label"].casefold() for term in terms):
            found.append((2, len(said), row))
    return [(rank, row) for rank, _, row in sorted(found, key=lambda e: e[:2])][:MEASURES_NAMED]


def _has_term(said: list[str], term: list[str]) -> bool:
    """Whether the words of a label have those of a term, one after the other, and do not deny it:
    "not in education" is not "in education"."""
    places = range(len(said) - len(term) + 1) if term else ()
    return any(
        all(word.startswith(want) for word, want in zip(said[at:], term, strict=False))
        and (at == 0 or said[at - 1] not in _DENIED)
        for at in places
    )


_DENIED = frozenset({"not", "no", "without"})
