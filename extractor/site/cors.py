"""Who may use answers elsewhere: other sites' programs (CORS), and sites that frame a page."""

from __future__ import annotations

from extractor.site.middleware import App, Message, Receive, Scope, Send
from extractor.site.page_settings import PageSettings

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
