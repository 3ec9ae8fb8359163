"""A municipality's CMS of the table age: windows-874, dates in Thai digits, a counter of views."""

from __future__ import annotations

from html import escape

from rangwan.demo.article import DemoArticle, articles_of
from rangwan.demo.thai_dates import short_thai_date, thai_digits
from rangwan.demo.web import Page, Request, Site, number_in, render, robots

KEY = "demo-municipal"
NAME = "ข่าวประชาสัมพันธ์เทศบาล (เว็บไซต์สาธิต)"
_PER_PAGE = 4
# What such servers say: no charset in the header, so that the page's own declaration has to be read.
_UNDECLARED = "text/html"


def path_of(article: DemoArticle) -> str:
    """/news_detail.php?id=12"""
    return f"/news_detail.php?id={article.number}"


def _encoded(html: str) -> bytes:
    return html.encode("cp874", errors="xmlcharrefreplace")


def _views(article: DemoArticle) -> str:
    return str(article.number * 37 % 900 + 100)


def _detail(article: DemoArticle) -> Page:
    html = render(
        "municipal.html",
        site=escape(NAME),
        title=escape(article.title),
        date=short_thai_date(article.published),
        views=_views(article),
        category=escape(article.category),
        author=escape(article.author),
        body="<br><br>\n".join(escape(block.text, quote=False) for block in article.blocks),
        images="\n".join(
            f'<tr><td><img src="/upload/{name}" width="400"><br>{name}</td></tr>'
            for name in (f"dd{article.number}x{place}.jpeg" for place in range(1, 4))
        ),
    )
    return Page(_encoded(html), _UNDECLARED, modified=article.published)


def _listing(request: Request) -> Page | None:
    articles = articles_of(KEY)
    last = -(-len(articles) // _PER_PAGE)
    page = number_in(request.query, "page", 1)
    # Beyond the last page such sites show an empty list.
    if page is None:
        return None
    rows = "\n".join(
        f"<tr><td>{thai_digits(place)}.</td>"
        f'<td><a href="{path_of(article).lstrip("/")}">{escape(article.title)}</a>'
        f" ({short_thai_date(article.published)})</td><td>อ่าน {_views(article)}</td></tr>"
        for place, article in enumerate(articles, start=1)
        if (place - 1) // _PER_PAGE + 1 == page
    )
    pager = " ".join(f'<a href="news.php?page={number}">[{number}]</a>' for number in range(1, last + 1))
    html = render("municipal_list.html", site=escape(NAME), rows=rows, pager=pager)
    return Page(_encoded(html), _UNDECLARED)


def _render(request: Request) -> Page | None:
    if request.path in ("/", "/news.php"):
        return _listing(request)
    if request.path == "/robots.txt":
        return robots(KEY, "/backoffice/")
    if request.path == "/news_detail.php":
        for article in articles_of(KEY):
            if request.query.get("id") == str(article.number):
                return _detail(article)
    return None


MUNICIPAL = Site(KEY, NAME, _render)
