"""The bytes of a zip member in pieces of bounded size, whatever its method of compression.

Python's own reader bounds what Deflate gives at a time, but hands on whole what a few bytes of
bzip2 or LZMA unpack to; so the packed bytes are read here and unpacked piece by piece.
"""

from __future__ import annotations

import bz2
import copy
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

CHUNK = 1 << 20
MAX_MEMBERS = 1_000_000
MAX_DIRECTORY = 256_000_000
"""Bytes of an archive's list of members, which is held in memory."""
MAX_DICTIONARY = 64_000_000
"""Bytes that LZMA may look back; it holds them in memory. Its highest preset looks back 64 MiB."""

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # with NotImplementedError: a method that zipfile does not know
    ValueError,
    struct.error,
    MemoryError,
)
"""What reading an archive raises that is damaged, made to do harm, or packed in an odd way."""

_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"


class TooManyMembers(Exception):
    """The list of an archive's members would take too much memory."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    def unpack(self, data: bytes, at_most: int) -> bytes: ...

    def wants(self) -> bool: ...


def opened_zip(path: Path) -> zipfile.ZipFile:
    """The archive, opened. Raises TooManyMembers, or one of DAMAGED."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 66_000))
        tail = stream.read()
    at = tail.rfind(_END_SIGNATURE)
    if at >= 0 and len(tail) >= at + _END.size:
        # A list that is longer is written in an archive's later form, with these at their maximum.
        directory = _END.unpack_from(tail, at)[5]
        if min(directory, size) > MAX_DIRECTORY:
            raise TooManyMembers(
                f"Its list of members has more than {MAX_DIRECTORY:,} bytes.",
            )
    opened = zipfile.ZipFile(path)
    if len(opened.infolist()) > MAX_MEMBERS:
        opened.close()
        raise TooManyMembers(f"It holds more than {MAX_MEMBERS:,} files.")
    return opened


def unpacked(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, piece: int = CHUNK
) -> Iterator[bytes]:
    """The bytes of a member in pieces of at most `piece` bytes. Raises one of DAMAGED."""
    raw = copy.copy(member)
    raw.compress_type, raw.file_size = zipfile.ZIP_STORED, member.compress_size
    # The sum is of the unpacked bytes, and compared below.
    raw.CRC = None  # type: ignore[assignment]
    unpacker = _unpacker(member.compress_type)
    checksum = 0
    with archive.open(raw) as source:
        while not unpacker.eof:
            data = source.read(min(piece, 1 << 16)) if unpacker.wants() else b""
            if not data and unpacker.wants():
                if member.compress_type == zipfile.ZIP_STORED:
                    break
                raise EOFError("it ends too soon")
            if out := unpacker.unpack(data, piece):
                checksum = zlib.crc32(out, checksum)
                yield out
    if checksum != member.CRC:
        raise zipfile.BadZipFile("its bytes are damaged")


def _unpacker(method: int) -> _Unpacker:
    if method == zipfile.ZIP_STORED:
        return _Stored()
    if method == zipfile.ZIP_DEFLATED:
        return _Deflate()
    if method == zipfile.ZIP_BZIP2:
        return _Bzip2()
    if method == zipfile.ZIP_LZMA:
        return _Lzma()
    raise NotImplementedError(f"its method of compression, {method}, is not known")


class _Stored:
    eof = False

    def unpack(self, data: bytes, at_most: int) -> bytes:
        return data

    def wants(self) -> bool:
        return True


class _Deflate:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        self._more = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    def unpack(self, data: bytes, at_most: int) -> bytes:
        out = self._inner.decompress(self._inner.unconsumed_tail + data, at_most)
        # A full piece: more may come of what was read already.
        self._more = len(out) == at_most
        return out

    def wants(self) -> bool:
        return not (self._more or self._inner.unconsumed_tail)


class _Bzip2:
    def __init__(self) -> None:
        self._inner = bz2.BZ2Decompressor()

    @property
    def eof(self) -> bool:
        return self._inner.eof

    def unpack(self, data: bytes, at_most: int) -> bytes:
        return self._inner.decompress(data, at_most)

    def wants(self) -> bool:
        return self._inner.needs_input


class _Lzma:
    """LZMA in a zip: four bytes, the properties, then a raw stream."""

    def __init__(self) -> None:
        self._head = b""
        self._inner: lzma.LZMADecompressor | None = None

    @property
    def eof(self) -> bool:
        return self._inner is not None and self._inner.eof

    def unpack(self, data: bytes, at_most: int) -> bytes:
        if self._inner is not None:
            return self._inner.decompress(data, at_most)
        self._head += data
        if len(self._head) < 4:
            return b""
        (length,) = struct.unpack("<H", self._head[2:4])
        if len(self._head) < 4 + length:
            return b""
        properties, rest = self._head[4 : 4 + length], self._head[4 + length :]
        self._inner = lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[_filter(properties)])
        return self._inner.decompress(rest, at_most)

    def wants(self) -> bool:
        return self._inner is None or self._inner.needs_input


def _filter(properties: bytes) -> dict[str, int]:
    lclppb, dictionary = struct.unpack("<BL", properties[:5])
    if dictionary > MAX_DICTIONARY * 1.1:
        raise ValueError(f"it would look back {dictionary:,} bytes")
    rest, lc = divmod(lclppb, 9)
    pb, lp = divmod(rest, 5)
    return {"id": lzma.FILTER_LZMA1, "dict_size": dictionary, "lc": lc, "lp": lp, "pb": pb}
