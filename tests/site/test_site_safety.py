"""The site only reads, shows documents as text, and keeps to itself what is not published."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from site_asked import Site
from site_papers import ATTACKS, FORMULA

from extractor.export.spreadsheet_safety import FormulaGuard, defused
from extractor.redaction.seal import COVER
from extractor.site.query_words import phrases


def addresses(site: Site) -> list[str]:
    """One address of each kind of page that shows words of documents."""
    figure = site.rows("select * from observations where page is not null limit 1")[0]
    text = site.one("select id from observations where page is null limit 1")
    document = figure["document_id"]
    return [
        "/",
        "/figures",
        "/figures/-/councils",
        "/figures/-/measures",
        "/figures/-/measure/cla_total",
        "/figures/-/measure/iha_timely",
        f"/figures/-/council/{_tilde(figure['council'])}",
        f"/figures/-/meeting/{_tilde(figure['council'])}/2020-01-01",
        f"/figures/-/document/{document}",
        f"/figures/-/report/{document}/0",
        f"/figures/-/figure/{figure['id']}",
        f"/figures/-/figure/{text}",
        "/figures/-/search?q=attacked",
        "/figures/-/search?q=attacked&in=pages",
        "/figures/observations",
        f"/figures/observations/{figure['id']}",
        "/figures/documents",
        "/figures/pages",
        "/figures/series?_facet=area",
        "/figures/q01_children_looked_after",
        "/figures/q20_exact_words",
        "/figures?sql=select+quote,subject+from+observations+limit+5",
        "/figures/-/compare",
        "/figures/-/targets/Exford",
    ]


def _tilde(text: str) -> str:
    from datasette.utils import tilde_encode

    return str(tilde_encode(text))


class Tags(HTMLParser):
    """What a browser would make of a page: its elements and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_words_of_documents_are_inert_on_every_page(poisoned: Site) -> None:
    for address in addresses(poisoned):
        html = poisoned.html(address)
        tags = Tags()
        tags.feed(html)
        for tag, attributes in tags.found:
            assert not any(name.startswith("on") for name in attributes), (address, tag)
            source = attributes.get("src") or ""
            assert source != "x", address
            link = (attributes.get("href") or "").strip().lower()
            assert not link.startswith(("javascript:", "data:", "vbscript:")), address
            if tag == "script":
                assert attributes.get("src") or attributes.get("type") == "application/json"
        assert "window.attacked = 'script'</script>" not in html, address
        # A product so long that no digest or version on the page holds it by chance.
        assert str(7919 * 104729) not in re.sub(r"[0-9a-f]{16,}", "", html), address


def test_the_attack_is_shown_as_it_is_written(poisoned: Site) -> None:
    figure = poisoned.one("select id from observations limit 1")
    html = poisoned.html(f"/figures/-/figure/{figure}")
    assert "&lt;script&gt;window.attacked" in html
    assert "{{ 7919 * 104729 }}{% raise %}" in html


def test_addresses_of_the_request_are_inert(site: Site) -> None:
    for attack in ATTACKS:
        typed = quote_plus(attack)
        for address in (
            f"/figures/-/search?q={typed}",
            f"/figures/-/measure/{_tilde(attack)}",
            f"/figures/-/measure/cla_total?area={typed}&unit={typed}&since={typed}",
            f"/figures/-/council/{_tilde(attack)}",
            f"/figures/q01_children_looked_after?area={typed}",
            f"/figures/-/compare?measure={typed}",
        ):
            tags = Tags()
            tags.feed(site.get(address).text)
            for tag, attributes in tags.found:
                assert not any(name.startswith("on") for name in attributes), (address, tag)
                assert tag != "script" or "src" in attributes, address


def test_answers_carry_headers_that_keep_a_browser_in_bounds(site: Site) -> None:
    for address in ("/", "/figures/-/measure/cla_total", "/figures/series", "/nothing/here"):
        headers = site.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "'unsafe-inline'" not in policy.split("script-src")[1]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    for address in (
        "/",
        "/figures/-/measures",
        "/figures/-/compare",
        "/figures/series",
        "/figures?sql=select+1",
    ):
        assert "'unsafe-eval'" not in site.get(address).headers["content-security-policy"]


