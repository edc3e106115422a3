"""The site of a database, asked without a server."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import httpx

from extractor.ingest.limits import IngestSettings
from extractor.ingest.progress import Quiet
from extractor.ingest.run import IngestJob, ingest
from extractor.reading_settings import ReadingSettings
from extractor.site.page_images import page_image_cache_of
from extractor.site.publish import Publication, instance


class Site:
    """A Datasette instance, and the database after it."""

    def __init__(self, database: Path, **how: Any) -> None:
        self.path = database
        self.datasette = instance(Publication(database, **how))
        self._loop = asyncio.new_event_loop()
        self._asked = False

    def get(self, address: str, **more: Any) -> httpx.Response:
        self._asked = True
        return self._loop.run_until_complete(self.datasette.client.get(address, **more))

    def html(self, address: str) -> str:
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.text[:500])
        return answer.text

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        connection = sqlite3.connect(self.path)
        connection.row_factory = sqlite3.Row
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def one(self, sql: str, *values: object) -> Any:
        return self.rows(sql, *values)[0][0]

    def close(self) -> None:
        page_image_cache_of(self.datasette).end()
        if self._asked:  # a browser's own loop may be running where nothing was asked
            # The loop hears of the end of the processes that drew.
            self._loop.run_until_complete(asyncio.sleep(0.05))
        self._loop.close()
        for database in self.datasette.databases.values():
            database.close()


def site_of_papers(folder: Path) -> Site:
    """The site of the papers in a folder's `papers`, read into a database beside them."""
    job = IngestJob(
        database=folder / "figures.db",
        paths=(folder / "papers",),
        reading=ReadingSettings(ocr="off"),
        limits=IngestSettings(jobs=1),
    )
    ingest(job, Quiet())
    return Site(job.database)
