"""From a request to a page: language, data, template."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from db.pages.lists import NOT_OF_PERSONS
from db.site.characters import plain, shown, web_address
from db.site.languages import Texts
from db.site.wording import Wording

DATABASE = "rangwan"
"""The name under which Datasette serves the dataset, whatever its file is called."""

_HOST = re.compile(r"[A-Za-z0-9.\-\[\]:]+")

Value = TypeVar("Value")


def texts_of(request: Request) -> Texts:
    """The texts in the language that the address asks for."""
    path = within_site(request)
    return Texts("en" if path == "/en" or path.startswith("/en/") else "th")


def within_site(request: Request) -> str:
    """The path of a request below the site's own path."""
    path: str = request.scope.get("route_path") or request.path
    return path


async def read(datasette: Datasette, function: Callable[[Database], Value], *, slow: bool = False) -> Value:
    """What a function of the `db` package reads, in a thread of our own, on a read-only connection.

    All that it reads is of one state of the data.  `slow`: for what may take a while, such as a search.
    """

    def run(connection: sqlite3.Connection) -> Value:
        return function(Database(connection))

    value: Value = await datasette.reader.read(run, slow=slow)
    return value


def absolute(datasette: Datasette, request: Request, path: str) -> str:
    """The whole address of a page of ours, for use outside of a browser."""
    address: str = datasette.urls.path(path)
    if datasette.public_url:
        return str(datasette.public_url).removesuffix(datasette.base.rstrip("/")) + address
    host = request.headers.get("host", "")
    return f"{request.scheme}://{host if _HOST.fullmatch(host) else 'localhost'}{address}"


async def page(
    datasette: Datasette, request: Request, template: str, context: dict[str, Any], *, status: int = 200
) -> Response:
    """A page in the language of its address.

    Besides the context the template gets `t` (the texts), `w` (values in words), what makes others' texts
    safe, `not_of_persons` (the filter of the list of awards that leaves persons' out), `here` and `elsewhere`
    (this page's address in Thai and in the other language).
    """
    texts = texts_of(request)
    query = f"?{request.query_string}" if request.query_string else ""
    path = within_site(request)
    here = path.removeprefix("/en") or "/" if texts.language == "en" else path
    other = Texts("th" if texts.language == "en" else "en")
    tools: dict[str, Any] = {
        "t": texts,
        "w": Wording(texts),
        "shown": shown,
        "plain": plain,
        "web": web_address,
    }
    tools["not_of_persons"] = urlencode({"recipient": NOT_OF_PERSONS}, doseq=True)
    known = {**tools, "here": here, "elsewhere": other.path(here) + query}
    html = await datasette.render_template(template, known | context, request=request)
    return Response.html(html, status=status, headers={"Content-Language": texts.language})


async def not_found(datasette: Datasette, request: Request) -> Response:
    """The page that says that there is nothing at an address."""
    return await page(datasette, request, "rangwan_error.html", {"status": 404, "said": None}, status=404)
