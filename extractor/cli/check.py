"""Test what was read: `extractor check` by arithmetic, `extractor reference` by official data."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.errors import UsageError, on_screen

rules_option = click.option(
    "--rules",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="check with the identities of this folder, as it was given to ingest",
)


@click.command("check")
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
@rules_option
@click.option("--limit", default=40, show_default=True, help="how many failures to show")
@click.option("--identity", help="only the findings of one identity")
def check(database: Path, rules: Path | None, limit: int, identity: str | None) -> int:
    """Check what must hold between figures: sums, shares, changes, rates, ranges, dates.

    Fills table checks again and prints what does not hold. A gap is shown, never filled.
    """
    from extractor.checks.run import check_database, load_identities
    from extractor.store.correction_file import take_in
    from extractor.store.database import close, held, open_for_writing, require_database

    identities = load_identities(rules)
    known = [i.id for i in identities.identities]
    if identity is not None and identity not in known:
        raise UsageError(f"No identity is called “{identity}”.", f"There are: {', '.join(known)}.")
    require_database(database)
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


def say_checked_with_others(documents: int, database: Path) -> None:
    """Say, before papers are checked again, how many were checked with other identities."""
    if documents:
        click.echo(
            on_screen(
                f"{documents:,} documents were checked with other identities and are checked "
                "again with these. If they were read with --rules, give the same folder here; to "
                f"put it right later: extractor check --rules FOLDER --db {database}"
            ),
            err=True,
        )


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
    from extractor.reference.read import read_reference, replace_reference
    from extractor.store.database import close, held, open_for_writing

    rows, left_out = read_reference(file, area)
    with held(database, wait=False):
        db = open_for_writing(database)
        try:
            replace_reference(db, file.name, rows)
        finally:
            close(db, database)
    click.echo(
        f"{len(rows):,} official figures from {file.name}; {left_out:,} cells are suppressed, "
        "not official, or of other areas or measures.",
        err=True,
    )
    return 0


@reference.command()
@_DB
@click.option("--measure", help="only one measure")
@click.option("--differing", is_flag=True, help="only values that differ by more than 3%")
def compare(database: Path, measure: str | None, differing: bool) -> int:
    """Compare what papers say with the official figure that was out at their meeting."""
    import sqlite3
    from contextlib import closing

    from extractor.store.database import require_database

    require_database(database)
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute(
            """select measure, area, period_end, unit, dimensions_key, reported, official,
              difference_percent, agreement, release, seen from official_comparison
            where (? is null or measure = ?) and (not ? or agreement = 'further apart')
            order by measure, area, period_end""",
            (measure, measure, differing),
        ).fetchall()
        loaded = db.execute("select 1 from reference_figures limit 1").fetchone()
        counts: dict[str, int] = {}
        for row in rows:
            counts[row[8]] = counts.get(row[8], 0) + 1
            name, area, end, unit, kinds, reported, official, percent, agreement, release, seen = (
                row
            )
            unseen = ", released after the meeting" if seen == 0 else ""
            apart = "" if percent is None else f" ({percent:+g}%)"
            click.echo(
                f"{name} {kinds or ''} {area} {end}: reported {reported:g}, official "
                f"{official:g} {unit}{apart}: {agreement}; {release}{unseen}"
            )
    if loaded is None:
        click.echo(
            on_screen(
                "No official figures are loaded. Load a CSV file of them with: "
                f"extractor reference load FILE --db {database}"
            ),
            err=True,
        )
        return 0
    agreements = ", ".join(f"{n} {agreement}" for agreement, n in sorted(counts.items()))
    click.echo(f"{len(rows)} compared: {agreements or 'nothing'}.", err=True)
    return 0
