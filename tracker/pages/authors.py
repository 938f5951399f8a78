"""Bylines → names of people: no "By", no "Staff", no addresses, no roles, no organisations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tracker.pages.titles import fold_name
from tracker.pages.tree import fold_space

LABEL = re.compile(
    r"^(?:[\s《:：|/\-–—•●■◆【\[(（]*)(?:(?:written|posted|words|story|reported|published|review(?:ed)?|article|photos?|text)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|text|autor(?:in)?|author|written by|från|przez|autore|auteur|redactor"
    r"|著者|筆者|執筆者?|文責|文章|文|作者|取材[・＆&]文|取材・執筆|取材|記者|編集部(?=[:：])|編集|記事|報告|text\s?by|投稿者|ライター|レポート|report)"
    r"(?:[\s:：●・=＝/／】\])）]+|(?=《))",
    re.IGNORECASE,
)
JAPANESE_TAIL = re.compile(r"(?:[\s　]*(?:記者|編集委員|編集部員|特派員|論説委員|氏|さん|＝?文|[(（][^)）]*[)）]))+$")
SPLIT = re.compile(
    r"\s*(?:;|、|\||／|•|·(?=\s)|\s&\s|＆|\s+(?:and|und|et|og|och|with|oraz|y)\s+|\n|，)\s*", re.IGNORECASE
)
ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|@\w+")
DETAIL = re.compile(r"\s*(?:\([^)]*\)|（[^）]*）|\[[^\]]*\]|《[^》]*》$).*$")
NOT_A_NAME = frozenset(
    [
        "staff",
        "admin",
        "administrator",
        "editor",
        "editors",
        "editorial",
        "newsroom",
        "news",
        "team",
        "desk",
        "press",
        "redaktion",
        "redaction",
        "rédaction",
        "redacción",
        "redazione",
        "redakcja",
        "redactie",
        "webmaster",
        "guest",
        "contributor",
        "contributors",
        "correspondent",
        "reporter",
        "reporters",
        "author",
        "authors",
        "by",
        "von",
        "par",
        "por",
        "di",
        "written",
        "writer",
        "writers",
        "author",
        "authors",
        "著者一覧",
        "一覧",
        "プロフィール",
        "anonymous",
        "unknown",
        "nobody",
        "none",
        "null",
        "undefined",
        "user",
        "agency",
        "wire",
        "services",
    ]
)
ROLE = re.compile(
    r"(?:,|\s[-–—|]\s).*\b(?:editor|reporter|correspondent|writer|journalist|columnist|contributor|staff|news|bureau"
    r"|redakteur(?:in)?|director|manager|producer|chief|times|post|press|magazine|media|tv)\b.*$",
    re.IGNORECASE,
)
HOUSE = re.compile(
    r"編集部|新聞社?$|通信社?$|株式会社|デジタル$|ニュース|オンライン$|事務局|取材班|\b(?:inc|llc|ltd|gmbh|corp|newsroom|staff|team|editors"
    r"|redaktion|redaction|redacción|rédaction|desk|agency|reuters|afp|dpa|associated press|bloomberg news)\b",
    re.IGNORECASE,
)
MOST = 400
LONGEST = 60
"""Characters in one name; more is a sentence about the author."""


def clean_authors(values: Iterable[str], site_names: Iterable[str] = (), *, houses: bool = False) -> tuple[str, ...]:
    """Names in byline texts, in their order, each once: of people, and with `houses` of agencies and papers too.

    >>> clean_authors(["By Jane Doe and John Q. Public, Staff Writer", "文・山田太郎 記者", "newsroom@example.com"])
    ('Jane Doe', 'John Q. Public', '山田太郎')
    """
    sites = {fold_name(name) for name in site_names}
    found: dict[str, str] = {}
    for value in values:
        for piece in _split_names(value):
            name = clean_author(piece)
            if is_name(name) and (houses or (is_person(name) and fold_name(name) not in sites)):
                found.setdefault(fold_name(name), name)
    return tuple(found.values())


def _split_names(value: str) -> list[str]:
    text = fold_space(value[:MOST].replace("\n", " ; "))
    text = ROLE.sub("", ADDRESS.sub(" ", DETAIL.sub("", LABEL.sub("", text))))
    pieces = [piece for piece in SPLIT.split(text) if piece]
    return [name for piece in pieces for name in _split_commas(piece)]


def _split_commas(piece: str) -> list[str]:
    """`Jane Doe, John Public` are two; `Doe, Jane` and `Sammy Davis, Jr.` are one."""
    parts = [part.strip() for part in piece.split(",") if part.strip()]
    if len(parts) > 1 and all(" " in part or not part.isascii() for part in parts):
        return parts
    return parts[:1] if len(parts) > 1 and " " in parts[0] else [" ".join(reversed(parts))]


def clean_author(text: str) -> str:
    """One name without its label, its role and its signs."""
    name = unicodedata.normalize("NFKC", text) if re.search("[Ａ-Ｚａ-ｚ]", text) else text
    for _ in range(3):
        name = LABEL.sub("", name).strip("《》 -–—|,.:：;/・●■◆=＝\"“”'")
    return JAPANESE_TAIL.sub("", name).strip(" ・、,") if re.search("[ぁ-鿿]", name) else name


def is_name(name: str) -> bool:
    """Whether a cleaned text can be a name at all: not a sentence, not `Staff`, not a date."""
    words = set(re.findall(r"\w+", name.lower()))
    if not words or words <= NOT_A_NAME or len(name) > LONGEST or not len(name) > 1:
        return False
    return len(words) <= 6 and not re.search(r"\d{3}|[!?！？。]|https?:", name)


def is_person(name: str) -> bool:
    """Whether a name can be somebody's rather than a paper's or an agency's."""
    return not (any(char.isdigit() for char in name) or HOUSE.search(name))


def is_full_name(name: str) -> bool:
    """Whether a text looks like a person's whole name, when nothing but its looks speaks for it.

    >>> is_full_name("Jane Doe"), is_full_name("山田太郎"), is_full_name("Read more about it"), is_full_name("Share")
    (True, True, False, False)
    """
    if not is_person(name) or not is_name(name):
        return False
    if re.search("[ぁ-鿿]", name):
        return re.fullmatch(r"[一-鿿々ぁ-んァ-ヶー][一-鿿々ぁ-んァ-ヶー・＝\s]{1,14}", name) is not None
    words = name.split()
    large = sum(1 for word in words if word[0].isupper() or not word[0].isascii())
    return 2 <= len(words) <= 5 and large >= 2 and large >= len(words) - 2
