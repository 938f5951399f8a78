"""The media that an English article credits: known ones, and unknown ones that are called what they are."""

from __future__ import annotations

import re

from tracker.announcements.document import Document, Span
from tracker.vocabulary import NameKind

_KIND = (
    r"(?:(?:business|trade|financial|sports|motoring|industry|local|online|weekly|monthly|evening|morning) )?"
    r"(?:daily|weekly|monthly|newspaper|paper|magazine|website|site|news agency|agency|newsletter|blog|broadcaster|"
    r"wire service|news site|trade journal|journal|bulletin|tabloid|broadsheet|fortnightly|quarterly|podcast|portal)"
)
_SPOKE = (
    r"(?:reported|reports|report|said|says|wrote|writes|written|quoted|quotes|learned|understands|revealed|"
    r"reveals|was told|broke|claimed|"
    r"claims|suggested|suggests|cited|cites|warned|spotted|seen|saw|noticed|found|disclosed|predicted|predicts|carried|"
    r"carries|published|speculates|speculated|believes|believed|ran|runs|hinted|put|puts|thinks|expects|added|adds|"
    r"told|noted|notes|printed|announced|calculated|calculates|has it|had it|have it|had both|uncovered|leaked|"
    r"confirmed)"
)
_AUXILIARY = (
    r"(?:has |had |have |also |first |later |then |recently |already |itself |was the first to |was first to |"
    r"is the first to )*"
)
_APPOSED = r"(?:,? (?:which|citing|quoting|the|a|an|Japan's|Britain's|Germany's)[^,.;]{0,60},)?"
_CREDIT_BEFORE = re.compile(
    r"\b(?:according to|told|reported by|reports?|citing|cited by|cites|in|by|to|from|at|published by|interview with|"
    r"quoting|quotes|with|via|credits|speculates|writes|believes|quoted by|says|said|wrote|reported)"
    rf"(?: (?:the|a|an|Japan's|Britain's|Germany's|South Korea's|first|today's|yesterday's|last week's|{_KIND}|"
    rf"[A-Z]\w+)){{0,3}} $"
)
_CREDIT_BEHIND = re.compile(
    rf"(?:'s (?:[\w-]+ ){{1,3}}?|'s)?(?: (?:newspaper|magazine|website|"
    rf"business daily))?{_APPOSED} {_AUXILIARY}{_SPOKE}\b|[,.]? (?:which|citing|quoting)\b"
)
_NAME = r"(?P<name>[A-ZÀ-Ý][\w&'.À-ÿ-]*(?: (?:of |and |& |de |du |des |della )?[A-ZÀ-Ý][\w&'À-ÿ-]*){0,3})"
_UNKNOWN = (
    # "as the daily SME had said", "speculates the newsletter Bremsweg"
    re.compile(rf"\b(?:[Tt]he|[Aa]) (?:[A-Z]\w+ )?{_KIND} {_NAME}(?=[\s,.;)])"),
    # "Bremsweg, a trade newsletter, wrote"
    re.compile(rf"(?<![\w-]){_NAME}, (?:the|a|an) (?:[\w-]+ ){{0,4}}{_KIND}[^,.;]{{0,40}},(?= {_AUXILIARY}{_SPOKE}\b)"),
    # "quoted by Figyelő as saying", "first published by Kanto Auto Ledger"
    re.compile(
        rf"\b(?:quoted by|first published (?:by|in)|first reported by|originally published (?:by|"
        rf"in)) (?:the )?{_NAME}(?=[\s,.;)])"
    ),
)
_GATE = re.compile(rf"\b(?:{_KIND}|quoted by|first|originally)\b")
_BEFORE_UNKNOWN = re.compile(rf"\b(?:to|in|by|told|from|according to|citing|quoting|as|after|{_SPOKE}) $")


def find_cites(document: Document) -> None:
    """Fill `document.cites`: the media that something in the article is credited to."""
    found: list[tuple[int, str]] = []
    at = 0
    sentences = document.sentences
    for mention in document.mentions:
        if mention.name.kind is not NameKind.MEDIUM:
            continue
        start, end = mention.span
        while at < len(sentences) and sentences[at].end <= start:
            at += 1
        if (
            at < len(sentences)
            and start >= sentences[at].start
            and _is_credited(document.folded, sentences[at], start, end)
        ):
            found.append((start, mention.name.canonical))
    known = {m.span.start for m in document.mentions}
    for sentence in sentences:
        found += _find_unknown(document, sentence, known)
    document.cites.extend(dict.fromkeys(name for _, name in sorted(found) if name not in document.cites))


def _is_credited(text: str, sentence: Span, start: int, end: int) -> bool:
    before = text[max(sentence.start, start - 60) : start]
    return bool(_CREDIT_BEFORE.search(before) or _CREDIT_BEHIND.match(text, end, sentence.end))


def _find_unknown(document: Document, sentence: Span, known: set[int]) -> list[tuple[int, str]]:
    """Media that no list holds, named with what they are: "the weekly Motor Ilbo reported"."""
    text = document.folded
    if not _GATE.search(text, *sentence):
        return []
    found = []
    for pattern in _UNKNOWN:
        for match in pattern.finditer(text, *sentence):
            start, end = match.span("name")
            before = text[max(sentence.start, match.start() - 30) : match.start()]
            behind = re.match(rf"{_APPOSED} {_AUXILIARY}{_SPOKE}\b", text[end : sentence.end][:140])
            credited = pattern is not _UNKNOWN[0] or behind or _BEFORE_UNKNOWN.search(before)
            if credited and start not in known:
                found.append((start, document.text[start:end]))
    return found
