"""What programs fetch: the log of changes as JSON, new awards as an Atom feed."""

from __future__ import annotations

import json

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.change_log import PAGE, BadSince, since_of
from db.feed import atom_feed, changes_json
from db.site.errors import error_response
from db.site.rendering import absolute, read


async def changes(datasette: Datasette, request: Request) -> Response:
    """`/changes.json?since=N&limit=M`; docs/change-feed.md."""
    try:
        since = since_of(request.args.get("since") or "0")
        limit = _limit(request.args.get("limit"))
    except ValueError as error:
        return await error_response(datasette, request, 400, said=str(error))
    site = absolute(datasette, request, "/")
    found = await read(datasette, lambda db: changes_json(db, site, since, limit))
    # Never from a cache without asking: who follows the dataset wants the newest, and an ETag makes it cheap.
    headers = {"cache-control": "public, no-cache", "etag": found.etag}
    body = json.dumps(found.body, ensure_ascii=False)
    return Response(body, headers=headers, content_type="application/json; charset=utf-8")


async def awards(datasette: Datasette, request: Request) -> Response:
    """`/awards.atom`, also at `/feed.atom`: the newest awards for feed readers."""
    site = absolute(datasette, request, "/")
    document = await read(datasette, lambda db: atom_feed(db, site))
    return Response(document, content_type="application/atom+xml; charset=utf-8")


def _limit(text: str | None) -> int:
    if not text:
        return PAGE
    digits = text.lstrip("0")
    if digits.isascii() and digits.isdigit():
        return min(int(digits[:9]), PAGE)
    raise BadSince(f"limit must be a number from 1 to {PAGE}, not {text[:50]!r}")


ROUTES = (
    (r"/changes\.json", changes),
    (r"/(?:feed|awards)\.atom", awards),
)
