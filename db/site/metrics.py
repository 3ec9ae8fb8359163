"""The state of the dataset as Prometheus reads it.

Times are seconds since 1970, sizes bytes.  Labels have few values: sources that are known, and words of this
program.  What is not known yet has no sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from db.condition import Condition, SourceState, Watched

ENDINGS = ("done", "failures", "stopped", "killed")


def rendered(watched: Watched, accept: str) -> tuple[bytes, str]:
    """The text, and its content type: what the scraper accepts of Prometheus' text and OpenMetrics."""
    encode, content_type = choose_encoder(accept)
    return encode(_Collector(watched)), content_type


@dataclass(frozen=True, slots=True)
class _Collector(Collector):
    watched: Watched

    def collect(self) -> Iterator[Metric]:
        condition = self.watched.condition
        yield _one("build_info", "The version that serves this.", 1, version=version("rangwan"))
        yield from _verdict(self.watched)
        yield from _runs(condition)
        yield from _last_run(condition)
        yield from _issues(condition)
        yield from _records(condition)
        yield from _sources(condition)
        yield from _publication(condition)
        yield _one("database_size_bytes", "Size of the database.", condition.bytes)
        yield _one("disk_free_bytes", "Free space on the disk of the database.", condition.free_bytes)
        held = condition.lock is not None
        yield _one("database_locked", "Whether a command works on the database now.", held)


def _verdict(watched: Watched) -> Iterator[Metric]:
    if watched.verdict is None:
        return
    yield _one("healthy", "Whether nothing needs a person (see rangwan status).", watched.verdict.well)
    reasons = _gauge("health_reasons", "What needs a person, by the code of the reason.", "reason")
    for code, count in Counter(reason.code for reason in watched.verdict.reasons).items():
        reasons.add_metric([code], count)
    yield reasons


def _runs(condition: Condition) -> Iterator[Metric]:
    runs = CounterMetricFamily(
        "rangwan_runs", "Unattended runs that have ended, by how they ended.", labels=["outcome"]
    )
    for outcome in ENDINGS:
        runs.add_metric([outcome], condition.runs_by_outcome.get(outcome, 0))
    yield runs
    good = condition.last_good
    if good is not None and good.finished_at is not None:
        what = "When the last good unattended run ended."
        yield _one("last_good_run_end_timestamp_seconds", what, good.finished_at.timestamp())


def _last_run(condition: Condition) -> Iterator[Metric]:
    run = condition.last_run
    if run is None:
        return
    outcome = _gauge("last_run_outcome", "How the last unattended run ended: 1 for that.", "outcome")
    for ending in ENDINGS:
        outcome.add_metric([ending], ending == run.outcome)
    yield outcome
    what = "When the last unattended run began."
    yield _one("last_run_start_timestamp_seconds", what, run.started_at.timestamp())
    if run.finished_at is not None:
        what = "When the last unattended run ended."
        yield _one("last_run_end_timestamp_seconds", what, run.finished_at.timestamp())
    known = {source.key for source in condition.sources}
    seconds: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str, str]] = Counter()
    for stage in run.stages:
        source = stage.source if stage.source in known else ""
        seconds[stage.stage, source or ""] += stage.seconds  # type: ignore[assignment]
        for name, count in stage.counts.items():
            counts[stage.stage, source or "", name] += count
    took = _gauge(
        "last_run_stage_seconds", "Seconds that a stage of the last unattended run took.", "stage", "source"
    )
    for labels, value in seconds.items():
        took.add_metric(list(labels), value)
    yield took
    counted = _gauge(
        "last_run_stage_count",
        "What a stage of the last unattended run counted.",
        "stage",
        "source",
        "count",
    )
    for key, count in counts.items():
        counted.add_metric(list(key), count)
    yield counted


def _issues(condition: Condition) -> Iterator[Metric]:
    known = {source.key for source in condition.sources}
    counts: Counter[tuple[str, str, str]] = Counter()
    for group in condition.issues:
        source = group.source if group.source in known else ""
        counts[group.stage, group.kind, source or ""] += group.count
    issues = _gauge("open_issues", "Open issues.", "stage", "kind", "source")
    for labels, count in counts.items():
        issues.add_metric(list(labels), count)
    yield issues


def _records(condition: Condition) -> Iterator[Metric]:
    for name in ("facts", "organisations", "programmes", "awards"):
        yield _one(name, f"How many {name} the database holds.", condition.totals[name])
    articles = _gauge("articles", "Articles in the database; of archives where source is empty.", "source")
    articles.add_metric([""], condition.articles_of_archives)
    for source in condition.sources:
        articles.add_metric([source.key], source.articles)
    yield articles


def _sources(condition: Condition) -> Iterator[Metric]:
    def times(name: str, what: str, values: Iterable[tuple[SourceState, datetime | None]]) -> Metric:
        gauge = _gauge(f"source_{name}_timestamp_seconds", what, "source")
        for source, moment in values:
            if moment is not None:
                gauge.add_metric([source.key], moment.timestamp())
        return gauge

    sources = condition.sources
    yield times(
        "last_fetch", "When a page of the source was last fetched.", ((s, s.last_fetch) for s in sources)
    )
    what = "When the last crawl of the source began that came to its end."
    yield times("last_crawl", what, ((s, s.last_crawl) for s in sources))
    what = "The day of the source's newest article."
    yield times("newest_article", what, ((s, _day(s.newest_article)) for s in sources))
    yield times("due", "When the source is to be crawled next.", ((s, s.due_at) for s in sources))
    overdue = _gauge("source_overdue", "Whether the source should have been crawled long ago.", "source")
    for source in sources:
        if source.every_hours is not None:
            overdue.add_metric([source.key], source.overdue)
    yield overdue


def _publication(condition: Condition) -> Iterator[Metric]:
    held = condition.held
    yield _one("publication_held", "Whether a publication waits for a person.", held is not None)
    if held is not None:
        what = "Since when the publication waits."
        yield _one("publication_held_since_timestamp_seconds", what, held.since.timestamp())
    published = condition.publication
    if published is None:
        return
    made = datetime.fromisoformat(published.published_at).timestamp()
    yield _one("publication_timestamp_seconds", "When what readers see was published.", made)
    yield _one("publication_size_bytes", "Size of what readers see.", condition.publication_bytes or 0)
    yield _one(
        "publication_latest_change", "Number of the latest change that readers see.", published.latest_change
    )
    ahead = condition.changes_ahead or 0
    yield _one("changes_unpublished", "Public changes that readers do not see yet.", ahead)


def _gauge(name: str, what: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"rangwan_{name}", what, labels=labels)


def _one(name: str, what: str, value: float, **labels: str) -> Metric:
    gauge = _gauge(name, what, *labels)
    gauge.add_metric(list(labels.values()), value)
    return gauge


def _day(published: str | None) -> datetime | None:
    if published is None:
        return None
    day = date.fromisoformat(published[:10])
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
