"""What monitors ask the site for: `/-/health`, `/-/live`, `/-/metrics`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

pytest.importorskip("datasette", reason="the site's libraries are not installed: pip install 'rangwan[site]'")

from asking import Visitor
from prometheus_client.openmetrics.parser import text_string_to_metric_families as openmetrics
from prometheus_client.parser import text_string_to_metric_families

from db.condition import Reason, Verdict, Watched
from db.condition_reading import read_condition
from db.errors import DatabaseDamaged
from db.ledger import Issue
from db.publication import public_path, publish
from db.store import Store

NOW = datetime(2025, 3, 2, 6, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """One unattended run that is published, one after it that failed at a source."""
    path = tmp_path / "rangwan.db"
    with Store.open(path, clock=lambda: NOW) as store:
        store.put_source("dga", "สพร.")
        run = store.start_run("rangwan run")
        store.finish_stage(run, "publish", seconds=0.5)
        store.finish_run(run, "done")
        publish(store, run)
        run = store.start_run("rangwan run")
        store.finish_stage(run, "crawl", seconds=2.5, counts={"new": 3}, source="dga", outcome="failures")
        store.finish_stage(run, "import", seconds=1, counts={"new": 4}, source="file-123.jsonl")
        store.finish_run(run, "failures")
        store.put_issue(Issue("crawl", "crawl not finished", "at /srv/secret", source="dga"), run_id=run)
    return path


def watched(path: Path, *reasons: Reason) -> Watched:
    with Store.open(path, read_only=True, clock=lambda: NOW) as store:
        return Watched(read_condition(store), Verdict(reasons, "", ""))


@pytest.fixture
def well(database: Path) -> Iterator[Visitor]:
    with Visitor(database, watch=lambda: watched(database)) as visitor:
        yield visitor


@pytest.fixture
def bad(database: Path) -> Iterator[Visitor]:
    reason = Reason("source_failed", "dga", "แหล่งข่าว dga มีปัญหา", "source dga failed")
    with Visitor(database, watch=lambda: watched(database, reason)) as visitor:
        yield visitor


def test_health_is_200_when_well_with_the_run_and_the_publication(well: Visitor) -> None:
    response = well.ask("/-/health")
    told = response.json()
    assert (response.status_code, told["ok"], told["reasons"]) == (200, True, [])
    assert (told["run"]["id"], told["run"]["outcome"]) == (2, "failures")
    assert told["run"]["started_at"].endswith("Z"), "as all other times"
    assert told["publication"]["run"] == 1
    assert told["publication"]["published_at"] == "2025-03-02T06:00:00Z"
    assert told["publication"]["age_seconds"] >= 0
    assert (told["held"], told["held_since"]) == (False, None)


def test_health_is_503_with_the_reasons(bad: Visitor) -> None:
    response = bad.ask("/-/health")
    assert (response.status_code, response.json()["ok"]) == (503, False)
    assert response.json()["reasons"] == [
        {"code": "source_failed", "about": "dga", "th": "แหล่งข่าว dga มีปัญหา", "en": "source dga failed"}
    ]
    # What sends readers here asks another address: the pages are all right.
    assert bad.ask("/-/live").status_code == 200


def test_health_knows_how_old_the_data_may_be(well: Visitor) -> None:
    hours = (datetime.now(UTC) - NOW).total_seconds() / 3600
    assert well.ask(f"/-/health?max_age={hours + 1}").status_code == 200
    old = well.ask(f"/-/health?max_age={hours - 1}")
    assert old.status_code == 503
    assert [reason["code"] for reason in old.json()["reasons"]] == ["too_old"]
    for wrong in ("", "soon", "-1", "nan", "inf"):
        assert well.ask(f"/-/health?max_age={wrong}").status_code == 400


def test_metrics_are_what_prometheus_reads(bad: Visitor) -> None:
    response = bad.ask("/-/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=")
    families = {family.name: family for family in text_string_to_metric_families(response.text)}
    assert all(name.startswith("rangwan_") and family.documentation for name, family in families.items())
    samples = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in families.values()
        for sample in family.samples
    }
    stage = ("rangwan_last_run_stage_seconds", ("source", "dga"), ("stage", "crawl"))
    assert samples[stage] == 2.5
    assert samples[("rangwan_healthy",)] == 0
    assert samples[("rangwan_health_reasons", ("reason", "source_failed"))] == 1
    assert samples[("rangwan_runs_total", ("outcome", "done"))] == 1
    assert samples[("rangwan_last_run_outcome", ("outcome", "failures"))] == 1
    assert samples[("rangwan_publication_timestamp_seconds",)] == NOW.timestamp()
    assert samples[("rangwan_publication_held",)] == 0
    assert samples[("rangwan_articles", ("source", "dga"))] == 0
    issues = ("kind", "crawl not finished"), ("source", "dga"), ("stage", "crawl")
    assert samples[("rangwan_open_issues", *issues)] == 1
    assert samples[("rangwan_source_last_crawl_timestamp_seconds", ("source", "dga"))] == NOW.timestamp()
    # Names of files are no labels: there is no end of them.
    assert "file-123" not in response.text
    assert "secret" not in response.text


def test_metrics_are_openmetrics_for_whoever_wants_those(bad: Visitor) -> None:
    response = bad.ask("/-/metrics", headers={"accept": "application/openmetrics-text; version=1.0.0"})
    assert response.headers["content-type"].startswith("application/openmetrics-text")
    assert "rangwan_runs" in {family.name for family in openmetrics(response.text)}


def test_they_are_looked_up_anew_each_time(database: Path) -> None:
    with Visitor(database, watch=lambda: watched(database)) as visitor:
        for path in ("/-/metrics", "/-/health", "/-/live"):
            assert visitor.ask(path).headers["cache-control"] == "no-store"
            assert "etag" not in visitor.ask(path).headers
        before = visitor.ask("/-/metrics").text
        with Store.open(database, clock=lambda: NOW) as store:
            store.finish_run(store.start_run("rangwan run"), "done")
        assert visitor.ask("/-/metrics").text != before


def test_a_proxy_that_closes_their_addresses_has_closed_all(well: Visitor) -> None:
    for path in (
        b"/en/-/metrics",
        b"//-/metrics",
        b"/-/%6detrics",
        b"/%2d/metrics",
        b"/x/../-/metrics",
        b"/en/-/health",
    ):
        assert well.send_raw(path)[0] == 404


def test_many_who_ask_at_once_are_answered_by_one_look(database: Path) -> None:
    looks = []

    def look() -> Watched:
        looks.append(1)
        return watched(database)

    with Visitor(database, watch=look) as visitor:
        answers = visitor.ask_all(*["/-/metrics"] * 20)
    assert {answer.status_code for answer in answers} == {200}
    assert len(looks) < 20


def test_without_metrics_there_is_no_such_page(database: Path) -> None:
    with Visitor(database, metrics=False) as visitor:
        assert visitor.ask("/-/metrics").status_code == 404
        assert visitor.ask("/-/health").status_code == 200


def test_a_database_that_cannot_be_read_is_told_without_where_it_is(database: Path) -> None:
    def look() -> Watched:
        raise DatabaseDamaged("the database is damaged", database, "Restore it")

    with Visitor(database, watch=look) as visitor:
        metrics, health = visitor.ask("/-/metrics"), visitor.ask("/-/health")
    assert (metrics.status_code, health.status_code) == (503, 503)
    assert [reason["code"] for reason in health.json()["reasons"]] == ["unreadable"]
    assert str(database) not in metrics.text + health.text


def test_a_publication_alone_tells_of_itself(database: Path, tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere" / "rangwan.public.db"
    alone.parent.mkdir()
    shutil.copy(public_path(database), alone)
    with Visitor(alone) as visitor:
        told = visitor.ask("/-/health").json()
        assert (told["ok"], told["publication"]["run"], told["run"]["outcome"]) == (True, 1, "done")
        assert "rangwan_publication_timestamp_seconds" in visitor.ask("/-/metrics").text
