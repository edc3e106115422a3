"""What runs changed: `extractor diff` compares two readings, `extractor undo` takes a run back."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.check import rules_option, say_checked_with_others
from extractor.errors import UsageError, on_screen

if TYPE_CHECKING:
    from extractor.store.differences import Difference, Reading


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option(
    "--db", "database", type=click.Path(path_type=Path),
    help="compare two runs of this database; OLD and NEW are their numbers",
)  # fmt: skip
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--limit", default=100, show_default=True, help="how many differences to show")
def diff(old: str, new: str, database: Path | None, form: str, limit: int) -> int:
    """List the figures that NEW gained, lost and changed, by document and by rule.

    OLD and NEW are two databases, or with --db two runs of one. Corrections are left out:
    what was read is compared.
    """
    from extractor.store.differences import differences

    if database is None:
        before, after = _reading(Path(old), None), _reading(Path(new), None)
    else:
        before, after = (_reading(database, _number(run)) for run in (old, new))
    found = differences(before, after)
    if form == "json":
        click.echo(json.dumps([asdict(d) for d in found], ensure_ascii=False, indent=1))
    else:
        _print(found, limit)
    return 0


def _number(text: str) -> int:
    if not text.isdigit():
        raise UsageError(f"“{text}” is not a run number.", "See table runs.")
    return int(text)


def _reading(path: Path, run: int | None) -> Reading:
    from extractor.store.database import require_database
    from extractor.store.differences import reading_after_run, reading_of_database

    require_database(path)
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        try:
            if run is None:
                return reading_of_database(db)
            if db.execute("select 1 from runs where id = ?", (run,)).fetchone() is None:
                raise UsageError(f"There is no run {run} in {path}.", "See table runs.")
            return reading_after_run(db, run)
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            raise UsageError(
                f"{path} cannot be compared ({error}).",
                "Name a database that extractor ingest has written; one of an earlier version "
                "is brought up to date by: extractor check --db FILE",
            ) from error


def _print(found: list[Difference], limit: int) -> None:
    from collections import Counter

    from extractor.store.differences import by_rule

    path = None
    for difference in found[:limit]:
        if difference.path != path:
            path = difference.path
            counts = Counter(d.kind for d in found if d.path == path)
            click.echo(on_screen(f"{path}: {_counted(counts)}"))
        where = f" p. {difference.page}" if difference.page else ""
        line = f"  {difference.kind:<8}{where} {difference.figure} in: {difference.quote}"
        click.echo(on_screen(line))
        for field, before, after in difference.changes:
            click.echo(on_screen(f"           {field}: {before} → {after}"))
    if len(found) > limit:
        click.echo(f"… and {len(found) - limit:,} more (--limit).")
    for rule, counts in by_rule(found).items():
        click.echo(f"{rule}: {_counted(counts)}")
    click.echo(f"All: {_counted(Counter(d.kind for d in found))}")


def _counted(counts: dict[str, int]) -> str:
    gained, lost, changed = (counts.get(kind, 0) for kind in ("gained", "lost", "changed"))
    return f"{gained} gained, {lost} lost, {changed} changed (net {gained - lost:+d})"


@click.command("undo")
@click.argument("run", type=int)
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
@rules_option
def undo(run: int, database: Path, rules: Path | None) -> int:
    """Take RUN back: documents it read for the first time go, others are as they were before.

    Runs are taken back from the last one on. Corrections stay. What is left is checked again, so
    give the --rules of the run before, where it had any.
    """
    from extractor.checks.run import check_database, checked_with_others, load_identities
    from extractor.store.database import (
        close,
        held,
        in_words,
        open_for_writing,
        require_database,
    )
    from extractor.store.undo import undo_run

    identities = load_identities(rules)
    require_database(database)
    with held(database, wait=False):
        db = open_for_writing(database)
        try:
            with in_words(database):
                others = checked_with_others(db, identities)
                undone = undo_run(db, run)
                say_checked_with_others(others, database)
                check_database(db, identities, None)
        finally:
            close(db, database)
    click.echo(
        f"Run {run} was taken back: {undone.brought_back} documents are as before, "
        f"{undone.removed} were removed.",
        err=True,
    )
    return 0
