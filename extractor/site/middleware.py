"""What every answer carries: headers that allow a browser only to show the page, CSV that is
safe in spreadsheets, compression for slow lines, and who may use answers elsewhere (CORS, framing).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from extractor.export.spreadsheet_safety import FormulaGuard
from extractor.site.settings import PageSettings

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

RAW = "_raw"
"""The switch for CSV exactly as stored, for programs: `?_raw=1`."""

_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; script-src 'self'"
)

_HOST = re.compile(r"([\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?", re.ASCII)
_ASSETS = ("/-/static/", "/-/static-plugins/", "/-/committee-figures/")
_PACKED = (b"text/", b"application/json", b"application/javascript", b"image/svg")
_GZIP = 16 + zlib.MAX_WBITS
"""The window of zlib that writes the head and foot of gzip."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def guarded(app: App, hosts: Collection[str] = ()) -> App:
    """The application with those headers on every answer, CSV made harmless, texts packed.

    Addresses in the answers begin with the host that the request names: one that is no host,
    or none of `hosts` where some are given, is refused.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if not is_asked_rightly(scope, hosts):
            await send({"type": "http.response.start", "status": 400, "headers": list(_HEADERS)})
            await send({"type": "http.response.body", "body": b"There is no such host here."})
            return
        await app(whole(scope), receive, _Sender(scope, send))

    return answer


def is_asked_rightly(scope: Scope, hosts: Collection[str]) -> bool:
    """Whether the request names one host, and one of those allowed."""
    named = [value for name, value in scope.get("headers", []) if name == b"host"]
    if len(named) != 1:
        return not named
    found = _HOST.fullmatch(named[0].decode("latin-1"))
    return found is not None and (not hosts or found[1].lower() in {h.lower() for h in hosts})


def whole(scope: Scope) -> Scope:
    """The request for a streamed CSV without its order.

    Datasette goes from page to page by the value of the last row in the sorted column, and so
    leaves out or repeats rows where several have the same value. A file of all rows is
    therefore given in the order of the key, in which nothing is lost.
    """
    asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    if "_stream" not in dict(asked):
        return scope
    kept = [(name, value) for name, value in asked if name not in ("_sort", "_sort_desc")]
    return {**scope, "query_string": urlencode(kept).encode("latin-1")}


class _Sender:
    """Sends one answer on, changed as it has to be."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._path = str(scope["path"])
        self._raw = bool(parse_qs(scope.get("query_string", b"").decode("latin-1")).get(RAW))
        self._send = send
        self._defuser: FormulaGuard | None = None
        asked = dict(scope.get("headers", []))
        self._packs = b"gzip" in asked.get(b"accept-encoding", b"")
        self._packer: zlib._Compress | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            message = self._started(message)
        elif message["type"] == "http.response.body":
            if self._defuser is not None:
                message = self._body(message, self._defuser)
            if self._packer is not None:
                message = self._packed(message, self._packer)
        await self._send(message)

    def _started(self, message: Message) -> Message:
        headers = list(message.get("headers", []))
        kinds = [value for name, value in headers if name.lower() == b"content-type"]
        kind = kinds[0].lower() if kinds else b""
        given = {name.lower() for name, _ in headers}
        headers += [(name, value) for name, value in _HEADERS if name not in given]
        headers.append((b"content-security-policy", _POLICY.encode()))
        text = kind.startswith(b"text/csv") or (
            kind.startswith(b"text/plain") and self._path.endswith(".csv")
        )
        if text and not self._raw:
            self._defuser = FormulaGuard()
            headers = [(n, v) for n, v in headers if n.lower() != b"content-length"]
        if self._path.startswith(_ASSETS) and message["status"] == 200:
            headers.append((b"cache-control", b"public, max-age=3600"))
        if self._packs and kind.startswith(_PACKED) and b"content-encoding" not in given:
            self._packer = zlib.compressobj(wbits=_GZIP)
            headers = [(n, v) for n, v in headers if n.lower() != b"content-length"]
            headers += [(b"content-encoding", b"gzip"), (b"vary", b"accept-encoding")]
        return {**message, "headers": headers}

    @staticmethod
    def _packed(message: Message, packer: zlib._Compress) -> Message:
        # What has come goes out at once: a long CSV must not wait for its end.
        body = packer.compress(bytes(message.get("body", b"")))
        ends = not message.get("more_body", False)
        body += packer.flush() if ends else packer.flush(zlib.Z_SYNC_FLUSH)
        return {**message, "body": body}

    @staticmethod
    def _body(message: Message, defuser: FormulaGuard) -> Message:
        body = defuser.feed(bytes(message.get("body", b"")))
        if not message.get("more_body", False):
            body += defuser.rest()
        return {**message, "body": body}


_DATA = (
    b"application/json",
    b"text/csv",
    b"text/plain",
    b"image/svg+xml",
    b"application/atom+xml",
    b"application/vnd.openxmlformats",
)


def shared(app: App, settings: PageSettings) -> App:
    """The application with data that other sites may read, and pages that they may frame."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        origin = dict(scope.get("headers", [])).get(b"origin", b"").decode("latin-1")

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                message = {**message, "headers": _changed(headers, origin, settings)}
            await send(message)

        await app(scope, receive, sending)

    return answer


def _changed(
    headers: list[tuple[bytes, bytes]], origin: str, settings: PageSettings
) -> list[tuple[bytes, bytes]]:
    kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
    if settings.frame_ancestors:
        ancestors = " ".join(settings.frame_ancestors).encode("latin-1")
        headers = [
            (name, value.replace(b"frame-ancestors 'none'", b"frame-ancestors " + ancestors))
            for name, value in headers
            if name.lower() != b"x-frame-options"
        ]
    if not kind.startswith(_DATA):
        return headers
    if "*" in settings.allow_origins:
        return [*headers, (b"access-control-allow-origin", b"*")]
    if origin in settings.allow_origins:
        allowed = (b"access-control-allow-origin", origin.encode("latin-1"))
        return [*headers, allowed, (b"vary", b"origin")]
    return headers
