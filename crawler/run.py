"""Crawling from a program: publishers in, events out.

Each publisher has a child process of its own (`crawler.worker`): Scrapy's reactor cannot be started twice
in a process, and what one source breaks stays with that source.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, BinaryIO

from crawler.clock import Clock, utc_now
from crawler.events import (
    ArticleFound,
    CrawlFinished,
    Event,
    FailureKind,
    PageFailed,
    announced,
    from_line,
)
from crawler.job import CrawlJob, Limits
from crawler.keeping import PageKeeper
from crawler.memory import Memory
from crawler.publisher import Publisher
from crawler.snapshots import SnapshotStore
from crawler.tally import Tally

# Seconds that a child may take beyond its time limit before it is ended from outside.
_GRACE = 60.0
# Seconds between two looks at the clock.
_TICK = 0.5

# Key of the publisher, event (null: the child closed its end), the page that is being kept before it counts.
_Received = tuple[str, Event | None, Future[str] | None]


def crawl(
    publishers: Iterable[Publisher],
    memory: Memory,
    *,
    snapshots: Path | None = None,
    from_date: date | None = None,
    until_date: date | None = None,
    sample: int | None = None,
    page: str | None = None,
    limits: Limits | None = None,
    allow_loopback: bool = False,
    allow_unverified: bool = False,
    contact: str | None = None,
    jobs: int = 4,
    clock: Clock = utc_now,
    log_level: str = "WARNING",
) -> Iterator[Event]:
    """Crawl publishers, `jobs` of them at a time, and yield what happens.

    The last event of each publisher is its `CrawlFinished`, whatever befalls its child process.  `sample` is
    the most articles of each publisher; `page` one address that is fetched as it is, of one publisher, and
    read by nobody (`crawler.fetching`); `snapshots` the folder for raw pages (null: they are not kept);
    `allow_unverified` lets publishers be crawled whose terms nobody has checked; `contact` is the e-mail
    address or web page of those who crawl, which every site is told (null: the environment variable
    RANGWAN_CONTACT; without either only this machine is crawled); `clock` tells the time.
    Closing the iterator, or an exception in its loop, ends the children.
    """
    waiting = deque(publishers)
    running: dict[str, _Child] = {}
    # Bounded: a slow caller slows the children down instead of filling the memory.
    events: queue.Queue[_Received] = queue.Queue(maxsize=1000)
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                publisher = waiting.popleft()
                if publisher.key in running:
                    waiting.append(publisher)
                    break
                refusal = publisher.refusal(allow_unverified=allow_unverified)
                if refusal:
                    yield CrawlFinished(publisher.key, False, refusal)
                    continue
                job = CrawlJob(
                    publisher=publisher,
                    known=dict(memory.known_pages(publisher.key)),
                    pauses=dict(memory.pauses(publisher.key)),
                    from_date=from_date,
                    until_date=until_date,
                    sample=sample,
                    page=page,
                    limits=limits or Limits(),
                    snapshots=snapshots,
                    allow_loopback=allow_loopback,
                    clock_ahead=clock() - utc_now(),
                    log_level=log_level,
                )
                running[publisher.key] = _Child(job, events, contact)
            yield from _next_events(running, events)
    finally:
        for child in running.values():
            child.kill()


def probe(
    publisher: Publisher,
    *,
    limits: Limits | None = None,
    allow_loopback: bool = False,
    contact: str | None = None,
    log_level: str = "WARNING",
) -> Iterator[Event]:
    """Take a short look at a site, to describe it in a publisher's file, and yield what happens.

    `publisher` is a provisional one: its homepage is looked at, its politeness holds.  A `PageFailed` tells
    of each page that could not be read, a `SiteLookedAt` of what was found (none if the homepage could not be
    read), `CrawlFinished` ends it.  The other arguments are those of `crawl`.
    """
    events: queue.Queue[_Received] = queue.Queue()
    job = CrawlJob(
        publisher=publisher, limits=limits or Limits(), allow_loopback=allow_loopback, log_level=log_level
    )
    running = {publisher.key: _Child(job, events, contact, spider="probe")}
    try:
        while running:
            yield from _next_events(running, events)
    finally:
        for child in running.values():
            child.kill()


def _next_events(running: dict[str, _Child], events: queue.Queue[_Received]) -> Iterator[Event]:
    if not running:
        return
    for child in running.values():
        child.end_if_late()
    try:
        key, event, kept = events.get(timeout=_TICK)
    except queue.Empty:
        return
    if event is not None:
        yield from running[key].accept(event, kept)
    else:
        yield from running.pop(key).last_words()


@dataclass
class _Deadline:
    at: float
    missed: bool = False


class _Child:
    """A worker process and the thread that reads its events."""

    def __init__(
        self, job: CrawlJob, events: queue.Queue[_Received], contact: str | None, spider: str = "press"
    ) -> None:
        self.key = job.publisher.key
        self._finished = False
        self._garbled = 0
        self._tally = Tally()
        self._keeper = PageKeeper(SnapshotStore(job.snapshots)) if job.snapshots else None
        self._disk_error: OSError | None = None
        self._events = events
        self._stopped = threading.Event()
        # A page that is on its way when the time is up may still take its own time.
        seconds = job.limits.seconds + min(job.limits.seconds, job.publisher.politeness.timeout)
        self._deadline = _Deadline(time.monotonic() + seconds + _GRACE)
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by _close)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "crawler.worker", spider],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=os.environ | ({"RANGWAN_CONTACT": contact} if contact else {}),
        )
        self._reader = threading.Thread(target=self._serve, args=(job,), daemon=True)
        self._reader.start()

    def _serve(self, job: CrawlJob) -> None:
        """Give the job, then pass on the events until the child closes its end."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(job.model_dump_json().encode() + b"\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            pass  # it died at once; last_words() tells
        self._read(self._process.stdout)
        self._put(None)

    def _read(self, stream: BinaryIO | IO[bytes]) -> None:
        kept: Future[str] | None = None
        while line := stream.readline():
            length = announced(line)
            if length is not None:
                body = stream.read(length)
                kept = self._keeper.keep(body) if self._keeper and len(body) == length else None
                continue
            try:
                event = from_line(line)
            except ValueError:
                # The last line of a child that was killed while it wrote.
                self._garbled += 1
                continue
            if not self._put(event, kept):
                return
            kept = None

    def accept(self, event: Event, kept: Future[str] | None) -> Iterator[Event]:
        """An event of the child, once the page that it was read from is kept."""
        if self._disk_error is not None:
            return
        try:
            if kept is not None:
                kept.result()
        except OSError as error:
            # Neither this page nor any other can be kept.
            self._disk_error = error
            self._process.kill()
            url = event.article.url if isinstance(event, ArticleFound) else None
            yield PageFailed(self.key, url, FailureKind.CRASH, f"the page cannot be kept: {error}")
            return
        self._finished = self._finished or isinstance(event, CrawlFinished)
        self._tally.add(event)
        yield event

    def _put(self, event: Event | None, kept: Future[str] | None = None) -> bool:
        while not self._stopped.is_set():
            try:
                self._events.put((self.key, event, kept), timeout=_TICK)
            except queue.Full:
                continue
            return True
        return False

    def end_if_late(self) -> None:
        """Kill the child once it has overrun its time by far: it hangs."""
        if not self._deadline.missed and time.monotonic() > self._deadline.at:
            self._deadline.missed = True
            self._process.kill()

    def last_words(self) -> Iterator[Event]:
        """What is left to say once the child is gone; ends the crawl for the caller if the child did not."""
        code = self._wait()
        if self._finished:
            self._close()
            return
        if self._disk_error is not None:
            reason = f"the folder of snapshots cannot be written to: {self._disk_error}"
            yield CrawlFinished(self.key, False, reason, self._tally.counts())
            self._close()
            return
        if self._deadline.missed:
            reason = "the crawl hung beyond its time limit and was ended"
        elif code < 0:
            reason = f"the crawler was killed by signal {-code}"
        else:
            reason = f"the crawler ended with exit code {code}"
        if log := self._last_log_line():
            reason = f"{reason}; its last word: {log}"
        yield PageFailed(self.key, None, FailureKind.CRASH, reason)
        yield CrawlFinished(self.key, False, reason, self._tally.counts())
        self._close()

    def kill(self) -> None:
        """End the child at once.  Nothing is lost: pages are kept whole or not at all."""
        self._stopped.set()
        self._process.kill()
        self._wait()
        self._close()

    def _wait(self) -> int:
        if self._process.stdin is not None and not self._process.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            return self._process.wait(timeout=_GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _last_log_line(self) -> str:
        self._log.seek(0)
        lines = self._log.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1].strip()[:300] if lines else ""

    def _close(self) -> None:
        self._reader.join(timeout=_GRACE)
        if self._keeper is not None:
            self._keeper.close()
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._log.close()
