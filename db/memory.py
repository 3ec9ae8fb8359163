"""What the crawler remembers of a URL between runs: validators, the content's hash, when to look again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """The last fetch of one URL.

    `etag` and `last_modified` are the response's headers as sent; `sha256` that of the raw page; times are
    ISO 8601 in UTC; `failures` counts the failed fetches since the last good one.
    """

    url: str
    source: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    status: int | None = None
    checked_at: str | None = None
    next_check: str | None = None
    failures: int = 0


_NAMES = [field.name for field in fields(FetchRecord)]
_COLUMNS = ", ".join(_NAMES)
_PUT = (
    f"INSERT INTO fetch ({_COLUMNS}) VALUES ({', '.join('?' * len(_NAMES))}) ON CONFLICT (url) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _NAMES[1:])
)


def get_fetch(db: Database, url: str) -> FetchRecord | None:
    """What is remembered of a URL."""
    row = db.conn.execute(f"SELECT {_COLUMNS} FROM fetch WHERE url = ?", [url]).fetchone()
    return None if row is None else FetchRecord(*row)


def fetches(db: Database, source: str | None) -> Iterator[FetchRecord]:
    """All that is remembered, of one source if told, in the order of the URLs."""
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM fetch WHERE ? IS NULL OR source = ? ORDER BY url", [source, source]
    ).fetchall()
    return (FetchRecord(*row) for row in rows)


def put_fetch(db: Database, record: FetchRecord) -> None:
    """Remember a fetch in place of the one before."""
    db.conn.execute(_PUT, list(asdict(record).values()))
