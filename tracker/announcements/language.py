"""Which language a text is written in: by script, then by the small words that each language cannot do without."""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 6000
"""Characters looked at: a language shows itself early, and the cost stays the same for a text of any length."""

_SMALL_WORDS = {
    "en": "the of and to in is that it for was on with as are by from will its has at this be not",
    "de": "der die das und ist nicht mit den von für auf ein eine im dem des sich auch wird als zu",
    "fr": "le la les et des une est dans pour qui que du sur au pas par avec sont ce cette en un",
    "es": "el la los las y de que en una es por con para del se su al como más un no",
    "it": "il lo la gli le e di che una è per con del della nel sono non un si anche in",
    "pt": "o a os as e de que em uma é por com para do da no na não um se mais",
    "nl": "de het een en van is dat niet met op voor zijn te die aan ook door naar wordt in",
    "sv": "och att det som en är av för på med den till inte har ett om från kan i vi",
    "pl": "i w na z się nie do jest że to jak po od ale są za przez o oraz dla",
    "tr": "ve bir bu da de için ile olarak çok daha en gibi olan var ne kadar sonra",
    "id": "yang dan di dengan untuk ini dari pada akan tidak dalam juga adalah ke itu oleh",
}
SMALL_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}

_SCRIPTS = (
    ("ja", re.compile("[\u3041-\u30ff\uff66-\uff9f]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_ANY_SCRIPT = re.compile(
    "[\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f\u1100-\u11ff\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff66-\uff9f]"
)
_LATIN = re.compile(r"[^\W\d_]+")
_HAN_OR_KANA = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language `text` is written in, or None where there is too little to tell.

    >>> detect_language("Toyota will sell the Kentucky-built Camry in Japan from next year.")
    'en'
    >>> detect_language("トヨタは米国で生産するカムリを2026年から日本に導入する。")
    'ja'
    >>> detect_language("12345") is None
    True
    """
    sample = text[:SAMPLE]
    return _by_script(sample) or _by_small_words(sample)


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample))
    if not letters:
        return None
    for language, script in _SCRIPTS if _ANY_SCRIPT.search(sample) else ():
        # A Japanese text full of Latin nameplates is still Japanese; an English one may quote a word of it.
        share = len(script.findall(sample)) / letters
        floor = 0.1 if language in ("ja", "ko") else 0.3
        if share >= floor:
            return language
    return None


def _by_small_words(sample: str) -> str | None:
    words = Counter(_LATIN.findall(sample.casefold()))
    scores = {language: sum(words[word] for word in small) for language, small in SMALL_WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    if scores[best]:
        return best
    # A bare headline may hold no small word at all: Latin letters alone are read as English.
    return "en" if sum(words.values()) >= 3 and not _HAN_OR_KANA.search(sample) else None
