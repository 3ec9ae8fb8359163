"""The change feed as others fetch it: pages of JSON, and an Atom feed of new awards.

Both depend on nothing but the log of changes and the address of the site that serves them.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from xml.etree import ElementTree as ET

from sqlite_utils import Database

from db.change_log import PAGE, changes_since
from db.record_fields import SCHEMA_VERSION
from db.records import Record
from normalize.provinces import PROVINCES

NEWEST = 50
"""How many awards the Atom feed holds."""

ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
# Tag URIs (RFC 4151) carry a day on which the host was the publisher's; it must never change.
_TAG_DAY = "2026-01-01"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ENGLISH = {province.name: province.name_en for province in PROVINCES}
_AHEAD = (
    "since is larger than latest: the database may have been restored from a backup, or is another one."
    " Start again from 0"
)


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The answer to /changes.json: what to send as JSON, and its entity tag with the quotes of the header."""

    body: dict[str, Any]
    etag: str


def changes_json(db: Database, base_url: str, since: int, limit: int = PAGE) -> ChangesPage:
    """A page of the log.  `limit` is brought down to 1,000; `base_url` is where the site begins.

    Raises `db.change_log.BadSince` for a negative `since`, `ValueError` for a `limit` under 1 or a
    `base_url` without a host.
    """
    limit = min(limit, PAGE)
    page = changes_since(db, since, limit)
    more = page.next < page.latest
    query = urlencode({"since": page.next, "limit": limit})
    body = {
        "schema_version": SCHEMA_VERSION,
        "since": since,
        "limit": limit,
        "latest": page.latest,
        "next": page.next,
        "next_url": f"{_site(base_url)}changes.json?{query}" if more else None,
        "warning": _AHEAD if page.ahead else None,
        "redacted": page.redacted,
        "changes": [change.to_json() for change in page.changes],
    }
    digest = hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()
    return ChangesPage(body, f'"{digest[:32]}"')


def atom_feed(db: Database, base_url: str) -> bytes:
    """The newest 50 awards of organisations and products as an Atom feed (RFC 4287), the newest first.

    `base_url` is where the site begins ("https://awards.example.org/"); awards have their page at
    awards/ID below it.  Awards of persons, which are published without names, are left out.  Raises
    `ValueError` for a `base_url` without a host.
    """
    site = _site(base_url)
    (written,) = db.conn.execute("SELECT at FROM change ORDER BY seq DESC LIMIT 1").fetchone() or (None,)
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {f"{{{_XML}}}lang": "th"})
    _add(feed, "id", _tag(site, "awards"))
    _add(feed, "title", "รางวัลใหม่ของหน่วยงานรัฐไทย · New awards of the Thai public sector")
    _add(feed, "updated", written or "1970-01-01T00:00:00Z")
    _add(_add(feed, "author"), "name", "rangwan")
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{site}awards.atom")
    _add(feed, "link", rel="alternate", type="text/html", href=site)
    for award in _new_awards(db):
        _put_entry(feed, site, award)
    ET.indent(feed)
    document: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


_NEW_AWARDS = """
    SELECT now.record, json_extract(o.record, '$.name_en'), first.at, now.at
    FROM published_record p
    JOIN change now ON now.seq = p.seq
    JOIN change first ON first.seq = p.first_seq
    LEFT JOIN published_record po
        ON po.entity = 'organisation' AND po.record_id = json_extract(now.record, '$.organisation_id')
    LEFT JOIN change o ON o.seq = po.seq
    WHERE p.entity = 'award' AND json_extract(now.record, '$.recipient_type') IN ('organisation', 'product')
    ORDER BY p.first_seq DESC
    LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class _NewAward:
    """An award as it stands; when it was first published, and when it last changed."""

    record: Record
    organisation_en: str | None
    added: str
    updated: str


def _new_awards(db: Database) -> list[_NewAward]:
    rows = db.conn.execute(_NEW_AWARDS, [NEWEST])
    return [_NewAward(json.loads(record), *rest) for record, *rest in rows]


def _put_entry(feed: ET.Element, site: str, new: _NewAward) -> None:
    award, title = new.record, _title(new)
    entry = _add(feed, "entry")
    _add(entry, "id", _tag(site, award["id"]))
    _add(entry, "title", title)
    _add(entry, "published", new.added)
    _add(entry, "updated", new.updated)
    _add(entry, "link", rel="alternate", type="text/html", href=f"{site}awards/{quote(award['id'])}")
    if award["url"]:
        _add(entry, "link", rel="via", href=award["url"])
    _add(entry, "summary", award["evidence"] or title)
    if award["province"]:
        _add(entry, "category", term=award["province"])


def _title(new: _NewAward) -> str:
    """Who won what, in Thai, then what an English reader needs."""
    award = new.record
    thai = [
        f"{award['organisation'] or award['project'] or 'ไม่ระบุผู้รับ'} ได้รับ{award['programme']}",
        award["tier"],
    ]
    if award["year"]:
        thai.append(f"ประจำปี {award['year']}")
    to = f"Award to {new.organisation_en}" if new.organisation_en else "Award"
    english = [to, _ENGLISH.get(award["province"]), award["year_ce"] and str(award["year_ce"])]
    return f"{' '.join(filter(None, thai))} · {', '.join(filter(None, english))}"


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", clean)
    if text is not None:
        element.text = _NOT_XML.sub("", text)
    return element


def _site(base_url: str) -> str:
    """The address of the site with a slash at its end."""
    if not urlsplit(base_url).hostname:
        raise ValueError(
            f"the address of the site needs a host, as https://awards.example.org/: {base_url!r}"
        )
    return base_url.rstrip("/") + "/"


def _tag(site: str, name: str) -> str:
    """The tag URI of an award: the same whatever port or scheme serves it."""
    parts = urlsplit(site)
    path = parts.path.strip("/")
    return f"tag:{parts.hostname},{_TAG_DAY}:{path + '/' if path else ''}{name}"
