"""Bodies of reports that rest on tables, cards and charts."""

from __future__ import annotations

from corpus.generate import tables
from corpus.generate.content import Block, Bullets, Footnote, Heading, Para
from corpus.generate.papers import (
    numbers,
    placement_kinds,
    sections,
    subject_blocks,
    summary_cards,
    teller_sentence,
    topics,
)
from corpus.generate.said import Figure, footnoted
from corpus.generate.teller import Teller
from corpus.generate.wording import placements


def scorecard(t: Teller) -> tuple[Block, ...]:
    """The scorecard, with a few words on it."""
    return (
        Heading("Background"),
        Para((teller_sentence(t, "background"), teller_sentence(t, "background", 4))),
        Heading("Main issues"),
        Para(tuple(numbers(t)[:2])),
        tables.scorecard(t, coded=t.chance("coded") < 0.6),
        Para((teller_sentence(t, "outside"), teller_sentence(t, "context"))),
        *subject_blocks(t)[4:],
    )


def with_footnote(t: Teller) -> tuple[Block, ...]:
    """Prose by subject; a footnote marker sticks to the number of children."""
    blocks = sections(t)
    total = blocks[3]
    assert isinstance(total, Para)
    first, *others = total.sentences
    note = "1 Excluding children looked after only under a series of short breaks."
    return (*blocks[:3], Para((footnoted(first, 1), *others)), *blocks[4:], Footnote(note))


def placement_table(t: Teller) -> tuple[Block, ...]:
    """Prose and the placements of three years in a table."""
    return (
        Heading("Background"),
        Para((teller_sentence(t, "background", 1),)),
        Heading("Main issues"),
        Para(tuple(numbers(t))),
        tables.placement_years(t),
        Para(tuple(teller_sentence(t, name) for name in topics(t, ("share", "distance")))),
        *subject_blocks(t),
    )


def placement_list(t: Teller) -> tuple[Block, ...]:
    """Prose and the placements of this year as a list."""
    opening, lines = placements.placement_lines(t, placement_kinds(t))
    return (
        Heading("Background"),
        Para((teller_sentence(t, "background"),)),
        Heading("Main issues"),
        Para(tuple(numbers(t))),
        Para((opening,)),
        Bullets(lines),
        Para((teller_sentence(t, "outside"),)),
        *subject_blocks(t),
    )


def dashboard(t: Teller) -> tuple[Block, ...]:
    """Cards, a chart, and prose below."""
    return (
        Heading("Headlines"),
        summary_cards(t),
        tables.total_chart(t, labelled=t.chance("labelled") < 0.6),
        Heading("What the figures say", 2),
        Para(tuple(numbers(t))),
        Para((placements.placement_sentence(t, placement_kinds(t)),)),
        Para(
            tuple(teller_sentence(t, name) for name in topics(t, ("share", "outside", "distance")))
        ),
        *subject_blocks(t, headings=True),
    )


def quarterly(t: Teller) -> tuple[Block, ...]:
    """A quarter's report: a few sentences, then the quarters of the year side by side."""
    heads = "name" if t.chance("heads") < 0.6 else "month"
    return (
        Heading("Introduction"),
        Para((f"This report covers Quarter {t.at.q} of {t.year()}, the "
              f"{t.trap('three', 'length of a period')} months to {t.date()}.",)),
        Heading("Performance"),
        Para(tuple(numbers(t))),
        Para((teller_sentence(t, "outside"), teller_sentence(t, "moves"))),
        Para((teller_sentence(t, "initial"), teller_sentence(t, "protection"))),
        tables.quarters(t, heads=heads),
        Para((teller_sentence(t, "context"),)),
    )  # fmt: skip


def full_year_quarters(t: Teller) -> tuple[Block, ...]:
    """The year's four quarters, and prose."""
    return (
        Heading("Overview"),
        Para(tuple(numbers(t))),
        tables.quarters(t),
        Heading("Commentary"),
        Para((placements.placement_sentence(t, placement_kinds(t)),)),
        *subject_blocks(t, headings=True),
    )


def sufficiency(t: Teller) -> tuple[Block, ...]:
    """A statement on placements over five years."""
    return (
        Heading("Introduction"),
        Para((f"The sufficiency duty is set out in section {t.trap('22G', 'section of an Act')} of "
              f"the Children Act {t.trap('1989', 'Act')}.",
              teller_sentence(t, "context", 2))),
        Heading("Placements over time"),
        tables.placement_years(t, 5),
        Para((teller_sentence(t, "share"), teller_sentence(t, "distance"))),
        tables.total_chart(t, 6, labelled=False),
        Heading("Next steps"),
        Para((teller_sentence(t, "context", 6), teller_sentence(t, "fostering", 1))),
    )  # fmt: skip


def restated(t: Teller, ago: int, first: int) -> Para:
    """The sentence that corrects a level told in an earlier report."""
    before = t.at.ago(ago)
    figure = Figure(
        f"{first:,}", first, "count", "cla_total", "previous_period", "exact", before.at(),
        area=t.area, ambiguous=True, notes="superseded",
    )  # fmt: skip
    return Para(
        (
            f"Last year’s report gave the number of {t.lac} at {t.date(before.end)} as "
            f"{t.ledger.mark(figure)}; following a check of the records this has been revised to "
            f"{t.n('cla_total', ago)}.",
        )
    )
