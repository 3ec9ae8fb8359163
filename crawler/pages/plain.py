"""A page written by hand, without metadata or telling names: the first heading and the densest block.

On such pages it reads what "general" reads, in half the time and without trafilatura; on pages that are cut
into many blocks it sees only one of them.
"""

from __future__ import annotations

from datetime import date

import attr

from crawler.pages.base import PressPage

HEADINGS = ("h1", "h2", "h3", "h4", "center b", "font[size='5']", "font[size='4']")
"""Where a title stands that nothing but its looks tells."""


@attr.s(auto_attribs=True)
class PlainPage(PressPage):
    """Title: the first heading, else <title>; day: metadata, else a line near the text."""

    title_at = HEADINGS
    drop = ("h1",)

    def find_text(self) -> str:
        return super().find_text() or self.densest_text()

    def find_published(self) -> date | None:
        return self.stated_day() or self.day_round_text()
