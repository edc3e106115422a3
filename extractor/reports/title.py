"""The title of a report: the largest or most prominent lines before its first label."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extractor.bullets import LINE_BULLETS
from extractor.regex import regex
from extractor.reports.committee_names import committee_line, is_report_to
from extractor.reports.council import cover_council
from extractor.reports.council_names import plain_council
from extractor.reports.dates import find_date
from extractor.reports.model import Stated
from extractor.reports.period import is_period
from extractor.reports.printed_lines import PrintedLine

_NO_TITLE = regex(
    r"(?:agenda )?item\b|page \d|public document pack|report (?:of|to|by|from)\b|part [12ab]$|open$"
    r"|(?:un)?restricted|not for publication|draft$|contains |appendix \S{1,3}$|https?:|www\."
    r"|(?:part \w{1,3} ?[-–—:] ?)?(?:public|open|non-?confidential|not exempt)(?: report)?$"
    r"|by$|(?:introduction|background|summary|purpose|contents)\W*$"
    r"|table of contents|\d[\d./\s]*$|version|inspection dates?\b|report published"
    r"|(?:source|notes?|nb|n\.b\.)\s*:|minutes? item|\W*agenda\W*$|direct dial"
    r"|your ref|our ref|ask for"
    r"|(?:[\w ]+ )?registration (?:number|no)\b|this page|dear |ref(?:erence)?\b|tel\b|e-?mail\b"
    rf"|(?:table|figure|fig\.|chart|graph|map|box)\s+\d|[{LINE_BULLETS}*-]\s"
    r"|\W*(?:start )?time\b\W*\d"
    r"|(?:page|section|version|issue)\s+\d|(?:produced|prepared|written|compiled) by\b|©",
    re.IGNORECASE,
)
# Parts that many reports have; none of them is what a report is called.
_PART = regex(
    r"(?:\d{1,2}\.?\s+)?(?:key(?: to\b.*)?|legend|glossary(?: of\b.*)?|abbreviations|acronyms"
    r"|definitions|notes|index|foreword|preface|contents(?: page)?"
    r"|list of (?:tables|figures|abbreviations|acronyms|appendices|contents)"
    r"|(?:report )?(?:introduction|background|purpose|conclusions?|recommendations?)"
    r"|(?:executive )?summary|document control|version control|apologies)\W*",
    re.IGNORECASE,
)
# A line with one of these that is longer than a title's clause is a sentence.
_SAYS = regex(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|may|should|saw|rose|fell|gives|shows"
    r"|provides|includes|continues?|remains?|there)\b"
)
_SENTENCE_WORDS = 7
# Who published a paper is not what it is called.
_COMPANY = regex(r"\b(?:Limited|Ltd|LLP|plc|PLC|CIC)\.?$")
# A word that is spelt as words are: a picture that was misread has none ("AUl]").
_WORD = regex(r"(?<![A-Za-z])(?:[A-Z]?[a-z]{2,}|[A-Z]{3,})+(?![A-Za-z])")
# "Election results for Example Council" says more than whose; "Prepared for …" does not.
_OF_WHOM = regex(r"(?P<what>[A-Z].*) (?i:for (?:the )?)(?=[A-Z])")
_MADE_FOR = regex(r"(?:report|prepared|produced|written|compiled|published|on behalf)\b.*", re.I)
_COMPANY_ENDS = ("Limited", "Ltd", "LLP", "plc", "PLC", "CIC")
_DASH = regex(r"\s+[–—|-]\s+")
_DEAR = regex(r"Dear\b|To whom it may concern\b", re.IGNORECASE)
_SECTION = regex(r"\d{1,2}\.?\d?\.?\s+[A-Z]")
_YEAR = regex(r"(?:19|20)\d\d")
_LONGEST = 230
_LINES = 9


def find_title(lines: Sequence[PrintedLine], council: str | None = None) -> Stated | None:
    """The title among the lines before the first label of a report.

    A line below it that only gives the period covered ("Quarter 3 2024/25") is part of it. Lines
    that only hold words of the `council`'s name belong to a logo.
    """
    printed = lines
    if council is not None:
        name = set(council.lower().split())
        lines = [line for line in lines if not name.issuperset(line.text.lower().split())]
    if lines and lines[0].table and len(lines[0].cells) == 1 and len(lines[0].text.split()) > 1:
        # A table finder may take the line above a table into it.
        lines = [replace(lines[0], table=False), *lines[1:]]
    if any(_DEAR.match(line.text) for line in lines):
        return None
    candidates = [line for line in lines if titles(line)]
    if not candidates:
        return None
    largest = max(line.size for line in candidates)
    if min(line.size for line in candidates) < 0.87 * largest:
        chosen = _run(lines, lambda line: line.size >= 0.87 * largest)
    elif _capitals_first(candidates) and not _goes_with_body(printed, candidates[0]):
        chosen = _run(lines, lambda line: line.text.isupper())
    elif any(line.heading for line in candidates):
        chosen = _run(lines, lambda line: line.heading)
    elif any(line.bold for line in candidates):
        chosen = _run(lines, lambda line: line.bold)
    else:
        chosen = [line for line in candidates[:1] if _stands_alone(lines, line)]
        chosen = _behind_body(lines, chosen)
    chosen = _finished(lines, chosen)
    text = re.sub(r"\s+", " ", " ".join(line.text for line in _with_period(lines, chosen)))
    text = text.strip(" :*")
    if not _has_word(text) or _ends_sentence(text):
        return None
    return Stated(text, "\n".join(line.text for line in chosen), chosen[0].page)


def _capitals_first(candidates: Sequence[PrintedLine]) -> bool:
    """Whether lines in capitals are the title: no longer line that stands out is above them."""
    first = next((i for i, line in enumerate(candidates) if line.text.isupper()), None)
    if first is None:
        return False
    words = len(candidates[first].text.split())
    above = [line for line in candidates[:first] if line.heading or line.bold]
    return all(len(line.text.split()) <= words for line in above)


def _goes_with_body(lines: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether a line stands right below that of a council or a committee, with no blank line
    between: it is what the paper is called, and capitals further down are headings."""
    at = next((i for i, other in enumerate(lines) if other is line), 0)
    if not at or line.blank_before or line.text.isupper():
        return False
    above = lines[at - 1].text
    return bool(cover_council(above) or plain_council(above) or committee_line(above))


