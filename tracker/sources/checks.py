"""What each key of a catalogue entry may hold: one check a key, which gives the value kept or says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tracker.sources.entry import Confidence, Gate, SourceKind

Check = Callable[[Any], Any]
"""Gives the value to keep, or raises ValueError with what is wrong with it."""


def check_text(value: Any) -> str:
    """Words: text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text in quotes, and not empty")
    return value


def check_flag(value: Any) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def check_amount(value: Any) -> float:
    """A number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError("must be a number, 0 or more")
    return float(value)


def check_address(value: Any) -> str:
    """An address that can be fetched: http or https, with a host, without a password.

    >>> check_address("https://autofile.co.nz/")
    'https://autofile.co.nz/'
    """
    text = check_text(value)
    try:
        parts = urlsplit(text)
        _ = parts.port  # reading it is what checks it
    except ValueError as error:
        raise ValueError(f"is no address: {text!r} ({error})") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or re.search(r"\s", text):
        raise ValueError(f"is no http or https address: {text!r}")
    if "@" in parts.netloc:
        raise ValueError(f"holds a user name or password: {text!r}")
    return text


def check_host(value: Any) -> str:
    """A host's name, with a port where it is not the usual one."""
    text = check_text(value)
    if not re.fullmatch(r"[A-Za-z0-9.-]+(:\d{1,5})?", text):
        raise ValueError(f"is no host name: {text!r}")
    return text.lower()


def check_pattern(value: Any) -> str:
    """A regular expression that compiles."""
    text = check_text(value)
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None
    return text


def check_id_pattern(value: Any) -> str:
    """A regular expression with a group, which holds the id."""
    text = check_pattern(value)
    if re.compile(text).groups < 1:
        raise ValueError("needs a group in parentheses round the id")
    return text


def check_zone(value: Any) -> str:
    """An IANA time zone."""
    text = check_text(value)
    try:
        ZoneInfo(text)
    except (ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        raise ValueError(f"is no time zone: {text!r} (Europe/London is one)") from None
    except KeyError:
        raise ValueError(f"is no time zone: {text!r} (Europe/London is one)") from None
    return text


def check_code(length: int, case: str) -> Check:
    """A check for letter codes: ISO 639-1 languages (2, `lower`), ISO 3166-1 countries (2, `upper`)."""

    def check(value: Any) -> str:
        text = check_text(value)
        letters = "[a-z]" if case == "lower" else "[A-Z]"
        if not re.fullmatch(f"{letters}{{{length}}}", text):
            raise ValueError(f"must be {length} {case}-case letters, not {text!r}")
        return text

    return check


def check_template(*places: str) -> Check:
    """A check for text with some of these places in braces, and no others."""

    def check(value: Any) -> str:
        text = check_text(value)
        try:
            text.format(**dict.fromkeys(places, 1))
        except (KeyError, IndexError, ValueError):
            raise ValueError(f"may hold only these places: {', '.join(f'{{{place}}}' for place in places)}") from None
        if not any(f"{{{place}" in text for place in places):
            raise ValueError(f"holds none of these places: {', '.join(f'{{{place}}}' for place in places)}")
        return text

    return check


def check_choice(choices: type[StrEnum]) -> Check:
    """A check for one of a fixed set of words."""

    def check(value: Any) -> StrEnum:
        try:
            return choices(value)
        except ValueError:
            raise ValueError(f"must be one of {', '.join(choices)}, not {value!r}") from None

    return check


def check_each(check: Check) -> Check:
    """A check for a list, each member of which passes `check`, none twice."""

    def check_list(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError("must be a list in square brackets")
        kept = tuple(check(member) for member in value)
        if len(set(kept)) < len(kept):
            raise ValueError("names the same thing twice")
        return kept

    return check_list


REQUIRED = ("title", "home", "language", "timezone", "kind", "article_pattern", "evidence")

CHECKS: dict[str, Check] = {
    "title": check_text,
    "home": check_address,
    "language": check_code(2, "lower"),
    "country": check_code(2, "upper"),
    "timezone": check_zone,
    "kind": check_choice(SourceKind),
    "confidence": check_choice(Confidence),
    "feeds": check_each(check_address),
    "sitemaps": check_each(check_address),
    "listings": check_each(check_address),
    "unverified": check_each(check_address),
    "hosts": check_each(check_host),
    "article_pattern": check_pattern,
    "article_samples": check_each(check_address),
    "section_samples": check_each(check_address),
    "id_pattern": check_id_pattern,
    "gate": check_choice(Gate),
    "delay": check_amount,
    "paging": check_template("page"),
    "archive": check_template("year", "month", "day", "page"),
    "expected_per_week": check_amount,
    "replaces": check_flag,
    "active": check_flag,
    "evidence": check_text,
}
