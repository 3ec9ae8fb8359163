"""Whether a run brought what the publisher's file expects of it."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.events import Counts
from crawler.publisher import Expectations

# A share of a handful of articles says nothing.
_ENOUGH = 5


def unmet(expected: Expectations, counts: Counts) -> Iterator[str]:
    """A sentence for each expectation that a run did not meet."""
    if expected.min_found is not None and counts.found < expected.min_found:
        yield f"the index pages list {counts.found} articles, at least {expected.min_found} are expected"
    if expected.max_new is not None and counts.new > expected.max_new:
        yield f"{counts.new} articles are new, at most {expected.max_new} are expected"
    gained = counts.new + counts.changed
    if gained >= _ENOUGH and counts.dated < expected.dated * gained:
        yield f"{counts.dated} of {gained} articles have a day of publication, not {expected.dated:.0%}"
    tried = gained + counts.unchanged + counts.failed
    if tried >= _ENOUGH and tried - counts.failed < expected.with_text * tried:
        yield f"{tried - counts.failed} of {tried} pages gave an article, not {expected.with_text:.0%}"
