"""What the text names: makers, brands, nameplates, plants, places and media, and nameplates nobody has heard of yet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from tracker.announcements.document import Document, Mention, Span
from tracker.vocabulary import Match, Name, NameKind

BODY_NOUNS = (
    "SUV|crossover|sedan|saloon|hatchback|hatch|pickup|pick-up|truck|minivan|people carrier|MPV|van|coupe|coupé|wagon|"
    "estate|roadster|convertible|cabriolet|supermini|minicar|city car|sports car|EV|motorcycle|bike|scooter|ute|"
    "quadricycle|people mover|kei car|subcompact|off-roader|four-wheel drive|4x4|limousine|sport-utility|cruiser"
)
"""What kind of car: the noun that stands beside a nameplate, and later for it."""

_PLAIN_AHEAD = re.compile(
    rf"'s?\s|,|\.|;|\s\(|\s(?:{BODY_NOUNS}|is|was|are|were|will|would|has|had|could|may|might|to|in|from|and|or|comes|"
    rf"went|goes|model|nameplate|name|on|here|at|for|as|have|since|until|hybrid|e-Power|that|which|but|while|all|"
    rf"when|would|with|sold|built|made)\b|"
    rf"\s[A-Z]|$"
)
_PLAIN_BEHIND = re.compile(
    r"'s $|\b(?:the|The|its|Its|new|a|all-new|electric|their|and|or|petrol|latest|first|them|more|of|some|sell|sells|"
    r"bring|import)(?: [a-z][\w-]*){0,2} $"
)
_BUILT_BEHIND = re.compile(r"[-\s](?:built|made|assembled|produced)(?: [A-Z]\w+)? $")
_PLAIN_VERB = re.compile(r" (?:sold|built|made|imported|is|was|will|comes|has)\b|,? (?:which|built|made)\b")
_TITLE_CASE = re.compile(r"[A-Z]\w+ (?:[a-z]{1,3} )?[A-Z]\w+ (?:[a-z]{1,3} )?$")
_MONTHLIKE = frozenset({"March", "May"})
_MONTH_BEHIND = re.compile(
    r"\b(?:in|since|by|until|till|next|last|this|early|late|mid|of|from|to|after|before|through|during|and|end|"
    r"\d{1,2}(?:st|nd|rd|th)?) $",
    re.IGNORECASE,
)
_MONTH_AHEAD = re.compile(r" (?:\d{1,4}|this|last|next|of)\b|,? (?:19|20)\d\d| earthquake")

_NOT_NAMES_TEXT = """
    Motor Motors Motoring Corp Corporation Group Co Company Inc Ltd Limited Holdings AG SE SA SpA Cars Automobile
    Automobiles Automotive North South East West America Americas American Japan Japanese Europe European UK USA
    US India China Korea Thailand Mexico President Chief CEO Chairman Chairwoman Executive Vice Senior Managing
    Director Manufacturing Development Engineering Sales Marketing Financial Finance Credit Dealer Dealers Center
    Centre City Stadium Arena Foundation Museum Plant Factory Works Racing Media Newsroom News Global
    International Asia Pacific Australia Canada Britain British German Germany French Italian Indian Chinese
    Korean Thai Spanish Swedish SUV EV EVs SUVs UV and The In On At For From With By As Is Was Will To Of Indiana
    Kentucky Texas Ohio Alabama Tennessee Mississippi Georgia Design Studio Research Institute Union Club Owners
    Park Connected Mobility World Way Production January February March April May June July August September
    October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday I It He She They We But And
    Its Their Powertrain Technologies Technology R&D Ministry Minister Prime Bank Securities Federal Union Workers
    Board Association Suzuki Toyota Honda Nissan Mazda Subaru Mitsubishi Daihatsu Lexus Acura Infiniti Shares
    Stock Financial Services Store Showroom Type MPV 4WD AWD
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_UNKNOWN_BEHIND_BADGE = re.compile(
    r"(?:'s)?(?: (?:new|all-new|next|forthcoming|upcoming|electric|compact|hybrid|battery-powered|coming|planned)){0,2}"
    r" (?P<name>[A-Z][A-Za-z]*[a-zé](?:-[A-Z]\w*)?|[A-Z]{1,3}-?\d{1,4}|[A-Z]{2,4}\d?(?=[ ,]))(?P<more> "
    r"(?:[A-Z][a-z]+|[A-Z]{1,3}|\d{1,4}))?"
    r"(?=[ ,.;:'\")]|$)"
)
_BADGE_SLOT = re.compile(
    r"\b(?:the|its|a|an|new|first|of|The|Its|A|and|or|all-new)(?: (?:new|next|all-new|latest|first|electric))? $"
)
_UNKNOWN_WITH_BODY = re.compile(
    rf"\b(?:the|its|Its|The|new|called the|named the)(?: [a-z][\w-]*){{0,3}} (?P<name>[A-Z][a-z]+[\w-]*(?: "
    rf"[A-Z\d][\w-]*)?)(?: [a-z][\w-]*){{0,2}} (?:{BODY_NOUNS})s?\b"
)
_UNKNOWN_BUILT = re.compile(
    r"(?:\b(?:[Tt]he|[Ii]ts|new) (?P<name>[A-Z][a-z]+[\w-]*(?: (?:[A-Z][a-z]+|\d+|[A-Z]{1,3}))?),? (?:(?:which|that) "
    r")?(?:(?:is|are|will be|was|to be|now|also) ){0,2}(?:built|made|assembled|produced|imported|manufactured) (?:in|"
    r"at|by|from)\b"
    r"|-(?:built|made|assembled) (?P<behind>[A-Z][a-z]+[\w-]*(?: \d+)?)\b)"
)
_CALLED = re.compile(
    r"\b(?:called|named|badged|christened|dubbed)(?: the| as)? (?P<name>[A-Z][a-z]+[\w-]*(?: [A-Z\d][\w-]*)?)\b"
)
_SLOT = re.compile(r"[Tt]he |[Ii]ts |new |(?:called|named|badged|christened|dubbed) |-(?:built|made|assembled) ")
"""What the patterns of unknown nameplates begin with; none of it holds another."""


