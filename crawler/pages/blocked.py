"""Pages that answer with success and are no article: robot checks, logins, soft 404s."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from parsel import Selector

from crawler.pages.text import text_of
from normalize.text import clean

SHORT = 700
"""Characters.  A release that mentions a blocked page is longer than a page that is one."""


@cache
def _kinds() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    table = tomllib.loads(resources.files("crawler.pages").joinpath("blocked.toml").read_text("utf-8"))
    return tuple(
        (kind["name"], kind["reason"], re.compile("|".join(map(re.escape, kind["phrases"])), re.IGNORECASE))
        for kind in table["kind"]
    )


def why_no_article(page: Selector) -> str | None:
    """Why a page is no article, in the form "<kind>: <reason>"; null if nothing speaks against it."""
    bodies = page.xpath("//body")
    text = text_of([body.root for body in bodies])
    if len(text) > SHORT:
        return None
    if page.xpath('//input[translate(@type, "PASWORD", "pasword")="password"]'):
        return "login page: the page asks for a password"
    title = clean(page.css("title::text").get() or "")
    # A wall for visitors without JavaScript says so in <noscript>, which is no text of the page otherwise;
    # many ordinary pages carry such a line as well, so it counts only where there is next to nothing else.
    hidden = " ".join(page.xpath("//noscript//text()").getall()) if len(text) < SHORT // 5 else ""
    everything = f"{title}\n{text}\n{hidden}"
    for name, reason, phrases in _kinds():
        if phrases.search(everything):
            return f"{name}: {reason}"
    return None
