"""From the bytes of a page to an article, or to the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from crawler.alarm import TookTooLongError, time_limit
from crawler.article import Article, article_id
from crawler.events import FailureKind
from crawler.job import CrawlJob
from crawler.memory import fingerprint
from crawler.pages import Layout, open_page
from crawler.pages.blocked import SHORT, why_no_article
from crawler.snapshots import SnapshotStore, digest
from normalize.dates import THAILAND

# First bytes of files that servers send under any content type.
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an archive or office file"),
    (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x89PNG", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
)
_PAGE_TYPES = frozenset(
    {"", "text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml"}
)


def other_format(content_type: str | None, body: bytes) -> str | None:
    """What a response is instead of a web page; null if it is one."""
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return name
    kind = (content_type or "").partition(";")[0].strip().lower()
    return None if kind in _PAGE_TYPES else kind


def handed_over(body: bytes) -> str | None:
    """The layout of a page that an interface handed over as JSON instead; null for a web page."""
    return "wordpress-item" if body.lstrip().startswith(b'{"') else None


class ReadingError(Exception):
    """A page gives no article."""

    def __init__(self, kind: FailureKind, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ReadPage:
    """An article with the digests of its page and of what it says."""

    article: Article
    sha256: str
    fingerprint: str


class Reader:
    """Reads the pages of one publisher and keeps them."""

    def __init__(self, job: CrawlJob) -> None:
        self._publisher = job.publisher
        self._text_characters = job.limits.text_characters
        self._seconds = job.limits.reading_seconds
        self._snapshots = SnapshotStore(job.snapshots) if job.snapshots else None

    def read(
        self,
        url: str,
        body: bytes,
        fetched_at: datetime,
        *,
        content_type: str | None,
        layout: str | None = None,
    ) -> ReadPage:
        """The article of a page.

        `fetched_at` decides among the versions of the layout; `layout` names another layout than the
        publisher's.  Raises ReadingError if the page gives none.
        """
        try:
            with time_limit(self._seconds):
                return self._read(url, body, fetched_at, content_type, layout)
        except TookTooLongError:
            reason = f"the page takes more than {self._seconds:g} seconds to read"
            raise ReadingError(FailureKind.LIMIT, reason) from None

    def keep(self, page: ReadPage, body: bytes) -> Article:
        """Keep the bytes that a page was read from; its article, which names them.

        Raises OSError if they cannot be written.
        """
        if self._snapshots is None:
            return page.article
        return replace(page.article, snapshot=self._snapshots.put(body))

    def _read(
        self, url: str, body: bytes, fetched_at: datetime, content_type: str | None, layout: str | None
    ) -> ReadPage:
        chosen = Layout(name=layout) if layout else self._publisher.layout
        day: date = fetched_at.astimezone(THAILAND).date()
        page = open_page(chosen, url, body, content_type=content_type, fetched_on=day)
        item = page.item()
        # A wall has less text, and to look for its phrases takes as long as to read an article.
        if layout is None and len(item.text) <= SHORT and (wall := why_no_article(page.selector)):
            raise ReadingError(FailureKind.BLOCKED, wall)
        if not item.title or not item.text:
            missing = "title" if item.text else "text" if item.title else "title and no text"
            raise ReadingError(
                FailureKind.NO_TEXT,
                f"the page has no {missing} where the layout {page.layout.name!r} looks for it; if the site "
                f"was redesigned, correct [layout] in {self._publisher.key}.toml",
            )
        if len(item.text) > self._text_characters:
            reason = f"the text has more than {self._text_characters:,} characters"
            raise ReadingError(FailureKind.SIZE, reason)
        article = Article(
            id=article_id(self._publisher.key, url),
            url=url,
            title=item.title,
            text=item.text,
            published=item.published,
            category=item.category,
            source=self._publisher.key,
            layout=page.layout.name,
        )
        return ReadPage(article, digest(body), fingerprint(article))
