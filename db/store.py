"""The store: one SQLite file and the folder of raw pages beside it.

Everything is written in transactions: a method's rows are all there or none, and `Store.transaction` joins
several calls.  Storing again what is stored already writes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from crawler.article import Article
from crawler.clock import Clock, utc_now
from crawler.events import Event
from crawler.memory import KnownPage, Pause
from db import articles, bookmarks, connection, facts, ledger, memory
from db.articles import Staleness, StoredArticle
from db.bookmarks import Bookmark
from db.errors import explained
from db.facts import StoredFacts
from db.ledger import Issue, Outcome
from db.memory import KeptPage
from db.times import stamp
from extract.fact import Extraction


def snapshots_of(database: Path) -> Path:
    """The folder with the raw pages of a database."""
    return database.with_name(f"{database.stem}-snapshots")


class Store:
    """The dataset in one SQLite file.  Use as a context manager, from the thread that opened it.

    All methods raise the errors of `db.errors`, which say what happened, where and what to do.  `db` is the
    sqlite-utils database underneath, for reading; `snapshots` the folder for the crawler's raw pages.  It
    serves the crawler as its memory (`crawler.memory.Memory`).
    """

    def __init__(self, db: Database, path: Path, *, read_only: bool, clock: Clock = utc_now) -> None:
        self.db = db
        self.path = path
        self.read_only = read_only
        self.snapshots = snapshots_of(path)
        self.clock = clock

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = True,
        read_only: bool = False,
        timeout: float = connection.DEFAULT_TIMEOUT,
        clock: Clock = utc_now,
    ) -> Store:
        """Open the database at `path`, making it unless `create` is false, migrating an older one.

        `timeout` is how many seconds to wait for another writer.  `clock` tells the time (UTC) that rows are
        stamped with.
        """
        path = Path(path)
        if read_only:
            db = connection.open_for_reading(path, timeout=timeout)
        else:
            db = connection.open_for_writing(path, create=create, timeout=timeout)
        return cls(db, path, read_only=read_only, clock=clock)

    @classmethod
    def create(cls, path: str | Path, *, clock: Clock = utc_now) -> Store:
        """Open the database at `path`, making one when there is none."""
        return cls.open(path, create=True, clock=clock)

    def close(self) -> None:
        """Close the file; the write-ahead log is folded into it when nobody else has it open."""
        self.db.close()

    def fold_log(self) -> None:
        """Fold the write-ahead log into the file and empty it, unless a reader still needs it.

        The last one who closes a database does that as well, but where readers have it open all the time
        nobody is the last, and the log would stay as long as the longest transaction has made it.
        """
        with explained(self.path):
            # A reader in the middle of a query is not waited for: the next run folds what is left.
            (patience,) = self.db.conn.execute("PRAGMA busy_timeout").fetchone()
            self.db.conn.execute("PRAGMA busy_timeout = 0")
            self.db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.db.conn.execute(f"PRAGMA busy_timeout = {int(patience)}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def now(self) -> str:
        """The time in UTC, to the second, as rows carry it."""
        return stamp(self.clock())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes of the block, or none of them.  Blocks may be nested: an inner one can fail alone."""
        with explained(self.path):
            if self.db.conn.in_transaction:
                with self.db.atomic():
                    yield
            else:
                with connection.immediate(self.db):
                    yield

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows that a query gives, each a dict by column name."""
        with explained(self.path):
            cursor = self.db.conn.execute(sql, parameters)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    # Sources, pages, articles

    def put_source(self, key: str, name: str, *, url: str | None = None, licence: str | None = None) -> None:
        """Store a publisher, or bring what is stored of it up to date."""
        with self.transaction():
            articles.put_source(self.db, key, name, url, licence)

    def put_article(self, article: Article, *, seen_now: bool = True) -> StoredArticle:
        """Store an article; a changed one becomes a new version, a known one writes nothing.

        `seen_now`: its publisher has it; an old copy says nothing of that.
        """
        with self.transaction():
            return articles.put_article(self.db, article, self.now(), seen_now=seen_now)

    def mark_vanished(self, article_id: str) -> bool:
        """Note that the publisher has taken an article down; its versions and facts stay."""
        with self.transaction():
            return articles.mark_vanished(self.db, article_id, self.now())

    def get_article(self, article_id: str, version: int | None = None) -> Article:
        """A stored article, in its present version unless told; raises `UnknownArticle`."""
        with explained(self.path):
            return articles.get_article(self.db, article_id, version, str(self.path))[0]

    def get_article_and_version(self, article_id: str) -> tuple[Article, int]:
        """A stored article in its present version, with the number of that; raises `UnknownArticle`."""
        with explained(self.path):
            return articles.get_article(self.db, article_id, None, str(self.path))

    def stale_ids(self, rules_version: str) -> list[tuple[str, Staleness]]:
        """Articles that these rules have not read in their present version, by id, each with why."""
        with explained(self.path):
            return articles.stale_ids(self.db, rules_version)

    def stale_articles(self, rules_version: str) -> Iterator[tuple[Article, int]]:
        """Articles, with their version, that these rules have not read in their present version."""
        with explained(self.path):
            yield from articles.stale_articles(self.db, rules_version)

    # Archives

    def bookmark(self, name: str) -> Bookmark | None:
        """How far the reading of an archive has come, if it was begun."""
        with explained(self.path):
            return bookmarks.get(self.db, name)

    def put_bookmark(self, name: str, bookmark: Bookmark) -> None:
        """Note how far the reading of an archive has come."""
        with self.transaction():
            bookmarks.put(self.db, name, bookmark)

    # Facts

    def put_extraction(
        self, extraction: Extraction, *, rules_version: str, version: int | None = None
    ) -> StoredFacts:
        """Replace an article's facts by those of an extraction of its present (or the told) version."""
        with self.transaction():
            article, number = articles.get_article(self.db, extraction.id, version, str(self.path))
            return facts.put_extraction(
                self.db,
                extraction,
                article,
                version=number,
                rules_version=rules_version,
                now=self.now(),
            )

    def get_extraction(self, article_id: str) -> Extraction | None:
        """What the store holds of the last reading of an article; null when it was never read."""
        with explained(self.path):
            return facts.get_extraction(self.db, article_id, str(self.path))

    # Runs and issues

    def start_run(self, command: str, *, program_version: str | None = None, alone: bool = False) -> int:
        """Open a row of the run ledger and return its id.

        `alone`: the caller holds a lock, so all runs that have not ended were killed.
        """
        with self.transaction():
            return ledger.start_run(self.db, command, program_version, self.now(), alone=alone)

    def finish_stage(
        self,
        run_id: int,
        stage: str,
        *,
        seconds: float,
        counts: Mapping[str, int] | None = None,
        outcome: Outcome = "done",
        source: str | None = None,
    ) -> None:
        """Write what a stage of a run did: counts by name, its duration, how it ended; per source if told."""
        with self.transaction():
            ledger.finish_stage(
                self.db,
                run_id,
                stage,
                seconds=seconds,
                counts=counts or {},
                outcome=outcome,
                source=source,
            )

    def finish_run(self, run_id: int, outcome: Outcome) -> None:
        """Close a row of the run ledger."""
        with self.transaction():
            ledger.finish_run(self.db, run_id, outcome, self.now())

    def put_issue(self, issue: Issue, *, run_id: int | None = None) -> bool:
        """Store an issue; false when the same one is open already."""
        with self.transaction():
            return ledger.put_issue(self.db, issue, run_id, self.now())

    def replace_issues(
        self,
        stage: str,
        issues: Iterable[Issue],
        *,
        run_id: int | None = None,
        source: str | None = None,
        standing: Collection[str] = (),
    ) -> int:
        """Make these the open issues of a stage (of one source, if told), closing others; counts the new.

        Issues about the places in `standing` stay open: they were not looked at.
        """
        with self.transaction():
            return ledger.replace_issues(
                self.db, stage, issues, run_id, self.now(), source=source, standing=standing
            )

    # The crawler's memory

    def known_pages(self, publisher: str) -> Mapping[str, KnownPage]:
        """The pages of a publisher that were fetched before: `crawler.memory.Memory` asks for them."""
        with explained(self.path):
            return memory.known_pages(self.db, publisher)

    def pauses(self, publisher: str) -> Mapping[str, Pause]:
        """What of a publisher failed at the last crawls: `crawler.memory.Memory` asks for it."""
        with explained(self.path):
            return memory.pauses(self.db, publisher)

    def kept_pages(self, source: str | None = None) -> Iterator[KeptPage]:
        """The newest snapshot of every address, of one publisher or of all."""
        with explained(self.path):
            yield from memory.kept_pages(self.db, source)

    def learn(self, event: Event) -> None:
        """Remember the page or host that an event of a crawl is about, if it is about one.

        Store an article before its page is remembered: the other way round, a program that is killed in
        between would never ask for the article again.
        """
        with self.transaction():
            memory.learn(self.db, event, self.now())
