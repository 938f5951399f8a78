"""What "it", "both models", "the latter", "the pickup" and "the company" stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tracker.announcements.english.mentions import BODY_NOUNS
from tracker.announcements.english.scene import Badge, Model, Scene

if TYPE_CHECKING:
    from tracker.announcements.english.status import Saying

_SINGULAR_NOUN = (
    rf"(?:{BODY_NOUNS}|car|vehicle|model|nameplate|newcomer|machine|version|five-door|four-door|three-door|two-door|"
    rf"flagship|seven-seater)"
)
_PLURAL_NOUN = (
    r"(?:models|cars|vehicles|nameplates|SUVs|crossovers|trucks|pickups|machines|newcomers|versions|hatchbacks|"
    r"sedans|saloons|EVs|quadricycles|bikes|motorcycles)"
)
_ADJECTIVES = r"(?: (?!and\b|or\b|of\b|in\b|to\b|is\b|was\b)[\w'-]+){0,4}?"

_ANAPHOR = re.compile(
    rf"\b(?:(?P<both>both(?: (?:of them|of the|of these|the))?(?: [\w-]+)? {_PLURAL_NOUN}\b|both\b(?! the| in| sides|"
    rf" from| its| at| companies| makers| countries)|the pair\b|the two\b(?! companies| countries| governments| "
    rf"sides| makers)(?: {_PLURAL_NOUN})?|the duo\b|the twins\b|neither\b)"
    rf"|(?P<three>the trio\b|(?:all|the) three\b(?! rows)(?: {_PLURAL_NOUN})?|all (?:of them|four|five|six)\b|"
    rf"(?:these|those|the) (?:three |four |five |popular |American |American-made |US-built |little |electric |new "
    rf"){{0,3}}{_PLURAL_NOUN}\b|them\b)"
    r"|(?P<former>the former\b)|(?P<latter>the latter\b(?!'s? (?:chief|president|chairman)))"
    rf"|(?P<noun>\b(?:the|this|that){_ADJECTIVES} (?P<body>{_SINGULAR_NOUN})\b(?! of the)|\bits{_ADJECTIVES} "
    rf"(?P<own>{BODY_NOUNS})\b)"
    r"|(?P<they>they\b)|(?P<it>it\b(?! is (?:likely|possible|clear|understood|unclear|thought|rare|simpler|hard|easy|"
    r"taken))|its (?=(?:return|launch|arrival|debut|price|sales|introduction|success|importation|predecessor|"
    r"replacement|successor)\b)|\b(?:deliveries|imports|shipments|supply)(?= (?:in|to|from|are|is|will|have|began|"
    r"began|started|ended)\b)))",
    re.IGNORECASE,
)
_ANAPHOR_HEADS = frozenset(
    [
        "both",
        "the",
        "neither",
        "all",
        "these",
        "those",
        "them",
        "this",
        "that",
        "its",
        "it",
        "they",
        "deliveries",
        "imports",
        "shipments",
        "supply",
    ]
)
_COMPANY = re.compile(
    r"\b(?:the (?:company|automaker|carmaker|car maker|manufacturer|maker|marque|brand|group|firm|same company|"
    r"latter company)|its)\b",
    re.IGNORECASE,
)
_BODY_BESIDE = re.compile(rf"(?:(?:,? (?:a|an|the)?)?(?: [\w.-]+){{0,4}}? (?P<body>{BODY_NOUNS})s?\b)", re.IGNORECASE)


_MAKER_IT = re.compile(
    r" ?(?:has |had |have |will |would |also |never |now |still |then |soon |later |first |could |may |might |once |"
    r"not |only |already |be |been |is |was |itself )*"
    r"(?:said|says|say|told|tells|sold|sell|sells|selling|export\w*|build|builds|building|built (?=(?:the|a|an|its|"
    r"more|some)\b|\d)|make|makes|making|made (?=(?:the|a|an|its|more|some|no)\b|\d)|"
    r"launched (?=(?:the|a|an|its)\b)|launch (?=(?:the|a|an|its)\b)|plan\w*|intend\w*|aim\w*|consider\w*|stud(?:y|"
    r"ies|ied|ying)|explor\w+|weigh\w*|mull\w*|examin\w+|looking|looked|looks at|"
    r"no plans|expect(?:s|ed)?\b(?! to be)|want\w*|hop(?:es|ed|ing)|began sell\w+|begin sell\w+|start sell\w+|"
    r"stopp\w+|announc\w+|confirm\w*|import\w* (?=(?:the|a|an|its|some|it|them)\b|\d)|offer(?:s|ed|ing)? (?=(?:the|a|"
    r"an|its)\b)|"
    r"bring\w*|brought|sen[dt]s?\b|suppl\w+|invest\w*|den(?:y|ies|ied)|declin\w+|register\w*|produc\w+|employ\w*|"
    r"operat\w+|open(?:s|ed)?|clos(?:es|ed)|shut|acquir\w+|own(?:s|ed)?|decid\w+|promis\w+|pledg\w+|withdr\w+ "
    r"(?=(?:the|a|an|its)\b)|dropp\w+ (?=(?:the|a|an|its)\b)|reli\w+|distribut\w+|leas\w+|managed|assembl(?:es|"
    r"ing))\b"
)
"""What only a company does: an "it" before it is the maker."""


@dataclass(slots=True)
class Discourse:
    """What has been spoken of so far."""

    group: list[Model] = field(default_factory=list)
    """The models of the last clause that named any."""
    pair: list[Model] = field(default_factory=list)
    """The last two or more that were named together: what "the latter" and "both" choose from."""
    recent: list[Model] = field(default_factory=list)
    """Every model named so far, the latest last."""
    focus: list[Model] = field(default_factory=list)
    """The model that the last clause began with: what "it" means next."""
    badge: Badge | None = None
    """The maker or brand spoken of last."""
    sayings: list[Saying] = field(default_factory=list)
    """What the last sentence said of models."""
    lead: Badge | None = None
    """The maker the article opened with."""
    bodies: dict[str, list[Model]] = field(default_factory=dict)
    """Which models have been called a pickup, a sedan …"""

    def note_scene(self, scene: Scene) -> None:
        """Remember what kinds of car the sentence calls its models."""
        for model in scene.models:
            match = _BODY_BESIDE.match(scene.text, model.end, min(scene.span.end, model.end + 60))
            if match and not any(model.end < m.start < match.end() for m in scene.models):
                self.bodies.setdefault(_body(match["body"]), []).append(model)

    def note_models(self, models: list[Model]) -> None:
        """The clause that was read last spoke of `models`."""
        if not models:
            return
        self.group = models
        if len(models) > 1:
            self.pair = models
        self.focus = models[:1]
        keys = {m.key for m in models}
        self.recent = [m for m in self.recent if m.key not in keys] + models


def _body(noun: str) -> str:
    noun = noun.lower().replace("-", "")
    return {"saloon": "sedan", "hatch": "hatchback", "truck": "pickup", "estate": "wagon", "coupé": "coupe"}.get(
        noun, noun
    )


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A pronoun or noun phrase that stands for models named before."""

    start: int
    end: int
    models: tuple[Model, ...]
    pronoun: bool
    """`it` or `they`, which may just as well be the maker."""


