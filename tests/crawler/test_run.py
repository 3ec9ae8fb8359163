"""The child process: it never hangs the caller, never outlives it, and its end is always told."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from site_server import Answer, Asked, Site, article, listing

from crawler.article import Article
from crawler.events import (
    ArticleFound,
    Counts,
    CrawlFinished,
    DiscoveryDone,
    Event,
    FailureKind,
    HostAnswered,
    HostPaused,
    PageFailed,
    PageFetched,
    PageUnchanged,
    from_line,
    to_line,
)
from crawler.job import Limits
from crawler.memory import DictMemory
from crawler.run import crawl
from crawler.snapshots import SnapshotStore

NOW = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)
LIMITS = Limits(seconds=60, retries=0, backoff_seconds=0)


@pytest.mark.parametrize(
    "event",
    [
        ArticleFound(
            "a", Article("a-1", "https://x/", "ชื่อ", "บรรทัด\nสอง", NOW.date(), "ข่าว", "a", "plain", "f" * 64)
        ),
        ArticleFound("a", Article("a-1", None, "ชื่อ", "ข้อความ"), changed=True),
        PageFetched("a", "https://x/", 200, NOW, "0" * 64, '"e"', "Mon", "text/html", "1" * 32),
        PageUnchanged("a", "https://x/", NOW, "0" * 64),
        PageFailed("a", None, FailureKind.CRASH, "เหตุ\nสองบรรทัด"),
        PageFailed("a", "https://x/", FailureKind.GONE, "404", NOW),
        HostPaused("a", "x:8000", NOW, 2, "status 403"),
        HostAnswered("a", "x"),
        DiscoveryDone("a", "feed", 3),
        CrawlFinished("a", False, "stopped", Counts(found=2, new=1), ("few",)),
    ],
)
def test_events_cross_the_pipe_as_one_line(event: Event) -> None:
    line = to_line(event)
    assert line.count(b"\n") == 1
    assert from_line(line) == event


def test_pages_cross_the_pipe_before_their_events_whatever_bytes_they_hold(
    site: Site, tmp_path: Path
) -> None:
    odd = b'<h1>\xe0\xb8\x82</h1>\n#12\n{"event": "crawl-finished"}\r\n\x00<p>text</p>'
    site.add("/", listing("/news/1", "/news/2"))
    site.add("/news/1", odd)
    site.add("/news/2", article("ข่าว"))
    options = {"snapshots": tmp_path, "limits": LIMITS, "allow_loopback": True}
    events = list(crawl([site.publisher()], DictMemory(), **options))  # type: ignore[arg-type]
    found = [event.article.snapshot or "" for event in events if isinstance(event, ArticleFound)]
    assert [SnapshotStore(tmp_path).get(sha256) for sha256 in found] == [odd, article("ข่าว").encode()]


def test_counts_of_a_crawl_that_was_killed_are_told(
    site: Site, children: list[subprocess.Popen[bytes]]
) -> None:
    _endless(site)
    slow = site.publisher(politeness={"delay": 0.05})
    events = []
    for event in crawl([slow], DictMemory(), limits=LIMITS, allow_loopback=True):
        events.append(event)
        if isinstance(event, PageFetched):
            children[0].kill()
    assert isinstance(events[-1], CrawlFinished)
    assert events[-1].counts.new == sum(isinstance(event, ArticleFound) for event in events) > 0


def _endless(site: Site) -> None:
    """A site that never comes to its end."""
    site.add("/", listing(*(f"/news/{number}" for number in range(500))))
    for number in range(500):
        site.add(f"/news/{number}", article(f"ข่าว {number}"))


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The worker processes that a test starts."""
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(real(*arguments, **options))
        return started[-1]

    monkeypatch.setattr("crawler.run.subprocess.Popen", start)
    return started


def _wait(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def test_killed_child_is_reported_with_the_reason(
    site: Site, children: list[subprocess.Popen[bytes]]
) -> None:
    _endless(site)
    events = []
    slow = site.publisher(politeness={"delay": 0.05})
    for event in crawl([slow], DictMemory(), limits=LIMITS, allow_loopback=True):
        events.append(event)
        if isinstance(event, ArticleFound):
            children[0].kill()
    assert isinstance(events[-1], CrawlFinished)
    assert not events[-1].ok
    assert "signal 9" in events[-1].reason


def test_closing_the_iterator_ends_the_child(site: Site, children: list[subprocess.Popen[bytes]]) -> None:
    _endless(site)
    slow = site.publisher(politeness={"delay": 0.05})
    events = crawl([slow], DictMemory(), limits=LIMITS, allow_loopback=True)
    next(events)
    assert children[0].poll() is None
    events.close()  # type: ignore[attr-defined]
    assert children[0].poll() is not None


def test_hanging_child_is_ended_from_outside(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def stall(asked: Asked) -> Answer:
        time.sleep(6)
        return Answer(article("ช้า"))

    monkeypatch.setattr("crawler.run._GRACE", 0.0)
    site.add("/", listing("/news/1"))
    site.pages["/news/1"] = stall
    limits = LIMITS.model_copy(update={"seconds": 2})
    publisher = site.publisher(politeness={"delay": 0, "timeout": 60})
    end = list(crawl([publisher], DictMemory(), limits=limits, allow_loopback=True))[-1]
    assert isinstance(end, CrawlFinished)
    assert not end.ok


def test_child_that_cannot_start_is_reported(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "scrapy"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('scrapy is broken here')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    events = list(crawl([site.publisher()], DictMemory(), limits=LIMITS, allow_loopback=True))
    assert [type(event) for event in events] == [PageFailed, CrawlFinished]
    assert "scrapy is broken here" in events[-1].reason  # type: ignore[union-attr]


def test_killed_parent_leaves_no_child_behind(site: Site, tmp_path: Path) -> None:
    _endless(site)
    publisher = site.publisher(politeness={"delay": 0.05}).model_dump_json()
    program = f"""
        import sys
        from crawler.memory import DictMemory
        from crawler.publisher import Publisher
        from crawler.run import crawl
        publisher = Publisher.model_validate_json({publisher!r})
        for event in crawl([publisher], DictMemory(), allow_loopback=True):
            print("event", flush=True)
    """
    parent = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == "event\n"
    parent.kill()
    parent.wait()
    parent.stdout.close()

    def is_quiet() -> bool:
        before = len(site.asked)
        time.sleep(1)
        return len(site.asked) == before

    assert _wait(is_quiet)
    assert len(site.asked) < 500


def test_worker_says_what_is_wrong_with_its_job() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crawler.worker"], input=b"{}\n", capture_output=True, check=False
    )
    assert done.returncode == 2
    assert b"publisher" in done.stderr
    assert done.stdout == b""
