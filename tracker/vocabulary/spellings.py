"""From a spelling in the data to what it looks like in a text: case, spacing, hyphens, accents, plurals.

A spelling is cut into parts: runs of Latin letters and digits, runs of Japanese characters, and what stands between.

========================  ============================================================================
in the data               in a text
========================  ============================================================================
``Camry``                 Camry, CAMRY, Camrys; ``RAV4`` also Rav4; never camry
``CR-V``, ``Land Cruiser``  a hyphen of any kind, a space, or nothing between the parts
``ランド・クルーザー``        a middle dot, a space, a hyphen, or nothing where the data has a middle dot
``ID.4``, ``e:NP1``, ``St. Thomas``  the stop, colon or apostrophe, a space, or nothing
``Town & Country``        & or and
``up!``, ``C+C``, ``#1``  as written
========================  ============================================================================

A Latin part never begins or ends inside a longer word; Japanese characters may stand right beside it (CR-Vを).
No pattern repeats anything without a bound, so a match costs no more than the spelling is long.
"""

from __future__ import annotations

import re
import unicodedata

LATIN = "A-Za-z0-9À-ÖØ-öø-ɏͰ-Ͽ"
JAPANESE = "々-〇ぁ-ヺー-ヿ㐀-䶿一-鿿"
KATAKANA = frozenset(map(chr, [*range(0x30A1, 0x30FB), *range(0x30FC, 0x3100)]))
"""All but the middle dot, which parts words."""

_PART = re.compile(f"[{LATIN}]+|[{JAPANESE}]+|[^{LATIN}{JAPANESE}]+")
_IS_LATIN = re.compile(f"[{LATIN}]")
_IS_JAPANESE = re.compile(f"[{JAPANESE}]")

_HYPHENS = "-‐‑‒–—―−"
_SOFT = f"(?: {{1,2}}|[{_HYPHENS}ー・]?)"
_NO_QUANTITY = (
    r"(?![.,]\d|[万千億台車種年月割倍社人名点つカヵヶ]"
    r"| ?(?:%|million|billion|thousand|per ?cent|units|vehicles|cars|models|years|months|plants|percentage)\b)"
)
"""What makes a number of a name's last digits: マツダ3車種, Honda 0 percent."""

_CHANGING_Y = re.compile(r"[^aeiou\d]y$")

MOST_JOINED = 4

_SOFT_FIRM = f"(?: {{1,2}}|[{_HYPHENS}ー・])"
_JAPANESE_SOFT = f"[{_HYPHENS} ・=·]?"
_SEPARATORS = {
    "&": " ?(?:&|and) ?",
    "+": r" ?\+ ?",
    "/": " ?/ ?",
    "!": "! ?",
    "#": "#",
}


def strip_accents(text: str) -> str:
    """`text` without diacritics.

    >>> strip_accents("Škoda Citroën")
    'Skoda Citroen'
    """
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def is_japanese(text: str) -> bool:
    """That `text` begins with a Japanese character."""
    return not text[:1].isascii() and bool(_IS_JAPANESE.match(text))


def find_heads(spelling: str, plural: bool, strict: bool) -> set[str]:
    """The words that a text can show where `spelling` begins.

    Japanese spellings are found by their first two characters; Latin ones by their first word, alone or written
    together with the next ones. `plural` and `strict` as in `spelling_pattern`.

    >>> sorted(find_heads("CR-V", plural=False, strict=False)), find_heads("カムリ", plural=True, strict=False)
    (['CR', 'CRV'], {'カム'})
    """
    parts = _PART.findall(spelling)
    if _IS_JAPANESE.match(parts[0]):
        return {parts[0][:2]}
    lead = "#" if parts[0] == "#" else ""
    heads: set[str] = set()
    joined = {lead}
    for part in _leading_latin(parts[1:] if lead else parts):
        joined = {head + form for head in joined for form in _forms(part, strict)}
        heads |= joined
    return heads.union(*map(_plurals, joined)) if plural else heads


def _plurals(word: str) -> set[str]:
    """Camrys, Camries, CAMRYS; for a word that may be the whole spelling."""
    endings = {"s", "es", "S", "ES"} if word.isupper() else {"s", "es"}
    changed = {word[:-1] + "ies"} if _CHANGING_Y.search(word) else set()
    return {word + ending for ending in endings} | changed


