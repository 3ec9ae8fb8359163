"""What machines look at: whether the site is well, what robots may read, the icon."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from db.site.rendering import absolute, read

# Robots find every page of ours by links; Datasette's tables are endless views of the same.
_ROBOTS = """User-agent: *
Disallow: {base}rangwan
Disallow: {base}search
Disallow: {base}en/search
Disallow: {base}-/
Allow: {base}

# All of it at once, for programs: {data}
"""
_ICON = files("db.site").joinpath("static", "favicon.svg")


async def health(datasette: Datasette, request: Request) -> Response:
    """`/-/health`: 200 when the dataset can be read, with its age; an error otherwise."""
    finished = await read(datasette, _last_run)
    age = None
    if finished is not None:
        moment = datetime.fromisoformat(finished)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        age = max(0, round((datetime.now(UTC) - moment).total_seconds()))
    answer = {"ok": True, "last_run": finished, "age_seconds": age}
    return Response.json(answer, headers={"cache-control": "no-store"})


def _last_run(db: Database) -> str | None:
    # By number: after a clock that was ahead, the latest time would look fresh for ever.
    row = db.conn.execute(
        "SELECT finished_at FROM run WHERE outcome IN ('done', 'failures') ORDER BY id DESC LIMIT 1"
    ).fetchone()
    db.conn.execute("SELECT count(*) FROM (SELECT 1 FROM award LIMIT 1)").fetchone()
    return str(row[0]) if row else None


async def robots(datasette: Datasette, request: Request) -> Response:
    """`/robots.txt`."""
    text = _ROBOTS.format(base=datasette.base, data=absolute(datasette, request, "/data"))
    return Response.text(text, headers={"cache-control": "public, max-age=3600"})


async def icon(datasette: Datasette, request: Request) -> Response:
    """`/favicon.ico`, which browsers ask for on pages that name no icon, such as Datasette's JSON."""
    headers = {"cache-control": "public, max-age=86400"}
    return Response(_ICON.read_text("utf-8"), headers=headers, content_type="image/svg+xml")


ROUTES = (
    (r"/-/health", health),
    (r"/robots\.txt", robots),
    (r"/favicon\.ico", icon),
)
