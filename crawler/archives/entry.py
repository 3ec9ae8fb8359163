"""What all archives hand on: one record, read or not, and the place to go on from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crawler.article import Article


class ArchiveError(Exception):
    """An archive as a whole cannot be read; the message says which, why and what to do."""


@dataclass(frozen=True, slots=True)
class Capture:
    """The raw page that a record holds: its bytes and when they were fetched (UTC)."""

    url: str
    body: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of an archive.

    `where` names it for messages; `position` is the number of records up to and with this one, from which a
    later import goes on; `done` and `total` are how far the reading has come and how far it goes, in one unit
    (bytes of the file, or files), `total` null where that is not known.  `article` is null for a record that
    gives none: then `problem` says why a broken one does not, and is null too for one that is no article by
    its nature (a picture, an index page).
    """

    where: str
    position: int
    article: Article | None = None
    problem: str | None = None
    kind: str = "broken record"
    capture: Capture | None = None
    done: int = 0
    total: int | None = None
