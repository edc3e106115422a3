"""Where the children live: placement types, locality and distance, stability."""

from __future__ import annotations

from corpus.generate.chance import pick
from corpus.generate.said import Figure
from corpus.generate.teller import Teller
from corpus.generate.wording.patterns import Pattern, annual, changed

# What follows "N children were …", in several voices.
LIVED = {
    "in_house_foster": (
        "placed with in-house foster carers", "living with our own foster carers",
        "in foster care with the council’s own carers",
    ),
    "ifa_foster": (
        "placed with independent fostering agencies (IFAs)", "in foster care through an IFA",
        "with carers of independent fostering agencies",
    ),
    "connected_person": (
        "placed with family or friends carers (connected persons)", "in kinship foster care",
        "living with connected carers",
    ),
    "placed_with_parents": (
        "living with their parents on a care order", "placed with parents",
        "at home with parents, subject to a full care order",
    ),
    "placed_for_adoption": (
        "living with their prospective adopters", "placed for adoption",
        "with prospective adoptive parents, awaiting a final order",
    ),
    "residential": (
        "in residential care", "placed in residential provision", "living in residential care",
    ),
    "semi_independent": (
        "in semi-independent accommodation", "in supported accommodation",
        "living semi-independently, with support",
    ),
    "other": ("in other placements", "in other arrangements", "in other placements"),
}  # fmt: skip
LABELS = {
    "in_house_foster": ("In-house foster care", "In house fostering", "Foster care – in-house"),
    "ifa_foster": ("Independent fostering agency", "IFA", "Foster care – agency (IFA)"),
    "connected_person": ("Connected persons", "Kinship care", "Family and friends carers"),
    "placed_with_parents": ("Placed with parents", "With parents", "Placed with parents"),
    "placed_for_adoption": ("Placed for adoption", "Placed for adoption", "Adoptive placement"),
    "residential": ("Residential care", "Residential", "Residential care"),
    "semi_independent": ("Semi-independent", "Supported accommodation", "Semi-independent"),
    "other": ("Other", "Other", "Other placements"),
}  # fmt: skip


def voice(t: Teller) -> int:
    """Which of three voices this report keeps to."""
    return int(t.chance("voice") * 3)


def label(t: Teller, kind: str) -> str:
    return LABELS[kind][voice(t)]


