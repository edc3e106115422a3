"""Papers of a pack that hold many numbers and no statistic: terms of reference, work
programme, action log. Whoever reads figures out of them is wrong."""

from __future__ import annotations

from corpus.generate.content import Block, Bullets, Grid, Heading, Para
from corpus.generate.periods import MONTHS
from corpus.generate.teller import Teller


def work_programme(t: Teller) -> tuple[Block, ...]:
    """Meeting dates and the reports due at each."""
    fy = t.at.fy + 1
    rows = tuple(
        (f"{3 + 2 * index} {MONTHS[month - 1]} {fy + (month < 4)}", report, f"Item {index + 4}")
        for index, (month, report) in enumerate(
            (
                (6, "Sufficiency Strategy refresh (2 year review)"),
                (9, "Virtual School Head’s report, key stages 1 to 4"),
                (11, "Fostering Statement of Purpose; Regulation 44 visits"),
                (1, "Children in care council: Pledge, 10 promises"),
                (3, "Annual report of independent reviewing officers"),
            )
        )
    )
    return (
        Heading("Introduction"),
        Para((f"The programme covers the {t.trap('12', 'length of a period')} months from June "
              f"{t.trap(str(fy), 'year')} and has been agreed by the Chair.",)),
        Grid("Work programme", ("Meeting", "Report", "Agenda"), rows, (2, 5, 1.2)),
        Para((f"Items may be added with {t.trap('10', 'notice')} working days’ notice under "
              f"Standing Order {t.trap('14.2', 'standing order')}.",)),
    )  # fmt: skip


def terms_of_reference(t: Teller) -> tuple[Block, ...]:
    """What the body is for, who sits on it."""
    return (
        Heading("Membership"),
        Para((f"The Panel has {t.trap('seven', 'membership')} councillors in accordance with "
              f"political proportionality, and {t.trap('two', 'membership')} representatives of "
              "the children in care council.",
              f"The quorum is {t.trap('three', 'quorum')}.")),
        Heading("Duties"),
        Bullets((
            f"to ensure that the council meets its duties under sections {t.trap('22', 'section')} "
            f"to {t.trap('29', 'section')} of the Children Act {t.trap('1989', 'Act')}",
            f"to hear from young people aged {t.trap('8', 'age')} to {t.trap('25', 'age')}",
            f"to meet at least {t.trap('six', 'frequency')} times a year",
            f"to receive reports on visits under Regulation {t.trap('44', 'regulation')} within "
            f"{t.trap('30', 'time limit')} days",
        )),
        Heading("Review"),
        Para((f"These terms of reference replace those agreed in "
              f"{t.trap(str(t.at.fy - 3), 'year')} (minute "
              f"{t.trap('47', 'minute number')}) and will be reviewed after "
              f"{t.trap('24', 'length of a period')} months.",)),
        Para((f"The case of Josh, {t.trap('15', 'age in a case study')}, who has lived with the "
              f"same carers for {t.trap('four', 'case study')} years, shows what good support can "
              "do.",)),
    )  # fmt: skip
