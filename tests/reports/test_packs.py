"""Packs: where each item's report begins and ends, and what is known of items without pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_papers import Sheet, prose, reports_of, write_pack

from extractor.reports.model import Report

FRONT = Sheet(
    [
        (230, "AGENDA", 14),
        (200, "FAMILIES COMMITTEE", 14),
        (72, "Tuesday, 14th June, 2022, at 10.00 am", 11),
        (72, "1.   Apologies", 11),
        (72, "2.   Minutes of the Meeting held on 8 March 2022 (Pages 1 - 2)", 11),
        (72, "3.   Chair's announcements (verbal)", 11),
        (72, "4.   Fostering Service Annual Report (Pages 3 - 6)", 11),
        (72, "5.   Sufficiency Strategy (report to follow)", 11),
        (72, "6.   Adoption Update (Pages 7 - 8)", 11),
        (72, "EXCLUSION OF THE PRESS AND PUBLIC", 11),
        (72, "7.   Purchase of a Children's Home", 11),
    ]
)
# Their numbers go on where the agenda's end.
MINUTES = [
    Sheet(
        [
            (200, "NORFOLK COUNTY COUNCIL", 12),
            (72, "MINUTES of a meeting of the Families Committee held on 8 March 2022.", 11),
            (72, "PRESENT: Mrs R Field", 11),
            (72, "7. APOLOGIES", 11),
        ],
        stamp="Agenda Item 2",
    ),
    prose("8. FOSTERING", "There were 410 children in care on 28 February 2022."),
]


def report(item: str, subject: str, pages: int, stamped: bool = True) -> list[Sheet]:
    """A report of several pages with a form at its head."""
    head = Sheet(
        [
            (72, "To:\tFamilies Committee", 11),
            (72, "Meeting Date:\t14 June 2022", 11),
            (72, f"Subject:\t{subject}", 11),
            (72, "From:\tAda Penn, Executive Director", 11),
            (72, "1. Introduction", 12),
        ],
        stamp=f"Agenda Item {item}" if stamped else None,
    )
    return [head, *(prose(f"Text of page {n} about {subject.lower()}.") for n in range(2, pages))]


APPENDIX = Sheet([(72, "Appendix 1 - Figures at 31 March 2022", 13), (72, "Carers: 310", 11)])


def pack(stamped: bool = True) -> list[Sheet]:
    return [
        FRONT,
        *MINUTES,
        *report("4", "Fostering Service Annual Report", 4, stamped),
        APPENDIX,
        *report("6", "Adoption Update", 3, stamped),
    ]


def outline(reports: tuple[Report, ...]) -> list[tuple[str, str | None, int | None, int | None]]:
    """Kind, item, first and last page of every report that is not part of another."""
    return [(r.kind, r.item, r.first_page, r.last_page) for r in reports if r.belongs_to is None]


WHOLE = [
    ("front_sheet", None, 1, 1),
    ("minutes", "2", 2, 3),
    ("report", "4", 4, 7),
    ("report", "6", 8, 9),
    ("other", "1", None, None),
    ("other", "3", None, None),
    ("other", "5", None, None),
    ("other", "7", None, None),
]


@pytest.mark.parametrize("stamped", [True, False])
@pytest.mark.parametrize("bookmarked", [True, False])
def test_every_item_is_found_with_its_pages(
    tmp_path: Path, stamped: bool, bookmarked: bool
) -> None:
    marks = [("Agenda", 1), ("4 Fostering Service Annual Report", 4), ("6 Adoption Update", 8)]
    path = write_pack(
        tmp_path / "pack.pdf", pack(stamped), unstamped=1, bookmarks=marks if bookmarked else ()
    )
    seen, reports = reports_of(path)
    assert outline(reports) == WHOLE
    assert [r.title for r in reports if r.item in ("4", "6") and r.belongs_to is None] == [
        "Fostering Service Annual Report",
        "Adoption Update",
    ]
    by_page = [(r.item, r.kind) for r in seen]
    assert by_page[6] == ("4", "appendix")
    assert by_page[7:] == [("6", "report"), ("6", "report")]
    assert not any("not confirmed" in e for r in reports for e in r.evidence)


def test_an_appendix_belongs_to_its_report_and_shares_its_meeting(tmp_path: Path) -> None:
    seen, reports = reports_of(write_pack(tmp_path / "pack.pdf", pack(), unstamped=1))
    appendix = next(r for r in reports if r.kind == "appendix")
    assert appendix.belongs_to is not None
    assert reports[appendix.belongs_to].item == "4"
    assert (appendix.first_page, appendix.last_page) == (7, 7)
    assert appendix.title == "Appendix 1 - Figures at 31 March 2022"
    meeting = appendix.header.meeting_date
    assert meeting is not None
    assert (meeting.value, meeting.inferred) == ("2022-06-14", True)
    assert seen[6].index == appendix.index


def test_minutes_are_second_hand_and_keep_their_own_date(tmp_path: Path) -> None:
    seen, _ = reports_of(write_pack(tmp_path / "pack.pdf", pack(), unstamped=1))
    minutes = seen[2]
    assert minutes.second_hand
    assert minutes.header.meeting_date is not None
    assert minutes.header.meeting_date.value == "2022-03-08"
    assert not seen[3].second_hand


def test_parts_of_an_item_are_items(tmp_path: Path) -> None:
    front = Sheet(
        [
            (230, "AGENDA", 14),
            (200, "FAMILIES COMMITTEE", 14),
            (72, "4(a)   Fostering Service Annual Report (Pages 1 - 2)", 11),
            (72, "4(b)   Adoption Update (Pages 3 - 4)", 11),
            (72, "Q3 Performance is reported below", 11),
            (72, "5.   Any Other Business (verbal)", 11),
        ]
    )
    reports = [*report("4(a)", "Fostering Service Annual Report", 3),
               *report("4(b)", "Adoption Update", 3)]  # fmt: skip
    _, found = reports_of(write_pack(tmp_path / "pack.pdf", [front, *reports], unstamped=1))
    assert outline(found) == [
        ("front_sheet", None, 1, 1),
        ("report", "4(a)", 2, 3),
        ("report", "4(b)", 4, 5),
        ("other", "5", None, None),
    ]
    assert "stamp: Agenda Item 4(b)" in found[2].evidence


def test_items_without_pages_say_why(tmp_path: Path) -> None:
    _, reports = reports_of(write_pack(tmp_path / "pack.pdf", pack(), unstamped=1))
    status = {r.item: r.status for r in reports if r.first_page is None}
    assert status == {"1": "verbal", "3": "verbal", "5": "to_follow", "7": "exempt"}


def test_the_cover_tells_reports_their_council(tmp_path: Path) -> None:
    seen, reports = reports_of(write_pack(tmp_path / "pack.pdf", pack(), unstamped=1))
    adoption = next(r for r in reports if r.item == "6")
    assert adoption.header.council is not None
    assert adoption.header.council.value == "Norfolk County Council"
    assert adoption.header.council.inferred
    assert seen[-1].header.council is not None


def test_blank_pages_that_were_left_out_do_not_shift_the_reports(tmp_path: Path) -> None:
    """The front sheet counts pages that the pack does not have."""
    front = Sheet([(x, w.replace("7 - 8", "9 - 10"), s) for x, w, s in FRONT.lines])
    sheets = [front, *pack(stamped=False)[1:]]
    _, reports = reports_of(write_pack(tmp_path / "pack.pdf", sheets, unstamped=1))
    assert outline(reports)[:4] == WHOLE[:4]


def test_a_pack_of_the_other_kind(tmp_path: Path) -> None:
    """ "Page 1 of 9" on every page, page numbers in the margin of the agenda, own item numbers."""
    front = Sheet(
        [
            (230, "AGENDA", 14),
            (72, "Families Committee", 12),
            (72, "Date: Tuesday, 14 June 2022", 11),
            (72, "1. Apologies", 11),
            (72, "2. Fostering Service Annual Report\t\t2 - 4", 11),
            (72, "3. Adoption Update\t\t5 - 6", 11),
        ]
    )

    def own(item: str, title: str) -> Sheet:
        return Sheet(
            [
                (400, f"Agenda Item No: {item}", 11),
                (72, title.upper(), 14),
                (72, "To:\tFamilies Committee", 11),
                (72, "Meeting Date:\t14 June 2022", 11),
            ]
        )

    sheets = [
        front,
        own("2", "Fostering Service Annual Report"),
        prose("Text."),
        prose("More text."),
        own("3", "Adoption Update"),
        prose("The end."),
    ]
    path = write_pack(tmp_path / "cmis.pdf", sheets, number="Page {n} of {total}")
    _, reports = reports_of(path)
    assert outline(reports) == [
        ("front_sheet", None, 1, 1),
        ("report", "2", 2, 4),
        ("report", "3", 5, 6),
        ("other", "1", None, None),
    ]


def test_a_supplement_begins_with_a_letter(tmp_path: Path) -> None:
    letter = Sheet(
        [
            (350, "Date: 10 June 2022", 11),
            (72, "Dear Member", 11),
            (72, "FAMILIES COMMITTEE - TUESDAY, 14 JUNE 2022", 12),
            (72, "I am now able to enclose the following report.", 11),
            (72, "Agenda Item No", 12),
            (72, "5    Sufficiency Strategy (Pages 1 - 2)", 12),
        ]
    )
    path = write_pack(
        tmp_path / "late.pdf", [letter, *report("5", "Sufficiency Strategy", 3)], unstamped=1
    )
    _, reports = reports_of(path)
    assert outline(reports) == [("front_sheet", None, 1, 1), ("report", "5", 2, 3)]
    assert reports[0].header.meeting_date is not None
    assert reports[0].header.meeting_date.value == "2022-06-14"


def test_one_report_stays_one_whatever_its_bookmarks_say(tmp_path: Path) -> None:
    sheets = [*report("4", "Fostering Service Annual Report", 5, stamped=False)]
    marks = [("1 Introduction", 1), ("2 Carers", 2), ("3 Placements", 3)]
    path = write_pack(tmp_path / "one.pdf", sheets, bookmarks=marks)
    seen, reports = reports_of(path)
    assert [(r.kind, r.first_page, r.last_page) for r in reports] == [("report", 1, 4)]
    assert {r.index for r in seen} == {0}


def test_a_single_report_with_an_appendix_on_its_own_page(tmp_path: Path) -> None:
    sheets = [*report("4", "Fostering Service Annual Report", 3, stamped=False), APPENDIX]
    _, reports = reports_of(write_pack(tmp_path / "one.pdf", sheets))
    assert [(r.kind, r.belongs_to, r.first_page) for r in reports] == [
        ("report", None, 1),
        ("appendix", 0, 3),
    ]


def test_a_beginning_that_one_witness_alone_claims_is_flagged(tmp_path: Path) -> None:
    sheets = [
        *report("4", "Fostering Service Annual Report", 3, stamped=False),
        *report("6", "Adoption Update", 3, stamped=False),
    ]
    _, reports = reports_of(write_pack(tmp_path / "bound.pdf", sheets))
    assert [(r.first_page, r.last_page) for r in reports] == [(1, 2), (3, 4)]
    assert "not confirmed otherwise" in reports[1].evidence


CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*/*pack*.pdf")), ids=lambda p: p.stem)
def test_the_packs_of_the_corpus_fall_into_their_items(path: Path) -> None:
    seen, reports = reports_of(path)
    whole = [r for r in reports if r.belongs_to is None and r.first_page is not None]
    assert [r.kind for r in whole[:3]] == ["front_sheet", "minutes", "report"]
    assert whole[-1].kind == "action_log"
    ends = [0, *(r.last_page for r in whole)]
    assert [r.first_page for r in whole] == [end + 1 for end in ends[:-1] if end is not None]
    assert ends[-1] == len(seen)
    assert [r.item for r in whole[1:]] == ["3", "4", "5", "6", "7", "8", "10"]
    assert [r.title for r in whole[3:]][1:] == [
        "Sufficiency Statement", whole[5].title, "Terms of Reference", "Work Programme",
    ]  # fmt: skip
    assert {r.item: r.status for r in reports if r.first_page is None} == {
        "1": "verbal", "2": "verbal", "9": "to_follow", "11": "exempt",
    }  # fmt: skip
    assert all(r.header.council and r.header.committee for r in reports)
    assert not any("not confirmed otherwise" in r.evidence for r in reports)


def test_minutes_bound_behind_an_agenda_without_page_numbers(tmp_path: Path) -> None:
    agenda = Sheet(
        [
            (200, "*** AGENDA ***", 14),
            (72, "1. Apologies", 11),
            (72, "2. Minutes of the last meeting", 11),
            (72, "3. Fostering", 11),
        ]
    )
    sheets = [agenda, *MINUTES, *report("3", "Fostering", 3, stamped=False)]
    _, reports = reports_of(write_pack(tmp_path / "bare.pdf", sheets))
    assert [(r.kind, r.second_hand, r.first_page, r.last_page) for r in reports] == [
        ("report", False, 1, 1),
        ("minutes", True, 2, 3),
        ("report", False, 4, 5),
    ]
