"""Which addresses are never fetched."""

from __future__ import annotations

import pytest

from tracker.spiders.addresses import plain_netloc, refuse

OWN = frozenset({"paper.example", "cdn.paper.example:8443"})

REFUSED = [
    "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://[::1]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://0.0.0.0/", "http://10.0.0.1/", "http://172.16.0.1/",
    "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[fd00::1]/",
    "http://100.64.0.1/", "http://224.0.0.1/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "file:///etc/passwd",
    "ftp://paper.example/", "gopher://paper.example/", "data:text/html,x", "javascript:alert(1)", "http:///nohost",
    "http://paper.example:99999/", "//paper.example/", "",
]  # fmt: skip


@pytest.mark.parametrize("url", REFUSED)
@pytest.mark.parametrize("own", [None, OWN], ids=["any host", "own hosts"])
def test_private_addresses_and_other_schemes_are_refused_in_every_spelling(
    url: str, own: frozenset[str] | None
) -> None:
    assert refuse(url, own=own, allow_private=False)


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "http://[fe80::1]/", "http://224.0.0.1/", "http://0.0.0.0/"]
)
def test_leave_for_loopback_is_no_leave_for_everything(url: str) -> None:
    assert refuse(url, own=None, allow_private=True)
    assert refuse("http://127.0.0.1:8000/", own=None, allow_private=True) is None


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://paper.example/1", True),
        ("https://www.paper.example/1", True),
        ("https://PAPER.example:443/1", True),
        ("https://cdn.paper.example:8443/1", True),
        ("https://cdn.paper.example/1", False),
        ("https://paper.example:8080/1", False),
        ("https://paper.example.evil.example/1", False),
        ("https://paper.example@evil.example/1", False),
        ("https://notpaper.example/1", False),
    ],
)
def test_only_the_sources_own_hosts_and_ports_are_asked(url: str, allowed: bool) -> None:
    assert (refuse(url, own=OWN, allow_private=False) is None) is allowed


def test_a_port_that_is_not_the_webs_is_refused_for_pages_by_hand() -> None:
    assert refuse("https://paper.example:22/", own=None, allow_private=False) == "not a port of the web: 22"


def test_the_usual_port_and_www_make_no_difference() -> None:
    assert plain_netloc("http://www.paper.example:80/") == plain_netloc("https://paper.example/") == "paper.example"
