"""One crawl of one publisher: the order that the caller gives to the worker."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from crawler.clock import utc_now
from crawler.discovery import Window
from crawler.discovery.base import MAX_BYTES
from crawler.memory import KnownPage, Pause
from crawler.publisher import Publisher, PublisherError, load_publishers


class Limits(BaseModel):
    """Caps that hold whatever a site sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seconds: float = Field(default=3600, gt=0)
    """Run time for one publisher."""
    page_bytes: int = Field(default=20_000_000, gt=0)
    """Size of a page, unpacked."""
    unpacked_bytes: int = Field(default=MAX_BYTES, gt=0)
    """Size of a sitemap or feed that comes as a gzip file, unpacked."""
    text_characters: int = Field(default=2_000_000, gt=0)
    """Length of an article."""
    entries: int = Field(default=100_000, gt=0)
    """Articles asked for; what the index pages list beyond them is left to the next crawl."""
    index_pages: int = Field(default=5_000, gt=0)
    """Index pages read, however many lead on to further ones."""
    reading_seconds: float = Field(default=30.0, gt=0)
    """Time to read the article out of one page."""
    retries: int = Field(default=2, ge=0)
    """Further attempts at a page that failed for a passing reason."""
    backoff_seconds: float = Field(default=5.0, ge=0)
    """First pause after an answer 403, 429 or 5xx; each further one in a row doubles it."""
    host_pause_seconds: float = Field(default=3600.0, ge=0)
    """How long a host that refused a whole crawl is left alone; each further crawl in a row doubles it."""


class CrawlJob(BaseModel):
    """What the worker reads from its standard input."""

    model_config = ConfigDict(frozen=True)

    publisher: Publisher
    known: dict[str, KnownPage] = {}
    pauses: dict[str, Pause] = {}
    from_date: date | None = None
    until_date: date | None = None
    sample: int | None = Field(default=None, ge=1)
    """At most so many articles."""
    page: str | None = None
    """Fetch this one page into `snapshots` as it is, instead of looking for articles and reading them."""
    limits: Limits = Limits()
    snapshots: Path | None = None
    """Folder for the raw pages; null: they are not kept."""
    allow_loopback: bool = False
    """Let the publisher's own base address be on this machine (the demo, tests)."""
    clock_ahead: timedelta = timedelta()
    """How far the caller's clock is ahead of this machine's."""
    log_level: str = "WARNING"

    @model_validator(mode="after")
    def _keeps_its_page(self) -> Self:
        if self.page is not None and self.snapshots is None:
            raise ValueError("a page alone needs a folder of snapshots to be kept in")
        return self

    def now(self) -> datetime:
        """The time (UTC) by the caller's clock."""
        return utc_now() + self.clock_ahead

    @property
    def window(self) -> Window:
        """The days of publication that are wanted."""
        return Window(self.from_date, self.until_date)


def job_from_arguments(
    key: str | None, sample: str | None, from_date: str | None, until_date: str | None, folder: str | None
) -> CrawlJob:
    """The job that the arguments of `scrapy crawl press -a ...` describe.

    `folder` holds publisher files of one's own.  Raises PublisherError if there is no publisher of that key,
    and ValueError if another argument cannot be read.
    """
    publishers = load_publishers(Path(folder) if folder else None)
    if key not in publishers:
        known = ", ".join(publishers)
        raise PublisherError(f"there is no publisher {key!r}. Say -a publisher=KEY with one of: {known}")
    return CrawlJob.model_validate(
        {"publisher": publishers[key], "sample": sample, "from_date": from_date, "until_date": until_date}
    )
