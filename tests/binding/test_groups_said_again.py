"""A group that is said again by its number, the place of what is only unlike the figure before, an
average told for one group after another, and what is the value of no one area or day."""

from __future__ import annotations

from figures_read import reader

read = reader("Larkmoor Borough Council\nChildren in care\nPosition as at 31 March 2016\n\n")


def test_this_number_is_of_those_who_were_counted_so() -> None:
    found = read(
        "At 31 March 2016, 300 children were looked after. 35 live in children's homes. Of this "
        "35, 51% live outside the authority area."
    )
    assert dict(found["51%"].dimensions) == {
        "placement_type": "childrens_home",
        "placement_locality": "out_of_area",
    }


def test_another_number_is_of_nobody_counted_before() -> None:
    found = read(
        "At 31 March 2016, 300 children were looked after. 35 live in children's homes. Of this "
        "300, 51% live outside the authority area."
    )
    assert "placement_type" not in dict(found["51%"].dimensions)


def test_a_share_behind_a_group_may_be_of_the_group() -> None:
    found = read(
        "At 31 March 2016, 1,341 children were looked after. Of this number:\n\n"
        "- 992 live with foster families, 50% of whom are with relatives; 23% live outside the "
        "local authority area\n"
    )
    assert dict(found["992"].dimensions) == {"placement_type": "foster_total"}
    assert found["23%"].confidence != "high"


def test_a_place_unlike_the_one_before_is_not_taken_over() -> None:
    found = read(
        "At 31 March 2016, only 110 looked after children were placed within the local authority "
        "boundary, and 420 outside."
    )
    assert dict(found["110"].dimensions) == {"placement_locality": "in_area"}
    assert found["420"].measure is None


def test_a_rate_beside_a_number_has_its_day() -> None:
    found = read(
        "At 31 March 2016, 373 children are looked after (a rate of 122 per 10,000 children, an "
        "increase from 302 (119 per 10,000 children) at 31 March 2015 (in June 2016, this had "
        "risen to 406 children 128 per 10,000)."
    )
    days = {rate: found[rate].period_end for rate in ("122", "119", "128")}
    assert days == {"122": "2016-03-31", "119": "2015-03-31", "128": "2016-06-30"}


def test_an_average_goes_on_for_the_next_group() -> None:
    found = read(
        "Larkmoor has exceeded the national average in 2015-16 of 91% for care leavers aged 17-18 "
        "in suitable accommodation and 88% for care leavers aged 19-21."
    )
    assert found["91%"].area_level == found["88%"].area_level == "national"
    own = read("The national average is 91%, and we had 88% for care leavers in employment.")
    assert own["88%"].area_level == "local"


def test_how_far_councils_are_apart_is_no_point_of_one() -> None:
    spread = "In 2015-16 re-referrals across all local authorities ranged from 17% to 45%."
    assert read(spread)["17% to 45%"].confidence == "medium"
    own = read("In 2015-16 our re-referrals ranged from 17% to 20% over the months.")
    assert own["17% to 20%"].confidence == "high"


def test_the_earlier_of_two_has_no_day_where_none_is_said() -> None:
    found = read(
        "At 31 March 2016 the number of children in care in England was much higher than a decade "
        "ago (83,630 compared to 68,790)."
    )
    assert found["68,790"].period_end is None


def test_how_old_somebody_is_counts_nobody() -> None:
    assert "14" not in read("One young person I look after, she's 14, has come into care.")


def test_temporary_posts_are_no_agency_staff() -> None:
    found = read("There are 12 new posts and 30 temporary posts made a part of the establishment.")
    assert found["30"].measure is None


def test_those_of_a_group_who_are_looked_after_are_not_all() -> None:
    found = read(
        "On 31 March 2016 the justice service worked with 143 children. Forty-six were looked "
        "after, and 61% had special educational needs."
    )
    assert found["Forty-six"].measure is None
    assert found["61%"].confidence != "high"
    own = read("There were 45 adoptions in the year. 512 children were looked after.")
    assert own["512"].measure == "cla_total"


def test_a_change_is_of_its_own_subject_and_not_of_the_next() -> None:
    found = read(
        "The number of children in residential placements has increased by 14, and the average "
        "cost of a residential placement is now £4,150 per week."
    )
    assert (found["14"].unit, found["14"].kind) == ("count", "change")
    assert found["14"].measure != found["£4,150"].measure
