"""What is a contact detail, in every spelling, and what is none; sealing keeps all else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.pages.model import Box, Page, Word
from extractor.redaction.pages import Sealer
from extractor.redaction.seal import COVER, covered, holds_sealed, revealed, sealed


def shown(text: str) -> str:
    return covered(sealed(text))


CONTACTS = [
    "jo@example.gov.uk", "o'brien@example.gov.uk", "jane.smith@kent", "jane [at] example.gov.uk",
    "jane (at) example (dot) org", "jane.smith@\nexample.gov.uk", "jane.\nsmith@example.gov.uk",
    "a_b+c@mail.example.co.uk", "01632 960123", "+44 1632 960 123", "(01632) 960123",
    "01622-694-001", "01622.694.002", "01622/694008", "01622  694007", "01622\n694009",
    "+44 (0)1622 694004", "0044 1622 694005", "00 44 1622 694005", "03000 41 61 61",
    "07700 900123", "0800 1111", "020 7946 0000", "+1 202 555 0123", "01622694000",
]  # fmt: skip


@pytest.mark.parametrize("contact", CONTACTS)
def test_contact_details_are_covered_in_any_spelling(contact: str) -> None:
    text = f"Ask {contact}, who knows the 12% of 2018-19."
    cover = "".join(c if c.isspace() else COVER for c in contact)
    assert shown(text) == f"Ask {cover}, who knows the 12% of 2018-19."
    assert revealed(sealed(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "0 to 17 years, 2016-17", "0.123456789", "from 1,409 to 12,345,678", "2015-03-31",
        "4e0123456789", "0123456789012345", "0 117 496 0123 8", "12 visits @ home", "12 @ £50 each",
        "01/02/2019 - 03/04/2020", "01.02.2019 12.5 03", "0.5 0.7 0.9 0.11 0.4 0.5", "02018 / 19",
        "05 2019 06 2019 07 2020", "UPRN 010012345678", "telephone calls 12000 in 2019",
        "see www.example.gov.uk", "0 12 345 678 901 2", "£01632960123",
    ],
)  # fmt: skip
def test_figures_and_other_numbers_are_left(text: str) -> None:
    assert shown(text) == text


def test_two_numbers_side_by_side_are_two() -> None:
    assert shown("01622 694000\n01622 694001\n517 children") == (
        "••••• ••••••\n••••• ••••••\n517 children"
    )


@given(st.text(max_size=200))
def test_sealing_keeps_length_and_can_be_undone(text: str) -> None:
    hidden = sealed(text)
    assert len(hidden) == len(text)
    assert len(covered(hidden)) == len(text)
    if not any(ord(c) >= 0xF0000 for c in text):
        assert revealed(hidden) == text


def test_letters_of_a_document_are_not_taken_for_sealed_ones() -> None:
    forged = "".join(chr(0xF0000 + ord(c)) for c in "jo@example.org")
    assert not holds_sealed(sealed(forged))
    assert revealed(sealed(forged)) == "\ufffd" * len(forged)
    (page,) = Sealer().seal([page_of(word(forged, 50, 100))])
    assert page.words[0].text == "\ufffd" * len(forged)


def word(text: str, x0: float, baseline: float, **more: object) -> Word:
    box = Box(x0, baseline - 9, x0 + 5 * len(text), baseline + 2)
    return Word(text, box, 10.0, baseline, **more)  # type: ignore[arg-type]


def page_of(*words: Word, source: str = "text_layer") -> Page:
    return Page(1, 600, 800, words, (), source)  # type: ignore[arg-type]


def texts(page: Page) -> list[str]:
    return [covered(w.text) for w in page.words]


def test_words_of_a_page_are_sealed_where_they_stand_together() -> None:
    sealer = Sealer()
    (page,) = sealer.seal(
        [
            page_of(
                word("Ask", 50, 100),
                word("01622", 70, 100),
                word("694009.", 100, 100),
                # Two columns: what is far apart is not a number.
                word("01622", 50, 120),
                word("694009", 300, 120),
                # An address over a line end, in the order of the file.
                word("jane@", 50, 140),
                word("example.org", 50, 152),
                # Parted by a change of font.
                word("jo@", 50, 180),
                word("example.org", 65, 180),
            )
        ]
    )
    assert texts(page) == [
        "Ask", "•••••", "••••••.", "01622", "694009", "•••••", "•" * 11, "•••", "•" * 11
    ]  # fmt: skip
    boxes = sealer.seen(1).contacts
    assert [w.box for w in page.words if holds_sealed(w.text)] == list(boxes)


def test_words_out_of_order_are_found_as_they_are_seen() -> None:
    words = [word("694009", 100, 100), word("children", 50, 300), word("01622", 70, 100)]
    (page,) = Sealer().seal([page_of(*words)])
    assert texts(page) == ["••••••", "children", "•••••"]


def test_recognised_words_are_covered_in_spite_of_misread_letters() -> None:
    words = [
        word("O1622", 50, 100), word("69400l", 80, 100), word("jane.smith©example.gov.uk", 50, 120),
        word("jane.smithexample.gov.uk", 50, 140), word("www.example.gov.uk", 50, 160),
    ]  # fmt: skip
    (page,) = Sealer().seal([page_of(*words, source="ocr")])
    assert texts(page) == ["•••••", "••••••", "•" * 25, "•" * 24, "www.example.gov.uk"]
    (page,) = Sealer().seal([page_of(*words)])
    assert texts(page)[0] == "O1622"
