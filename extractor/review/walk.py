"""The walk through figures in a terminal: one key a verdict."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from extractor.errors import StoreError, on_screen
from extractor.review.choose import Candidate, interval
from extractor.store.correction_file import Correction
from extractor.store.corrections import check_field

KEYS = (
    "y right · n wrong, reject · v other value · m other measure · d other date · s skip · q stop"
)
SAMPLE_KEYS = "y right · n wrong · s cannot tell · q stop"
FIELDS = {"v": "value", "m": "measure", "d": "period_end"}

Picture = Callable[[Candidate], Path | None]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a sample came to."""

    right: int
    wrong: tuple[Candidate, ...]
    untold: int


def read_key() -> str:
    """One key of the terminal; from a pipe, the next letter. Empty at the end."""
    if sys.stdin.isatty():
        return click.getchar().lower()
    while (letter := sys.stdin.read(1)).isspace():
        pass
    return letter.lower()


def show(candidate: Candidate, place: str, picture: Path | None) -> None:
    """Print what has to be seen: why, the quote with the figure marked, and how it was read."""
    page = f", page {candidate.page}" if candidate.page else ""
    click.echo(on_screen(f"\n{place}  {candidate.path}{page}"))
    click.echo(on_screen(f"Why: {candidate.why}"))
    quote = candidate.quote
    click.echo(
        on_screen(quote[: candidate.start])
        + click.style(on_screen(quote[candidate.start : candidate.end]), bold=True, reverse=True)
        + on_screen(quote[candidate.end :])
    )
    kinds = ", ".join(f"{k}: {v}" for k, v in json.loads(candidate.dimensions).items())
    named = candidate.label or "no measure"
    if candidate.measure is None and candidate.nearest:
        named += f" (nearest: {candidate.nearest})"
    value = "no value" if candidate.value is None else f"{candidate.value:,g}"
    read_as = (
        f"Read as: {value} {candidate.unit or ''} · {named}{f' ({kinds})' if kinds else ''} · "
        f"{candidate.kind} · {candidate.area or 'no area'} · {candidate.period} · "
        f"{candidate.confidence}"
    )
    click.echo(on_screen(read_as))
    for title, listed in (("Check", candidate.doubts), ("Words", candidate.unexplained)):
        if listed != "[]":
            click.echo(on_screen(f"{title}: {', '.join(json.loads(listed))}"))
    if picture is not None:
        click.echo(f"Picture: {picture}")


def walk(
    candidates: Sequence[Candidate],
    by: str,
    keep: Callable[[Iterable[Correction]], None],
    picture: Picture,
) -> int:
    """Ask for a verdict on each figure and keep the corrections one by one.

    Returns how many were decided; stopping loses nothing.
    """
    decided = 0
    for number, candidate in enumerate(candidates, 1):
        show(candidate, f"[{number}/{len(candidates)}]", picture(candidate))
        key = _ask(KEYS, "ynvmdsq")
        if key == "q":
            break
        if key == "s":
            continue
        correction = _correction(candidate, key, by)
        if correction is not None:
            keep([correction])
            decided += 1
    return decided


def judge(candidates: Sequence[Candidate], picture: Picture) -> Verdicts:
    """Ask of each figure of a sample whether it is right."""
    right, untold = 0, 0
    wrong = []
    for number, candidate in enumerate(candidates, 1):
        show(candidate, f"[{number}/{len(candidates)}]", picture(candidate))
        key = _ask(SAMPLE_KEYS, "ynsq")
        if key == "q":
            break
        right += key == "y"
        untold += key == "s"
        if key == "n":
            wrong.append(candidate)
    return Verdicts(right, tuple(wrong), untold)


def told(verdicts: Verdicts) -> str:
    """The precision with its interval, and what was wrong."""
    judged = verdicts.right + len(verdicts.wrong)
    if not judged:
        return "Nothing was judged."
    low, high = interval(verdicts.right, judged)
    lines = [
        f"{verdicts.right} of {judged} points are right: precision "
        f"{100 * verdicts.right / judged:.0f}% (95% interval {low:.0f}% to {high:.0f}%)."
    ]
    if verdicts.untold:
        lines.append(f"{verdicts.untold} could not be told and are left out.")
    lines += [f"Wrong: {c.id} {c.figure} in {c.path}: {c.quote}" for c in verdicts.wrong]
    return on_screen("\n".join(lines))


def _ask(keys: str, known: str) -> str:
    click.echo(click.style(keys, dim=True))
    while True:
        key = read_key()
        if key == "" or key in "\x03\x04":
            return "q"
        if key in known:
            click.echo(f"> {key}")
            return key


def _correction(candidate: Candidate, key: str, by: str) -> Correction | None:
    if key == "y":
        return _made(candidate, "confirm", None, None, "seen on its page", by)
    if key == "n":
        return _made(candidate, "reject", None, None, "wrong on its page", by)
    field = FIELDS[key]
    new = _line(f"{field}: ")
    if not new:
        return None
    try:
        check_field(field, new, candidate.figure)
        if field == "period_end":
            date.fromisoformat(new)
    except (StoreError, ValueError) as error:
        click.echo(f"Left as it is: {error}")
        return None
    return _made(candidate, "set", field, new, "read on its page", by)


def _made(
    candidate: Candidate, action: str, field: str | None, new: str | None, reason: str, by: str
) -> Correction:
    old = {"value": candidate.value, "measure": candidate.measure, "period_end": candidate.period}
    return Correction(
        action=action,
        observation_id=candidate.id,
        document=candidate.document,
        figure=candidate.figure,
        place=candidate.place,
        field=field,
        old=None if field is None or old[field] is None else str(old[field]),
        new=new,
        quote=candidate.quote,
        reason=reason,
        made_by=by,
        made_on=date.today().isoformat(),
    )


def _line(prompt: str) -> str:
    click.echo(prompt, nl=False)
    return sys.stdin.readline().strip()