def _leading_latin(parts: list[str]) -> list[str]:
    """The Latin parts before the first Japanese one; no more than a text would write together."""
    stop = next((i for i, part in enumerate(parts) if _IS_JAPANESE.match(part)), len(parts))
    return [part for part in parts[:stop] if _IS_LATIN.match(part)][:MOST_JOINED]


def _forms(part: str, strict: bool) -> set[str]:
    """How a Latin part may be written: CITROËN, Citroen, Rav4."""
    forms = {part, strip_accents(part), part.upper(), strip_accents(part).upper()}
    if not strict and part.isupper() and len(part) > 2:
        forms.add(part.capitalize())
    return forms


def spelling_pattern(spelling: str, plural: bool, strict: bool) -> str:
    """A regular expression, without groups, of everything that `spelling` looks like in a text.

    Args:
        plural: an English plural counts too.
        strict: an ordinary word otherwise (Note): only as written, or in capitals.
    """
    parts = _PART.findall(spelling)
    last = max(i for i, part in enumerate(parts) if not _is_separator(part))
    pattern = _left_edge(parts[0])
    for i, part in enumerate(parts):
        if _IS_JAPANESE.match(part):
            pattern += _join_japanese(parts, i) + re.escape(part)
        elif _IS_LATIN.match(part):
            pattern += _join_japanese(parts, i) + _latin_part(part, plural and i == last, strict)
        else:
            pattern += _separator(parts, i)
    return pattern + _right_edge(parts[-1])


def _is_separator(part: str) -> bool:
    return not (_IS_LATIN.match(part) or _IS_JAPANESE.match(part))


def _left_edge(part: str) -> str:
    """2.0 Series is no 0 Series, 1,500 no 500."""
    return r"(?<![\d.,])" if part[0].isdigit() else ""


def _right_edge(part: str) -> str:
    if _IS_JAPANESE.match(part):
        return ""
    return f"(?![{LATIN}])" + (_NO_QUANTITY if part.isdigit() else r"(?![.,]\d)" if part[-1].isdigit() else "")


def _join_japanese(parts: list[str], i: int) -> str:
    """Between Latin and Japanese parts that the data writes together: 0シリーズ, GRカローラ."""
    return _JAPANESE_SOFT if i and not _is_separator(parts[i - 1]) else ""


def _separator(parts: list[str], i: int) -> str:
    text = parts[i].strip()
    if text in _SEPARATORS:
        return _SEPARATORS[text]
    before, after = parts[i - 1] if i else "", parts[i + 1] if i + 1 < len(parts) else ""
    if not set(text) - set(_HYPHENS) - {"・"}:
        return _soft_separator(before, after, parts)
    if not set(text) - set(".,:'’ "):
        # U.S. may lose its last stop, Ky. may not
        return "[ .,:'’-]{0,3}" if after else r"\.?" if len(before) == 1 else re.escape(text)
    return re.escape(parts[i])


def _soft_separator(before: str, after: str, parts: list[str]) -> str:
    if _IS_JAPANESE.match(before) or _IS_JAPANESE.match(after):
        return _JAPANESE_SOFT
    # Model S is not Models
    firm = len(parts) == 3 and len(after) == 1 and after.isalpha() and " " in parts[1] and len(before) > 1
    return _SOFT_FIRM if firm else _SOFT


def _latin_part(part: str, plural: bool, strict: bool) -> str:
    forms = _forms(part, strict)
    alternatives = "|".join(re.escape(form) for form in sorted(forms))
    return f"(?:{_plural_of(forms, alternatives)})" if plural else f"(?:{alternatives})"


def _plural_of(forms: set[str], alternatives: str) -> str:
    """Camrys, Camries, Focuses, Type Rs."""
    changed = "|".join(re.escape(form[:-1]) + "ies" for form in sorted(forms) if _CHANGING_Y.search(form))
    sibilant = any(re.search("(?:[sxz]|ch|sh)$", form, re.IGNORECASE) for form in forms)
    ending = "(?:e?s|ES)?" if sibilant else "[sS]?"
    return f"(?:{alternatives}){ending}" + (f"|{changed}" if changed else "")
