"""From a job to the settings of Scrapy that hold for it: the publisher's politeness and the caps."""

from __future__ import annotations

from typing import Any

from scrapy.settings import BaseSettings

from crawler.guard import LOOPBACK_SETTING
from crawler.job import CrawlJob


def job_settings(job: CrawlJob) -> dict[str, Any]:
    """Settings by name."""
    manners, limits = job.publisher.politeness, job.limits
    settings: dict[str, Any] = {
        "DOWNLOAD_DELAY": manners.delay,
        "AUTOTHROTTLE_START_DELAY": manners.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(manners.max_delay, manners.delay),
        "DOWNLOAD_TIMEOUT": min(manners.timeout, limits.seconds),
        "DOWNLOAD_MAXSIZE": limits.page_bytes,
        "RETRY_TIMES": limits.retries,
        "RANGWAN_SECONDS": limits.seconds,
        "RANGWAN_BACKOFF_SECONDS": limits.backoff_seconds,
    }
    if job.allow_loopback:
        settings[LOOPBACK_SETTING] = True
    return settings


def apply_settings(chosen: dict[str, Any], settings: BaseSettings) -> None:
    """Put settings in force for the spider of a crawler that is being made."""
    for name, value in chosen.items():
        settings.set(name, value, priority="spider")
