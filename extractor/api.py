"""The Python interface: read papers, fill a database, and take its figures as pandas frames.

>>> from extractor import api
>>> frame = api.extract_text("There were 512 children in care at 31 March 2019.")
>>> frame[["figure_text", "value", "unit"]].to_dict("records")
[{'figure_text': '512', 'value': 512.0, 'unit': 'count'}]
>>> frame["period_end"].dt.date.tolist()
[datetime.date(2019, 3, 31)]

The names in `__all__` are stable: they change only with a note in CHANGELOG.md. The commands are
built on them. Importing this module is cheap; pandas and the language model are loaded when a
function first needs them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from extractor.errors import (
    ExtractorError,
    FailedDocument,
    RefusedDocument,
    RuleError,
    StoreError,
    UsageError,
)
from extractor.reading_settings import ReadingSettings

if TYPE_CHECKING:
    import pandas as pd

    from extractor.export.frames import Figures
    from extractor.export.write import Written
    from extractor.ingest.report import Listener, Summary
    from extractor.observation import DocumentIdentity, ExcludedNumber, Observation
    from extractor.pipeline import PageReading
    from extractor.reports.model import Report
    from extractor.rulebook.model import Rulebook

__all__ = [
    "Document",
    "ExtractorError",
    "FailedDocument",
    "RefusedDocument",
    "RuleError",
    "StoreError",
    "UsageError",
    "export",
    "export_database",
    "extract",
    "extract_text",
    "ingest",
    "load_rules",
    "open_database",
    "read_document",
    "read_pages",
]

PathLike = str | Path


@dataclass(frozen=True, slots=True)
class Document:
    """One paper as it was read.

    `identity` names the file (`id` is the SHA-256 of its bytes), `reports` are the reports in it
    with their header fields, `problems` sentences about pages that could not be read in full.
    """

    identity: DocumentIdentity
    pages: tuple[PageReading, ...]
    reports: tuple[Report, ...]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The figures, in the order of the document."""
        return tuple(one for page in self.pages for one in page.observations)

    @property
    def excluded(self) -> tuple[ExcludedNumber, ...]:
        """The numbers that are not statistics, each with the reason."""
        return tuple(one for page in self.pages for one in page.excluded)

    @property
    def problems(self) -> tuple[str, ...]:
        """What went wrong, one sentence each."""
        return tuple(one for page in self.pages for one in page.page.problems)


def load_rules(folder: PathLike | None = None) -> Rulebook:
    """The rules of a folder, or those that come with the package.

    Parameters: `folder` holds rule files (`*.yml`), as docs/rules.md describes them.

    Returns the rulebook: `measures` by id, `patterns` by id, and what the stages need.

    Raises RuleError with file, line and key where anything in the files is wrong.

    >>> all(measure.label for measure in load_rules().measures.values())
    True
    """
    from extractor.rulebook.load import load_rulebook

    return load_rulebook(None if folder is None else Path(folder))


def read_pages(
    file: PathLike, *, rules: Rulebook | None = None, settings: ReadingSettings | None = None
) -> Iterator[PageReading]:
    """The pages of one document as they are read, in the memory of a few pages.

    Parameters: `file` is a PDF, text or Markdown file; `rules` as `load_rules` gives them;
    `settings` are limits and switches of the reader.

    Yields a `PageReading` per page: `page` (its text and problems), `observations`, and
    `excluded` (numbers that are not statistics).

    Raises RefusedDocument where the file is not one that can be read (no PDF, encrypted, empty),
    FailedDocument where reading it fails; pages read before that have been yielded.
    """
    from extractor.pipeline import Reading

    with Reading(Path(file), rules or load_rules(), settings or ReadingSettings.usual()) as reading:
        yield from reading.pages()


def read_document(
    file: PathLike, *, rules: Rulebook | None = None, settings: ReadingSettings | None = None
) -> Document:
    """The whole of one document: every figure, every excluded number, and its reports.

    Parameters and errors are those of `read_pages`.

    Returns a `Document`. All of its pages are in memory; use `read_pages` for very long ones.
    """
    from extractor.pipeline import Reading

    with Reading(Path(file), rules or load_rules(), settings or ReadingSettings.usual()) as reading:
        pages = tuple(reading.pages())
        return Document(reading.identity, pages, reading.reports)


def extract(
    files: PathLike | Iterable[PathLike],
    *,
    rules: Rulebook | None = None,
    ocr: Literal["auto", "off"] = "auto",
) -> pd.DataFrame:
    """The figures of documents as a frame: what `extractor extract` prints.

    Parameters: `files` is one file or several; `ocr="off"` leaves scanned pages unread.

    Returns one row per figure in the order of the documents, with the columns of the published
    record (docs/reading-the-record.md): `value` as float64; `page` and offsets as Int64; dates as
    datetime64; `unit`, `kind`, `measure` and other closed lists as categories; `dimensions` as a
    dict. Contact details of people are covered.

    Raises RefusedDocument or FailedDocument for the first file that cannot be read.
    """
    from extractor.export.frames import frame_of_records

    chosen = [files] if isinstance(files, str | Path) else list(files)
    settings = ReadingSettings(ocr=ocr)
    rulebook = rules or load_rules()
    return frame_of_records(
        one.record()
        for file in chosen
        for page in read_pages(file, rules=rulebook, settings=settings)
        for one in page.observations
    )


