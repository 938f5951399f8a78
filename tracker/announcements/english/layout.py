"""The sentences of a document, laid out as scenes: every mention and cue where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.announcements.document import Document, Mention
from tracker.announcements.english.placing import add_places
from tracker.announcements.english.scene import Badge, Model, Scene
from tracker.vocabulary import NameKind
from tracker.vocabulary.cues import CueMatch, read_cues

PLACE_KINDS = (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT, NameKind.CONTINENT)
FAMILIES = ("event", "mode", "status", "state", "name", "make", "market", "speech", "frame", "veto", "heading")


def lay_out(document: Document) -> list[Scene]:
    """A scene for every sentence of the document."""
    scenes = [
        Scene(span=span, text=document.folded, block=0, published=document.published) for span in document.sentences
    ]
    _number_blocks(document.folded, scenes)
    _share_out(document.mentions, scenes)
    cues = read_cues("english", *FAMILIES)
    for scene in scenes:
        found = cues.find_cues(document.folded, *scene.span)
        outside = [c for c in found if not any(m.start <= c.start < m.end for m in scene.models)]
        scene.cues = _without_shadowed(document.folded, outside)
    return scenes


def _number_blocks(text: str, scenes: list[Scene]) -> None:
    block, at = 0, 0
    for scene in scenes:
        block += text.count("\n", at, scene.span.start)
        at = scene.span.start
        scene.block = block


def _share_out(mentions: Iterable[Mention], scenes: list[Scene]) -> None:
    """Every mention into the sentence it stands in; both are in order, so one pass does."""
    at = 0
    places: list[Mention] = []
    for mention in mentions:
        while at < len(scenes) and scenes[at].span.end <= mention.span.start:
            add_places(scenes[at], places)
            places, at = [], at + 1
        if at == len(scenes):
            return
        if mention.span.start < scenes[at].span.start:
            continue
        if mention.name.kind in PLACE_KINDS:
            places.append(mention)
        else:
            _add_named(scenes[at], mention)
    if at < len(scenes):
        add_places(scenes[at], places)


def _add_named(scene: Scene, mention: Mention) -> None:
    name, (start, end) = mention.name, mention.span
    if name.kind is NameKind.NAMEPLATE:
        if name.maker and name.market and not any(m.start == start for m in scene.models):
            brand = name.brand or name.maker
            scene.models.append(
                Model(
                    start,
                    end,
                    name.maker,
                    brand,
                    name.canonical,
                    name.market,
                    mention.alias,
                    mention.rule,
                    name.vehicle,
                )
            )
    elif name.kind is NameKind.MEDIUM:
        scene.media.append(mention.span)
    elif name.kind in (NameKind.MAKER, NameKind.BRAND):
        maker = name.maker or name.canonical
        scene.badges.append(Badge(start, end, maker, name.canonical, name.market, name.country))
        if maker != name.canonical and name.market and _SOME_MODELS.match(scene.text, end):
            scene.models.append(Model(start, end, maker, name.canonical, None, name.market, rule="brand.models"))


_SOME_MODELS = re.compile(
    r"['\"]? (?:-badged |-branded )?(?:models|products|cars|vehicles|SUVs|crossovers|range|line-up|lineup|offerings)\b"
)
"""Behind a badge: some cars of it, none by name."""


def _without_shadowed(text: str, cues: list[CueMatch]) -> list[CueMatch]:
    """Cues without those that lie inside a longer one of their own kind: "sold" in "has been sold"."""
    kept: list[CueMatch] = []
    ends: dict[str, int] = {}
    for cue in cues:
        kind = "verb" if cue.cue.family in ("event", "mode") else cue.cue.family + cue.cue.value
        if cue.end <= ends.get(kind, -1) or (cue.cue.family == "state" and cue.start < ends.get("verb", -1)):
            continue
        ends[kind] = max(ends.get(kind, -1), cue.end)
        if cue.cue.family == "event" and is_noun(text, cue):
            continue
        kept.append(cue)
    return kept


_NOUNS_TEXT = """
    market launch release import imports export exports sample supply supplies field stock stocks ship ships offer
    offers return returns land lands lease leases debut debuts head heads launches markets releases samples follow
    hit hits sales sell sells appear cross receive deliver reach sends introduces list lists
"""
_NOUNS = frozenset(_NOUNS_TEXT.split())
_VERB_BEHIND = re.compile(
    r"(?:\b(?:to|will|would|can|could|may|might|shall|should|must|not|and|or|also|never|soon|again|eventually|did|"
    r"does|do|it|they|we|"
    r"which|who|that|now|still|then|first|company|automaker|carmaker|maker|only|initially|already|regularly|"
    r"typically|later|cars|models|one|both|pair|'ll)|n't|"
    r"[A-Z][\w.-]*|\)|,) $"
)
_ATTRIBUTIVE = re.compile(
    r"\b(?:of|the|an?|new|all|these|those|its|among|for|any|other|\d[\d,]*|total|most|more|foreign|several|such) $"
)


_DEMONYM = re.compile(
    r"\b(?:[A-Z][a-z]+(?:ese|ish|ian|ean|ch|ican|rean|tish)|Thai|German|Swiss|Czech|Greek|US|U\.S\.|UK) $"
)
_COMING = frozenset(["come", "comes", "came", "reach", "reaches", "reached"])
_COMES_HOME = re.compile(
    r"(?:(?<=come)|(?<=comes)|(?<=came)) (?:also |only |now |already |in turn |straight )?(?:from|to (?!an end|terms|"
    r"light|be\b|see|pass|nothing|[\d$£€¥])|home|back|over|here|ashore|next|later|soon|this|in (?:20|the)|via|by "
    r"ship)|"
    r"(?:(?<=reach)|(?<=reaches)|(?<=reached)) (?:the )?(?:Japan|UK|US|Korea|German|French|Swed|Spanish|Spain|Ital|"
    r"Brit|America|British|Indian|its|dealer|showroom|market|home|buyer|customer|domestic|local)"
)
"""What "come" and "reach" need behind them to speak of arriving on a market."""


def is_noun(text: str, cue: CueMatch) -> bool:
    """Whether what looks like a verb of selling is a noun or an adjective: "the home market", "imported vehicles"."""
    words = text[cue.start : cue.end].lower().split()
    first = words[0]
    behind = text[max(0, cue.start - 24) : cue.start]
    tense = cue.cue.value.rpartition("_")[2]
    if words[-1] in _COMING:
        return not _COMES_HOME.match(text, cue.end)
    if first in _NOUNS and tense in ("base", "pres"):
        if _DEMONYM.search(behind):
            return True
        return not _VERB_BEHIND.search(behind)
    if cue.cue.value == "active_past" and re.match(
        r" (?:new |small |passenger |foreign )?(?:cars?|vehicles?|models?|goods|brands?)\b",
        text[cue.end : cue.end + 24],
    ):
        return bool(_ATTRIBUTIVE.search(behind))
    return False
