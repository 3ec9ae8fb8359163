"""Sources are crawled as often as their files say, whatever the timer and the clock do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from towns import Towns

from crawler.publisher import Publisher
from rangwan.due import due, next_crawls


def publisher(key: str, hours: float) -> Publisher:
    return Publisher.model_validate(
        {
            "key": key,
            "name": {"th": key, "en": key},
            "homepage": f"https://{key}.example/",
            "publishes": "News.",
            "layout": "plain",
            "discovery": [{"kind": "listing", "url": "/", "match": "/news/"}],
            "schedule": {"every_hours": hours},
            "terms": {"verdict": "allowed", "why": "test"},
        }
    )


@pytest.fixture
def towns(tmp_path: Path) -> Towns:
    towns = Towns(tmp_path / "rangwan.db")
    towns.crawled(1, source="daily", hours=0)
    towns.crawled(1, source="weekly", hours=0)
    return towns


SOURCES = [publisher("daily", 24), publisher("weekly", 168), publisher("new", 24)]


def chosen(towns: Towns) -> list[str]:
    with towns.store() as store:
        return [one.key for one in due(store, SOURCES)[0]]


def test_each_source_has_its_own_interval(towns: Towns) -> None:
    assert chosen(towns) == ["new"]
    towns.now += timedelta(hours=24)
    assert chosen(towns) == ["daily", "new"]
    towns.now += timedelta(days=6)
    assert chosen(towns) == ["daily", "weekly", "new"]


def test_a_timer_that_comes_a_little_early_crawls_all_the_same(towns: Towns) -> None:
    towns.now += timedelta(hours=23)
    assert chosen(towns) == ["daily", "new"]
    towns.now -= timedelta(hours=3)
    assert chosen(towns) == ["new"]


def test_a_crawl_that_was_cut_short_does_not_count(towns: Towns) -> None:
    towns.now += timedelta(hours=24)
    towns.crawled(0, source="daily", outcome="stopped", hours=1)
    assert chosen(towns) == ["daily", "new"]


def test_a_crawl_with_failures_is_not_repeated_at_once(towns: Towns) -> None:
    towns.now += timedelta(hours=24)
    towns.crawled(0, source="daily", outcome="failures", hours=1)
    assert chosen(towns) == ["new"]


def test_a_clock_that_was_ahead_does_not_stop_the_crawls(towns: Towns) -> None:
    towns.now += timedelta(days=400)
    towns.crawled(1, source="daily", hours=0)
    towns.now -= timedelta(days=399)
    assert chosen(towns) == ["daily", "new"]
    with towns.store() as store:
        when = next_crawls(store, SOURCES)["weekly"]
    assert when == towns.now + timedelta(days=6)
