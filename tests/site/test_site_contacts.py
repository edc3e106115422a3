"""Contact details of people: in no table, search, cast, picture or export, unless asked for."""

from __future__ import annotations

import io
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from fpdf import FPDF
from PIL import Image
from site_asked import Site

from extractor.cli import main
from extractor.ingest.limits import IngestSettings
from extractor.ingest.progress import Quiet
from extractor.ingest.run import IngestJob, ingest
from extractor.reading_settings import ReadingSettings
from extractor.store.database import close, open_for_writing

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
LINES = (
    "Kent County Council",
    "Report to Cabinet 5 May 2019",
    "As at 31 March 2019 there were 517 children in care in Kent.",
    "Contact: Jane Smith, jane.smith@kent.gov.uk, 01622 694000",
    "Mobile 07700 900123 or 03000 41 61 61 or 01622-694-001",
    "There were 45 complaints to jane.smith@kent.gov.uk in 2018-19, 12% more than 40 in 2017-18.",
)
SECRETS = ("kent.gov.uk", "900123", "694000", "01622", "41 61 61")
COVER_GREY = 217


def write_pdf(path: Path, *, rotate: int = 0, crop: bool = False) -> Path:
    pdf = FPDF(unit="pt", format=(595, 842))
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    for number, line in enumerate(LINES):
        pdf.text(60, 120 + 24 * number, line)
    pdf.output(str(path))
    if rotate or crop:
        with pikepdf.open(path, allow_overwriting_input=True) as made:
            if rotate:
                made.pages[0].obj["/Rotate"] = rotate
            if crop:
                made.pages[0].obj["/CropBox"] = pikepdf.Array([40, 400, 560, 800])
            made.save(path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("contacts")
    papers = folder / "papers"
    papers.mkdir()
    write_pdf(papers / "plain.pdf")
    for turn in (90, 180, 270):
        write_pdf(papers / f"rotated{turn}.pdf", rotate=turn)
    write_pdf(papers / "cropped.pdf", crop=True)
    (papers / "text.txt").write_text(
        "\n\n".join(LINES) + "\n\nSplit jane.smith@\nkent.gov.uk and 01622\n694009, or jane [at] "
        "kent.gov.uk.\n"
    )
    if CASES.is_dir():
        for name in ("c.txt", "rot90.pdf", "crop.pdf", "scan.pdf"):
            shutil.copy(CASES / name, papers / f"case-{name}")
    read(folder / "figures.db", papers)
    return folder


def read(database: Path, *papers: Path) -> None:
    ingest(
        IngestJob(
            database, papers, reading=ReadingSettings(ocr="off"), limits=IngestSettings(jobs=2)
        ),
        Quiet(),
    )


@pytest.fixture(scope="module")
def contacts(folder: Path) -> Iterator[Site]:
    published = Site(folder / "figures.db")
    yield published
    published.close()


def test_no_text_of_the_database_holds_a_contact_but_those_withheld(contacts: Site) -> None:
    tables = [
        row[0]
        for row in contacts.rows("select name from sqlite_master where type in ('table', 'view')")
        if row[0] not in ("contacts", "withheld_texts")
    ]
    for table in tables:
        for row in contacts.rows(f"select * from [{table}]"):
            for value in row:
                if isinstance(value, (str, bytes)):
                    text = value if isinstance(value, str) else value.decode("latin-1")
                    assert not [s for s in (*SECRETS, "jane.smith@") if s in text], (table, text)
    assert contacts.one("select count(*) from contacts where email = 'jane.smith@kent.gov.uk'")
    assert contacts.one("select count(*) from withheld_texts")


@pytest.mark.parametrize(
    "address",
    [
        *(f"/figures/-/search?q={word}&in={inside}"
          for word in ("kent.gov.uk", "900123", "01622", "694000")
          for inside in ("pages", "figures")),
        "/figures/pages.json?_size=max", "/figures/pages.csv?_stream=on", "/figures/refusals.json",
        "/figures.json?sql=select+cast(text+as+blob)+from+pages",
        "/figures.json?sql=select+hex(text)+from+pages",
        "/figures.json?sql=select+snippet(pages_fts,0,'','','',60)+from+pages_fts+where+pages_fts+match+'mobile'",
        "/figures/pages_fts_data.json?_size=max", "/figures/observations.json?_size=max",
        "/figures/pages.csv?_search=01622",
    ],
)  # fmt: skip
def test_no_page_shows_a_contact(contacts: Site, address: str) -> None:
    answer = contacts.get(address)
    assert answer.status_code in (200, 403, 404)
    text = answer.text.replace("\\u2022", "•")
    asked = address.partition("q=")[2].partition("&")[0] or "\x00"
    for secret in (*SECRETS, *(s.encode().hex().upper() for s in SECRETS)):
        if secret != asked:
            assert secret not in text


@pytest.mark.parametrize("sql", ["select * from withheld_texts", "select x0 from page_contacts"])
def test_what_is_kept_apart_cannot_be_read(contacts: Site, sql: str) -> None:
    assert contacts.get("/figures.json", params={"sql": sql}).status_code == 400


def test_the_figure_in_a_sentence_with_an_address_is_still_read(contacts: Site) -> None:
    quote = contacts.one("select quote from observations where value = 45 limit 1")
    assert quote.startswith("There were 45 complaints to ••••••••••••••••••••••")
    values = {r[0] for r in contacts.rows("select value from observations")}
    assert values <= {517.0, 45.0, 12.0, 40.0}


def pictures(site: Site) -> Iterator[tuple[str, Image.Image, str]]:
    for row in site.rows(
        "select d.path, d.id, l.location from documents d join locations l on l.path = d.path "
        "join pages p on p.document_id = d.id where d.media = 'pdf' and p.text_source <> 'none'"
    ):
        answer = site.get(f"/figures/-/picture/{row['id']}/1")
        assert answer.status_code == 200, (row["path"], answer.text)
        picture = Image.open(io.BytesIO(answer.content)).convert("L")
        yield Path(row["path"]).name, picture, row["location"]


def darkest_under_contacts(picture: Image.Image, file: str, turned: int) -> list[int]:
    """The darkest pixel in the middle of each contact's letters, where the file has them."""
    page = pdfium.PdfDocument(file)[0]
    text, found = page.get_textpage(), []
    words = text.get_text_range()
    picture = picture.rotate(90 * turned, expand=True)  # as the file has the page
    width, height = page.get_size()
    across, down = picture.width / width, picture.height / height
    for secret in ("jane.smith@kent.gov.uk", "07700 900123", "03000 41 61 61", "01622-694-001"):
        at = words.find(secret)
        for number in range(at, at + len(secret)):
            left, bottom, right, top = text.get_charbox(number)
            corners = [seen(page, x, y) for x, y in ((left, bottom), (right, top))]
            (x0, x1), (y0, y1) = (sorted(c) for c in zip(*corners, strict=True))
            box = (x0 * across, y0 * down, max(x1 * across, x0 * across + 1),
                   max(y1 * down, y0 * down + 1))  # fmt: skip
            found.append(picture.crop(tuple(map(round, box))).getextrema()[0])  # type: ignore[arg-type]
    return found


def seen(page: pdfium.PdfPage, x: float, y: float) -> tuple[float, float]:
    from extractor.pages.transform import PageTransform

    view = PageTransform.of(page)
    return view.a * x + view.c * y + view.e, view.b * x + view.d * y + view.f


def test_pictures_cover_contacts_however_the_page_is_set(contacts: Site) -> None:
    names = set()
    for name, picture, file in pictures(contacts):
        names.add(name)
        turned = contacts.one(
            "select turned from pages p join documents d on d.id = p.document_id "
            "where d.path like ?", f"%/{name}",
        )  # fmt: skip
        assert min(darkest_under_contacts(picture, file, turned)) > COVER_GREY - 25, name
        assert picture.getextrema()[0] < 90, "the other words are drawn"
    assert {"plain.pdf", "rotated90.pdf", "rotated180.pdf", "cropped.pdf"} <= names


def test_a_page_without_text_has_no_picture(folder: Path, tmp_path: Path) -> None:
    image = tmp_path / "scan.png"
    pdfium.PdfDocument(folder / "papers/plain.pdf")[0].render(scale=2).to_pil().save(image)
    pdf = FPDF(unit="pt", format=(595, 842))
    pdf.add_page()
    pdf.image(str(image), 0, 0, 595, 842)
    pdf.output(str(tmp_path / "scan.pdf"))
    read(tmp_path / "figures.db", tmp_path / "scan.pdf")
    for published, status in ((False, 404), (True, 200)):
        site = Site(tmp_path / "figures.db", publish_contacts=published)
        answer = site.get(f"/figures/-/picture/{site.one('select id from documents')}/1")
        assert answer.status_code == status
        assert published or "cannot be covered" in answer.text
        site.close()


def test_publishing_contacts_brings_them_back(folder: Path) -> None:
    site = Site(folder / "figures.db", publish_contacts=True)
    text = site.get("/figures/pages.json?_size=max&_shape=array").text
    for secret in SECRETS:
        assert secret in text
    figure = site.one("select id from observations where value = 45 limit 1")
    assert "complaints to jane.smith@kent.gov.uk in 2018-19" in site.html(
        f"/figures/-/figure/{figure}"
    )
    for name, picture, file in pictures(site):
        if name == "plain.pdf":
            assert min(darkest_under_contacts(picture, file, 0)) < 90
    site.close()


@pytest.mark.parametrize("published", [False, True])
def test_exports_show_contacts_only_where_asked(
    folder: Path, tmp_path: Path, published: bool
) -> None:
    arguments = ["export", "--db", str(folder / "figures.db"), "--out", str(tmp_path)]
    with pytest.raises(SystemExit):
        main([*arguments, *(["--publish-contacts"] if published else [])])
    text = "".join(path.read_text() for path in tmp_path.glob("*.csv"))
    assert ("jane.smith@kent.gov.uk" in text) is published


@pytest.mark.parametrize("published", [False, True])
def test_a_copy_of_the_database_holds_nothing_that_the_site_withholds(
    folder: Path, tmp_path: Path, published: bool
) -> None:
    before = (folder / "figures.db").read_bytes()
    arguments = ["export", "--db", str(folder / "figures.db"), "--out", str(tmp_path), "--database"]
    with pytest.raises(SystemExit) as ended:
        main([*arguments, *(["--publish-contacts"] if published else [])])
    assert ended.value.code == 0
    copy = tmp_path / "figures.db"
    held = copy.read_bytes()
    assert str(folder).encode() in before, "the database has paths of the machine"
    assert str(folder).encode() not in held, "they are not left in free pages either"
    assert (b"jane.smith@kent.gov.uk" in held) is published
    assert (folder / "figures.db").read_bytes() == before
    with sqlite3.connect(copy) as db:
        assert db.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert db.execute("select count(*) from locations").fetchall() == [(0,)]
        assert db.execute("select max(command) from runs").fetchall() == [("",)]
    site = Site(copy)
    figure = site.one("select id from observations where value = 517 and page = 1 limit 1")
    assert "517" in site.html(f"/figures/-/figure/{figure}")
    site.close()
    with pytest.raises(SystemExit) as ended:
        main(["export", "--db", str(copy), "--out", str(tmp_path), "--database"])
    assert ended.value.code == 1, "it does not write over the database it reads"


@pytest.mark.parametrize("command", ["extract", "explain"])
def test_commands_print_no_contact(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = ["--format", "jsonl"] if command == "extract" else []
    with pytest.raises(SystemExit):
        main([command, str(folder / "papers/plain.pdf"), *more])
    told = capsys.readouterr().out
    assert not [s for s in SECRETS if s in told]


def test_a_database_of_an_earlier_version_is_covered_when_it_is_opened(
    folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "figures.db"
    shutil.copy(folder / "figures.db", path)
    with sqlite3.connect(path) as db:
        for document, safe, text in db.execute("select * from withheld_texts").fetchall():
            for table, column in (("pages", "text"), ("observations", "quote")):
                db.execute(
                    f"update {table} set {column} = ? where {column} = ? and document_id = ?",
                    (text, safe, document),
                )
        db.executescript(
            """drop trigger documents_withheld; drop table page_contacts; drop table withheld_texts;
            alter table pages drop column turned;
            delete from _sqlite_migrations where name = 'redaction'"""
        )
    db.close()
    close(open_for_writing(path), path)
    site = Site(path)
    assert not [
        s for s in SECRETS if s in "".join(r[0] for r in site.rows("select text from pages"))
    ]
    assert site.one("select count(*) from withheld_texts") > 0
    document = site.one("select id from documents where path like '%plain.pdf'")
    answer = site.get(f"/figures/-/picture/{document}/1")
    assert answer.status_code == 404
    assert "Ingest the document again" in answer.text
    assert site.get("/figures/-/search?q=01622&in=pages").text.count("<mark>") == 0
    site.close()