def test_no_page_asks_another_host_for_anything(site: Site) -> None:
    for address in addresses(site):
        answer = site.get(address)
        for tag, attributes in _tags(answer.text):
            loaded = attributes.get("rel") != "alternate"
            if loaded and tag in ("script", "link", "img", "iframe", "source"):
                for name in ("src", "href"):
                    assert not (attributes.get(name) or "/").startswith(("http", "//")), address


def _tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    tags = Tags()
    tags.feed(html)
    return tags.found


WITHHELD = (
    "select * from contacts",
    "select location from locations",
    "select (select group_concat(email) from contacts) as x",
    "with t as (select * from contacts) select count(email) from t",
    "select name from main.contacts where telephone like '0%'",
    "select c.email from documents d join contacts c on c.document_id = d.id",
    "select raw from locations order by rowid",
)


@pytest.mark.parametrize("sql", WITHHELD)
def test_no_query_reads_what_is_not_published(site: Site, sql: str) -> None:
    answer = site.get("/figures.json", params={"sql": sql})
    assert answer.status_code == 400
    assert "prohibited" in answer.json()["error"]
    assert answer.json()["rows"] == []


def test_contacts_are_published_only_where_a_setting_asks(site: Site) -> None:
    assert site.one("select count(*) from contacts") > 0
    mail = site.one("select email from contacts where email is not null limit 1")
    assert site.get("/figures/contacts.json").status_code == 403
    assert site.get("/figures/locations.json").status_code == 403
    text = site.get("/figures/pages.json?_shape=array&_size=max").text
    assert mail not in text
    assert "01632 960 123" not in text
    assert COVER * 5 in text or "\\u2022" * 5 in text
    said = site.get("/figures/corrections.json?_shape=array").json()
    assert {row["made_by"] for row in said} == {None}
    open_site = Site(site.path, publish_contacts=True)
    assert "somebody" in open_site.get("/figures/corrections.json").text
    assert mail in open_site.get("/figures/contacts.json").text
    assert mail in open_site.get("/figures/pages.json?_shape=array&_size=max").text
    assert open_site.get("/figures/locations.json").status_code == 403
    open_site.close()


@pytest.mark.parametrize(
    "sql",
    [
        "delete from observations",
        "update documents set title = 'x'",
        "attach database '/etc/passwd' as other",
        "pragma writable_schema = 1",
        "select load_extension('x')",
    ],
)
def test_nothing_can_be_written_or_loaded(site: Site, sql: str) -> None:
    before = site.path.read_bytes()
    assert site.get("/figures.json", params={"sql": sql}).status_code == 400
    assert site.path.read_bytes() == before


def test_a_query_without_end_is_stopped(site: Site) -> None:
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select max(x) from n"
    answer = site.get("/figures.json", params={"sql": endless})
    assert answer.status_code == 400
    assert "too long" in answer.json()["error"]


def test_pages_about_the_machine_are_closed(site: Site) -> None:
    for address in ("/-/databases", "/-/databases.json", "/-/threads.json"):
        answer = site.get(address)
        assert answer.status_code == 403
        assert str(site.path) not in answer.text
    for address in ("/-/metadata.json", "/-/settings.json", "/-/versions.json", "/-/plugins.json"):
        answer = site.get(address)
        assert answer.status_code == 200
        assert str(site.path.parent) not in answer.text
    assert site.get("/figures.db").status_code in (403, 404)


def test_pictures_are_named_by_document_and_page_only(site: Site) -> None:
    document = site.one("select id from documents where media = 'pdf' and status = 'ok' limit 1")
    picture = site.get(f"/figures/-/picture/{document}/1")
    assert picture.status_code == 200
    assert picture.headers["content-type"] == "image/webp"
    assert picture.content[8:12] == b"WEBP"
    assert len(picture.content) < 200_000
    known = {"if-none-match": picture.headers["etag"]}
    again = site.get(f"/figures/-/picture/{document}/1", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    text = site.one("select id from documents where media = 'text' limit 1")
    for name in (
        f"{document}/2",
        f"{document}/0",
        f"{document}/-1",
        f"{document}/1.5",
        f"{text}/1",
        "~2E~2E~2Fetc~2Fpasswd/1",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd/1",
        f"{document}/%31%00",
    ):
        assert site.get(f"/figures/-/picture/{name}").status_code in (302, 404), name


def test_a_file_that_is_gone_or_changed_is_not_shown(site: Site, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    copy = tmp_path / "figures.db"
    shutil.copy(site.path, copy)
    with sqlite3.connect(copy) as db:
        gone, changed = [
            row[0]
            for row in db.execute(
                "select id from documents where media = 'pdf' and status = 'ok' limit 2"
            )
        ]
        other = tmp_path / "other.pdf"
        other.write_bytes(b"%PDF-1.4 something else")
        change = """update locations set location = ? where path in (
            select path from document_paths where document_id = ?)"""
        db.execute(change, (str(tmp_path / "nothing.pdf"), gone))
        db.execute(change, (str(other), changed))
    db.close()
    published = Site(copy)
    for document, reason in ((gone, "no longer where it was read"), (changed, "has changed")):
        answer = published.get(f"/figures/-/picture/{document}/1")
        assert answer.status_code == 404
        assert reason in answer.text
        assert str(tmp_path) not in answer.text
    published.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60) | st.sampled_from(['"', '""" AND', "a* OR (b", "NEAR(", "quote:x^2"]))
