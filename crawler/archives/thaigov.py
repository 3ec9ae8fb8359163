"""The thaigov corpora of PyThaiNLP: one text file a release, in folders or in a tar of them.

The first line is the page's title, the second that holds anything the day of publication, the last the
source; between them stands the text, which mostly repeats the title.  Version 1 lies in numbered folders
(`18/ด้านสังคม_25.txt`), version 2 in folders by day (`data/2022/11/05/ด้านเศรษฐกิจ_1755_<uuid>.txt`); the name
of a file begins with the section under which the release was published.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date

from crawler.archives.entry import ArchiveError
from crawler.article import Article, article_id
from normalize.dates import parse_date
from normalize.text import clean, fold

SOURCE = "thaigov"
"""The key of the publisher whose releases these are."""
LAYOUT = "thaigov-corpus"
_SITE = re.compile(r"^รัฐบาลไทย\s*-\s*(?:ข่าวทำเนียบรัฐบาล\s*-\s*)?")
_SOURCE_LINE = re.compile(r"^ที่มา\s*:\s*(?P<url>https?://\S+)\s*$")
_NUMBER = re.compile(r"^https?://(?:www\.)?thaigov\.go\.th/news/contents/details/(?P<number>\d+)/?$")
_PRINT = re.compile(r"(?:พิมพ์|\d{1,2}/\d{1,2}/\d{4})")
_SECTION = re.compile(r"(?P<section>[^/]*?)_\d+(?:_[0-9a-f-]{36})?\.txt$")
_HEAD_LINES = 8
"""Lines at the top that may repeat the title, the day and the button for printing."""
_CUT_SHORT = 20
"""Characters from which the beginning of a title is known to be one."""
_NO_DAY = date(1970, 1, 1)
"""What the site states where it knows no day."""


class NoReleaseError(ArchiveError):
    """A file of the corpus holds no release."""


def read_release(raw: bytes, name: str) -> Article:
    """The release that one file of the corpus holds; `name` is its path within the corpus.

    Raises NoReleaseError if the file is not of this kind or the release in it is empty.
    """
    try:
        text = clean(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NoReleaseError(f"is not UTF-8 ({error.reason} at byte {error.start + 1})") from error
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line), None)
    if first is None:
        raise NoReleaseError("is empty")
    if not _SITE.match(lines[first]):
        raise NoReleaseError("does not begin with the title of a page of thaigov.go.th")
    title = _SITE.sub("", lines[first])
    body = lines[first + 1 :]
    url = None
    while body and url is None:
        last = body.pop()
        if source := _SOURCE_LINE.match(last):
            url = canonical_url(source["url"])
        elif last:
            raise NoReleaseError("does not end with the line that names its source (ที่มา : https://...)")
    body, published = _without_head(body, title)
    title = _whole_title(title, body)
    body = _without_title(body, title)
    if not title or not any(body):
        raise NoReleaseError(f"holds a release without {'text' if title else 'title'}")
    section = _SECTION.search(name)
    return Article(
        id=article_id(SOURCE, url) if url else f"{SOURCE}-{hashlib.sha256(raw).hexdigest()[:16]}",
        url=url,
        title=title,
        text="\n".join(body).strip("\n"),
        published=published,
        category=(clean(section["section"]) or None) if section else None,
        source=SOURCE,
        layout=LAYOUT,
    )


def canonical_url(url: str) -> str:
    """One spelling for the address of a release: with and without www, over http and https it is the same."""
    number = _NUMBER.match(url)
    return f"https://www.thaigov.go.th/news/contents/details/{number['number']}" if number else url


def _without_head(lines: list[str], title: str) -> tuple[list[str], date | None]:
    """The lines without the day, empty ones and the print button at the top; and the day."""
    published: date | None = None
    start = 0
    for number, line in enumerate(lines[:_HEAD_LINES]):
        day = parse_date(line) if line.startswith("วัน") and len(line) < 60 else None
        if day is not None and published is None:
            published = day
        elif line and not _PRINT.fullmatch(line) and day is None:
            break
        start = number + 1
    return lines[start:], None if published == _NO_DAY else published


def _whole_title(title: str, lines: list[str]) -> str:
    """The title as the text repeats it, where the page's own was cut short."""
    first = next((line for line in lines[:3] if line), "")
    begins = len(title) > _CUT_SHORT and first.startswith(title) and len(first) < len(title) + 300
    return first if begins and fold(first) != fold(title) else title


def _without_title(lines: list[str], title: str) -> list[str]:
    """The lines without those at the top that say the title again, or its beginning."""
    start, whole = 0, fold(title)
    for number, line in enumerate(lines[:_HEAD_LINES]):
        if line and (len(line) > 2 * len(title) or not _is_title(fold(line), whole)):
            break
        start = number + 1
    return lines[start:]


def _is_title(line: str, title: str) -> bool:
    """Whether a line, folded, is the title or a good part of its beginning."""
    return line == title or (len(line) > _CUT_SHORT and title.startswith(line))
