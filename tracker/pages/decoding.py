"""Bytes → text: which encoding a page is really in, whatever it says."""

from __future__ import annotations

import codecs
import re
import string

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

HEAD = 4096
"""How far into a page its own declaration may stand, in bytes."""
LETTERS = string.ascii_letters.encode()
HALF_WIDTH = re.compile("[\uff61-\uff9f]")
KANA = re.compile("[ぁ-んァ-ヶ]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ufffd\ue000-\uf8ff]")


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    """A byte that breaks UTF-8 was pasted in from a Windows-1252 text: the rest of the page is fine."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.start + 1]
    return stray.decode("cp1252", "replace"), error.start + 1


codecs.register_error("tracker.windows", _read_as_windows)


def decode_page(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """The page's text and the encoding it was read in.

    A byte-order mark wins, then UTF-8 if the bytes are UTF-8, then what header and page declare if the bytes agree,
    then the guess with the fewest impossible characters. Nothing raises: at the worst some characters are replaced.

    >>> decode_page("日産、逆輸入車を導入".encode("shift_jis"), "text/html")
    ('日産、逆輸入車を導入', 'cp932')
    """
    encoding, mark = read_bom(body)
    if encoding and mark:
        return body[len(mark) :].decode(encoding, "replace"), encoding
    if wide := _find_wide(body):
        return body.decode(wide, "replace"), wide
    if b"\x1b$" in body and b"\x1b(" in body:
        return body.decode("iso2022_jp_2", "replace"), "iso2022_jp_2"
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_other(body, content_type)


def _find_wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of markup is zero."""
    start = body[:200]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    marked = start[:2] in (b"<\x00", b"\x00<")
    if len(start) < 4 or (max(even, odd) * 4 < len(start) and not marked):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _decode_other(body: bytes, content_type: str | None) -> tuple[str, str]:
    if _is_nearly_utf8(body):
        return body.decode("utf-8", "tracker.windows"), "utf-8"
    tried = {}
    for encoding in [*_find_declared(body, content_type), "cp932", "euc_jp", "cp1252"]:
        if encoding == "utf-8" or encoding in tried:
            continue
        tried[encoding] = body.decode(encoding, "replace")
        if encoding in _find_declared(body, content_type) and _is_sound(tried[encoding], encoding):
            return tried[encoding], encoding
    best = min(tried, key=lambda name: _count_faults(tried[name], name))
    return tried[best], best


def _is_sound(text: str, encoding: str) -> bool:
    """Whether bytes agree with a declaration. Latin encodings agree with anything: a page of accents alone is none."""
    if CONTROL.search(text):
        return False
    if not encoding.startswith(("cp125", "iso8859", "latin")):
        return True
    plain = text.encode("ascii", "ignore")
    letters = len(plain) - len(plain.translate(None, LETTERS))
    return _count_wide(text) <= 2 * letters


def _count_wide(text: str) -> int:
    """Characters beyond ASCII; counted at the speed of the codec."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _find_declared(body: bytes, content_type: str | None) -> list[str]:
    names = (http_content_type_encoding(content_type), html_body_declared_encoding(body[:HEAD]))
    return [found for name in names if name and (found := resolve_encoding(name))]


def _is_nearly_utf8(body: bytes) -> bool:
    """Many sound multi-byte sequences and few stray bytes; Shift_JIS and EUC-JP make mostly stray ones."""
    text = body.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    sound = _count_wide(text) - stray
    return sound > 4 * stray


def _count_faults(text: str, encoding: str) -> float:
    """Impossible characters; a Japanese reading without kana is one all through, Latin one is full of odd signs."""
    faults = float(len(CONTROL.findall(text)))
    wide = _count_wide(text)
    if encoding in ("cp932", "euc_jp"):
        half_width = len(HALF_WIDTH.findall(text))
        return faults + half_width + wide * (0.1 if KANA.search(text) else 1)
    return faults + (wide / 2 if wide * 3 > len(text) else 0.5)
