"""The catalogue that comes with the program: every entry is usable as it stands."""

from __future__ import annotations

import re

import pytest

from tracker.sources import Confidence, Source, SourceKind, read_catalogue

CATALOGUE = read_catalogue(packaged=True)
SOURCES = [pytest.param(source, id=source.name) for source in CATALOGUE.values()]


@pytest.mark.parametrize("source", SOURCES)
def test_the_article_pattern_matches_every_sample_article(source: Source) -> None:
    assert source.article_samples
    assert all(source.is_article(sample) for sample in source.article_samples)


@pytest.mark.parametrize("source", SOURCES)
def test_the_article_pattern_refuses_section_pages_listings_and_the_front_page(source: Source) -> None:
    assert source.section_samples
    refused = {*source.section_samples, *source.listings, *source.feeds, *source.sitemaps, source.home}
    assert [address for address in refused if source.is_article(address)] == []


@pytest.mark.parametrize("source", SOURCES)
def test_the_article_pattern_is_anchored_to_the_hosts_of_the_medium(source: Source) -> None:
    for sample in source.article_samples:
        assert not source.is_article(f"https://elsewhere.example/?u={sample}")
        assert not source.is_article(re.sub("//[^/]+", "//elsewhere.example", sample))


@pytest.mark.parametrize("source", [p for p in SOURCES if p.values[0].id_pattern])
def test_the_id_pattern_finds_an_id_in_every_sample_article(source: Source) -> None:
    assert all(source.find_id(sample) for sample in source.article_samples)


def test_sixty_media_of_high_or_medium_confidence_in_both_languages_are_watched() -> None:
    trusted = [s for s in CATALOGUE.values() if s.confidence is not Confidence.LOW]
    assert len(trusted) >= 60
    assert sum(s.language == "ja" for s in trusted) >= 25
    assert sum(s.kind is SourceKind.NEWSROOM for s in trusted) >= 15


def test_a_source_of_low_confidence_marks_all_its_addresses_unverified() -> None:
    for source in CATALOGUE.values():
        if source.confidence is Confidence.LOW:
            assert {address for _, address in source.addresses} == set(source.unverified), source.name


def test_the_archive_template_gives_addresses() -> None:
    for source in CATALOGUE.values():
        if source.archive:
            address = source.archive.format(year=2024, month=3, day=9, page=1)
            assert address.startswith(source.home.rstrip("/")), source.name
            assert not source.is_article(address), source.name
