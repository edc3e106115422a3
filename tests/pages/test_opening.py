"""What is opened as a document, and what is refused with which words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from fpdf import FPDF

from extractor.errors import FailedDocument, RefusedDocument, UsageError
from extractor.ingest.files import list_documents
from extractor.pages.source import SAVE_AS, open_source
from extractor.reading_settings import ReadingSettings

SETTINGS = ReadingSettings()


def simple_pdf(path: Path, pages: int = 2) -> Path:
    pdf = FPDF()
    pdf.set_title("Annual report")
    pdf.set_font("helvetica", size=12)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.start_section(f"Part {number}")
        pdf.cell(text=f"There were {number}12 children.")
    pdf.output(str(path))
    return path


def test_a_pdf_with_its_outline_and_title(tmp_path: Path) -> None:
    source = open_source(simple_pdf(tmp_path / "a.pdf"), SETTINGS)
    assert (source.media, source.page_count, source.title) == ("pdf", 2, "Annual report")
    assert source.outline == ((1, "Part 1", 1), (1, "Part 2", 2))
    pages = list(source.pages())
    assert [page.number for page in pages] == [1, 2]
    assert [word.text for word in pages[1].words] == ["There", "were", "212", "children."]
    source.close()


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    path = simple_pdf(tmp_path / "report.txt")
    assert open_source(path, SETTINGS).media == "pdf"


def test_same_bytes_same_identity(tmp_path: Path) -> None:
    first = simple_pdf(tmp_path / "a.pdf")
    second = tmp_path / "b.pdf"
    second.write_bytes(first.read_bytes())
    assert open_source(first, SETTINGS).identity.id == open_source(second, SETTINGS).identity.id


def _html(path: Path) -> None:
    path.write_text("<!DOCTYPE html><html><body>Not found</body></html>")


def _picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


@pytest.mark.parametrize(
    ("name", "write", "says"),
    [
        ("a.pdf", lambda p: p.write_bytes(b""), "empty"),
        ("a.pdf", _html, "HTML"),
        ("a.txt", _picture, "PNG"),
        ("a.docx", lambda p: p.write_bytes(b"PK\x03\x04rest"), "Word"),
        ("a.txt", lambda p: p.write_text("  \n \n"), "white space"),
    ],
)
def test_refused_with_the_reason(
    tmp_path: Path, name: str, write: Callable[[Path], None], says: str
) -> None:
    write(tmp_path / name)
    with pytest.raises(RefusedDocument, match=says):
        open_source(tmp_path / name, SETTINGS)


def test_a_document_of_another_kind_comes_with_advice(tmp_path: Path) -> None:
    """The same as where a folder or an archive with such a file is ingested."""
    (tmp_path / "minutes.docx").write_bytes(b"PK\x03\x04rest")
    with pytest.raises(RefusedDocument) as refused:
        open_source(tmp_path / "minutes.docx", SETTINGS)
    assert refused.value.remedy == SAVE_AS
    (listed,) = list_documents((tmp_path,)).found
    assert listed.remedy == SAVE_AS


def test_a_missing_file_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        open_source(tmp_path / "none.pdf", SETTINGS)


def test_a_broken_pdf_fails(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nnothing of a document")
    with pytest.raises(FailedDocument, match="cannot be opened"):
        open_source(tmp_path / "a.pdf", SETTINGS)


@pytest.mark.parametrize(("user", "opens"), [("", True), ("secret", False)])
def test_only_a_user_password_closes_a_pdf(tmp_path: Path, user: str, opens: bool) -> None:
    plain = simple_pdf(tmp_path / "plain.pdf")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(plain) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user=user))
    if opens:
        assert len(list(open_source(locked, SETTINGS).pages())) == 2
    else:
        with pytest.raises(RefusedDocument, match="password"):
            open_source(locked, SETTINGS)


def test_a_broken_pdf_after_an_encrypted_one_is_still_broken(tmp_path: Path) -> None:
    with pikepdf.open(simple_pdf(tmp_path / "plain.pdf")) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        del pdf.Root.Pages
        pdf.save(tmp_path / "broken.pdf")
    with pytest.raises(RefusedDocument, match="password"):
        open_source(tmp_path / "locked.pdf", SETTINGS)
    with pytest.raises(FailedDocument, match="damaged"):
        open_source(tmp_path / "broken.pdf", SETTINGS)


def test_pages_beyond_the_limit_are_named(tmp_path: Path) -> None:
    path = simple_pdf(tmp_path / "long.pdf", pages=5)
    source = open_source(path, ReadingSettings(max_pages=3))
    pages = list(source.pages())
    assert len(pages) == source.page_count == 3
    assert any("first 3 of 5" in problem for problem in pages[-1].problems)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Spend was £1.2m – “more than planned”.\r\nThere were 12 children.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (page,) = open_source(tmp_path / "a.txt", SETTINGS).pages()
    assert page.text == text
    assert page.number is None


def test_a_page_of_impossible_size_is_named_not_read(tmp_path: Path) -> None:
    plain = simple_pdf(tmp_path / "plain.pdf", pages=2)
    with pikepdf.open(plain) as pdf:
        pdf.pages[0].MediaBox = [0, 0, 595, 2**31]
        pdf.save(tmp_path / "huge.pdf")
    huge, usual = open_source(tmp_path / "huge.pdf", SETTINGS).pages()
    assert huge.text_source == "none"
    assert "impossible size" in huge.problems[0]
    assert usual.text_source == "text_layer"
