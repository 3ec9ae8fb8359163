"""WordPress: its pages as the common themes print them, and its posts as `wp-json` hands them over."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import attr

from crawler.pages.base import PressPage
from crawler.pages.metadata import string
from crawler.pages.text import html_text
from normalize.dates import parse_date


@attr.s(auto_attribs=True)
class WordPressPage(PressPage):
    """A post as a page.  The names are those of the default themes and of Elementor, Divi and tagDiv."""

    title_at = ("h1.entry-title", "h1.post-title", "h1.wp-block-post-title", ".elementor-heading-title", "h1")
    text_at = (
        ".entry-content",
        ".wp-block-post-content",
        ".post-content",
        ".elementor-widget-theme-post-content",
        ".td-post-content",
        ".et_pb_post_content",
        "[itemprop=articleBody]",
        "article",
    )
    published_at = (
        "time.entry-date[datetime]",
        "time.published[datetime]",
        "time[datetime]",
        ".entry-date",
        ".posted-on",
    )
    category_at = (".cat-links a", "a[rel~='category']", "a[rel~='tag'][href*='/category/']")
    drop = (".entry-header", ".post-navigation", ".jp-relatedposts", ".wp-caption-text", "h1.entry-title")


@attr.s(auto_attribs=True)
class WordPressItemPage(PressPage):
    """A post as an item of `wp-json/wp/v2/posts` (`_embed=wp:term` brings the names of the categories)."""

    @property
    def post(self) -> dict[str, Any]:
        """The JSON of the post.  Raises ValueError if the body is none."""
        post = json.loads(self.response.text)
        if not isinstance(post, dict):
            raise ValueError("the item of wp-json is not an object")
        return post

    def find_title(self) -> str:
        return html_text(_rendered(self.post, "title")).replace("\n", " ")

    def find_text(self) -> str:
        return html_text(_rendered(self.post, "content"))

    def find_published(self) -> date | None:
        return parse_date(string(self.post.get("date")) or "")

    def find_category(self) -> str | None:
        embedded = self.post.get("_embedded")
        groups = embedded.get("wp:term") if isinstance(embedded, dict) else None
        for group in groups if isinstance(groups, list) else []:
            for term in group if isinstance(group, list) else []:
                if isinstance(term, dict) and term.get("taxonomy") == "category":
                    return html_text(string(term.get("name")) or "") or None
        return None


def _rendered(post: dict[str, Any], key: str) -> str:
    value = post.get(key)
    return string(value.get("rendered")) or "" if isinstance(value, dict) else ""
