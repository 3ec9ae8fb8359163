"""Plain pages numbered news11.html on: no metadata, TIS-620; odd numbers do not even declare it."""

from __future__ import annotations

from html import escape

from rangwan.demo.article import DemoArticle, articles_of
from rangwan.demo.thai_dates import official_date
from rangwan.demo.web import Page, Request, Site, render, robots

KEY = "demo-plain"
NAME = "ประกาศและข่าว (เว็บไซต์สาธิต)"
_DECLARATION = '<meta http-equiv="content-type" content="text/html; charset=tis-620">\n'


def path_of(article: DemoArticle) -> str:
    """/news17.html"""
    return f"/news{article.number}.html"


def _encoded(html: str) -> bytes:
    return html.encode("tis_620", errors="xmlcharrefreplace")


def _story(article: DemoArticle) -> Page:
    html = render(
        "plain.html",
        declaration=_DECLARATION if article.number % 2 == 0 else "",
        title=escape(article.title),
        date=official_date(article.published),
        body="\n".join(f"<p>{escape(block.text, quote=False)}</p>" for block in article.blocks),
    )
    # Files copied by hand: the server knows no true date of change.
    return Page(_encoded(html), "text/html")


def _index() -> Page:
    items = "\n".join(
        f'<p><a href="{path_of(article).lstrip("/")}">{escape(article.title)}</a></p>'
        for article in articles_of(KEY)
    )
    return Page(_encoded(render("plain_index.html", declaration=_DECLARATION, items=items)), "text/html")


def _render(request: Request) -> Page | None:
    if request.path in ("/", "/index.html"):
        return _index()
    if request.path == "/robots.txt":
        return robots(KEY, "/private/")
    for article in articles_of(KEY):
        if request.path == path_of(article):
            return _story(article)
    return None


PLAIN = Site(KEY, NAME, _render)
