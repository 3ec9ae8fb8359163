"""Whether a run brought what the publisher's file expects of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from crawler.events import Counts
from crawler.memory import KnownPage
from crawler.publisher import Expectations, Schedule

# A share of a handful of articles says nothing.
_ENOUGH = 5
# Schedulers start a little early or late; a crawl that comes this much of the interval after the last is due.
_NEARLY = 0.9


def is_due(schedule: Schedule, known: Iterable[KnownPage], now: datetime) -> bool:
    """Whether so much time has passed since anything was last fetched that new articles can be expected."""
    # A page of the future was fetched while the clock was ahead.
    last = max((page.fetched_at for page in known if page.fetched_at <= now), default=None)
    return last is None or now - last >= _NEARLY * timedelta(hours=schedule.every_hours)


def unmet(
    expected: Expectations, counts: Counts, *, all_days: bool = True, due: bool = True
) -> Iterator[str]:
    """A sentence for each expectation that a run did not meet.

    `all_days` is false of a crawl of certain days only, `due` of one that came early (see `is_due`): neither
    need find as much as a normal one.
    """
    if all_days and expected.min_found is not None and counts.found < expected.min_found:
        yield f"the index pages list {counts.found} articles, at least {expected.min_found} are expected"
    if all_days and due and expected.min_new is not None and counts.new < expected.min_new:
        yield f"{counts.new} articles are new, at least {expected.min_new} are expected"
    if expected.max_new is not None and counts.new > expected.max_new:
        yield f"{counts.new} articles are new, at most {expected.max_new} are expected"
    gained = counts.new + counts.changed
    if gained >= _ENOUGH and counts.dated < expected.dated * gained:
        yield f"{counts.dated} of {gained} articles have a day of publication, not {expected.dated:.0%}"
    tried = gained + counts.unchanged + counts.failed
    if tried >= _ENOUGH and tried - counts.failed < expected.with_text * tried:
        yield f"{tried - counts.failed} of {tried} pages gave an article, not {expected.with_text:.0%}"
