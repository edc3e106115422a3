"""The site in a real browser: clicks, charts, filters, a phone, and what axe finds wrong."""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from site_asked import Site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = CHROMIUM is None and os.environ.get("CI") != "true"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(MISSING, reason="needs Debian's chromium (apt-get install chromium)"),
]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
PHONE = {"width": 390, "height": 844}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Served:
    """A site on a port of its own, in a thread."""

    def __init__(self, site: Site) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = uvicorn.Config(
            site.datasette.app(), host="127.0.0.1", port=self.port, log_level="error"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.05)
        self.root = f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)


@pytest.fixture(scope="module")
def root(database: Path) -> Iterator[str]:
    site = Site(database)
    served = Served(site)
    yield served.root
    served.stop()
    site.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    assert CHROMIUM is not None, "chromium is missing: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


class Visitor:
    """A page in the browser that notes whatever goes wrong on it."""

    def __init__(self, browser: Any, root: str, **how: Any) -> None:
        self.root = root
        self.page = browser.new_page(**how)
        self.wrong: list[str] = []
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._asked)

    def _said(self, message: Any) -> None:
        if message.type == "error":
            self.wrong.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.root, "data:", "blob:")):
            self.wrong.append(f"another host was asked: {request.url}")

    def go(self, address: str) -> Any:
        self.page.goto(self.root + address, wait_until="networkidle")
        return self.page

    def drawn(self) -> None:
        self.page.wait_for_function(
            "[...document.querySelectorAll('.drawing')].every(e => e.dataset.drawn > 0)",
            timeout=20_000,
        )


@pytest.fixture
def visitor(chromium: Any, root: str) -> Iterator[Visitor]:
    visiting = Visitor(chromium, root)
    yield visiting
    visiting.page.close()
    assert visiting.wrong == []


def test_from_home_to_the_picture_of_the_page_in_three_clicks(visitor: Visitor) -> None:
    page = visitor.go("/")
    page.get_by_role("link", name="Children looked after", exact=True).click()
    page.wait_for_selector(".chart svg")
    page.locator(".chart a.point[aria-label*='Exford']").first.click()
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
    before = page.locator(".chart a.point").count()
    page.select_option(f"#f-{name}", value)
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url(re.compile(re.escape(part)))
    assert page.locator(f"#f-{name}").input_value() == value
    after = page.locator(".chart a.point").count()
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
    page.get_by_label("Search the words of the papers").fill('"placed outside" county')
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/-/search"))
    assert page.locator(".found li").count() > 2
    page.locator(".found a").first.click()
    page.wait_for_selector(".quote mark")


@pytest.mark.parametrize(
    "address",
    [
        "/-/dashboards/children-looked-after",
        "/-/dashboards/children-looked-after?area=Exford",
        "/-/dashboards/targets?measure=iha_timely",
        "/-/dashboards/local-and-england?measure=cla_rate_10k",
    ],
)
def test_a_dashboard_is_drawn_with_data(visitor: Visitor, address: str) -> None:
    page = visitor.go(address)
    visitor.drawn()
    for place in page.locator(".drawing").all():
        assert int(place.get_attribute("data-drawn") or 0) > 0
        assert place.locator("svg path, td").count() >= 3


def test_the_dashboard_of_placements_says_where_it_has_nothing(visitor: Visitor) -> None:
    page = visitor.go("/-/dashboards/placement-mix")
    page.wait_for_function(
        "[...document.querySelectorAll('.drawing')].every(e => e.dataset.drawn !== undefined)"
    )
    assert page.get_by_text("There is nothing to draw").count() >= 1


def test_a_point_of_a_dashboard_leads_to_its_evidence(visitor: Visitor) -> None:
    page = visitor.go("/-/dashboards/children-looked-after?area=Exford")
    visitor.drawn()
    page.locator(".drawing svg .mark-symbol.layer_1_marks path").first.click()
    page.wait_for_url(re.compile("/figures/-/figure/"))
    page.wait_for_load_state("networkidle")


PAGES = (
    "/",
    "/figures/-/measures",
    "/figures/-/measure/cla_total",
    "/figures/-/measure/cla_out_of_area",
    "/figures/-/council/Exford+County+Council",
    "/figures/-/councils",
    "/figures/-/questions",
    "/figures/-/search?q=children",
    "/figures/q01_children_looked_after",
    "/figures/series?measure=cla_total",
    "/-/dashboards",
    "/-/dashboards/children-looked-after",
    "/-/dashboards/targets?measure=iha_timely",
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
    visiting.page.close()


def test_keyboard_reaches_the_content_first(visitor: Visitor) -> None:
    page = visitor.go("/figures/-/measure/cla_total")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "f-area"


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
    assert page.locator(".chart a.point").count() > 5
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
        "/-/dashboards/children-looked-after",
        "/-/dashboards/local-and-england?measure=cla_rate_10k",
    ):
        page = visiting.go(address)
        page.wait_for_timeout(200)
        assert page.evaluate("window.attacked") is None, address
    visiting.page.close()
    served.stop()
