"""The site under attack: heavy queries, heavy pages, many visitors, an ingest beside it."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import httpx
import psutil
import pytest
from fpdf import FPDF
from site_asked import Site
from site_papers import sentences

from extractor.cli import main
from extractor.ingest.limits import IngestSettings
from extractor.ingest.progress import Quiet
from extractor.ingest.run import IngestJob, ingest
from extractor.site import page_images
from extractor.site.page_images import PageImageCache, page_image_cache_of
from extractor.site.publish import can_change
from extractor.site.query_limits import LARGEST_ANSWER, LONGEST_VALUE
from extractor.site.response_cache import cache_of
from extractor.store.migrations import migrations

SEGMENTS = 1_000_000
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"


def ask(site: Site, sql: str, kind: str = "json") -> httpx.Response:
    return site.get(f"/figures.{kind}", params={"sql": sql})


@pytest.mark.parametrize(
    "sql",
    [
        "select replace(hex(zeroblob(10000000)),'0','a')||'@' x",
        "select length(hex(zeroblob(200000000)))",
        f"select zeroblob({LONGEST_VALUE + 1})",
        "select zeroblob(7000000) from observations",
        "select hex(zeroblob(3900000)) from observations, observations",
        "select group_concat(o.quote, hex(zeroblob(100000))) from observations o, pages",
        "with recursive n(x) as (select 1 union all select x+1 from n) select count(*) from n",
        "select quote like '" + "%a" * 500 + "' from observations",
        "select " + "(" * 1000 + "1" + ")" * 1000,
        "select 1 " + "union all select 1 " * 2000,
        "select randomblob(1000000) r from observations a, observations b order by r",
    ],
)
def test_a_query_that_makes_too_much_is_refused(site: Site, sql: str) -> None:
    answer = ask(site, sql)
    assert answer.status_code == 400, answer.text[:300]
    assert answer.json()["error"]
    # A file that has begun cannot change its status any more.
    for more in ("", "&_stream=on"):
        assert len(site.get(f"/figures.csv?sql={quote_plus(sql)}{more}").content) < 300_000
    assert len(site.get("/figures", params={"sql": sql}).content) < 300_000


def test_large_answers_within_the_bounds_are_given(site: Site) -> None:
    half = LONGEST_VALUE // 2 - 100
    answer = ask(site, f"select length(hex(zeroblob({half}))) as n")
    assert answer.json()["rows"] == [[2 * half]]
    rows = LARGEST_ANSWER // 2_000_000 - 1
    sql = f"select hex(zeroblob(500000)) as x from observations limit {rows}"
    assert len(ask(site, sql).json()["rows"]) == rows


@pytest.mark.parametrize(
    "sql",
    [
        "select * from pragma_database_list",
        "select file from PRAGMA_DATABASE_LIST()",
        "select * from sqlite_stmt",
        "select sql from sqlite_stmt",
        "select data from sqlite_dbpage",
        "select * from dbstat",
        "select * from pragma_compile_options",
        "select * from pragma_module_list",
        "select * from bytecode('select 1')",
    ],
)
def test_queries_tell_nothing_of_the_machine(site: Site, sql: str) -> None:
    answer = ask(site, sql)
    assert answer.status_code == 400
    assert str(site.path.parent) not in answer.text
    assert answer.json().get("rows", []) == []


@pytest.mark.parametrize(
    "query",
    [
        "_sort=nope",
        "_where=1=(select+file+from+pragma_database_list)",
        "_where=1=(select+state+from+replaced_documents)",
        "_next=nope&_sort=nope&_sort_desc=page",
        "_facet=../x",
    ],
)
def test_a_wrong_address_of_a_table_is_a_fault_of_the_address(site: Site, query: str) -> None:
    answer = site.get(f"/figures/observations?{query}")
    assert answer.status_code == 400
    assert str(site.path) not in answer.text


def test_command_lines_are_not_published(site: Site) -> None:
    assert site.one("select command from runs limit 1")
    assert {row[0] for row in ask(site, "select command from runs").json()["rows"]} == {None}


@pytest.mark.parametrize(
    "host", ['evil.example/"><script>', "a b", "x\ty", "", "[::1", "a@b", "a:99999999", "a/b"]
)
def test_a_host_that_is_none_is_refused(site: Site, host: str) -> None:
    assert site.get("/", headers={"host": host}).status_code == 400


def test_only_given_hosts_are_answered_where_some_are(database: Path) -> None:
    from extractor.site.middleware import is_asked_rightly

    def asked(*hosts: bytes) -> dict[str, Any]:
        return {"headers": [(b"host", host) for host in hosts]}

    for host in (b"figures.example.org", b"FIGURES.example.org:8001"):
        assert is_asked_rightly(asked(host), ("figures.example.org",))
    assert not is_asked_rightly(asked(b"evil.example"), ("figures.example.org",))
    assert not is_asked_rightly(asked(b"figures.example.org", b"evil.example"), ())
    assert is_asked_rightly(asked(b"[::1]:8001"), ())


def write_heavy(path: Path, segments: int) -> Path:
    """A page of a report over which a line of very many segments is drawn."""
    pdf = FPDF(unit="pt", format=(595, 842))
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.multi_cell(0, 14, "\n\n".join(sentences("Heavyshire", 2019, 500)))
    points = (f"{40 + i * 37 % 500} {100 + i * 91 % 700} l" for i in range(segments))
    pdf._out("0.1 w 40 100 m\n" + "\n".join(points) + " S")
    pdf.output(str(path))
    return path


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("heavy")
    papers = [write_heavy(folder / f"{n}.pdf", n) for n in (10, SEGMENTS)]
    ingest(IngestJob(folder / "figures.db", tuple(papers), limits=IngestSettings(jobs=1)), Quiet())
    published = Site(folder / "figures.db")
    yield published
    page_image_cache_of(published.datasette).end()
    published.close()


def address(site: Site, name: str) -> str:
    document = site.one("select id from documents where path = ?", f"{name}.pdf")
    return f"/figures/-/picture/{document}/1"


def test_a_picture_is_drawn_once_however_many_ask(heavy: Site) -> None:
    client, album = heavy.datasette.client, page_image_cache_of(heavy.datasette)
    before = album.begun
    page, other = address(heavy, str(SEGMENTS)), "/figures/-/measures"

    async def many() -> list[httpx.Response]:
        drawing = [asyncio.create_task(client.get(page)) for _ in range(12)]
        while album.begun == before and not all(task.done() for task in drawing):
            await asyncio.sleep(0.01)
        # While the heavy page is drawn, other pages answer.
        answers = [await client.get(other) for _ in range(3)]
        assert not drawing[0].done(), "the page was not heavy enough for this test"
        return [*answers, *await asyncio.gather(*drawing)]

    answers = heavy._loop.run_until_complete(many())
    assert [a.status_code for a in answers[:3]] == [200] * 3
    assert len({(a.status_code, a.content) for a in answers[3:]}) == 1
    assert answers[3].status_code == 200 or "seconds" in answers[3].text
    assert album.begun == before + 1
    again = heavy.get(page)
    assert (again.status_code, again.content) == (answers[3].status_code, answers[3].content)
    assert album.begun == before + 1, "also where there is no picture, it is not tried again"


def runs(process: psutil.Process, words: str) -> bool:
    """Whether a process still runs the command that holds these words."""
    try:
        return words in " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # it has ended, whether or not its parent was told
        return False


@pytest.fixture
def hasty(heavy: Site) -> Iterator[PageImageCache]:
    """The site of heavy papers with one second and one process to draw a page."""
    settings = page_image_cache_of(heavy.datasette)._settings
    tight = {"drawing_seconds": 1, "drawing_processes": 1}
    album = PageImageCache(settings.model_copy(update=tight))
    page_images._ALBUMS[heavy.datasette] = album
    yield album
    page_images._ALBUMS.pop(heavy.datasette)
    album.end()


def test_a_page_that_takes_too_long_or_too_much_has_a_reason(
    heavy: Site, hasty: PageImageCache
) -> None:
    slow = [sys.executable, "-c", "import time; print(flush=True); time.sleep(60)"]

    async def start(*command: str, **more: Any) -> asyncio.subprocess.Process:
        return await real(*slow, **more)

    real = asyncio.create_subprocess_exec
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(asyncio, "create_subprocess_exec", start)
        answer = heavy.get(address(heavy, "10"))
    assert answer.status_code == 404
    assert "more than 1 seconds" in answer.text
    assert not [p for p in psutil.Process().children() if runs(p, "sleep(60)")]
    with pytest.MonkeyPatch.context() as patch:
        slow[2] = "print(flush=True)"
        patch.setattr(asyncio, "create_subprocess_exec", start)
        hasty._failed.clear()
        answer = heavy.get(address(heavy, "10"))
    assert answer.status_code == 404
    assert "stopped" in answer.text


def test_a_page_is_drawn_by_the_usual_settings(heavy: Site) -> None:
    assert heavy.get(address(heavy, "10")).status_code == 200


def test_the_queue_for_pictures_is_bounded(heavy: Site) -> None:
    album = page_image_cache_of(heavy.datasette)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page_images, "MOST_WAITING", 0)
        album._drawn.clear()
        answer = heavy.get(f"{address(heavy, '10')}?anew=1")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def start(database: Path, port: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "extractor", "serve", "--db", str(database), "--port"]
    process = subprocess.Popen([*command, str(port)], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    assert f":{port}/" in process.stderr.readline()
    return process


def wait_for(port: int) -> None:
    transport = httpx.HTTPTransport(retries=30)
    with httpx.Client(transport=transport, timeout=60) as client:
        assert client.get(f"http://127.0.0.1:{port}/").status_code == 200


def test_the_site_ends_when_it_is_told_in_the_midst_of_everything(heavy: Site) -> None:
    port = free_port()
    process = start(heavy.path, port)
    endless = "with recursive n(x) as (select 1 union all select x+1 from n) select max(x) from n"
    busy = [
        f"http://127.0.0.1:{port}/figures.json?sql={endless.replace(' ', '+')}",
        f"http://127.0.0.1:{port}{address(heavy, str(SEGMENTS))}",
        f"http://127.0.0.1:{port}/figures/observations.csv?_stream=on",
    ]
    try:
        wait_for(port)
        drawing = psutil.Process(process.pid)

        def visit(url: str) -> None:
            try:
                httpx.get(url, timeout=30)
            except httpx.HTTPError:
                return

        threads = [threading.Thread(target=visit, args=(url,)) for url in busy * 4]
        for thread in threads:
            thread.start()
        idle = socket.create_connection(("127.0.0.1", port))
        while not drawing.children():
            time.sleep(0.02)
        children = drawing.children()
        process.send_signal(signal.SIGTERM)
        process.wait(5)
        idle.close()
        for thread in threads:
            thread.join()
        assert psutil.wait_procs(children, timeout=15)[1] == []
    finally:
        process.kill()
        process.wait()


def report(folder: Path, number: int) -> Path:
    path = folder / f"{number}.txt"
    body = "\n\n".join(sentences("Newshire", 2000 + number % 20, 400 + number))
    path.write_text(f"Newshire County Council\n\nReport {number}\n\n{body}\n")
    return path


def test_papers_come_in_while_the_site_is_read(database: Path, tmp_path: Path) -> None:
    copy, papers = tmp_path / "figures.db", tmp_path / "papers"
    copy.write_bytes(database.read_bytes())
    papers.mkdir()
    for number in range(30):
        report(papers, number)
    site = Site(copy)
    before = site.get("/figures/-/councils").text
    figure = site.one("select id from observations limit 1")
    addresses = [
        "/", "/figures/-/councils", "/figures/-/measure/cla_total", f"/figures/-/figure/{figure}",
        "/figures/-/search?q=children", "/figures/observations.json",
        "/figures/series.csv?_stream=on",
    ]  # fmt: skip
    ended, failed, asked = threading.Event(), [], 0

    def read() -> None:
        try:
            for more in ({}, {"force": True}):
                order = IngestJob(copy, (papers,), limits=IngestSettings(jobs=1), **more)
                ingest(order, Quiet())
        finally:
            ended.set()

    writer = threading.Thread(target=read)
    writer.start()

    async def ask() -> None:
        nonlocal asked
        while not ended.is_set():
            answers = await asyncio.gather(*(site.datasette.client.get(a) for a in addresses))
            asked += len(answers)
            failed.extend((a.url, a.status_code) for a in answers if a.status_code != 200)

    site._loop.run_until_complete(ask())
    writer.join()
    assert asked > 20
    assert failed == []
    assert "Newshire" not in before
    assert "Newshire" in site.get("/figures/-/councils").text
    with sqlite3.connect(f"file:{copy}?mode=ro&immutable=1", uri=True) as file_alone:
        # The write-ahead log is empty: a copy of the file alone is whole.
        (count,) = file_alone.execute("select count(*) from documents").fetchone()
        assert file_alone.execute("pragma integrity_check").fetchone() == ("ok",)
    file_alone.close()
    assert count == site.one("select count(*) from documents")
    site.close()


def test_a_page_is_made_once_until_something_is_written(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "figures.db"
    copy.write_bytes(database.read_bytes())
    site = Site(copy)
    memory = cache_of(site.datasette)

    async def many(count: int) -> set[bytes]:
        asked = (site.datasette.client.get("/figures/-/councils") for _ in range(count))
        return {answer.content for answer in await asyncio.gather(*asked)}

    first = site._loop.run_until_complete(many(20))
    assert len(first) == 1
    assert memory.made == 1
    with sqlite3.connect(copy) as db:
        db.execute("update documents set council = 'Newtown Council' where council is not null")
    db.close()
    second = site._loop.run_until_complete(many(20))
    assert memory.made == 2
    assert len(second) == 1
    assert b"Newtown" in second.pop()
    packed = site.get("/figures/-/councils", headers={"accept-encoding": "gzip"})
    plain = site.get("/figures/-/councils", headers={"accept-encoding": "identity"})
    assert packed.text == plain.text
    made = memory.made
    for headers in ({"cookie": "a=b"}, {"authorization": "x"}):
        assert site.get("/figures/-/councils", headers=headers).status_code == 200
    assert site.get("/nowhere").status_code == 404
    assert site.get("/nowhere").status_code == 404
    assert memory.made == made + 2, "errors are not kept, visitors who say who they are not mixed"
    site.close()


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    from extractor.site import response_cache

    monkeypatch.setattr(response_cache, "ALL_TOGETHER", 100)
    memory = response_cache.ResponseCache()
    for number in range(50):
        memory.keep((number,), response_cache._Answer((1,), number, (), 30))
    assert memory.size <= 100
    assert list(memory.answers) == [(47,), (48,), (49,)]
    assert memory.recall((49,), (1,), 60) == ()
    assert memory.recall((49,), (2,), 60) is None
    assert memory.recall((49,), (2,), 48) == (), "begun after it was asked for"
    memory.keep((49,), response_cache._Answer((2,), 70, (), 10))
    assert memory.size == 70


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_database_in_a_folder_that_cannot_be_written_is_served(
    database: Path, tmp_path: Path
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    copy = shelf / "figures.db"
    copy.write_bytes(database.read_bytes())
    with sqlite3.connect(copy) as db:
        db.execute("pragma journal_mode = wal")
    db.close()
    shelf.chmod(0o500)
    try:
        assert not can_change(copy)
        assert Site(copy).get("/").status_code == 200
    finally:
        shelf.chmod(0o700)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("insert into _sqlite_migrations (migration_set, name, applied_at) "
         "values ('committee_figures', 'later', 'x')", "newer version (unknown migrations: later)"),
        ("delete from _sqlite_migrations where name = '{last}'", "older version (missing"),
    ],
)  # fmt: skip
def test_a_database_of_another_version_is_said(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: str, words: str
) -> None:
    copy = tmp_path / "figures.db"
    copy.write_bytes(database.read_bytes())
    with sqlite3.connect(copy) as db:
        db.execute(change.format(last=migrations._migrations[-1].name))
    db.close()
    with pytest.raises(SystemExit) as leaving:
        main(["serve", "--db", str(copy)])
    told = capsys.readouterr().err
    assert leaving.value.code == 2
    assert words in told
    assert told.count("\n") == 1


@pytest.mark.shared
@pytest.mark.skipif(not CASES.is_dir(), reason="the cases lie beside the project")
def test_the_pages_of_the_cases_have_a_picture_or_a_reason(tmp_path: Path) -> None:
    files = [CASES / f"{name}.pdf" for name in ("box_thin", "imgwrong", "rot90")]
    database = tmp_path / "figures.db"
    ingest(IngestJob(database, tuple(files), limits=IngestSettings(jobs=1)), Quiet())
    site = Site(database)
    for document in site.rows("select id from documents"):
        answer = site.get(f"/figures/-/picture/{document[0]}/1")
        kind = answer.headers["content-type"]
        assert (answer.status_code == 200 and kind == "image/webp") or len(answer.text) > 20
    page_image_cache_of(site.datasette).end()
    site.close()
