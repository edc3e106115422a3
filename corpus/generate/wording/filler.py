"""What papers say around their figures, with the numbers that tempt a reader: ages, Acts,
thresholds, ranks, page references. None of it states a statistic."""

from __future__ import annotations

from corpus.generate.wording.patterns import Pattern

BACKGROUND: tuple[Pattern, ...] = (
    lambda t: f"The Children Act {t.trap('1989', 'Act')} and the Children Act "
    f"{t.trap('2004', 'Act')} set out the council’s duties towards {t.lac}.",
    lambda t: "All councillors share the responsibility of corporate parents, and cannot pass it "
    "to those whom they see as more central.",
    lambda t: f"The Children and Social Work Act {t.trap('2017', 'Act')} sets out "
    f"{t.trap('seven', 'principles of an Act')} corporate parenting principles in "
    f"section {t.trap('1', 'section')}.",
    lambda t: f"Under section {t.trap('20', 'section of an Act')} of the Act a child may be "
    "accommodated with the agreement of the parents; a care order gives the council parental "
    "responsibility.",
    lambda t: f"This report covers children and young people from birth to {t.trap('18', 'age')}, "
    f"and care leavers up to the age of {t.trap('25', 'age')}.",
    lambda t: f"Regulation {t.trap('24', 'regulation')} of the {t.trap('2010', 'regulations')} "
    "Regulations allows a temporary placement with a connected person.",
    lambda t: f"Details are given on page {t.trap('14', 'page reference')} and in Table "
    f"{t.trap('3', 'table reference')} of the Sufficiency Strategy.",
    lambda t: f"The {t.trap('14-25', 'ages of a service')} service was formed to support young "
    "people into adulthood.",
)  # fmt: skip

CONTEXT: tuple[Pattern, ...] = (
    lambda t: "The service knows its children well, and members will wish to consider how "
    "outcomes compare with those of other authorities.",
    lambda t: f"Children who remain in care after {t.trap('16', 'age')} are offered a personal "
    f"adviser before they turn {t.trap('18', 'age')}.",
    lambda t: f"Visits are required within {t.trap('six', 'time limit')} weeks, and a review "
    f"within {t.trap('20', 'time limit')} working days of coming into care.",
    lambda t: f"The council was ranked {t.trap('43rd', 'rank')} of {t.trap('152', 'rank')} "
    "authorities on this indicator.",
    lambda t: "Managers consider that the picture is an improving one, although there is still "
    "further to go.",
    lambda t: "Children placed at a distance do not always receive the same services as children "
    "closer to home.",
    lambda t: f"Outcome {t.trap('2', 'outcome number')}: care leavers are supported into work.",
    lambda t: f"Care leavers are exempt from council tax until they are {t.trap('25', 'age')}.",
    lambda t: "The main reasons for placement moves are children moving to their permanent home "
    "and the breakdown of placements.",
)  # fmt: skip

COVID = (
    "Covid-19 may have an adverse impact on outcomes for young people, and on the timeliness of "
    "health checks in particular."
)

IMPLICATIONS = (
    ("Resource Implications", "There are no significant implications within this category."),
    ("Legal Implications", "The legal framework is set out in the background to this report."),
    ("Equality and Diversity Implications", "There are no significant implications."),
    ("Engagement and Communications Implications", "There are no significant implications."),
    ("Public Health Implications", "There are no significant implications."),
)
