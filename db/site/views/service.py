"""What machines look at: whether the site is well, what robots may read, the icon."""

from __future__ import annotations

import logging
import math
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from db.condition import Condition
from db.errors import StoreError
from db.site.errors import error_response
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
_NEW = {"cache-control": "no-store"}
_log = logging.getLogger("rangwan.site")
_ICON = files("db.site").joinpath("static", "favicon.svg")


async def health(datasette: Datasette, request: Request) -> Response:
    """`/-/health`: 200 when all is well, 503 with the reasons when something needs a person.

    `?max_age=HOURS`: what readers see must not be older than that.
    """
    try:
        max_age = _hours(request.args.get("max_age"))
    except ValueError as error:
        return Response.json({"ok": False, "error": str(error)}, status=400, headers=_NEW)
    finished = await read(datasette, _last_run)
    reasons: list[dict[str, str | None]] = []
    answer: dict[str, Any] = {"last_run": finished, "age_seconds": _age(finished)}
    try:
        watched = await datasette.monitor.look()
    except StoreError as error:
        _log.warning("%s", error)
        reasons.append(_reason("unreadable", "อ่านฐานข้อมูลไม่ได้", "the database cannot be read"))
    else:
        answer |= _told(watched.condition)
        reasons += [asdict(one) for one in (watched.verdict.reasons if watched.verdict else ())]
    if max_age is not None:
        published = answer.get("publication")
        age = published["age_seconds"] if published else answer["age_seconds"]
        if age is None or age > max_age * 3600:
            th, en = f"ข้อมูลเก่ากว่า {max_age:g} ชั่วโมง", f"the data is older than {max_age:g} hours"
            reasons.append(_reason("too_old", th, en))
    return Response.json(
        {"ok": not reasons, **answer, "reasons": reasons}, status=503 if reasons else 200, headers=_NEW
    )


async def live(datasette: Datasette, request: Request) -> Response:
    """`/-/live`: 200 when the site can read what it shows: for what sends readers here or starts it again."""
    await read(datasette, _last_run)
    return Response.json({"ok": True}, headers=_NEW)


async def metrics(datasette: Datasette, request: Request) -> Response:
    """`/-/metrics`: the same for Prometheus."""
    if datasette.metrics is None:
        return await error_response(datasette, request, 404)
    try:
        watched = await datasette.monitor.look()
    except StoreError as error:
        _log.warning("%s", error)
        return Response.text("the database cannot be read\n", status=503, headers=_NEW)
    body, content_type = datasette.metrics(watched, request.headers.get("accept", ""))
    return Response(body.decode(), headers=_NEW, content_type=content_type)


def _last_run(db: Database) -> str | None:
    # By number: after a clock that was ahead, the latest time would look fresh for ever.
    row = db.conn.execute(
        "SELECT finished_at FROM run WHERE outcome IN ('done', 'failures') ORDER BY id DESC LIMIT 1"
    ).fetchone()
    db.conn.execute("SELECT count(*) FROM (SELECT 1 FROM award LIMIT 1)").fetchone()
    return str(row[0]) if row else None


def _stamp(moment: datetime) -> str:
    """A time as all the others of the answer are written."""
    return moment.isoformat().replace("+00:00", "Z")


def _told(condition: Condition) -> dict[str, Any]:
    run, published, held = condition.last_run, condition.publication, condition.held
    return {
        "run": run
        and {
            "id": run.id,
            "started_at": _stamp(run.started_at),
            "finished_at": run.finished_at and _stamp(run.finished_at),
            "outcome": run.outcome,
        },
        "publication": published
        and {
            "published_at": published.published_at,
            "age_seconds": _age(published.published_at),
            "run": published.run_id,
            "changes_ahead": condition.changes_ahead,
        },
        "held": held is not None,
        "held_since": held and _stamp(held.since),
    }


def _age(stamp: str | None) -> int | None:
    if stamp is None:
        return None
    moment = datetime.fromisoformat(stamp)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0, round((datetime.now(UTC) - moment).total_seconds()))


def _hours(said: str | None) -> float | None:
    """Raises `ValueError` for what is no number of hours."""
    if said is None:
        return None
    with suppress(ValueError):
        hours = float(said)
        if math.isfinite(hours) and hours > 0:
            return hours
    raise ValueError("max_age is a number of hours")


def _reason(code: str, th: str, en: str) -> dict[str, str | None]:
    return {"code": code, "about": None, "th": th, "en": en}


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
    (r"/-/live", live),
    (r"/-/metrics", metrics),
    (r"/robots\.txt", robots),
    (r"/favicon\.ico", icon),
)
