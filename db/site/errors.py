"""What is told when something cannot be answered: a page in the reader's language, or JSON for programs.

What went wrong inside is for the log alone.
"""

from __future__ import annotations

import logging
import re
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Forbidden, NotFound, Request, Response
from datasette.views.base import DatasetteError

from db.site.gate import METHODS, path_of
from db.site.rendering import DATABASE, page, within_site

KNOWN = (400, 403, 404, 405, 414, 500, 503)
RETRY_SECONDS = 10

_TOO_LONG = "SQL query took too long"
_EXPECTED: tuple[tuple[type[Exception], int, str | None], ...] = (
    (QueryInterrupted, 400, _TOO_LONG),
    (NotFound, 404, None),
    (Forbidden, 403, None),
)
_log = logging.getLogger("rangwan.site")
_AWAY = re.compile(
    "unable to open|database is locked|no such (table|column|view)|disk image is malformed|schema has changed"
)


async def error_response(
    datasette: Datasette,
    request: Request,
    status: int,
    *,
    said: str | None = None,
    more: dict[str, Any] | None = None,
) -> Response:
    """The answer with this status; `said` is what SQLite or Datasette said, as plain text."""
    shown = status if status in KNOWN else 500 if status >= 500 else 400
    if _wants_json(request):
        answer = {**(more or {}), "ok": False, "status": status, "error": said or _ENGLISH[shown]}
        response = Response.json(answer, status=status)
    else:
        context = {"status": shown, "said": said}
        response = await page(datasette, request, "rangwan_error.html", context, status=status)
    response.headers["cache-control"] = "no-store"
    if status == 405:
        response.headers["allow"] = ", ".join(METHODS)
    if status == 503:
        response.headers["retry-after"] = str(RETRY_SECONDS)
    return response


async def explain(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """The answer to a request that ended in an exception."""
    for kind, status, text in _EXPECTED:
        if isinstance(exception, kind):
            return await error_response(datasette, request, status, said=text)
    if isinstance(exception, Base400):
        return await error_response(datasette, request, exception.status, said=str(exception))
    if isinstance(exception, DatasetteError):
        # Those in HTML carry scripts; the one there is says that the time is over.
        said = _TOO_LONG if exception.message_is_html else str(exception.message)
        # What Datasette says of a request (`_sort` by no column) is no fault of the server's.
        status = 400 if exception.status == 500 else int(exception.status)
        return await error_response(datasette, request, status, said=said, more=dict(exception.error_dict))
    if _asked_of_a_table(request) and isinstance(exception, (ValueError, AssertionError)):
        # Datasette takes `_next=abc` or `_size_x=` as it comes.
        _log.info("%s: %r", request.path, exception)
        return await error_response(datasette, request, 400)
    if isinstance(exception, sqlite3.DatabaseError) and _AWAY.search(str(exception)):
        _log.warning("%s: %s", request.path, exception)
        return await error_response(datasette, request, 503)
    _log.error("%s failed", request.path, exc_info=exception)
    return await error_response(datasette, request, 500)


async def refuse(datasette: Datasette, scope: Any, send: Any, status: int) -> None:
    """Answer a request that the gate refuses, without looking at more of it than its language."""
    raw = path_of(scope)[:200].decode("latin-1")
    base = datasette.setting("base_url")
    language = "/en/" if f"/{raw.removeprefix(base).lstrip('/')}/".startswith("/en/") else "/"
    ending = "x.json" if raw.endswith(".json") else ""
    path = language + ending
    clean = {**scope, "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b""}
    clean["csrftoken"] = str  # no form of ours needs one
    response = await error_response(datasette, Request(clean, None), status)
    if scope["method"] == "HEAD":
        response.body = b""
    await response.asgi_send(send)


def _asked_of_a_table(request: Request) -> bool:
    return bool(within_site(request).startswith((f"/{DATABASE}/", f"/{DATABASE}.")))


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "")
    wanted = "application/json" in accepted and "text/html" not in accepted
    return wanted or request.path.endswith((".json", ".jsono")) or request.args.get("_format") == "json"


_ENGLISH = {
    400: "This request cannot be answered",
    403: "This is not public",
    404: "Not found",
    405: "Only GET and HEAD are answered here",
    414: "The address is too long",
    500: "Something went wrong here; it has been noted",
    503: "The data is being renewed; try again in a moment",
}
