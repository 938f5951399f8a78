"""The tense of a Japanese predicate, read from the kana behind its stem: 発売した, 発売する, 発売へ, 発売し、."""

from __future__ import annotations

import re

_LIGHT = re.compile(
    r"(?:[をがもはの](?:[^。、「」はがを]{0,12}?)|)(?:受け付け|受付|開始|始め|始ま|スタート|再開|解禁|行|続け|続い|継続|強化|拡大|本格化|受け|果た|実現)"
    r"|に(?:踏み切|乗り出|着手|動き出|こぎ着け|こぎつけ)"
)
_TENSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "not_yet",
        re.compile(
            r".?[ぁ-ん]{0,5}?[てで](?:は|も)?(?:いな|おら|いま?せん|おりません)|.?[ぁ-ん]{0,2}?(?:られ|でき|れ|せ|まら|しめ|わら|らら|え)(?:ない|ず|ません|なか)"
        ),
    ),
    (
        "refused",
        re.compile(r".?[ぁ-ん]{0,3}?(?:し|わ|ら|れ|ま|ば|さ|入れ|出さ|せ)(?:ない(?!か)|ません|ず(?=[、に])|なかっ)"),
    ),
    ("was", re.compile(r".?[ぁ-ん]{0,5}?[てで]い?(?:た|まし)(?![いく])")),
    (
        "ongoing",
        re.compile(
            r".?[ぁ-ん]{0,6}?[てで](?:い[るまてく]|おり|お[らる]|き[てた]|きま|る(?=[。、\s「」ぁ-ん]|$))|.?中(?=[だのでと。、」\s]|$)"
        ),
    ),
    (
        "past",
        re.compile(
            r".?[ぁ-ん]{0,5}?[いっしれえけせべめちきみりんぎびじ来出]た(?![いくちめ])|.?んだ(?=[。、「」のと一-龠ァ-ヶ]|$)|.?[ぁ-ん]{0,4}?ました|.?済み|.?ずみ|た(?![いくちめ])"
        ),
    ),
    ("future", re.compile(r".?へ(?=$|[。、」\s)と])|.?へ(?=の)")),
    (
        "nonpast",
        re.compile(
            r".?[ぁ-ん]{0,5}?[うくすつむるぐぶ](?=$|[^ぁ-ん]|と|か|の|こ|も|は|な|よ|ほ|だ|に|で|つ|べ|わけ|ほう|が|ため)|.?[ぁ-ん]{0,4}?ます"
        ),
    ),
    (
        "open",
        re.compile(
            r".?[ぁ-ん]{0,5}?(?:し|て|で|り|れ|え|き|み|び|せ|べ|め|い)(?=[、。」]|$)|.?し(?=て)|.?って|.?んで|.?[ぁ-ん]{0,3}?て(?=[^ぁ-ん])"
        ),
    ),
)


def read_tense(folded: str, at: int, stop: int) -> tuple[str, int]:
    """The tense of the stem that ends at `at`, and where its inflection ends."""
    light = _LIGHT.match(folded, at, min(stop, at + 18))
    for begin in ([light.end()] if light else []) + [at]:
        for tense, pattern in _TENSES:
            match = pattern.match(folded, begin - 1, min(stop, begin + 14))
            if match and match.end() >= begin:
                return tense, match.end()
    return "noun", at