def test_search_takes_any_input(site: Site, typed: str) -> None:
    for inside in ("figures", "pages"):
        answer = site.get("/figures/-/search", params={"q": typed, "in": inside})
        assert answer.status_code == 200


def test_search_finds_words_and_phrases() -> None:
    assert phrases("looked after") == '"looked" "after"'
    assert phrases('"looked after" children') == '"looked after" "children"'
    assert phrases('care" OR 1') == '"care" "OR" "1"'
    assert phrases("-- *^ ()") == ""


def test_cells_that_a_spreadsheet_would_run_are_made_text(poisoned: Site) -> None:
    address = "/figures/observations.csv?_size=5&_col=subject&_col=value"
    safe = list(csv.DictReader(io.StringIO(poisoned.get(address).text)))
    assert {row["subject"] for row in safe} == {f"'{FORMULA}"}
    assert all(float(row["value"]) for row in safe)
    raw = list(csv.DictReader(io.StringIO(poisoned.get(f"{address}&_raw=1").text)))
    assert {row["subject"] for row in raw} == {FORMULA}


def test_a_streamed_file_has_every_row_once(site: Site) -> None:
    for table in ("observations", "measures", "documents", "series", "reports", "pages"):
        for order in ("", "&_sort=confidence", "&_sort_desc=kind", "&_sort=council"):
            text = site.get(f"/figures/{table}.csv?_stream=on{order}").text
            if "Cannot sort table" in text:
                continue
            rows = list(csv.reader(io.StringIO(text)))[1:]
            assert len(rows) == site.one(f"select count(*) from {table}"), (table, order)
            assert len({tuple(row) for row in rows}) == len(rows)


def test_texts_go_packed_to_those_who_can_unpack_them(poisoned: Site) -> None:
    for address in ("/", "/figures/series.csv?_stream=on", "/-/static/app.css", "/figures.json"):
        plain = poisoned.get(address, headers={"accept-encoding": "identity"})
        packed = poisoned.get(address, headers={"accept-encoding": "gzip"})
        assert "content-encoding" not in plain.headers, address
        assert packed.headers["content-encoding"] == "gzip", address
        assert int(packed.headers.get("content-length", 0)) == 0, address
        if address != "/figures.json":  # It tells how long its queries took.
            assert packed.text == plain.text, address
        assert packed.num_bytes_downloaded < plain.num_bytes_downloaded, address
    assert "max-age" in poisoned.get("/-/static/app.css").headers["cache-control"]


def test_numbers_stay_numbers_and_formulas_do_not() -> None:
    for cell in ("", "717", "-3.5", "+2", "1e6", "2016-17", "a=b", "£5"):
        assert defused(cell) == cell
    for cell in ("=1+1", "+A1", "-A1", "@sum(A1)", "\t=1", " =1", "-1-1", "|x", ";=1"):
        assert defused(cell) == f"'{cell}"


@given(
    st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=4), min_size=1, max_size=6),
    st.integers(1, 9),
)
def test_csv_in_any_pieces_keeps_its_cells(rows: list[list[str]], step: int) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    written = out.getvalue().encode("utf-8", "replace")
    defuser = FormulaGuard()
    pieces = [defuser.feed(written[i : i + step]) for i in range(0, len(written), step)]
    safe = (b"".join(pieces) + defuser.rest()).decode()
    expected = csv.reader(io.StringIO(written.decode(), newline=""))
    found = csv.reader(io.StringIO(safe, newline=""))
    assert list(found) == [[defused(cell) for cell in row] for row in expected]
