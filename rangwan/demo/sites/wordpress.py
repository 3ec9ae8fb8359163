"""An agency's WordPress site: posts, feed, sitemap; its REST API is in `wordpress_api`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from email.utils import format_datetime
from html import escape
from types import MappingProxyType
from urllib.parse import quote

from rangwan.demo.article import DemoArticle, articles_of
from rangwan.demo.sites import wordpress_api
from rangwan.demo.thai_dates import official_date
from rangwan.demo.web import HTML, XML, Page, Request, Site, body_html, nominal_url, number_in, render, robots

KEY = "demo-wordpress"
NAME = "ข่าวรัฐบาลดิจิทัล (เว็บไซต์สาธิต)"
_FEED_ITEMS = 10
"""WordPress's own default: the feed holds the newest ten posts; older ones are at ?paged=2."""


def path_of(article: DemoArticle) -> str:
    """/2023/10/slug/, percent-encoded where the slug is Thai."""
    slug = quote(article.slug or f"news-{article.number}")
    return f"/{article.published:%Y/%m}/{slug}/"


def _link(article: DemoArticle) -> str:
    return nominal_url(KEY) + path_of(article)


def _post(article: DemoArticle) -> Page:
    others = tuple(other for other in articles_of(KEY) if other is not article)[:3]
    html = render(
        "wordpress.html",
        site=escape(NAME),
        base=nominal_url(KEY),
        link=_link(article),
        number=article.number,
        title=escape(article.title),
        iso=article.published.isoformat(),
        date=official_date(article.published),
        author=escape(article.author),
        category=escape(article.category),
        body=body_html(article.blocks),
        related="\n".join(f'<li><a href="{_link(other)}">{escape(other.title)}</a></li>' for other in others),
    )
    api = f"{nominal_url(KEY)}/wp-json/"
    return Page(
        html.encode(),
        HTML,
        modified=article.published,
        headers=(("Link", f'<{api}>; rel="https://api.w.org/"'),),
    )


def _home(request: Request) -> Page | None:
    # WordPress answers /?paged=2 as well as /page/2/; themes link to the latter.
    articles = articles_of(KEY)
    page = number_in(request.query, "paged", 1)
    shown = articles[(page - 1) * 10 : page * 10] if page else ()
    if not shown:
        return None
    items = "\n".join(
        f'<article id="post-{article.number}"><h2 class="entry-title">'
        f'<a href="{_link(article)}" rel="bookmark">{escape(article.title)}</a></h2></article>'
        for article in shown
    )
    return Page(render("wordpress_home.html", site=escape(NAME), base=nominal_url(KEY), items=items).encode())


def _feed(request: Request) -> Page | None:
    page = number_in(request.query, "paged", 1)
    articles = articles_of(KEY)[(page - 1) * _FEED_ITEMS : page * _FEED_ITEMS] if page else ()
    if not articles:
        return None
    items = "\n".join(
        render(
            "wordpress_item.xml",
            title=escape(article.title),
            link=_link(article),
            guid=f"{nominal_url(KEY)}/?p={article.number}",
            date=format_datetime(article.published),
            author=escape(article.author),
            category=escape(article.category),
            excerpt=escape(article.blocks[0].text[:120]),
            body=body_html(article.blocks).replace("]]>", "]]&gt;"),
        )
        for article in articles
    )
    xml = render(
        "wordpress_feed.xml",
        site=escape(NAME),
        base=nominal_url(KEY),
        built=format_datetime(articles[0].published),
        items=items,
    )
    return Page(xml.encode(), "application/rss+xml; charset=UTF-8", modified=articles[0].published)


def _sitemap_index(request: Request) -> Page:
    location = f"{nominal_url(KEY)}/wp-sitemap-posts-post-1.xml"
    return Page(
        render("sitemap_index.xml", entries=f"<sitemap><loc>{location}</loc></sitemap>").encode(), XML
    )


def _sitemap(request: Request) -> Page:
    entries = "\n".join(
        f"<url><loc>{_link(article)}</loc><lastmod>{article.published.isoformat()}</lastmod></url>"
        for article in articles_of(KEY)
    )
    return Page(render("sitemap.xml", entries=entries).encode(), XML)


_PAGES: Mapping[str, Callable[[Request], Page | None]] = MappingProxyType(
    {
        "/": _home,
        "/feed/": _feed,
        "/wp-sitemap.xml": _sitemap_index,
        "/wp-sitemap-posts-post-1.xml": _sitemap,
        "/robots.txt": lambda request: robots(KEY, "/wp-admin/", sitemap="/wp-sitemap.xml"),
    }
)


def _render(request: Request) -> Page | None:
    path = request.path
    if path in _PAGES:
        return _PAGES[path](request)
    if path.startswith("/wp-json/"):
        return wordpress_api.answer(request, NAME, articles_of(KEY), _link)
    for article in articles_of(KEY):
        if quote(path) == path_of(article):
            return _post(article)
    return None


WORDPRESS = Site(KEY, NAME, _render)
