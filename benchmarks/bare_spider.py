"""A bare Scrapy spider for bench_crawl.py: downloads what a list links to, yields address and title of each.

    python benchmarks/bare_spider.py ADDRESS SETTINGS

SETTINGS (JSON) go before Scrapy's own.  Prints the number of pages at the end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import scrapy
from scrapy import Request, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response


class BareSpider(scrapy.Spider):
    """What a tutorial would write."""

    name = "bare"

    def parse(self, response: Response) -> Iterator[Request]:
        for address in response.css("a::attr(href)").getall():
            yield response.follow(address, self.parse_page)

    def parse_page(self, response: Response) -> Iterator[dict[str, Any]]:
        yield {"url": response.url, "title": response.css("title::text").get()}


def main() -> None:
    settings = {"LOG_LEVEL": "WARNING", "TELNETCONSOLE_ENABLED": False} | json.loads(sys.argv[2])
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(BareSpider)
    pages = 0

    def count(item: dict[str, Any]) -> None:
        nonlocal pages
        pages += item["title"] is not None

    crawler.signals.connect(count, signal=signals.item_scraped)
    process.crawl(crawler, start_urls=[sys.argv[1]])
    process.start()
    print(pages)


if __name__ == "__main__":
    main()
