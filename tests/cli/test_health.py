"""`rangwan status`: when all is well, and what needs a person."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.article import Article
from db.ledger import Issue
from db.publication import HELD, publish
from db.store import Store
from rangwan.cli import main
from rangwan.health import CODES
from rangwan.locks import locked
from rangwan.settings.monitoring import Monitoring
from rangwan.watching import look, watcher

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
SCHEDULES = {"dga": 24.0, "prd": 24.0}


class Dataset:
    """A database at a time of the test's choosing, and what is thought of it."""

    def __init__(self, path: Path) -> None:
        self.now = NOW
        self.store = Store.open(path, clock=lambda: self.now)
        self.store.put_source("dga", "สพร.")
        self.monitoring = Monitoring()

    def run(self, command: str = "rangwan run", *, outcome: str = "done", **stages: str) -> int:
        """A run whose stages (`crawl_dga`, `publish`) ended like that."""
        run = self.store.start_run(command)
        for name, ended in stages.items():
            stage, _, source = name.partition("_")
            self.store.finish_stage(
                run, stage, seconds=1.5, counts={"held": 1} if ended == "held" else {}, source=source or None,
                outcome="failures" if ended == "held" else ended,  # type: ignore[arg-type]
            )  # fmt: skip
        self.store.finish_run(run, outcome)  # type: ignore[arg-type]
        return run

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def issue(self, stage: str, kind: str, source: str | None = None, run: int | None = None) -> None:
        issue = Issue(stage, kind, "it is so", place="somewhere", source=source)
        self.store.replace_issues(stage, [issue], run_id=run, source=source)

    @property
    def reasons(self) -> list[str]:
        verdict = look(self.store, self.monitoring, SCHEDULES).verdict
        assert verdict is not None
        assert {reason.code for reason in verdict.reasons} <= set(CODES)
        assert ("all is well" in verdict.en, "ทุกอย่างเรียบร้อย" in verdict.th) == (verdict.well, verdict.well)
        return [reason.key for reason in verdict.reasons]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rangwan.db"


@pytest.fixture
def dataset(path: Path) -> Dataset:
    return Dataset(path)


def status(path: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["status", "--database", str(path), *options])


def test_nothing_is_expected_of_a_database_that_nobody_left_alone(dataset: Dataset) -> None:
    dataset.run("rangwan demo", crawl_dga="failures", outcome="failures")
    dataset.issue("crawl", "crawl not finished", "dga")
    dataset.run("rangwan import", outcome="stopped")
    dataset.later(days=100)
    assert dataset.reasons == []


def test_single_pages_articles_and_names_are_no_reason(dataset: Dataset) -> None:
    dataset.run(crawl_dga="failures", extract="failures", publish="done", outcome="failures")
    dataset.issue("crawl", "page: status", "dga")
    dataset.issue("extract", "facts refused")
    dataset.issue("resolve", "award undecided")
    assert dataset.reasons == []


@pytest.mark.parametrize("outcome", ["stopped", "killed"])
def test_a_run_that_did_not_come_to_its_end_is_a_reason_until_one_does(
    dataset: Dataset, outcome: str
) -> None:
    dataset.run(publish="done")
    dataset.run(outcome=outcome)
    dataset.run("rangwan crawl")
    assert dataset.reasons == [f"run_{outcome}"]
    dataset.run(publish="done")
    assert dataset.reasons == []


def test_a_run_whose_process_is_gone_was_killed_and_one_at_work_is_none(dataset: Dataset, path: Path) -> None:
    dataset.run(publish="done")
    dataset.store.start_run("rangwan run")
    with locked(path, "rangwan run"):
        watched = look(dataset.store, dataset.monitoring, SCHEDULES)
        assert watched.condition.lock is not None
        assert watched.condition.lock.command == "rangwan run"
        assert watched.condition.runs[0].outcome == "running"
        assert watched.verdict is not None
        assert watched.verdict.well
    assert dataset.reasons == ["run_killed"]


def test_a_lock_file_that_a_killed_process_left_is_nobodys(dataset: Dataset, path: Path) -> None:
    dataset.run(publish="done")
    with locked(path, "rangwan run"):
        lock = path.with_name("rangwan.db.lock")
        told = json.loads(lock.read_text())
    lock.write_text(json.dumps(told | {"process": 2**22 + 1}))  # above the highest number of a process
    assert look(dataset.store, dataset.monitoring, SCHEDULES).condition.lock is None