# Bodies that publish papers, and are no part of what these are called.
_HEALTH_BODY = regex(
    r"[A-Z].{0,120}\b(?:Clinical Commissioning Groups?|CCGs?|Integrated Care (?:Board|System)|ICB"
    r"|NHS (?:Foundation )?Trust|Primary Care Trust|Healthcare Trust)"
)
_ANALYSTS = regex(
    r"[A-Z][\w ,&-]{0,60}\b(?:performance|intelligence|insight|information|research|analysis|data"
    r"|statistics)\b[\w ,&-]{0,40}\b(?:team|unit|service|hub)", re.IGNORECASE,
)  # fmt: skip
_OTHER_BODY = regex(
    r"[A-Z].{0,120}\b(?:Adoption Agency"
    r"|Safeguarding (?:Children|Adults)(?:['’]s)? (?:Board|Partnership)|Adoption Partnership"
    r"|Youth (?:Justice|Offending) (?:Service|Team|Partnership))"
)


def _behind_body(lines: Sequence[PrintedLine], chosen: list[PrintedLine]) -> list[PrintedLine]:
    """The title's line where the one chosen only names who publishes the paper, and the line right
    below it says what it is; one that names a service is part of the title."""
    if not chosen:
        return chosen
    at = next(i for i, line in enumerate(lines) if line is chosen[0]) + 1
    below = lines[at] if at < len(lines) else None
    if below is None or below.blank_before or not titles(below):
        return chosen
    if _HEALTH_BODY.fullmatch(chosen[0].text) or _ANALYSTS.fullmatch(chosen[0].text):
        return [below]
    return [*chosen, below] if _OTHER_BODY.fullmatch(chosen[0].text) else chosen


def titles(line: PrintedLine) -> bool:
    """Whether a line can be a title, or the beginning of one."""
    if line.table or line.furniture or len(line.cells) > 2:
        return False
    return _can_be_title(line.text)


def _can_be_title(text: str) -> bool:
    if not _has_word(text) or len(text) > 160 or not text[0].isprintable():
        return False
    if _NO_TITLE.match(text) or _PART.fullmatch(text) or is_period(text):
        return False
    if text.removesuffix(".").endswith(_COMPANY_ENDS) and _COMPANY.search(text):
        return False
    if _says_only_whose(text) or _SECTION.match(text) or _is_prose(text):
        return False
    if committee_line(text) and not is_report_to(text):
        return False
    found = find_date(text)
    return found is None or (found[2] - found[1] < 0.6 * len(text) and found[1] > 12)


