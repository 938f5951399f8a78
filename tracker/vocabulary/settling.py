"""Which of several readings of a span the words beside it allow: Honda's Passport, the Lincoln plant, Fiat 500.

- An ordinary word is settled (no longer `plain_word`) right behind its own maker or brand, or in a list behind a
  nameplate of the same maker: Honda's Passport and Pilot; ホンダのSUV「パスポート」.
- A spelling marked `after_brand` counts there, and behind an article once its brand has been named: Fiat … the 500.
  The latter stays `plain_word`, unless the model itself has been introduced: the Fiat 500 … the 500.
- So does an ordinary word that has been introduced: Honda's Passport … the Passport.
- A plant's town is settled by what follows: the Lincoln plant, リンカーン工場, Lincoln, Alabama.
- A town that its region is named after is the town, unless the region is meant: at Puebla; San José Chiapa, Puebla.
- A country's one character stands in front of a kanji, a katakana or a Latin letter, and behind no kanji; or in
  brackets right behind a model: NSX(米).
- Of several owners of one spelling, those whose brand stands before it stay, if any does; else those whose brand has
  been named so far.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.vocabulary.matching import Found, Owner
from tracker.vocabulary.names import Form, Match, NameKind

_BRAND_GAP = re.compile(
    r"(?:['’]s)?(?: (?:all-new|new|latest|electric|next|own))?(?: ?[「『\"“(]| |-|・)?$"
    r"|の?(?:新型|現行|小型|中型|大型|高級)?[「『・ ]?$"
    r"|の?[^。、,.「」『』\n]{0,12}[「『]$"
)
_LIST_GAP = re.compile(
    r"['’s」』\"”)]{0,2}(?:,? (?:and|or)(?: the)? |, (?:the )?|[、・/]|と|や| & )[「『\"“]?$"
    r"|[」』](?:[、・]|と|や)?[^。、「」『』\n]{0,12}[「『]$"
)
_ARTICLE_BEHIND = re.compile(
    r"(?:(?<![A-Za-z])(?:[Tt]he|[Ii]ts)|['’]s)(?: (?:new|old|electric|little|first|last|final|next|latest))? $|[「『]$"
)
_COUNTED_AHEAD = re.compile(r"[- ](?!(?:is|was|has|does|as|its)\b)(?:[a-z]+s|people|staff|men|women|or so|strong)\b")
_GAP_LENGTH = 24

_PLANT_AHEAD = re.compile(
    r"(?:-| )(?:assembly|plant|factory|works|complex|facility|facilities|site|line|lines|production|vehicle assembly)\b"
    r"|(?:第[一二三]|第?\d)?(?:組立|車両|完成車)?(?:工場|製作所|拠点)",
    re.IGNORECASE,
)
_REGION_AHEAD = re.compile(r"(?:, | \(|(?: plant| factory| works)? in (?:the state of )?)")

_REGION_WORD_AHEAD = re.compile(r" (?:state|province|prefecture|county|region)\b|[州県省]", re.IGNORECASE)
_REGION_WORD_BEHIND = re.compile(r"\b(?:state|province|prefecture|county|region) of $", re.IGNORECASE)
_TOWN_GAP = re.compile(r"(?:, | \(|(?: plant| factory| works)? in (?:the state of )?|、|[(（])$")

_SHORT_AHEAD = re.compile("[一-鿿ァ-ヺA-Za-z]")
_SHORT_BEHIND = re.compile("(?![年月末])[々一-鿿]")

_BADGES = (NameKind.MAKER, NameKind.BRAND)


class _Settler:
    """Walks over the spans in order and remembers what has been named."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.matches: list[Match] = []
        self.introduced: set[str] = set()
        """Entries of nameplates whose maker or brand stood by them."""
        self._named: set[str | None] = set()
        """Makers and brands so far."""
        self._badges: set[str] = set()
        """Maker and brand that a nameplate may lean on at `_badge_end`."""
        self._badge_end = -1
        self._badge_gap = _BRAND_GAP
        self._town: tuple[int, str | None] = (-1, None)
        """Where the last plant's name ended, and the region that it lies in."""

    def take(self, found: Found, following: Found | None) -> None:
        owners = self._choose_place(found, self._choose_owners(found))
        led = [owner for owner in owners if self._is_led(owner, found)]
        plants = [owner for owner in owners if owner.entry.name.kind is NameKind.PLANT]
        if led:
            owners = led
        elif plants and self._names_plant(found, plants, following):
            owners, led = plants, plants
        elif len(owners) > 1:
            owners = self._keep_named(owners)
        for owner in owners:
            settled = owner in led or (owner.entry.place in self.introduced and self._is_called(owner, found))
            self.matches.append(self._match(found, owner, settled))
        self._remember(found, owners, led)

    def _choose_owners(self, found: Found) -> list[Owner]:
        return [owner for owner in found.owners if self._may_stand(owner, found)]

    def _choose_place(self, found: Found, owners: list[Owner]) -> list[Owner]:
        """The town or its region, where one spelling is the name of both."""
        if len(owners) < 2:
            return owners
        regions = {owner.entry.name.canonical for owner in owners if owner.entry.name.kind is NameKind.REGION}
        if not any(o.entry.name.kind is NameKind.PLANT and o.entry.name.region in regions for o in owners):
            return owners
        other = NameKind.PLANT if self._means_region(found, regions) else NameKind.REGION
        return [owner for owner in owners if owner.entry.name.kind is not other]

    def _means_region(self, found: Found, regions: set[str]) -> bool:
        if _REGION_WORD_AHEAD.match(self.text, found.end):
            return True
        if _REGION_WORD_BEHIND.search(self.text, max(found.start - _GAP_LENGTH, 0), found.start):
            return True
        end, region = self._town
        gap = found.start - end
        return region in regions and 0 <= gap <= _GAP_LENGTH and bool(_TOWN_GAP.match(self.text, end, found.start))

    def _may_stand(self, owner: Owner, found: Found) -> bool:
        if owner.spelling.form is Form.SHORT:
            behind = self.text[max(found.start - 1, 0) : found.start]
            if behind == "(" and self._badge_end == found.start - 1 and self.text.startswith(")", found.end):
                return True
            return bool(_SHORT_AHEAD.match(self.text, found.end)) and not _SHORT_BEHIND.match(behind)
        if owner.spelling.after_brand:
            return self._is_led(owner, found) or self._is_called(owner, found)
        return True

    def _keep_named(self, owners: list[Owner]) -> list[Owner]:
        """Of makers that share a nameplate, those that the text has named so far, if any."""
        unnamed = [
            owner
            for owner in owners
            if owner.entry.name.kind is NameKind.NAMEPLATE
            and not {owner.entry.name.brand, owner.entry.name.maker} & self._named
        ]
        kept = [owner for owner in owners if owner not in unnamed]
        return kept if any(owner.entry.name.kind is NameKind.NAMEPLATE for owner in kept) else owners

    def _is_called(self, owner: Owner, found: Found) -> bool:
        """Called by its bare name where its brand has been named before: Fiat … the 500."""
        name = owner.entry.name
        if not {name.brand, name.maker} & self._named:
            return False
        behind = self.text[max(found.start - _GAP_LENGTH, 0) : found.start]
        return bool(_ARTICLE_BEHIND.search(behind)) and not _COUNTED_AHEAD.match(self.text, found.end)

    def _is_led(self, owner: Owner, found: Found) -> bool:
        """A nameplate right behind its own maker or brand, or in a list behind a nameplate of the same maker."""
        name = owner.entry.name
        if name.kind is not NameKind.NAMEPLATE or not {name.brand, name.maker} & self._badges:
            return False
        gap = found.start - self._badge_end
        if not 0 <= gap <= _GAP_LENGTH:
            return False
        return bool(self._badge_gap.match(self.text[self._badge_end : found.start]))

    def _names_plant(self, found: Found, plants: list[Owner], following: Found | None) -> bool:
        if _PLANT_AHEAD.match(self.text, found.end):
            return True
        if following is None or following.start - found.end > _GAP_LENGTH:
            return False
        if not _REGION_AHEAD.fullmatch(self.text, found.end, following.start):
            return False
        places = {owner.entry.name.canonical for owner in following.owners}
        return any(owner.entry.name.region in places or owner.entry.name.country in places for owner in plants)

    def _match(self, found: Found, owner: Owner, settled: bool) -> Match:
        spelling, name = owner.spelling, owner.entry.name
        if spelling.country:
            name = replace(name, country=spelling.country)
        if (spelling.plain or spelling.after_brand) and not settled:
            name = replace(name, plain_word=True)
        return Match(
            start=found.start,
            end=found.end,
            name=name,
            variant=spelling.text,
            exact=self.text.startswith(spelling.text, found.start),
            alias=spelling.alias,
            form=spelling.form,
        )

    def _remember(self, found: Found, owners: list[Owner], led: list[Owner]) -> None:
        for owner in owners:
            name = owner.entry.name
            if name.kind in _BADGES:
                self._named.add(name.canonical)
                self._lean_on({name.canonical}, found.end, _BRAND_GAP)
            elif name.kind is NameKind.NAMEPLATE and (owner in led or not owner.spelling.plain):
                self.introduced.add(owner.entry.place)
                self._lean_on({name.brand or "", name.maker or ""}, found.end, _LIST_GAP)
            elif name.kind is NameKind.PLANT:
                self._town = (found.end, name.region)

    def _lean_on(self, badges: set[str], end: int, gap: re.Pattern[str]) -> None:
        self._badges = self._badges | badges if end == self._badge_end else badges
        self._badge_end, self._badge_gap = end, gap


def settle_spans(text: str, spans: list[Found]) -> list[Match]:
    """The matches of the spans' owners that the text around them allows, in order."""
    settler = _Settler(text)
    for i, found in enumerate(spans):
        settler.take(found, spans[i + 1] if i + 1 < len(spans) else None)
    return settler.matches
