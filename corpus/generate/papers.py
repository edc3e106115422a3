"""Composes reports: which subjects, in which order, as prose, lists, tables or cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from corpus.generate import planted
from corpus.generate.chance import draw, pick
from corpus.generate.content import Block, Bullets, Cards, Heading, Para, Report
from corpus.generate.teller import Teller
from corpus.generate.wording import (
    children,
    filler,
    health,
    leavers,
    permanence,
    placements,
    safeguarding,
)  # fmt: skip
from corpus.generate.wording.patterns import Pattern, tell
from corpus.generate.world import PLACEMENTS


def teller_sentence(t: Teller, topic: str, skip: int = 0) -> str:
    """A sentence on a topic, by its name."""
    return tell(t, topic, _patterns(t)[topic], skip)


def _patterns(t: Teller) -> dict[str, Sequence[Pattern]]:
    return {
        "total": children.TOTAL, "rate": children.RATE, "movement": children.MOVEMENT,
        "uasc": children.UASC, "share": placements.FOSTER_SHARE, "outside": placements.OUTSIDE,
        "distance": placements.DISTANCE, "moves": placements.MOVES, "stable": placements.STABLE,
        "initial": health.INITIAL, "review": health.REVIEW, "dental": health.DENTAL,
        "immunised": health.IMMUNISED, "eet": leavers.eet(t), "housed": leavers.housed(t),
        "fostering": permanence.FOSTERING, "adoption": permanence.ADOPTION,
        "guardianship": permanence.GUARDIANSHIP, "protection": safeguarding.PROTECTION,
        "missing": safeguarding.MISSING, "caseload": safeguarding.CASELOAD,
        "agency": safeguarding.AGENCY, "money": safeguarding.MONEY,
        "background": filler.BACKGROUND, "context": filler.CONTEXT,
    }  # fmt: skip


SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Stability", ("moves", "stable")),
    ("Health", ("initial", "review", "immunised", "dental")),
    ("Care leavers", ("eet", "housed")),
    ("Fostering", ("fostering",)),
    ("Adoption and permanence", ("adoption", "guardianship")),
    ("Safeguarding", ("protection", "missing")),
    ("Workforce", ("caseload", "agency")),
    ("Finance", ("money",)),
)


def topics(t: Teller, names: Sequence[str]) -> list[str]:
    """The topics that this report gives: a good part of them, and none that is left out on
    purpose. The immunisation pattern that also gives dental checks counts as dental."""
    kept = [name for name in names if draw(t.seed, "topic", name) < 0.86 or name in CORE]
    if planted.leaves_out(t.council.key, "dental_up_to_date", t.at.fy):
        kept = [name for name in kept if name != "dental"]
    if t.span != "year":
        kept = [name for name in kept if name not in ("money", "eet", "housed", "guardianship")]
    return kept


CORE = {"total", "rate", "outside", "moves", "eet", "adoption", "fostering", "dental"}


def placement_kinds(t: Teller) -> tuple[str, ...]:
    """The placement types that the report lists, one line being lost once."""
    kinds = tuple(kind for kind in PLACEMENTS)
    if (t.council.key, t.at.fy) == planted.LOST_LINE[:2]:
        kinds = tuple(kind for kind in kinds if kind != planted.LOST_LINE[2])
    return kinds


def numbers(t: Teller, skip: int = 0) -> list[str]:
    """Sentences on how many children there are."""
    names = [name for name in ("total", "rate", "movement", "uasc") if name in CORE
             or t.chance("topic", name) < 0.8]  # fmt: skip
    return [teller_sentence(t, name, skip) for name in names]


def prose(t: Teller) -> tuple[Block, ...]:
    """Numbered paragraphs under headings, the placements as a list."""
    opening, lines = placements.placement_lines(t, placement_kinds(t))
    sentences = numbers(t)
    blocks: list[Block] = [
        Heading("Background"),
        Para((teller_sentence(t, "background"), teller_sentence(t, "background", 3))),
        Para((teller_sentence(t, "background", 5),)),
        Heading("Main issues"),
        Para(tuple(sentences[:2])),
    ]
    if sentences[2:]:
        blocks.append(Para(tuple(sentences[2:])))
    blocks += [Para((opening,)), Bullets(lines)]
    blocks.append(Para(tuple(teller_sentence(t, name) for name in topics(
        t, ("share", "outside", "distance")))))  # fmt: skip
    blocks += subject_blocks(t)
    if t.at.fy in (2019, 2020):
        covid = filler.COVID.replace("Covid-19", f"Covid-{t.trap('19', 'name of a disease')}")
        blocks.append(Para((covid,)))
    return tuple(blocks)


def subject_blocks(t: Teller, headings: bool = False) -> list[Block]:
    """A paragraph for each of the remaining subjects."""
    blocks: list[Block] = []
    for heading, names in SUBJECTS:
        sentences = [teller_sentence(t, name) for name in topics(t, names)]
        if not sentences:
            continue
        if headings:
            blocks.append(Heading(heading, 2))
        if t.chance("context", heading) < 0.4:
            sentences.append(teller_sentence(t, "context", len(blocks)))
        blocks.append(Para(tuple(sentences)))
    return blocks


def key_points(t: Teller) -> tuple[Block, ...]:
    """A bulleted summary, as covering reports have it, the placements in one sentence."""
    names = ["total", "rate", "uasc", "outside", "distance", "moves", "stable", "initial",
             "review", "dental", "eet", "housed", "fostering", "adoption"]  # fmt: skip
    items = tuple(teller_sentence(t, name).rstrip(".") for name in topics(t, names))
    return (
        Heading("Background"),
        Para((teller_sentence(t, "background"), teller_sentence(t, "background", 2))),
        Heading("Main issues"),
        Para((placements.placement_sentence(t, placement_kinds(t)),)),
        Para(("The key points of the annual performance report are as follows:",)),
        Bullets(items),
        Para((teller_sentence(t, "context"),)),
    )


def sections(t: Teller) -> tuple[Block, ...]:
    """Unnumbered prose with a heading for each subject."""
    sentences = numbers(t)
    return (
        Heading("Introduction"),
        Para((teller_sentence(t, "background"),)),
        Heading("Children looked after" if t.at.fy < 2020 else "Our children", 2),
        Para(tuple(sentences)),
        Heading("Where children live", 2),
        Para((placements.placement_sentence(t, placement_kinds(t)),)),
        Para(
            tuple(teller_sentence(t, name) for name in topics(t, ("share", "outside", "distance")))
        ),
        *subject_blocks(t, headings=True),
    )


def summary_cards(t: Teller) -> Cards:
    """Six cards with a figure each."""
    date_words = t.date()
    items = [
        (t.n("cla_total", digits=True), t.lac, f"at {date_words}"),
        (t.rate(), "per 10,000 children aged under 18",
         f"England {t.england('cla_rate_10k', '', 'rate_per_10000')}"),
        (t.pc("cla_out_of_area"), f"placed {t.council.outside}", ""),
        (t.pc("cla_placement_3plus"), "had three or more placements in the year",
         f"target {t.target('cla_placement_3plus', 10)}"),
        (t.pc("rha_up_to_date"), "annual health assessments up to date",
         f"last year {t.pc('rha_up_to_date', 1)}"),
        (t.n("adoption_orders", digits=True), "adoption orders granted", f"in {t.year()}"),
    ]  # fmt: skip
    return Cards(tuple(items), label_first=t.at.fy >= 2020)


def meeting_day(t: Teller, month: int, nth: int = 2) -> date:
    """A Tuesday of the month after the report's period."""
    year = t.at.end.year + (1 if month < t.at.end.month else 0)
    first = date(year, month, 1)
    return first + timedelta((1 - first.weekday()) % 7 + 7 * (nth - 1))