def test_no_good_run_for_long_is_a_reason(dataset: Dataset) -> None:
    dataset.run(publish="done")
    dataset.later(hours=47)
    assert dataset.reasons == []
    dataset.run(check="failures", publish="held", outcome="failures")
    dataset.later(hours=2)
    assert dataset.reasons == ["no_good_run"]
    dataset.run(publish="done")
    assert dataset.reasons == []


def test_a_good_run_of_a_clock_that_was_ahead_is_not_believed(dataset: Dataset) -> None:
    dataset.later(hours=365 * 24)
    dataset.run(publish="done")
    dataset.later(hours=-365 * 24)
    assert dataset.reasons == ["no_good_run"]
    dataset.run(publish="done")
    assert dataset.reasons == []


def test_a_held_publication_is_told_with_its_time_until_it_is_published(dataset: Dataset, path: Path) -> None:
    publish(dataset.store, dataset.run(publish="done"))
    dataset.later(hours=1)
    dataset.run(check="failures", publish="held", outcome="failures")
    dataset.issue("check", "too many facts", "dga")
    dataset.issue("publish", HELD)
    dataset.later(hours=1)
    dataset.run(check="failures", publish="held", outcome="failures")
    assert dataset.reasons == ["publication_held", "expectation:too many facts, dga"]
    held = look(dataset.store, dataset.monitoring, SCHEDULES).condition.held
    assert held is not None
    assert (held.since, held.why) == (NOW + timedelta(hours=1), "it is so")
    # What is not published yet is counted.
    dataset.store.db.conn.execute(
        "INSERT INTO change (at, action, entity, record_id, record, batch)"
        " VALUES ('2026-03-02T07:00:00Z', 'added', 'award', 'awd-000001', '{}', 1)"
    )
    assert look(dataset.store, dataset.monitoring, SCHEDULES).condition.changes_ahead == 1
    # `rangwan publish --accept` ends both.
    run = dataset.run("rangwan publish", check="failures", publish="done", outcome="failures")
    dataset.store.replace_issues("check", [], run_id=run)
    dataset.store.replace_issues("publish", [], run_id=run)
    publish(dataset.store, run, accepted="they really did")
    assert dataset.reasons == []
    condition = look(dataset.store, dataset.monitoring, SCHEDULES).condition
    assert condition.publication is not None
    assert (condition.publication.accepted, condition.changes_ahead) == ("they really did", 0)


def test_an_export_that_failed_is_a_reason(dataset: Dataset) -> None:
    dataset.run(publish="failures", outcome="failures")
    dataset.issue("publish", "export failed")
    assert dataset.reasons == ["export_failed"]


def test_a_publishers_file_that_breaks_is_told_until_it_is_mended(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "publishers"
    folder.mkdir()
    broken = folder / "town.toml"
    broken.write_text("key = [", encoding="utf-8")
    call = ["run", "--database", str(path), "--publishers", str(folder)]
    assert CliRunner().invoke(main, call).exit_code == 1
    told = json.loads(status(path, "--json").stdout)
    assert [(one["code"], one["about"]) for one in told["verdict"]["reasons"]] == [("source_failed", "town")]
    assert "town.toml" in told["newest_issues"][0]["place"]
    assert CliRunner().invoke(main, ["run", "--database", str(path), "--no-crawl"]).exit_code == 0
    assert status(path).exit_code == 1, "nobody looked at the files"
    broken.unlink()
    assert CliRunner().invoke(main, call).exit_code == 0
    assert status(path).exit_code == 0


@pytest.mark.parametrize("kind", ["crawl not finished", "expectation not met", "host refuses"])
def test_a_source_that_failed_is_a_reason_unless_it_is_to_be_ignored(dataset: Dataset, kind: str) -> None:
    dataset.run(crawl_dga="failures", publish="done", outcome="failures")
    dataset.issue("crawl", kind, "dga")
    assert dataset.reasons == ["source_failed:dga"]
    dataset.monitoring = Monitoring(ignore=("dga",))
    assert dataset.reasons == []


def test_a_source_is_overdue_after_two_more_intervals(dataset: Dataset) -> None:
    dataset.run(crawl_dga="done", publish="done")
    source = look(dataset.store, dataset.monitoring, SCHEDULES).condition.sources[0]
    assert (source.last_crawl, source.due_at) == (NOW, NOW + timedelta(hours=24))
    dataset.later(hours=71)
    dataset.run(publish="done")
    assert dataset.reasons == []
    dataset.later(hours=2)
    assert dataset.reasons == ["source_overdue:dga"]
    dataset.run(crawl_dga="stopped", outcome="stopped")
    dataset.run(publish="done")
    assert dataset.reasons == ["source_overdue:dga"]
    dataset.run(crawl_dga="failures", publish="done")
    assert dataset.reasons == []


def test_a_source_that_only_a_person_has_crawled_is_never_overdue(dataset: Dataset) -> None:
    dataset.run("rangwan crawl", crawl_dga="done")
    dataset.later(days=30)
    dataset.run(publish="done")
    assert dataset.reasons == []


def test_articles_that_cannot_be_read_are_a_reason_when_they_are_most(dataset: Dataset) -> None:
    run = dataset.store.start_run("rangwan run")
    counts = {"articles read": 12, "problems": 6}
    dataset.store.finish_stage(run, "extract", seconds=1, counts=counts, outcome="failures")
    dataset.store.finish_run(run, "failures")
    assert dataset.reasons == ["extraction_failed"]


def test_a_disk_without_room_for_the_next_publication_is_a_reason(
    dataset: Dataset, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dataset.run(publish="done")
    usage = namedtuple("usage", "total used free")
    size = path.stat().st_size
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10 * size, 9 * size, size))
    assert dataset.reasons == ["disk_nearly_full"]
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10 * size, 8 * size, 2 * size))
    assert dataset.reasons == []


