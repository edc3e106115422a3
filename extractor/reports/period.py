"""The period that a report covers: after a label, alone on a line, or in its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from extractor.annotations.periods.grammar import find_periods
from extractor.annotations.periods.model import (
    Day,
    Month,
    Part,
    PeriodSpan,
    Relative,
    Through,
    Year,
)
from extractor.regex import regex
from extractor.reports.dates import MONTH, single_month
from extractor.reports.label_value_form import Value
from extractor.reports.labels import Field, period_words
from extractor.reports.model import Stated
from extractor.reports.printed_lines import PrintedLine, lone_month

# Words that may be beside a period on a line that says nothing else.
_BESIDE = regex(
    r"(?:\b(?:for|the|to|up|of|in|from|period|year|years|months?|quarter|covering|covers|ended"
    r"|ending|end|as|at|on|position|data|performance|activity|figures|information|report"
    r"|reporting|financial|academic|municipal|and|outturn|update|all|are|is|correct|shown|given"
    r"|unless|otherwise|stated)\b|\b(?:\d{1,2}|three|six|nine|twelve)[ -]months?\b|[\W_])*",
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
    r"score ?card|dash ?board|performance|monitoring|outturn|key figures|\bKPI", re.IGNORECASE
)
# What a line below the title calls the paper ("Annual report 2018-19", "Six month report").
_KIND_OF_PAPER = regex(
    r"\b(?:report|review|statement|return|profile|bulletin|briefing|score ?card|dash ?board|outturn"
    r"|self[- ](?:evaluation|assessment)|monitoring|performance|indicators?|update|data)\b",
    re.IGNORECASE,
)
_SENTENCE = regex(r"[a-z]{2}[.;]$|.{121}")
_TOP_LINES = 6
_WORDS = regex(r"[^\W\d_]+")
_TOLD_FIRST = 25  # lines at the top in which a sentence may say what time the paper is of
_COVERS = regex(
    r"\b(?:the|this|these|all)\s+(?:report|paper|document|return|statement|briefing|review|data"
    r"|information|figures)(?:\s+(?:provided|given|reported|presented|shown|below|here|in\s+this"
    r"\s+(?:report|paper|document)))?\s+(?:covers?|(?:is|are)\s+for|relates?\s+to|refers?\s+to)\s+"
    r"(?:the\s+)?(?P<when>[^.;]{4,90})",
    re.IGNORECASE,
)
_FOR_THE_PERIOD = regex(
    r"\b(?:performance|data|activity|figures|information|progress|report|update)\b[^.;:\d]{0,60}"
    r"\bfor the (?:period|months?)(?: from| of)?\s(?P<when>"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?{MONTH}(?: \d{{4}})? (?:to|[-–]) [^.;]{{4,40}})",
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
    top = _top_block(head)
    for line in head:
        if line.text.strip() in named:
            continue  # "2024/25" below "Quarter 3" says more in the title
        words = period_words(line.text)
        apart = line in top or _stands_out(line) or _OF_ALL.match(line.text) is not None
        if words is not None or (apart and (is_period(line.text) or _is_month_of(title, line))):
            found.append(Stated(words or line.text.strip(), line.text, line.page))
        elif line in top and _KIND_OF_PAPER.search(line.text) and _covers_time(line.text):
            found.append(Stated(line.text.strip(), line.text, line.page))
    without_laws = " ".join(_OF_A_LAW.sub(" ", named).split())
    if title is not None and _covers_time(without_laws):
        found.append(Stated(without_laws, title.value, title.page, title.inferred))
    for text, page in repeated:
        if len(text) <= _LONGEST and _names_time(text) and not _of_another(text, named):
            found.append(Stated(text, text, page))
    if not found:
        brackets = ((_in_bracket(line.text), line) for line in top)
        found += [Stated(months, line.text, line.page) for months, line in brackets if months]
    if (run := _told(head, _FOR_THE_PERIOD)) is not None:
        found.insert(0, run)  # "performance for the period April to September" of a Quarter 2
    elif not found and (told := _told(head, _COVERS)) is not None:
        found.append(told)
    return tuple({said.value: said for said in reversed(found)}.values())[::-1]


def _top_block(head: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """The lines at the very top that belong together: to the first white space or sentence."""
    for at, line in enumerate(head[:_TOP_LINES]):
        if line.table or (at and line.blank_before) or _SENTENCE.search(line.text):
            return head[:at]
    return head[:_TOP_LINES]


_OF_DATA = regex(
    r"\b(?:audits?|files|cases|data|figures|performance|activity|period|position|covering|covers"
    r"|returns?|visits? made|completed)\b",
    re.IGNORECASE,
)
_AT_END = regex(r"\((?P<told>[^()]{8,70})\)\W*$")


def _in_bracket(line: str) -> str | None:
    """The months, quarter or term that a bracket at the end of a line says its data are of:
    "Improvement Board, 30 January 2020 (audits completed October to December 2019)"."""
    bracket = _AT_END.search(line)
    if bracket is None or _NOT_OF_FIGURES.search(bracket["told"]):
        return None
    if _OF_DATA.search(bracket["told"]) is None:
        return None
    marks = [m for m in find_periods(bracket["told"], header=True) if not m.relative]
    if len(marks) != 1 or not isinstance(marks[0].expression, (Through, Part)):
        return None
    return marks[0].text


def _covers_time(title: str) -> bool:
    """Whether a title names a time that its paper covers: a day alone is that of the paper."""
    if not any(map(str.isdigit, title)):
        return False  # "May" alone is also a verb
    marks = find_periods(title, header=True)
    days = all(isinstance(mark.expression, Day) for mark in marks)
    return bool(marks) and (not days or _CUE.search(title) is not None)


def _told(head: Sequence[PrintedLine], pattern: re.Pattern[str]) -> Stated | None:
    """The time that a sentence at the top says the whole paper is of ("The information is for the
    year 1 April 2018 to 31 March 2019")."""
    top = [line for line in head[:_TOLD_FIRST] if not line.table]
    for match in pattern.finditer(" ".join(line.text for line in top)):
        marks = [m for m in find_periods(match["when"]) if not m.relative]
        if marks and not isinstance(marks[0].expression, (Day, Month)):
            return Stated(marks[0].text, match["when"][: marks[0].end], top[0].page)
    return None


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
    if _BESIDE.fullmatch(rest) is None or _are_columns(marks, text):
        return False
    bare = all(
        isinstance(mark.expression, (Day, Month, Relative))
        or (isinstance(mark.expression, Year) and mark.expression.style == "bare")
        for mark in marks
    )
    return not bare or any(p.search(text) for p in (_CUE, _OF_ALL))


def _are_columns(marks: Sequence[PeriodSpan], text: str) -> bool:
    """Whether a line has several times of one kind with nothing that joins them: the head of a
    table ("January to December 2023 | January to December 2024")."""
    if len({type(mark.expression) for mark in marks}) != 1:
        return False
    if len({mark.expression for mark in marks}) == 1:
        return False  # "Quarter 3: 1 October 2018 – 31 December 2018"
    between = (text[one.end : other.start] for one, other in pairwise(marks))
    return any(_JOINS.search(words) is None for words in between)


_JOINS = regex(r"\w|[-–—&]")


def _of_another(text: str, title: str) -> bool:
    """Whether the time in a running head is not that of the figures: a month alone, with the number
    of the page at most, or a year beside words that are not the title's ("Journal 2009 | 223")."""
    bare = re.sub(r"\W+\d{0,3}\W*$", "", text.strip())
    if single_month(bare) is not None and len(bare.split()) <= 2:
        return True
    marks = find_periods(_OF_A_LAW.sub(" ", text), header=True)
    years = (mark.expression for mark in marks if not mark.relative)
    if not all(isinstance(year, Year) and year.style == "bare" for year in years):
        return False
    return not set(_WORDS.findall(text.lower())) <= set(_WORDS.findall(title.lower()))


def _names_time(text: str) -> bool:
    if _NOT_OF_FIGURES.search(text):
        return False
    marks = find_periods(_OF_A_LAW.sub(" ", text), header=True)
    return any(not mark.relative and not isinstance(mark.expression, Day) for mark in marks)