def report(
    t: Teller, title: str, body: tuple[Block, ...], *, month: int = 7, item: str = "5",
    committee: str | None = None, key_decision: str = "No", forward_plan: str = "n/a",
) -> Report:  # fmt: skip
    """A report with its header."""
    council = t.council
    return Report(
        council=council,
        title=title,
        committee=committee or council.committee,
        meeting=meeting_day(t, month, 1 + int(t.chance("week") * 4)),
        item=item,
        quarter=t.at,
        author=council.officers[0],
        lead=council.officers[-1],
        member=council.members[0],
        purpose=pick(PURPOSES, t.seed, "purpose").format(lac=t.lac, area=t.area),
        recommendations=tuple(pick(RECOMMENDATIONS, t.seed, "recommendation")),
        blocks=body,
        sources=pick(SOURCES, t.seed, "sources"),
        key_decision=key_decision,
        forward_plan=forward_plan,
    )


PURPOSES = (
    "To provide an overview of services for {lac} and of the council’s performance as corporate "
    "parent.",
    "The report gives details of the work undertaken in respect of the council’s corporate "
    "parenting duties and functions.",
    "To update members on the numbers of {lac} and on the types of placement in which they live.",
    "This report sets out how children and young people in the care of {area} are faring.",
)
RECOMMENDATIONS = (
    ("note the content of the report", "raise any queries with lead officers"),
    ("consider and comment on the report",),
    ("note the performance set out in the report", "agree the priorities for the coming year"),
)
SOURCES = (
    (), ("Corporate Parenting Strategy",), ("Sufficiency Strategy", "Children’s data set"),
)  # fmt: skip
