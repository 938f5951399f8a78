"""The headline, without the name of the site it stands on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

NO_LETTER = re.compile(r"[\W_]+")
SEPARATOR = re.compile(
    r"\s+[|\-–—―•·»›:/]+\s+|\s*[|｜│]\s*|\s+::\s+|\s*[‖]\s*|\s+[-–—:：]|[:：]\s+|\s?[―–—]\s?|\s-\s?|\s*[／：]\s*|\s+\|\|\s+"
)
BRACKETED = re.compile(
    r"^(?P<rest>.*\S)\s*[\(（\[［【<《](?P<name>[^()（）\[\]［］【】<>《》]{2,40})[\)）\]］】>》]\s*$"
)


@lru_cache(maxsize=4_000)
def fold_name(text: str) -> str:
    """Letters and digits alone, for comparing names: `Car Watch` and `car.watch` are the same."""
    return NO_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def clean_title(title: str, names: Iterable[str], host: str) -> str:
    """The title without the site's name at either end.

    A piece behind a separator goes where it is one of the site's names (og:site_name, JSON-LD publisher, its host);
    what only looks like a name stays, for a headline may hold a dash.

    >>> clean_title("US-built Camry for Japan | Motor News", ["Motor News"], "motor-news.example")
    'US-built Camry for Japan'
    >>> clean_title("Toyota - a history", ["Motor News"], "motor-news.example")
    'Toyota - a history'
    """
    known = {folded for name in names if (folded := fold_name(name))}
    for _ in range(4):
        shorter = _drop_end(title, known, host)
        if shorter == title or not shorter:
            break
        title = shorter
    return title


def _drop_end(title: str, known: set[str], host: str) -> str:
    cuts = list(SEPARATOR.finditer(title))
    for cut in cuts:
        if cut.start() and _is_site(title[cut.end() :], known, host):
            return title[: cut.start()].strip()
    for cut in reversed(cuts):
        if _is_site(title[: cut.start()], known, host):
            return title[cut.end() :].strip()
    if (found := BRACKETED.match(title)) and _is_site(found["name"], known, host):
        return found["rest"].strip()
    return title


def _is_site(piece: str, known: set[str], host: str) -> bool:
    folded = fold_name(piece)
    if not folded:
        return True
    if folded in known or any(_is_variant(folded, name) for name in known):
        return True
    labels = [label for label in host.lower().split(".") if label not in ("www", "m", "com", "co")]
    squeezed = fold_name(host.removeprefix("www."))
    if folded == squeezed or any(folded == fold_name(label) for label in labels if len(label) > 2):
        return True
    return len(folded) >= 4 and len(piece) <= 40 and any(folded == "the" + fold_name(label) for label in labels)


def _is_variant(piece: str, name: str) -> bool:
    """One holds the other and little else: `朝日新聞デジタル` of `朝日新聞`, `WIRED UK` of `WIRED`."""
    if min(len(piece), len(name)) < 3:
        return False
    short, long = sorted((piece, name), key=len)
    return (long.startswith(short) and len(long) <= 2.5 * len(short)) or (
        long.endswith(short) and len(long) <= 2 * len(short)
    )


WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
AGREES = 0.5
"""Share of words that a headline on the page has in common with the one its head states; less, and it is another's."""


def measure_likeness(one: str, other: str) -> float:
    """Share of words (Japanese and Chinese: characters) that two texts have in common, 0 to 1.

    >>> measure_likeness("US-built Camry for Japan", "Camry for Japan")
    0.75
    """
    first, second = (Counter(WORD.findall(text.casefold())) for text in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 0.0


def choose_title(heading: str | None, stated: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The title and the place it is from, of the page's headline and of what its head states; all without site names.

    The headline wins where the head agrees with it, without the kicker above it (`Olympia - Gold for …`) that the head leaves out.

    >>> choose_title("Most read", [("og:title", "US-built Camry for Japan")])
    ('US-built Camry for Japan', 'og:title')
    """
    if not heading:
        return (stated[0][1], stated[0][0]) if stated else None
    for place, title in stated:
        if (
            place != "title"
            and len(title) > 12
            and len(title) < len(heading)
            and heading.casefold().endswith(title.casefold())
        ):
            return title, f"h1 without kicker, as {place}"
    likeness = max((measure_likeness(heading, title) for _, title in stated), default=1.0)
    return (heading, "h1") if likeness >= AGREES else (stated[0][1], stated[0][0])
