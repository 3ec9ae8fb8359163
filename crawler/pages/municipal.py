"""The news page of the content systems that Thai municipalities rent or run (Joomla, and home-made ones)."""

from __future__ import annotations

import attr

from crawler.pages.base import PressPage


@attr.s(auto_attribs=True)
class MunicipalPage(PressPage):
    """No metadata, hardly two sites alike: common names first, then the block with the most text."""

    title_at = (
        ".news-title",
        ".detail-title",
        ".article-title",
        ".page-header h1",
        ".page-header h2",
        ".item-page h2",
        ".topic",
        "h1",
        "h2",
        "h3",
    )
    text_at = (
        "[itemprop=articleBody]",
        ".news-detail",
        ".news-content",
        ".detail-content",
        ".article-content",
        ".item-page",
        ".content-detail",
        "#content-detail",
    )
    published_at = (
        ".news-date",
        ".date-post",
        ".create-date",
        ".createdate",
        ".published",
        ".post-date",
        ".date",
        "time",
    )
    category_at = (".news-category", ".category-name a", ".category-name", ".breadcrumb li:nth-last-child(2)")
    drop = (".article-info", ".page-header", ".news-date", ".hits", ".views", ".counter")

    def find_text(self) -> str:
        return super().find_text() or self.densest_text()
