"""What full-text search looks in: text normalised so that one spelling finds all, and pairs of CJK characters."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import Connection, delete

from tracker.storage.rows import upsert
from tracker.storage.schema import SearchText

_CJK = re.compile(r"[々〆ぁ-ゖァ-ヺー一-鿿㐀-䶿가-힣]+")
_OTHER = re.compile(r"[^\W_々〆ぁ-ゖァ-ヺー一-鿿㐀-䶿가-힣]+")


def normalise_search(text: str) -> str:
    """The text as it is indexed, and as a query must be before it is asked: NFKC, lower case.

    >>> normalise_search("ＷＲ－Ｖ ﾀｲ生産")
    'wr-v タイ生産'
    """
    return unicodedata.normalize("NFKC", text).lower()


def pair_characters(text: str) -> str:
    """Each pair of neighbouring CJK characters, the last one of each run, and short words of other letters, once each.

    A word of two characters is one of them; a word of one is the beginning of some.

    >>> pair_characters("日産がタイから ev を")
    '日産 産が がタ タイ イか から ら を ev'
    """
    grams: dict[str, None] = {}
    for run in _CJK.findall(text):
        grams.update(dict.fromkeys(run[i : i + 2] for i in range(len(run))))
    # The trigram index holds no word of one or two letters: EV, US.
    grams.update(dict.fromkeys(word for word in _OTHER.findall(text) if len(word) < 3))
    return " ".join(grams)


def save_search(connection: Connection, article: int, *, title: str | None, body: str) -> None:
    """Makes an article findable, by its present words only."""
    title, body = normalise_search(title or ""), normalise_search(body)
    row = {"article_id": article, "title": title, "body": body}
    row |= {"title_grams": pair_characters(title), "grams": pair_characters(body)}
    upsert(SearchText, key=["article_id"]).run(connection, [row])


def drop_search(connection: Connection, article: int) -> None:
    """Takes an article out of the search: it is no longer about the subject."""
    connection.execute(delete(SearchText).where(SearchText.article_id == article))
