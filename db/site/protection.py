"""What the public may not do: run others' scripts, read persons' names by SQL, exhaust the machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

MAX_VALUE_BYTES = 20_000_000
"""The longest value that a query may make."""

# Datasette's own pages need styles in their elements; no page needs a script in one.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    b"content-security-policy": CONTENT_SECURITY_POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"x-frame-options": b"DENY",
}
_PERSONS = {("fact", "person"), ("award", "person")}
_FORBIDDEN = {
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_DETACH,
}


def guard(connection: sqlite3.Connection) -> None:
    """Forbid other files, limit values, and let only the public views read names of persons."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)
    connection.set_authorizer(_authorize)


def _authorize(action: int, one: str | None, other: str | None, _database: str | None, by: str | None) -> int:
    if action in _FORBIDDEN:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_READ and by is None and (one, other) in _PERSONS:
        return sqlite3.SQLITE_IGNORE  # reads as null
    return sqlite3.SQLITE_OK


def with_headers(app: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """The application, with our headers on every response."""

    async def wrapped(scope: Any, receive: Any, send: Any) -> None:
        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in HEADERS]
                message = {**message, "headers": [*kept, *HEADERS.items()]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return wrapped
