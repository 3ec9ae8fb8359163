"""A newspaper's page that describes itself in JSON-LD or OpenGraph."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, ClassVar

import attr

from crawler.pages.base import PressPage
from crawler.pages.metadata import json_ld_article, string
from crawler.pages.text import html_text
from normalize.dates import parse_date


@attr.s(auto_attribs=True)
class NewsPage(PressPage):
    """Fields from the metadata; the text from the markup, as `articleBody` has lost its lines."""

    text_at: ClassVar[tuple[str, ...]] = (
        "[itemprop=articleBody]",
        ".article-content",
        ".article-body",
        ".content-detail",
        ".news-content",
        ".detail-content",
        ".entry-content",
        "article",
    )
    drop: ClassVar[tuple[str, ...]] = ("h1", "time", ".author", ".byline", "figcaption")

    @cached_property
    def described(self) -> dict[str, Any]:
        """The schema.org article that the page holds; empty if there is none."""
        return json_ld_article(self.selector)

    @property
    def headline(self) -> str:
        """The title as that article states it; empty if it does not."""
        return html_text(string(self.described.get("headline")) or "").replace("\n", " ")

    @property
    def article_body(self) -> str:
        """The text as that article states it; empty if it does not."""
        return html_text((string(self.described.get("articleBody")) or "").replace("\n", "<br>"))

    def described_day(self) -> date | None:
        """The day of publication as that article states it."""
        stated = string(self.described.get("datePublished")) or string(self.described.get("dateCreated"))
        return parse_date(stated or "")

    def find_title(self) -> str:
        return self.first_line(self.layout.title) or self.headline or super().find_title()

    def find_text(self) -> str:
        return super().find_text() or self.article_body or self.densest_text()

    def find_published(self) -> date | None:
        if self.layout.published:
            return super().find_published()
        return self.described_day() or super().find_published()

    def find_category(self) -> str | None:
        section = html_text(string(self.described.get("articleSection")) or "")
        return self.first_line(self.layout.category) or section or super().find_category()
