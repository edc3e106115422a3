"""`extractor explain`: every number, what took it or why nothing did."""

from __future__ import annotations

from pathlib import Path

import click

from extractor.blocks.read import read_blocks
from extractor.errors import UsageError
from extractor.observation import Observation
from extractor.rulebook.load import load_rulebook
from extractor.settings import ReadingSettings
from extractor.way import Reading, read_text


@click.command()
@click.argument("target")
@click.option("--page", type=click.IntRange(min=1), help="the page of the file TARGET")
@click.option(
    "--picture", type=click.Path(dir_okay=False, path_type=Path),
    help="also draw the page with everything that was seen on it, as a PNG",
)  # fmt: skip
@click.option("--title", help="the title of the report that the sentence stands in")
def explain(target: str, page: int | None, picture: Path | None, title: str | None) -> None:
    """Show every number of a sentence, or of a page of a file, with the rule that took it,
    what was bound to it and why, and for each refused number the reason.

    TARGET is a text in quotes, or with --page the path of a file.
    """
    from extractor.explain.words import explained

    rulebook = load_rulebook()
    if page is None and not Path(target).is_file():
        if picture is not None:
            raise UsageError("--picture needs a PDF file and --page.")
        text = f"{title}\n\n{target}" if title else target
        for line in explained(read_text(text, rulebook, explain=True)):
            click.echo(line)
        return
    path = Path(target)
    if not path.is_file():
        raise UsageError(f"There is no file {target}.")
    with Reading(path, rulebook, ReadingSettings(), explain=True) as reading:
        shown = False
        for found in reading.pages():
            if found.page.number in (page, None) or page is None:
                shown = True
                for line in explained(found):
                    click.echo(line)
                if picture is not None:
                    _draw(path, found.page.number, found.observations, picture)
                if page is not None:
                    break
    if not shown:
        raise UsageError(f"{target} has no page {page}.")


def _draw(
    path: Path, number: int | None, observations: tuple[Observation, ...], picture: Path
) -> None:
    from extractor.explain.picture import draw_page
    from extractor.pages.source import open_source

    if number is None:
        raise UsageError("Only pages of a PDF can be drawn.")
    source = open_source(path, ReadingSettings())
    try:
        blocks = next(b for b in read_blocks(source.pages()) if b.number == number)
    finally:
        source.close()
    draw_page(path, number, blocks, observations).save(picture)
    click.echo(f"Drawn: {picture}", err=True)
