"""Untrusted XML and HTML → trees: no entities, no DTD, no network, bounded depth; wrong encodings are put right."""

from __future__ import annotations

import html
import html.entities
import re
import zlib
from typing import Any

import lxml.etree as etree
import lxml.html

from tracker.errors import SkipPage

_HTML: Any = lxml.html  # it carries no types

MOST_BYTES = 60_000_000
"""A sitemap may be 50 MB by its standard, decompressed; nothing larger is read."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{2,40})""")
_PROLOGUE = re.compile(r"^\s*(?:<\?xml[^>]*\?>)?\s*")
_DOCTYPE = re.compile(r"<!DOCTYPE(?:[^\[>]*\[.*?\]\s*>|[^>]*>)", re.S | re.I)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});)([A-Za-z][A-Za-z0-9]{1,31};)?")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FORBIDDEN_NUMBER = re.compile(r"&#(?:0*(?:[0-8]|1[1-2]|1[4-9]|2\d|3[01])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9A-Fa-f]));")


def inflate(data: bytes, *, most: int = MOST_BYTES) -> bytes:
    """The bytes behind gzip, as often as they are wrapped in it (twice at most); others as they are.

    Raises:
        SkipPage: they would grow beyond `most`, or the gzip is broken at its beginning.
    """
    for _ in range(2):
        if not data.startswith(b"\x1f\x8b"):
            break
        try:
            inflater = zlib.decompressobj(wbits=31)
            data = inflater.decompress(data, most + 1)
        except zlib.error as error:
            raise SkipPage(f"broken gzip: {error}") from error
    if len(data) > most:
        raise SkipPage(f"more than {most // 1_000_000} MB when unpacked")
    return data


def decode(data: bytes, charset: str | None = None) -> str:
    """The text of a document whose stated encoding may be wrong.

    Tried in order: byte order mark, UTF-8 (what is valid in it is hardly ever anything else), what the document
    declares, what the response's header says, the Japanese ones; at last UTF-8 with marks for what is broken.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = _DECLARED.match(data[:400])
    names = ["utf-8", declared.group(1).decode("ascii") if declared else None, charset, "cp932", "euc_jp", "cp1252"]
    for name in filter(None, names):
        try:
            return data.decode({"shift_jis": "cp932", "iso-8859-1": "cp1252"}.get(name.lower(), name))
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def read_xml(text: str) -> etree._Element:
    """The root of an XML document, however broken; HTML entities are text, others and DTDs are dropped.

    Raises:
        SkipPage: nothing of it is XML.
    """
    text = _DOCTYPE.sub("", _PROLOGUE.sub("", text, count=1), count=1)
    text = _FORBIDDEN_NUMBER.sub("", _ENTITY.sub(_plain_entity, _FORBIDDEN.sub("", text)))
    parser = etree.XMLParser(
        encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        raise SkipPage(f"not XML: {error}") from error
    if root is None:
        raise SkipPage("not XML: nothing in it can be read")
    return root


def read_html(text: str) -> Any:
    """The root of an HTML document.

    Raises:
        SkipPage: there is nothing in it.
    """
    text = _FORBIDDEN.sub("", text)
    try:
        parser = _HTML.HTMLParser(encoding="utf-8", no_network=True)
        root = _HTML.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SkipPage(f"not HTML: {error}") from error
    return root


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case; empty for comments and instructions.

    >>> name_of(etree.fromstring('<a:Item xmlns:a="b"/>'))
    'item'
    """
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """All text in the element, tags and white space folded away; empty: there is none.

    >>> text_of(etree.fromstring("<t>&lt;b&gt;Camry&lt;/b&gt;  comes</t>"))
    'Camry comes'
    """
    if element is None:
        return ""
    return fold("".join(element.itertext()))


def fold(text: str) -> str:
    """Text as read by a person: HTML inside it undone, white space folded."""
    if "<" in text or "&" in text:
        text = html.unescape(re.sub(r"<[^<>]{0,2000}>", " ", html.unescape(text)))
    return " ".join(text.split())


def _plain_entity(found: re.Match[str]) -> str:
    """An HTML entity as its character; a bare ampersand or an unknown entity as text."""
    name = found.group(1)
    if name and name in html.entities.html5:
        return html.escape(html.entities.html5[name])
    return "&amp;" + (name or "")
