"""Reading one document into a parcel: what a worker does, here or on another machine."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from extractor.errors import FailedDocument, RefusedDocument, UsageError
from extractor.ingest.task import Task
from extractor.observation import DocumentIdentity
from extractor.rulebook.model import Rulebook
from extractor.settings import ReadingSettings
from extractor.store.parcel import Parcel, Verdict
from extractor.way import Reading

PAGES_NAMED = 10

Heard = Callable[[DocumentIdentity, int], None]
"""Called with the document's identity and the number of finished pages."""


def read_document(
    task: Task, rulebook: Rulebook, settings: ReadingSettings, heard: Heard = lambda *_: None
) -> Verdict:
    """Read a document to the end and write its rows; a refusal or failure is a row, too."""
    started = monotonic()

    def ended(verdict: Verdict) -> Verdict:
        return Verdict(
            verdict.status, verdict.reason, verdict.remedy, round(monotonic() - started, 3)
        )

    done: list[tuple[DocumentIdentity, int]] = []

    def going_on() -> None:
        if done:
            heard(*done[-1])

    def finished(identity: DocumentIdentity, pages: int) -> None:
        done[:] = [(identity, pages)]
        heard(identity, pages)

    try:
        with (
            Reading(task.path, rulebook, settings, given=task.given, heard=going_on) as reading,
            Parcel(task.parcel, reading.identity.id, task.file, task.given) as parcel,
        ):
            verdict = ended(_read_pages(reading, parcel, finished))
            parcel.finish(verdict, reading.reports, reading.identity)
            return verdict
    except RefusedDocument as error:
        verdict = ended(Verdict("refused", error.message, error.remedy))
    except (FailedDocument, UsageError) as error:
        verdict = ended(Verdict("failed", error.message, error.remedy))
    with Parcel(task.parcel, task.document, task.file, task.given) as parcel:
        parcel.finish(verdict, size=task.size)
    return verdict


def _read_pages(reading: Reading, parcel: Parcel, heard: Heard) -> Verdict:
    problems: list[tuple[int | None, str]] = []
    done = 0
    heard(reading.identity, done)
    try:
        for page in reading.pages():
            parcel.add_page(page.page, page.observations, page.refused)
            problems += [(page.page.number, problem) for problem in page.page.problems]
            done += 1
            heard(reading.identity, done)
    except FailedDocument as error:
        if not done:
            raise
        return Verdict(
            "partial", f"{error.message} The first {done} pages were kept.", error.remedy
        )
    if problems:
        return Verdict("partial", _in_short(problems))
    return Verdict("ok")


def _in_short(problems: list[tuple[int | None, str]]) -> str:
    """One sentence for the document; each page's own problems stand in its row."""
    number, problem = problems[0]
    first = problem if number is None else f"Page {number}: {problem[0].lower()}{problem[1:]}"
    others = sorted({page for page, _ in problems[1:] if page is not None and page != number})
    if not others:
        return first
    named = ", ".join(map(str, others[:PAGES_NAMED]))
    more = f" and {len(others) - PAGES_NAMED} more" if len(others) > PAGES_NAMED else ""
    return f"{first} Something is also wrong with page{'s' * (len(others) > 1)} {named}{more}."
