"""The files of the latest export, as they lie in its folder."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request

from db.change_log import last_redaction
from db.exports.published import ExportUnreadable, PublishedExports
from db.site.downloads import Download
from db.site.errors import error_response
from db.site.rendering import read

_log = logging.getLogger("rangwan.site")


async def file(datasette: Datasette, request: Request) -> Any:
    """`/data/files/NAME`, for the names in the export's index.json."""
    exports: PublishedExports | None = datasette.exports
    if exports is None:
        return await error_response(datasette, request, 404)
    name = request.url_vars["name"]
    least = await read(datasette, last_redaction)
    try:
        opened = await asyncio.to_thread(exports.open, name, least_change=least)
    except ExportUnreadable as error:
        _log.warning("%s", error)
        return await error_response(datasette, request, 503)
    if opened is None:
        return await error_response(datasette, request, 404)
    return Download(opened, request.method, request.headers, request.receive)


ROUTES = ((r"/data/files/(?P<name>[^/]+)", file),)
