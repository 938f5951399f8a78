"""Which language a page's words are written in: by its script, then by the small words every sentence needs."""

from __future__ import annotations

import re
from collections import Counter

WORDS = {
    "en": "the of and to in is that for with was as on are this from its has will have by",
    "de": "der die das und ist nicht mit den von auf für eine ein sich des dem auch im werden",
    "fr": "le la les des et est une pour dans que qui sur pas au avec ce par sont du",
    "es": "el la los las de que y en una por con para del se no su es más como",
    "it": "il di che la per una non è con del della sono nel anche gli alla più si dei",
    "pt": "o de que a e do da em um para com não uma os no se na por mais ao dos",
    "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook",
    "sv": "och att det som en är på av för med till den har inte ett om var",
    "da": "og at det er en til på af som for med den har ikke der de et",
    "no": "og det er som på en av til for med har at ikke den et om å",
    "pl": "w i na z się nie do to że jest o jak przez po od dla za oraz",
    "cs": "a se v na je že s z o do to pro jako za by ve po",
    "tr": "ve bir bu için de da ile olarak çok olan daha sonra gibi kadar en",
    "fi": "ja on ei se että oli hän myös mutta kun joka ovat kuin mukaan",
    "ro": "și de la în cu a pe care din nu pentru o un mai este",
    "hu": "a az és hogy nem is egy meg de ez volt csak már van",
    "id": "yang dan di dengan untuk dari ini pada tidak dalam itu akan",
    "vi": "và của là có cho được trong không với các một những",
    "ca": "el la els les de que i a per amb una del és no en al",
}
SMALL = {language: frozenset(words.split()) for language, words in WORDS.items()}
SCRIPTS = (
    ("ja", re.compile("[ぁ-んァ-ヶ]"), 0.04),
    ("ko", re.compile("[가-힣]"), 0.2),
    ("zh", re.compile("[一-鿿]"), 0.2),
    ("th", re.compile("[ก-๛]"), 0.2),
    ("ru", re.compile("[а-яё]", re.IGNORECASE), 0.3),
    ("el", re.compile("[α-ω]", re.IGNORECASE), 0.3),
    ("ar", re.compile("[ء-ي]"), 0.3),
    ("he", re.compile("[א-ת]"), 0.3),
    ("hi", re.compile("[अ-ह]"), 0.3),
)
ENOUGH = 4
"""Small words that a text must hold before they are believed."""


def detect_language(text: str, stated: str | None = None) -> str | None:
    """ISO 639-1 code; `stated` (of `<html lang>`) decides only where the text is too short or between two languages.

    >>> detect_language("The Kentucky-built Camry is to be sold in Japan from 2026, the company said.", "ja")
    'en'
    """
    sample = text[:6000]
    letters = sum(1 for char in sample if char.isalpha())
    tag = (stated or "").replace("_", "-").partition("-")[0].lower() or None
    if letters:
        for language, script, share in SCRIPTS:
            if len(script.findall(sample)) > share * letters:
                return tag if language in ("ru", "ar", "hi") and tag not in (None, "en") else language
    return _vote(sample, tag) or (tag if tag and len(tag) == 2 else None)


def _vote(sample: str, tag: str | None) -> str | None:
    counts = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    votes = {language: sum(counts[word] for word in words) for language, words in SMALL.items()}
    best = max(votes, key=lambda language: (votes[language], language == tag))
    if votes[best] < ENOUGH:
        return None
    # Neighbours share most small words: Danish and Norwegian, Spanish and Catalan.
    return tag if tag in votes and votes[tag] >= 0.85 * votes[best] else best
