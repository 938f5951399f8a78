"""Bylines a reader sees: who is named as the writer around headline and text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml.etree import _Element as Element

from tracker.pages.authors import LABEL, clean_authors, is_full_name
from tracker.pages.tree import fold_space, iter_text, read_marks

MARKED = re.compile(
    r"by-?line|author|autor|auteur|writer|reporter|contributor|verfasser|journalist|記者|筆者|kisha|skribent|credit-name"
)
UNMARKED = re.compile(
    r"bio|about|social|share|avatar|image|photo|follow|comment|email|twitter|desc|title|related|copyright"
)
PROFILE = re.compile(
    r"/(?:authors?|autor(?:en|in|i)?|auteurs?|people|profiles?|staff|contributors?|writers?|by|journalists?|reporters?|columnist|user|team|redaktion|bio)/",
    re.IGNORECASE,
)
SIGNED = re.compile(
    r"^[\s(（\[【]*(?:(?:written |words |story |text |report )?by\b|von\b|par\b|por\b|di\b|door\b|af\b|av\b|autor(?:in)?\s?:|作者|记者|責任編集"
    r"|著者|筆者|執筆|文責|文・|文／|文:|文：|取材・文|取材・執筆|取材／文|text\s?by|テキスト|ライター|記者)[\s:：●・=＝/／]*",
    re.IGNORECASE,
)
JAPANESE_SIGN = re.compile(
    r"(?:【(?:文・|取材・文・?)?|[（(\[](?:文・|取材・文・?|文＝|文=))(?P<a>[一-鿿々]{1,4}[\s　]?[ぁ-んァ-ヶ一-鿿々ー]{1,5})\s?(?:記者)?(?:、[^】）)]*)?[\]】）)]$"
    r"|[（(\[](?P<b>[一-鿿々]{1,4}[\s　]?[ぁ-んァ-ヶ一-鿿々ー]{1,5})\s?記者[\]）)]$"
)
DATE_BEGINS = re.compile(
    r"\s(?:on|am|le|em|am:|published|updated|posted)\s|\s\d{1,2}[./ ]|\d{4}[-/年.]|\bUpdated\b|\bPublished\b",
    re.IGNORECASE,
)
NO_NAME = re.compile("専用|関連|会員|限定|一覧|特集|以上|写真|編集|速報|訂正|号$|部$|社$|室$|課$")
FAR = 120
"""Elements between headline and byline; farther down stand other articles' authors."""
LONGEST = 90


def find_bylines(frame: list[Element], heading: Element | None) -> tuple[str, ...]:
    """Names of the writers, from the surest kind of mark that names any; empty where there is none."""
    near = _near_heading(frame, heading)
    for texts in (_read_items(near), _read_marked(near), _read_profiles(near), _read_signed(near)):
        if names := _first_group(texts):
            return names
    return ()


def _near_heading(frame: list[Element], heading: Element | None) -> list[tuple[int, Element]]:
    """The elements from shortly before the headline, numbered; without a headline the whole frame."""
    start = next((place for place, element in enumerate(frame) if element is heading), 0)
    return list(enumerate(frame))[max(0, start - 25) :]


Texts = Iterable[tuple[int, list[str]]]


def _first_group(texts: Texts) -> tuple[str, ...]:
    """The names of the first byline, with those that stand right beside it."""
    found: list[str] = []
    last = None
    for place, values in texts:
        if last is not None and place - last > 25:
            break
        if names := values:
            found.extend(names)
            last = place
    return tuple(dict.fromkeys(found))


def _read_items(near: list[tuple[int, Element]]) -> Texts:
    """`itemprop=author` and `rel=author`: said in so many words."""
    for place, element in near:
        if element.get("itemprop") == "author" or "author" in (element.get("rel") or "").split():
            inner = next((child for child in islice(element.iter(), 60) if child.get("itemprop") == "name"), element)
            names = clean_authors([fold_space(inner.get("content")) or _read_line(inner)])
            yield place, list(names)


def _read_marked(near: list[tuple[int, Element]]) -> Texts:
    """Elements called byline or author: the innermost ones, whose text is names and little else."""
    found: list[tuple[int, Element, list[str]]] = []
    for place, element in near[: 25 + 4 * FAR]:
        text = _read_line(element) if _is_marked(element) else ""
        if not text or len(text) > LONGEST:
            continue
        if names := [name for name in clean_authors([text]) if is_full_name(name) or _is_single(name, text)]:
            found.append((place, element, names))
    holders = {ancestor for _, element, _ in found for ancestor in element.iterancestors()}
    return [(place, names) for place, element, names in found if element not in holders]


def _is_marked(element: Element) -> bool:
    marks = read_marks(element)
    return bool(marks) and MARKED.search(marks) is not None and not UNMARKED.search(marks)


def _is_single(name: str, text: str) -> bool:
    """A pen name of one word is believed where the byline says By and no more."""
    return LABEL.match(text) is not None and name.isalpha() and name[0].isupper() and " " not in name


def _read_profiles(near: list[tuple[int, Element]]) -> Texts:
    """Links to an author's page."""
    for place, element in near[: 25 + 4 * FAR]:
        if element.tag == "a" and PROFILE.search(element.get("href") or ""):
            yield place, [name for name in clean_authors([_read_line(element)]) if is_full_name(name)]


def _read_signed(near: list[tuple[int, Element]]) -> Texts:
    """Short lines that begin with By, 文・ or 著者."""
    for place, element in near[: 25 + FAR]:
        text = fold_space(element.text)
        if text and SIGNED.match(text):
            line = _read_line(element)
            if len(line) <= LONGEST:
                yield place, [name for name in clean_authors([line]) if is_full_name(name)]


def _read_line(element: Element) -> str:
    """The element's text up to what is not the name any more: a date, a role; a bar between its parts."""
    text = (
        fold_space(" | ".join(part for part in iter_text(element, 40) if part.strip()))
        if len(element)
        else fold_space(element.text)
    )
    return DATE_BEGINS.split(text, maxsplit=1)[0]


def find_signature(lines: list[str]) -> tuple[str, ...]:
    """The writer in brackets at the end of a Japanese article: `【山田太郎】`, `（山田太郎記者）`.

    >>> find_signature(["本文の段落である。", "発売は来春となる。【山田太郎】"])
    ('山田太郎',)
    """
    for line in reversed(lines[-3:]):
        if (found := JAPANESE_SIGN.search(line)) and not NO_NAME.search(name := found["a"] or found["b"]):
            return clean_authors([name])
    return ()
