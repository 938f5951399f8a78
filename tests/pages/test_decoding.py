"""Pages in every encoding that the web still has, whatever they declare."""

import pytest

from tracker.pages.decoding import decode_page

JAPANESE = "<p>トヨタは米国製の乗用車を日本へ逆輸入する。販売は来年の春から。</p>"
FRENCH = "<p>La Société a décidé d’importer ses véhicules fabriqués à l’étranger.</p>"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("declared", [None, "text/html; charset=utf-8", "text/html; charset=iso-8859-1"])
def test_japanese_is_read_whatever_the_header_declares(encoding, declared):
    assert decode_page(JAPANESE.encode(encoding), declared)[0] == JAPANESE


def test_a_windows_page_without_a_declaration_keeps_its_accents():
    assert decode_page(FRENCH.encode("cp1252"))[0] == FRENCH


def test_stray_windows_bytes_in_a_utf8_page_are_read_as_such():
    mixed = JAPANESE.encode() + "“quoted”".encode("cp1252")
    assert decode_page(mixed)[0] == JAPANESE + "“quoted”"


def test_the_declaration_within_the_page_is_believed_where_the_bytes_agree():
    page = '<meta charset="iso-8859-2"><p>Škoda se vrací domů, řekl ředitel.</p>'
    assert decode_page(page.encode("iso-8859-2"))[0] == page
