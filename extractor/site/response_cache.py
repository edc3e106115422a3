"""Answers that were given before, for as long as the database stays as it is.

Many visitors ask for the same few pages. Each is made once, however many ask at the same time, and
rebuilt as soon as SQLite says that something was written.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from extractor.site.middleware import App, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

LARGEST = 1_000_000
"""Bytes of an answer that is kept."""
ALL_TOGETHER = 100_000_000
Key = tuple[object, ...]
Version = tuple[object, ...]


@dataclass(slots=True)
class _Answer:
    """A whole answer, the state of the databases before it was made, and its number."""

    version: Version
    number: int
    messages: tuple[Message, ...]
    size: int


@dataclass(slots=True)
class ResponseCache:
    """The answers of one site, least recently used first."""

    answers: OrderedDict[Key, _Answer] = field(default_factory=OrderedDict)
    under_way: dict[Key, asyncio.Event] = field(default_factory=dict)
    size: int = 0
    watches: dict[str, sqlite3.Connection] = field(default_factory=dict)
    made: int = 0

    def version(self, databases: Mapping[str, Database]) -> Version | None:
        """What changes with every change of a database; None where SQLite does not say."""
        try:
            return tuple(
                self._watch(database).execute("pragma data_version").fetchone()[0]
                for database in databases.values()
                if database.path is not None and database.is_mutable
            )
        except sqlite3.Error:
            return None

    def _watch(self, database: Database) -> sqlite3.Connection:
        path = str(database.path)
        if path not in self.watches:
            # It never waits: where the file is locked, pages are made without being kept.
            self.watches[path] = sqlite3.connect(
                f"file:{path}?mode=ro", uri=True, timeout=0, check_same_thread=False
            )
        return self.watches[path]

    def recall(self, key: Key, version: Version, after: int) -> tuple[Message, ...] | None:
        """The answer, where nothing has changed since, or where it was begun after number `after`.

        While an ingest writes all the time, visitors need not each wait for an answer of their own:
        one that was begun after they asked is new enough.
        """
        found = self.answers.get(key)
        if found is None or (found.version != version and found.number <= after):
            return None
        self.answers.move_to_end(key)
        return found.messages

    def keep(self, key: Key, answer: _Answer) -> None:
        """Remember an answer; forget those asked for longest ago where there are too many."""
        self._forget(key)
        self.answers[key] = answer
        self.size += answer.size
        while self.size > ALL_TOGETHER:
            self._forget(next(iter(self.answers)))

    def _forget(self, key: Key) -> None:
        found = self.answers.pop(key, None)
        self.size -= 0 if found is None else found.size


_MEMORIES: WeakKeyDictionary[Datasette, ResponseCache] = WeakKeyDictionary()


def cache_of(datasette: Datasette) -> ResponseCache:
    """What one site remembers."""
    return _MEMORIES.setdefault(datasette, ResponseCache())


def remembering(app: App, datasette: Datasette) -> App:
    """The application, answering from memory where it can."""
    memory = cache_of(datasette)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        key, asked = _key(scope), memory.made
        while True:
            version = None if key is None else memory.version(datasette.databases)
            if key is None or version is None:
                await app(scope, receive, send)
                return
            if (messages := memory.recall(key, version, asked)) is not None:
                for message in messages:
                    await send(dict(message))
                return
            if (busy := memory.under_way.get(key)) is None:
                break
            await busy.wait()
        memory.made += 1
        recorder = _Recorder(send, memory, key, _Answer(version, memory.made, (), 0))
        try:
            await app(scope, receive, recorder)
        finally:
            recorder.end()

    return answer


def _key(scope: Scope) -> Key | None:
    """What an answer depends on; None where it depends on who asks, or is not to be kept."""
    if scope["type"] != "http" or scope.get("method") != "GET":
        return None
    headers = dict(scope.get("headers", []))
    if headers.keys() & {b"cookie", b"authorization", b"if-none-match", b"range"}:
        return None
    if b"_stream" in scope.get("query_string", b""):
        return None
    packed = b"gzip" in headers.get(b"accept-encoding", b"")
    path = scope.get("raw_path") or str(scope["path"]).encode()
    return (scope.get("scheme"), headers.get(b"host"), path, scope.get("query_string"), packed)


class _Recorder:
    """Sends an answer on and keeps it, where it may be kept; others wait until that is known."""

    def __init__(self, send: Send, memory: ResponseCache, key: Key, answer: _Answer) -> None:
        self._send, self._memory, self._key, self._answer = send, memory, key, answer
        self._keeps = True
        self._messages: list[Message] = []
        self._done = memory.under_way[key] = asyncio.Event()

    async def __call__(self, message: Message) -> None:
        if self._keeps:
            self._record(message)
        await self._send(message)

    def _record(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name.lower() for name, _ in message.get("headers", [])}
            self._keeps = message["status"] == 200 and b"set-cookie" not in names
        self._messages.append(dict(message))
        self._answer.size += len(message.get("body", b""))
        self._keeps = self._keeps and self._answer.size <= LARGEST
        whole = message["type"] == "http.response.body" and not message.get("more_body")
        if self._keeps and whole:
            self._answer.messages = tuple(self._messages)
            self._memory.keep(self._key, self._answer)
        if whole or not self._keeps:
            self.end()

    def end(self) -> None:
        """Let those who wait go on."""
        self._keeps = False
        if self._memory.under_way.get(self._key) is self._done:
            del self._memory.under_way[self._key]
        self._done.set()
