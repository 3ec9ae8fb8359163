"""What a crawl tells its caller, one event after the other.

Events cross a pipe as JSON lines; `to_line` and `from_line` are each other's inverse.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Discriminator, TypeAdapter

from crawler.article import Article
from crawler.findings import Findings


class FailureKind(StrEnum):
    """Why a page could not be used."""

    NETWORK = "network"
    HTTP = "http"
    GONE = "gone"
    ROBOTS = "robots"
    ADDRESS = "address"
    SIZE = "size"
    BLOCKED = "blocked"
    NO_TEXT = "no-text"
    FORMAT = "format"
    DISCOVERY = "discovery"
    CRASH = "crash"
    LIMIT = "limit"
    PAUSED = "paused"
    LAYOUT = "layout"


@dataclass(frozen=True, slots=True)
class ArticleFound:
    """A new article, or (`changed`) a new version of a known one."""

    publisher: str
    article: Article
    changed: bool = False
    event: Literal["article-found"] = "article-found"


@dataclass(frozen=True, slots=True)
class PageFetched:
    """A page was downloaded and is to be remembered.

    `fetched_at` in UTC; `sha256` of the raw page; `fingerprint` of the article read from it, null if none
    was wanted of it.
    """

    publisher: str
    url: str
    status: int
    fetched_at: datetime
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    fingerprint: str | None = None
    next_check: datetime | None = None
    """When it is to be asked for again (UTC)."""
    event: Literal["page-fetched"] = "page-fetched"


@dataclass(frozen=True, slots=True)
class PageUnchanged:
    """A known page was asked for again and is what it was (by status 304, by its bytes or by its article).

    `sha256` is still that of the page which was kept, also when other bytes gave the same article.
    """

    publisher: str
    url: str
    fetched_at: datetime
    sha256: str
    etag: str | None = None
    last_modified: str | None = None
    fingerprint: str | None = None
    next_check: datetime | None = None
    event: Literal["page-unchanged"] = "page-unchanged"


@dataclass(frozen=True, slots=True)
class PageFailed:
    """A page, an index page or the whole crawl (then without `url`) could not be used.

    `next_check` (UTC) is when the page is to be asked for again; null: at the next crawl.
    """

    publisher: str
    url: str | None
    kind: FailureKind
    reason: str
    next_check: datetime | None = None
    event: Literal["page-failed"] = "page-failed"


@dataclass(frozen=True, slots=True)
class HostPaused:
    """A host (with its port) refused the crawl, for the `times`-th time in a row.

    It is not to be asked again before `until` (UTC); `reason` is what it answered last.
    """

    publisher: str
    host: str
    until: datetime
    times: int
    reason: str
    event: Literal["host-paused"] = "host-paused"


@dataclass(frozen=True, slots=True)
class HostAnswered:
    """A host that had refused an earlier crawl gives its pages again."""

    publisher: str
    host: str
    event: Literal["host-answered"] = "host-answered"


@dataclass(frozen=True, slots=True)
class DiscoveryDone:
    """One discovery table was read to its end; `found` addresses of articles were in it."""

    publisher: str
    kind: str
    found: int
    event: Literal["discovery-done"] = "discovery-done"


@dataclass(frozen=True, slots=True)
class Counts:
    """Pages and articles of one crawl of one publisher."""

    found: int = 0
    """Addresses of articles in the index pages."""
    skipped: int = 0
    """Of these: known, and not due to be asked for again."""
    fetched: int = 0
    """Pages with articles downloaded (or handed over by an index)."""
    unchanged: int = 0
    new: int = 0
    changed: int = 0
    dated: int = 0
    """New and changed articles with a day of publication."""
    failed: int = 0


@dataclass(frozen=True, slots=True)
class CrawlFinished:
    """The crawl of a publisher is over.

    `ok` is false if it ended early or could not do its work; then `reason` says why.  `issues` lists the
    expectations of the publisher's file that it did not meet.
    """

    publisher: str
    ok: bool
    reason: str
    counts: Counts = Counts()
    issues: tuple[str, ...] = field(default_factory=tuple)
    event: Literal["crawl-finished"] = "crawl-finished"


@dataclass(frozen=True, slots=True)
class SiteLookedAt:
    """What a look at an unknown site found (`crawler.run.probe`)."""

    publisher: str
    findings: Findings
    event: Literal["site-looked-at"] = "site-looked-at"


Event = (
    ArticleFound
    | PageFetched
    | PageUnchanged
    | PageFailed
    | HostPaused
    | HostAnswered
    | DiscoveryDone
    | SiteLookedAt
    | CrawlFinished
)

_ADAPTER: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Discriminator("event")])


def to_line(event: Event) -> bytes:
    """The event as one line of JSON with its line feed."""
    return _ADAPTER.dump_json(event) + b"\n"


def from_line(line: bytes) -> Event:
    """The event of a line.  Raises ValueError if the line holds none."""
    return _ADAPTER.validate_json(line)


def page_header(body: bytes) -> bytes:
    """The line that announces the bytes of a page, which are to be kept before the next event."""
    return b"#%d\n" % len(body)


def announced(line: bytes) -> int | None:
    """The number of bytes that a line announces; null for the line of an event."""
    return int(line[1:]) if line.startswith(b"#") and line[1:].strip().isdigit() else None
