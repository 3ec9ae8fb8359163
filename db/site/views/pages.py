"""What the views of the dataset's things share: their words, ids that moved on, what is told of no more."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.pages.standing import Standing, Table, standing
from db.site.characters import plain, shown, web_address
from db.site.rendering import not_found, page, read, texts_of
from db.site.wording import Wording


async def show(
    datasette: Datasette, request: Request, template: str, context: dict[str, Any], *, status: int = 200
) -> Response:
    """A page whose template also has `w` (wording) and what makes others' texts safe."""
    tools = {"w": Wording(texts_of(request)), "shown": shown, "plain": plain, "web": web_address}
    return await page(datasette, request, template, tools | context, status=status)


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
        return await show(datasette, request, "rangwan_gone.html", context, status=410)
    if found.moved:
        address = datasette.urls.path(texts_of(request).path(f"{folder}/{found.id}"))
        return Response.redirect(address, status=301)
    return found
