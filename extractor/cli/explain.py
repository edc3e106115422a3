"""`extractor explain`: every number, what took it or why nothing did."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from extractor.cli.input_files import check_files
from extractor.errors import UsageError, on_screen
from extractor.redaction.seal import covered
from extractor.rulebook.load import load_rulebook
from extractor.settings import ReadingSettings

if TYPE_CHECKING:
    from extractor.pipeline import PageReading


@click.command()
@click.argument("target")
@click.option("--page", type=click.IntRange(min=1), help="the page of the file TARGET")
@click.option(
    "--picture", type=click.Path(dir_okay=False, path_type=Path),
    help="also draw the page with everything that was seen on it, as a PNG",
)  # fmt: skip
@click.option("--title", help="the title of the report that the sentence stands in")
@click.option("--rules", type=click.Path(path_type=Path, exists=True, file_okay=False))
def explain(
    target: str, page: int | None, picture: Path | None, title: str | None, rules: Path | None
) -> None:
    """Show every number of a sentence, or of a page of a file, with the rule that took it,
    what was bound to it and why, and for each refused number the reason.

    TARGET is a text in quotes, or the path of a file (with --page, one page of it).
    """
    path = Path(target)
    # Not Path.is_file: a sentence may be too long for the name of a file, which it raises on.
    is_file = page is not None or os.path.isfile(target)
    if picture is not None:
        _check_picture(picture, is_file and page is not None)
    if is_file:
        check_files([path])
        _explain_file(path, page, picture, rules)
        return
    from extractor.pipeline import read_text

    text = f"{title}\n\n{target}" if title else target
    _show(read_text(text, load_rulebook(rules), explain=True))


def _explain_file(path: Path, page: int | None, picture: Path | None, rules: Path | None) -> None:
    """Explain one page of a file, or the whole of it."""
    from extractor.pipeline import Reading

    shown = False
    with Reading(path, load_rulebook(rules), ReadingSettings(), explain=True) as reading:
        if page is not None and reading.identity.media != "pdf":
            raise UsageError(f"{path} is a text without pages.", "Leave out --page.")
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
        raise UsageError(f"The picture becomes a PNG: {picture} has to end in .png.")
    if not picture.parent.is_dir():
        raise UsageError(f"There is no folder {picture.parent}.")


def _draw(path: Path, number: int, found: PageReading, picture: Path) -> None:
    from extractor.blocks.read import read_blocks
    from extractor.explain.picture import draw_page
    from extractor.pages.source import open_source
    from extractor.redaction.pages import Sealer

    source, sealer = open_source(path, ReadingSettings()), Sealer()
    try:
        pages = read_blocks(sealer.seal(source.pages()))
        blocks = next(b for b in pages if b.number == number)
    finally:
        source.close()
    draw_page(path, number, blocks, found.observations, sealer.seen(number)).save(picture)
    click.echo(f"Drawn: {picture}", err=True)
