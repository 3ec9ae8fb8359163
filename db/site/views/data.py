"""The page about the data itself: how to get it, under which terms, what will stay as it is."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from db.change_log import last_redaction, latest
from db.record_fields import SCHEMA_VERSION, record_dictionary
from db.site.exported import exported
from db.site.rendering import DATABASE, absolute, page, read, texts_of

VIEWS = ("awards", "organisations", "programmes", "province_counts", "facts", "articles")
"""The views whose rows the page offers as files."""

_QUESTION = (
    "select province, count(*) as awards from awards where year = 2566 group by province order by awards desc"
)
_LICENCE = "https://creativecommons.org/licenses/by/4.0/"


async def data(datasette: Datasette, request: Request) -> Response:
    texts = texts_of(request)
    last, least = await read(datasette, _log_ends)
    dictionary = record_dictionary()
    kinds: list[dict[str, Any]] = [
        {
            "name": name,
            "title": getattr(kind, f"title_{texts.language}"),
            "text": getattr(kind, texts.language),
            "fields": [
                (field.name, getattr(field, texts.language))
                for field in kind.fields
                if not field.persons_only
            ],
        }
        for name, kind in dictionary.entities.items()
    ]
    site = absolute(datasette, request, "/")
    context = {
        "export": await exported(datasette.exports, texts, least),
        "has_export": datasette.exports is not None,
        "views": VIEWS,
        "kinds": kinds,
        "promise": getattr(dictionary, f"promise_{texts.language}"),
        "redirects": getattr(dictionary, f"redirects_{texts.language}"),
        "schema_version": SCHEMA_VERSION,
        "latest": last,
        "licence": _LICENCE,
        "question": _QUESTION,
        "database": DATABASE,
        "examples": {
            "json": f"curl '{site}{DATABASE}/awards.json?_shape=objects&province=เชียงใหม่&_size=100'",
            "csv": f"curl -o awards.csv '{site}{DATABASE}/awards.csv?_stream=1&_size=max'",
            "sql": f"curl '{site}{DATABASE}.json?_shape=objects&sql={quote(_QUESTION)}'",
            "changes": f"curl '{site}changes.json?since={last}'",
            "package": f'frictionless.Package("{site}data/files/datapackage.json")',
        },
    }
    return await page(datasette, request, "rangwan_data.html", context)


def _log_ends(db: Database) -> tuple[int, int]:
    return latest(db), last_redaction(db)


ROUTES = ((r"/data", data),)
