"""Connections to the dataset: for the site's pages, and for the public's SQL.

Both are read-only, follow a file that is replaced by another, and wait for a writer rather than fail.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from datasette.database import Database as Served
from datasette.database import QueryInterrupted, Results

from db.site.protection import MAX_RESULT_BYTES, ForbiddenSql, allow_views, check_names, guard

WAIT = 5.0
"""Seconds to wait for a lock; readers of a database in WAL mode hardly ever need to."""

PAGE_LIMIT = 10.0
"""Seconds after which a query of a page of ours is stopped: then something is wrong with it."""

PAGE_THREADS = 2
"""A page's queries run in SQLite without Python's lock: one thread for each of two cores."""

SLOW_THREADS = 1
"""Searches wait in a line of their own: a page that takes milliseconds does not wait behind them."""

_STEPS = 200  # of SQLite's machine between two looks at the clock

Value = TypeVar("Value")
Identity = tuple[int, int]


def identity(path: Path) -> Identity:
    """Which file it is: another one has another identity, though it has the same name.

    Raises `OSError` when there is none.
    """
    found = os.stat(path)  # noqa: PTH116 - as quick as it can be: it is asked for every query
    return found.st_dev, found.st_ino


class Connection(sqlite3.Connection):
    """A connection that knows for which schema it was prepared."""

    schema: int | None = None
    names: frozenset[str] = frozenset()


def connect(path: Path, *, wait: float = WAIT) -> Connection:
    """A read-only connection that may be used in any thread."""
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    return sqlite3.connect(
        uri, uri=True, check_same_thread=False, timeout=wait, cached_statements=256, factory=Connection
    )


class Connections:
    """One connection for each thread, opened again once the file is another."""

    def __init__(self, path: Path, prepare: Callable[[Connection], None]) -> None:
        self._path = path
        self._prepare = prepare
        self._local = threading.local()
        self._open: list[Connection] = []

    def get(self) -> Connection:
        """Raises `sqlite3.OperationalError` when the file cannot be opened."""
        try:
            wanted = identity(self._path)
        except OSError as error:
            raise sqlite3.OperationalError("unable to open database file") from error
        known: tuple[Identity, Connection] | None = getattr(self._local, "known", None)
        if known is not None and known[0] == wanted:
            return known[1]
        if known is not None:
            self._open.remove(known[1])
            known[1].close()
            del self._local.known
        connection = connect(self._path)
        try:
            self._prepare(connection)
        except sqlite3.Error:
            connection.close()
            raise
        self._local.known = (wanted, connection)
        self._open.append(connection)
        return connection

    def close(self) -> None:
        """Close all; no thread may be reading."""
        for connection in self._open:
            connection.close()
        self._open.clear()
        self._local = threading.local()


class Reader:
    """Runs the functions of our own pages: they may read everything, and leave out what is not public."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connections = Connections(path, _prepare_ours)
        self._threads = ThreadPoolExecutor(PAGE_THREADS, thread_name_prefix="rangwan-page")
        self._slow = ThreadPoolExecutor(SLOW_THREADS, thread_name_prefix="rangwan-search")
        self._watcher: tuple[Identity, Connection] | None = None
        self._last: tuple[int, ...] | None = None

    async def read(self, function: Callable[[sqlite3.Connection], Value], *, slow: bool = False) -> Value:
        """What a function reads, in one transaction: all of it is of the same state of the data.

        `slow`: it may take a while, and waits for others of its sort only.
        """

        def run() -> Value:
            connection = self._connections.get()
            deadline = time.monotonic() + PAGE_LIMIT
            connection.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
            try:
                connection.execute("BEGIN")
                return function(connection)
            finally:
                connection.set_progress_handler(None, 0)
                if connection.in_transaction:
                    connection.rollback()

        return await asyncio.get_running_loop().run_in_executor(self._slow if slow else self._threads, run)

    def version(self) -> tuple[int, ...] | None:
        """Changes whenever the data may have changed; null while there is no database."""
        try:
            wanted = identity(self.path)
            if self._watcher is None or self._watcher[0] != wanted:
                self._forget_watcher()
                self._last = None
                self._watcher = (wanted, connect(self.path, wait=0))
            (number,) = self._watcher[1].execute("PRAGMA data_version").fetchone()
        except sqlite3.OperationalError:
            return self._last  # held by a writer at this moment: nothing new can be seen yet
        except (OSError, sqlite3.Error):
            self._forget_watcher()
            return None
        self._last = (*wanted, number)
        return self._last

    def close(self) -> None:
        """End the threads and close the connections."""
        self._threads.shutdown()
        self._slow.shutdown()
        self._connections.close()
        self._forget_watcher()

    def _forget_watcher(self) -> None:
        if self._watcher is not None:
            self._watcher[1].close()
            self._watcher = None


