"""Text that a reader of the page cannot see is left out, and the page says so; other is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pages_made import SIZE, Sheet, texts
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

SEEN = "There were 412 children"
HIDDEN = "BT /F 10 Tf 50 60 Td (There were 398 children) Tj ET"
Make = Callable[[Sheet], object]


def _layer(sheet: Sheet) -> None:
    sheet.layer("MC0", off=True)
    sheet.add(f"/OC /MC0 BDC {HIDDEN} EMC")


def _layer_of_a_form(sheet: Sheet) -> None:
    sheet.form("X", HIDDEN, OC=sheet.layer("L", off=True)).add("/X Do")


def _layer_of_members(sheet: Sheet) -> None:
    group = sheet.layer("L", off=False)
    sheet.page.Resources.Properties["/M"] = Dictionary(
        Type=Name.OCMD, OCGs=Array([group]), P=Name.AllOff
    )
    sheet.add(f"/OC /M BDC {HIDDEN} EMC")


def _transparent(sheet: Sheet) -> None:
    sheet.page.Resources.ExtGState["/G"] = Dictionary(ca=0.0, CA=0.0)
    sheet.add(f"q /G gs {HIDDEN} Q")


def _under_a_picture(sheet: Sheet) -> None:
    noise = Image.effect_noise((60, 20), 90)
    sheet.add(HIDDEN).picture("P", noise).add("q 160 0 0 16 45 54 cm /P Do Q")


def _picture_of_colour(colour: str) -> Make:
    def make(sheet: Sheet) -> None:
        plain = Image.new("RGB", (40, 10), colour)
        sheet.add(HIDDEN).picture("P", plain).add("q 160 0 0 16 45 54 cm /P Do Q")

    return make


def _outside_the_crop_box(sheet: Sheet) -> None:
    sheet.add(HIDDEN)
    sheet.page.CropBox = [0, 80, *SIZE]


def _under_a_form_field(sheet: Sheet) -> None:
    sheet.add(HIDDEN).annotation(
        "Widget", (45, 54, 205, 70), "0.9 g 0 0 160 16 re f", FT=Name.Tx, T="a"
    )


HIDING: dict[str, Make] = {
    "layer": _layer,
    "layer of a form": _layer_of_a_form,
    "layer shown where another is off": _layer_of_members,
    "invisible": lambda s: s.add(f"q 3 Tr {HIDDEN} Q"),
    "white on white": lambda s: s.add(f"q 1 g {HIDDEN} Q"),
    "nearly white on white": lambda s: s.add(f"q 0.98 g {HIDDEN} Q"),
    "blue on blue": lambda s: s.add(f"q 0 0 .5 rg 40 50 200 30 re f {HIDDEN} Q"),
    "white on a white box on a dark one": lambda s: s.add(
        f"q 0 g 40 45 200 40 re f 1 g 45 50 180 30 re f {HIDDEN} Q"
    ),
    "transparent": _transparent,
    "clipped": lambda s: s.add(f"q 0 0 30 30 re W n {HIDDEN} Q"),
    "clipped by its form": lambda s: s.form("X", HIDDEN, BBox=[0, 0, 30, 30]).add("/X Do"),
    "off the page": lambda s: s.text("There were 398 children", y=-40),
    "outside the crop box": _outside_the_crop_box,
    "half a point": lambda s: s.text("There were 398 children", y=60, size=0.5),
    "black box": lambda s: s.add(f"{HIDDEN} 45 54 160 16 re f"),
    "white box": lambda s: s.add(f"{HIDDEN} q 1 g 45 54 160 16 re f Q"),
    "red box": lambda s: s.add(f"{HIDDEN} q 1 0 0 rg 45 54 160 16 re f Q"),
    "box in a form": lambda s: s.form("X", "0.5 g 45 54 160 16 re f").add(f"{HIDDEN} /X Do"),
    "thick line": lambda s: s.add(f"{HIDDEN} q 14 w 40 63 m 210 63 l S Q"),
    "picture": _under_a_picture,
    "black picture": _picture_of_colour("black"),
    "white picture": _picture_of_colour("white"),
    "square": lambda s: s.add(HIDDEN).annotation(
        "Square", (45, 54, 205, 70), "0 g 0 0 160 16 re f", IC=[0, 0, 0]
    ),
    "square without appearance": lambda s: s.add(HIDDEN).annotation(
        "Square", (45, 54, 205, 70), IC=[0, 0, 0], C=[0, 0, 0]
    ),
    "redaction that was not carried out": lambda s: s.add(HIDDEN).annotation(
        "Redact", (45, 54, 205, 70), "1 0 0 RG 0 0 160 16 re S"
    ),
    "stamp": lambda s: s.add(HIDDEN).annotation(
        "Stamp", (45, 54, 205, 70), "1 1 0 rg 0 0 160 16 re f"
    ),
    "form field": _under_a_form_field,
}


@pytest.mark.parametrize("rotate", [0, 90])
@pytest.mark.parametrize("hide", HIDING.values(), ids=HIDING.keys())
def test_hidden_text_is_left_out_and_the_page_says_so(
    tmp_path: Path, hide: Make, rotate: int
) -> None:
    sheet = Sheet(rotate).text(SEEN)
    hide(sheet)
    page = sheet.read(tmp_path)
    assert texts(page) == SEEN.split()
    (problem,) = [p for p in page.problems if "sideways" not in p]
    assert problem == "Covered text: 4 words that cannot be seen on the page were left out."
    assert "398" not in " ".join(page.problems)


def _layer_on(sheet: Sheet) -> None:
    sheet.layer("MC0", off=False)
    sheet.layer("other", off=True)
    sheet.add(f"/OC /MC0 BDC {HIDDEN} EMC")


def _two_languages(sheet: Sheet) -> None:
    """Text of a layer that is off is in the place of what is shown."""
    sheet.layer("off", off=True)
    sheet.add(f"/OC /off BDC BT /F 10 Tf 50 60 Td (Il y avait 120 enfants) Tj ET EMC {HIDDEN}")


SHOWING: dict[str, Make] = {
    "layer that is on": _layer_on,
    "over the text of a layer that is off": _two_languages,
    "printed twice in the text of a layer": lambda s: (
        s.layer("on", off=False),
        s.add(f"/OC /on BDC {HIDDEN} {HIDDEN} EMC"),
    ),
    "red on a blue of the same grey": lambda s: s.add(
        f"q 0 0 1 rg 40 50 200 30 re f .4 0 0 rg {HIDDEN} Q"
    ),
    "white on dark": lambda s: s.add(f"q 0 0 .5 rg 40 50 200 30 re f 1 g {HIDDEN} Q"),
    "white with a dark rim": lambda s: s.add(f"q 1 g 0 G .4 w 2 Tr {HIDDEN} Q"),
    "grey": lambda s: s.add(f"q 0.8 g {HIDDEN} Q"),
    "see-through box": lambda s: s.add(
        f"{HIDDEN} q /H gs 1 1 0 rg 45 54 160 16 re f Q"
    ).page.Resources.ExtGState.__setitem__("/H", Dictionary(ca=0.3)),
    "multiplied box": lambda s: s.add(
        f"{HIDDEN} q /H gs 1 1 0 rg 45 54 160 16 re f Q"
    ).page.Resources.ExtGState.__setitem__("/H", Dictionary(BM=Name.Multiply)),
    "box around it": lambda s: s.add(f"{HIDDEN} 45 54 160 16 re S"),
    "box beside it": lambda s: s.add(f"{HIDDEN} 250 54 100 16 re f"),
    "within its clip": lambda s: s.add(f"q 40 50 200 30 re W n {HIDDEN} Q"),
    "box before it": lambda s: s.add(f"q 1 g 45 54 160 16 re f Q {HIDDEN}"),
    "highlight": lambda s: s.add(HIDDEN).annotation(
        "Highlight", (45, 54, 205, 70), QuadPoints=[45, 70, 205, 70, 45, 54, 205, 54], C=[1, 1, 0]
    ),
    "link": lambda s: s.add(HIDDEN).annotation("Link", (45, 54, 205, 70)),
    "frame of an annotation": lambda s: s.add(HIDDEN).annotation(
        "Square", (45, 54, 205, 70), "1 0 0 RG 1 1 158 14 re S", C=[1, 0, 0]
    ),
    "hidden square": lambda s: s.add(HIDDEN).annotation(
        "Square", (45, 54, 205, 70), "0 g 0 0 160 16 re f", F=2
    ),
}


@pytest.mark.parametrize("show", SHOWING.values(), ids=SHOWING.keys())
def test_text_that_is_seen_is_kept(tmp_path: Path, show: Make) -> None:
    sheet = Sheet().text(SEEN)
    show(sheet)
    page = sheet.read(tmp_path)
    assert texts(page)[-4:] == ["There", "were", "398", "children"]


def test_a_figure_that_misses_a_digit_is_none(tmp_path: Path) -> None:
    """A box over "45" of "1,245" leaves no figure at all, and joins nothing over itself."""
    sheet = Sheet().text("12 1,245 137 children").add("81 96 12 12 re f")
    page = sheet.read(tmp_path)
    assert texts(page) == ["12", "…", "137", "children"]
    assert page.problems == ("Covered text: 1 word that cannot be seen on the page was left out.",)


def scanned(*lines: str) -> Image.Image:
    """A picture of a page with lines of type."""
    image = Image.new("RGB", (SIZE[0] * 3, SIZE[1] * 3), "white")
    pen = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        pen.text((150, 270 + 120 * number), line, fill="black", font_size=30)
    return image


SCAN = "q 400 0 0 200 0 0 cm /P Do Q"
RECOGNISED = "BT 3 Tr /F 10 Tf 50 100 Td (There were 412 children) Tj 0 -40 Td (and 3 were) Tj ET"


SHOWN_BELOW = RECOGNISED.replace("3 Tr", "")


@pytest.mark.parametrize(
    "content", [f"{SCAN} {RECOGNISED}", f"{RECOGNISED} {SCAN}", f"{SHOWN_BELOW} {SCAN}"]
)
def test_the_text_of_a_scan_is_what_a_reader_sees(tmp_path: Path, content: str) -> None:
    """Recognised text is invisible, over or under the picture that it was recognised on."""
    picture = scanned("There were 412 children", "and 3 were")
    page = Sheet().picture("P", picture).add(content).read(tmp_path)
    assert texts(page) == ["There", "were", "412", "children", "and", "3", "were"]
    assert not any("Covered" in problem for problem in page.problems)


@pytest.mark.parametrize("text", [RECOGNISED, SHOWN_BELOW])
def test_a_blank_picture_over_the_text_hides_it(tmp_path: Path, text: str) -> None:
    page = Sheet().picture("P", scanned()).add(f"{text.replace('3 Tr', '')} {SCAN}").read(tmp_path)
    assert texts(page) == []


@pytest.mark.parametrize("box", ["66 58 9 10 re f", "q 1 g 66 58 9 10 re f Q"])
@pytest.mark.parametrize("content", [f"{SCAN} {RECOGNISED}", f"{RECOGNISED} {SCAN}"])
def test_a_box_on_a_scan_covers_its_text(tmp_path: Path, content: str, box: str) -> None:
    picture = scanned("There were 412 children", "and 3 were")
    page = Sheet().picture("P", picture).add(f"{content} {box}").read(tmp_path)
    assert texts(page) == ["There", "were", "412", "children", "and", "were"]
    assert "Covered text: 1 word" in page.problems[0]
