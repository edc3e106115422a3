"""What a reader sees of form fields, notes and stamps is read; what is struck out is not."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pages_made import Sheet, texts
from pikepdf import Array, Dictionary, Name

LOOK = "BT /F 10 Tf 2 4 Td (412) Tj ET"
RECT = (160, 96, 220, 112)
LABEL = "Children in care:"
STRING = pikepdf.String


@pytest.mark.parametrize("drawn", [LOOK, None, "/Tx BMC EMC"])
@pytest.mark.parametrize("flags", [0, 1])
def test_a_text_field_is_read_with_or_without_its_look(
    tmp_path: Path, drawn: str | None, flags: int
) -> None:
    sheet = Sheet().text(LABEL).annotation(
        "Widget", RECT, drawn, FT=Name.Tx, T=STRING("a"), V=STRING("412"), Ff=flags,
        DA=STRING("/Helv 10 Tf 0 g"),
    )  # fmt: skip
    page = sheet.read(tmp_path)
    assert texts(page) == [*LABEL.split(), "412"]
    word = page.words[-1]
    assert 160 <= word.box.x0 < word.box.x1 <= 220
    assert abs(word.baseline - page.words[0].baseline) < 2
    assert page.problems == ()


def test_a_choice_shows_the_label_of_its_value(tmp_path: Path) -> None:
    options = Array(
        [Array([STRING("x1"), STRING("398 in all")]), Array([STRING("x2"), STRING("412")])]
    )
    sheet = Sheet().text(LABEL).annotation(
        "Widget", RECT, FT=Name.Ch, T=STRING("a"), V=STRING("x2"), Opt=options
    )  # fmt: skip
    assert texts(sheet.read(tmp_path)) == [*LABEL.split(), "412"]


def test_a_field_has_its_value_from_the_one_that_it_is_part_of(tmp_path: Path) -> None:
    sheet = Sheet().text(LABEL)
    parent = sheet.pdf.make_indirect(Dictionary(FT=Name.Tx, T=STRING("a"), V=STRING("412")))
    sheet.annotation("Widget", RECT, Parent=parent)
    assert texts(sheet.read(tmp_path)) == [*LABEL.split(), "412"]


@pytest.mark.parametrize(
    "more",
    [{"F": 2}, {"Ff": 1 << 13}, {"FT": Name.Btn}],
    ids=["hidden", "password", "button"],
)
def test_what_no_reader_sees_of_fields_is_not_read(tmp_path: Path, more: dict[str, object]) -> None:
    held = {"FT": Name.Tx, "T": STRING("a"), "V": STRING("412"), **more}
    assert texts(Sheet().text(LABEL).annotation("Widget", RECT, **held).read(tmp_path)) == (
        LABEL.split()
    )


@pytest.mark.parametrize("kind", ["Stamp", "FreeText", "Watermark"])
def test_stamps_and_free_text_are_read(tmp_path: Path, kind: str) -> None:
    sheet = Sheet().text(LABEL).annotation(kind, RECT, LOOK, Contents=STRING("412"))
    assert texts(sheet.read(tmp_path)) == [*LABEL.split(), "412"]


def test_free_text_without_a_look_is_set_in_its_place(tmp_path: Path) -> None:
    note = STRING("There were 131\nin custody")
    sheet = Sheet().annotation("FreeText", (50, 50, 250, 90), Contents=note)
    page = sheet.read(tmp_path)
    assert texts(page) == ["There", "were", "131", "in", "custody"]
    assert page.words[3].baseline > page.words[0].baseline


@pytest.mark.parametrize("kind", ["Text", "Popup", "Link"])
def test_notes_that_are_not_printed_are_not_read(tmp_path: Path, kind: str) -> None:
    sheet = Sheet().text(LABEL).annotation(kind, RECT, Contents=STRING("412"))
    assert texts(sheet.read(tmp_path)) == LABEL.split()


NEW = "There were 398 412 children"
# In Helvetica of 10 points "398" is there from 103.4 to 120.
STRIKES = {
    "line": "103.4 103.4 m 120 103.4 l S",
    "red line": "q 1 0 0 RG 103.4 103.4 m 120 103.4 l S Q",
    "thin box": "103.4 103 16.7 .8 re f",
    "line with the space behind": "103.4 103.4 m 122.8 103.4 l S",
    "two lines": "103.4 102.6 m 120 102.6 l S 103.4 104.2 m 120 104.2 l S",
    "a line for each digit": " ".join(
        f"{103.4 + 5.56 * i:.1f} 103.4 m {109 + 5.56 * i:.1f} 103.4 l S" for i in range(3)
    ),
}


@pytest.mark.parametrize("strike", STRIKES.values(), ids=STRIKES.keys())
def test_struck_out_words_are_left_out(tmp_path: Path, strike: str) -> None:
    page = Sheet().text(NEW).add(strike).read(tmp_path)
    assert texts(page) == ["There", "were", "412", "children"]
    assert page.problems == ("Struck-out text: 1 word was left out.",)


def test_an_annotation_strikes_out(tmp_path: Path) -> None:
    quads = [103.4, 108, 120, 108, 103.4, 98, 120, 98]
    sheet = Sheet().text(NEW).annotation("StrikeOut", (103, 97, 120, 109), QuadPoints=quads)
    assert texts(sheet.read(tmp_path)) == ["There", "were", "412", "children"]


def test_a_struck_sentence_is_left_out_whole(tmp_path: Path) -> None:
    sheet = Sheet().text("There were 88 children.").text("There were 412 children.", y=80)
    page = sheet.add("50 103.4 m 156 103.4 l S").read(tmp_path)
    assert texts(page) == ["There", "were", "412", "children."]


def test_nothing_is_joined_over_a_strike(tmp_path: Path) -> None:
    page = Sheet().text("In 12 398 412 children").add("76 103.4 m 93 103.4 l S").read(tmp_path)
    assert texts(page) == ["In", "12", "…", "412", "children"]


def test_of_figures_set_close_only_the_struck_one_goes(tmp_path: Path) -> None:
    sheet = Sheet().text("There were 398").text("412 children", x=120.03)
    page = sheet.add(STRIKES["line"]).read(tmp_path)
    assert texts(page) == ["There", "were", "412", "children"]


def test_a_figure_struck_out_in_part_is_none(tmp_path: Path) -> None:
    """A line drawn by hand may end early: what is left of the figure is not a figure."""
    page = Sheet().text(NEW).add("103 103.4 m 114.6 103.4 l S").read(tmp_path)
    assert texts(page) == ["There", "were", "412", "children"]


NO_STRIKES = {
    "underline": "103.4 98.6 m 120 98.6 l S",
    "line over the words": "103.4 109 m 120 109 l S",
    "grid of a chart": "20 103.4 m 380 103.4 l S",
    "bar of a chart": "0.8 g 100.5 60 22.5 43.4 re f 0 g",
    "ground of a heading": "q .7 g .7 G 14 w 100 103.4 m 124 103.4 l S Q",
    "side of a box": "102 96 20 7.4 re S",
    "side of a box with round corners under a label": (
        "104 103.4 m 120 103.4 l 121.7 103.4 123 102 123 100.4 c 123 70 l 123 68.4 121.7 67 120 67"
        " c 104 67 l 102.3 67 101 68.4 101 70 c 101 100.4 l 101 102 102.3 103.4 104 103.4 c S"
        " 0.9 g 100 97 25 13 re f 0 g"
    ),
    "rule of a table": "102.5 103.4 m 121 103.4 l S 102.5 90 m 102.5 120 l S 121 90 m 121 120 l S",
}


@pytest.mark.parametrize("line", NO_STRIKES.values(), ids=NO_STRIKES.keys())
def test_other_lines_strike_nothing_out(tmp_path: Path, line: str) -> None:
    page = Sheet().add(line).text(NEW).read(tmp_path)
    assert texts(page) == NEW.split()
    assert page.problems == ()