class PublicDatabase(Served):
    """The dataset as Datasette serves it: guarded, limited in time and size."""

    def __init__(self, site: Any, path: Path) -> None:
        super().__init__(site, path=str(path), is_mutable=True)
        self._connections = Connections(path, self._prepare)

    def _prepare(self, connection: Connection) -> None:
        self.ds._prepare_connection(connection, self.name)
        guard(connection)
        _follow_schema(connection)

    def connect(self, write: bool = False) -> sqlite3.Connection:
        if write:
            raise ForbiddenSql("The dataset cannot be written here")
        return self._connections.get()

    async def execute_write_fn(self, _function: Any, block: bool = True) -> Any:
        raise ForbiddenSql("The dataset cannot be written here")

    async def execute_fn(self, function: Callable[[sqlite3.Connection], Value]) -> Value:
        def run() -> Value:
            return function(self._connections.get())

        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, run)

    async def execute(  # noqa: PLR0917 - as Datasette calls it
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,  # an error of the public's SQL is told to the public, not to the log
    ) -> Results:
        limit = min(custom_time_limit or self.ds.sql_time_limit_ms, self.ds.sql_time_limit_ms)
        most = self.ds.max_returned_rows
        most += most == (page_size or self.ds.page_size)

        def run(connection: sqlite3.Connection) -> Results:
            assert isinstance(connection, Connection)
            _follow_schema(connection)
            check_names(sql, connection.names)
            deadline = time.monotonic() + limit / 1000
            connection.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
            try:
                cursor = connection.execute(sql, params if params is not None else {})
                rows, truncated = _fetch(cursor, most if truncate else None)
            except MemoryError:
                raise sqlite3.OperationalError("The query needs too much memory") from None
            except sqlite3.DatabaseError as error:
                if error.args == ("interrupted",):
                    raise QueryInterrupted(error, sql, params) from error
                if not isinstance(error, sqlite3.OperationalError):  # Datasette tells of these only
                    raise sqlite3.OperationalError(*error.args) from error
                raise
            except (sqlite3.Warning, ValueError) as error:  # two statements; a character of no text
                raise sqlite3.OperationalError(*error.args) from error
            finally:
                connection.set_progress_handler(None, 0)
            return Results(rows, truncated, cursor.description)

        return await self.execute_fn(run)

    async def attached_databases(self) -> list[Any]:
        return []  # there are none, and the list would tell where the file is

    def close(self) -> None:
        self._connections.close()
        super().close()


def _follow_schema(connection: Connection) -> None:
    """Let the views of the present schema read what they leave out; a migration may have made others."""
    (schema,) = connection.execute("PRAGMA schema_version").fetchone()
    if schema == connection.schema:
        return
    rows = connection.execute(
        "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
    ).fetchall()
    allow_views(connection, frozenset(name for name, kind in rows if kind == "view"))
    connection.names = frozenset(name.lower() for name, _ in rows)
    connection.schema = schema


def _prepare_ours(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA cache_size = -16000")
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA mmap_size = 268435456")


def _fetch(cursor: sqlite3.Cursor, most: int | None) -> tuple[list[Any], bool]:
    rows: list[Any] = []
    size = 0
    for row in cursor:
        if most is not None and len(rows) >= most:
            cursor.close()
            return rows, True
        size += sum(len(value) if isinstance(value, str | bytes) else 8 for value in row)
        if size > MAX_RESULT_BYTES:
            cursor.close()
            raise ForbiddenSql(
                f"The result is larger than {MAX_RESULT_BYTES // 1_000_000} MB: ask for fewer rows"
            )
        rows.append(row)
    return rows, False
