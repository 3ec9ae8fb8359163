"""Expectations: what has come since the publication, compared with what normal runs bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.store import Store
from db.totals import TOTALS
from rangwan.messages import Problem
from rangwan.news import SourceNews, news
from rangwan.settings.expectations import Expectations, Limit

CRAWLS = 30
"""So many crawls of a source tell what is normal."""

_ENOUGH_CRAWLS = 3  # fewer tell nothing
_ENOUGH_ARTICLES = 50  # of a source, to know how many facts its articles give
_NEW = """
SELECT coalesce(json_extract(counts, '$.new'), 0) AS new FROM run_stage
WHERE stage = 'crawl' AND source = ? AND outcome <> 'stopped' ORDER BY run_id DESC LIMIT ?
"""
_LOOK = "Look at some of its articles; correct the publisher's file or the rules, or, if all is well,"
_ACCEPT = 'run `rangwan publish --accept "WHY"`.'


@dataclass(frozen=True, slots=True)
class Breach:
    """An expectation that was not met; `holds` if nothing may be published before a person has looked."""

    problem: Problem
    holds: bool
    source: str | None = None


def breaches(store: Store, published: Store | None, expectations: Expectations) -> Iterator[Breach]:
    """What has come since the publication (null: there is none yet) and is not as expected."""
    if published is not None:
        yield from _shrunk(store, published, expectations.shrinking)
        yield from _rewritten(store, published, expectations.rewritten)
    fresh = news(store, published)
    for source, one in fresh.sources.items():
        # Archives are what a person chose to import.
        if source is not None and _crawls(store, source):
            # Only crawls that are published are normal: a flood that is held must not become the measure.
            before = _crawls(published, source) if published else []
            yield from _too_many(source, one, before, expectations.too_many_articles)
            yield from _undated(source, one, expectations.undated)
        yield from _facts(source, one, expectations)
        yield from _counts(source, one, expectations.counts_failed)
    limit = expectations.unresolved
    if fresh.organisations >= limit.least and fresh.undecided > limit.limit * fresh.organisations:
        what = (
            f"of {fresh.organisations:,} new organisations {fresh.undecided:,} may be any of several bodies"
        )
        advice = f"See rangwan review; import a list that places them (rangwan registry), or {_ACCEPT}"
        yield _breach(
            limit,
            ("unresolved organisations", str(store.path), what, advice),
            expected=f"at most {limit.limit:.0%}",
            found=f"{fresh.undecided / fresh.organisations:.0%}",
        )
    yield from _quiet(store, expectations.too_few_articles)


def _shrunk(store: Store, published: Store, limit: Limit) -> Iterator[Breach]:
    for name, sql in TOTALS.items():
        now, before = store.rows(sql)[0]["n"], published.rows(sql)[0]["n"]
        least = before * (1 - limit.limit)
        if before >= limit.least and now < least:
            what = f"{now:,} {name} are left of the {before:,} that are published"
            advice = f"See what was withdrawn: rangwan changes --working --text. If that is right, {_ACCEPT}"
            yield _breach(
                limit,
                (f"fewer {name}", str(store.path), what, advice),
                expected=f"{least:,.0f} or more",
                found=f"{now:,}",
            )


def _rewritten(store: Store, published: Store, limit: Limit) -> Iterator[Breach]:
    """Published facts that new rules do not read in the same text: they say it otherwise, or not at all."""
    versions = {row["id"]: row["version"] for row in store.rows("SELECT id, version FROM article")}
    # A fact that says something else is another fact, under another id.
    standing = {row["id"] for row in store.rows("SELECT id FROM fact WHERE withdrawn_at IS NULL")}
    asked = [
        row["id"]
        for row in published.rows(
            "SELECT id, article_id, article_version FROM fact WHERE withdrawn_at IS NULL"
        )
        if versions.get(row["article_id"]) == row["article_version"]
    ]
    gone = sum(fact_id not in standing for fact_id in asked)
    if len(asked) >= limit.least and gone > limit.limit * len(asked):
        what = (
            f"{gone:,} of {len(asked):,} published facts are withdrawn or changed, though their articles"
            " are as they were: the rules read them otherwise"
        )
        advice = (
            "See what became of them: rangwan changes --working --text. `rangwan extract --stale` shows the"
            f" differences before they are written: use it after each upgrade. If they are right, {_ACCEPT}"
        )
        yield _breach(
            limit,
            ("facts rewritten", str(store.path), what, advice),
            expected=f"at most {limit.limit:.0%}",
            found=f"{gone / len(asked):.0%}",
        )


def _crawls(store: Store, source: str | None) -> list[int]:
    """How many new articles the last crawls of a source brought, the newest first."""
    return [int(row["new"]) for row in store.rows(_NEW, [source or "", CRAWLS])]


def _too_many(source: str, one: SourceNews, before: Sequence[int], limit: Limit) -> Iterator[Breach]:
    most = limit.limit * max(before, default=0)
    # The first crawls of a source bring years of releases.
    if len(before) >= _ENOUGH_CRAWLS and one.articles >= limit.least and one.articles > most > 0:
        what = f"{one.articles:,} articles are new; one crawl has brought {max(before):,} at most"
        yield _breach(
            limit,
            ("too many new articles", source, what, f"{_LOOK} {_ACCEPT}"),
            expected=f"at most {most:,.0f}",
            found=f"{one.articles:,}",
            source=source,
        )


def _quiet(store: Store, limit: Limit) -> Iterator[Breach]:
    """Sources that have fallen silent: no new article in as many crawls as the limit says."""
    for row in store.rows("SELECT key FROM source ORDER BY key"):
        crawls = _crawls(store, row["key"])
        last, before = crawls[: int(limit.limit)], crawls[int(limit.limit) :]
        if len(last) < limit.limit or any(last) or len(before) < _ENOUGH_CRAWLS:
            continue
        usual = sorted(before)[len(before) // 2]
        if usual >= limit.least:
            what = f"the last {len(last)} crawls found no new article; usual are {usual:,} a crawl"
            advice = (
                "Look at the site: it may have moved its news. `rangwan sources check` looks at the file."
            )
            yield _breach(
                limit,
                ("too few new articles", row["key"], what, advice),
                expected=f"{usual:,} a crawl",
                found="0",
                source=row["key"],
            )


def _undated(source: str, one: SourceNews, limit: Limit) -> Iterator[Breach]:
    if one.articles >= limit.least and one.undated > limit.limit * one.articles:
        what = f"{one.undated:,} of {one.articles:,} new articles have no day of publication"
        yield _breach(
            limit,
            ("missing dates", source, what, f"{_LOOK} {_ACCEPT}"),
            expected=f"at most {limit.limit:.0%}",
            found=f"{one.undated / one.articles:.0%}",
            source=source,
        )


def _facts(source: str | None, one: SourceNews, expectations: Expectations) -> Iterator[Breach]:
    if one.published_articles < _ENOUGH_ARTICLES:
        return
    usual = one.published_facts / one.published_articles
    expected = usual * one.articles
    most, least = expectations.facts_per_article, expectations.facts_missing
    where = source or "articles of archives"
    # Half a fact an article at least: where awards are rare, one list of winners is many times the usual.
    if one.articles >= most.least and one.facts > max(most.limit * expected, one.articles / 2):
        what = f"{one.articles:,} new articles give {one.facts:,} facts"
        yield _breach(
            most,
            ("too many facts", where, what, f"{_LOOK} {_ACCEPT}"),
            expected=f"about {expected:,.0f}, at most {most.limit * expected:,.0f}",
            found=f"{one.facts:,}",
            source=source,
        )
    if expected >= least.least and one.facts < least.limit * expected:
        what = f"{one.articles:,} new articles give {one.facts:,} facts"
        advice = "Look whether their texts are whole: the layout of the publisher's file may miss a part."
        yield _breach(
            least,
            ("too few facts", where, what, advice),
            expected=f"about {expected:,.0f}, at least {least.limit * expected:,.0f}",
            found=f"{one.facts:,}",
            source=source,
        )


def _counts(source: str | None, one: SourceNews, limit: Limit) -> Iterator[Breach]:
    """Fewer counts are met than is usual in what is published of the source; a new one has no usual."""
    if not one.published_articles or one.claims < limit.least:
        return
    known = one.published_claims >= limit.least
    usual = 1 - one.published_failed / one.published_claims if known else 1.0
    most = 1 - (1 - limit.limit) * usual
    if one.failed > most * one.claims:
        what = f"{one.failed:,} of {one.claims:,} counts that new articles claim were not met"
        yield _breach(
            limit,
            ("counts not met", source or "articles of archives", what, f"{_LOOK} {_ACCEPT}"),
            expected=f"at most {most:.0%}",
            found=f"{one.failed / one.claims:.0%}",
            source=source,
        )


def _breach(
    limit: Limit, told: tuple[str, str, str, str], *, expected: str, found: str, source: str | None = None
) -> Breach:
    kind, where, what, advice = told
    problem = Problem(where, f"{what} (expected: {expected})", advice, kind, expected, found)
    return Breach(problem, limit.holds, source)
