"""How the articles of a publisher are found; a `[[discovery]]` table of its TOML file chooses the kind."""

from typing import Annotated

from pydantic import Field

from crawler.discovery.base import (
    Candidate,
    Discovery,
    DiscoveryError,
    Follow,
    IndexPage,
    TooManyError,
    Window,
)
from crawler.discovery.feed import FeedDiscovery
from crawler.discovery.listing import ListingDiscovery, NumberedDiscovery
from crawler.discovery.sitemap import SitemapDiscovery
from crawler.discovery.wordpress import WordPressDiscovery

AnyDiscovery = Annotated[
    FeedDiscovery | SitemapDiscovery | WordPressDiscovery | ListingDiscovery | NumberedDiscovery,
    Field(discriminator="kind"),
]

DISCOVERY_KINDS: dict[str, type[Discovery]] = {
    "feed": FeedDiscovery,
    "sitemap": SitemapDiscovery,
    "wordpress": WordPressDiscovery,
    "listing": ListingDiscovery,
    "numbered": NumberedDiscovery,
}

__all__ = [
    "DISCOVERY_KINDS",
    "AnyDiscovery",
    "Candidate",
    "Discovery",
    "DiscoveryError",
    "FeedDiscovery",
    "Follow",
    "IndexPage",
    "ListingDiscovery",
    "NumberedDiscovery",
    "SitemapDiscovery",
    "TooManyError",
    "Window",
    "WordPressDiscovery",
]
