"""The child process in which Scrapy runs: python -m crawler.worker [press | probe].

`press` (the default) crawls a publisher, `probe` takes a short look at a site to describe it.

Standard input: one line, the `CrawlJob` as JSON; the stream then stays open for as long as the parent wants
the crawl (its end is the order to stop, so that a parent that was killed leaves no crawl behind).  Standard
output: one event a line, and before the events of a page that is to be kept a line `#` with the number of
its bytes, and the bytes.  Standard error: the log.  Exit codes: 0 the crawl came to its end, 2 the job could
not be read, 3 the parent went away.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import BinaryIO

from pydantic import ValidationError
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.events import ArticleFound, Event, page_header, to_line
from crawler.job import CrawlJob
from crawler.probe import ProbeSpider
from crawler.spider import PressSpider

SPIDERS: Mapping[str, type[Spider]] = MappingProxyType({"press": PressSpider, "probe": ProbeSpider})
BAD_JOB = 2
ORPHANED = 3


class EventPipe:
    """Writes events to the parent; ends the process once nobody reads them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def send(self, event: Event) -> None:
        """Hand over an event at once; an article with the page that it was read from, which comes next."""
        self._write(to_line(event), at_once=not isinstance(event, ArticleFound))

    def keep(self, body: bytes) -> None:
        """Hand over the bytes of a page, to be kept before the events that follow are believed."""
        self._write(page_header(body), at_once=False)
        self._write(body, at_once=False)

    def _write(self, data: bytes, *, at_once: bool) -> None:
        try:
            self._stream.write(data)
            if at_once:
                self._stream.flush()
        except BrokenPipeError:
            os._exit(ORPHANED)


def main() -> int:
    """Run the job on standard input; the exit code."""
    # Ctrl-C reaches the whole process group; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe = EventPipe(_take_stdout())
    line = sys.stdin.buffer.readline()
    try:
        job = CrawlJob.model_validate_json(line)
    except ValidationError as error:
        sys.stderr.write(f"the job on standard input cannot be read: {error}\n")
        return BAD_JOB
    threading.Thread(target=_exit_with_parent, daemon=True).start()
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("LOG_LEVEL", job.log_level, priority="cmdline")
    if job.allow_loopback:
        settings.set("RANGWAN_ALLOW_LOOPBACK", True, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    spider = SPIDERS[sys.argv[1] if len(sys.argv) > 1 else "press"]
    process.crawl(spider, job=job, report=pipe.send, keep=pipe.keep if job.snapshots else None)
    process.start(install_signal_handlers=False)
    return 0


def _take_stdout() -> BinaryIO:
    """Standard output for the events alone: whatever else prints there goes to the log."""
    events = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return events


def _exit_with_parent() -> None:
    # Not sys.stdin: its lock would be held at shutdown.
    while os.read(0, 4096):
        pass
    os._exit(ORPHANED)


if __name__ == "__main__":
    sys.exit(main())