def test_status_exits_with_1_and_says_in_both_languages_what_needs_a_person(
    dataset: Dataset, path: Path
) -> None:
    dataset.now = datetime.now(UTC)
    article = Article(
        id="a1", url="https://www.dga.or.th/a1", title="ข่าว", text="ข่าว", published=None, source="dga",
        layout="plain",
    )  # fmt: skip
    dataset.store.put_article(article)
    dataset.run(crawl_dga="done", publish="done")
    well = status(path)
    assert well.exit_code == 0
    assert well.stdout.endswith("ทุกอย่างเรียบร้อย\nall is well\n")
    dataset.run(crawl_dga="failures", publish="done", outcome="failures")
    dataset.issue("crawl", "crawl not finished", "dga")
    bad = status(path)
    assert bad.exit_code == 1
    assert "ต้องตรวจดู: แหล่งข่าว dga มีปัญหา (เก็บข่าวไม่จบ)" in bad.stdout
    assert "needs a look: source dga failed (crawl not finished)" in bad.stdout
    told = json.loads(status(path, "--json").stdout)
    assert told["verdict"]["reasons"][0]["code"] == "source_failed"
    assert told["last_run"]["outcome"] == "failures"
    assert [(one["stage"], one["kind"], one["count"]) for one in told["issues"]] == [
        ("crawl", "crawl not finished", 1)
    ]
    source = told["sources"][0]
    assert (source["key"], source["articles"], source["overdue"]) == ("dga", 1, False)
    assert source["due_at"] > source["last_crawl"]
    assert {"publication", "held", "disk", "lock", "bytes", "totals", "runs", "newest_issues"} <= told.keys()
    publish(dataset.store, 2, accepted="they really did")
    dataset.issue("publish", HELD)
    told = json.loads(status(path, "--json").stdout)
    assert (told["publication"]["run"], told["publication"]["changes_ahead"]) == (2, 0)
    assert told["publication"]["bytes"] > 0
    assert told["held"]["why"] == "it is so"
    shown = status(path, "--issues", "0").stdout
    assert "accepted, because: they really did" in shown
    assert "held since" in shown
    dataset.store.replace_issues("publish", [])
    path.with_name("rangwan.toml").write_text('[monitoring]\nignore = ["dga"]\n')
    assert status(path).exit_code == 0
    path.with_name("rangwan.toml").write_text("[monitoring]\nstale_days = 1\n")
    assert "stale_days" in status(path).stderr


def test_who_may_see_the_publication_only_is_told_of_that(dataset: Dataset, path: Path) -> None:
    dataset.run(publish="done")
    publish(dataset.store, dataset.run(publish="done"))
    dataset.later(hours=1)
    dataset.run(outcome="stopped")
    watch = watcher(path, dataset.monitoring, SCHEDULES, clock=lambda: dataset.now)
    seen = watch()
    assert seen.verdict is not None
    assert [reason.code for reason in seen.verdict.reasons] == ["run_stopped"]
    dataset.store.close()
    path.unlink()
    seen = watch()
    assert seen.verdict is not None
    assert seen.verdict.well
    assert seen.condition.publication is not None
    dataset.later(hours=50)
    seen = watch()
    assert seen.verdict is not None
    assert [reason.code for reason in seen.verdict.reasons] == ["no_good_run"]
