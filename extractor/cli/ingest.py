"""Read files and folders into a database, and copy sample papers to try it on."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from pydantic import ValidationError
from rapidfuzz import process

from extractor import api
from extractor.cli.reading_options import ocr_option, rules_option
from extractor.errors import UsageError
from extractor.ingest.limits import IngestSettings, Selection
from extractor.ingest.progress import Terminal, listener_for
from extractor.package_files import samples as shipped_samples
from extractor.reading_settings import ReadingSettings

_PATH = click.Path(path_type=Path)
_DEFAULTS = IngestSettings()
_LIMITS = {**ReadingSettings.model_fields, **IngestSettings.model_fields}
_OTHER_LIMITS = _LIMITS.keys() - {"ocr", "jobs", "page_time_limit", "time_limit", "memory_limit"}
"""Those that have no option of their own: `--set` sets any."""


@click.command("ingest")
@click.argument("paths", nargs=-1)
@click.option("--db", "database", required=True, type=_PATH, help="the database to write")
@click.option("--jobs", type=click.IntRange(1), help="number of processes (default: one per core)")
@click.option("--force", is_flag=True, help="read unchanged files again")
@click.option("--path", "globs", multiple=True, help="only files like this, read again: '*/2017/*'")
@click.option(
    "--council", "councils", multiple=True, help="only documents of this council, read again"
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(["ok", "partial", "refused", "failed"]),
    help="only documents with this outcome, read again",
)
@click.option(
    "--only-changed-rules",
    is_flag=True,
    help="where rules have changed, read again only the documents they concern",
)
@click.option("--prune", is_flag=True, help="remove documents whose files are gone")
@ocr_option
@rules_option
@click.option(
    "--page-time-limit",
    type=float,
    default=_DEFAULTS.page_time_limit,
    show_default=True,
    help="give up on a document after this many seconds without a finished page",
)
@click.option(
    "--time-limit",
    type=float,
    default=_DEFAULTS.time_limit,
    show_default=True,
    help="seconds that a document may take",
)
@click.option(
    "--memory-limit",
    type=int,
    default=_DEFAULTS.memory_limit,
    show_default=True,
    help="megabytes that a process may use",
)
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="NAME=VALUE",
    help=f"any other limit: {', '.join(sorted(_OTHER_LIMITS))}",
)
@click.option("--manifest", type=_PATH, help="a CSV file of details about the papers")
@click.option("--wait", is_flag=True, help="wait while another ingest writes the database")
@click.option("--quiet", is_flag=True, help="no messages but errors")
@click.option("--log-json", is_flag=True, help="messages as JSON, one per line")
@click.option("--scheduler", metavar="ADDRESS", help="read on a Dask cluster; PATHS may be URLs")
@click.option("--parts", metavar="URL", help="where a cluster's workers put their rows")
def ingest(
    paths: tuple[str, ...],
    database: Path,
    jobs: int | None,
    force: bool,
    globs: tuple[str, ...],
    councils: tuple[str, ...],
    statuses: tuple[str, ...],
    only_changed_rules: bool,
    prune: bool,
    manifest: Path | None,
    ocr: str,
    rules: Path | None,
    page_time_limit: float,
    time_limit: float,
    memory_limit: int,
    changes: tuple[str, ...],
    wait: bool,
    quiet: bool,
    log_json: bool,
    scheduler: str | None,
    parts: str | None,
) -> int:
    """Read PATHS (files, folders, zip archives) into a database.

    What was read before and has not changed is skipped: neither its bytes nor the rules, the
    settings or the program. A run that was stopped or killed is taken up by running the same
    command again. Without PATHS, --status, --council, --path or --force choose from the
    files that the database knows.

    A manifest has the columns path, url, council, committee, meeting_date, title and item, any of
    them empty: what it says about a paper wins over what is read, and url is the address of the
    council's own copy.
    """
    if scheduler is None and any("://" in path for path in paths):
        raise UsageError("URLs are read by a cluster only.", "Give its --scheduler.")
    selection = Selection(globs, councils, statuses)
    if not paths and not database.exists():
        raise UsageError("Nothing to read.", "Name files or folders.")
    given: dict[str, object] = {"ocr": ocr, "page_time_limit": page_time_limit}
    given |= {"time_limit": time_limit, "memory_limit": memory_limit}
    if jobs is not None:
        given["jobs"] = jobs
    reading, limits = settings_from(given, changes)
    listener = listener_for(sys.stderr, quiet, log_json)
    try:
        summary = api.ingest(
            [path for path in paths if "://" not in path],
            database,
            rules=rules,
            force=force,
            listener=listener,
            urls=tuple(path for path in paths if "://" in path),
            reading=reading,
            limits=limits,
            selection=selection,
            only_changed_rules=only_changed_rules,
            prune=prune,
            wait=wait,
            scheduler=scheduler,
            parts=parts,
            manifest=manifest,
            command=f"extractor {' '.join(sys.argv[1:])}",
        )
    finally:
        if isinstance(listener, Terminal):
            listener.close()
    return 3 if summary.not_read else 0


def settings_from(
    given: dict[str, object], changes: tuple[str, ...]
) -> tuple[ReadingSettings, IngestSettings]:
    """The settings with `given` values and `--set NAME=VALUE` changes.

    Raises UsageError for a name that is none and a value that does not fit.
    """
    for change in changes:
        name, equals, value = change.partition("=")
        if name not in _LIMITS:
            near = process.extractOne(name, _LIMITS.keys(), score_cutoff=60)
            meant = f"Did you mean {near[0]}? " if near else ""
            hint = f"{meant}There are: {', '.join(sorted(_LIMITS))}."
            raise UsageError(f"--set {change}: no setting is called {name}.", hint)
        if not equals:
            raise UsageError(f"--set {change}: the value is missing.", f"Write {name}=VALUE.")
        given[name] = value
    try:
        return (
            ReadingSettings.model_validate(
                {k: v for k, v in given.items() if k in ReadingSettings.model_fields}
            ),
            IngestSettings.model_validate(
                {k: v for k, v in given.items() if k in IngestSettings.model_fields}
            ),
        )
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise UsageError(f"The setting {name}={first['input']}: {first['msg']}.") from error


_PAPERS = (".pdf", ".txt", ".md")


@click.command("samples")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def samples(folder: Path) -> int:
    """Copy the papers of an invented council into FOLDER, which is made where it is missing."""
    source = shipped_samples()
    papers = sorted(path for path in source.rglob("*") if path.suffix in _PAPERS)
    if not papers:
        raise UsageError("There are no sample papers here.", "Install the package again.")
    try:
        for paper in papers:
            target = folder / paper.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(paper, target)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}).") from error
    click.echo(f"{len(papers)} papers in {folder}", err=True)
    return 0
