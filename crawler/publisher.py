"""A publisher: who it is, where its releases are found, how its pages are laid out, what it permits.

One TOML file each.  Those that come with rangwan lie in `crawler/publishers/`; a folder of one's own may
add more, and replaces those of the same key.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from crawler.discovery import AnyDiscovery
from crawler.mistakes import explain_mistake
from crawler.pages import LAYOUTS, Layout


class PublisherError(ValueError):
    """A publisher's file cannot be used; the message says which, where in it, why and what to do."""


class Verdict(StrEnum):
    """What a publisher's terms say of crawling."""

    ALLOWED = "allowed"
    ARCHIVE_ONLY = "archive-only"
    FORBIDDEN = "forbidden"
    UNVERIFIED = "unverified"


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


_HIDDEN = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing: what follows them is shown as something else."""


def _shown(text: str) -> str:
    for character in text:
        if character in _HIDDEN or (unicodedata.category(character) == "Cc" and character not in "\n\t"):
            raise ValueError(f"holds the invisible character U+{ord(character):04X}; leave it out")
    return text


Shown = Annotated[str, AfterValidator(_shown)]
"""Text that terminals, logs and pages show as it is: nothing in it steers them."""


class Name(_Table):
    """The publisher's name in Thai and English."""

    th: Shown = Field(min_length=1, max_length=200)
    en: Shown = Field(min_length=1, max_length=200)


class Schedule(_Table):
    """When to look again."""

    every_hours: float = Field(default=24, gt=0)
    """Hours between two crawls."""
    recheck_days: float = Field(default=7, ge=0)
    """Days until a page that is already known is asked for again, if no index tells of a change."""


class Politeness(_Table):
    """How gently the site is treated; robots.txt may only make it gentler."""

    delay: float = Field(default=2.0, ge=0, le=600)
    """Seconds between two requests."""
    max_delay: float = Field(default=60.0, gt=0, le=3600)
    """Seconds to which the delay may grow when the site answers slowly."""
    timeout: float = Field(default=30.0, gt=0, le=600)
    """Seconds to wait for an answer."""


class Expectations(_Table):
    """What a normal run brings; anything else is reported as an issue of the run."""

    min_found: int | None = Field(default=None, ge=0)
    """Articles that the index pages list."""
    min_new: int | None = Field(default=None, ge=0)
    """New articles of a crawl that comes as long after the last as the schedule says."""
    max_new: int | None = Field(default=None, ge=0)
    """New articles."""
    dated: float = Field(default=0.9, ge=0, le=1)
    """Share of the new articles with a day of publication."""
    with_text: float = Field(default=0.9, ge=0, le=1)
    """Share of the fetched pages that gave an article."""

    @model_validator(mode="after")
    def _can_be_met(self) -> Self:
        if self.min_new is not None and self.max_new is not None and self.min_new > self.max_new:
            raise ValueError(f"min_new ({self.min_new}) is above max_new ({self.max_new})")
        return self


class Terms(_Table):
    """The verdict on the publisher's terms: who checked, when, why."""

    verdict: Verdict
    checked_by: Shown | None = None
    checked_on: date | None = None
    why: Shown = Field(min_length=1)


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"must be an http:// or https:// address, not {url!r}")
    return url


WebAddress = Annotated[str, AfterValidator(_web_address)]


