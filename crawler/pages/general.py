"""A page whose layout nobody has declared: it speaks for itself, and trafilatura finds its text."""

from __future__ import annotations

from datetime import date
from functools import cached_property

import attr

from crawler.pages.densest import link_lists
from crawler.pages.located import locate
from crawler.pages.metadata import meta
from crawler.pages.news import NewsPage
from crawler.pages.plain import HEADINGS
from crawler.pages.text import text_within
from normalize.text import fold


@attr.s(auto_attribs=True)
class GeneralPage(NewsPage):
    """Title and day: JSON-LD, OpenGraph, headings and lines near the text; text: where trafilatura sees it.

    Trafilatura's own metadata are not used: it finds no day in a Buddhist date and may take the year of a
    copyright line instead.
    """

    title_at = HEADINGS
    text_at = ()
    drop = ()

    def find_title(self) -> str:
        declared = self.first_line(self.layout.title) or self.headline
        return declared or self._told_title() or super().find_title()

    def _told_title(self) -> str:
        """The title that the page tells those who link to it; empty if it tells none."""
        shared = self.without_site_name(meta(self.selector, "og:title", "twitter:title"))
        if fold(shared) == fold(meta(self.selector, "og:site_name") or ""):
            shared = ""
        told = shared or self.without_site_name(self.css("title::text").get())
        # The name of the site may follow where no metadata tell it apart; the heading is the title alone.
        for heading in self.css(", ".join(self.title_at)):
            text = text_within(heading.root)
            if text and fold(told).startswith(fold(text)):
                return text
        return shared

    def find_text(self) -> str:
        return self._text

    @cached_property
    def _text(self) -> str:
        if self.layout.text and (found := self.text_in(self.css(self.layout.text))):
            return found
        located, densest = self._located_text(), self.densest_text()
        # Of a page that is built unlike any that it knows trafilatura may take a paragraph or two.
        return densest if 2 * len(located) < len(densest) else located

    def _located_text(self) -> str:
        menus = link_lists(self.selector)
        located = locate(self.selector, menus)
        if located is None:
            return self.article_body
        if located.element is None:
            return located.text
        return self.text_under([located.element], without=menus)

    def find_published(self) -> date | None:
        # The first <time> of an unknown page may be that of other news: what it says of itself goes before.
        return (
            self.day_at(self.layout.published)
            or self.described_day()
            or self.day_in_metadata()
            or self.day_at(*self.published_at)
            or self.day_round_text()
        )
