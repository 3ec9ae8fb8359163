"""What the pages of an unknown site tell of it: feeds, lists of news, how an article is laid out.

Knows nothing of Scrapy: saved pages go in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from crawler.findings import FoundArticle, FoundIndex
from crawler.pages import Layout, PressItem, open_page
from crawler.pages.metadata import json_ld_article, meta
from crawler.pages.text import text_of
from crawler.urls import normal_url
from normalize.text import arabic_digits, clean

Owns = Callable[[str], bool]
"""Whether an address belongs to the site."""

_NO_PAGE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|mp[34]|xml|json)$", re.IGNORECASE)
# Words in the text or address of a link that leads to a list of news, with their weight.
_NEWS_WORDS = (
    ("ข่าวประชาสัมพันธ์", 4),
    ("ข่าว", 3),
    ("รางวัล", 2),
    ("กิจกรรม", 2),
    ("ทั้งหมด", 1),
    ("news", 2),
    ("press", 2),
    ("activity", 1),
    ("จัดซื้อ", -9),
    ("จัดจ้าง", -9),
    ("สมัครงาน", -9),
    ("login", -9),
)
# Characters.  The name of a section is shorter, the title of an article longer.
_LONGEST_SECTION = 40
_SHORTEST_TITLE = 20
_SHORTEST_TEXT = 60
# So many links of one form make a list.
_FEW = 2
# Shares of the addresses: that make the form with its folder good enough, and that any form must hold for.
_MOSTLY = 0.7
_HALF = 0.5
_SECOND_PAGE = re.compile(r"\D{0,8}2\D{0,3}")
_PAGE_NUMBER = re.compile(r"(?:หน้า|page)?\s*\[?\d+\]?", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<before>\D*)\d+(?P<after>\.[A-Za-z]+)?")


def feeds_of(page: Selector, url: str) -> list[str]:
    """Feeds that a page names, without those of comments."""
    links = page.xpath("//link[contains(concat(' ', @rel, ' '), ' alternate ')]")
    found = []
    for link in links:
        address = urljoin(url, link.attrib.get("href", ""))
        kind = link.attrib.get("type", "")
        if re.fullmatch(r"application/(?:rss|atom|rdf)\+xml", kind) and "/comments/" not in address:
            found.append(address)
    return list(dict.fromkeys(found))


def wordpress_interface(page: Selector, url: str) -> str | None:
    """The address of the posts in the REST interface, if the page is one of WordPress; else null."""
    named = page.xpath("//link[@rel='https://api.w.org/']/@href").get()
    if named:
        return urljoin(url, f"{named.rstrip('/')}/wp/v2/posts")
    by_name = (meta(page, "generator") or "").lower().startswith("wordpress")
    by_files = page.xpath("//*[contains(@src, '/wp-content/') or contains(@href, '/wp-content/')]")
    # A site in a folder has its interface in that folder.
    return urljoin(url, "wp-json/wp/v2/posts") if by_name or by_files else None


def site_name(page: Selector) -> str | None:
    """The name that a site gives itself on its homepage."""
    return clean(meta(page, "og:site_name") or page.css("title::text").get() or "") or None


def news_lists(page: Selector, url: str, owns: Owns) -> list[str]:
    """Addresses of pages that are likely lists of news, the likeliest first."""
    scores: dict[str, int] = {}
    for address, text in _links(page, url, owns):
        # A bare number leads to a further page of a list, not to another one.
        if len(text) <= _LONGEST_SECTION and not _PAGE_NUMBER.fullmatch(text) and address != normal_url(url):
            words = f"{text} {urlsplit(address).path}".lower()
            score = sum(weight for word, weight in _NEWS_WORDS if word in words)
            scores[address] = max(score, scores.get(address, 0))
    return [address for address in sorted(scores, key=lambda one: -scores[one]) if scores[address] > 0]


def list_of_articles(page: Selector, url: str, owns: Owns) -> FoundIndex | None:
    """The list of articles that a page shows: most links of one form with texts as long as titles."""
    titles: dict[str, str] = {}
    for address, text in _links(page, url, owns):
        if len(text) > len(titles.get(address, "")):
            titles[address] = text
    long = [address for address, text in titles.items() if len(text) >= _SHORTEST_TITLE]
    best = common_form(long)
    if best is None:
        return None
    found = [address for address in long if re.search(best, address)]
    following = "a[rel~='next']" if page.css("a[rel~='next'][href]") else None
    numbered = None if following else _numbered(page, url)
    return FoundIndex(
        "listing", url, len(found), example=found[0], match=best, next=following, numbered=numbered
    )


def common_form(addresses: list[str]) -> str | None:
    """The form that most of the addresses have; null if hardly two are alike."""
    (narrow, few), (wide, many) = (
        next(
            iter(Counter(form(address, any_folder=any_folder) for address in addresses).most_common(1)),
            ("", 0),
        )
        for any_folder in (False, True)
    )
    # The narrow one keeps other parts of the site out; the wide one must gain by its width.
    best, count = (narrow, few) if few == many or few >= _MOSTLY * len(addresses) else (wide, many)
    return best if count >= max(_FEW, _HALF * len(addresses)) else None


def form(url: str, *, any_folder: bool = False) -> str:
    """A regular expression for the addresses that differ from this one in the number or name at the end.

    With `any_folder` they may lie in other folders of as many levels, as sections of a newspaper do.
    """
    parts = urlsplit(url)
    segments = parts.path.split("/")
    pairs = [pair.partition("=") for pair in parts.query.split("&")]
    numbers = [place for place, (_, _, value) in enumerate(pairs) if value.isdecimal()]
    if numbers:
        query = "&".join(
            f"{_escape(name)}={'[0-9]+' if value.isdecimal() else _escape(value)}"
            for name, _, value in pairs[: numbers[-1] + 1]
        )
        return f"{_escape(parts.path)}[?]{query}"
    slash = "/" if segments[-1] == "" else ""
    while segments and segments[-1] == "":
        segments.pop()
    if not segments:
        return "^https?://[^/]+/$"
    *folders, name = segments
    levels = ["[0-9]+" if folder.isdecimal() else _escape(folder) for folder in folders[1:]]
    if any_folder:
        levels = ["[^/?#]+"] * len(levels)
    above = "".join(f"/{level}" for level in levels)
    if number := _NUMBERED.fullmatch(name):
        return f"{above}/{_escape(number['before'])}[0-9]+{_escape(number['after'] or slash)}"
    # Only a name: without an anchor the pages below it would match as well.
    return f"^https?://[^/]+{above}/[^/?#]+{slash}$"


def _escape(text: str) -> str:
    # In brackets, which are read more easily than backslashes in TOML.
    return re.sub(
        r"[.?+*()|{}$\[\]^\\]",
        lambda sign: f"[{sign[0]}]" if sign[0] in ".?+*()|{}$" else "\\" + sign[0],
        text,
    )


def _numbered(page: Selector, url: str) -> str | None:
    """The address of the list with {page} for the number, where a link to page 2 shows it."""
    two = re.compile(r"(?<!\d)2(?!\d)")
    for link in page.css("a[href]"):
        if not _SECOND_PAGE.fullmatch(arabic_digits(text_of([link.root]))):
            continue
        parts = urlsplit(urljoin(url, link.attrib["href"]))
        target = parts._replace(scheme="", netloc="", fragment="").geturl()
        if len(two.findall(target)) == 1:
            return f"{parts.scheme}://{parts.netloc}{two.sub('{page}', target)}"
    return None


def _links(page: Selector, url: str, owns: Owns) -> Iterator[tuple[str, str]]:
    """Addresses of the site that a page links to, with the text of the link."""
    for link in page.css("a[href]"):
        address = link.attrib["href"].strip()
        if not address or address.startswith(("#", "javascript:", "mailto:", "tel:")):
            continue
        try:
            address = normal_url(urljoin(url, address))
        except ValueError:  # no address at all, such as http://[
            continue
        parts = urlsplit(address)
        if parts.scheme in {"http", "https"} and owns(address) and not _NO_PAGE.search(parts.path):
            yield address, clean(text_of([link.root])).replace("\n", " ")


def read_article(url: str, body: bytes, content_type: str | None, *, wordpress: bool) -> FoundArticle | None:
    """How the page of an article is built, by the layout that reads most of it; null if none reads any."""
    page = open_page(Layout(name="plain"), url, body, content_type=content_type).selector
    json_ld = bool(json_ld_article(page))
    open_graph = meta(page, "og:type") == "article" or bool(meta(page, "article:published_time"))
    layouts = ["wordpress"] if wordpress else []
    layouts += ["news"] if json_ld or open_graph else []
    layouts += ["municipal", "plain"]
    read = {}
    for name in layouts:
        item = open_page(Layout(name=name), url, body, content_type=content_type).item()
        if item.title and len(item.text) >= _SHORTEST_TEXT:
            read[name] = item
    if not read:
        return None
    # The first that knows the day as well, else the first.
    best = next((name for name, item in read.items() if item.published), next(iter(read)))
    return _found(url, best, read[best], json_ld, open_graph)


def _found(url: str, layout: str, item: PressItem, json_ld: bool, open_graph: bool) -> FoundArticle:
    return FoundArticle(url, layout, item.title, item.published, len(item.text), json_ld, open_graph)
