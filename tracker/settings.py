"""Scrapy's settings: a polite, bounded crawler that keeps everything it must remember in the database.

Names are Scrapy's, or ours where they begin with TRACKER_; each can be set for one run with `-s NAME=value`.
"""

import os
from importlib.metadata import version

# Scrapy's cookie code would otherwise ask a server on the internet for the list of public suffixes.
os.environ.setdefault("TLDEXTRACT_PUBLIC_SUFFIX_LIST_URLS", "")

BOT_NAME = "tracker"
SPIDER_MODULES = ["tracker.spiders"]
SPIDER_LOADER_CLASS = "tracker.spiders.loader.CatalogueLoader"

# --- who we are -------------------------------------------------------------------------------------------------------
TRACKER_CONTACT = os.environ.get("TRACKER_CONTACT", "")
"""An address or page where a site's owner can complain; it stands in every request."""
USER_AGENT = f"tracker/{version('tracker')} (automotive news index; {TRACKER_CONTACT or 'contact not set'})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.8,*/*;q=0.5",
    "Accept-Language": "en,ja;q=0.9,*;q=0.5",
}

# --- what we keep -----------------------------------------------------------------------------------------------------
TRACKER_DATABASE = None  # None: the environment's TRACKER_DATABASE, else tracker.db in this folder
TRACKER_RUN = None  # number of the run that a command has opened; None: the spider opens one of its own
TRACKER_POLITE = True  # False: no delays, for benchmarks on loopback

# --- manners: one budget per host -------------------------------------------------------------------------------------
DOWNLOAD_DELAY = 2.0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 2.0
AUTOTHROTTLE_MAX_DELAY = 120.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 2

# --- bounds -----------------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 10
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
COOKIES_ENABLED = False
RETRY_TIMES = 1  # a dropped connection or a hiccup; everything else is tried again by a later run
RETRY_HTTP_CODES = [500, 502, 504, 522, 524]
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.ResponseDataLossError",
    "twisted.internet.error.ConnectionLost",
]
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the outcome is stored and summed up; it needs no line of its own

# --- the untrusted web ------------------------------------------------------------------------------------------------
TRACKER_ALLOW_PRIVATE = os.environ.get("TRACKER_ALLOW_PRIVATE") == "1"
TWISTED_DNS_RESOLVER = "tracker.spiders.addresses.GuardedResolver"
DOWNLOAD_VERIFY_CERTIFICATES = True
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None, "data": None}

ROBOTSTXT_OBEY = True
DOWNLOADER_MIDDLEWARES = {
    "tracker.spiders.addresses.AddressGuard": 60,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "tracker.spiders.robots.RobotsGuard": 100,
    "tracker.spiders.patience.Patience": 540,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
}
ITEM_PIPELINES = {"tracker.spiders.pipeline.IntakePipeline": 300}

# --- the frontier is in the database: nothing is remembered in memory -------------------------------------------------
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCHEDULER_PRIORITY_QUEUE = "scrapy.pqueues.ScrapyPriorityQueue"

# --- what is said -----------------------------------------------------------------------------------------------------
LOG_LEVEL = "INFO"
LOG_FORMATTER = "tracker.spiders.logs.BriefFormatter"
STATS_DUMP = False
FEED_EXPORT_ENCODING = "utf-8"
LOGSTATS_INTERVAL = 0
MEMUSAGE_ENABLED = False
