"""A site on a port, and a browser that notes whatever goes wrong."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from typing import Any

import pytest
import uvicorn
from site_asked import Site

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = CHROMIUM is None and os.environ.get("CI") != "true"
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(MISSING, reason="needs Debian's chromium (apt-get install chromium)"),
]
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


class Visitor:
    """A page in the browser that notes whatever goes wrong on it."""

    def __init__(self, browser: Any, root: str, **how: Any) -> None:
        self.root = root
        self.page = browser.new_page(**how)
        self.wrong: list[str] = []
        self.clicks = 0
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

    def click(self, role: str, name: str, **how: Any) -> Any:
        """Click what has this role and name, counted; the page that follows is ready."""
        self.clicks += 1
        self.page.get_by_role(role, name=name, **how).first.click()
        self.page.wait_for_load_state("networkidle")
        return self.page

    def click_on(self, place: Any) -> Any:
        """Click a place of the page, counted."""
        self.clicks += 1
        place.click()
        self.page.wait_for_load_state("networkidle")
        return self.page
