"""Pages made for tests: content streams as they are, with what they need around them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from extractor.pages.model import Page
from extractor.pages.source import open_source
from extractor.reading_settings import ReadingSettings

SIZE = (400, 200)


class Sheet:
    """A PDF of one page, to which content and annotations are added before it is read."""

    def __init__(self, rotate: int = 0) -> None:
        self.pdf = pikepdf.new()
        self.page = self.pdf.add_blank_page(page_size=SIZE)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        font.Encoding = Name.WinAnsiEncoding
        self.font = self.pdf.make_indirect(font)
        self.page.Resources = Dictionary(
            Font=Dictionary(F=self.font), XObject=Dictionary(), ExtGState=Dictionary(),
            Properties=Dictionary(),
        )  # fmt: skip
        if rotate:
            self.page.Rotate = rotate
        self._content: list[str] = []

    def add(self, content: str) -> Sheet:
        """More of the content stream."""
        self._content.append(content)
        return self

    def text(self, words: str, x: float = 50, y: float = 100, size: float = 10) -> Sheet:
        """Words set in Helvetica."""
        return self.add(f"BT /F {size} Tf {x} {y} Td ({words}) Tj ET")

    def picture(self, name: str, image: Image.Image) -> Sheet:
        """A picture for `/name Do`."""
        held = io.BytesIO()
        image.convert("RGB").save(held, "JPEG", quality=95)
        stream = self.pdf.make_stream(held.getvalue())
        stream.Type, stream.Subtype, stream.Filter = Name.XObject, Name.Image, Name.DCTDecode
        stream.Width, stream.Height = image.size
        stream.ColorSpace, stream.BitsPerComponent = Name.DeviceRGB, 8
        self.page.Resources.XObject["/" + name] = stream
        return self

    def form(self, name: str, content: str, **more: object) -> Sheet:
        """A form for `/name Do`."""
        stream = self.pdf.make_stream(content.encode())
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = more.pop("BBox", [0, 0, *SIZE])
        stream.Resources = Dictionary(Font=Dictionary(F=self.font))
        for key, value in more.items():
            stream["/" + key] = value
        self.page.Resources.XObject["/" + name] = stream
        return self

    def layer(self, name: str, *, off: bool) -> pikepdf.Object:
        """An optional layer, switched on or off, for `/OC /name BDC`."""
        group = self.pdf.make_indirect(Dictionary(Type=Name.OCG, Name=name))
        if "/OCProperties" not in self.pdf.Root:
            self.pdf.Root.OCProperties = Dictionary(
                OCGs=pikepdf.Array(), D=Dictionary(OFF=pikepdf.Array())
            )
        self.pdf.Root.OCProperties.OCGs.append(group)
        if off:
            self.pdf.Root.OCProperties.D.OFF.append(group)
        self.page.Resources.Properties["/" + name] = group
        return group

    def annotation(
        self, kind: str, rect: tuple[float, ...], drawn: str | None = None, **more: object
    ) -> Sheet:
        """An annotation; `drawn` is the content of its appearance, from its lower left corner."""
        one = Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=list(rect), F=4)
        if drawn is not None:
            look = self.pdf.make_stream(drawn.encode())
            look.Type, look.Subtype = Name.XObject, Name.Form
            look.BBox = [0, 0, rect[2] - rect[0], rect[3] - rect[1]]
            look.Resources = Dictionary(Font=Dictionary(F=self.font))
            one.AP = Dictionary(N=look)
        for key, value in more.items():
            one["/" + key] = value
        if "/Annots" not in self.page:
            self.page.Annots = pikepdf.Array()
        self.page.Annots.append(self.pdf.make_indirect(one))
        return self

    def read(self, folder: Path) -> Page:
        """The page as it is read."""
        self.page.Contents = self.pdf.make_stream("\n".join(self._content).encode())
        self.pdf.save(folder / "made.pdf")
        return read(folder / "made.pdf")


def read(path: Path) -> Page:
    """The first page of a file, without recognition."""
    source = open_source(path, ReadingSettings(ocr="off"))
    page = next(source.pages())
    source.close()
    return page


def texts(page: Page) -> list[str]:
    """The words of a page in order."""
    return [word.text for word in page.words]
