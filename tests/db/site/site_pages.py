"""What the tests of the pages share: asking the site, and reading what it answers."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from html import unescape
from pathlib import Path
from typing import Any

from db.site.app import make_site


def get(path: Path, address: str) -> Any:
    """The site's answer (httpx) for an address, without following it elsewhere."""

    async def ask() -> Any:
        site = make_site(path)
        await site.invoke_startup()
        return await site.client.get(address, follow_redirects=False)

    return asyncio.run(ask())


def page(path: Path, address: str) -> str:
    """The HTML of a page that is there."""
    answer = get(path, address)
    assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[-500:]}"
    return str(answer.text)


def words(html: str) -> str:
    """What a reader sees of a page: no tags, one space between words."""
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", main.partition(">")[2])))


def change(path: Path, sql: str, *values: object) -> None:
    """Bring the file into a state that resolution would take several runs for."""
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(sql, values)
    connection.close()


def one(path: Path, sql: str, *values: object) -> Any:
    """The one value that a query finds."""
    connection = sqlite3.connect(path)
    (value,) = connection.execute(sql, values).fetchone()
    connection.close()
    return value
