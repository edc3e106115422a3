"""The walk through figures in a terminal: one key per verdict, with a picture of the page where the
figure is boxed; corrections as examples for rule files.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
import pypdfium2
import yaml
from PIL import ImageDraw

from extractor.errors import StoreError, on_screen
from extractor.pages.picture import Side, picture_of
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


def in_words(verdicts: Verdicts) -> str:
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
        lines.append(f"{verdicts.untold} could not be judged and are left out.")
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


SCALE = 1.5
MARGIN = 4
_TURNED = "select turned from pages where document_id = ? and page = ?"
_CONTACTS = "select x0, top, x1, bottom from page_contacts where document_id = ? and page = ?"


def page_picture(db: sqlite3.Connection, candidate: Candidate, folder: Path) -> Path | None:
    """Draw the page into `folder`, contact details covered, and return the file; None where
    there is no page to draw, or nobody noted where on it contact details are."""
    if candidate.page is None or candidate.location is None:
        return None
    source = Path(candidate.location)
    if not source.is_file() or source.suffix.lower() != ".pdf":
        return None
    place = (candidate.document, candidate.page)
    contacts: list[Side] = db.execute(_CONTACTS, place).fetchall()
    if any(side is None for box in contacts for side in box):
        return None
    turned = db.execute(_TURNED, place).fetchone()
    folder.mkdir(exist_ok=True)
    target = folder / f"{candidate.document[:12]}-{candidate.id[:12]}-p{candidate.page}.png"
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError:
        return None
    try:
        picture = picture_of(
            document, candidate.page, source, SCALE,
            turned=turned[0] if turned else 0, contacts=contacts,
        )  # fmt: skip
    finally:
        document.close()
    if candidate.box is not None:
        x0, top, x1, bottom = (side * SCALE for side in candidate.box)
        frame = (x0 - MARGIN, top - MARGIN, x1 + MARGIN, bottom + MARGIN)
        ImageDraw.Draw(picture).rectangle(frame, outline="#d6001c", width=3)
    picture.save(target)
    return target


def as_examples(corrections: Iterable[Correction]) -> str:
    """YAML to paste into a rule: what a measure should recognise, and what it should leave."""
    by_measure: dict[str, dict[str, list[object]]] = defaultdict(
        lambda: {"examples": [], "counter_examples": []}
    )
    for correction in corrections:
        if correction.quote is None:
            continue
        if correction.action == "set" and correction.field == "measure" and correction.new:
            example = {"text": correction.quote, "figure": correction.figure}
            by_measure[correction.new]["examples"].append(example)
        wrong = correction.field == "measure" and correction.action == "set"
        if wrong and correction.old:
            by_measure[correction.old]["counter_examples"].append(correction.quote)
        if correction.action == "reject":
            by_measure["(whatever took it)"]["counter_examples"].append(correction.quote)
    plain = {
        measure: {name: listed for name, listed in kinds.items() if listed}
        for measure, kinds in by_measure.items()
    }
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=True) if plain else "# none\n"
