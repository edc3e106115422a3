"""The words that introduce the list in which a figure stands: "In the last 12 months:" before
"there have been 119 adoptions". The quote alone does not say when or of whom."""

from __future__ import annotations

import re

PAGE_OF_LIST = """iif(o.source = 'list', (
    select substr(p.text, 1, 20000) from pages p
    where p.document_id = o.document_id and p.page = o.page), null) as page_of_list"""
"""The text of the page of a figure `o` in a list, as a column (SQL)."""

_LOOKED_BACK = 1_500
"""Letters before a quote in which its list is introduced."""
_BEGINNING = 60
"""Letters of a quote by which it is found on its page."""
_INTRO = re.compile(r"[^.:;!?•●▪■◼]{8,200}:(?=\s)")


def lead_in(page: str | None, quote: str) -> str | None:
    """The last words before the quote that end with a colon; None where there are none near."""
    if not page:
        return None
    text = " ".join(page.split())
    at = text.find(" ".join(quote.split())[:_BEGINNING])
    if at < 0:
        return None
    found = _INTRO.findall(text[max(0, at - _LOOKED_BACK) : at])
    return str(found[-1]).strip() if found else None
