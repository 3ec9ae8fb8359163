"""What the views of the dataset's things share: ids that moved on, what is told of no more."""

from __future__ import annotations

from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.pages.standing import Standing, Table, standing
from db.site.rendering import not_found, page, read, texts_of


def identity_of(request: Request) -> str:
    """The id in the address."""
    return unquote(request.url_vars["id"])


async def where_it_is(
    datasette: Datasette, request: Request, table: Table, folder: str
) -> Standing | Response:
    """What became of the id in the address: it stands, or the answer that sends on, is gone or not found."""
    identity = identity_of(request)
    found = await read(datasette, lambda db: standing(db, table, identity))
    if found is None:
        return await not_found(datasette, request)
    if found.withdrawn:
        context = {"identity": identity, "folder": folder, "table": table}
        return await page(datasette, request, "rangwan_gone.html", context, status=410)
    if found.moved:
        address = datasette.urls.path(texts_of(request).path(f"{folder}/{found.id}"))
        return Response.redirect(address, status=301)
    return found
