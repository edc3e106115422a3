"""How a file was read: `extractor explain` shows every number and why it matched or did not,
`extractor tables` shows the tables.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import click

from extractor.blocks.model import Table
from extractor.blocks.read import read_blocks
from extractor.cli import check_files
from extractor.cli.reading_options import rules_option
from extractor.cli.reading_process import memory_limited, read_limited
from extractor.errors import FailedDocument, RefusedDocument, UsageError, on_screen
from extractor.export.spreadsheet_safety import defused
from extractor.pattern_cache import patterns_kept
from extractor.reading_settings import ReadingSettings
from extractor.redaction.seal import covered

if TYPE_CHECKING:
    from extractor.pipeline import PageReading


_LIKE_A_PATH = re.compile(
    r"(?:~|\.{0,2})/\S+|\S.{0,250}\.(?:pdf|txt|md|docx?|xlsx?|csv|html?|zip)", re.I
)
"""What is the path of a file rather than a text: the end of its name, or how it begins."""


@click.command()
@click.argument("target")
@click.option("--page", type=click.IntRange(min=1), help="the page of the file TARGET")
@click.option(
    "--picture", type=click.Path(dir_okay=False, path_type=Path),
    help="also draw the page with everything that was seen on it, as a PNG",
)  # fmt: skip
@click.option("--title", help="the title of the report that the sentence is in")
@rules_option
@memory_limited
@click.pass_context
def explain(
    context: click.Context,
    target: str,
    page: int | None,
    picture: Path | None,
    title: str | None,
    rules: Path | None,
    memory_limit: int,
) -> int:
    """Show every number of a sentence, or of a page of a file, with the rule that took it,
    what was bound to it and why, and for each refused number the reason.

    TARGET is a text in quotes, or the path of a file (with --page, one page of it).
    """
    path = Path(target)
    # Not Path.is_file: a sentence may be too long for the name of a file, which it raises on.
    is_file = page is not None or os.path.isfile(target)
    if picture is not None:
        _check_picture(picture, is_file and page is not None)
    if is_file or os.path.isdir(target) or _LIKE_A_PATH.fullmatch(target):
        check_files([path])

        def read(_: Sequence[Path], begin: Callable[[int], None]) -> int:
            _explain_file(path, page, picture, rules, begin)
            return 0

        return read_limited(context, [path], memory_limit, read)
    _explain_text(target, title, rules)
    return 0


@patterns_kept()
def _explain_text(target: str, title: str | None, rules: Path | None) -> None:
    from extractor.pipeline import read_text
    from extractor.rulebook.load import load_rulebook

    text = f"{title}\n\n{target}" if title else target
    # Bytes of the command line that are no UTF-8.
    text = text.encode("utf-8", "replace").decode("utf-8")
    _show(read_text(text, load_rulebook(rules), explain=True))


@patterns_kept()
def _explain_file(
    path: Path,
    page: int | None,
    picture: Path | None,
    rules: Path | None,
    begin: Callable[[int], None],
) -> None:
    """Explain one page of a file, or the whole of it."""
    from extractor.pipeline import Reading
    from extractor.rulebook.load import load_rulebook

    shown, rulebook = False, load_rulebook(rules)
    begin(0)
    with Reading(path, rulebook, ReadingSettings.usual(), explain=True) as reading:
        if page is not None and reading.identity.media != "pdf":
            raise UsageError(f"{path} is a text file and has no pages.", "Leave out --page.")
        for found in reading.pages():
            if page is None or found.page.number == page:
                shown = True
                _show(found)
                if picture is not None and page is not None:
                    _draw(path, page, found, picture)
            if page is not None and shown:
                break
    if not shown:
        raise UsageError(f"{path} has no page {page}.")


def _show(found: PageReading) -> None:
    from extractor.explain.words import explained

    for line in explained(found):
        click.echo(on_screen(covered(line)))


def _check_picture(picture: Path, has_page: bool) -> None:
    if not has_page:
        raise UsageError("--picture needs a PDF file and --page.")
    if picture.suffix.lower() != ".png":
        raise UsageError(f"{picture} must end in .png.")
    if not picture.parent.is_dir():
        raise UsageError(f"There is no folder {picture.parent}.")


def _draw(path: Path, number: int, found: PageReading, picture: Path) -> None:
    from extractor.blocks.read import read_blocks
    from extractor.explain.picture import draw_page
    from extractor.pages.source import open_source
    from extractor.redaction.pages import Sealer

    source, sealer = open_source(path, ReadingSettings.usual()), Sealer()
    try:
        pages = read_blocks(sealer.seal(source.pages()))
        blocks = next(b for b in pages if b.number == number)
    finally:
        source.close()
    draw_page(path, number, blocks, found.observations, sealer.seen(number)).save(picture)
    click.echo(f"Written: {picture}", err=True)


@click.command("tables")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@memory_limited
@click.pass_context
@patterns_kept()
def tables(context: click.Context, files: tuple[Path, ...], form: str, memory_limit: int) -> int:
    """Print the tables of FILES as read, contact details covered.

    CSV gives one table after another, each under a line that says where it is;
    JSON gives pages, boxes and rows of texts (null where a cell is empty). Contact details are
    covered.
    """
    check_files(files)
    kept, ours = Path(mkdtemp()), os.getpid()

    def read(left: Sequence[Path], begin: Callable[[int], None]) -> int:
        return _print_tables(left, form, kept, len(files) - len(left), begin)

    try:
        code = read_limited(context, files, memory_limit, read)
        if form == "json" and os.getpid() == ours:
            documents = {file.stem: _kept(kept, place) for place, file in enumerate(files)}
            click.echo(json.dumps({"documents": documents}, ensure_ascii=False))
    finally:
        if os.getpid() == ours:  # and not the process that read the files
            rmtree(kept)
    return code


def _print_tables(
    files: Sequence[Path], form: str, kept: Path, first: int, begin: Callable[[int], None]
) -> int:
    """Print the tables of each file, or keep them as JSON in a file named by its place."""
    failed = False
    for place, file in enumerate(files):
        begin(place)
        try:
            found = list(_tables_of(file))
        except (RefusedDocument, FailedDocument) as error:
            click.echo(on_screen(f"{file}: {error}"), err=True)
            failed = True
            continue
        if form == "csv":
            for number, table in enumerate(found, 1):
                click.echo(on_screen(_as_csv(file, number, table)))
        else:
            said = json.dumps({"tables": [_as_json(t) for t in found]})
            (kept / f"{first + place}.json").write_text(said, encoding="utf-8")
    return 3 if failed else 0


def _kept(folder: Path, place: int) -> object:
    """What was kept of a file; an error where it could not be read to its end."""
    path = folder / f"{place}.json"
    if not path.exists():
        return {"tables": [], "status": "error"}
    return json.loads(path.read_text(encoding="utf-8"))


def _tables_of(file: Path) -> Iterator[Table]:
    from extractor.blocks.tables.find import find_tables
    from extractor.pages.source import open_source
    from extractor.redaction.pages import Sealer

    source = open_source(file, ReadingSettings.usual())
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
