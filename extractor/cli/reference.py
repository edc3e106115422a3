"""`extractor reference`: official figures to compare the papers' with."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.errors import UsageError

_DB = click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)


@click.group()
def reference() -> None:
    """Load official figures, and compare them with what papers say."""


@reference.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@_DB
@click.option("--area", help="whose figures they are, where the file does not say")
def load(file: Path, database: Path, area: str | None) -> int:
    """Load FILE (CSV). Loading a file of the same name again replaces its figures.

    Columns: measure, dimensions, area, area_code, area_level, period_basis, period_start,
    period_end, value, unit, source, release, released_on; or one of the layouts of
    rules/checks/reference_layouts.yml.
    """
    from extractor.ingest.lock import held
    from extractor.reference.read import read_reference
    from extractor.store.database import close, open_for_writing
    from extractor.store.reference import replace_reference

    rows, left_out = read_reference(file, area)
    with held(database, wait=False):
        db = open_for_writing(database)
        try:
            replace_reference(db, file.name, rows)
        finally:
            close(db, database)
    click.echo(
        f"{len(rows):,} official figures from {file.name}; {left_out:,} cells are suppressed, "
        "or of other areas or measures.",
        err=True,
    )
    return 0


@reference.command()
@_DB
@click.option("--measure", help="only one measure")
@click.option("--differing", is_flag=True, help="only those more than 3% apart")
def compare(database: Path, measure: str | None, differing: bool) -> int:
    """Compare what papers say with the official figure that was out at their meeting."""
    import sqlite3
    from contextlib import closing

    if not database.is_file():
        raise UsageError(f"There is no database {database}.")
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute(
            """select measure, area, period_end, unit, dimensions_key, reported, official,
              difference_percent, agreement, release, observation_id from official_comparison
            where (? is null or measure = ?) and (not ? or agreement = 'further apart')
            order by measure, area, period_end""",
            (measure, measure, differing),
        ).fetchall()
        counts: dict[str, int] = {}
        for row in rows:
            counts[row[8]] = counts.get(row[8], 0) + 1
            name, area, end, unit, kinds, reported, official, percent, agreement, release, _ = row
            click.echo(
                f"{name} {kinds or ''} {area} {end}: reported {reported:g}, official "
                f"{official:g} {unit} ({percent:+g}%): {agreement}; {release}"
            )
    told = ", ".join(f"{n} {agreement}" for agreement, n in sorted(counts.items()))
    click.echo(f"{len(rows)} compared: {told or 'nothing'}.", err=True)
    return 0
