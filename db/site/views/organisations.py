"""The list of organisations, and the page of each."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from db.pages.lists import ORGANISATIONS
from db.pages.organisations import organisation_page
from db.site.rendering import not_found, read
from db.site.views.lists import list_export, list_view
from db.site.views.pages import show, where_it_is


async def organisations(datasette: Datasette, request: Request) -> Response:
    return await list_view(datasette, request, ORGANISATIONS, "rangwan_organisations.html", "/organisations")


async def organisations_export(datasette: Datasette, request: Request) -> AsgiStream:
    return await list_export(datasette, request, ORGANISATIONS, "organisations")


async def organisation(datasette: Datasette, request: Request) -> Response:
    place = await where_it_is(datasette, request, "organisation", "/organisations")
    if isinstance(place, Response):
        return place
    found = await read(datasette, lambda db: organisation_page(db, place.id))
    if found is None:  # withdrawn since
        return await not_found(datasette, request)
    return await show(datasette, request, "rangwan_organisation.html", {"org": found})


ROUTES = (
    (r"/organisations/?", organisations),
    (r"/organisations\.(?P<format>csv|json)", organisations_export),
    (r"/organisations/(?P<id>[^/]+)", organisation),
)