def find_anaphors(scene: Scene, discourse: Discourse) -> list[Anaphor]:
    """The anaphors of the sentence with the models they stand for, in order; unresolved ones are left out."""
    found = []
    for match in scene.find_at(_ANAPHOR_HEADS, _ANAPHOR):
        if match["it"] and _MAKER_IT.match(scene.text, match.end(), scene.span.end):
            continue
        earlier = [m for m in scene.models if m.end <= match.start()]
        if any(m.start < match.end() and match.start() < m.end for m in scene.models):
            continue
        models = _resolve(match, earlier, discourse)
        if models:
            pronoun = bool(match["it"] or match["they"])
            moved = tuple(replace(m, start=match.start(), end=match.end(), rule="anaphor") for m in models)
            found.append(Anaphor(match.start(), match.end(), moved, pronoun))
    return found


def _resolve(match: re.Match[str], earlier: list[Model], discourse: Discourse) -> list[Model]:
    recent = discourse.recent + earlier
    group = _distinct(earlier) or discourse.group
    if match["both"]:
        if len(group) == 2 or len(discourse.pair) == 2:
            return group if len(group) == 2 else discourse.pair
        return _distinct(recent)[-2:] if len(_distinct(recent)) > 1 else []
    if match["three"]:
        if match["three"].lower() == "them" and earlier:
            return earlier[-1:] if len(group) != len(earlier) else group
        return group if len(group) > 1 else (discourse.group if len(discourse.group) > 1 else _distinct(recent)[-3:])
    if match["former"] or match["latter"]:
        pair = group if len(group) >= 2 else discourse.pair or _distinct(recent)[-2:]
        return pair[:1] if match["former"] else pair[-1:]
    if match["noun"]:
        return _by_noun(match, group, discourse)
    if match["they"]:
        return group if len(group) > 1 else []
    if len(group) == 1 or not discourse.focus or earlier:
        return group[:1]
    return discourse.focus


def _by_noun(match: re.Match[str], group: list[Model], discourse: Discourse) -> list[Model]:
    body = _body(match["body"] or match["own"])
    known = list(discourse.bodies.get(body, []))
    if known:
        in_group = [m for m in known if m.key in {g.key for g in group}]
        return (in_group or known)[-1:]
    if match["own"]:
        return []
    free = [m for m in group if not any(m.key == k.key for b, ms in discourse.bodies.items() if b != body for k in ms)]
    return (free or group)[-1:]


def _distinct(models: list[Model]) -> list[Model]:
    seen: dict[tuple[str, str, str | None], Model] = {}
    for model in models:
        seen.pop(model.key, None)
        seen[model.key] = model
    return list(seen.values())
