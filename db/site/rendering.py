"""From a request to a page: language, data, template."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from db.site.languages import Texts

DATABASE = "rangwan"
"""The name under which Datasette serves the dataset, whatever its file is called."""

Value = TypeVar("Value")


def texts_of(request: Request) -> Texts:
    """The texts in the language that the address asks for."""
    return Texts("en" if request.path == "/en" or request.path.startswith("/en/") else "th")


async def read(datasette: Datasette, function: Callable[[Database], Value]) -> Value:
    """What a function of the `db` package reads, in one of Datasette's threads, on a read-only connection."""

    def run(connection: sqlite3.Connection) -> Value:
        return function(Database(connection))

    value: Value = await datasette.get_database(DATABASE).execute_fn(run)
    return value


async def page(
    datasette: Datasette, request: Request, template: str, context: dict[str, Any], *, status: int = 200
) -> Response:
    """A page in the language of its address.

    The template gets `t` (the texts), `here` and `elsewhere` (this page's address in Thai and in the other
    language) besides the context.
    """
    texts = texts_of(request)
    query = f"?{request.query_string}" if request.query_string else ""
    here = request.path.removeprefix("/en") or "/" if texts.language == "en" else request.path
    other = Texts("th" if texts.language == "en" else "en")
    known = {"t": texts, "here": here, "elsewhere": other.path(here) + query}
    html = await datasette.render_template(template, known | context, request=request)
    headers = {"Content-Language": texts.language, "Vary": "Accept-Encoding"}
    return Response.html(html, status=status, headers=headers)


async def not_found(datasette: Datasette, request: Request) -> Response:
    """The page that says that there is nothing at an address."""
    return await page(datasette, request, "rangwan_not_found.html", {}, status=404)
