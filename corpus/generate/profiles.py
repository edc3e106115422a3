"""The numbers after each council, as short as they can be said."""

from __future__ import annotations

from corpus.generate.world import History, Path, Profile


def _profile(
    looked_after: tuple[int, ...],
    residents: tuple[int, int],
    placements: dict[str, tuple[float, float]],
    shares: dict[str, tuple[float, float, float]],
    levels: dict[str, tuple[float, float, float]],
) -> Profile:
    """Paths are (start, end, unrest)."""
    assert len(looked_after) == 13
    assert abs(sum(start for start, _ in placements.values()) - 1) < 1e-9
    return Profile(
        looked_after,
        residents,
        placements,
        {name: Path(*path) for name, path in shares.items()},
        {name: Path(*path) for name, path in levels.items()},
    )


HISTORIES = {
    "marlshire": History(
        "marlshire",
        _profile(
            (471, 486, 498, 523, 561, 604, 629, 655, 668, 641, 652, 690, 711),
            (118_400, 127_300),
            {
                "in_house_foster": (0.42, 0.33), "ifa_foster": (0.27, 0.26),
                "connected_person": (0.08, 0.12), "placed_with_parents": (0.04, 0.05),
                "placed_for_adoption": (0.05, 0.03), "residential": (0.08, 0.11),
                "semi_independent": (0.04, 0.08), "other": (0.02, 0.02),
            },
            {
                "cla_out_of_area": (0.44, 0.41, 0.02), "cla_over_20_miles": (0.26, 0.29, 0.01),
                "cla_uasc": (0.05, 0.11, 0.005), "cla_disability": (0.07, 0.06, 0.005),
                "cla_placement_3plus": (0.115, 0.098, 0.012),
                "cla_placement_stable_2yrs": (0.66, 0.71, 0.02),
                "rha_up_to_date": (0.86, 0.91, 0.03), "dental_up_to_date": (0.81, 0.76, 0.05),
                "immunisations_up_to_date": (0.87, 0.88, 0.03),
                "cl_eet": (0.42, 0.57, 0.03), "cl_suitable_accommodation": (0.82, 0.90, 0.03),
                "cpp_repeat": (0.17, 0.24, 0.02), "iha_timely": (0.55, 0.80, 0.09),
            },
            {
                "cpp_total": (389, 521, 22), "foster_households_approved": (212, 186, 0),
                "foster_households_recruited": (36, 21, 5),
                "adoption_orders": (38, 25, 6), "sgo_granted": (29, 41, 6),
                "missing_children": (88, 104, 8), "missing_incidents": (410, 620, 50),
                "sw_caseload": (18.4, 15.2, 0.6), "sw_agency_rate": (14.6, 19.1, 1.5),
                "weekly_cost": (742, 1318, 20),
            },
        ),
    ),
    "tarnley": History(
        "tarnley",
        _profile(
            (402, 411, 428, 447, 462, 495, 512, 538, 551, 560, 577, 569, 558),
            (61_900, 64_200),
            {
                "in_house_foster": (0.46, 0.35), "ifa_foster": (0.19, 0.22),
                "connected_person": (0.10, 0.16), "placed_with_parents": (0.09, 0.08),
                "placed_for_adoption": (0.04, 0.03), "residential": (0.08, 0.11),
                "semi_independent": (0.02, 0.03), "other": (0.02, 0.02),
            },
            {
                "cla_out_of_area": (0.33, 0.37, 0.015), "cla_over_20_miles": (0.12, 0.16, 0.01),
                "cla_uasc": (0.01, 0.06, 0.004), "cla_disability": (0.09, 0.08, 0.005),
                "cla_placement_3plus": (0.098, 0.083, 0.012),
                "cla_placement_stable_2yrs": (0.69, 0.72, 0.025),
                "rha_up_to_date": (0.92, 0.94, 0.02), "dental_up_to_date": (0.88, 0.83, 0.06),
                "immunisations_up_to_date": (0.93, 0.92, 0.02),
                "cl_eet": (0.38, 0.52, 0.03), "cl_suitable_accommodation": (0.86, 0.93, 0.02),
                "cpp_repeat": (0.14, 0.22, 0.02), "iha_timely": (0.68, 0.88, 0.08),
            },
            {
                "cpp_total": (318, 347, 20), "foster_households_approved": (171, 158, 0),
                "foster_households_recruited": (26, 16, 4),
                "adoption_orders": (27, 18, 5), "sgo_granted": (22, 30, 5),
                "missing_children": (61, 72, 6), "missing_incidents": (288, 402, 40),
                "sw_caseload": (19.6, 16.1, 0.6), "sw_agency_rate": (9.8, 13.9, 1.4),
                "weekly_cost": (655, 1165, 18),
            },
        ),
    ),
    "wyncaster": History(
        "wyncaster",
        _profile(
            (287, 301, 309, 322, 341, 338, 352, 371, 389, 401, 396, 412, 407),
            (49_800, 53_600),
            {
                "in_house_foster": (0.39, 0.31), "ifa_foster": (0.31, 0.31),
                "connected_person": (0.07, 0.10), "placed_with_parents": (0.05, 0.05),
                "placed_for_adoption": (0.04, 0.02), "residential": (0.09, 0.12),
                "semi_independent": (0.03, 0.07), "other": (0.02, 0.02),
            },
            {
                "cla_out_of_area": (0.55, 0.61, 0.02), "cla_over_20_miles": (0.19, 0.24, 0.012),
                "cla_uasc": (0.04, 0.10, 0.006), "cla_disability": (0.06, 0.07, 0.005),
                "cla_placement_3plus": (0.124, 0.094, 0.012),
                "cla_placement_stable_2yrs": (0.63, 0.70, 0.025),
                "rha_up_to_date": (0.83, 0.93, 0.03), "dental_up_to_date": (0.78, 0.74, 0.06),
                "immunisations_up_to_date": (0.80, 0.86, 0.03),
                "cl_eet": (0.44, 0.58, 0.035), "cl_suitable_accommodation": (0.80, 0.92, 0.03),
                "cpp_repeat": (0.18, 0.25, 0.02), "iha_timely": (0.47, 0.77, 0.10),
            },
            {
                "cpp_total": (241, 288, 15), "foster_households_approved": (118, 102, 0),
                "foster_households_recruited": (19, 11, 4),
                "adoption_orders": (19, 13, 4), "sgo_granted": (15, 24, 4),
                "missing_children": (52, 58, 5), "missing_incidents": (233, 318, 35),
                "sw_caseload": (17.2, 14.6, 0.6), "sw_agency_rate": (18.3, 22.6, 2.0),
                "weekly_cost": (804, 1452, 25),
            },
        ),
    ),
    "elmsworth": History(
        "elmsworth",
        _profile(
            (352, 348, 339, 344, 351, 362, 377, 391, 372, 363, 379, 395, 404),
            (70_300, 73_100),
            {
                "in_house_foster": (0.40, 0.30), "ifa_foster": (0.30, 0.30),
                "connected_person": (0.06, 0.10), "placed_with_parents": (0.02, 0.03),
                "placed_for_adoption": (0.03, 0.02), "residential": (0.09, 0.10),
                "semi_independent": (0.08, 0.13), "other": (0.02, 0.02),
            },
            {
                "cla_out_of_area": (0.66, 0.71, 0.015), "cla_over_20_miles": (0.15, 0.18, 0.01),
                "cla_uasc": (0.13, 0.17, 0.01), "cla_disability": (0.05, 0.05, 0.004),
                "cla_placement_3plus": (0.121, 0.107, 0.014),
                "cla_placement_stable_2yrs": (0.65, 0.68, 0.025),
                "rha_up_to_date": (0.90, 0.95, 0.02), "dental_up_to_date": (0.85, 0.78, 0.05),
                "immunisations_up_to_date": (0.84, 0.87, 0.03),
                "cl_eet": (0.51, 0.63, 0.03), "cl_suitable_accommodation": (0.84, 0.91, 0.02),
                "cpp_repeat": (0.12, 0.19, 0.02), "iha_timely": (0.72, 0.90, 0.07),
            },
            {
                "cpp_total": (262, 301, 18), "foster_households_approved": (109, 93, 0),
                "foster_households_recruited": (15, 9, 3),
                "adoption_orders": (14, 9, 4), "sgo_granted": (21, 19, 4),
                "missing_children": (59, 71, 6), "missing_incidents": (371, 455, 40),
                "sw_caseload": (16.4, 13.8, 0.6), "sw_agency_rate": (23.9, 18.2, 2.0),
                "weekly_cost": (861, 1519, 25),
            },
        ),
    ),
}  # fmt: skip
