"""What stands before the site: refuses what no reader sends, and gives every answer its headers."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from db.site.headers import HEADERS, OPEN_DATA

App = Callable[[Any, Any, Any], Awaitable[None]]
Refuse = Callable[[Any, Any, int], Awaitable[None]]

MAX_ADDRESS_BYTES = 30_000  # a Thai letter takes nine
MAX_PARAMETERS = 100  # of a table
MAX_FACETS = 20  # each is counted, and linked to in a page that grows with the square of their number
METHODS = ("GET", "HEAD", "OPTIONS")

_CONTROL = re.compile(r"[\x00-\x1f]")
_HOST = re.compile(rb"[A-Za-z0-9.\-\[\]:_]*")
_A_YEAR = b"public, max-age=31536000, immutable"
_AN_HOUR = b"public, max-age=3600"
# Datasette's own pages about itself tell of the machine; nobody signs in, nobody sends messages.
_OPEN = ("/-/static/", "/-/health", "/-/live", "/-/metrics")
_TABLES = ("/rangwan/", "/rangwan.")
_DATASETTES = ("/rangwan/", "/-/", "/assets/")
# A second address would pass by a proxy that closes the first.
_CLOSED = ("/-/", "/en/-/", "/_internal", "/_memory", "/:memory:")


def gate(
    app: App, refuse: Refuse, base: str, is_ours: Callable[[str], bool], public_url: str | None = None
) -> App:
    """The application behind the gate.

    `refuse(scope, send, status)` tells why something is not answered; `is_ours` knows the site's addresses.
    With `public_url` every request is taken for one to that host, since Datasette writes the host into links.
    """
    public = urlsplit(public_url) if public_url else None

    async def guarded(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = "/" + path_of(scope).removeprefix(base.encode()).lstrip(b"/").decode("latin-1")
        sender = _sender(scope, path, send)
        if status := _refused(scope, path, is_ours):
            await refuse(scope, sender, status)
        elif scope["method"] == "OPTIONS":
            await _say_methods(sender)
        else:
            # Nobody signs in here: without these every answer is everybody's.
            headers = [pair for pair in scope["headers"] if pair[0] not in (b"cookie", b"authorization")]
            known = {**scope, "headers": headers}
            if public is not None:
                known["scheme"] = public.scheme
                known["headers"] = [pair for pair in headers if pair[0] != b"host"]
                known["headers"].append((b"host", public.netloc.encode()))
            if path.startswith(_TABLES) and not path.startswith(base):
                # Datasette puts the site's path before the address of the request, which has it already.
                known["path"] = known["path"].removeprefix(base.rstrip("/"))
                known["raw_path"] = path.encode("latin-1")
            await app(known, receive, sender)

    return guarded


def path_of(scope: Any) -> bytes:
    """The path as it was sent, without the query."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.partition(b"?")[0]


def _refused(scope: Any, path: str, is_ours: Callable[[str], bool]) -> int | None:
    raw = path_of(scope)
    if scope["method"] not in METHODS:
        return 405
    if len(raw) + len(scope["query_string"]) > MAX_ADDRESS_BYTES:
        return 414
    if path.startswith(_TABLES):
        parameters = scope["query_string"].split(b"&")
        if len(parameters) > MAX_PARAMETERS or sum(map(_is_facet, parameters)) > MAX_FACETS:
            return 400
    address = _text(raw)
    if address is None or not raw.isascii() or _CONTROL.search(address):
        return 400
    # An address with a host in it is for a proxy: Datasette would lead to that host.
    if not raw.startswith(b"/") or not all(map(_HOST.fullmatch, _hosts(scope))):
        return 400
    outside = raw.startswith(b"//") or "\\" in address or ".." in address.split("/")
    closed = path.startswith(_CLOSED) and not path.startswith(_OPEN)
    # Datasette would lead these to the same address in its own way of writing Thai.
    unknown = "%" in path and not path.startswith(_DATASETTES) and not is_ours(path)
    return 404 if outside or closed or unknown else None


def _is_facet(parameter: bytes) -> bool:
    return unquote_to_bytes(parameter).startswith(b"_facet")


def _hosts(scope: Any) -> list[bytes]:
    return [value for name, value in scope["headers"] if name == b"host"]


def _text(sent: bytes) -> str | None:
    """What an address says, or null when that is no text."""
    try:
        return unquote_to_bytes(sent).decode()
    except UnicodeDecodeError:
        return None


def _sender(scope: Any, path: str, send: Any) -> Any:
    async def send_with_headers(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.lower(), value) for name, value in message["headers"]]
            headers = [pair for pair in headers if pair[0] not in HEADERS and pair[0] != b"set-cookie"]
            headers += HEADERS.items()
            if message["status"] == 200 and path.startswith(("/assets/", "/-/static/")):
                versioned = scope["query_string"].startswith(b"v=")
                headers.append((b"cache-control", _A_YEAR if versioned else _AN_HOUR))
            kind = dict(headers).get(b"content-type", b"")
            if kind.startswith((b"application/json", b"application/atom+xml")):
                headers = [pair for pair in headers if pair[0] != OPEN_DATA[0]]
                headers.append(OPEN_DATA)
            message = {**message, "headers": headers}
        await send(message)

    return send_with_headers


async def _say_methods(send: Any) -> None:
    headers = [
        (b"allow", ", ".join(METHODS).encode()),
        (b"access-control-allow-methods", b"GET, HEAD, OPTIONS"),
        OPEN_DATA,
    ]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
