"""The page of an article: its text, and what was read from it."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.pages.articles import article_page
from db.site.rendering import not_found, page, read
from db.site.views.pages import identity_of


async def article(datasette: Datasette, request: Request) -> Response:
    identity = identity_of(request)
    found = await read(datasette, lambda db: article_page(db, identity))
    if found is None:
        return await not_found(datasette, request)
    return await page(datasette, request, "rangwan_article.html", {"article": found})


ROUTES = ((r"/articles/(?P<id>.+)", article),)
