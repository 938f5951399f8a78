"""Everything that sites do to crawlers: each fault is a site of the world, with what is to be stored of it."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.world.sites import Answer, Behaviour, Handler, Site, write_article, write_feed

PAGE = "/a/1"
"""The article that a fault strikes; the others of the site are sound."""
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One way to misbehave."""

    name: str
    arrange: Callable[[Site], None]
    cause: str | tuple[str, ...] | None = None
    """Cause stored for the struck article; None: it is stored as an article all the same."""
    poll: str | None = None
    """Words of the error stored for the feed; None: the feed is sound."""
    health: str | tuple[str, ...] = "well"
    lasting: bool = False
    """Another try is not made."""
    entry: tuple[tuple[str, str], ...] = ()
    """Further lines of its catalogue entry."""

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes that are right."""
        return (self.cause,) if isinstance(self.cause, str) else self.cause or ()


def strike(answer: Answer | Behaviour, path: str = PAGE) -> Callable[[Site], None]:
    """The fault of one path."""

    def arrange(site: Site) -> None:
        site.faults[path] = answer

    return arrange


def status(code: int, *headers: tuple[str, str]) -> Answer:
    """An error page."""
    return Answer(status=code, body=b"<html><body><h1>Sorry</h1></body></html>", headers=headers)


def redirect(to: str) -> Callable[[Site], None]:
    """A redirect; `{home}` is the site's own."""
    return lambda site: site.faults.update(
        {PAGE: Answer(status=302, headers=(("Location", to.format(home=site.home)),))}
    )


def head(*lines: str) -> bytes:
    """The beginning of a raw answer."""
    return "\r\n".join(("HTTP/1.1 200 OK", f"Content-Type: {HTML}", *lines, "", "")).encode()


def drop_inside(handler: Handler) -> None:
    """Promises more than it sends."""
    handler.raw(head("Content-Length: 5000") + b"<html><body><p>Toyota plans")


def reset(handler: Handler) -> None:
    """Hangs up without a word."""
    handler.hang_up()


def stall(handler: Handler) -> None:
    """Says nothing for long."""
    handler.close_connection = True
    time.sleep(8)


def drip(handler: Handler) -> None:
    """One byte now and then."""
    handler.raw(head("Content-Length: 100000"))
    for _ in range(16):
        handler.raw(b"<")
        time.sleep(0.5)


def speak_nonsense(handler: Handler) -> None:
    """No HTTP at all."""
    handler.raw(b"SSH-2.0-OpenSSH_9.2\r\n" * 3)


def send_endless_header(handler: Handler) -> None:
    """A header that does not end."""
    handler.raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 400_000 + b"\r\n\r\n")


def break_chunks(handler: Handler) -> None:
    """Chunks whose sizes are no numbers."""
    handler.raw(head("Transfer-Encoding: chunked") + b"5\r\n<html\r\nZZ\r\nwhat\r\n")