def extract_text(text: str, *, rules: Rulebook | None = None) -> pd.DataFrame:
    """The figures of a piece of text, as a frame like that of `extract`.

    >>> extract_text("In 2018/19, 51% of children in care were fostered.")["value"].tolist()
    [51.0]
    """
    from extractor.export.frames import frame_of_records
    from extractor.pipeline import read_text

    return frame_of_records(
        one.record() for one in read_text(text, rules or load_rules()).observations
    )


def ingest(
    paths: PathLike | Sequence[PathLike],
    database: PathLike,
    *,
    rules: PathLike | None = None,
    jobs: int | None = None,
    force: bool = False,
    listener: Listener | None = None,
    **options: Any,
) -> Summary:
    """Read files, folders and zip archives into a database: what `extractor ingest` does.

    What was read before and has not changed is skipped.

    Parameters: `paths` to read; none of them means the files that the database knows.
    `database` is made where it is missing. `rules` is a folder of rule files, `jobs` the number of
    processes (as many as there are cores), `force` reads again what has not changed. `listener`
    hears of progress. `options` are the other fields of `extractor.ingest.run.IngestJob`.

    Returns a summary: `endings` counts the files by how they ended, `observations` the figures,
    `not_read` the documents that were refused or failed; `sentences()` says it in words.

    Raises UsageError for paths that are not there, RuleError for wrong rules, StoreError where
    the database cannot be written; what was read before that is kept.
    """
    from extractor.ingest.limits import IngestSettings
    from extractor.ingest.progress import Quiet
    from extractor.ingest.run import IngestJob
    from extractor.ingest.run import ingest as carry_out

    chosen = [paths] if isinstance(paths, str | Path) else list(paths)
    if jobs is not None:
        options["limits"] = IngestSettings(jobs=jobs)
    order = IngestJob(
        database=Path(database),
        paths=tuple(Path(path) for path in chosen),
        rules=None if rules is None else Path(rules),
        force=force,
        **options,
    )
    return carry_out(order, listener or Quiet())


def open_database(database: PathLike, *, publish_contacts: bool = False) -> Figures:
    """A database that `ingest` or `extractor ingest` wrote, for reading only.

    Parameters: `publish_contacts` leaves contact details of people in; they are withheld else.

    Returns a `Figures`, whose methods give pandas frames; use it in a `with` statement.

    Raises UsageError where the file is missing, is no such database, or is of another version.
    """
    from extractor.export.frames import Figures
    from extractor.site.publish import look_at
    from extractor.site.query_limits import withhold
    from extractor.site.settings import SiteSettings

    path = Path(database)
    look_at(path)
    figures = Figures(path)
    withhold(figures.connection, SiteSettings(publish_contacts=publish_contacts))
    return figures


def export(
    database: PathLike, folder: PathLike, *, publish_contacts: bool = False, site: str = ""
) -> list[Written]:
    """Write a database as CSV, Parquet, an Excel workbook and their descriptions.

    Parameters: `folder` is made where it is missing; `site` is the address of the published site,
    for links to the evidence.

    Returns the tables that were written, each with its number of rows.

    Raises UsageError as `open_database` does, StoreError where the folder cannot be written.
    """
    from extractor.export.write import export as write
    from extractor.site.publish import Publication, metadata_of

    with open_database(database, publish_contacts=publish_contacts) as figures:
        metadata = metadata_of(Publication(Path(database)))
        return write(figures.connection, Path(folder), metadata, site)


def export_database(
    database: PathLike, folder: PathLike, *, publish_contacts: bool = False
) -> Path:
    """Write `figures.db`, a copy of the database without what the site withholds.

    Parameters: `folder` is made where it is missing; `publish_contacts` leaves contact details of
    people in. Paths of the machine, commands and earlier versions of documents never are in it, so
    that it shows no pictures of pages and no run can be undone in it.

    Returns its path.

    Raises UsageError as `open_database` does, StoreError where the folder cannot be written.
    """
    from extractor.export.public_copy import write_public_copy
    from extractor.site.publish import look_at
    from extractor.site.query_limits import withheld_columns, withheld_tables
    from extractor.site.settings import SiteSettings

    look_at(Path(database))
    settings = SiteSettings(publish_contacts=publish_contacts)
    return write_public_copy(
        Path(database), Path(folder), withheld_tables(settings), withheld_columns(settings)
    )
