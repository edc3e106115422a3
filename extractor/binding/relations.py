"""What part each figure of a sentence plays: level, target, change, earlier level, comparator."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.binding.model import Limb, Relation
from extractor.marks.model import Direction, Number, RoleMark
from extractor.marks.read import Marks

_GOES_ON = re.compile(
    r"^[\s,]*(?:and|or|then)?\s*(?:of|by|from)\s+(?:about|around|just|over|under|a|an|the|\s)*$",
    re.I,
)
_PART = re.compile(
    r"\b(?:of whom|of which|of these|of those|of them|amongst? whom|including|includes|included"
    r"|of this (?:number|group|cohort))\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(r"\s+of (?:whom|which|them|these|those)\b", re.IGNORECASE)
_COMPARING = re.compile(
    r"\b(?:compared?|compares|comparison|against|versus|vs|than|above|below|similar to|in line with"
    r"|nationally|national|england|regional|neighbours)\b",
    re.IGNORECASE,
)


def relate(marks: Marks, numbers: Sequence[Number], limbs: Sequence[Limb]) -> list[Relation]:
    """The relation of each candidate figure, in order."""
    roles = {role.figure[0]: role for role in marks.roles}
    by_number = [_role_of(number, roles) for number in numbers]
    relations: list[Relation] = []
    for i, number in enumerate(numbers):
        role = by_number[i]
        if role is None and i and _carries_on(marks.text, numbers, i, relations[i - 1]):
            before = relations[i - 1]
            relations.append(
                Relation(
                    before.kind, before.direction, before.cue, before.host, because="coordinated"
                )
            )
        elif number.direction is not None and _is_change(marks.text, number, limbs[i]):
            host = _neighbour(i, by_number, limbs)
            relations.append(Relation("change", number.direction, "change", host))
        elif role is not None:
            relations.append(_by_role(i, role, by_number, marks, numbers, limbs))
        else:
            relations.append(_without_role(i, marks, limbs, numbers))
    return relations


def _is_change(text: str, number: Number, limb: Limb) -> bool:
    """Whether a direction in the number itself makes it a change: "doubled", "(+12)", but
    not "Progress 8 was -1.18"."""
    if number.worded:
        return True
    alone = limb.bracket and not re.search(r"[A-Za-z]{4}", text[limb.start : limb.end])
    return alone or bool(re.search(r"\b(?:by|of|change|up|down)\s*$", text[: number.start]))


def _role_of(number: Number, roles: dict[int, RoleMark]) -> RoleMark | None:
    for start, role in roles.items():
        if number.start <= start < number.end or start <= number.start < role.figure[1]:
            return role
    return None


def _carries_on(text: str, numbers: Sequence[Number], i: int, before: Relation) -> bool:
    """ "a fall of 4 on the previous quarter and of 15 on the same point last year"."""
    between = text[numbers[i - 1].end : numbers[i].start]
    last = re.split(r",|\band\b", between)[-1]
    return (
        before.kind == "change"
        and len(between) < 80
        and bool(_GOES_ON.match(between) or (_GOES_ON.match(" " + last) and " and " in between))
    )


def _by_role(
    i: int,
    role: RoleMark,
    by_number: Sequence[RoleMark | None],
    marks: Marks,
    numbers: Sequence[Number],
    limbs: Sequence[Limb],
) -> Relation:
    partner = next(
        (j for j, other in enumerate(by_number)
         if j != i and other is not None and other.match == role.match),
        None,
    )  # fmt: skip
    if role.cue == "level":
        return Relation(because=role.role)
    host = partner if partner is not None else _neighbour(i, by_number, limbs)
    if role.cue == "denied":
        return Relation(denied=True, because=role.role)
    if role.cue in ("earlier", "comparator"):
        return Relation(cue=role.cue, host=host, because=role.role)
    direction: Direction | None = None
    if role.cue == "change":
        direction = role.direction or _direction(marks, numbers[i])
    return Relation(role.kind or "actual", direction, role.cue, host, because=role.role)


def _without_role(
    i: int, marks: Marks, limbs: Sequence[Limb], numbers: Sequence[Number]
) -> Relation:
    limb = limbs[i]
    own = marks.text[limb.start : limb.end]
    if limb.bracket and limb.host is not None:
        cue = (
            "" if limb == limbs[limb.host] or limb.start == limbs[limb.host].start else "comparator"
        )
        return Relation(cue=cue, host=limb.host, because="in brackets")
    if i == 0:
        return Relation()
    before = i - 1
    while limbs[before].bracket and limbs[before].host is not None:
        before = limbs[before].host or 0
    lead = marks.text[numbers[i - 1].end : numbers[i].start]
    counts = numbers[i].unit is None
    if _PART.search(lead) or (counts and _OF_WHOM.match(marks.text, numbers[i].end)):
        return Relation(cue="part", host=before, because="part of the figure before")
    if _COMPARING.search(own):
        return Relation(cue="comparator", host=before, because="compared")
    return Relation(host=before)


def _neighbour(i: int, by_number: Sequence[RoleMark | None], limbs: Sequence[Limb]) -> int | None:
    """The nearest figure before that is a level itself, else the one behind, else None.

    A figure in brackets behind this one hangs on it and not the other way round.
    """
    for j in range(i - 1, -1, -1):
        other = by_number[j]
        if other is None or other.cue == "level":
            return j
    behind = next((j for j in range(i + 1, len(limbs)) if limbs[j].host != i), None)
    return behind if behind is not None else (i - 1 if i else None)


def _direction(marks: Marks, number: Number) -> Direction | None:
    """Which way a change went: the nearest word before the figure that says so, else behind."""
    before = [d for at, d in marks.directions if at < number.start]
    if before:
        return before[-1]
    behind = [d for at, d in marks.directions if at >= number.end]
    return behind[0] if behind else None
