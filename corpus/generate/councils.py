"""The four invented councils: what they are called, who works there, how they speak.

None of them is a real place. Each keeps its own habits (words for children in care, the
form of dates and years, how far percentages are rounded), and changes them over the years.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """What the council calls children in care from a year on: plural and short form."""

    since: int
    children: str
    short: str


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    post: str


@dataclass(frozen=True, slots=True)
class Council:
    """An invented council. `area` is what its sentences call it, `inside` how they say
    "in the county", `outside` how they say "out of county"."""

    key: str
    name: str
    area: str
    inside: str
    outside: str
    domain: str
    phone: str
    committee: str
    scrutiny: str
    terms: tuple[Terms, ...]
    year_sign: str
    date_forms: tuple[int, ...]
    decimals: int
    words_to: int
    officers: tuple[Person, ...]
    members: tuple[Person, ...]
    wards: str = "All"

    def speaks(self, fy: int) -> Terms:
        """The words in use in a report on financial year `fy`."""
        return [terms for terms in self.terms if terms.since <= fy][-1]

    def email(self, person: Person) -> str:
        first, last = person.name.replace("Councillor ", "").lower().split()[:2]
        return f"{first}.{last}@{self.domain}"

    def tel(self, person: Person) -> str:
        """A number of the ranges kept free for fiction."""
        return f"{self.phone}{100 + sum(map(ord, person.name)) * 37 % 900}"


MARLSHIRE = Council(
    "marlshire", "Marlshire County Council", "Marlshire", "in county", "out of county",
    "marlshire.gov.uk", "01632 960",
    "Children and Young People's Committee", "Corporate Parenting Sub-Committee",
    (
        Terms(2013, "looked after children", "LAC"),
        Terms(2018, "children in care", "CiC"),
        Terms(2022, "children in our care", "children in our care"),
    ),
    "-", (0, 1, 2), 0, 9,
    (
        Person("Fenella Ockbrook", "Head of Service, Corporate Parenting"),
        Person("Marcus Tillwood", "Assistant Director, Children's Social Care"),
        Person("Priya Hallimond", "Service Director, Children and Safeguarding"),
    ),
    (
        Person("Councillor Edith Varley", "Chair, Children and Young People's Committee"),
        Person("Councillor Owen Stanbrace", "Chair, Corporate Parenting Sub-Committee"),
    ),
)  # fmt: skip

TARNLEY = Council(
    "tarnley", "Tarnley Metropolitan Borough Council", "Tarnley", "in the borough",
    "out of borough", "tarnley.gov.uk", "0113 496 0",
    "Children's Services Scrutiny Board", "Corporate Parenting Panel",
    (
        Terms(2013, "looked after children", "LAC"),
        Terms(2016, "children looked after", "CLA"),
        Terms(2021, "cared for children", "cared for children"),
    ),
    "/", (1, 3, 0, 4), 1, 0,
    (
        Person("Desmond Akroyd", "Director of Children's Services"),
        Person("Sunita Merrow", "Head of Performance and Intelligence"),
        Person("Colin Brathay", "Service Manager, Permanence"),
    ),
    (
        Person("Councillor Janice Thorpe", "Chair of the Scrutiny Board"),
        Person("Councillor Abdul Rahim", "Lead Member for Children and Families"),
    ),
)  # fmt: skip

WYNCASTER = Council(
    "wyncaster", "Wyncaster City Council", "Wyncaster", "within the city", "outside the city",
    "wyncaster.gov.uk", "0117 496 0",
    "Children, Families and Learning Committee", "Corporate Parenting Board",
    (
        Terms(2013, "children in care", "CiC"),
        Terms(2019, "children in our care", "children in our care"),
        Terms(2023, "children we care for", "children in our care"),
    ),
    "/", (0, 6, 2), 0, 9,
    (
        Person("Roisin Dalby", "Head of Children in Care and Care Leavers"),
        Person("Tobias Wenlock", "Director of Children and Families"),
        Person("Hester Quayle", "Performance Manager"),
    ),
    (
        Person("Councillor Miriam Castell", "Cabinet Member for Children"),
        Person("Councillor Ivor Pennant", "Chair, Corporate Parenting Board"),
    ),
)  # fmt: skip

ELMSWORTH = Council(
    "elmsworth", "London Borough of Elmsworth", "Elmsworth", "in borough", "out of borough",
    "elmsworth.gov.uk", "020 7946 0",
    "Children and Families Overview and Scrutiny Committee", "Corporate Parenting Board",
    (
        Terms(2013, "looked after children", "LAC"),
        Terms(2020, "children looked after", "CLA"),
    ),
    "/", (0, 1, 5), 1, 9,
    (
        Person("Amara Osei", "Divisional Director, Children's Social Care"),
        Person("Leonard Fitch", "Head of Looked After Children and Leaving Care"),
        Person("Beatrix Lowe", "Business Intelligence Lead"),
    ),
    (
        Person("Councillor Samuel Adeyemi", "Cabinet Member for Children and Families"),
        Person("Councillor Ruth Mallory", "Chair, Overview and Scrutiny Committee"),
    ),
)  # fmt: skip

COUNCILS = (MARLSHIRE, TARNLEY, WYNCASTER, ELMSWORTH)
