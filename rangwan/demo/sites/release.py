"""The government's release page: a page an article with the date in words, and a listing in pages."""

from __future__ import annotations

from html import escape

from rangwan.demo.article import DemoArticle, articles_of
from rangwan.demo.thai_dates import long_date, slash_date
from rangwan.demo.web import Page, Request, Site, body_html, number_in, render, robots

KEY = "demo-release"
NAME = "ศูนย์รวมข่าวภาครัฐ (เว็บไซต์สาธิต)"
_DETAILS = "/news/contents/details/"
_PRINT = "/news/contents/print/"
_LIST = "/news/contents"
_PER_PAGE = 6


def path_of(article: DemoArticle) -> str:
    """/news/contents/details/58748"""
    return f"{_DETAILS}{article.number}"


def _details(article: DemoArticle) -> Page:
    html = render(
        "release.html",
        site=escape(NAME),
        title=escape(article.title),
        category=escape(article.category),
        long_date=long_date(article.published),
        slash_date=slash_date(article.published),
        print_path=f"{_PRINT}{article.number}",
        body=body_html(article.blocks),
        author=escape(article.author),
        latest=_links(tuple(other for other in articles_of(KEY) if other is not article)[:4]),
    )
    return Page(html.encode(), modified=article.published)


def _links(articles: tuple[DemoArticle, ...]) -> str:
    return "\n".join(
        f'<li><a href="{path_of(article)}">{escape(article.title)}</a> '
        f'<span class="date">{slash_date(article.published)}</span></li>'
        for article in articles
    )


def _listing(request: Request) -> Page | None:
    articles = articles_of(KEY)
    last = -(-len(articles) // _PER_PAGE)
    page = number_in(request.query, "page", 1)
    # Beyond the last page such sites show an empty list.
    if page is None:
        return None
    pager = " ".join(f'<a href="{_LIST}?page={number}">{number}</a>' for number in range(1, last + 1))
    newer = f'<a rel="next" href="{_LIST}?page={page + 1}">ถัดไป</a>' if page < last else ""
    html = render(
        "release_list.html",
        site=escape(NAME),
        items=_links(articles[(page - 1) * _PER_PAGE : page * _PER_PAGE]),
        pager=f"{pager} {newer}",
    )
    return Page(html.encode(), modified=articles[0].published)


def _render(request: Request) -> Page | None:
    path = request.path
    if path in ("/", _LIST):
        return _listing(request)
    if path == "/robots.txt":
        return robots(KEY, _PRINT, "/admin/")
    for article in articles_of(KEY):
        if path in (path_of(article), f"{_PRINT}{article.number}"):
            return _details(article)
    return None


RELEASE = Site(KEY, NAME, _render)
