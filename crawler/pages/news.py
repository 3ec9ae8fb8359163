"""A newspaper's page that describes itself in JSON-LD or OpenGraph."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

import attr

from crawler.pages.base import PressPage
from crawler.pages.metadata import json_ld_article, string
from crawler.pages.text import html_text
from normalize.dates import parse_date


@attr.s(auto_attribs=True)
class NewsPage(PressPage):
    """Fields from the metadata; the text from the markup, as `articleBody` has lost its lines."""

    text_at = (
        "[itemprop=articleBody]",
        ".article-content",
        ".article-body",
        ".content-detail",
        ".news-content",
        ".detail-content",
        ".entry-content",
        "article",
    )
    drop = ("h1", "time", ".author", ".byline", "figcaption")

    @cached_property
    def described(self) -> dict[str, Any]:
        """The schema.org article that the page holds; empty if there is none."""
        return json_ld_article(self.selector)

    def find_title(self) -> str:
        headline = html_text(string(self.described.get("headline")) or "").replace("\n", " ")
        return self.first_line(self.layout.title) or headline or super().find_title()

    def find_text(self) -> str:
        body = string(self.described.get("articleBody")) or ""
        if found := super().find_text():
            return found
        return html_text(body.replace("\n", "<br>")) or self.densest_text()

    def find_published(self) -> date | None:
        if self.layout.published:
            return super().find_published()
        stated = string(self.described.get("datePublished")) or string(self.described.get("dateCreated"))
        return parse_date(stated or "") or super().find_published()

    def find_category(self) -> str | None:
        section = html_text(string(self.described.get("articleSection")) or "")
        return self.first_line(self.layout.category) or section or super().find_category()
