"""`extractor tables`: the tables of documents as they were read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import click

from extractor.blocks.model import Table
from extractor.blocks.read import read_blocks
from extractor.cli.input_files import check_files
from extractor.errors import FailedDocument, RefusedDocument, on_screen
from extractor.export.spreadsheet import defused
from extractor.redaction.seal import covered
from extractor.settings import ReadingSettings


@click.command("tables")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
def tables(files: tuple[Path, ...], form: str) -> int:
    """Print the tables of FILES as read, contact details covered.

    CSV gives one table after another, each under a line that says where it stands;
    JSON gives pages, boxes and rows of texts (null where a cell is empty). Contact details are
    covered.
    """
    check_files(files)
    failed = False
    documents: dict[str, object] = {}
    for file in files:
        try:
            found = list(_tables_of(file))
        except (RefusedDocument, FailedDocument) as error:
            click.echo(on_screen(f"{file}: {error}"), err=True)
            documents[file.stem] = {"tables": [], "status": "error"}
            failed = True
            continue
        if form == "csv":
            for number, table in enumerate(found, 1):
                click.echo(on_screen(_as_csv(file, number, table)))
        else:
            documents[file.stem] = {"tables": [_as_json(t) for t in found]}
    if form == "json":
        click.echo(json.dumps({"documents": documents}, ensure_ascii=False))
    return 3 if failed else 0


def _tables_of(file: Path) -> Iterator[Table]:
    from extractor.blocks.tables.find import find_tables
    from extractor.pages.source import open_source
    from extractor.redaction.pages import Sealer

    source = open_source(file, ReadingSettings())
    try:
        for page in Sealer().seal(source.pages()):
            if page.text is None:
                yield from find_tables(page)
            else:
                for blocks in read_blocks([page]):
                    yield from (b.table for b in blocks.blocks if b.table is not None)
    finally:
        source.close()


def _as_json(table: Table) -> dict[str, object]:
    box = table.box
    return {
        "page": table.page,
        "bbox": None
        if box is None
        else [round(v, 2) for v in (box.x0, box.top, box.x1, box.bottom)],
        "rows": _rows(table),
    }


def _rows(table: Table) -> list[list[str | None]]:
    """The texts row by row, contact details covered."""
    return [[None if cell is None else covered(cell) for cell in row] for row in table.grid()]


def _as_csv(file: Path, number: int, table: Table) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    page = "" if table.page is None else f" page {table.page}"
    title = "" if table.caption is None else f": {covered(table.caption.content)}"
    writer.writerow([f"# {file.name}{page} table {number}{title}"])
    writer.writerows([defused(cell or "") for cell in row] for row in _rows(table))
    return out.getvalue()
