"""Pages a second of our crawl, beside a bare Scrapy spider that only downloads the same pages.

    python benchmarks/bench_crawl.py [PAGES]

Both crawl the same site of PAGES articles (1,000 by default) on loopback without delays, one after the other,
several times, each time in new processes; the medians count.  The bare spider has Scrapy's own settings and
yields the address and the title of each page.  Ours has everything switched on: robots.txt, one request at a
time, guards, encodings, articles read out of the pages, raw pages kept (with fsync), events to the parent
process, all of it stored in the database.  The clock runs from the request of the list to the end of the
process; what counts is the ratio.  "Crawled" leaves out what waits for the disk: raw pages and database.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from crawler.events import ArticleFound
from crawler.memory import DictMemory
from crawler.publisher import Publisher
from crawler.run import crawl
from rangwan.crawling import CrawlOptions, crawl_stage
from rangwan.ledger import start_run

ROUNDS = 5
WANTED = 0.8
"""Share of the bare spider's speed that ours should reach."""
SERVER = Path(__file__).with_name("page_server.py")
BARE = Path(__file__).with_name("bare_spider.py")


@contextmanager
def served(pages: int) -> Iterator[str]:
    """The address of the site while the context lasts."""
    server = subprocess.Popen(
        [sys.executable, str(SERVER), str(pages)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        yield server.stdout.readline().strip()
    finally:
        server.stdin.close()
        server.wait()


def publisher(url: str) -> Publisher:
    """The site as a publisher."""
    return Publisher.model_validate(
        {
            "key": "bench",
            "name": {"th": "เทศบาล", "en": "Town"},
            "homepage": url,
            "publishes": "Made-up releases.",
            "layout": {"name": "plain", "text": ".content"},
            "discovery": [{"kind": "listing", "url": "/", "match": "/news/"}],
            "politeness": {"delay": 0},
            "terms": {"verdict": "allowed", "why": "our own"},
        }
    )


def bare(url: str, settings: dict[str, object]) -> int:
    """Scrapy as it comes, but for the log and these settings."""
    command = [sys.executable, str(BARE), f"{url}/", json.dumps(settings)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def crawled(url: str, _: Path) -> int:
    """Our crawl without a store: its events are counted and dropped."""
    events = crawl([publisher(url)], DictMemory(), allow_loopback=True)
    return sum(isinstance(event, ArticleFound) for event in events)


def stored(url: str, folder: Path) -> int:
    """Our crawl with everything."""
    with start_run(folder / "bench.db", "rangwan crawl", print, create=True) as run:
        (stage,) = crawl_stage(run, [publisher(url)], CrawlOptions(allow_loopback=True))
    return stage.counts["new"]


def seconds(url: str, pages: int, work: Callable[[str, Path], int]) -> float:
    """Seconds from the request of the list to the end of the work."""
    with tempfile.TemporaryDirectory() as folder:
        found = work(url, Path(folder))
        ended = time.monotonic()
    if found != pages:
        raise SystemExit(f"{found} of {pages} pages came in: the figures would mean nothing")
    with urlopen(f"{url}/started") as reply:
        return float(ended - json.load(reply))


def main() -> None:
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    one = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1}
    contestants: dict[str, Callable[[str, Path], int]] = {
        "bare Scrapy, as it comes": lambda url, _: bare(url, {}),
        "bare Scrapy, one request at a time": lambda url, _: bare(url, one),
        "rangwan, crawled": crawled,
        "rangwan, crawled and stored": stored,
    }
    times: dict[str, list[float]] = {name: [] for name in contestants}
    with served(pages) as url:
        for _ in range(ROUNDS):
            for name, work in contestants.items():
                times[name].append(seconds(url, pages, work))
    print(f"{'':<36}{'pages':>8}{'seconds':>10}{'pages/s':>10}{'of bare':>10}")
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    fastest = min(taken for name, taken in medians.items() if name.startswith("bare"))
    for name, taken in medians.items():
        print(f"{name:<36}{pages:>8,}{taken:>10.2f}{pages / taken:>10,.0f}{fastest / taken:>10.2f}")
    ratio = fastest / medians["rangwan, crawled and stored"]
    verdict = "reached" if ratio >= WANTED else "MISSED"
    print(f"Everything switched on: {ratio:.2f} of the faster bare spider; {WANTED} is {verdict}")


if __name__ == "__main__":
    main()
