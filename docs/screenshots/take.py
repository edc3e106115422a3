"""Makes the pictures in docs/screenshots/ from the sample papers (`make screenshots`).

python docs/screenshots/take.py demo/figures.db
"""

from __future__ import annotations

import argparse
import io
import shutil
import socket
import sqlite3
import sys
import threading
import time
from pathlib import Path

import uvicorn
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from extractor.site.publish import Publication, instance

FOLDER = Path(__file__).parent
WIDTH, HEIGHT, LARGEST = 1100, 820, 200_000
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("database", type=Path)
    database = parser.parse_args().database
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("chromium is missing: apt-get install chromium", file=sys.stderr)
        return 1
    root = _serve(database)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for name, address in _addresses(database).items():
            page.goto(root + address, wait_until="networkidle")
            page.wait_for_timeout(800)
            _keep(page, FOLDER / f"{name}.png")
        browser.close()
    return 0


def _serve(database: Path) -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    application = instance(Publication(database)).app()
    config = uvicorn.Config(application, host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    return f"http://127.0.0.1:{port}"


def _addresses(database: Path) -> dict[str, str]:
    """The pages: a figure from a sentence of a PDF as evidence, a scorecard with ratings."""
    connection = sqlite3.connect(database)
    row = connection.execute(
        """select s.observation_id, s.area
        from series s join observations o on o.id = s.observation_id
        where s.measure = 'cla_total' and s.area_level = 'local' and o.page is not null
        and o.text_source = 'text_layer' and o.confidence = 'high'
        order by s.area desc, s.period_end desc limit 1"""
    ).fetchone()
    scorecard = connection.execute(
        """select area, meeting_date from observations
        where rag is not null and measure is not null and meeting_date is not null
        group by area, meeting_date order by count(*) desc, meeting_date desc limit 1"""
    ).fetchone()
    connection.close()
    return {
        "home": "/",
        "measure": "/figures/-/measure/cla_total",
        "evidence": f"/figures/-/figure/{row[0]}",
        "compare": "/figures/-/compare",
        "targets": f"/figures/-/targets/{scorecard[0]}?meeting={scorecard[1]}",
        "mix": "/figures/-/mix/placements",
        "report-card": f"/figures/-/report-card/{row[1]}",
    }


def _keep(page: Page, path: Path) -> None:
    """Save what is on the screen with as few colours as keep the file small."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    for colours in (128, 64, 32, 16):
        picture.quantize(colours).save(path, "PNG", optimize=True)
        if path.stat().st_size < LARGEST:
            break
    print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    sys.exit(main())