def send_bomb(handler: Handler) -> None:
    """200 MB of nothing in 200 kB."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(200)) + packer.flush()
    handler.raw(head("Content-Encoding: gzip", f"Content-Length: {len(bomb)}") + bomb)


def send_broken_gzip(handler: Handler) -> None:
    """Says gzip, and is not."""
    handler.raw(head("Content-Encoding: gzip", "Content-Length: 40") + b"\x1f\x8b\x08\0" + b"\xff" * 36)


def send_short_length(handler: Handler) -> None:
    """Sends more than it promises."""
    body = write_article(1, site=handler.server.name)
    handler.raw(head(f"Content-Length: {len(body) - 40}") + body)


def send_huge(handler: Handler) -> None:
    """50 MB, and says so."""
    handler.raw(head("Content-Length: 50000000") + b"<p>" * 20_000)


def send_huge_unsaid(handler: Handler) -> None:
    """As large as anybody will read, without saying so."""
    handler.raw(head("Connection: close"))
    for _ in range(200):
        handler.raw(b"<p>Camry</p>" * 8_000)


def loop(handler: Handler) -> None:
    """A new address each time."""
    number = int(handler.path.partition("?")[2] or 0) + 1
    handler.send(Answer(status=302, headers=(("Location", f"{PAGE}?{number}"),)))


def loop_everywhere(site: Site) -> None:
    """Redirects without end."""
    site.faults.update({PAGE: loop, **{f"{PAGE}?{number}": loop for number in range(1, 40)}})


def article_in(encoding: str, stated: str) -> Callable[[Site], None]:
    """The article in one encoding, and another one stated."""
    return lambda site: strike(
        Answer(
            body=write_article(1, site=site.name).replace(b'<meta charset="utf-8">', b"").decode().encode(encoding),
            kind=f"text/html; charset={stated}",
        )
    )(site)


def feed_of(write: Callable[[Site], bytes], *, kind: str = "application/xml") -> Callable[[Site], None]:
    """Another feed."""

    def arrange(site: Site) -> None:
        site.faults["/feed"] = Answer(body=write(site), kind=kind)

    return arrange


def write_large_feed(site: Site) -> bytes:
    """10 MB of feed around four articles."""
    feed = write_feed(site.home, range(1, 5))
    padding = b"<!-- " + b"x" * 10_000_000 + b" -->"
    return feed.replace(b"<channel>", b"<channel>" + padding)


def write_bomb_feed(site: Site) -> bytes:
    """Entities that grow to a billion."""
    entities = "".join(
        f'<!ENTITY e{n} "{"&e" + str(n - 1) + ";" if n else "ha"}{("&e" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(12)
    )
    feed = write_feed(site.home, range(1, 5)).decode()
    return (
        feed.replace('<rss version="2.0">', f'<!DOCTYPE rss [{entities}]><rss version="2.0">')
        .replace("<title>x", "<title>&e11;")
        .encode()
    )


def write_advert_feed(site: Site) -> bytes:
    """Adverts, private addresses and a file among the articles."""
    strange = "".join(
        f"<item><title>Imported bargains</title><link>{address}</link></item>"
        for address in (
            "https://ads.example/1",
            "http://169.254.169.254/latest/",
            "http://127.0.0.1:22/",
            "file:///etc/passwd",
        )
    )
    return write_feed(site.home, range(1, 5)).replace(b"</channel>", strange.encode() + b"</channel>")


def change_etag(handler: Handler) -> None:
    """A new validator for the same content."""
    handler.send(
        Answer(body=write_feed(handler.server.home, range(1, 5)), kind="application/xml", etag=f'"{time.time()}"')
    )


def forbid(site: Site) -> None:
    """robots.txt forbids everything."""
    site.faults["/robots.txt"] = Answer(body=b"User-agent: *\nDisallow: /\n", kind="text/plain")


def go_home(site: Site) -> None:
    """The feed is gone: it leads to the front page."""
    site.faults["/feed"] = Answer(status=301, headers=(("Location", site.home),))
    site.faults["/"] = Answer(body=b"<!doctype html><html><body><h1>Welcome</h1></body></html>")


CONSENT = (
    b"<html><head><title>Before you continue</title></head><body><div id='consent'><h1>We value your privacy</h1>"
    b"<p>We and our 812 partners store and access information on a device, such as cookies. Accept all or manage"
    b" options to continue to the site.</p><button>Accept all</button><button>Manage options</button></div>"
    b"</body></html>"
)
CHALLENGE = (
    b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser before accessing the site</h1>"
    b"<p>Enable JavaScript and cookies to continue</p>"
    b"<script src='/cdn-cgi/challenge-platform/h/b.js'></script></body></html>"
)

NOT_ARTICLE = ("consent", "challenge", "empty", "error", "login", "section", "not_html")

FAULTS = (
    Fault(name="drop", arrange=strike(drop_inside), cause="cut"),
    Fault(name="reset", arrange=strike(reset), cause="connection"),
    Fault(name="stall", arrange=strike(stall), cause="timeout"),
    Fault(name="drip", arrange=strike(drip), cause="timeout"),
    Fault(name="nonsense", arrange=strike(speak_nonsense), cause=("connection", "error")),
    Fault(name="endless_header", arrange=strike(send_endless_header), cause=("connection", "error", "timeout")),
    Fault(name="broken_chunks", arrange=strike(break_chunks), cause=("cut", "connection", "error")),
    Fault(name="short_length", arrange=strike(send_short_length)),
    Fault(name="bomb", arrange=strike(send_bomb), cause="too_large", lasting=True),
    Fault(
        name="broken_gzip", arrange=strike(send_broken_gzip), cause=(*NOT_ARTICLE, "error", "ignored", "reading", "cut")
    ),
    Fault(name="huge", arrange=strike(send_huge), cause="too_large", lasting=True),
    Fault(name="huge_unsaid", arrange=strike(send_huge_unsaid), cause="too_large", lasting=True),
    Fault(
        name="storm",
        arrange=strike(status(503), "*"),
        cause="http_503",
        health=("waiting", "failing", "blocked"),
        poll="503",
    ),
    Fault(name="retry_after", arrange=strike(status(503, ("Retry-After", "5"))), cause="http_503"),
    Fault(name="too_often", arrange=strike(status(429, ("Retry-After", "1"))), cause="http_429"),
    Fault(name="refused", arrange=strike(status(403)), cause="http_403"),
    Fault(name="missing", arrange=strike(status(404)), cause="http_404"),
    Fault(name="gone", arrange=strike(status(410)), cause="http_410", lasting=True),
    Fault(name="broken", arrange=strike(status(500)), cause="http_500"),
    Fault(name="endless", arrange=loop_everywhere, cause="redirects"),
    Fault(name="circle", arrange=redirect("{home}a/1"), cause="redirects"),
    Fault(name="elsewhere", arrange=redirect("http://127.0.0.1:9/a/1"), cause="address", lasting=True),
    Fault(name="metadata", arrange=redirect("http://169.254.169.254/latest/"), cause="address", lasting=True),
    Fault(name="file", arrange=redirect("file:///etc/passwd"), cause=("address", "http_302", "redirects")),
    Fault(
        name="picture",
        arrange=strike(Answer(body=b"\x89PNG\r\n\x1a\n" + b"\0" * 500, kind="image/png")),
        cause="not_html",
        lasting=True,
    ),
    Fault(name="nothing", arrange=strike(Answer()), cause="empty"),
    Fault(name="wall", arrange=strike(Answer(body=CONSENT)), cause=NOT_ARTICLE),
    Fault(name="puzzle", arrange=strike(Answer(body=CHALLENGE, status=200)), cause=NOT_ARTICLE),
    Fault(name="lying_charset", arrange=article_in("utf-8", "shift_jis")),
    Fault(name="unknown_charset", arrange=article_in("utf-8", "klingon-8")),
    Fault(name="large_feed", arrange=feed_of(write_large_feed)),
    Fault(name="bomb_feed", arrange=feed_of(write_bomb_feed)),
    Fault(name="adverts", arrange=feed_of(write_advert_feed)),
    Fault(name="future", arrange=feed_of(lambda site: write_feed(site.home, range(1, 5), days_ago=-4000))),
    Fault(name="changing_etag", arrange=strike(change_etag, "/feed")),
    Fault(
        name="packed_feed",
        arrange=feed_of(lambda site: gzip.compress(write_feed(site.home, range(1, 5))), kind="application/gzip"),
    ),
    Fault(name="front_page", arrange=go_home, cause=(), poll="no feed", health="dead_feed"),
    Fault(name="no_feed", arrange=strike(status(404), "/feed"), cause=(), poll="404", health="dead_feed"),
    Fault(name="slow_feed", arrange=strike(stall, "/feed"), cause=(), poll="time", health="failing"),
    Fault(name="empty_feed", arrange=feed_of(lambda site: write_feed(site.home, ())), cause=(), health="dead_feed"),
    Fault(name="forbidden", arrange=forbid, cause=(), poll="robots.txt forbids", health="blocked"),
    Fault(
        name="slow_robots", arrange=strike(stall, "/robots.txt"), cause=(), poll="robots.txt: timeout", health="failing"
    ),
    Fault(
        name="robots_down",
        arrange=strike(status(503), "/robots.txt"),
        cause=(),
        poll="robots.txt answered 503",
        health=("failing", "waiting"),
    ),
)
