"""When a paper was published, where it is of no meeting: a day or a month, as its report says."""

from __future__ import annotations


def published_on(document: str) -> str:
    """The day or month of publication of the document with the id `document` (SQL); null where its
    reports give none."""
    return f"""(select min(p.evidence ->> '$.published.day') from reports p
    where p.document_id = {document})"""


def day_of_paper(of: str, document: str = "") -> str:
    """The day of the meeting of a row `of` of documents, or else that of publication. Of another
    row with a meeting, `document` is the id of its document (SQL)."""
    return f"coalesce({of}.meeting_date, {published_on(document or of + '.id')})"
