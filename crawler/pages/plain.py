"""A page without metadata or telling names: the first heading and the block with the most text."""

from __future__ import annotations

from datetime import date

import attr

from crawler.pages.base import PressPage
from crawler.pages.text import text_of
from normalize.dates import parse_date


@attr.s(auto_attribs=True)
class PlainPage(PressPage):
    """Title: the first heading, else <title>; day: metadata, else near the head of text or page."""

    title_at = ("h1", "h2", "h3", "h4", "center b", "font[size='5']", "font[size='4']")
    drop = ("h1",)

    def find_text(self) -> str:
        return super().find_text() or self.densest_text()

    def find_published(self) -> date | None:
        if found := super().find_published():
            return found
        lines = text_of([self.selector.css("body")[0].root]).split("\n") if self.css("body") else []
        # Between title and text, or beneath the text: a short line that is a date and little more.
        days = [day for line in lines if len(line) <= 60 and (day := parse_date(line))]
        return days[0] if days else None