class Publisher(_Table):
    """One publisher of press releases."""

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=60)
    name: Name
    homepage: WebAddress
    base_url: WebAddress | None = None
    """What relative addresses of the discovery tables build on; without it the homepage."""
    hosts: tuple[str, ...] = ()
    """Further hosts whose pages belong to the publisher (the homepage's host always does)."""
    publishes: Shown
    layout: Layout
    discovery: tuple[AnyDiscovery, ...] = ()
    schedule: Schedule = Schedule()
    politeness: Politeness = Politeness()
    expectations: Expectations = Expectations()
    terms: Terms
    verified: tuple[Shown, ...] = ()
    """What in this file was checked against the site, and how."""
    unverified: tuple[Shown, ...] = ()
    """What was not."""

    @field_validator("layout")
    @classmethod
    def _has_page_object(cls, layout: Layout) -> Layout:
        for name in layout.names:
            if name not in LAYOUTS:
                raise ValueError(f"there is no layout {name!r}; there are {', '.join(sorted(LAYOUTS))}")
        return layout

    @model_validator(mode="after")
    def _can_be_crawled(self) -> Self:
        if not self.discovery and self.terms.verdict in {Verdict.ALLOWED, Verdict.UNVERIFIED}:
            raise ValueError("needs at least one [[discovery]] table (or a verdict that rules crawling out)")
        return self

    @property
    def root(self) -> str:
        """The address that relative addresses build on."""
        return self.base_url or self.homepage

    def with_base_url(self, url: str) -> Publisher:
        """The same publisher served from another address, such as http://127.0.0.1:8000/.

        Relative addresses of the discovery tables move with it, absolute ones stay.
        """
        return self.model_copy(update={"base_url": _web_address(url)})

    def owns(self, url: str) -> bool:
        """Whether an address lies on a host of the publisher or below one ("www." aside)."""
        host = (urlsplit(url).hostname or "").lower()
        for own in (urlsplit(self.root).hostname or "", *self.hosts):
            plain = own.lower().removeprefix("www.")
            if host == plain or host.endswith("." + plain):
                return True
        return False

    def refusal(self, *, allow_unverified: bool = False) -> str | None:
        """Why this publisher must not be crawled; null if it may be."""
        terms = self.terms
        if terms.verdict is Verdict.ALLOWED or (terms.verdict is Verdict.UNVERIFIED and allow_unverified):
            return None
        if terms.verdict is Verdict.UNVERIFIED:
            return (
                f"nobody has checked the terms of {self.homepage} yet: {terms.why}. Read them, then say "
                f'verdict = "allowed" under [terms] in a file {self.key}.toml of your own, or name it'
            )
        if terms.verdict is Verdict.ARCHIVE_ONLY:
            return f"only its archive may be used: {terms.why}. Import the archive instead of crawling"
        return f"its terms forbid crawling: {terms.why}"


def parse_publisher(toml: str, origin: str) -> Publisher:
    """A publisher from the text of its TOML file; `origin` names the file in messages.

    Raises PublisherError.
    """
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise PublisherError(f"{origin}: is not TOML: {error}. Correct the file or remove it.") from error
    try:
        return Publisher.model_validate(table)
    except ValidationError as error:
        problems = "; ".join(explain_mistake(detail, Publisher) for detail in error.errors())
        raise PublisherError(f"{origin}: {problems}. Correct the file or remove it.") from error


def load_publishers(
    folder: Path | None = None, *, on_error: Callable[[PublisherError], None] | None = None
) -> dict[str, Publisher]:
    """The publishers that come with rangwan and those of a folder of the user, by key.

    Raises PublisherError for the first file that cannot be used, unless `on_error` is there to take it;
    then the other files are read all the same.
    """
    publishers: dict[str, Publisher] = {}
    for file in publisher_files(folder):
        try:
            publisher = file.load()
        except PublisherError as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            publishers[publisher.key] = publisher
    return dict(sorted(publishers.items()))


@dataclass(frozen=True, slots=True)
class PublisherFile:
    """One publisher's TOML file; `origin` names it in messages."""

    origin: str
    file: Traversable

    @property
    def key(self) -> str:
        """The key that the publisher must have for the file's name."""
        return self.file.name.removesuffix(".toml")

    def load(self) -> Publisher:
        """The publisher.  Raises PublisherError if the file cannot be used."""
        origin = self.origin
        try:
            toml = self.file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise PublisherError(f"{origin}: is not UTF-8 ({error}). Save it as UTF-8.") from error
        except OSError as error:
            raise PublisherError(
                f"{origin}: cannot be read ({error.strerror}). Check its permissions."
            ) from error
        publisher = parse_publisher(toml, origin)
        if publisher.key != self.key:
            raise PublisherError(
                f"{origin}: its key is {publisher.key!r}, so its name must be {publisher.key}.toml. "
                "Change one."
            )
        return publisher


def publisher_files(folder: Path | None = None) -> Iterator[PublisherFile]:
    """The files that come with rangwan, then those of a folder of the user.

    Raises PublisherError if the folder is none.
    """
    shipped = resources.files("crawler") / "publishers"
    for file in sorted(shipped.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            yield PublisherFile(f"crawler/publishers/{file.name}", file)
    if folder is not None:
        if not folder.is_dir():
            raise PublisherError(f"{folder}: is not a folder. Name a folder with one TOML file a publisher.")
        for path in sorted(folder.glob("*.toml")):
            yield PublisherFile(str(path), path)
