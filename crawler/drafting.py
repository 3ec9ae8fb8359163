"""From what a look at a site found to a first publisher's file, for a person to correct."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from crawler.findings import Findings, FoundIndex
from crawler.publisher import Publisher

_HINT = "How many items a day; the expectations are guesses to be corrected after the first crawls."
_NO_LIST = "Where articles are listed: no list was found, the table below only holds the place."
# Second-level and top-level names that say nothing of the publisher.
_COMMON_LABELS = frozenset({"www", "ac", "co", "go", "in", "mi", "net", "or", "th", "com", "org"})


def key_of(url: str) -> str:
    """A key for the publisher at an address: its host without www, .go.th and the like."""
    host = (urlsplit(url).hostname or "").lower()
    labels = [label for label in host.split(".") if label and label not in _COMMON_LABELS and label.isascii()]
    return "site" if not labels or labels[-1].isdecimal() else "-".join(labels)


def provisional(url: str, key: str, delay: float) -> Publisher:
    """A publisher to look at a site with: nothing is known of it but its address.

    `delay` in seconds.  Raises ValueError (of pydantic) if the address or the key is none.
    """
    return Publisher.model_validate(
        {
            "key": key,
            "name": {"th": key, "en": key},
            "homepage": url,
            "publishes": "Not known yet.",
            "layout": "plain",
            "discovery": [{"kind": "listing", "url": url}],
            "politeness": {"delay": delay, "timeout": 20.0},
            "terms": {"verdict": "unverified", "why": "nobody has looked at the site yet"},
        }
    )


def seen(findings: Findings) -> Iterator[str]:
    """What was found, in sentences."""
    robots = findings.robots
    if robots.status is None:
        yield "robots.txt could not be read."
    elif robots.status >= 400:
        yield f"There is no robots.txt (status {robots.status}), so it forbids nothing."
    else:
        pause = (
            f", and asks for {robots.crawl_delay:g} seconds between two requests"
            if robots.crawl_delay
            else ""
        )
        yield f"robots.txt allows the pages named here{pause}; its other rules are for you to read."
    for sitemap in robots.sitemaps:
        yield f"robots.txt names the sitemap {sitemap}."
    if findings.wordpress:
        by = f" ({findings.generator})" if findings.generator else ""
        yield f"The site runs on WordPress{by}; its REST interface would be {findings.wordpress}."
    elif findings.generator:
        yield f"The site says it is made by {findings.generator}."
    for feed in findings.feeds:
        yield f"The homepage names the feed {feed}."
    for index in findings.indexes:
        yield _index_sentence(index)
    if article := findings.article:
        metadata = [
            name for name, there in (("JSON-LD", article.json_ld), ("OpenGraph", article.open_graph)) if there
        ]
        day = f"the day {article.published}" if article.published else "no day"
        yield (
            f'The layout "{article.layout}" reads a title, {article.characters:,} characters of text and '
            f"{day} from {article.url}, which describes itself in {' and '.join(metadata) or 'no metadata'}."
        )


def _index_sentence(index: FoundIndex) -> str:
    days = f", {index.dated} of them with a day" if index.kind != "listing" else ""
    what = "addresses" if index.kind == "sitemap" else "articles"
    names = {
        "feed": "The feed",
        "sitemap": "The sitemap",
        "wordpress": "The REST interface",
        "listing": "The page",
    }
    form = f"; their addresses match {index.match}" if index.match else ""
    return f"{names[index.kind]} {index.url} lists {index.articles} {what}{days}{form}."


def draft(findings: Findings, key: str, today: date) -> str:
    """The text of a TOML file that the loader accepts, with the verdict "unverified"."""
    host = urlsplit(findings.homepage).hostname or findings.homepage
    name = findings.name or host
    chosen, others = _chosen(findings)
    lines = [
        f"# A draft: what a short look at the site found on {today}. Correct it, then check it:",
        f"#   rangwan sources check {key} --publishers FOLDER",
        f"key = {_string(key)}",
        f"name.th = {_string(name)}",
        f"name.en = {_string(host)}",
        f"homepage = {_string(findings.homepage)}",
        f"publishes = {_string(f'News of {name}.')}",
        f"layout = {_string(findings.article.layout if findings.article else 'municipal')}",
        "",
        "verified = [",
        f"    {_string(f'A short look at the site on {today} saw what follows.')},",
        *(f"    {_string(sentence)}," for sentence in seen(findings)),
        "]",
        "unverified = [",
        *(f"    {_string(sentence)}," for sentence in _open_questions(findings, chosen)),
        "]",
    ]
    for index in chosen:
        lines += ["", *_table(index, findings.homepage)]
    if not chosen:
        lines += [
            "",
            "[[discovery]]",
            'kind = "listing"',
            f"url = {_string(_relative(findings.homepage, findings.homepage))}",
        ]
    for index in others:
        lines += ["", "# Also found:", *(f"# {line}" for line in _table(index, findings.homepage))]
    articles = max((index.articles for index in chosen), default=2)
    lines += [
        *("", "[schedule]", "every_hours = 24", "recheck_days = 7"),
        *("", "[politeness]", f"delay = {max(2.0, findings.robots.crawl_delay or 0.0)}"),
        *("", "[expectations]", f"min_found = {max(1, articles // 2)}", "min_new = 0"),
        f"max_new = {max(100, 5 * articles)}",
        *(
            "",
            "[terms]",
            'verdict = "unverified"',
            'why = "nobody has read its robots.txt and terms of use yet"',
        ),
    ]
    return "\n".join(lines) + "\n"


def _chosen(findings: Findings) -> tuple[list[FoundIndex], list[FoundIndex]]:
    """The indexes to crawl by, and the others: one that reaches back, and a feed beside it."""
    first: dict[str, FoundIndex] = {}
    for index in findings.indexes:
        first.setdefault(index.kind, index)
    listing, sitemap = first.get("listing"), first.get("sitemap")
    if (
        listing
        and sitemap
        and not (listing.next or listing.numbered)
        and sitemap.articles >= listing.articles
    ):
        listing = None
    back = first.get("wordpress") or listing or sitemap
    chosen = [index for index in (back, first.get("feed")) if index]
    return chosen, [index for index in findings.indexes if index not in chosen]


def _open_questions(findings: Findings, chosen: list[FoundIndex]) -> Iterator[str]:
    yield "The names: name.th is what the homepage calls itself, name.en the host."
    yield "What it publishes, and whether awards are among it."
    if not chosen:
        yield _NO_LIST
    for index in chosen:
        if index.kind == "listing":
            yield f"That {index.url} is the list of press releases; that match takes all of them and no more."
            if index.numbered:
                yield f"That the list answers with its first page at {index.numbered.replace('{page}', '1')}."
            elif not index.next:
                yield "How the list goes on: no link to a further page was found."
    if findings.article:
        yield f"That the layout reads title, text and day right; one page was tried, {findings.article.url}."
        if findings.article.published is None:
            yield "Where a page states its day: none was read; name a selector, published, under [layout]."
    else:
        yield "The layout: no page of an article could be read."
    yield _HINT
    yield "robots.txt and terms of use, read by a person."


def _table(index: FoundIndex, homepage: str) -> list[str]:
    lines = ["[[discovery]]", f"kind = {_string(index.kind)}"]
    url = _relative(index.numbered or index.url, homepage)
    lines.append(f"{'endpoint' if index.kind == 'wordpress' else 'url'} = {_string(url)}")
    if index.match:
        lines.append(f"match = {_string(index.match)}")
    if index.next:
        lines.append(f"next = {_string(index.next)}")
    if index.kind == "listing" and (index.next or index.numbered):
        lines.append("max_pages = 5")
    return lines


def _relative(url: str, homepage: str) -> str:
    """The address without the host of the homepage, so that it moves with it."""
    parts, home = urlsplit(url), urlsplit(homepage)
    if (parts.scheme, parts.netloc) != (home.scheme, home.netloc):
        return url
    return parts._replace(scheme="", netloc="").geturl() or "/"


def _string(text: str) -> str:
    """A basic string of TOML.  Escapes are those of JSON, but for DEL, which TOML forbids."""
    return json.dumps(text.replace("\x7f", ""), ensure_ascii=False)
