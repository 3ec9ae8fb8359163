"""What the site adds to Datasette: its pages, its headers, and the limits of its connections."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette

from db.site.protection import guard, with_headers
from db.site.views import ROUTES


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Every page in Thai, and in English under /en."""
    return [(rf"^(?P<lang>/en)?{pattern}$", view) for pattern, view in ROUTES]


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    """Limit what a query may do on a connection."""
    guard(conn)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """Headers that keep a page to itself."""
    return with_headers
