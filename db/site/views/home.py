"""The first page."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.site.rendering import page


async def home(datasette: Datasette, request: Request) -> Response:
    return await page(datasette, request, "rangwan_home.html", {})


ROUTES = ((r"/?", home),)
