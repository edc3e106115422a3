"""Answers that were given before, for as long as the database stays as it is.

Many visitors ask for the same few pages. Each is made once, however many ask at the same time, and
made anew as soon as SQLite says that something was written.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from extractor.site.answers import App, Message, Receive, Scope, Send

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
    """A whole answer, and the state of the databases before it was made."""

    version: Version
    messages: tuple[Message, ...]
    size: int


@dataclass(slots=True)
class Memory:
    """The answers of one site, the one asked for longest ago first."""

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

    def recall(self, key: Key, version: Version) -> tuple[Message, ...] | None:
        """The answer, where nothing has changed since it was made."""
        found = self.answers.get(key)
        if found is None:
            return None
        if found.version != version:
            self._forget(key)
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


_MEMORIES: WeakKeyDictionary[Datasette, Memory] = WeakKeyDictionary()


def memory_of(datasette: Datasette) -> Memory:
    """What one site remembers."""
    return _MEMORIES.setdefault(datasette, Memory())


def remembering(app: App, datasette: Datasette) -> App:
    """The application, answering from memory where it can."""
    memory = memory_of(datasette)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        version = None if key is None else memory.version(datasette.databases)
        if key is None or version is None:
            await app(scope, receive, send)
            return
        if (busy := memory.under_way.get(key)) is not None:
            await busy.wait()
        if (messages := memory.recall(key, version)) is not None:
            for message in messages:
                await send(dict(message))
            return
        memory.made += 1
        done = memory.under_way.setdefault(key, asyncio.Event())
        recorder = _Recorder(send)
        try:
            await app(scope, receive, recorder)
        finally:
            memory.under_way.pop(key, None)
            if recorder.whole:
                memory.keep(key, _Answer(version, tuple(recorder.messages), recorder.size))
            done.set()

    return answer


def _key(scope: Scope) -> Key | None:
    """What an answer depends on; None where it depends on who asks, or is not to be kept."""
    if scope["type"] != "http" or scope.get("method") != "GET":
        return None
    headers = dict(scope.get("headers", []))
    if headers.keys() & {b"cookie", b"authorization", b"if-none-match", b"range"}:
        return None
    packed = b"gzip" in headers.get(b"accept-encoding", b"")
    path = scope.get("raw_path") or str(scope["path"]).encode()
    return (scope.get("scheme"), headers.get(b"host"), path, scope.get("query_string"), packed)


class _Recorder:
    """Sends an answer on and keeps it, as long as it is one that may be kept."""

    def __init__(self, send: Send) -> None:
        self._send, self._keeps = send, True
        self.messages: list[Message] = []
        self.size, self.whole = 0, False

    async def __call__(self, message: Message) -> None:
        if self._keeps:
            self._record(message)
        await self._send(message)

    def _record(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            names = {name.lower() for name, _ in message.get("headers", [])}
            self._keeps = message["status"] == 200 and b"set-cookie" not in names
        self.size += len(message.get("body", b""))
        self._keeps = self._keeps and self.size <= LARGEST
        if not self._keeps:
            self.messages.clear()
            return
        self.messages.append(dict(message))
        self.whole = message["type"] == "http.response.body" and not message.get("more_body")
