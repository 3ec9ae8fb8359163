"""The import stage: the records of an archive go into the store, and a bookmark says how far it has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import IO

import click

from crawler.archives import Entry
from crawler.article import Article
from crawler.events import PageFetched
from db.articles import content_digest
from db.bookmarks import Bookmark
from db.ledger import Issue
from db.store import Store
from rangwan.archives import Archive
from rangwan.ledger import Run, Stage, to_issue
from rangwan.messages import SHOWN_PER_KIND, Problem
from rangwan.outputs import json_line
from rangwan.progress import progress

BATCH = 256
"""Records stored in one transaction: few enough to lose little when killed, enough to be fast."""


def import_stage(
    run: Run, archive: Archive, *, update: bool = False, again: bool = False, broken: IO[str] | None = None
) -> Stage:
    """Store what an archive holds, going on behind the place where an earlier import stopped.

    `update` lets an article that is stored with another text become a new version, `again` reads an archive
    from its beginning although its end was reached before.  Records that cannot be read are listed in
    `broken`, one JSON object a line.
    """
    store, edition = run.store, archive.edition
    bookmark = store.bookmark(archive.bookmark)
    if bookmark is None or bookmark.edition != edition or (again and bookmark.finished_at):
        bookmark = Bookmark(edition)
    with run.stage("import", archive.name) as stage:
        if bookmark.finished_at:
            click.echo(
                f"{archive.name}: was imported on {bookmark.finished_at[:10]} and has not changed since; "
                "--again reads it once more",
                err=True,
            )
            return stage
        if bookmark.position:
            click.echo(f"{archive.name}: goes on behind record {bookmark.position:,}", err=True)
        importer = _Importer(run, stage, archive, update=update, broken=broken)
        with progress("records") as tick:
            for batch in _batches(archive.read(bookmark.position)):
                with store.transaction():
                    for entry in batch:
                        importer.take(entry)
                    last = batch[-1]
                    bookmark = replace(bookmark, position=last.position, counts=dict(stage.counts))
                    store.put_bookmark(archive.bookmark, bookmark)
                tick(len(batch), reached=last.done, of=last.total)
        with store.transaction():
            importer.close()
            store.put_bookmark(archive.bookmark, replace(bookmark, finished_at=store.now()))
    return stage


class _Importer:
    """Stores the entries of one archive and counts what becomes of them."""

    def __init__(
        self, run: Run, stage: Stage, archive: Archive, *, update: bool, broken: IO[str] | None
    ) -> None:
        self._run = run
        self._store: Store = run.store
        self._stage = stage
        self._archive = archive
        self._update = update
        self._broken = broken
        self._kinds: Counter[str] = Counter()
        self._issues: list[Issue] = []
        self._names = {publisher.key: publisher for publisher in archive.publishers}

    def take(self, entry: Entry) -> None:
        """Store one record."""
        self._stage.counts["records"] += 1
        if entry.problem is not None:
            self._note(entry, entry.problem)
        elif entry.article is None:
            self._stage.counts["no articles"] += 1
        else:
            self._stage.counts[self._put(entry, entry.article)] += 1

    def close(self) -> None:
        """Make the problems of this archive its open issues, so many of a kind, and the rest one of them."""
        for kind, count in self._kinds.items():
            if count > SHOWN_PER_KIND:
                what = f"{count - SHOWN_PER_KIND:,} more records could not be read ({kind})"
                self._issues.append(to_issue(self._place(), Problem(self._archive.name, what, kind=kind)))
        self._store.replace_issues(self._place().name, self._issues, run_id=self._run.id)

    def _place(self) -> Stage:
        return Stage(f"import {self._archive.name}")

    def _note(self, entry: Entry, what: str) -> None:
        """A record that could not be read."""
        self._stage.counts["broken"] += 1
        self._stage.failed = True
        self._kinds[entry.kind] += 1
        problem = Problem(entry.where, what, "The record was skipped.", kind=entry.kind)
        self._run.report(problem)
        if self._kinds[entry.kind] <= SHOWN_PER_KIND:
            self._issues.append(to_issue(self._place(), problem))
        if self._broken is not None:
            self._broken.write(json_line({"where": entry.where, "problem": what, "kind": entry.kind}))

    def _put(self, entry: Entry, article: Article) -> str:
        """Store an article; the name under which it is counted."""
        publisher = self._names.pop(article.source or "", None)
        if publisher is not None:
            self._store.put_source(publisher.key, publisher.name.th, url=publisher.homepage)
        if self._is_told_elsewhere(article):
            return "duplicates"
        stored = self._store.rows(
            "SELECT v.digest, f.fetched_at FROM article a"
            " JOIN article_version v ON v.article_id = a.id AND v.version = a.version"
            " LEFT JOIN fetch f ON f.source = a.source AND f.url = a.url WHERE a.id = ?",
            [article.id],
        )
        capture = entry.capture
        if stored:
            newest = stored[0]["fetched_at"]
            newer = capture is not None and (newest is None or capture.fetched_at.isoformat() > newest)
            if stored[0]["digest"] == content_digest(article):
                return "known"
            if not (newer or self._update):
                return "known with another text"
        change = self._store.put_article(article, seen_now=False).change
        if capture is not None and article.snapshot is not None:
            page = PageFetched(
                article.source or "",
                capture.url,
                capture.status,
                capture.fetched_at,
                article.snapshot,
                content_type=capture.content_type,
                fingerprint=capture.fingerprint,
            )
            self._store.learn(page)
        return change

    def _is_told_elsewhere(self, article: Article) -> bool:
        """Whether another article of the publisher has this address."""
        if article.url is None:
            return False
        return bool(
            self._store.rows(
                "SELECT 1 FROM article WHERE url = ? AND source IS ? AND id <> ?",
                [article.url, article.source, article.id],
            )
        )


def _batches(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    feed = iter(entries)
    while batch := list(islice(feed, BATCH)):
        yield batch
