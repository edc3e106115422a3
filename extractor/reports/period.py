"""The period that a report covers: after a label, alone on a line, or in its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from extractor.annotations.period_grammar import find_periods
from extractor.annotations.period_model import Day, Month, Relative, Year
from extractor.regex import regex
from extractor.reports.dates import MONTH, single_month
from extractor.reports.label_value_form import Value
from extractor.reports.labels import Field, period_words
from extractor.reports.model import Stated
from extractor.reports.printed_dates import lone_month
from extractor.reports.printed_lines import PrintedLine

# Words that may be beside a period on a line that says nothing else.
_BESIDE = regex(
    r"(?:\b(?:for|the|to|up|of|in|from|period|year|years|months?|quarter|covering|covers|ended"
    r"|ending|end|as|at|on|position|data|performance|activity|figures|information|report"
    r"|reporting|financial|academic|municipal|and|outturn|update|all|are|is|correct|shown|given"
    r"|unless|otherwise|stated)\b|[\W_])*",
    re.IGNORECASE,
)
_OF_ALL = regex(r"^\W*(?:all |the )?(?:figures|data|numbers|information)\b", re.IGNORECASE)
_CUE = regex(r"\b(?:as\s+(?:at|of)|position|end(?:ed|ing)?|to|period)\b", re.IGNORECASE)
# Dates of these lines are of the paper, not of its figures.
_NOT_OF_FIGURES = regex(
    r"\b(?:published|publication|meeting|version|review(?:ed)?\s+(?:date|by)|next|previous|held"
    r"|approved|produced|printed|draft|issued?|revised|inspection)\b|©",
    re.IGNORECASE,
)
# The year of a law is a part of its name.
_OF_A_LAW = regex(r"\b(?:Act|Bill|Regulations|Rules|Order)s?,? (?:19|20)\d\d\b")
_LONGEST = 90
_ACCOUNTS = regex(r"\b(?:accounts|financial statements|annual return)\b", re.IGNORECASE)
# A month on the cover of one of these is the month of its figures; elsewhere that of the paper.
_FIGURES = regex(
    r"score ?card|dash ?board|performance|monitoring|indicators|outturn|key figures|statistics"
    r"|\bKPI",
    re.IGNORECASE,
)
_LAST_DAY = regex(rf"(?:as )?(?:at )?(?:30|31)(?:st|th)? {MONTH} \d{{4}}", re.IGNORECASE)


def own_periods(
    head: Sequence[PrintedLine],
    labelled: dict[Field, Value],
    title: Stated | None,
    repeated: Iterable[tuple[str, int | None]] = (),
) -> tuple[Stated, ...]:
    """The expressions that name the period a report covers, the most reliable first.

    `head` are the lines of its first pages, `repeated` its running headers and the file's
    bookmarks, each with its page.
    """
    found: list[Stated] = []
    if "period" in labelled and (said := labelled["period"].stated()) is not None:
        found.append(said)
    named = title.value if title is not None else ""
    if of_accounts(title):
        found += _years_of_accounts(head)
    for line in head:
        if line.text.strip() in named:
            continue  # "2024/25" below "Quarter 3" says more in the title
        words = period_words(line.text)
        apart = _stands_out(line) or _OF_ALL.match(line.text) is not None
        if words is not None or (apart and (is_period(line.text) or _is_month_of(title, line))):
            found.append(Stated(words or line.text.strip(), line.text, line.page))
    without_laws = " ".join(_OF_A_LAW.sub(" ", named).split())
    dated = any(map(str.isdigit, without_laws))  # "May" alone is also a verb
    if title is not None and dated and find_periods(without_laws, header=True):
        found.append(Stated(without_laws, title.value, title.page, title.inferred))
    for text, page in repeated:
        if len(text) <= _LONGEST and _names_time(text) and not _only_a_month(text):
            found.append(Stated(text, text, page))
    return tuple({said.value: said for said in reversed(found)}.values())[::-1]


def of_accounts(title: Stated | None) -> bool:
    """Whether a paper is a set of accounts: a date on the cover is then the end of their year."""
    return title is not None and _ACCOUNTS.search(title.value) is not None


def of_figures(title: Stated | None) -> bool:
    """Whether a paper reports figures month by month: a month on the cover is then theirs."""
    return title is not None and _FIGURES.search(title.value) is not None


def _is_month_of(title: Stated | None, line: PrintedLine) -> bool:
    """Whether a line is the month that a paper's figures are of."""
    return of_figures(title) and lone_month(line) is not None


def _years_of_accounts(head: Sequence[PrintedLine]) -> list[Stated]:
    """The year that ends on a date which is alone on a line of the cover."""
    days = [line for line in head if not line.table and _LAST_DAY.fullmatch(line.text.strip())]
    return [Stated(f"year ended {line.text.strip()}", line.text, line.page) for line in days[:1]]


def _stands_out(line: PrintedLine) -> bool:
    """Whether a line is separate from paragraphs and tables."""
    return not line.table and (line.blank_before or line.heading or line.bold)


def is_period(text: str) -> bool:
    """Whether a line consists of a period ("Quarter 3 2024/25").

    A day, a month or "2024" alone may be the date of the paper, unless "ended" or the like is with
    it.
    """
    text = text.strip()
    if not any(map(str.isdigit, text)) or len(text) > _LONGEST:
        return False
    marks = [mark for mark in find_periods(text, header=True) if not mark.relative]
    if not marks or _NOT_OF_FIGURES.search(text):
        return False
    rest = text
    for mark in marks:
        rest = rest.replace(mark.text, " ", 1)
    if _BESIDE.fullmatch(rest) is None:
        return False
    bare = all(
        isinstance(mark.expression, (Day, Month, Relative))
        or (isinstance(mark.expression, Year) and mark.expression.style == "bare")
        for mark in marks
    )
    return not bare or any(p.search(text) for p in (_CUE, _OF_ALL))


def _only_a_month(text: str) -> bool:
    """Whether a running head says when its paper is of ("February 2011 | 13"): a month, and the
    number of the page at most."""
    bare = re.sub(r"\W+\d{0,3}\W*$", "", text.strip())
    return single_month(bare) is not None and len(bare.split()) <= 2


def _names_time(text: str) -> bool:
    if _NOT_OF_FIGURES.search(text):
        return False
    marks = find_periods(_OF_A_LAW.sub(" ", text), header=True)
    return any(not mark.relative and not isinstance(mark.expression, Day) for mark in marks)