def find_mentions(document: Document) -> None:
    """Fill `document.mentions`, in order: the vocabulary's names, and unknown nameplates in clear slots."""
    matches = document.find_names()
    introduced = {m.name.canonical for m in matches if m.name.kind is NameKind.NAMEPLATE and not m.name.plain_word}
    nameplates = {m.name.maker for m in matches if m.name.kind is NameKind.NAMEPLATE and not m.name.plain_word}
    makers = {m.name.maker or m.name.canonical for m in matches if m.name.kind in (NameKind.MAKER, NameKind.BRAND)}
    makers |= {maker for maker in nameplates if maker}
    introduced |= {
        m.name.canonical
        for m in matches
        if m.name.kind is NameKind.NAMEPLATE and m.name.plain_word and _is_meant(document.folded, m, introduced, makers)
    }
    kept = [m for m in matches if _is_meant(document.folded, m, introduced, makers)]
    document.mentions = [_mention(m) for m in _of_one_owner(kept)]
    _add_variants(document)
    if makers:
        _add_unknown_nameplates(document)


def _of_one_owner(matches: list[Match]) -> list[Match]:
    """Of nameplates that several makers share, the one whose badge the text names, and names most."""
    badges = Counter(m.name.canonical for m in matches if m.name.kind in (NameKind.MAKER, NameKind.BRAND))
    best: dict[tuple[int, int], Match] = {}
    for match in matches:
        if match.name.kind is NameKind.NAMEPLATE:
            place = (match.start, match.end)
            if place not in best or _weight(match, badges) > _weight(best[place], badges):
                best[place] = match
    return [m for m in matches if m.name.kind is not NameKind.NAMEPLATE or best[m.start, m.end] is m]


