"""Reading an entry: what is right becomes a source, what is wrong is named by file, entry and key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tracker.errors import BadQuery, FixFile
from tracker.sources import Gate, find_source, read_catalogue, read_entry, read_folder

ENTRY: dict[str, Any] = {
    "title": "A Paper",
    "home": "https://paper.example/",
    "language": "en",
    "timezone": "Europe/London",
    "kind": "trade",
    "feeds": ["https://paper.example/feed"],
    "article_pattern": r"^https://paper\.example/\d+$",
    "evidence": "made up",
}

TOML = """
[a_paper]
title = "A Paper"
home = "https://paper.example/"
language = "en"
timezone = "Europe/London"
kind = "trade"
feeds = ["https://paper.example/feed"]
article_pattern = '^https://paper\\.example/\\d+$'
evidence = "made up"
"""


def test_an_entry_becomes_a_source_with_its_defaults() -> None:
    source = read_entry("a_paper", ENTRY)
    assert (source.name, source.feeds, source.gate) == ("a_paper", ("https://paper.example/feed",), Gate.SUBJECT)
    assert source.own_hosts == {"paper.example"}


WRONG = [
    ("feed", ["https://paper.example/feed"], "feed: unknown key; is it feeds?"),
    ("title", "", "title: must be text"),
    ("home", "ftp://paper.example/", "home: is no http or https address"),
    ("home", "https://paper.example:port/", "home: is no address"),
    ("home", "https://me:secret@paper.example/", "home: holds a user name"),
    ("language", "english", "language: must be 2 lower-case letters"),
    ("country", "gb", "country: must be 2 upper-case letters"),
    ("timezone", "London", "timezone: is no time zone"),
    ("timezone", "../etc/passwd", "timezone: is no time zone"),
    ("kind", "blog", "kind: must be one of trade, enthusiast"),
    ("article_pattern", "^https://(", "article_pattern: is no regular expression"),
    ("id_pattern", r"\d+", "id_pattern: needs a group"),
    ("feeds", "https://paper.example/feed", "feeds: must be a list"),
    ("feeds", ["https://paper.example/feed"] * 2, "feeds: names the same thing twice"),
    ("feeds", [], "feeds: needs an address"),
    ("unverified", ["https://paper.example/other"], "unverified: https://paper.example/other is not among"),
    ("delay", -1, "delay: must be a number"),
    ("delay", True, "delay: must be a number"),
    ("paging", "page/{number}/", "paging: may hold only these places: {page}"),
    ("archive", "https://paper.example/archive", "archive: holds none of these places"),
    ("active", "yes", "active: must be true or false"),
    ("article_samples", ["https://paper.example/about"], "article_pattern: does not match the article"),
    ("section_samples", ["https://paper.example/12"], "article_pattern: matches the section page"),
]


@pytest.mark.parametrize(("key", "value", "message"), WRONG, ids=[f"{key}={value}"[:40] for key, value, _ in WRONG])
def test_a_wrong_value_names_file_entry_and_key(key: str, value: Any, message: str) -> None:
    with pytest.raises(FixFile) as caught:
        read_entry("a_paper", {**ENTRY, key: value}, place="own.toml")
    assert f"own.toml: [a_paper] {message}" in str(caught.value)


@pytest.mark.parametrize("key", ["title", "home", "language", "timezone", "kind", "article_pattern", "evidence"])
def test_a_missing_key_is_named(key: str) -> None:
    entry = {name: value for name, value in ENTRY.items() if name != key}
    with pytest.raises(FixFile, match=rf"\[a_paper\] {key}: is missing"):
        read_entry("a_paper", entry)


@pytest.mark.parametrize("name", ["page", "A", "a-b", "ä"])
def test_a_name_that_no_spider_can_have_is_refused(name: str) -> None:
    with pytest.raises(FixFile, match="a source's name is"):
        read_entry(name, ENTRY)


def test_a_user_folder_adds_to_the_packaged_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.toml").write_text(TOML, "utf-8")
    monkeypatch.setenv("TRACKER_SOURCES", str(tmp_path))
    sources = read_catalogue()
    assert {"a_paper", "autofile"} <= sources.keys()
    monkeypatch.setenv("TRACKER_SOURCES_ONLY", "1")
    assert list(read_catalogue()) == ["a_paper"]


def test_a_packaged_name_is_replaced_only_on_purpose(tmp_path: Path) -> None:
    own = TOML.replace("a_paper", "autofile")
    (tmp_path / "own.toml").write_text(own, "utf-8")
    with pytest.raises(FixFile, match=r"own\.toml: \[autofile\].*replaces = true"):
        read_catalogue(tmp_path)
    (tmp_path / "own.toml").write_text(own + "replaces = true\n", "utf-8")
    assert read_catalogue(tmp_path)["autofile"].title == "A Paper"


def test_one_name_in_two_files_names_both(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(TOML, "utf-8")
    (tmp_path / "two.toml").write_text(TOML, "utf-8")
    with pytest.raises(FixFile, match=r"two\.toml: \[a_paper\].*one\.toml"):
        read_folder(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[a_paper\n", "not valid TOML"),
        (TOML.encode() + TOML.encode(), "not valid TOML"),
        ("[a]\ntitle='é'".encode("latin-1"), "not valid TOML"),
        (b"title = 'A'\n", "stands outside an entry"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "own.toml").write_bytes(content)
    with pytest.raises(FixFile, match=message) as caught:
        read_folder(tmp_path)
    assert "own.toml" in str(caught.value)


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(FixFile, match="no such folder"):
        read_catalogue(tmp_path / "none")


def test_an_unknown_name_gets_the_near_ones() -> None:
    with pytest.raises(BadQuery, match=r"near names: .*autofile"):
        find_source(read_catalogue(packaged=True), "autofil")
