"""`extractor export`: the database as CSV with descriptions, Parquet and an Excel workbook."""

from __future__ import annotations

from pathlib import Path

import click

from extractor import api


@click.command("export")
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
@click.option(
    "--out", "target", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="the folder for the files; made where it is missing",
)  # fmt: skip
@click.option(
    "--publish-contacts", is_flag=True, help="keep contact details of people (off: withheld)"
)
@click.option("--site", default="", help="address of the published site, for links to the evidence")
def export(database: Path, target: Path, publish_contacts: bool, site: str) -> int:
    """Write series, figures, measures, documents and reports as CSV, Parquet and a workbook.

    csv-metadata.json and datapackage.json describe every column. What the site withholds is
    withheld here too.
    """
    for table in api.export(database, target, publish_contacts=publish_contacts, site=site):
        kinds = ".csv" if table.name == "tidy" else ".csv, .parquet"
        click.echo(f"{target / table.name}{kinds}: {table.rows:,} rows", err=True)
    click.echo(str(target / "figures.xlsx"), err=True)
    return 0