def _weight(match: Match, badges: Counter[str]) -> int:
    return badges[match.name.brand or ""] + badges[match.name.maker or ""]


def _mention(match: Match) -> Mention:
    return Mention(span=Span(match.start, match.end), name=match.name)


def _is_meant(text: str, match: Match, introduced: set[str], makers: set[str]) -> bool:
    """Whether the spelling means the name here: an ordinary word must be capitalised, and stand as a name stands."""
    name = match.name
    if not name.plain_word:
        return True
    if name.kind is NameKind.PLANT:
        return _is_plant_slot(text, match)
    if name.kind is not NameKind.NAMEPLATE:
        return text[match.start].isupper()
    behind, ahead = text[max(0, match.start - 40) : match.start], text[match.end : match.end + 24]
    if not (text[match.start].isupper() or text[match.start].isdigit()):
        return False
    if match.variant in _MONTHLIKE and (_MONTH_BEHIND.search(behind) or _MONTH_AHEAD.match(ahead)):
        return bool(re.search(r"\bthe $", behind)) and name.canonical in introduced and not _MONTH_AHEAD.match(ahead)
    if name.canonical in introduced:
        return True
    if _BUILT_BEHIND.search(behind):
        return True
    if _PLAIN_BEHIND.search(behind) and _PLAIN_VERB.match(ahead) and name.maker not in makers:
        return not _TITLE_CASE.search(behind)
    if name.maker not in makers or not behind.strip() or behind.rstrip(" \"'(").endswith((".", "!", "?", "\n", ":")):
        return False
    slots = bool(_PLAIN_BEHIND.search(behind)) + bool(_PLAIN_AHEAD.match(ahead))
    return slots == 2 or (slots == 1 and not _TITLE_CASE.search(behind))


_PLANT_BEHIND = re.compile(
    r"\b(?:in|at|from|of|near|outside|out of|its|the|their|'s)(?: [a-z]+){0,2} $|\($|\b(?:built|made|assembled|"
    r"produced) (?:in|at) .{0,30}$",
    re.IGNORECASE,
)


def _is_plant_slot(text: str, match: Match) -> bool:
    behind = text[max(0, match.start - 60) : match.start]
    return text[match.start].isupper() and bool(_PLANT_BEHIND.search(behind))


def _add_unknown_nameplates(document: Document) -> None:
    taken = [m.span for m in document.mentions]
    found: dict[str, Mention] = {}
    for mention in list(document.mentions):
        if mention.name.kind in (NameKind.MAKER, NameKind.BRAND) and not mention.name.country:
            for new in _behind_badge(document, mention):
                if _is_free(new.span, taken):
                    found.setdefault(new.name.canonical, new)
    for new in _by_body_or_calling(document):
        if _is_free(new.span, taken):
            found.setdefault(new.name.canonical, new)
    added = [again for new in found.values() for again in _all_places(document, new) if _is_free(again.span, taken)]
    if added:
        document.mentions = sorted([*document.mentions, *added], key=lambda m: m.span)


_VARIANT = re.compile(r"\b(?:Type [RS]|Wilderness|Nomade|Sport|e:HEV|e:FCEV)(?:s|es)?\b")


def _add_variants(document: Document) -> None:
    """ "The hatchback and the Type R": a variant by its last word: its car is named, and known."""
    taken = [m.span for m in document.mentions]
    named = {m.name.canonical: m.name for m in document.mentions if m.name.kind is NameKind.NAMEPLATE}
    added = []
    for match in _VARIANT.finditer(document.folded):
        span = Span(*match.span())
        if not _is_free(span, taken):
            continue
        for canonical in named:
            whole = document.vocabulary.name(
                NameKind.NAMEPLATE, f"{canonical.split(' Type ')[0]} {match.group().rstrip('s')}"
            )
            if whole is not None:
                added.append(Mention(span=span, name=whole, rule="nameplate.variant"))
                break
    if added:
        document.mentions = sorted([*document.mentions, *added], key=lambda m: m.span)


