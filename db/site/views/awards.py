"""The list of awards, and the page of each."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import AsgiStream, Request, Response

from db.pages.awards import award_page
from db.pages.lists import AWARDS
from db.site.rendering import not_found, read
from db.site.views.lists import list_export, list_view
from db.site.views.pages import show, where_it_is


async def awards(datasette: Datasette, request: Request) -> Response:
    return await list_view(datasette, request, AWARDS, "rangwan_awards.html", "/awards")


async def awards_export(datasette: Datasette, request: Request) -> AsgiStream:
    return await list_export(datasette, request, AWARDS, "awards")


async def award(datasette: Datasette, request: Request) -> Response:
    place = await where_it_is(datasette, request, "award", "/awards")
    if isinstance(place, Response):
        return place
    found = await read(datasette, lambda db: award_page(db, place.id))
    if found is None:  # withdrawn since
        return await not_found(datasette, request)
    return await show(datasette, request, "rangwan_award.html", {"award": found})


ROUTES = (
    (r"/awards/?", awards),
    (r"/awards\.(?P<format>csv|json)", awards_export),
    (r"/awards/(?P<id>[^/]+)", award),
)
