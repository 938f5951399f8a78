"""Titles without the site's name, and authors who are people."""

import pytest

from tracker.pages.authors import clean_authors
from tracker.pages.titles import choose_title, clean_title


@pytest.mark.parametrize(
    ("title", "names", "host", "clean"),
    [
        ("US-built Camry for Japan | Motor News", ["Motor News"], "motor.example", "US-built Camry for Japan"),
        ("US-built Camry for Japan - motor-news.example", [], "motor-news.example", "US-built Camry for Japan"),
        ("Motor News: US-built Camry for Japan", ["Motor News"], "x.example", "US-built Camry for Japan"),
        ("米国製カムリ、日本へ：くるま新聞デジタル", ["くるま新聞"], "k.example", "米国製カムリ、日本へ"),
        ("米国製カムリ、日本へ｜ニュース｜くるま通信", ["くるま通信"], "k.example", "米国製カムリ、日本へ"),
        ("Toyota - a history", ["Motor News"], "motor.example", "Toyota - a history"),
        ("Honda: Ohio first", ["Motor News"], "motor.example", "Honda: Ohio first"),
    ],
)
def test_a_title_loses_the_sites_name_and_nothing_else(title, names, host, clean):
    assert clean_title(title, names, host) == clean


def test_a_headline_that_the_head_does_not_know_is_another_articles():
    assert choose_title("Most read this week", [("og:title", "Camry goes home")]) == ("Camry goes home", "og:title")


def test_a_kicker_is_not_part_of_the_headline():
    chosen = choose_title("Imports - Kentucky's Camry goes home", [("og:title", "Kentucky's Camry goes home")])
    assert chosen is not None
    assert chosen[0] == "Kentucky's Camry goes home"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Jane Doe", ("Jane Doe",)),
        ("By Jane Doe and John Q. Public, Staff Writer", ("Jane Doe", "John Q. Public")),
        ("Jane Doe (jane@outlet.example)", ("Jane Doe",)),
        ("Staff", ()),
        ("By Staff Reporter", ()),
        ("newsroom@outlet.example", ()),
        ("https://www.facebook.com/outlet", ()),
        ("文・山田太郎", ("山田太郎",)),
        ("取材・文／山田太郎", ("山田太郎",)),
        ("著者：後藤花子", ("後藤花子",)),
        ("山田太郎 記者", ("山田太郎",)),
        ("《文 山田太郎》", ("山田太郎",)),
        ("編集部", ()),
        ("Reuters", ()),
    ],
)
def test_a_byline_gives_the_names_of_people(written, names):
    assert clean_authors([written]) == names
