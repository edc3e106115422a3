"""What reads beside the newer mechanisms must leave alone: ordinary sentences that are near to them
and say something else."""

from __future__ import annotations

import pytest
from figures_read import reader

from extractor.observation import Observation

read = reader("Larkmoor Borough Council\nChildren's services performance\n\n")


def told(sentence: str, figure: str) -> Observation:
    return read(sentence)[figure]


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        ("In 2023/24 we planned to recruit 40 foster carers but recruited 12.", "12", "actual"),
        (
            "An inspection is due, although re-referrals at 22% in 2023/24 were good.",
            "22%",
            "actual",
        ),
        ("It is expected that 40 foster carers will now be approved.", "40", "forecast"),
        ("The forecast overspend of £5.2m is now higher than in May.", "£5.2m", "forecast"),
        ("If nothing is done, re-referrals will have climbed above 25%.", "25%", "forecast"),
        (
            "At 31 March 2024, of the 120 required social workers, 100 were in post.",
            "120",
            "actual",
        ),
    ],
)
def test_the_kind_of_what_is_near_to_a_plan(sentence: str, figure: str, kind: str) -> None:
    assert told(sentence, figure).kind == kind


def test_the_council_beside_a_national_average_is_the_council() -> None:
    found = read(
        "The national average in 2023/24 of 22% for re-referrals and 18% for the council are "
        "both falling."
    )
    assert found["18%"].area_level == "local"


@pytest.mark.parametrize(
    "sentence",
    [
        "There were 350 children in care (rounded to the nearest 5) at 31 March 2024.",
        "Figures are rounded to the nearest 5; there were 350 children in care at 31 March 2024.",
        "Outcomes were not reported for carers, and 350 children were in care at 31 March 2024.",
    ],
)
def test_notes_on_rounding_and_reporting_leave_the_figure_beside_them(sentence: str) -> None:
    assert told(sentence, "350").measure == "cla_total"


def test_a_month_spoken_of_stays_that_of_what_follows() -> None:
    paper = reader("Larkmoor Borough Council\nChildren's Services Performance Report 2023/24\n\n")
    found = paper("In March 2024 we received 1,204 contacts. Re-referrals were 22%.")
    assert found["22%"].period_start == "2024-03-01"


def test_who_chaired_from_when_is_no_time_of_the_figures() -> None:
    head = (
        "Larkmoor Borough Council\nAnnual report on children in care 2022/23\n"
        "Councillor Jane Smith (Chair from May 2023 to April 2024)\n\n"
    )
    found = read("There were 352 children in care at the end of the year.", head)
    assert found["352"].period_end == "2023-03-31"


def test_a_comparison_with_another_place_keeps_its_year() -> None:
    found = read(
        "Re-referrals in 2023/24 are higher than a year ago (22% compared with 18% for our "
        "statistical neighbours)."
    )
    assert found["18%"].period_end == "2024-03-31"


def test_a_share_of_all_of_an_age_stays_that_of_the_papers_people() -> None:
    paper = reader("Larkmoor Borough Council\nCare Leavers Annual Report 2023/24\n\n")
    found = paper(
        "At 31 March 2024, 62% of all 19 to 21 year olds were in employment or education."
    )
    assert found["62%"].measure == "cl_eet"


def test_a_change_from_a_day_to_the_same_day_has_no_span() -> None:
    found = read("Child protection plans rose by 22, following a fall in 2022/23.")
    assert found["22"].period_end is None


def test_a_team_split_in_two_counts_nothing() -> None:
    assert "two" not in read("The 12 schools were split in two the previous year.")


@pytest.mark.parametrize(
    ("sentence", "figure", "measure"),
    [
        ("At 31 March 2024, 12% of looked after children were in residential care.", "12%", None),
        ("There were 1,240 missing episodes across the borough in 2023/24.", "1,240", None),
        ("In the whole of 2023/24 there were 48 missing episodes.", "48", None),
        ("At 31 March 2024, 240 boys and 172 girls were looked after.", "240", None),
        ("Thanks to the work that staff have done, 412 children were looked after.", "412", None),
        ("In 2023/24, 1,210 contacts were received by children's social care.", "1,210", None),
        ("The HR team has confirmed that 214.5 FTE social workers were in post.", "214.5", None),
        ("The rise in demand has led to 412 children being looked after.", "412", None),
        ("At one home a manager left, but 412 children were looked after.", "412", None),
    ],
)
def test_figures_near_to_what_is_refused_keep_a_measure(
    sentence: str, figure: str, measure: None
) -> None:
    assert told(sentence, figure).measure is not measure


def test_lower_than_the_region_is_ours() -> None:
    found = read("The rate of looked after children was 82 per 10,000, lower than the region.")
    assert found["82"].area_level == "local"


@pytest.mark.parametrize(
    ("sentence", "figure", "kind"),
    [
        ("The service is due to approve 24 new fostering households.", "24", "forecast"),
        ("Turnover of social workers is scheduled to drop to 10% by March.", "10%", "forecast"),
        ("37 children were due to be adopted in 2023/24.", "37", "forecast"),
        ("Out of 40 who left their plans, 18 were due to good outcomes.", "18", "actual"),
        (
            "The number in care is forecast to reach 450, with 412 children now looked after.",
            "412",
            "actual",
        ),
    ],
)
def test_what_is_due_and_what_is_so_now(sentence: str, figure: str, kind: str) -> None:
    assert told(sentence, figure).kind == kind


def test_what_came_about_behind_a_month_of_a_years_report_is_in_doubt() -> None:
    paper = reader("Larkmoor Borough Council\nLooked after children annual report 2023/24\n\n")
    found = paper("In September 2023 412 children were looked after. 112 children came into care.")
    assert found["112"].confidence != "high"


def test_a_change_of_something_else_is_in_per_cent() -> None:
    found = read("Demand rose by 22% and 81% of assessments were completed within 45 days.")
    assert (found["22%"].unit, found["22%"].measure) == ("percent", None)
