"""The first page: what is in here, how fresh, where, when, the newest awards."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from db import overviews
from db.programme_overviews import programme_lines
from db.site import tiles
from db.site.charts import chart
from db.site.rendering import page, read

PROGRAMMES = 6
"""So many of the greatest programmes are named."""


async def home(datasette: Datasette, request: Request) -> Response:
    context = await read(datasette, _everything)
    return await page(datasette, request, "rangwan_home.html", context)


def _everything(db: Database) -> dict[str, Any]:
    by_province = overviews.awards_by_province(db)
    return {
        "counts": overviews.counts(db),
        "fresh": overviews.freshness(db),
        "tiles": tiles.tiles(by_province),
        "legend": tiles.legend(by_province.values()),
        "chart": chart(overviews.awards_by_year(db)),
        "newest": overviews.newest_awards(db),
        "programmes": programme_lines(db)[:PROGRAMMES],
    }


ROUTES = ((r"/?", home),)
