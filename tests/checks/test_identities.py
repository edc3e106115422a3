"""Each identity finds what does not hold, and leaves alone what does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_figures import KNOWS, MIX, figure, found, placements

from extractor.checks.document import check_document
from extractor.checks.model import Figure
from extractor.checks.run import load_identities
from extractor.errors import RuleError
from extractor.package_files import shipped
from extractor.rulebook.load import load_rulebook


def test_a_lost_line_is_a_gap_that_is_shown_and_not_filled() -> None:
    lost = {kind: n for kind, n in MIX.items() if kind != "placed_with_parents"}
    (finding,) = found([figure(717), *placements(lost)], "parts_of_whole")
    assert (finding.status, finding.expected, finding.found, finding.gap) == ("fail", 717, 705, 12)
    assert "705" in finding.message
    assert "12 fewer" in finding.message
    assert "as read" in finding.message
    # Neither the total nor the parts that were read are hidden for it.
    assert finding.contradicts == ()


def test_parts_that_add_up_bear_each_other_out() -> None:
    (finding,) = found([figure(717), *placements(MIX)], "parts_of_whole")
    assert finding.status == "pass"
    assert len(finding.agrees) == 8


@pytest.mark.parametrize("kind", list(MIX))
def test_a_misprint_in_any_part_is_found(kind: str) -> None:
    (finding,) = found([figure(717), *placements(MIX | {kind: MIX[kind] + 9})], "parts_of_whole")
    assert (finding.status, finding.gap) == ("fail", -9)


def test_a_wrong_total_is_found() -> None:
    (finding,) = found([figure(771), *placements(MIX)], "parts_of_whole")
    assert (finding.status, finding.gap) == ("fail", 54)


def test_a_kind_that_takes_in_others_counts_once() -> None:
    mix = MIX | {"foster_total": 253 + 217 + 37}
    (finding,) = found([figure(717), *placements(mix)], "parts_of_whole")
    assert finding.status == "pass"


def test_a_line_read_as_another_measure_is_a_line_of_the_list() -> None:
    figures = placements(MIX)
    figures[3] = replace(figures[3], measure="children_waiting_adoption", dimensions=())
    (finding,) = found([figure(717), *figures], "parts_of_whole")
    assert finding.status == "pass"


def test_a_line_is_among_the_parts_though_another_figure_was_read_as_a_whole_of_its_value() -> None:
    figures = placements(MIX)
    figures[2] = replace(figures[2], measure=None, dimensions=())
    misread = figure(figures[2].value, confidence="low", doubts=("ocr",))
    (finding,) = found([figure(717), misread, *figures], "parts_of_whole")
    assert finding.status == "pass"


def test_some_of_a_part_are_no_line_of_their_own() -> None:
    some = figure(
        46, position=3, measure="cla_out_of_area", doubts=("part_of_a_figure",),
        dimensions=(("placement_type", "residential"),),
    )  # fmt: skip
    few = {k: MIX[k] for k in ("in_house_foster", "ifa_foster", "residential", "connected_person")}
    parts = [replace(f, position=2 * n) for n, f in enumerate(placements(few))]
    (finding,) = found([figure(640), *parts, some], "parts_of_whole")
    assert finding.status == "unknown"  # 593, and not 639
    assert some.id not in {f.id for f in finding.figures}


def test_a_kind_beside_those_that_it_takes_in_is_not_counted_twice_for_an_alarm() -> None:
    kinds = {"foster_total": 185, "in_house_foster": 50, "connected_person": 32}
    (finding,) = found([figure(265), *placements(kinds)], "parts_of_whole") or (None,)
    assert finding is None or finding.status != "fail"


def test_a_few_kinds_out_of_many_are_no_alarm() -> None:
    some = {k: MIX[k] for k in ("in_house_foster", "ifa_foster", "residential")}
    (finding,) = found([figure(717), *placements(some)], "parts_of_whole")
    assert finding.status == "unknown"


def test_a_suppressed_part_is_a_bound_and_is_never_revealed() -> None:
    mix = {k: v for k, v in MIX.items() if k != "placed_with_parents"}
    hidden = figure(
        5, measure="cla_placement", dimensions=(("placement_type", "secure"),),
        qualifier="less_than",
    )  # fmt: skip
    (finding,) = found([figure(708), *placements(mix), hidden], "parts_of_whole")
    assert finding.status == "pass"
    assert finding.found is None
    assert finding.gap is None
    assert "708" not in finding.message
    assert finding.agrees == ()
    (finding,) = found([figure(760), *placements(mix), hidden], "parts_of_whole")
    assert finding.status == "fail"
    assert finding.gap is None


def shares(*values: float) -> list[object]:
    kinds = list(MIX)
    return [
        figure(
            value, unit="percent", measure="cla_placement",
            dimensions=(("placement_type", kinds[n]),),
        )
        for n, value in enumerate(values)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "status"), [((35, 30, 20, 15), "pass"), ((36, 30, 20, 15), "pass"),
                           ((39, 30, 20, 15), "fail"), ((35, 30), None)],
)  # fmt: skip
def test_shares_add_up_to_a_hundred_but_for_rounding(
    values: tuple[float, ...], status: str | None
) -> None:
    findings = found(shares(*values), "shares_of_whole")  # type: ignore[arg-type]
    assert [f.status for f in findings] == ([status] if status else [])


@pytest.mark.parametrize(("percent", "status"), [(62, "pass"), (26, "fail"), (64, "fail")])
def test_a_count_its_base_and_its_share_in_one_sentence(percent: int, status: str) -> None:
    quote = "186 of 300 (62%) had a health assessment"
    pair = [
        figure(186, measure="rha_up_to_date", quote=quote, denominator=300),
        figure(percent, measure="rha_up_to_date", unit="percent", quote=quote, offset=12),
    ]
    (finding,) = found(pair, "share_and_base")
    assert finding.status == status
    assert len(finding.contradicts) == (2 if status == "fail" else 0)


@pytest.mark.parametrize(
    ("quote", "fault"),
    [
        ("137 out of 398 (38%) were placed outside", "paper"),
        ("137 of 398 (38%) were placed outside", "paper"),
        ("137 were placed outside, of 398 (38%)", "unknown"),
    ],
)
def test_count_base_and_share_side_by_side_are_the_papers(quote: str, fault: str) -> None:
    pair = [
        figure(137, measure="cla_out_of_area", quote=quote, text="137", denominator=398),
        figure(
            38, measure="cla_out_of_area", unit="percent", quote=quote, text="38%",
            offset=quote.index("38%"),
        ),
    ]  # fmt: skip
    (finding,) = found(pair, "share_and_base")
    assert (finding.status, finding.fault) == ("fail", fault)


def test_a_wrong_share_among_right_ones_is_found_and_shares_of_another_base_are_not() -> None:
    right = {"in_house_foster": 35.3, "ifa_foster": 30.3, "semi_independent": 12.0}
    wrong = right | {"residential": 21.0}

    def percents(stated: dict[str, float]) -> list[object]:
        return [
            figure(v, unit="percent", rounded_to=0.1, measure="cla_placement",
                   dimensions=(("placement_type", k),))
            for k, v in stated.items()
        ]  # fmt: skip

    counts = [figure(717), *placements(MIX)]
    assert [f.status for f in found([*counts, *percents(wrong)], "share_and_base")] == [  # type: ignore[list-item]
        "pass", "pass", "pass", "fail",
    ]  # fmt: skip
    other_base = {kind: value + 9 for kind, value in right.items()}
    assert found([*counts, *percents(other_base)], "share_and_base") == []  # type: ignore[list-item]


@pytest.mark.parametrize("total", [None, 246])
def test_shares_of_those_fostered_are_no_shares_of_all(total: int | None) -> None:
    counts = {"connected_person": 34, "ifa_foster": 102}
    fostered = placements({"foster_total": 187})
    said = "34 children (18%) with relatives and 102 (55%) with agencies"

    def shares(percent: dict[str, int]) -> list[Figure]:
        kinds = {k: (("placement_type", k),) for k in percent}
        return [
            figure(v, unit="percent", measure="cla_placement", dimensions=kinds[k], quote=said)
            for k, v in percent.items()
        ]

    whole = [figure(total)] if total else []
    stated = [*whole, *fostered, *placements(counts, quote=said)]
    of_part = found(
        [*stated, *shares({"connected_person": 18, "ifa_foster": 55})], "share_and_base"
    )
    assert [len(f.contradicts) for f in of_part] == [1, 1]
    assert all("187" in f.message and "not of all" in f.message for f in of_part)
    of_all = found([*stated, *shares({"connected_person": 14, "ifa_foster": 41})], "share_and_base")
    assert not any(f.contradicts for f in of_all)


def test_the_kinds_of_a_list_make_up_the_whole_of_their_shares() -> None:
    counts = {"in_house_foster": 211, "ifa_foster": 138, "connected_person": 45, "residential": 44}
    shares = {"in_house_foster": 48, "ifa_foster": 13, "connected_person": 10, "residential": 10}
    percents = [
        figure(v, unit="percent", measure="cla_placement", dimensions=(("placement_type", k),))
        for k, v in shares.items()
    ]
    findings = found([*placements(counts), *percents], "share_and_base")
    assert [f.status for f in findings] == ["pass", "fail", "pass", "pass"]


@pytest.mark.parametrize(("base", "alarms"), [("of our children looked after", 1), ("of boys", 0)])
def test_one_share_of_everybody_is_held_against_the_total(base: str, alarms: int) -> None:
    quote = f"66 (61.3%) {base} are unaccompanied"
    uasc = {"measure": "cla_uasc", "dimensions": (("uasc", "yes"),), "quote": quote}
    share = {"unit": "percent", "rounded_to": 0.1, "text": "61.3%", "offset": 4}
    pair = [figure(66, text="66", **uasc), figure(61.3, **share, **uasc)]
    findings = found([figure(404), *pair], "share_and_base")
    assert [f.status for f in findings] == ["fail"] * alarms


def test_figures_that_may_be_of_something_else_do_not_contradict() -> None:
    first = figure(409, key="k", quote="409 in March")
    other = figure(412, key="k", quote="412 in March")
    assert [f.status for f in found([first, other], "stated_twice")] == ["fail"]
    unclear = replace(other, doubts=("header_unclear",), confidence="low")
    assert found([first, unclear], "stated_twice") == []
    revised = replace(first, quote="Last year’s report gave 409; this has been revised")
    assert found([revised, other], "stated_twice") == []


@pytest.mark.parametrize(
    ("change", "unit", "status"),
    [(27, "count", "pass"), (4, "percent", "pass"), (72, "count", "fail"), (9, "percent", "fail")],
)
def test_a_change_is_held_against_its_levels(change: float, unit: str, status: str) -> None:
    quote = "The number rose from 690 to 717"
    figures = [
        figure(690, end="2019-03-31", quote=quote),
        figure(717, quote=quote),
        figure(
            change, unit=unit, kind="change", direction="increase", quote=quote, basis="during",
            start="2019-03-31",
        ),
    ]  # fmt: skip
    (finding,) = found(figures, "change_and_levels")
    assert finding.status == status


def test_a_change_without_levels_cannot_be_decided() -> None:
    figures = [
        figure(9, unit="percent", kind="change", direction="increase", basis="during",
               start="2019-04-01"),
        figure(700, end="2015-03-31"),
    ]  # fmt: skip
    (finding,) = found(figures, "change_and_levels")
    assert finding.status == "unknown"


@pytest.mark.parametrize(("end", "status"), [(712, "pass"), (717, "pass"), (900, "fail")])
def test_stock_and_flow(end: int, status: str) -> None:
    year = {"basis": "during", "start": "2019-04-01"}
    figures = [
        figure(773, end="2019-03-31"),
        figure(234, measure="cla_entered", **year),
        figure(295, measure="cla_left", **year),
        figure(end),
    ]
    (finding,) = found(figures, "stock_and_flow")
    assert finding.status == status


def test_in_house_and_agency_are_all_who_are_fostered() -> None:
    mix = {"in_house_foster": 253, "ifa_foster": 217, "foster_total": 470}
    assert [f.status for f in found(placements(mix), "fostering")] == ["pass"]
    wrong = placements(mix | {"foster_total": 407})
    assert [f.status for f in found(wrong, "fostering")] == ["fail"]


def table(*rows: tuple[str, int, int, int]) -> list[object]:
    return [
        figure(value, source="table", measure=None, row=label, column=f"Column {n}")
        for label, *values in rows
        for n, value in enumerate(values)
    ]


def test_a_column_that_misses_its_total_while_the_others_meet_theirs() -> None:
    sound = [("A", 10, 20, 30), ("B", 11, 21, 31), ("C", 12, 22, 32), ("Total", 33, 63, 93)]
    assert {f.status for f in found(table(*sound), "table_totals")} == {"pass"}  # type: ignore[arg-type]
    misprint = [*sound[:2], ("C", 12, 22, 23), sound[3]]
    failing = [
        f
        for f in found(table(*misprint), "table_totals")
        if f.status == "fail"  # type: ignore[arg-type]
    ]
    assert [(f.expected, f.found) for f in failing] == [(93, 84)]
    no_sums = [("A", 10, 20, 30), ("B", 11, 21, 31), ("Total", 99, 77, 55)]
    assert found(table(*no_sums), "table_totals") == []  # type: ignore[arg-type]


def cells(*rows: tuple[str, int, int], **fields: object) -> list[Figure]:
    """Cells of a table as they are read: the label, the header and the figure alone."""
    return [
        figure(
            value, source="table", measure=None, row=label, column=head, text=f"{value}",
            quote=f"{label} | {head} | {value}", **fields,
        )
        for label, *values in rows
        for head, value in zip(("2019", "2020"), values, strict=True)
    ]  # fmt: skip


def test_a_table_whose_cells_were_all_read_cleanly_is_itself_at_fault() -> None:
    rows = [("A", 10, 20), ("B", 11, 21), ("C", 12, 22), ("Total", 33, 66)]
    (finding,) = [f for f in found(cells(*rows), "table_totals") if f.status == "fail"]
    assert finding.fault == "paper"
    assert "the paper itself does not add up" in finding.message


@pytest.mark.parametrize("doubt", ["ocr", "header_unclear", "merged_cell"])
def test_where_a_cell_may_be_misread_nobody_is_at_fault(doubt: str) -> None:
    rows = [("A", 10, 20), ("B", 11, 21), ("C", 12, 22), ("Total", 33, 66)]
    read = cells(*rows, doubts=(doubt,))
    (finding,) = [f for f in found(read, "table_totals") if f.status == "fail"]
    assert finding.fault == "unknown"
    assert "as read" in finding.message


def money(budget: float, outturn: float, variance: float, step: float = 100_000) -> list[Figure]:
    """The row of one service in a table of money, printed in millions with one decimal."""
    given = {"budget": budget, "outturn": outturn, "budget_variance": variance}
    return [
        figure(
            value, measure=name, unit="currency_gbp", row="Fostering", source="table",
            kind="forecast" if name == "outturn" else "actual", basis="during",
            start="2019-04-01", rounded_to=step,
        )
        for name, value in given.items()
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ((4_200_000, 3_900_000, -300_000), "pass"),
        ((4_200_000, 3_900_000, 300_000), "pass"),  # an underspend that is printed above nought
        ((4_200_000, 4_000_000, -300_000), "pass"),  # but for rounding
        ((4_200_000, 3_900_000, -900_000), "fail"),
    ],
)
def test_a_variance_is_what_lies_between_budget_and_outturn(
    row: tuple[float, float, float], status: str
) -> None:
    assert [f.status for f in found(money(*row), "variance_of_budget")] == [status]


def spent(spend: float, weekly: float, *children: int, kind: str = "ifa_foster") -> list[Figure]:
    """Spend on a kind of placement in 2019/20, its weekly cost, and who was placed when."""
    of_kind = {"dimensions": (("placement_type", kind),)}
    year = {"unit": "currency_gbp", "basis": "during", "start": "2019-04-01", "rounded_to": 1}
    ends = ("2019-03-31", "2019-09-30", "2020-03-31")
    return [
        figure(spend, measure="cla_placement_spend", **year, **of_kind),
        figure(weekly, measure="cla_placement_cost_week", **year, **of_kind),
        *(
            figure(value, measure="cla_placement", end=end, **of_kind)
            for value, end in zip(children, ends, strict=False)
        ),
    ]


@pytest.mark.parametrize(
    ("spend", "children", "status"),
    [
        (9_850_000, (217,), "pass"),  # 870 x 217 x 52.3 weeks
        (9_700_000, (200, 217), "pass"),
        (12_500_000, (217,), "unknown"),  # their number may have changed within the year
        (985_000, (217,), "fail"),
        (98_500_000, (200, 217), "fail"),
    ],
)
def test_spend_is_weekly_cost_for_all_who_are_placed(
    spend: float, children: tuple[int, ...], status: str
) -> None:
    [finding] = found(spent(spend, 870, *children), "spend_on_placements")
    assert finding.status == status
    assert "£870 a week for" in finding.message


def test_spend_says_nothing_of_another_kind_or_of_a_number_that_is_withheld() -> None:
    figures = spent(985_000, 870, 217)
    other = replace(figures[2], dimensions=(("placement_type", "residential"),))
    assert found([*figures[:2], other], "spend_on_placements") == []
    hidden = replace(figures[2], value=5, qualifier="less_than")
    assert found([*figures[:2], hidden], "spend_on_placements") == []


def test_a_variance_of_another_row_is_not_held_against_a_budget() -> None:
    rows = [*money(4_200_000, 3_900_000, -300_000)[:2]]
    other = replace(money(1, 1, -900_000)[2], row="Adoption")
    assert found([*rows, other], "variance_of_budget") == []


@pytest.mark.parametrize(
    ("during", "statuses"),
    [
        (950, ["pass", "pass", "pass"]),
        (705, ["pass", "fail", "pass"]),
        (1_100, ["pass", "pass", "fail"]),
    ],
)
def test_those_of_a_year_take_in_its_first_and_last_day(during: int, statuses: list[str]) -> None:
    year = {"basis": "during", "start": "2019-04-01"}
    figures = [
        figure(during, measure="cla_during_period", **year),
        figure(690, end="2019-03-31"),
        figure(717),
        figure(300, measure="cla_entered", **year),
    ]
    assert [f.status for f in found(figures, "during_the_year")] == statuses


def columns(*ends: str) -> list[Figure]:
    """A row of a table, with a column for each date."""
    return [
        figure(700 + n, source="table", row="Total", column=end[:4], end=end)
        for n, end in enumerate(ends)
    ]


@pytest.mark.parametrize(
    ("years", "alarms"),
    [
        (("2017", "2019", "2018"), 1),
        (("2018", "2017", "2019", "2020"), 1),
        (("2019", "2018", "2020"), 1),
        (("2017", "2018", "2019"), 0),
        (("2019", "2018", "2017"), 0),
        (("2019", "2017", "2018"), 0),  # the latest first, then the others in order
        (("2017", "2019"), 0),
        (("2013", "2019", "2018"), 0),  # chosen years
    ],
)
def test_two_columns_in_each_others_place(years: tuple[str, ...], alarms: int) -> None:
    read = columns(*(f"{year}-03-31" for year in years))
    assert len(found(read, "columns_in_order")) == alarms


def lines(*columns: tuple[float, ...]) -> list[Figure]:
    """A table with three lines and their total in each column, as read, from the top down."""
    return [
        figure(
            value, source="table", row=row, column=f"20{18 + n}", measure=None, unit=None,
            position=10 * line + n,
        )
        for n, column in enumerate(columns)
        for line, (row, value) in enumerate(
            zip(("Block above", "Care", "Schools", "Homes", "Total"), column, strict=True)
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "status"),
    [
        ((78, 101, 202, 307, 610), "unknown"),  # the first line is of a block above
        ((0, 101, 202, 307, 653), "fail"),
        ((78, 101, 202, 307, 688), "pass"),
    ],
)
def test_a_total_may_leave_out_the_lines_of_a_block_above(
    column: tuple[float, ...], status: str
) -> None:
    sound = ((0, 101, 202, 307, 610), (0, 113, 214, 311, 638))
    findings = found(lines(*sound, column), "table_totals")
    assert [f.status for f in findings if f.figures[-1].column == "2020"] == [status]


@pytest.mark.parametrize(
    ("row", "column", "cautious"),
    [
        ("Total", "2020", True),
        ("Total children in the household", "2020", True),
        ("TOTAL HOUSEHOLDS", "2020", False),
        ("Total", "EURbn 2020", False),
    ],
)
def test_the_caution_about_small_numbers_is_for_people_only(
    row: str, column: str, cautious: bool
) -> None:
    sound = ((0, 101, 202, 307, 610), (0, 113, 214, 311, 638))
    read = [
        replace(
            f,
            row=row if f.row == "Total" else f.row,
            column=column if f.column == "2020" else f.column,
        )
        for f in lines(*sound, (0, 101, 202, 307, 614))
    ]
    (said,) = [f.message for f in found(read, "table_totals") if f.status == "fail"]
    assert ("nobody can be recognised" in said) == cautious
    assert ("610 against 614" in said) != cautious


def test_kinds_that_are_all_of_a_wider_kind_are_not_counted_beside_it() -> None:
    kinds = {"foster_total": 185, "in_house_foster": 50, "connected_person": 32, "ifa_foster": 103}
    (finding,) = found([*placements(kinds), figure(265)], "parts_of_whole")
    assert (finding.status, finding.found) == ("unknown", 185)


def test_lines_above_their_total_may_miss_more_than_a_list() -> None:
    lines = [f for f in placements(MIX, source="table", column="2020") if f.value != 217]
    total = figure(717, source="table", column="2020", row="Total children")
    assert [f.status for f in found([*lines, total], "parts_of_whole")] == ["fail"]
    elsewhere = figure(717)
    assert [f.status for f in found([*lines, elsewhere], "parts_of_whole")] == ["unknown"]


def test_two_rows_of_one_table_cannot_state_the_same() -> None:
    row = {"key": "other", "source": "table", "column": "2020"}
    (finding,) = found(
        [figure(3, row="Other homes", **row), figure(5, row="Other", **row)], "stated_twice"
    )
    assert (finding.status, len(finding.contradicts)) == ("fail", 2)
    alike = [figure(3, row="Other homes", **row), figure(3, row="Other", **row)]
    assert [f.contradicts for f in found(alike, "stated_twice")] == [()]


def test_swapped_columns_contradict_the_sentence() -> None:
    swapped = [
        figure(717, key="2020", quote="At 31 March 2020 there were 717 children."),
        figure(690, key="2020", source="table", quote="Children | 690 | 717"),
    ]
    (finding,) = found(swapped, "stated_twice")
    assert finding.status == "fail"
    assert "we read more than one value for this date" in finding.message


def test_a_reading_that_is_not_sure_does_not_accuse_the_paper() -> None:
    stated = [
        figure(1052, key="2015", quote="At 30 June 2015 there were 1,052 children."),
        figure(2, key="2015", quote="In two of the last nine months.", confidence="medium"),
    ]
    assert found(stated, "stated_twice") == []


def test_the_same_value_in_two_places_agrees() -> None:
    same = [figure(717, key="2020"), figure(717, key="2020", source="table")]
    (finding,) = found(same, "stated_twice")
    assert finding.status == "pass"
    assert len(finding.agrees) == 2


def test_a_date_after_the_meeting_and_a_value_out_of_range() -> None:
    late = figure(717, end="2021-03-31")
    assert [f.status for f in found([late], "after_the_meeting")] == ["fail"]
    running = figure(40, basis="during", start="2020-04-01", end="2021-03-31",
                     measure="cla_entered")  # fmt: skip
    assert found([running], "after_the_meeting") == []
    assert [f.status for f in found([figure(9000)], "plausible_range")] == ["fail"]
    assert found([figure(1999)], "plausible_range") == []


def test_a_sound_paper_raises_no_alarm() -> None:
    figures = [figure(717, key="a"), figure(717, key="a", source="table"), *placements(MIX)]
    findings = list(check_document(load_identities(), figures, KNOWS))
    assert {f.status for f in findings} == {"pass"}


@pytest.mark.parametrize(("neet", "status"), [(30, "pass"), (42, "pass"), (48, "fail")])
def test_shares_that_exclude_each_other_are_at_most_everybody(neet: int, status: str) -> None:
    pair = [figure(58, measure="cl_eet", unit="percent"),
            figure(neet, measure="cl_neet", unit="percent")]  # fmt: skip
    assert [f.status for f in found(pair, "in_and_out_of_education")] == [status]


def test_identities_name_measures_and_breakdowns_that_there_are() -> None:
    rulebook = load_rulebook()
    values = {(p.dimension, p.value) for p in rulebook.phrases if p.dimension}
    text = (shipped("rules") / "checks" / "identities.yml").read_text("utf-8")
    for identity in yaml.safe_load(text)["identities"]:
        for term in terms(identity):
            assert term["measure"] in rulebook.measures, (identity["id"], term)
            for pair in term.get("dimensions", {}).items():
                assert pair in values, (identity["id"], pair)


def terms(identity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every measure that an identity names, with its breakdown where it has one."""
    listed = [*identity.get("terms", ()), *identity.get("perhaps", ())]
    listed += [identity[key] for key in ("whole", "part") if isinstance(identity.get(key), dict)]
    yield from listed
    for group in ("breakdowns", "wholes", "flows", "rates", "spans", "spends"):
        for spec in identity.get(group, ()):
            for key in (
                "spend",
                "weekly_cost",
                "placed",
                "everybody",
                "parts",
                "whole",
                "stock",
                "entered",
                "left",
                "rate",
                "count",
                "during",
            ):
                if key in spec:
                    yield {"measure": spec[key]}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"identities: [\n", r"identities\.yml, line 2: no valid YAML"),
        (b"identities: \xe9", r"identities\.yml: byte 12 is not UTF-8"),
        (b"sums: []", r"identities\.yml, .*: "),
    ],
)
def test_a_mistake_in_the_file_is_one_sentence(written: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "identities.yml").write_bytes(written)
    with pytest.raises(RuleError, match=told):
        load_identities(tmp_path)