def _is_free(span: Span, taken: list[Span]) -> bool:
    at = bisect_left(taken, (span.start, span.start))
    near = taken[max(0, at - 2) : at + 2]
    return all(span.end <= other.start or span.start >= other.end for other in near)


def _behind_badge(document: Document, badge: Mention) -> list[Mention]:
    text = document.folded
    match = _UNKNOWN_BEHIND_BADGE.match(text, badge.span.end)
    if not match or match["name"] in _NOT_NAMES or (match["name"].upper() == match["name"] and len(match["name"]) > 5):
        return []
    possessive = text.startswith("'s", badge.span.end)
    if not possessive and not _BADGE_SLOT.search(text, max(0, badge.span.start - 24), badge.span.start):
        return []
    # "Toyota's Koji Sato", "the Toyota President": two capitals without a digit after a possessive are a person.
    more = (match["more"] or "").strip()
    if possessive and more[:1].isalpha() and more not in _NOT_NAMES:
        return []
    end = match.end("more") if more and more not in _NOT_NAMES else match.end("name")
    name = text[match.start("name") : end]
    return [_unknown(badge, name, Span(match.start("name"), end), "nameplate.behind_badge")]


def _find_slots(text: str) -> list[int]:
    """Where the words stand that an unknown nameplate may follow: no other place need be looked at."""
    starts = [m.start() for m in _SLOT.finditer(text)]
    return [at for at in starts if text[at] == "-" or not at or not (text[at - 1].isalnum() or text[at - 1] == "_")]


def _matches_at(pattern: re.Pattern[str], text: str, starts: list[int]) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    for at in starts:
        if (not found or at >= found[-1].end()) and (match := pattern.match(text, at)):
            found.append(match)
    return found


def _by_body_or_calling(document: Document) -> list[Mention]:
    found = []
    starts = _find_slots(document.folded)
    for rule, pattern in (("nameplate.with_body", _UNKNOWN_WITH_BODY), ("nameplate.called", _CALLED)):
        for match in _matches_at(pattern, document.folded, starts):
            words = match["name"].split()
            badge = _badge_before(document, match.start())
            if badge and not any(word in _NOT_NAMES for word in words):
                found.append(_unknown(badge, match["name"], Span(*match.span("name")), rule))
    for match in _matches_at(_UNKNOWN_BUILT, document.folded, starts):
        group = "name" if match["name"] else "behind"
        badge = _badge_before(document, match.start())
        if badge and not any(word in _NOT_NAMES for word in match[group].split()):
            found.append(_unknown(badge, match[group], Span(*match.span(group)), "nameplate.built"))
    return found


def _badge_before(document: Document, at: int) -> Mention | None:
    """The last maker or brand named in the 400 characters before `at`."""
    index = bisect_left(document.mentions, at, key=lambda m: m.span.start)
    for mention in reversed(document.mentions[max(0, index - 60) : index]):
        if at - mention.span.end >= 400:
            return None
        if mention.name.kind in (NameKind.MAKER, NameKind.BRAND):
            return mention
    return None


def _unknown(badge: Mention, canonical: str, span: Span, rule: str) -> Mention:
    name = Name(
        kind=NameKind.NAMEPLATE,
        canonical=canonical,
        maker=badge.name.maker or badge.name.canonical,
        brand=badge.name.canonical,
        market=badge.name.market,
    )
    return Mention(span=span, name=name, rule=rule)


def _all_places(document: Document, mention: Mention) -> list[Mention]:
    pattern = re.compile(rf"(?<![\w-]){re.escape(mention.name.canonical)}s?(?![\w-])")
    return [
        Mention(span=Span(*match.span()), name=mention.name, rule=mention.rule)
        for match in pattern.finditer(document.folded)
    ]
