"""`extractor extract`: print the observations of documents; touches no database."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import click

from extractor.api import load_rules, read_pages
from extractor.cli import check_files
from extractor.cli.reading_options import ocr_option, rules_option
from extractor.cli.reading_process import memory_limited, read_limited
from extractor.errors import FailedDocument, RefusedDocument, on_screen, printable
from extractor.export.spreadsheet_safety import defused
from extractor.observation import Observation
from extractor.pattern_cache import patterns_kept
from extractor.reading_settings import ReadingSettings
from extractor.redaction.seal import covered
from extractor.rulebook.model import Rulebook

_COLUMNS = (
    ("page", 4),
    ("figure", 12),
    ("kind", 8),
    ("measure", 30),
    ("period", 23),
    ("area", 18),
)


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl", "csv"]), default="table",
    show_default=True,
)  # fmt: skip
@ocr_option
@rules_option
@memory_limited
@click.pass_context
def extract(
    context: click.Context,
    files: tuple[Path, ...],
    form: str,
    ocr: Literal["auto", "off"],
    rules: Path | None,
    memory_limit: int,
) -> int:
    """Print every figure that FILES state, in the order of the document.

    What went wrong with a page or a file is said on stderr.
    """
    check_files(files)

    def read(left: Sequence[Path], begin: Callable[[int], None]) -> int:
        rulebook = load_rules(rules)
        settings = ReadingSettings.usual(ocr)
        head = _HEADS[form]()
        if head and len(left) == len(files):
            click.echo(head)
        return _print(left, rulebook, settings, _FORMATS[form], begin)

    return read_limited(context, files, memory_limit, read)


def _print(
    files: Sequence[Path],
    rulebook: Rulebook,
    settings: ReadingSettings,
    line: Callable[[Observation], str],
    begin: Callable[[int], None],
) -> int:
    failed = False
    with patterns_kept():
        for place, file in enumerate(files):
            begin(place)
            try:
                for observation in observations_of(file, rulebook, settings):
                    click.echo(covered(line(observation)))
            except (RefusedDocument, FailedDocument) as error:
                click.echo(on_screen(f"{file}: {error}"), err=True)
                failed = True
    return 3 if failed else 0


def observations_of(
    file: Path, rulebook: Rulebook, settings: ReadingSettings
) -> Iterator[Observation]:
    """The observations of one document as its pages are read.

    Raises RefusedDocument or FailedDocument; what was read before a failure has come out.
    """
    for page in read_pages(file, rules=rulebook, settings=settings):
        for problem in page.page.problems:
            number = page.page.number
            where = file if number is None else f"{file}, page {number}"
            click.echo(on_screen(f"{where}: {problem}"), err=True)
        yield from page.observations


def as_json(observation: Observation) -> str:
    """The observation as one line of JSON, with the contract's keys."""
    return json.dumps(observation.record(), ensure_ascii=False)


def as_csv(observation: Observation) -> str:
    """The observation as one line of CSV; lists and breakdowns are JSON in a cell."""
    return _csv_line([_cell(value) for value in observation.record().values()])


def as_row(observation: Observation) -> str:
    """The observation as a line for people, as wide as the terminal."""
    start, end = observation.period_start, observation.period_end
    period = f"{start} to {end}" if start else (end or "")
    texts = (
        str(observation.page or ""),
        observation.figure_text,
        observation.kind,
        observation.measure or f"({observation.subject})",
        period,
        observation.area or "",
    )
    cells = [_fit(printable(text), width) for text, (_, width) in zip(texts, _COLUMNS, strict=True)]
    used = sum(width + 2 for _, width in _COLUMNS)
    room = max(shutil.get_terminal_size((160, 24)).columns - used, 20)
    return "  ".join([*cells, _fit(printable(" ".join(observation.quote.split())), room)]).rstrip()


def _row_head() -> str:
    return "  ".join([*(_fit(name, width) for name, width in _COLUMNS), "quote"])


def _csv_head() -> str:
    # The names are in the record itself; an empty one has them all.
    return _csv_line(list(_EMPTY.record()))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return defused(value)
    return str(value) if isinstance(value, int | float) else json.dumps(value, ensure_ascii=False)


def _csv_line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _fit(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"


_EMPTY = Observation(
    id="", document_id="", file="", report=0, item=None, report_title=None, section=None,
    page=None, box=None, char_start=None, char_end=None, quote="", quote_start=0, quote_end=0,
    source="prose", text_source="text", figure_text="", value=None, value_max=None, unit=None,
    qualifier="exact", kind="actual", direction=None, measure=None, subject="", dimensions=(),
    population=None, denominator=None, area=None, area_code=None, area_level=None,
    period_basis=None, period_start=None, period_end=None, period_source=None, rule=None,
    confidence="high",
)  # fmt: skip

_FORMATS: dict[str, Callable[[Observation], str]] = {
    "table": as_row,
    "jsonl": as_json,
    "csv": as_csv,
}
_HEADS: dict[str, Callable[[], str]] = {
    "table": _row_head,
    "jsonl": lambda: "",
    "csv": _csv_head,
}
