"""Snapshots, addresses, pauses: the parts of the crawl by themselves."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.internet.error import DNSLookupError

from crawler import guard
from crawler.dates import machine_datetime
from crawler.job import job_from_arguments
from crawler.memory import KnownPage, Pause
from crawler.politeness import retry_after, without_contact
from crawler.publisher import PublisherError
from crawler.snapshots import SnapshotError, SnapshotStore, digest
from crawler.urls import normal_url

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def test_snapshots_are_kept_once_and_checked(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path / "pages")
    body = "รางวัล".encode() * 1000
    sha256 = store.put(body)
    assert sha256 == digest(body)
    assert sha256 in store
    assert store.get(sha256) == body
    first = store.path(sha256).stat().st_mtime_ns
    assert store.put(body) == sha256
    assert store.path(sha256).stat().st_mtime_ns == first
    assert [path.name for path in (tmp_path / "pages").rglob(".new-*")] == []
    assert store.path(sha256).stat().st_size < len(body)


def test_missing_and_damaged_snapshots_are_told_apart_from_good_ones(tmp_path: Path) -> None:
    store = SnapshotStore(tmp_path)
    with pytest.raises(SnapshotError, match="missing"):
        store.get("0" * 64)
    with pytest.raises(ValueError, match="SHA-256"):
        store.get("../../etc/passwd")
    sha256 = store.put(b"page")
    store.path(sha256).write_bytes(gzip.compress(b"another"))
    with pytest.raises(SnapshotError, match="not the page"):
        store.get(sha256)
    store.path(sha256).write_bytes(b"\x1f\x8bbroken")
    with pytest.raises(SnapshotError, match="damaged"):
        store.get(sha256)


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTPS://WWW.Example.go.th:443/News?id=1&utm_source=fb#top", "https://www.example.go.th/News?id=1"),
        ("http://example.go.th", "http://example.go.th/"),
        (
            "https://example.go.th/ข่าว/รางวัล",
            "https://example.go.th/%E0%B8%82%E0%B9%88%E0%B8%B2%E0%B8%A7/%E0%B8%A3%E0%B8%B2%E0%B8%87%E0%B8%A7%E0%B8%B1%E0%B8%A5",
        ),
        (" https://example.go.th/a?fbclid=x ", "https://example.go.th/a"),
        ("https://example.go.th/a?b=&c=%20d", "https://example.go.th/a?b=&c=%20d"),
    ],
)
def test_one_spelling_for_one_address(url: str, normal: str) -> None:
    assert normal_url(url) == normal
    assert normal_url(normal) == normal


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "172.16.0.1",
        "169.254.169.254",
        "0.0.0.0",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "localhost",
        "printer",
        "a.local",
        "db.internal",
    ],
)
def test_private_hosts(host: str) -> None:
    assert guard.is_private(host)


@pytest.mark.parametrize("host", ["www.dga.or.th", "203.150.19.1", "2001:4860:4860::8888"])
def test_public_hosts(host: str) -> None:
    assert not guard.is_private(host)


@pytest.mark.parametrize(
    ("allowed", "address", "passes"),
    [
        (False, "127.0.0.1", False),
        (True, "127.0.0.1", True),
        (True, "10.0.0.1", False),
        (False, "203.150.19.1", True),
    ],
)
def test_names_that_resolve_to_private_addresses(allowed: bool, address: str, passes: bool) -> None:
    resolver = guard.GuardedResolver.__new__(guard.GuardedResolver)
    resolver._allow_loopback = allowed
    if passes:
        assert resolver._check(address, "rebound.example.com") == address
    else:
        with pytest.raises(DNSLookupError, match=address):
            resolver._check(address, "rebound.example.com")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("Mon, 01 Jan 2024 00:01:00 GMT", 60),
        ("Sun, 31 Dec 2023 00:00:00 GMT", 0),
        ("soon", 0),
        ("-5", 0),
        (None, 0),
    ],
)
def test_retry_after(header: str | None, seconds: float) -> None:
    headers = {"Retry-After": header} if header else {}
    assert retry_after(Response("https://x.go.th/", headers=headers), NOW) == seconds


def test_when_a_known_page_is_due() -> None:
    known = KnownPage(fetched_at=NOW, sha256="0" * 64)
    week, later = timedelta(days=7), NOW + timedelta(days=1)
    assert not known.is_due(later, week, None)
    assert known.is_due(NOW + week, week, None)
    assert known.is_due(later, week, NOW + timedelta(hours=1))
    assert not known.is_due(later, week, NOW - timedelta(hours=1))


def test_a_page_that_was_fetched_by_a_clock_that_was_ahead_is_due() -> None:
    known = KnownPage(fetched_at=NOW + timedelta(days=365), sha256="0" * 64)
    assert known.is_due(NOW, timedelta(days=7), None)
    # Clocks are corrected by a few seconds all the time.
    a_little = KnownPage(fetched_at=NOW + timedelta(seconds=20), sha256="0" * 64)
    assert not a_little.is_due(NOW, timedelta(days=7), None)


def test_a_pause_that_a_clock_has_set_that_was_ahead_does_not_hold() -> None:
    week = timedelta(days=7)
    assert Pause(NOW + week, 3, "503").holds(NOW, week)
    assert not Pause(NOW, 3, "503").holds(NOW, week)
    assert not Pause(NOW + timedelta(days=365), 3, "503").holds(NOW, week)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2023-10-10T08:00:00+07:00", datetime(2023, 10, 10, 1, tzinfo=UTC)),
        ("2566-10-10", datetime(2023, 10, 10, tzinfo=UTC)),
        ("Tue, 10 Oct 2023 01:00:00 GMT", datetime(2023, 10, 10, 1, tzinfo=UTC)),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_moments_of_machines(text: str | None, moment: datetime | None) -> None:
    assert machine_datetime(text) == moment


def test_settings_are_safe() -> None:
    settings = Settings()
    settings.setmodule("crawler.settings")
    for name in (
        "ROBOTSTXT_OBEY",
        "AUTOTHROTTLE_ENABLED",
        "DOWNLOAD_VERIFY_CERTIFICATES",
        "DOWNLOAD_FAIL_ON_DATALOSS",
    ):
        assert settings.getbool(name), name
    for name in (
        "TELNETCONSOLE_ENABLED",
        "REMOTE_CONTROL_ENABLED",
        "COOKIES_ENABLED",
        "RANGWAN_ALLOW_LOOPBACK",
    ):
        assert not settings.getbool(name), name
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1


def test_arguments_of_the_command_line() -> None:
    job = job_from_arguments("dga", "5", "2023-10-01", None, None)
    assert (job.sample, str(job.from_date), job.until_date) == (5, "2023-10-01", None)
    with pytest.raises(PublisherError, match="dga, dla, khao-online"):
        job_from_arguments("dgaa", None, None, None, None)
    with pytest.raises(ValueError, match="sample"):
        job_from_arguments("dga", "many", None, None, None)


def test_other_machines_are_not_crawled_without_a_contact() -> None:
    assert "RANGWAN_CONTACT" in (without_contact(Settings({"RANGWAN_CONTACT": ""}), "https://x.go.th/") or "")
    assert without_contact(Settings({"RANGWAN_CONTACT": "a@example.org"}), "https://x.go.th/") is None
    assert without_contact(Settings({"RANGWAN_CONTACT": ""}), "http://127.0.0.1:8000/") is None
