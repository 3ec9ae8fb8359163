"""Settings of Scrapy.  Safe and slow by default: each one that is not Scrapy's own says why."""

from __future__ import annotations

import os

BOT_NAME = "rangwan"
SPIDER_MODULES = ["crawler.spider"]
NEWSPIDER_MODULE = "crawler.spider"

# Who asks, and where to complain: an e-mail address or a web page of those who run this crawl.  Without it
# only this machine is crawled.
RANGWAN_CONTACT = os.environ.get("RANGWAN_CONTACT", "").strip()
USER_AGENT = f"rangwan (open data on Thai public-sector awards; +{RANGWAN_CONTACT or 'no contact'})"
ROBOTSTXT_USER_AGENT = "rangwan"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5",
    "Accept-Language": "th,en;q=0.5",
}

# Politeness; a publisher's file sets the delay.
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# No more than the next one may wait for its turn: a host that refuses is left alone at once, and a crawl that
# is out of time ends.
CONCURRENT_REQUESTS = 2
# In the order of the index: the newest first, should the crawl end early.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"
DOWNLOAD_DELAY = 2.0
# The pause that robots.txt or Retry-After asks for is kept in full; there is nothing to disguise.
DOWNLOAD_DELAY_JITTER = 0.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2.0
AUTOTHROTTLE_MAX_DELAY = 60.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
RETRY_TIMES = 2
# The caller reports what was given up.
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
REDIRECT_MAX_TIMES = 5
RANGWAN_BACKOFF_SECONDS = 5.0
# Seconds that a crawl may take.
RANGWAN_SECONDS = 3600.0

# Safety.
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TIMEOUT = 30.0
DOWNLOAD_MAXSIZE = 20_000_000
DOWNLOAD_WARNSIZE = 0
# A page that is shorter than announced has lost part of its list of winners.
DOWNLOAD_FAIL_ON_DATALOSS = True
COOKIES_ENABLED = False
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
# A page must not read files of this machine or log in to others.
DOWNLOAD_HANDLERS = {
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
    "http": "crawler.connections.BoundedHandler",
    "https": "crawler.connections.BoundedHandler",
}
TWISTED_DNS_RESOLVER = "crawler.guard.GuardedResolver"
RANGWAN_ALLOW_LOOPBACK = False
# A release has no reason to send its readers elsewhere after a while; walls and traps do.
METAREFRESH_ENABLED = False
REFERER_ENABLED = True

DOWNLOADER_MIDDLEWARES = {
    "crawler.guard.AddressGuard": 10,
    # Before robots.txt: that of a host that is left alone is not asked for either.
    "crawler.politeness.BackoffMiddleware": 50,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.politeness.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.answers.Unpacking": 590,
    # Nearer to the network than what follows redirects.
    "crawler.answers.RedirectGuard": 610,
}
EXTENSIONS = {
    "crawler.politeness.TimeLimit": 0,
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.logstats.LogStats": None,
    # Off anyhow, as the settings above say; to load them takes a third of a second.
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
}
SPIDER_MIDDLEWARES = {
    # The frontier keeps the depth, each discovery table for itself.
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}
# Scrapy drops what is longer without a word; the guard refuses it with a reason.
URLLENGTH_LIMIT = 0

# Scrapy starts so many workers for the items of each response; its default of 100 costs a third of the speed.
CONCURRENT_ITEMS = 8
# Scrapy reads the source of a callback again and again to warn of mistakes in it: a fifth of the time.
WARN_ON_GENERATOR_RETURN_VALUE = False
LOG_LEVEL = "INFO"
# The tally of the spider counts; nobody reads Scrapy's statistics.
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"
STATS_DUMP = False
DOWNLOADER_STATS = False
