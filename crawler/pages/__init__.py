"""Page objects: from a saved response to the fields of an article.  One class a layout.

A layout may have versions, as sites are redesigned; the day on which a page was fetched picks among them,
so that an old snapshot is read as it was laid out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from web_poet import HttpResponse

from crawler.encoding import decode
from crawler.pages.base import PressPage
from crawler.pages.general import GeneralPage
from crawler.pages.item import PressItem
from crawler.pages.municipal import MunicipalPage
from crawler.pages.news import NewsPage
from crawler.pages.plain import PlainPage
from crawler.pages.selectors import Layout
from crawler.pages.thaigov import ThaigovPage
from crawler.pages.wordpress import WordPressItemPage, WordPressPage

# Name of the layout -> (first day of the version, page object), oldest first.
LAYOUTS: Mapping[str, tuple[tuple[date, type[PressPage]], ...]] = MappingProxyType(
    {
        "thaigov": ((date.min, ThaigovPage),),
        "wordpress": ((date.min, WordPressPage),),
        "wordpress-item": ((date.min, WordPressItemPage),),
        "news": ((date.min, NewsPage),),
        "municipal": ((date.min, MunicipalPage),),
        "plain": ((date.min, PlainPage),),
        "general": ((date.min, GeneralPage),),
    }
)

__all__ = ["LAYOUTS", "Layout", "PressItem", "PressPage", "open_page"]


def open_page(
    layout: Layout,
    url: str,
    body: bytes,
    *,
    content_type: str | None = None,
    status: int = 200,
    fetched_on: date | None = None,
) -> PressPage:
    """The page object of a saved response.

    `content_type` is the HTTP header of that name.  `fetched_on` is the day on which the page was fetched,
    which decides among the versions of the layout, both of the page object and of the publisher's selectors
    (null: the newest).  Raises KeyError if there is no layout of that name.
    """
    layout = layout.on(fetched_on)
    day = fetched_on or date.max
    page_class = next(cls for since, cls in reversed(LAYOUTS[layout.name]) if since <= day)
    # Handed on as UTF-8: web-poet would go by what the page declares.
    text = decode(body, content_type=content_type).text
    response = HttpResponse(url=url, body=text.encode(), status=status, encoding="utf-8")
    return page_class(response=response, layout=layout)