def _has_word(text: str) -> bool:
    """Whether there is a word in a text, and not only letters of a code or of a misread picture."""
    words = (token for token in text.split() if not any(map(str.isdigit, token)))
    return any(_WORD.search(word) for word in words)


def _says_only_whose(text: str) -> bool:
    """Whether a line consists of a council's name ("Example Council - Facility Time" has more)."""
    if not cover_council(text):
        return False
    what = _OF_WHOM.match(text)
    if what is not None and _MADE_FOR.fullmatch(what["what"]) is None:
        return not _can_be_title(what["what"])
    rest = _DASH.split(text, maxsplit=1)[1:]
    return not rest or len(rest[0].split()) < 2 or not _can_be_title(rest[0])


def _is_prose(text: str) -> bool:
    """Whether a line is a sentence, or part of one."""
    words = len(text.split())
    if text[0].islower() or re.search(r"[a-z]{2}[.;]\s+[A-Z]", text):
        return True
    if text.endswith((";", ",")) and words > _SENTENCE_WORDS:
        return True
    if re.search(r"[a-z]{2}[.]$", text) and words > 2:
        return True
    return words > _SENTENCE_WORDS and _SAYS.search(text) is not None


def _ends_sentence(text: str) -> bool:
    """Whether several lines together are a sentence that none of them shows to be one."""
    return len(text.split()) > _SENTENCE_WORDS and re.search(r"[a-z]{3}\.$", text) is not None


def _stands_alone(lines: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether a line that looks like the text around it is above all of it, on its own."""
    where = next(index for index, other in enumerate(lines) if other is line)
    if any(_is_prose(other.text) for other in lines[:where]):
        return False
    below = lines[where + 1] if where + 1 < len(lines) else None
    return below is None or below.blank_before or not below.text[:1].islower()


def _run(lines: Sequence[PrintedLine], fits: Callable[[PrintedLine], bool]) -> list[PrintedLine]:
    """The first consecutive lines that can be a title and meet the condition."""
    chosen: list[PrintedLine] = []
    for line in lines:
        within = line.text.startswith("(") or line.text.count(")") > line.text.count("(")
        if not chosen and within:
            continue  # what stands in brackets adds to a name above
        if chosen and line.blank_before and _ends_in_day(chosen[-1].text):
            break  # a title ends with the day of its paper; a heading follows
        if (titles(line) or (chosen and _goes_on(line))) and fits(line):
            if len(chosen) == _LINES or sum(len(c.text) for c in (*chosen, line)) > _LONGEST:
                break
            chosen.append(line)
        elif chosen:
            break
    return chosen


def _ends_in_day(text: str) -> bool:
    found = find_date(text)
    return found is not None and not text[found[2] :].strip(" .)")


def _finished(lines: Sequence[PrintedLine], chosen: list[PrintedLine]) -> list[PrintedLine]:
    """The title's lines with those that a colon introduces ("Data Briefing: / Self-harm in …")."""
    if not chosen or not chosen[-1].text.rstrip().endswith(":"):
        return chosen
    where = next(i for i, line in enumerate(lines) if line is chosen[-1]) + 1
    told: list[PrintedLine] = []
    for line in lines[where : where + _LINES]:
        if not (titles(line) or (told and _goes_on(line))):
            break
        if told and (line.blank_before or abs(line.size - told[0].size) > 0.5):
            break
        told.append(line)
    return [*chosen, *told]


def _goes_on(line: PrintedLine) -> bool:
    """Whether a line that is no title itself may continue one."""
    if line.table or line.furniture or len(line.cells) > 2:
        return False
    return is_period(line.text) or (line.text[0].islower() and not line.blank_before)


def _with_period(lines: Sequence[PrintedLine], chosen: list[PrintedLine]) -> list[PrintedLine]:
    """The title's lines with the line right below that gives its period, or a year in its size."""
    if not chosen:
        return chosen
    last = chosen[-1]
    where = next(i for i, line in enumerate(lines) if line is last) + 1
    below = lines[where] if where < len(lines) else None
    if below is None or below.table:
        return chosen
    year = _YEAR.fullmatch(below.text.strip()) is not None and abs(below.size - last.size) < 0.5
    return [*chosen, below] if year or is_period(below.text) else chosen
