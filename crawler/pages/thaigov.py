"""The release page of Government House (thaigov.go.th/news/contents/details/<number>)."""

from __future__ import annotations

import re

import attr

from crawler.pages.base import PressPage
from normalize.text import clean

# <title> puts the name of the site and of the section before the title, joined by hyphens.
_SITE = re.compile(r"^รัฐบาลไทย\s*-\s*ข่าวทำเนียบรัฐบาล\s*-\s*")


@attr.s(auto_attribs=True)
class ThaigovPage(PressPage):
    """The title stands in <title> alone for certain; day, print button and title open the text's box.

    A number without a release answers with an empty title, which gives a page without a title here.
    """

    title_at = ()
    text_at = ("div.border-normal.clearfix", "#news-detail")
    published_at = ("div.border-normal .date", ".newsdate")
    category_at = ("span.headtitle-2",)

    def find_title(self) -> str:
        stated = clean(self.css("title::text").get() or "").replace("\n", " ")
        return self.first_line(self.layout.title) or _SITE.sub("", stated)
