"""`extractor undo`: take a run back."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.errors import UsageError


@click.command("undo")
@click.argument("run", type=int)
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
def undo(run: int, database: Path) -> int:
    """Take RUN back: documents it read for the first time go, others are as they were before.

    Runs are taken back from the last one on. Corrections stay.
    """
    from extractor.checks.load import load_identities
    from extractor.checks.run import check_database
    from extractor.ingest.lock import held
    from extractor.store.database import close, in_words, open_for_writing
    from extractor.store.undo import undo_run

    if not database.is_file():
        raise UsageError(f"There is no database {database}.")
    with held(database, wait=False):
        db = open_for_writing(database)
        try:
            with in_words(database):
                undone = undo_run(db, run)
                check_database(db, load_identities(), None)
        finally:
            close(db, database)
    click.echo(
        f"Run {run} was taken back: {undone.brought_back} documents are as before, "
        f"{undone.removed} were removed.",
        err=True,
    )
    return 0
