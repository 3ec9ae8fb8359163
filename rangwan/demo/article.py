"""The articles of the demonstration sites, read from `articles/*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from importlib import resources
from typing import Any, Literal

BANGKOK = timezone(timedelta(hours=7))
BULLET = "– "
BlockKind = Literal["paragraph", "item", "heading"]

# How a line of `body` opens says what it becomes on the page; the mark itself is never shown.
_MARKS: dict[str, BlockKind] = {"* ": "item", "## ": "heading"}


@dataclass(frozen=True, slots=True)
class Block:
    """One line of an article: a paragraph, an item of an HTML list (`* `) or a heading (`## `)."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """One article.  `published` is in the common era, Bangkok time; `number` is that of its page."""

    key: str
    site: str
    number: int
    title: str
    published: datetime
    category: str
    author: str
    blocks: tuple[Block, ...]
    slug: str | None = None

    @property
    def text(self) -> str:
        """The article's text as a browser shows it: a line a block, a bullet before each item of a list."""
        return "\n".join(f"{BULLET if block.kind == 'item' else ''}{block.text}" for block in self.blocks)


def _blocks(body: str) -> Iterator[Block]:
    for line in filter(None, map(str.strip, body.splitlines())):
        for mark, kind in _MARKS.items():
            if line.startswith(mark):
                yield Block(kind, line.removeprefix(mark).strip())
                break
        else:
            yield Block("paragraph", line)


def parse_article(key: str, record: dict[str, Any]) -> DemoArticle:
    """The article that a TOML file of the name `key` holds.

    Raises KeyError for a field that is missing and ValueError for one that no article has.
    """
    known = {"site", "number", "title", "published", "category", "author", "body", "slug"}
    if unknown := set(record) - known:
        raise ValueError(f"articles/{key}.toml: unknown field {', '.join(sorted(unknown))}")
    return DemoArticle(
        key=key,
        site=record["site"],
        number=record["number"],
        title=record["title"],
        published=record["published"].replace(tzinfo=BANGKOK),
        category=record["category"],
        author=record["author"],
        blocks=tuple(_blocks(record["body"])),
        slug=record.get("slug"),
    )


@cache
def load_articles() -> tuple[DemoArticle, ...]:
    """All articles, by site and then the newest first."""
    folder = resources.files("rangwan.demo") / "articles"
    articles = [
        parse_article(file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8")))
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    ]
    return tuple(sorted(articles, key=lambda a: (a.site, -a.published.timestamp(), a.number)))


def articles_of(site: str) -> tuple[DemoArticle, ...]:
    """The articles of one site, the newest first."""
    return tuple(article for article in load_articles() if article.site == site)
