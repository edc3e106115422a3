"""Reading one document into a staged document: what a worker does, here or on another machine."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from extractor.errors import FailedDocument, RefusedDocument, UsageError, without_remedy
from extractor.ingest.task import Task
from extractor.observation import DocumentIdentity
from extractor.pipeline import Reading
from extractor.reading_settings import ReadingSettings
from extractor.rulebook.model import Rulebook
from extractor.store.staging import ReadStatus, StagedDocument

PAGES_NAMED = 10

Heard = Callable[[DocumentIdentity, int], None]
"""Called with the document's identity and the number of finished pages."""


def read_document(
    task: Task, rulebook: Rulebook, settings: ReadingSettings, progress: Heard = lambda *_: None
) -> ReadStatus:
    """Read a document to the end and write its rows; a refusal or failure is a row, too."""
    started = monotonic()

    def ended(read_status: ReadStatus) -> ReadStatus:
        return ReadStatus(
            read_status.status,
            read_status.reason,
            read_status.remedy,
            round(monotonic() - started, 3),
        )

    done: list[tuple[DocumentIdentity, int]] = []

    def going_on() -> None:
        if done:
            progress(*done[-1])

    def finished(identity: DocumentIdentity, pages: int) -> None:
        done[:] = [(identity, pages)]
        progress(identity, pages)

    try:
        with (
            Reading(task.path, rulebook, settings, given=task.given, progress=going_on) as reading,
            StagedDocument(task.staged, reading.identity.id, task.file, task.given) as staged,
        ):
            read_status = ended(_read_pages(reading, staged, finished))
            staged.finish(read_status, reading.reports, reading.identity)
            return read_status
    except RefusedDocument as error:
        read_status = ended(ReadStatus("refused", error.message, error.remedy))
    except (FailedDocument, UsageError) as error:
        read_status = ended(ReadStatus("failed", error.message, error.remedy))
    with StagedDocument(task.staged, task.document, task.file, task.given) as staged:
        staged.finish(read_status, size=task.size)
    return read_status


def _read_pages(reading: Reading, staged: StagedDocument, progress: Heard) -> ReadStatus:
    problems: list[tuple[int | None, str]] = []
    done = 0
    progress(reading.identity, done)
    try:
        for page in reading.pages():
            staged.add_page(page.page, page.observations, page.excluded)
            problems += [(page.page.number, problem) for problem in page.page.problems]
            done += 1
            progress(reading.identity, done)
    except FailedDocument as error:
        if not done:
            raise
        return ReadStatus(
            "partial", f"{error.message} The first {done} pages were kept.", error.remedy
        )
    if problems:
        return ReadStatus("partial", *_in_short(problems))
    return ReadStatus("ok")


def _in_short(problems: list[tuple[int | None, str]]) -> tuple[str, str | None]:
    """One sentence for the document, and what to do about the first problem; each page's own
    problems stand in its row."""
    number, (problem, remedy) = problems[0][0], without_remedy(problems[0][1])
    first = problem if number is None else f"Page {number}: {problem[0].lower()}{problem[1:]}"
    others = sorted({page for page, _ in problems[1:] if page is not None and page != number})
    if not others:
        return first, remedy
    named = ", ".join(map(str, others[:PAGES_NAMED]))
    more = f" and {len(others) - PAGES_NAMED} more" if len(others) > PAGES_NAMED else ""
    pages = f"page{'s' * (len(others) > 1)} {named}{more}"
    return f"{first} Something is also wrong with {pages}.", remedy
