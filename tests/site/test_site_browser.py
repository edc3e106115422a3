"""The site in a real browser: clicks, charts, filters, a phone, print, and what axe finds wrong."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from site_asked import Site
from site_browser import MARKS, PHONE, Served, Visitor

pytestmark = MARKS
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


@pytest.fixture(scope="module")
def root(database: Path) -> Iterator[str]:
    site = Site(database)
    served = Served(site)
    yield served.root
    served.stop()
    site.close()


@pytest.fixture
def visitor(chromium: Any, root: str) -> Iterator[Visitor]:
    visiting = Visitor(chromium, root)
    yield visiting
    visiting.page.close()
    assert visiting.wrong == []


def test_from_home_to_the_picture_of_the_page_in_three_clicks(visitor: Visitor) -> None:
    page = visitor.go("/")
    page.get_by_role("link", name="Children looked after", exact=True).click()
    page.wait_for_selector(".chart svg.wide")
    page.locator(".chart svg.wide a.point[aria-label*='Exford']").first.click()
    picture = page.locator(".sheet img")
    picture.wait_for()
    page.wait_for_load_state("networkidle")
    assert picture.evaluate("e => e.naturalWidth") > 500
    assert page.locator("mark").first.inner_text().strip()
    box = page.locator(".sheet .box").bounding_box()
    sheet = page.locator(".sheet img").bounding_box()
    assert box is not None
    assert sheet is not None
    assert sheet["x"] < box["x"] < sheet["x"] + sheet["width"]
    assert sheet["y"] < box["y"] < sheet["y"] + sheet["height"]
    page.locator("a.picture").click()
    page.wait_for_url(re.compile("/-/picture/"))


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("area", "Exford", "area=Exford"),
        ("since", "2018", "since=2018"),
        ("until", "2018", "until=2018"),
        ("period", "as_at", "period=as_at"),
        ("unit", "count", "unit=count"),
        ("breakdown", "", "breakdown="),
    ],
)
def test_each_filter_of_a_measure_works(visitor: Visitor, name: str, value: str, part: str) -> None:
    page = visitor.go("/figures/-/measure/cla_total")
    before = page.locator(".chart svg.wide a.point").count()
    page.select_option(f"#f-{name}", value)
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile(re.escape(part)))
    assert page.locator(f"#f-{name}").input_value() == value
    after = page.locator(".chart svg.wide a.point").count()
    assert 0 < after < before or name in ("period", "unit", "breakdown")


def test_a_question_offers_its_values(visitor: Visitor) -> None:
    page = visitor.go("/figures/q01_children_looked_after")
    page.locator("form.sql").get_by_label("Area").select_option("Wyeland")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile("area=Wyeland"))
    cells = page.locator("td.col-area").all_inner_texts()
    assert set(cells) == {"Wyeland"}


def test_search_from_home(visitor: Visitor) -> None:
    page = visitor.go("/")
    page.get_by_label("Search the papers").fill('"placed outside" county')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/-/search"))
    assert page.locator(".found li").count() > 2
    page.locator(".found a").first.click()
    page.wait_for_selector(".quote mark")


PAGES = (
    "/",
    "/figures/-/measures",
    "/figures/-/measure/cla_total",
    "/figures/-/measure/cla_out_of_area",
    "/figures/-/council/Exford+County+Council",
    "/figures/-/councils",
    "/figures/-/questions",
    "/figures/-/unread",
    "/figures/-/search?q=children",
    "/figures/q01_children_looked_after",
    "/figures/series?measure=cla_total",
    "/figures",
    "/figures?sql=select+1+as+one",
    "/figures/observations",
    "/figures/-/ranking/cla_out_of_area",
    "/figures/-/compare",
    "/figures/-/targets/Exford",
    "/figures/-/mix/placements",
    "/figures/-/report-card/Exford",
    "/figures/-/doubts",
    "/figures/-/doubts?measure=cla_total",
    "/figures/-/how-sure",
    "/figures/-/about",
    "/figures/-/api",
    "/figures/-/measure/cla_total?certainty=all",
    "/figures/-/measure/none",
)


def _more(database: Path) -> list[str]:
    site = Site(database)
    figure = site.rows("select * from observations where page is not null limit 1")[0]
    text = site.one("select id from observations where page is null limit 1")
    site.close()
    document = figure["document_id"]
    return [
        f"/figures/-/figure/{figure['id']}",
        f"/figures/-/figure/{text}",
        f"/figures/-/document/{document}",
        f"/figures/-/report/{document}/0",
        f"/figures/-/meeting/Exford+County+Council/{figure['meeting_date']}",
    ]


def test_axe_finds_nothing_against_wcag_2_2_aa(visitor: Visitor, database: Path) -> None:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = []
    for address in (*PAGES, *_more(database)):
        page = visitor.go(address)
        # As an evaluated expression it needs no permission of the page's policy.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        # Datasette's own pages are held to the standard, not to good practice besides.
        own = "/-/" in address or address == "/"
        result = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})",
            tags if own else tags[:-1],
        )
        found += [
            (address, wrong["id"], [node["html"][:160] for node in wrong["nodes"][:3]])
            for wrong in result["violations"]
        ]
    visitor.wrong = [wrong for wrong in visitor.wrong if "404" not in wrong]
    assert found == []


def test_pages_fit_a_phone(chromium: Any, root: str, database: Path) -> None:
    visiting = Visitor(chromium, root, viewport=PHONE, device_scale_factor=2)
    for address in (*PAGES, *_more(database)):
        page = visiting.go(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], (address, width)
        # Our own tables fit as well; one column per year or of Datasette may be scrolled.
        wide = page.locator("table.figures").evaluate_all(
            "tables => tables.filter(t => t.scrollWidth > t.closest('.scroll').clientWidth)"
            ".map(t => t.querySelector('caption').textContent)"
        )
        assert wide == [], address
    visiting.page.close()


def test_keyboard_reaches_the_content_first(visitor: Visitor) -> None:
    page = visitor.go("/figures/-/measure/cla_total")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_datasettes_own_table_and_editor_still_work(visitor: Visitor) -> None:
    # Few columns, because scrolling closes the menu.
    page = visitor.go("/figures/series?measure=cla_total&_col=area&_col=qualifier&_col=value")
    page.locator("th.col-qualifier .dropdown-menu-icon").click()
    page.get_by_role("link", name="Facet by this").click()
    page.wait_for_url(re.compile("_facet=qualifier"))
    assert page.locator(".facet-results").get_by_text("exact").count() == 1
    page = visitor.go("/figures?sql=select+1+as+one")
    assert page.locator(".CodeMirror").count() == 1
    page.get_by_role("button", name="Format SQL").click()
    page.get_by_role("button", name="Run SQL").click()
    page.wait_for_selector("td.col-one")


def test_pages_work_without_scripts(chromium: Any, root: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}/figures/-/measure/cla_total")
    assert page.locator(".chart svg.wide a.point").count() > 5
    page.select_option("#f-area", "Exford")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile("area=Exford"))
    context.close()


def test_an_attack_in_a_document_does_not_run(chromium: Any, poisoned: Site) -> None:
    served = Served(poisoned)
    figure = poisoned.one("select id from observations limit 1")
    visiting = Visitor(chromium, served.root)
    for address in (
        "/",
        "/figures/-/measure/cla_total",
        f"/figures/-/figure/{figure}",
        "/figures/-/search?q=attacked",
        "/figures/observations",
        "/figures/q01_children_looked_after",
        "/figures/-/compare",
        "/figures/-/doubts?measure=cla_total",
        "/figures/-/targets/Exford",
    ):
        page = visiting.go(address)
        page.wait_for_timeout(200)
        assert page.evaluate("window.attacked") is None, address
    visiting.page.close()
    served.stop()


def test_a_chart_is_taken_away_as_svg_and_png(visitor: Visitor) -> None:
    page = visitor.go("/figures/-/measure/cla_total")
    with page.expect_download() as awaited:
        page.get_by_role("button", name="PNG").click()
    picture = Image.open(awaited.value.path())
    assert picture.width >= 1800
    assert len(picture.convert("RGB").getcolors(1_000_000)) > 20
    address = page.get_by_role("link", name="SVG").get_attribute("href")
    drawing = visitor.page.request.get(visitor.root + address).text()
    assert drawing.startswith("<svg")
    assert "Source: council committee papers" in drawing
    assert f"{visitor.root}/figures/-/measure/cla_total" in drawing


def _printed(page: Any) -> list[Image.Image]:
    """The pages of what is printed, as pictures."""
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4", print_background=True))
    return [sheet.render(scale=2).to_pil().convert("L") for sheet in pdf]


def test_a_printed_evidence_page_shows_the_number_in_its_box(
    chromium: Any, root: str, database: Path
) -> None:
    site = Site(database)
    figure = site.one("select id from observations where page is not null limit 1")
    site.close()
    visiting = Visitor(chromium, root, viewport={"width": 794, "height": 1123})
    page = visiting.go(f"/figures/-/figure/{figure}")
    page.emulate_media(media="print")
    box, sheet = page.locator(".sheet .box"), page.locator(".sheet img")
    bounds, whole = box.bounding_box(), sheet.bounding_box()
    assert bounds is not None
    assert whole is not None
    assert page.locator("header").is_hidden()
    shown = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")
    inside = shown.crop(
        (
            round(bounds["x"]),
            round(bounds["y"]),
            round(bounds["x"] + bounds["width"]),
            round(bounds["y"] + bounds["height"]),
        )
    )
    # Dark strokes of the digits on white paper: nothing lies over them.
    low, high = inside.getextrema()
    assert low < 120
    assert high > 240
    prints = _printed(page)
    assert any(min(print_.getextrema()) < 60 for print_ in prints)
    visiting.page.close()


@pytest.mark.parametrize("medium", ["print", "phone"])
def test_a_printed_and_a_narrow_chart_have_the_first_and_last_year(
    chromium: Any, root: str, medium: str
) -> None:
    size = PHONE if medium == "phone" else {"width": 794, "height": 1123}
    visiting = Visitor(chromium, root, viewport=size)
    page = visiting.go("/figures/-/measure/cla_total")
    if medium == "print":
        page.emulate_media(media="print")
    labels = page.locator(".chart svg:visible text.across")
    assert [labels.first.text_content(), labels.last.text_content()] == ["2014", "2022"]
    for label in (labels.first, labels.last):
        place = label.bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= size["width"]
        assert place["height"] >= 9
    visiting.page.close()


def test_less_certain_readings_are_shown_when_asked_for(visitor: Visitor, database: Path) -> None:
    site = Site(database)
    measure = site.rows(
        """select measure from series_all where reliable = 0 and contested = 0
        and area_level = 'local' and dimensions_key = '' group by measure
        having count(*) filter (where unit = 'count') > 0 limit 1"""
    )
    site.close()
    if not measure:
        pytest.skip("every reading of these papers is certain")
    page = visitor.go(f"/figures/-/measure/{measure[0]['measure']}?unit=count")
    before = page.locator(".chart svg.wide a.point").count()
    page.get_by_label("Also show less certain readings").check()
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile("certainty=all"))
    assert page.locator(".chart svg.wide a.point").count() > before
    assert page.locator("tr.less-certain").count() > 0
