"""Where sentences begin and end, and which lines of a page are not the article's own words."""

from __future__ import annotations

import re

from tracker.announcements.document import Document, Span

_ABBREVIATIONS_TEXT = """
    mr mrs ms dr prof gov sen rep gen col lt sgt st jr sr inc corp co ltd cos bros vs etc no nos vol fig approx
    est jan feb mar apr jun jul aug sep sept oct nov dec ala ariz ark calif colo conn del fla ga ill ind kan ky la
    mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo ont que u.s u.k e.g i.e a.m p.m
    ph.d
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())
"""Words whose full stop does not end a sentence, without it."""

ENDING_ABBREVIATIONS = frozenset({"inc", "corp", "co", "ltd", "etc", "u.s", "u.k", "a.m", "p.m", "jr", "bros"})
"""Those of them that may stand last in a sentence: it ends there when a capital follows that opens one."""

_OPENERS_TEXT = """
    The A An It Its In On At But And He She They We This That These Those For With From By As
"""
_OPENERS = frozenset(_OPENERS_TEXT.split())

MAX_SENTENCE = 2000
"""Characters: a run without any stop is cut here, so that no later step meets a sentence of a megabyte."""

_STOP = re.compile(r"""[.!?…]["')\]]{0,3}(?=\s)""")
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]{0,11})$")
_NEXT_WORD = re.compile(r"""\s{1,3}["'(\[]{0,2}([A-Za-z0-9¥$€£]\w*)""")

_BOILERPLATE = re.compile(
    r"""\s*(?:
      (?:read|see|find|learn|also|more|most|top|latest|related|previous|next|share|follow|like\ us|subscribe|sign\ up|
         register|log\ in|print|bookmark|recommend|comments?|tags?|tagged|topics|advertisement|contact\ (?:us|the)|
         copyright|photo|photograph|photographs|photos|picture|pictures|pictured|image|images|gallery|video|caption|
         graphic|staff\ photo|words\ and\ pictures|media\ contact|editor's\ picks|have\ (?:a|your|you)|got\ a|do\ you|
         reporter's|documents?|download|methodology|find\ a\ dealer|corrections?\ to|letters\ to|
         you\ may\ also|about\ us|editing\ by|reporting\ by|compiled\ by|translated|by)
      (?:\ more|\ next|\ also|\ on|\ read|\ popular|\ this|\ stories|\ articles|\ us|\ by|\ picture|\ video|\ links?|
         \ pages?|\ credit|\ story)*
      \s*(?:[:|(.]|$|\||—)
    | ©|\(c\)\ | all\ rights\ reserved
    | .{0,60}\bfollow\ .{0,40}\bfor\b
    | .{0,80}\s\|\s.{0,80}$
    | (?:follow|like|subscribe|sign\ up|register|share|email|e-mail|download|click|tap)\s
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_CAPTION = re.compile(
    r"\s*\(?(?:photo|photograph|picture|pictured|image|caption|staff photo)\b[^.]{0,40}:", re.IGNORECASE
)
_RELATED = re.compile(
    r"\s*(?:read more|related|more (?:from|on)\b.*|also on\b.*|most (?:read|popular)\b.*|top stories|latest|in "
    r"today's .*|"
    r"you (?:may|might) also like|recommended|trending|editor's picks|see also|further reading|also in this "
    r"issue\b.*)[:.]?\s*$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\s*By [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}(?:,.{0,60})?\s*$")


def find_sentences(document: Document) -> None:
    """Fill `document.sentences`: every sentence of the article's own text, boilerplate left out, in order."""
    text = document.folded
    after_related = False
    for line in _lines(text):
        piece = text[line.start : line.end]
        if _RELATED.match(piece):
            after_related = True
            continue
        # What follows a "Related" heading is other articles' headlines, as long as the lines have no full stop.
        if after_related and not piece.rstrip().endswith((".", '."', "?", "!")):
            continue
        after_related = False
        if is_boilerplate(piece):
            continue
        document.sentences.extend(split_sentences(text, line))


def is_boilerplate(line: str) -> bool:
    """Whether a line is furniture of the page: links, credits, calls to subscribe.

    >>> is_boilerplate("Follow us on LinkedIn. To advertise, call the office.")
    True
    >>> is_boilerplate("Pictured at the port, the Murano will go on sale in Japan next year.")
    False
    """
    if _CAPTION.match(line) or _BYLINE.match(line):
        return True
    return len(line) < 400 and bool(_BOILERPLATE.match(line[:400]))


def _lines(text: str) -> list[Span]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def split_sentences(text: str, block: Span) -> list[Span]:
    """The sentences of one block of folded text, without the white space around them.

    >>> text = 'It will be built in Flat Rock, Mich., from May. "Why not?" he said. Ford Motor Co. declined.'
    >>> [text[s.start:s.end] for s in split_sentences(text, Span(0, len(text)))][1:]
    ['"Why not?" he said.', 'Ford Motor Co. declined.']
    """
    spans: list[Span] = []
    start = block.start
    for stop in _STOP.finditer(text, block.start, block.end):
        if _ends_sentence(text, start, stop, block.end):
            _add(spans, text, start, stop.end())
            start = stop.end()
    _add(spans, text, start, block.end)
    return spans


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    follower = _NEXT_WORD.match(text, stop.end(), end)
    if not follower or follower.group(1)[0].islower():
        return False
    if text[stop.start()] != ".":
        return True
    last = _LAST_WORD.search(text, max(start, stop.start() - 12), stop.start())
    if not last:
        return True
    word = last.group(1)
    if len(word) == 1 and word.isupper():
        return False
    if word.lower() not in ABBREVIATIONS:
        return True
    return word.lower() in ENDING_ABBREVIATIONS and follower.group(1) in _OPENERS


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end:
        cut = min(end, start + MAX_SENTENCE)
        spans.append(Span(start, cut))
        start = cut
