"""Publish a database: `extractor serve` as a website, `extractor export` as files."""

from __future__ import annotations

import asyncio
import socket
import sys
import webbrowser
from pathlib import Path

import click

from extractor import api
from extractor.errors import UsageError

SECONDS_TO_END = 2
"""How long answers may go on when the program is told to end; queries have the same limit."""
KEPT_OPEN = 60
"""Seconds for which a connection is kept open without a request."""


@click.command("serve")
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="the address to listen on")
@click.option("--open", "open_browser", is_flag=True, help="open it in a browser")
@click.option("--metadata", type=click.Path(path_type=Path), help="another metadata.yml")
@click.option(
    "--publish-contacts", is_flag=True, help="show contact details of people (off: withheld)"
)
@click.option("--allow-download", is_flag=True, help="offer the database file for download")
def serve(
    database: Path,
    port: int,
    host: str,
    open_browser: bool,
    metadata: Path | None,
    publish_contacts: bool,
    allow_download: bool,
) -> int:
    """Publish the database: charts, comparisons, targets, evidence pages, queries and downloads.

    It is opened for reading only; documents may be ingested into it meanwhile. A thin wrapper
    around Datasette: docs/site.md shows the plain datasette command that serves the same site.
    """
    from extractor.site.publish import Publication, instance, look_at

    look_at(database)
    _free(host, port)
    datasette = instance(Publication(database, metadata, publish_contacts, allow_download))
    import uvicorn

    asyncio.run(datasette.invoke_startup())
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    print(f"Serving {database} on {address} (Ctrl-C stops it)", file=sys.stderr)
    if open_browser:
        webbrowser.open(address)
    uvicorn.run(
        datasette.app(),
        host=host,
        port=port,
        log_level="warning",
        lifespan="on",
        server_header=False,
        timeout_graceful_shutdown=SECONDS_TO_END,
        # Longer than a visitor pauses: a connection closed just as it is used again is an error.
        timeout_keep_alive=KEPT_OPEN,
    )
    return 0


def _free(host: str, port: int) -> None:
    """Raise UsageError where nothing can listen on the address."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        message = f"{host} is not an address of this machine."
        raise UsageError(message, "Leave out --host.") from error
    family, kind, protocol, _, address = found[0]
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            raise UsageError(
                f"Port {port} on {host} cannot be used ({error.strerror}).",
                f"Choose another, for example --port {port + 1 if port < 65535 else 8001}.",
            ) from error


def _site(given: str) -> str:
    """The address as it was given, where links can begin with it."""
    if given and not given.startswith(("https://", "http://")):
        message = "must begin with https:// or http://"
        raise click.BadParameter(message)
    return given


@click.command("export")
@click.option(
    "--db", "database", required=True, type=click.Path(path_type=Path), help="the database"
)
@click.option(
    "--out", "target", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="the folder for the files; created if it does not exist",
)  # fmt: skip
@click.option(
    "--publish-contacts", is_flag=True, help="keep contact details of people (off: withheld)"
)
@click.option(
    "--database", "copy", is_flag=True, help="also a copy of the database that may be published"
)
@click.option(
    "--site", default="", callback=lambda _, __, given: _site(given),
    help="address of the published site, so that the workbook's evidence column has links",
)  # fmt: skip
def export(database: Path, target: Path, publish_contacts: bool, copy: bool, site: str) -> int:
    """Write series, figures, measures, documents and reports as CSV, Parquet and a workbook.

    csv-metadata.json and datapackage.json describe every column. What the site withholds is
    withheld here too. --database adds figures.db: the database without what the site withholds.
    """
    for table in api.export(database, target, publish_contacts=publish_contacts, site=site):
        kinds = ".csv" if table.name == "tidy" else ".csv, .parquet"
        click.echo(f"{target / table.name}{kinds}: {table.rows:,} rows", err=True)
    click.echo(str(target / "figures.xlsx"), err=True)
    if site:
        click.echo(f"Evidence in the workbook links to {site}", err=True)
    else:
        click.echo(
            "Evidence in the workbook is relative to your site and has no links. "
            "For links add --site with its address, for example --site http://127.0.0.1:8001",
            err=True,
        )
    if copy:
        made = api.export_database(database, target, publish_contacts=publish_contacts)
        click.echo(str(made), err=True)
    return 0
