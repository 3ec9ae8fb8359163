"""What a crawl of a publisher would do, in plain words.  Nothing is fetched to say it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crawler.discovery import (
    Discovery,
    FeedDiscovery,
    ListingDiscovery,
    NumberedDiscovery,
    SitemapDiscovery,
    WordPressDiscovery,
)
from crawler.publisher import Publisher, Verdict
from crawler.review import first_address, is_stale

Plan = dict[str, tuple[str, ...]]
"""Sentences under headings, in the order in which they are read."""

_LAYOUTS = {
    "wordpress": "the names that WordPress themes give to title, text and day",
    "wordpress-item": "posts as the REST interface of WordPress hands them over",
    "news": "what a page says of itself in JSON-LD or OpenGraph, then usual names of newspapers' markup",
    "municipal": "usual names in content systems of Thai local governments, else the block with most text",
    "plain": "the first heading and the block with most text",
    "thaigov": "the markup of the government's release page up to 2025",
}


def plan(publisher: Publisher, today: date) -> Plan:
    """What is crawled, how, how often, how gently, what is expected, and whether it may be."""
    sections = {
        "May it be crawled?": _permission(publisher, today),
        "Where it looks": _index_pages(publisher),
        "How it reads a page": _layout(publisher),
        "How often": _schedule(publisher),
        "How politely": _politeness(publisher),
        "What is expected of a run": _expectations(publisher),
        "Verified": iter(publisher.verified),
        "Not verified": iter(publisher.unverified),
    }
    return {heading: tuple(sentences) for heading, sentences in sections.items()}


def _permission(publisher: Publisher, today: date) -> Iterator[str]:
    terms, key = publisher.terms, publisher.key
    match terms.verdict:
        case Verdict.ALLOWED:
            yield f"Yes: {terms.why}."
        case Verdict.UNVERIFIED:
            yield f"Not known: {terms.why}."
            yield (
                f"`rangwan run` and `rangwan crawl` leave it out; `rangwan crawl {key}` crawls it, as naming "
                "it is your word that you have read its terms."
            )
        case Verdict.ARCHIVE_ONLY:
            yield f"No, only its archive may be used: {terms.why}."
        case Verdict.FORBIDDEN:
            yield f"No, its terms forbid it: {terms.why}."
    if terms.checked_by or terms.checked_on:
        yield f"Checked by {terms.checked_by or 'nobody named'} on {terms.checked_on or 'a day not stated'}."
    if is_stale(publisher, today):
        yield "That is more than a year ago: read the terms again."


def _index_pages(publisher: Publisher) -> Iterator[str]:
    if not publisher.discovery:
        yield "Nowhere: the file has no [[discovery]] table."
        return
    for stage in publisher.discovery:
        matching = f" Articles are the addresses that match {stage.match}." if stage.match else ""
        yield _way(stage, first_address(publisher, stage)) + matching
    if len(publisher.discovery) > 1:
        yield "In this order; an article listed in several is read once."


def _way(stage: Discovery, url: str) -> str:
    match stage:
        case FeedDiscovery():
            return f"The feed {url}{_pages(stage.max_pages)}."
        case SitemapDiscovery():
            only = f", of an index only those that match {stage.sitemaps}" if stage.sitemaps else ""
            return f"The sitemap {url}{only}; at most {stage.max_entries:,} entries of a file."
        case WordPressDiscovery():
            chosen = f" that contain {stage.search}" if stage.search else ""
            whole = "whole, so pages are not fetched" if stage.full else "by address"
            return f"The REST interface of WordPress, {url}: posts{chosen}, {whole}{_pages(stage.max_pages)}."
        case ListingDiscovery():
            return f"The list {url}{_pages(stage.max_pages)}, until a page lists none."
        case NumberedDiscovery():
            ends = (stage.last, stage.first) if stage.newest_first else (stage.first, stage.last)
            return f"Pages by number, {stage.url} from {ends[0]} to {ends[1]}."
    return f"{stage.kind}: {url}."


def _pages(number: int) -> str:
    return f", at most {number:,} pages of it" if number > 1 else ""


def _layout(publisher: Publisher) -> Iterator[str]:
    layout = publisher.layout
    yield f'Layout "{layout.name}": {_LAYOUTS.get(layout.name, "a page object of its own")}.'
    for name in ("title", "text", "published", "category"):
        if selector := getattr(layout, name):
            yield f"Before that, the {'day' if name == 'published' else name} at {selector}."
    if layout.drop:
        yield f"Left out of the text: {', '.join(layout.drop)}."


def _schedule(publisher: Publisher) -> Iterator[str]:
    schedule = publisher.schedule
    yield f"Meant to be crawled every {schedule.every_hours:g} hours; a timer starts it (`rangwan schedule`)."
    yield (
        f"A known page is asked for again after {schedule.recheck_days:g} days, or at once if an index tells "
        "of a change; one that did not change is not downloaded again where the site can say so."
    )


def _politeness(publisher: Publisher) -> Iterator[str]:
    manners = publisher.politeness
    yield "robots.txt is read first and obeyed; its crawl delay holds where it is longer."
    yield (
        f"One request at a time, {manners.delay:g} seconds apart, up to {manners.max_delay:g} when the site "
        f"is slow; an answer is waited for {manners.timeout:g} seconds."
    )
    yield "After 403, 429 or an error of the server the pauses double; after six in a row it is left alone."
    yield "Every request names rangwan and the contact in RANGWAN_CONTACT."


def _expectations(publisher: Publisher) -> Iterator[str]:
    expected = publisher.expectations
    if expected.min_found is not None:
        yield f"The index pages list {expected.min_found:,} articles or more."
    if expected.min_new is not None and expected.max_new is not None:
        yield f"{expected.min_new:,} to {expected.max_new:,} articles are new."
    elif expected.min_new is not None:
        yield f"{expected.min_new:,} articles or more are new."
    elif expected.max_new is not None:
        yield f"{expected.max_new:,} articles or fewer are new."
    yield f"{expected.dated:.0%} of the new articles have a day of publication."
    yield f"{expected.with_text:.0%} of the fetched pages give an article."
    yield "Anything else becomes an issue of the run."
