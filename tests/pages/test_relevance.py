"""The gate passes every page that may be on the subject, in every encoding, with every engine alike."""

import pytest

from tracker.pages.relevance import (
    Script,
    _make_automaton,
    _make_hyperscan,
    _make_re2,
    encode_terms,
    looks_relevant,
    make_plain_finder,
    read_ways,
)  # fmt: skip

ENGLISH = "<p>Toyota will sell the Kentucky-built Camry in Japan.</p>"
JAPANESE = "<p>トヨタは米国で生産した車を国内で売る。</p>"
OTHER = "<p>Ten recipes for a rainy day, and a word on the weather.</p>"
PAGES = [
    ENGLISH,
    JAPANESE,
    OTHER,
    "<p>輸入車の認証を見直す。自動車の貿易で。</p>",
    "<p>Vehicles certified in America may be sold.</p>",
]


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16", "ascii"])
def test_a_relevant_page_passes_in_every_encoding(encoding):
    assert looks_relevant(JAPANESE.encode(encoding, "xmlcharrefreplace"))
    assert looks_relevant(ENGLISH.encode(encoding, "xmlcharrefreplace"))


def test_another_subject_does_not_pass():
    assert not looks_relevant(OTHER.encode())


def test_words_of_scripts_do_not_count_and_linked_data_does():
    assert not looks_relevant(f"<script>{ENGLISH}</script>{OTHER}".encode())
    assert looks_relevant(f'<script type="application/ld+json">{{"articleBody":"{ENGLISH}"}}</script>'.encode())


@pytest.mark.parametrize("make", [_make_hyperscan, _make_automaton, _make_re2])
@pytest.mark.parametrize("script", list(Script))
def test_every_engine_gives_the_answers_of_the_plain_one(make, script):
    for terms in (encode_terms(group, script) for way in read_ways() for group in way):
        try:
            fast = make(terms)
        except ImportError as missing:
            pytest.skip(str(missing))
        plain = make_plain_finder(terms)
        for page in PAGES:
            for encoding in ("utf-8", "cp932", "euc_jp"):
                words = page.encode(encoding).lower()
                assert fast(words) == plain(words)


def test_terms_may_be_given():
    assert looks_relevant(b"<p>A lorry of pears</p>", ((("pears",), ("lorry",)),))
