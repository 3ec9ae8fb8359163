"""A newspaper: JSON-LD and OpenGraph on each page, and a sitemap in the form for news."""

from __future__ import annotations

import json
from html import escape

from rangwan.demo.article import DemoArticle, articles_of
from rangwan.demo.thai_dates import press_date
from rangwan.demo.web import XML, Page, Request, Site, body_html, nominal_url, render, robots

KEY = "demo-newspaper"
NAME = "หนังสือพิมพ์ข่าวท้องถิ่น (เว็บไซต์สาธิต)"


def path_of(article: DemoArticle) -> str:
    """/local/news-1024"""
    return f"/{article.slug or 'general'}/news-{article.number}"


def _link(article: DemoArticle) -> str:
    return nominal_url(KEY) + path_of(article)


def _json_ld(article: DemoArticle) -> str:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "NewsMediaOrganization", "name": NAME, "url": nominal_url(KEY) + "/"},
            {
                "@type": "NewsArticle",
                "mainEntityOfPage": _link(article),
                "headline": article.title,
                "datePublished": article.published.isoformat(),
                "dateModified": article.published.isoformat(),
                "articleSection": article.category,
                "author": {"@type": "Person", "name": article.author},
                "publisher": {"@type": "Organization", "name": NAME},
            },
        ],
    }
    # "</script>" inside a string would end the element.
    return json.dumps(data, ensure_ascii=False, indent=1).replace("</", "<\\/")


def _story(article: DemoArticle) -> Page:
    others = tuple(other for other in articles_of(KEY) if other is not article)[:3]
    html = render(
        "newspaper.html",
        site=escape(NAME),
        title=escape(article.title),
        link=_link(article),
        description=escape(article.blocks[0].text[:150]),
        iso=article.published.isoformat(),
        date=press_date(article.published),
        views=article.number % 97 + 2,
        category=escape(article.category),
        author=escape(article.author),
        json_ld=_json_ld(article),
        body=body_html(article.blocks),
        related="\n".join(
            f'<li><a href="{path_of(other)}">{escape(other.title)}</a></li>' for other in others
        ),
    )
    return Page(html.encode(), modified=article.published)


def _home() -> Page:
    items = "\n".join(
        f'<div class="card"><a href="{path_of(article)}"><h3>{escape(article.title)}</h3></a>'
        f"<small>{press_date(article.published)}</small></div>"
        for article in articles_of(KEY)
    )
    return Page(render("newspaper_home.html", site=escape(NAME), items=items).encode())


def _sitemap() -> Page:
    entries = "\n".join(
        f"<url><loc>{_link(article)}</loc><news:news><news:publication><news:name>{escape(NAME)}</news:name>"
        "<news:language>th</news:language></news:publication>"
        f"<news:publication_date>{article.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(article.title)}</news:title></news:news></url>"
        for article in articles_of(KEY)
    )
    return Page(render("sitemap.xml", entries=entries).encode(), XML)


def _render(request: Request) -> Page | None:
    path = request.path
    if path == "/":
        return _home()
    if path == "/news-sitemap.xml":
        return _sitemap()
    if path == "/robots.txt":
        return robots(KEY, "/search", sitemap="/news-sitemap.xml")
    for article in articles_of(KEY):
        if path == path_of(article):
            return _story(article)
    return None


NEWSPAPER = Site(KEY, NAME, _render)
