"""`extractor review`: walk through doubtful figures, or judge a sample of the series."""

from __future__ import annotations

import getpass
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import click

from extractor.cli.check import rules_option, say_checked_with_others


@click.command("review")
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
@click.option("--limit", default=200, show_default=True, help="how many figures to walk through")
@click.option(
    "--sample", "size", type=click.IntRange(1),
    help="judge this many random points of series, and print the precision",
)  # fmt: skip
@click.option("--seed", type=int, help="draw the same sample again")
@click.option("--by", help="who reviews; your login name if not given")
@click.option(
    "--pictures/--no-pictures", default=True, help="draw each page, with the figure boxed"
)
@click.option(
    "--examples", is_flag=True, help="print the corrections as examples for rules, and stop"
)
@rules_option
def review(
    database: Path,
    limit: int,
    size: int | None,
    seed: int | None,
    by: str | None,
    pictures: bool,
    examples: bool,
    rules: Path | None,
) -> int:
    """Walk through doubtful, contested and unexplained figures, one key per verdict.

    Verdicts are written to corrections.csv beside the database, and applied at the end and
    in every later ingest. The figures are checked again then, so give the --rules that they were
    read with, where there were any. --sample asks only right or wrong, and changes nothing.
    """
    from extractor.checks.run import check_database, checked_with_others, load_identities
    from extractor.review.choose import Candidate, doubtful, sample
    from extractor.review.terminal_review import as_examples, in_words, judge, page_picture, walk
    from extractor.store.correction_file import (
        append,
        file_beside,
        read_file,
        take_in,
        with_words,
    )
    from extractor.store.database import close, held, open_for_writing, require_database

    require_database(database)
    if examples:
        corrections = file_beside(database)
        listed = read_file(corrections) if corrections.is_file() else []
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as read:
            click.echo(as_examples(with_words(read, listed)))
        return 0
    identities = load_identities(rules)
    folder = database.with_name(f"{database.name}.pictures")

    def picture(candidate: Candidate) -> Path | None:
        return page_picture(db.conn, candidate, folder) if pictures else None

    with held(database, wait=False):
        db = open_for_writing(database)
        try:
            if size is not None:
                drawn = random.randrange(10**6) if seed is None else seed
                click.echo(f"A sample with --seed {drawn}.", err=True)
                click.echo(in_words(judge(sample(db.conn, size, drawn), picture)))
                return 0
            say_checked_with_others(checked_with_others(db, identities), database)
            take_in(db, database)
            beside = file_beside(database)
            decided = walk(
                doubtful(db.conn, limit),
                by or getpass.getuser(),
                lambda corrections: append(beside, db.conn, corrections),
                picture,
            )
            take_in(db, database)
            check_database(db, identities, None)
        finally:
            close(db, database)
    click.echo(f"{decided} verdicts were written to {beside}.", err=True)
    return 0
