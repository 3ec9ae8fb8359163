"""The demonstration sites as publishers that the crawl knows."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

from crawler.publisher import Publisher, parse_publisher


def demo_publishers(urls: Mapping[str, str]) -> tuple[Publisher, ...]:
    """The publishers of the sites that are served at `urls` (base URL by key, as `serve_demo` gives them).

    Raises PublisherError if a file of ours cannot be used.
    """
    folder = resources.files("rangwan.demo") / "publishers"
    return tuple(
        parse_publisher(
            (folder / f"{key}.toml").read_text(encoding="utf-8"), f"rangwan/demo/publishers/{key}.toml"
        ).with_base_url(f"{url}/")
        for key, url in urls.items()
    )
