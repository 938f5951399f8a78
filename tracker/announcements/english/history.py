"""Earlier home-market sales that an article tells by their end: "absent since 2011", "last sold here in 2015"."""

from __future__ import annotations

import re
from bisect import bisect_left

from tracker.announcements.document import Document, Mention, Span
from tracker.announcements.english.periods import Period, find_periods
from tracker.records import History, Status
from tracker.vocabulary import NameKind

_GONE = re.compile(
    r"\b(?:left (?:the )?(?:\w+ )?(?:showrooms|dealers|price lists?|market|range)|vanished|disappeared|"
    r"dropped (?:from|off)|"
    r"gone from|missing|absent|absence|(?:was|were|been|is|its|their) withdraw(?:n|al)|struck off|taken off|"
    r"no longer on the (?:\w+ )?list|last (?:seen|sold|had|offered|on sale|available)|do without|"
    r"stopp?(?:ed|ing) selling|stopped sales|ended sales|quit the (?:\w+ )?market|given up|give up on|"
    r"bowed out|pulled from|"
    r"could buy (?:it|one|them)|was sold (?:here|there|at home)|lapsed)\b",
    re.IGNORECASE,
)
"""What says that a car was sold at home and then was not."""
_AHEAD = re.compile(r"\b(?:will|would|to be|going to|may|might|could be|is due)\b[^,;.]{0,30}$")
_BUILT = re.compile(
    r"\b(?:built|made|assembled|imported|shipped|brought in|came|come|contribution|sourced|plants?|factory|works)\b",
    re.IGNORECASE,
)
_PLACES = (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT)
REACH = 90
"""Characters between the words of the end and its date."""


def find_history(document: Document) -> None:
    """Add to `document.history` the past sales of models that the article says may come back."""
    live = {(c.maker, c.model): c.market for c in document.claims if c.model and c.status not in (None, Status.ENDED)}
    ended = {(c.maker, c.model) for c in document.claims if c.status is Status.ENDED}
    document.history = [h for h in document.history if (h.maker, h.model) in live or not _was_imported(document, h)]
    if not live or document.published is None:
        return
    last: Mention | None = None
    at = 0
    mentions = document.mentions
    for sentence in document.sentences:
        while at < len(mentions) and mentions[at].span.start < sentence.start:
            at += 1
        stop = at
        while stop < len(mentions) and mentions[stop].span.start < sentence.end:
            stop += 1
        named = mentions[at:stop]
        for gone in _GONE.finditer(document.folded, *sentence):
            past = _read_past(document, sentence, gone, named, last, live)
            if past is not None and (past.maker, past.model) not in ended:
                _keep(document, past)
        last = next((m for m in reversed(named) if m.name.kind is NameKind.NAMEPLATE), last)


def _read_past(
    document: Document,
    sentence: Span,
    gone: re.Match[str],
    named: list[Mention],
    last: Mention | None,
    live: dict[tuple[str, str], str],
) -> History | None:
    models = [m for m in named if m.name.kind is NameKind.NAMEPLATE]
    before = [m for m in models if m.span.start < gone.start()]
    subject = before[-1] if before else models[0] if models else last
    if subject is None or _AHEAD.search(document.folded[sentence.start : gone.start()]):
        return None
    market = live.get((subject.name.maker or "", subject.name.canonical))
    if market is None or _is_foreign(document.folded, sentence, named, market):
        return None
    until = _until(document, sentence, gone)
    if until is None:
        return None
    alias = next((m.alias for m in models if m.alias and m.name.canonical == subject.name.canonical), None)
    return History(
        maker=subject.name.maker or "",
        model=subject.name.canonical,
        market=market,
        sold_until=until,
        sold_as=alias,
        evidence=document.text[sentence.start : sentence.end],
        evidence_start=sentence.start,
        evidence_end=sentence.end,
        rules=("history.gone",),
    )


def _is_foreign(text: str, sentence: Span, named: list[Mention], market: str) -> bool:
    """Whether the sentence names another country: the market that was left, or where the old cars were built."""
    places = [m for m in named if m.name.kind in _PLACES]
    if not any((m.name.country or m.name.canonical) != market for m in places):
        return False
    at_home = any((m.name.country or m.name.canonical) == market for m in places)
    return not at_home or bool(_BUILT.search(text, *sentence))


def _was_imported(document: Document, past: History) -> bool:
    """Whether the sentence of a past sale tells that those cars came from abroad: then it was an import that ended."""
    sentence = Span(past.evidence_start, past.evidence_end)
    first = bisect_left(document.mentions, sentence.start, key=lambda m: m.span.start)
    last = bisect_left(document.mentions, sentence.end, key=lambda m: m.span.start)
    named = document.mentions[first:last]
    foreign = any((m.name.country or m.name.canonical) != past.market for m in named if m.name.kind in _PLACES)
    return foreign and bool(_BUILT.search(document.folded, *sentence))


def _until(document: Document, sentence: Span, gone: re.Match[str]) -> str | None:
    """The date of the end: the nearest past one."""
    assert document.published is not None
    periods: list[Period] = find_periods(document.folded, *sentence, document.published)
    near = [p for p in periods if -REACH < p.start - gone.end() < REACH and p.past[:4].isdigit()]
    past = [p for p in near if int(p.past[:4]) <= document.published.year]
    if not past:
        return None
    best = min(past, key=lambda p: (p.start < gone.start(), abs(p.start - gone.end())))
    return best.until or best.past


def _keep(document: Document, past: History) -> None:
    earlier = [h for h in document.history if (h.maker, h.model, h.market) == (past.maker, past.model, past.market)]
    if any(h.sold_until for h in earlier):
        return
    document.history = [h for h in document.history if h not in earlier] + [past]
