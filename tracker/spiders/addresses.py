"""Which addresses may be fetched: the source's own hosts, ports and schemes, on the public internet.

Both halves are needed: the guard sees every request and redirect before it is sent, the resolver sees what a host's
name turns out to mean.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred

PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class AddressRefused(IgnoreRequest):
    """An address that must not be fetched; the text says why."""


def is_private(address: str) -> bool:
    """Whether an IP address is outside the public internet: loopback, link-local, private, reserved, multicast.

    >>> [is_private(a) for a in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::ffff:127.0.0.1", "93.184.215.14")]
    [True, True, True, True, False]
    """
    ip = ipaddress.ip_address(address)
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None) or _translated(ip)
    return (mapped is not None and is_private(str(mapped))) or not ip.is_global or ip.is_multicast


def _translated(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address in a NAT64 one (RFC 6052)."""
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip.version == 6 and ip in NAT64 else None


def is_reachable(address: str, *, allow_private: bool) -> bool:
    """Whether an IP address may be connected to; link-local ones (cloud metadata) never may.

    >>> is_reachable("127.0.0.1", allow_private=True), is_reachable("169.254.169.254", allow_private=True)
    (True, False)
    """
    if not is_private(address):
        return True
    ip = ipaddress.ip_address(address)
    return allow_private and (ip.is_loopback or (ip.is_private and not ip.is_link_local and not ip.is_unspecified))


def literal_address(host: str) -> str | None:
    """The IP address that a host is written as, in any notation that a C library reads; None: it is a name.

    >>> literal_address("0x7f.1"), literal_address("2130706433"), literal_address("[::1]"), literal_address("a.example")
    ('127.0.0.1', '127.0.0.1', '::1', None)
    """
    bare = host.strip("[]").partition("%")[0]
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        return None


def is_loopback(netloc: str) -> bool:
    """Whether a host is this machine, by its address or as `localhost`."""
    host = urlsplit(f"//{netloc}").hostname or ""
    literal = literal_address(host)
    return host == "localhost" or (literal is not None and ipaddress.ip_address(literal).is_loopback)


def plain_netloc(url: str) -> str:
    """Host and port of an address, without `www.` and the usual port, for comparing.

    >>> plain_netloc("https://WWW.a.example:443/x"), plain_netloc("http://a.example:8080/")
    ('a.example', 'a.example:8080')
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = parts.port
    return host if port is None or port == PORTS.get(parts.scheme) else f"{host}:{port}"


def refuse(url: str, *, own: frozenset[str] | None, allow_private: bool) -> str | None:
    """Why an address may not be fetched; None: it may. `own` are `plain_netloc`s; None: any public host may.

    >>> refuse("http://127.0.0.1/", own=None, allow_private=False)
    'a private or local address: 127.0.0.1'
    >>> refuse("https://ads.example/", own=frozenset({"a.example"}), allow_private=False)
    'not a host of this source: ads.example'
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "not an address"
    if parts.scheme not in PORTS or not parts.hostname:
        return f"not an http address: {parts.scheme}:"
    literal = literal_address(parts.hostname)
    if literal and not is_reachable(literal, allow_private=allow_private):
        return f"a private or local address: {parts.hostname}"
    if own is not None and plain_netloc(url) not in own:
        return f"not a host of this source: {plain_netloc(url)}"
    if own is None and port not in (None, *PORTS.values()) and not allow_private:
        return f"not a port of the web: {port}"
    return None


class AddressGuard:
    """Downloader middleware: sees every request, redirects and robots.txt included, before anything is sent."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.allow_private = crawler.settings.getbool("TRACKER_ALLOW_PRIVATE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> AddressGuard:
        """Scrapy's way of building it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Lets a request pass.

        Raises:
            AddressRefused: it leads where it may not.
        """
        own = getattr(self.crawler.spider, "own_netlocs", None)
        reason = refuse(request.url, own=own, allow_private=self.allow_private)
        if reason:
            redirected = " (redirected there)" if request.meta.get("redirect_urls") else ""
            raise AddressRefused(reason + redirected)
        if is_loopback(urlsplit(request.url).netloc):
            request.meta["proxy"] = None  # a proxy of the environment's knows nothing of this machine


class GuardedResolver(CachingThreadedResolver):
    """Looks host names up, and refuses those that lead to private addresses."""

    allow_private = False
    proxies: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> GuardedResolver:
        """Scrapy's way of building it; `crawler` is anything with settings."""
        resolver = super().from_crawler(crawler, reactor)
        resolver.allow_private = crawler.settings.getbool("TRACKER_ALLOW_PRIVATE")
        # A proxy of the user's own may well stand in a private network.
        resolver.proxies = frozenset(urlsplit(proxy).hostname or "" for proxy in getproxies().values())
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """The IP address of a host.

        Raises (through the Deferred):
            AddressRefused: it is a private one.
        """
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if name in self.proxies or is_reachable(address, allow_private=self.allow_private):
            return address
        raise AddressRefused(f"a private or local address: {name} is {address}")
