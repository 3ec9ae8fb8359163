"""Organisations and awards: a list of all with filters, the same list as a file, and a page of each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response
from sqlite_utils import Database

from db.pages.awards import award_page
from db.pages.lists import AWARDS, ORGANISATIONS, Listing
from db.pages.organisations import organisation_page
from db.pages.standing import Table
from db.site.rendering import not_found, page, read
from db.site.views.lists import list_context, list_export, query_of
from db.site.views.pages import where_it_is

Routes = tuple[tuple[str, Callable[..., Awaitable[Any]]], ...]


def _routes(table: Table, listing: Listing, page_of: Callable[[Database, str], Any]) -> Routes:
    name = f"{table}s"

    async def everything(datasette: Datasette, request: Request) -> Response:
        query = query_of(request, listing)
        context = await list_context(datasette, listing, query, f"/{name}")
        return await page(datasette, request, "rangwan_list.html", {"name": name, **context})

    async def export(datasette: Datasette, request: Request) -> AsgiStream:
        return await list_export(datasette, request, listing, name)

    async def one(datasette: Datasette, request: Request) -> Response:
        place = await where_it_is(datasette, request, table, f"/{name}")
        if isinstance(place, Response):
            return place
        found = await read(datasette, lambda db: page_of(db, place.id))
        if found is None:  # withdrawn since
            return await not_found(datasette, request)
        return await page(datasette, request, f"rangwan_{table}.html", {table: found})

    return (
        (rf"/{name}/?", everything),
        (rf"/{name}\.(?P<format>csv|json)", export),
        (rf"/{name}/(?P<id>[^/]+)", one),
    )


ROUTES: Routes = (
    *_routes("organisation", ORGANISATIONS, organisation_page),
    *_routes("award", AWARDS, award_page),
)
