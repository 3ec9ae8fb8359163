"""Publisher files: those that are shipped, and what a mistake in one is answered with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from crawler.events import Counts
from crawler.expectations import is_due, unmet
from crawler.memory import KnownPage
from crawler.publisher import (
    Expectations,
    Publisher,
    PublisherError,
    Schedule,
    Verdict,
    load_publishers,
    parse_publisher,
)

DGA = (resources.files("crawler") / "publishers" / "dga.toml").read_text("utf-8")


def test_shipped_publishers() -> None:
    publishers = load_publishers()
    assert set(publishers) == {
        *("bangkokbiznews", "dga", "dla", "khao-online", "maehia", "moi", "opdc", "prd", "thaigov")
    }
    assert publishers["thaigov"].terms.verdict is Verdict.ARCHIVE_ONLY
    for publisher in publishers.values():
        # Nobody has read the terms of any: none may be crawled without being asked for by name.
        assert publisher.refusal() is not None
        assert publisher.unverified, "what was not verified must be said"
        assert publisher.expectations.min_new is not None
        assert publisher.expectations.max_new is not None
        assert publisher.politeness.delay >= 3


@pytest.mark.parametrize(
    ("old", "new", "parts"),
    [
        ("max_new", "max_neww", ["unknown key 'expectations.max_neww'", "did you mean 'max_new'"]),
        ("per_page", "per_pages", ["per_pages", "did you mean 'per_page'"]),
        ("homepage", "homepge", ["'homepage' is missing", "did you mean 'homepage'"]),
        ('layout = "wordpress"', '[layout]\nname = "wordpress"', ["'verified'", "above the first [table]"]),
        ('layout = "wordpress"', 'layout = "wordpres"', ["no layout 'wordpres'", "wordpress"]),
        ('kind = "feed"', 'kind = "fed"', ["'fed'", "'feed'"]),
        ('key = "dga"', 'key = "D G A"', ["key"]),
        ('"https://www.dga.or.th/"', '"www.dga.or.th"', ["homepage", "https://"]),
        ('verdict = "unverified"', 'verdict = "fine"', ["terms.verdict", "'allowed'"]),
        ('name.th = "', 'name.th = "\\u202E', ["name.th", "invisible character U+202E"]),
        ('name.en = "', 'name.en = "\\u001B[31m', ["name.en", "invisible character U+001B"]),
        ('name.en = "', f'name.en = "{"x" * 200}', ["name.en", "200 characters"]),
        ("[[discovery]]", "[[discovery", ["is not TOML"]),
    ],
)
def test_mistakes_are_named_with_file_place_and_remedy(old: str, new: str, parts: list[str]) -> None:
    assert old in DGA
    with pytest.raises(PublisherError) as error:
        parse_publisher(DGA.replace(old, new, 1), "here/dga.toml")
    message = str(error.value)
    assert message.startswith("here/dga.toml: ")
    assert "Correct the file" in message
    for part in parts:
        assert part in message


def test_one_bad_file_does_not_take_the_others_along(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(DGA.replace('key = "dga"', 'key = "mine"'), "utf-8")
    (tmp_path / "bad.toml").write_bytes("key = 'ก'".encode("cp874"))
    (tmp_path / "other-name.toml").write_text(DGA, "utf-8")
    errors: list[PublisherError] = []
    publishers = load_publishers(tmp_path, on_error=errors.append)
    assert {"mine", "dga"} <= set(publishers)
    assert ["UTF-8" in str(errors[0]), "dga.toml" in str(errors[1])] == [True, True]
    with pytest.raises(PublisherError):
        load_publishers(tmp_path)
    with pytest.raises(PublisherError, match="is not a folder"):
        load_publishers(tmp_path / "missing")


def test_file_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "dga.toml").write_text(DGA.replace('"unverified"', '"allowed"'), "utf-8")
    assert load_publishers(tmp_path)["dga"].refusal() is None


def test_hosts_of_a_publisher() -> None:
    publisher = parse_publisher(DGA.replace("homepage =", 'hosts = ["dga-cdn.net"]\nhomepage ='), "dga.toml")
    assert publisher.owns("https://dga.or.th/x")
    assert publisher.owns("http://news.dga.or.th/x")
    assert publisher.owns("https://dga-cdn.net/x")
    assert not publisher.owns("https://evil-dga.or.th/")
    assert not publisher.owns("https://dga.or.th.evil.com/")
    assert not publisher.owns("file:///etc/passwd")
    moved = publisher.with_base_url("http://127.0.0.1:8000/")
    assert moved.root == "http://127.0.0.1:8000/"
    assert Publisher.model_validate_json(moved.model_dump_json()) == moved


def test_expectations() -> None:
    expected = Expectations(min_found=3, max_new=5, dated=0.9, with_text=0.9)
    assert list(unmet(expected, Counts(found=3, new=5, dated=5))) == []
    few, many, undated, empty = unmet(expected, Counts(found=2, new=9, dated=1, failed=9))
    assert "at least 3" in few
    assert "at most 5" in many
    assert undated.startswith("1 of 9 articles")
    assert empty.startswith("9 of 18 pages")


def test_too_few_new_articles_are_told_of_a_full_crawl_that_was_due() -> None:
    expected = Expectations(min_new=3, min_found=1)
    few = Counts(found=9, new=2)
    assert list(unmet(expected, few)) == ["2 articles are new, at least 3 are expected"]
    assert list(unmet(expected, Counts(found=9, new=3))) == []
    assert list(unmet(expected, few, due=False)) == []
    assert list(unmet(expected, Counts(), all_days=False)) == []


@pytest.mark.parametrize(("hours", "due"), [(1, False), (23, True), (48, True)])
def test_a_crawl_is_due_when_nothing_was_fetched_for_as_long_as_the_schedule_says(
    hours: float, due: bool
) -> None:
    now = datetime(2026, 1, 5, tzinfo=UTC)
    pages = [KnownPage(now - timedelta(hours=age), "0" * 64) for age in (hours, 500)]
    assert is_due(Schedule(every_hours=24), pages, now) is due
    assert is_due(Schedule(), [], now)
    # A clock that was ahead says nothing.
    ahead = KnownPage(now + timedelta(days=365), "0" * 64)
    assert is_due(Schedule(every_hours=24), [*pages, ahead], now) is due


def test_expectations_that_cannot_be_met_are_refused() -> None:
    with pytest.raises(PublisherError, match=r"min_new \(400\) is above max_new \(300\)"):
        parse_publisher(DGA.replace("min_new = 0", "min_new = 400"), "dga.toml")