def placement_lines(t: Teller, kinds: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """A sentence that opens the list, and a line for each placement type."""
    lived = [LIVED[kind][voice(t)] for kind in kinds]
    opening = (
        f"Of the {t.base('cla_total')} {t.lac}, they were living in the following placements:",
        f"At {t.date()} the {t.base('cla_total')} children were placed as follows:",
        f"The breakdown of placements at {t.date()} was:",
    )[voice(t)]
    style = pick(("were", "bare", "bracket", "colon"), t.seed, "lines")
    lines = []
    for kind, where in zip(kinds, lived, strict=True):
        if style == "were":
            lines.append(f"{t.placed(kind)} children were {where}.")
        elif style == "bare":
            lines.append(f"{t.placed(kind)} {where}")
        elif style == "bracket":
            lines.append(f"{t.placed(kind)} ({t.placed(kind, percent=True)}) were {where}")
        else:
            lines.append(f"{label(t, kind)}: {t.placed(kind)}")
    return opening, tuple(line[:1].upper() + line[1:] for line in lines)


def placement_sentence(t: Teller, kinds: tuple[str, ...]) -> str:
    """The mix in one sentence."""
    if t.chance("mix") < 0.5:
        parts = [f"{label(t, k).lower().replace('ifa', 'IFA')} {t.placed(k)} "
                 f"({t.placed(k, percent=True)})" for k in kinds]  # fmt: skip
        return f"Placement mix at {t.date()}: {', '.join(parts)}."
    parts = [f"{t.placed(k)} were {LIVED[k][voice(t)]}" for k in kinds]
    return f"At {t.date()}, {'; '.join(parts)}."


FOSTER_SHARE: tuple[Pattern, ...] = (
    lambda t: _fraction(t, "ifa_foster", "children are placed with independent fostering "
                        "agencies."),
    lambda t: f"{t.placed('ifa_foster', True)} of {t.lac} are placed with IFAs and "
    f"{t.placed('in_house_foster', True)} with in-house carers.",
    annual(lambda t: f"The share of children placed with in-house foster carers was "
           f"{t.placed('in_house_foster', True)}, against {t.placed('in_house_foster', True, 1)} "
           "a year ago."),
    lambda t: f"Residential care accounts for {t.placed('residential', True)} of all placements.",
)  # fmt: skip


def _fraction(t: Teller, kind: str, rest: str) -> str | None:
    words = t.fraction("cla_placement", placement_type=kind)
    return f"{words[:1].upper()}{words[1:]} {rest}" if words else None


OUTSIDE: tuple[Pattern, ...] = (
    lambda t: f"{t.pc('cla_out_of_area')} of {t.lac} were placed {t.council.outside} at "
    f"{t.date()}.",
    annual(lambda t: f"{t.pc('cla_out_of_area')} ({t.n('cla_out_of_area')}) of children were "
           f"placed {t.council.outside}, compared with {t.pc('cla_out_of_area', 1)} last year."),
    lambda t: f"Children living {t.council.outside} numbered {t.n('cla_out_of_area')}, or "
    f"{t.pc('cla_out_of_area')} of the total.",
    lambda t: f"{t.pc('cla_out_of_area')} (n={t.n('cla_out_of_area')}) of our children live "
    f"outside {t.area}; the target is no more than {_ceiling(t)}.",
    lambda t: f"{t.n('cla_out_of_area')} children were placed {t.council.outside} at {t.date()}. "
    f"Of these, {t.n('cla_out_of_area_over_20_miles')} were more than {t.part('20 miles')} from "
    "home.",
    lambda t: f"The proportion placed {t.council.outside} was {t.pc('cla_out_of_area')} "
    f"(England {t.england('cla_out_of_area')}).",
    annual(changed("cla_out_of_area", lambda t: f"The percentage of {t.lac} placed "
           f"{t.council.outside} has {t.went('cla_out_of_area', 'increased', 'decreased')} from "
           f"{t.pc('cla_out_of_area', 1)} to {t.pc('cla_out_of_area')}.", "points")),
)  # fmt: skip


def _ceiling(t: Teller) -> str:
    """A target that is a ceiling ("no more than 40%")."""
    value = {"marlshire": 40, "tarnley": 30, "wyncaster": 55, "elmsworth": 65}[t.council.key]
    return t.ledger.mark(
        Figure(f"{value}%", value, "percent", "cla_out_of_area", "target", "at_most",
               category=(("placement_locality", "out_of_area"),), area=t.area)
    )  # fmt: skip


DISTANCE: tuple[Pattern, ...] = (
    lambda t: f"{t.pc('cla_over_20_miles')} were living more than {t.part('20 miles')} from home.",
    lambda t: f"{t.n('cla_over_20_miles')} children ({t.pc('cla_over_20_miles')}) were placed "
    f"over {t.part('20 miles')} from their home address.",
    lambda t: _nearly(t),
    annual(lambda t: f"The percentage placed {t.part('20+ miles')} from home was "
           f"{t.pc('cla_over_20_miles')} ({t.pc('cla_over_20_miles', 1)} in {t.year(1)})."),
)  # fmt: skip


def _nearly(t: Teller) -> str | None:
    words = t.fraction("cla_over_20_miles")
    if words is None:
        return None
    return f"{words[:1].upper()}{words[1:]} children live more than {t.part('20 miles')} from home."


MOVES: tuple[Pattern, ...] = (
    lambda t: f"{t.pc('cla_placement_3plus', when=t.at.during('rolling'))} of {t.lac} had three "
    f"or more placements in the {t.part('12', 'length of a period')} months to {t.date()}.",
    annual(lambda t: f"The percentage of children with three or more placements in the year was "
           f"{t.pc('cla_placement_3plus')}, against a target of "
           f"{t.target('cla_placement_3plus', 10)} and an England average of "
           f"{t.england('cla_placement_3plus', dp=0)}."),
    annual(lambda t: f"Short term stability (three or more placements within the year) was "
           f"{t.pc('cla_placement_3plus')}; in {t.year(1)} it was "
           f"{t.pc('cla_placement_3plus', 1)}."),
    annual(lambda t: f"{t.n('cla_placement_3plus')} ({t.pc('cla_placement_3plus')}) of "
           f"{t.lac} experienced {t.part('3+')} placement moves during {t.year()}."),
    annual(changed("cla_placement_3plus", lambda t: f"Placement moves "
           f"{t.went('cla_placement_3plus', 'worsened', 'improved')}: the proportion of children "
           f"with {t.part('3')} or more placements went from {t.pc('cla_placement_3plus', 1)} to "
           f"{t.pc('cla_placement_3plus')}.", "points")),
    lambda t: f"For the rolling {t.part('12', 'length of a period')} months to the end of "
    f"{t.month(t.at)}, {t.pc('cla_placement_3plus', when=t.at.during('rolling'))} of children "
    "had three or more placements.",
)  # fmt: skip

STABLE: tuple[Pattern, ...] = (
    lambda t: f"{t.pc('cla_placement_stable_2yrs')} of children had been in the same placement "
    f"for at least two years (target {t.target('cla_placement_stable_2yrs', 70)}).",
    annual(lambda t: f"Long term placement stability was {t.pc('cla_placement_stable_2yrs')}, "
           f"compared with {t.pc('cla_placement_stable_2yrs', 1)} the previous year and "
           f"{t.england('cla_placement_stable_2yrs')} nationally."),
    lambda t: f"{t.bound('cla_placement_stable_2yrs', 'more than')} of those looked after for "
    f"{t.part('2.5 years')} or more had been in the same placement for {t.part('two')} years.",
    annual(changed("cla_placement_stable_2yrs", lambda t: "Long-term stability is "
           f"{t.pc('cla_placement_stable_2yrs')}, "
           f"{t.went('cla_placement_stable_2yrs', 'up', 'down')} "
           f"{t.change('cla_placement_stable_2yrs', 'points', dated=False)} on last year.",
           "points")),
    lambda t: f"At {t.date()}, {t.pc('cla_placement_stable_2yrs')} had lived in the same placement "
    f"for two years or longer against the target of {t.target('cla_placement_stable_2yrs', 70)}.",
)  # fmt: skip
