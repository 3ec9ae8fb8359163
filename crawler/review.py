"""What is wrong or doubtful in a publisher's file beyond what the loader refuses.

Looks at the file alone: nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

from crawler.discovery import Candidate, Discovery, ListingDiscovery, SitemapDiscovery, Window
from crawler.guard import is_loopback, is_private
from crawler.publisher import Publisher, Verdict

STALE_AFTER = timedelta(days=365)
"""Terms change; a verdict is to be checked again after this time."""
# Seconds; below it a small site notices the crawl.
_GENTLE = 1.0


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to see to in a publisher's file: the key it stands at, what, and what to do.

    `serious` ones keep the crawl from working or from being permitted; the others are warnings.
    """

    at: str
    what: str
    advice: str
    serious: bool = False


def is_stale(publisher: Publisher, today: date) -> bool:
    """Whether the verdict on the terms is so old that it must be checked again."""
    checked_on = publisher.terms.checked_on
    return checked_on is not None and today - checked_on > STALE_AFTER


def review(publisher: Publisher, today: date) -> Iterator[Remark]:
    """Remarks on a publisher's file, in the order of the file."""
    yield from _address("base_url" if publisher.base_url else "homepage", publisher.root)
    for number, stage in enumerate(publisher.discovery, start=1):
        yield from _discovery(publisher, stage, f"discovery {number} ({stage.kind})")
    yield from _politeness(publisher)
    yield from _expectations(publisher)
    yield from _terms(publisher, today)


def _address(at: str, url: str) -> Iterator[Remark]:
    host = (urlsplit(url).hostname or "").lower()
    if is_loopback(host):
        what = f"{url} is this machine; only a demonstration or a test crawls it"
        yield Remark(at, what, "Give the public address of the site before the file is used elsewhere.")
    elif is_private(host):
        what = f"{url} can never be reached: the crawl refuses addresses inside a private network"
        yield Remark(at, what, "Give the public address of the site.", serious=True)


def _discovery(publisher: Publisher, stage: Discovery, at: str) -> Iterator[Remark]:
    url = first_address(publisher, stage)
    if not publisher.owns(url):
        host = urlsplit(url).hostname
        what = f"{url} can never be reached: {host} is no host of {publisher.key}"
        yield Remark(f"{at}: url", what, f'Correct it, or add hosts = ["{host}"] above.', serious=True)
    if stage.match is None and isinstance(stage, SitemapDiscovery | ListingDiscovery):
        if isinstance(stage, ListingDiscovery) and stage.links != "a[href]":
            return
        what = "every link in it counts as an article, menus too"
        advice = "Add match = a regular expression for the addresses of articles."
        yield Remark(f"{at}: match", what, advice)


def first_address(publisher: Publisher, stage: Discovery) -> str:
    """The address of the first page that a discovery table asks for."""
    first = next(stage.start(publisher.root, Window()))
    return first.url if isinstance(first, Candidate) else urljoin(publisher.root, first.url)


def _politeness(publisher: Publisher) -> Iterator[Remark]:
    manners = publisher.politeness
    if manners.delay < _GENTLE and not is_loopback(urlsplit(publisher.root).hostname or ""):
        what = f"only {manners.delay:g} seconds between two requests"
        yield Remark("politeness.delay", what, "Say delay = 2.0 or more.")
    if manners.max_delay < manners.delay:
        what = f"max_delay ({manners.max_delay:g}) is below delay ({manners.delay:g})"
        yield Remark("politeness.max_delay", what, "Raise max_delay; until then delay holds for both.")


def _expectations(publisher: Publisher) -> Iterator[Remark]:
    if not publisher.discovery:
        return
    expected = publisher.expectations
    missing = [name for name in ("min_found", "min_new", "max_new") if getattr(expected, name) is None]
    if missing:
        what = f"{', '.join(missing)} not said, so a site that was redesigned would go unnoticed"
        yield Remark("expectations", what, "Add what a normal run brings.")


def _terms(publisher: Publisher, today: date) -> Iterator[Remark]:
    terms = publisher.terms
    if terms.verdict is Verdict.UNVERIFIED:
        if not publisher.unverified:
            what = 'the verdict is "unverified" and the file does not say what is to be checked'
            yield Remark("unverified", what, "List what nobody has checked yet.")
        return
    missing = [name for name in ("checked_by", "checked_on") if getattr(terms, name) is None]
    if missing:
        what = f'the verdict is "{terms.verdict.value}" without {" and ".join(missing)}'
        advice = "Name who read the terms, and the day."
        yield Remark("terms", what, advice, serious=terms.verdict is Verdict.ALLOWED)
    if terms.checked_on is not None and terms.checked_on > today:
        what = f"checked_on = {terms.checked_on} lies ahead"
        yield Remark(
            "terms.checked_on",
            what,
            "Say the day on which the terms were read, in the common era.",
            serious=True,
        )
    if is_stale(publisher, today):
        what = f"the verdict is of {terms.checked_on}, more than a year ago"
        advice = "Read robots.txt and the terms of use again, then say the new day and what changed."
        yield Remark("terms.checked_on", what, advice)
