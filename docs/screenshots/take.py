"""The pictures of the documentation, taken of the sample papers in a real browser.

    make screenshots        # or: python docs/screenshots/take.py DATABASE

Needs Chromium and the development packages. The database must not be in use by a writer.
"""

from __future__ import annotations

import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SIZE = {"width": 1200, "height": 900}


def evidence(database: Path) -> str:
    """A level of children in care in prose on a PDF page, the same one every time."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        found = rows.execute(
            "select id from observations where measure = 'cla_total' and page is not null "
            "and confidence = 'high' and source = 'prose' and kind = 'actual' "
            "order by period_end desc, id limit 1"
        ).fetchone()
    return str(found[0])


def main() -> int:
    database = Path(sys.argv[1])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is missing: apt-get install chromium", file=sys.stderr)
        return 1
    pages = {
        "dashboard": "/-/dashboards/children-looked-after",
        "measure": "/figures/-/measure/cla_total",
        "evidence": f"/figures/-/figure/{evidence(database)}",
    }
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    root = f"http://127.0.0.1:{port}"
    serve = ["-m", "extractor", "serve", "--db", str(database), "--port", str(port)]
    site = subprocess.Popen([sys.executable, *serve], stderr=subprocess.DEVNULL)
    try:
        _wait(root)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            page = browser.new_page(viewport=SIZE)
            for name, address in pages.items():
                page.goto(root + address, wait_until="networkidle")
                page.wait_for_timeout(500)  # charts draw themselves after the network is quiet
                page.screenshot(path=str(HERE / f"{name}.png"))
                print(f"docs/screenshots/{name}.png: {address}")
            browser.close()
    finally:
        site.terminate()
        site.wait(timeout=30)
    return 0


def _wait(root: str) -> None:
    """Until the site answers; raises URLError where it does not within two minutes."""
    for attempt in range(240):
        try:
            with urllib.request.urlopen(root, timeout=60):
                return
        except urllib.error.URLError:
            if attempt == 239:
                raise
            time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(main())
