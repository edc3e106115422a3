"""`extractor check`: arithmetic and plausibility of what was read."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.errors import UsageError, on_screen


@click.command("check")
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
@click.option("--rules", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--limit", default=40, show_default=True, help="how many of those that fail to show")
@click.option("--identity", help="only the findings of one identity")
def check(database: Path, rules: Path | None, limit: int, identity: str | None) -> int:
    """Check what must hold between figures: sums, shares, changes, rates, ranges, dates.

    Fills table checks anew and prints what does not hold. A gap is shown, never filled.
    """
    from extractor.checks.load import load_identities
    from extractor.checks.run import check_database
    from extractor.ingest.lock import held
    from extractor.store.correction_file import take_in
    from extractor.store.database import close, open_for_writing

    identities = load_identities(rules)
    known = [i.id for i in identities.identities]
    if identity is not None and identity not in known:
        raise UsageError(f"No identity is called “{identity}”.", f"There are: {', '.join(known)}.")
    if not database.is_file():
        raise UsageError(
            f"There is no database {database}.",
            f"Make one with: extractor ingest FOLDER --db {database}",
        )
    with held(database, wait=False):
        db = open_for_writing(database)
        try:
            take_in(db, database)
            found = check_database(db, identities, None, everything=True)
            rows = db.execute(
                """select c.identity, d.path, c.page, c.message from checks c
                left join documents d on d.id = c.document_id
                where c.status = 'fail' and (? is null or c.identity = ?)
                order by c.identity, d.path, c.page, c.id limit ?""",
                (identity, identity, limit),
            ).fetchall()
            unattached = db.execute(
                "select coalesce(observation_id, document || ': ' || figure) "
                "from unattached_corrections"
            ).fetchall()
        finally:
            close(db, database)
    for (figure,) in unattached:
        click.echo(on_screen(f"A correction matches no figure: {figure}."), err=True)
    for name, path, page, message in rows:
        where = f"{path}{f', page {page}' if page else ''}: " if path else ""
        click.echo(on_screen(f"[{name}] {where}{message}"))
    click.echo(
        f"{found.documents} documents: {found.passed:,} checks hold, {found.failed:,} do not, "
        f"{found.unknown:,} cannot be decided.",
        err=True,
    )
    return 0
