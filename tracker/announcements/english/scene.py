"""One sentence, laid out: the models, makers, places, cues and times in it, and the clauses that hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tracker.announcements.document import Document, Mention, Span
from tracker.announcements.english.periods import Period, find_periods
from tracker.vocabulary import NameKind
from tracker.vocabulary.cues import CueMatch, read_cues

FINITE = (
    "is|are|was|were|will|would|has|have|had|could|may|might|can|should|does|do|did|must|comes|come|came|arrives|"
    "arrived|"
    "remains|remained|goes|went|starts|started|begins|began|said|says|sold|sells|plans|planned|makes|made|took|takes|"
    "joins|joined|follows|followed|returns|returned|stays|stayed|gets|got|costs|cost|continues|ships|launched|"
    "announced|stopped|dropped|disappeared|ended|left|reached|lost|gained|'ll|isn't|won't|aren't|hasn't|wasn't|doesn't|"
    "told|confirmed|considers|considered|weighs|weighed|intends|aims|hopes|wants|expects|declined|denied|offers|"
    "offered|"
    "brings|brought|imports|imported|shipped|sends|sent|supplies|supplied|builds|used|looks|seems|fell|rose|shares|"
    "shared|"
    "became|becomes|led|put|uses|gives|gave|features|faces|needs|needed|turned|turns|added|adds|shows|showed|opened|"
    "closed|"
    "disappeared|outsells|works|worked|stood|stands|serves|served|measures|insisted|accounted|accounts|drives|shut|"
    "share|carry|carries"
)
_FINITE_HEADS = frozenset(head for word in FINITE.split("|") for head in re.findall(r"\w+", word)[:1])
_WORD = re.compile(r"\w+")
FINITE_VERB = re.compile(rf"(?<![\w-])(?:{FINITE})\b|'ll\b", re.IGNORECASE)

PLACE_KINDS = (NameKind.COUNTRY, NameKind.REGION, NameKind.PLANT, NameKind.CONTINENT)


@dataclass(frozen=True, slots=True)
class Model:
    """A model of a maker in the sentence, named or meant by a pronoun; `name` None: "some Infiniti models"."""

    start: int
    end: int
    maker: str
    brand: str
    name: str | None
    market: str
    alias: str | None = None
    rule: str = ""
    vehicle: str | None = None

    @property
    def key(self) -> tuple[str, str, str | None]:
        return self.maker, self.brand, self.name


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the sentence, its parts joined: "Georgetown, Kentucky" is one."""

    start: int
    end: int
    country: str | None
    region: str | None = None
    plant: str | None = None
    adjective: bool = False
    stated_country: bool = False
    """The country itself is named, not looked up."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A maker or brand named in the sentence."""

    start: int
    end: int
    maker: str
    brand: str
    market: str | None
    country: str | None = None


_COMPARED = re.compile(
    r"\b(?:than|unlike|like|rivals?|rivals? (?:to|of)|alongside|replac\w+|successor (?:to|of)|based on|compared with|"
    r"shared with|competes? with|together with|as|twin of|"
    r"instead of|against|shares|shared with|sister of|sibling of|derived from|similar to|outsells|behind|not just|"
    r"above|below|between|much as|smaller than|larger than)"
    r"(?: (?:the|a|an|its|some|[A-Z][\w-]+'s?)){0,2}(?: (?!and\b|to\b|also\b)[\w-]+){0,1} $",
    re.IGNORECASE,
)
_OF_MODEL = re.compile(
    r"'s? (?!(?:sales|return|launch|introduction|arrival|debut|homecoming|import|price|comeback|release|japanese|"
    r"domestic|start|future|fate|place|availability|sale|journey|would-be)\b)[a-z]"
    r"| (?:plant|factory|production|line|lines|assembly|engine|platform|owners?|drivers?|badge|name|nameplate's|"
    r"range's)\b(?! sales)"
)
_WITH_GOES = re.compile(
    r"\b(?:will|would|to|also|now|already|be|is|are|was|were|start|starts|begin|begins|starting|beginning|together|"
    r"along|such) (?:with|as) ",
    re.IGNORECASE,
)


def is_aside(scene: Scene, model: Model) -> bool:
    """Whether the model is only compared with, or lends its name to something: "the Passport's assembly line"."""
    return (model.start, model.end) in scene.asides


def _is_aside(scene: Scene, model: Model) -> bool:
    behind = scene.text[max(scene.span.start, model.start - 48) : model.start]
    if (
        _COMPARED.search(behind)
        and not _WITH_GOES.search(behind)
        and not behind.endswith(("like every ", "like all ", "like any "))
    ):
        return True
    return bool(_OF_MODEL.match(scene.text, model.end, scene.span.end))


@dataclass(slots=True)
class Piece:
    """A stretch of the sentence that belongs to one clause."""

    start: int
    end: int
    clause: int


@dataclass(slots=True)
class Clause:
    """A clause of the sentence; `relative` ones hang on what stands before them."""

    number: int
    start: int
    relative: bool = False


@dataclass
class Scene:
    """A sentence with everything found in it, in order of place."""

    span: Span
    text: str
    """The whole document's folded text: every offset is one of it."""
    block: int
    """Number of the line it stands in."""
    models: list[Model] = field(default_factory=list)
    """Without what is said of them; see `status.is_aside` for those that are only compared with."""
    badges: list[Badge] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    media: list[Span] = field(default_factory=list)
    cues: list[CueMatch] = field(default_factory=list)
    published: date | None = None
    markets: list[Place] = field(default_factory=list)
    """The places that are markets."""

    @cached_property
    def periods(self) -> list[Period]:
        """The times that the sentence names: looked for only where somebody asks."""
        found = find_periods(self.text, *self.span, self.published)
        return [p for p in found if not any(m.start < p.end and p.start < m.end for m in self.models)]

    @cached_property
    def words(self) -> dict[str, list[int]]:
        """Where each word of the sentence begins, in small letters."""
        found: dict[str, list[int]] = {}
        for word in _WORD.finditer(self.text, *self.span):
            found.setdefault(word.group().lower(), []).append(word.start())
        return found

    def find_at(self, heads: frozenset[str], pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """The matches of a pattern that begins with one of the words `heads`, looked for at those alone."""
        starts = [start for word in heads.intersection(self.words) for start in self.words[word]]
        found: list[re.Match[str]] = []
        for start in sorted(starts) if len(starts) > 1 else starts:
            if found and start < found[-1].end():
                continue
            if match := pattern.match(self.text, start, self.span.end):
                found.append(match)
        return found

    @cached_property
    def _verbs(self) -> list[tuple[int, int]]:
        """Where the finite verbs of the sentence stand."""
        if "ll" in self.words:
            return [match.span() for match in FINITE_VERB.finditer(self.text, *self.span)]
        return [match.span() for match in self.find_at(_FINITE_HEADS, FINITE_VERB)]

    @cached_property
    def asides(self) -> frozenset[tuple[int, int]]:
        """Start and end of the models that are only compared with, or lend their name: see `is_aside`."""
        return frozenset((model.start, model.end) for model in self.models if _is_aside(self, model))

    @cached_property
    def _families(self) -> dict[str, list[CueMatch]]:
        found: dict[str, list[CueMatch]] = {}
        for cue in self.cues:
            found.setdefault(cue.cue.family, []).append(cue)
        return found

    @cached_property
    def _cut(self) -> tuple[list[Piece], list[Clause]]:
        return _cut_clauses(self)

    @property
    def pieces(self) -> list[Piece]:
        """The stretches of the sentence, each with its clause; cut where somebody first asks."""
        return self._cut[0]

    @property
    def clauses(self) -> list[Clause]:
        """The clauses of the sentence."""
        return self._cut[1]

    def clause_at(self, at: int) -> int:
        """Number of the clause that the offset lies in."""
        pieces = self._cut[0]
        for piece in pieces:
            if piece.start <= at < piece.end:
                return piece.clause
        return pieces[-1].clause if pieces else 0

    def family(self, *families: str) -> list[CueMatch]:
        """The cues of these families."""
        if len(families) == 1:
            return list(self._families.get(families[0], ()))
        return [cue for cue in self.cues if cue.cue.family in families]

    def has_finite(self, start: int, end: int) -> bool:
        """Whether a verb stands between the two offsets."""
        if start < self.span.start or end > self.span.end or self.text[end - 1 : end + 1].isalpha():
            return bool(FINITE_VERB.search(self.text, start, end))
        return any(start <= one and two <= end for one, two in self._verbs)


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
            _add_places(scenes[at], places)
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
        _add_places(scenes[at], places)


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


_NEARBY = re.compile(r"\b(?:near|outside|of|close to)(?: the)? $")
_JOINT = re.compile(
    r"(?:,| \(|\))?(?:,? (?:also |the |city of |town of |outside |near |southeast of |east of |west of |north of |"
    r"south of )*"
    r"(?:in|near|outside|close to)(?: the)?(?: state of| province of| prefecture of)?)? ?$|"
    r" (?:plant|factory|complex|works|site|facility) (?:in|at|near|outside)(?: the)? $|, (?:also |capital )?$"
)


def _add_places(scene: Scene, mentions: list[Mention]) -> None:
    groups: list[list[Mention]] = []
    for mention in _settled_places(scene, mentions):
        if (
            groups
            and groups[-1][0].name.kind in (NameKind.PLANT, NameKind.REGION)
            and _is_nearby(scene.text, groups[-1], mention)
        ):
            continue
        if groups and _joins(scene.text, groups[-1], mention):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    scene.places = [_place(scene.text, group) for group in groups]


def _is_nearby(text: str, group: list[Mention], mention: Mention) -> bool:
    """ "Laem Chabang, southeast of Bangkok": the second place only helps to find the first."""
    gap = text[group[-1].span.end : mention.span.start]
    return (
        len(gap) < 34
        and bool(_NEARBY.search(gap))
        and bool(_JOINT.match(gap))
        and mention.name.kind is not NameKind.COUNTRY
    )


def _settled_places(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """One mention a span: a town where a plant stands, unless it is the state the plant is named after."""
    kept: list[Mention] = []
    for mention in mentions:
        if kept and kept[-1].span == mention.span:
            both = [kept[-1], mention]
            regions = [m for m in both if m.name.kind is not NameKind.PLANT]
            named_after = scene.text[mention.span.end : mention.span.end + 9].startswith((" plant", " factory", "-"))
            kept[-1] = regions[0] if regions and named_after else kept[-1]
        else:
            kept.append(mention)
    return kept


def _joins(text: str, group: list[Mention], mention: Mention) -> bool:
    last = group[-1]
    if last.adjective or mention.adjective:
        return False
    kinds = {m.name.kind for m in group}
    if mention.name.kind in kinds or NameKind.COUNTRY in kinds:
        return False
    gap = text[last.span.end : mention.span.start]
    if len(gap) > 34 or not _JOINT.match(gap):
        return False
    one, two = _country(last), _country(mention)
    return not one or not two or one == two


def _country(mention: Mention) -> str | None:
    return mention.name.canonical if mention.name.kind is NameKind.COUNTRY else mention.name.country


def _place(text: str, group: list[Mention]) -> Place:
    plant = next((m for m in group if m.name.kind is NameKind.PLANT), None)
    region = next((m for m in group if m.name.kind is NameKind.REGION), None)
    country = next((m for m in group if m.name.kind is NameKind.COUNTRY), None)
    code = next((c for c in (_country(m) for m in (country, region, plant) if m) if c), None)
    plant_name = None
    if plant is not None:
        plant_name = plant.alias or plant.name.canonical
    return Place(
        start=group[0].span.start,
        end=group[-1].span.end,
        country=code,
        region=region.name.canonical if region else None,
        plant=plant_name,
        adjective=all(m.adjective for m in group),
        stated_country=country is not None,
    )


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


_STRONG = re.compile(
    r";|:(?= )| [—–-]{1,2} |,? (?:but|while|whereas|although|though|yet|even though|however)\b(?! also)|, so\b"
)
_STRONG_HEADS = frozenset(["but", "while", "whereas", "although", "though", "yet", "even", "however", "so"])
_STRONG_SIGNS = re.compile("[;:—–]| -")
_EXCEPT = re.compile(r"\b(?:anywhere|nowhere|nothing|none|all|any)$")
"""Before "but": no contrast, an exception."""
_COMMA = re.compile(r",? (?:and|or|nor)\b|,")
_RELATIVE = re.compile(
    r",? (?:which|who|whose|where|whom)\b|(?<=[a-z]) that(?= (?:is|was|will|has|shares|the|Honda|it|may|could|makes|"
    r"are)\b)"
)
_RELATIVE_HEADS = frozenset(["which", "who", "whose", "where", "whom", "that"])
_COMPLEMENT = re.compile(
    r"\b(?:said|says|say|told|added|adds|announced|confirmed|confirms|reported|reports|insisted|noted|stated|"
    r"indicated|revealed|"
    r"explained|believes?|thinks?|suggests?|suggested|denied|pledged|hinted|claims?|argues|out|expects?|hopes?|"
    r"decided|sure|so|"
    r"[Ss]pokes\w+|plans?|statement|means?|showed|signal\w*|reckons)(?: (?:[\w'.]+ ){0,5}[\w'.]+)?,? that$"
)
"""A "that" behind a verb of saying opens what is said, not a relative clause."""
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'-]{2,40}(?:, (?:[A-Z][a-z]+\.?|\d{1,2} [A-Z][a-z]+ \d{4}))?(?: \([A-Z][\w ]+\))? ?[—–-]{1,2} "
)
_SUBJECT = re.compile(
    r"(?:(?:the|a|an|its|their|both|that|this|these|some|all|neither|even|only|nor|so|also|as for|at) "
    r"){0,2}(?:[\w'-]+ ){0,3}$",
    re.IGNORECASE,
)
_PRONOUN_CLAUSE = re.compile(
    rf"(?:it|they|he|she|we|I|that|this|there|both|the (?:company|automaker|carmaker|maker|latter|former|[a-z-]+)|"
    rf"sales|production|deliveries|imports) (?:[a-z]+ )?(?:{FINITE})\b",
    re.IGNORECASE,
)


def _may_contrast(scene: Scene) -> bool:
    """Whether the sentence holds what a strong boundary cannot do without."""
    return not _STRONG_HEADS.isdisjoint(scene.words) or bool(_STRONG_SIGNS.search(scene.text, *scene.span))


def _cut_clauses(scene: Scene) -> tuple[list[Piece], list[Clause]]:
    """Pieces and clauses: strong boundaries first, then commas that a new subject and verb follow."""
    text, (start, end) = scene.text, scene.span
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    boundaries = {start: False}
    for match in _STRONG.finditer(text, start, end) if _may_contrast(scene) else ():
        if not _EXCEPT.search(text, max(start, match.start() - 9), match.start()):
            boundaries[match.end()] = False
    last = start
    for match in _COMMA.finditer(text, start, end):
        last = max((b for b in boundaries if b <= match.start()), default=last)
        if _has_own_verb(scene, last, match.start()) and _opens_clause(scene, match.end()):
            boundaries[match.end()] = False
    for match in () if _RELATIVE_HEADS.isdisjoint(scene.words) else _RELATIVE.finditer(text, start, end):
        if not _COMPLEMENT.search(text, max(start, match.start() - 50), match.end()):
            boundaries[match.start()] = True
    return _lay_pieces(scene, boundaries)


_SAYING_TEXT = """
    said says told announced announces confirmed confirms reported reports added revealed stated explained insisted
    noted believes thinks expects suggests
"""
_FRONTED = re.compile(
    r"\s*(?:[A-Z][a-z]+(?:ed|ing)\b|Last\b|Built\b|Made\b|Sold\b|Drawn\b|Shown\b|Seen\b|Known\b|(?:[Ss]ince|[Uu]ntil|"
    r"[Ff]rom|[Ii]n|[Aa]t|[Oo]n|[Bb]y|[Ww]hen|[Ii]f|[Aa]s|"
    r"[Aa]fter|[Bb]efore|[Ww]ith|[Ff]or|[Oo]f|[Tt]o|[Bb]ecause|[Oo]nce|[Uu]nder|[Aa]mong|[Dd]espite|[Uu]nlike|"
    r"[Ll]ike|[Aa]longside|[Ff]irst|[Nn]ow|[Tt]hough|[Aa]lthough|[Ww]hile|Not|Next|Later|Earlier|Ever|Asked|"
    r"Instead)\b)"
)
"""A stretch that stands before its main clause: "Last sold in Japan in 2015, the Murano was ..."."""
_SAYING_HEADS = frozenset(_SAYING_TEXT.split())
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|announces|confirmed|confirms|reported|reports|added|revealed|stated|explained|"
    r"insisted|noted|believes|thinks|expects|suggests)\b"
    r"(?:[^,;]{0,60}? that\b)?"
)


def _has_own_verb(scene: Scene, start: int, end: int) -> bool:
    """Whether a stretch is a clause already: it has a verb beside the one of saying that introduces it."""
    if _FRONTED.match(scene.text, start, end):
        return False
    said = [] if _SAYING_HEADS.isdisjoint(scene.words) else list(_SAYING.finditer(scene.text, start, end))
    return scene.has_finite(said[-1].end() if said else start, end)


_DEPENDENT = re.compile(
    r"(?:which|who|whose|where|whom|as|unlike|like|than|when|because|since|if|after|before|until|that|including|"
    r"such)\b",
    re.IGNORECASE,
)


def _opens_clause(scene: Scene, at: int) -> bool:
    """Whether a subject with its own verb begins at `at`, right behind a comma or an "and"."""
    text, end = scene.text, scene.span.end
    while at < end and text[at] == " ":
        at += 1
    if _DEPENDENT.match(text, at, end) or _INSERTED.match(text, at, end):
        return False
    if _PRONOUN_CLAUSE.match(text, at, end):
        return True
    spans = [(m.start, m.end) for m in scene.models] + [(b.start, b.end) for b in scene.badges]
    named = [span for span in spans if at <= span[0] <= at + 40]
    if not named:
        return False
    first = min(named)
    if not _SUBJECT.match(text[at : first[0]]) or "," in text[at : first[0]]:
        return False
    return _has_verb_behind(scene, first[1])


_BEHIND_SUBJECT = re.compile(
    rf"(?:'s?)?(?: [A-Z][\w.&-]*){{0,3}}(?: (?!and\b|or\b)[a-z][\w'-]*){{0,2}} (?:{FINITE})\b|"
    rf"(?:'s?)?(?: [A-Z][\w.&-]*){{0,3}}(?: [a-z][\w'-]*){{0,2}}(?:, (?:which|who|now|also|likewise|built|made|an?|"
    rf"the|whose|from)\b[^,;]{{0,80}}|,[^,;]{{0,60}}), (?:[a-z]+ )?(?:{FINITE})\b"
)


_OWNED = re.compile(r"'?s? (?:(?:new|own|bigger|smaller|latest|electric|[a-z-]+) )?")
_INSERTED = re.compile(
    r"(?:[A-Z][\w.&-]*|the (?:company|automaker|carmaker|maker)|it|he|she|they)(?: \w+ly)? (?:says?|said|adds|added|"
    r"insists|reports|reported|reckons|confirmed|stresses|promises),"
)
"""Who says so, put in between commas: "and, Fiat says, sold in Italy"."""


def _has_verb_behind(scene: Scene, at: int) -> bool:
    if _BEHIND_SUBJECT.match(scene.text, at, scene.span.end):
        return True
    # A badge may be followed by its model: "Honda's Civic hatchback is ..."
    following = [m for m in scene.models if 0 < m.start - at <= 24 and _OWNED.fullmatch(scene.text, at, m.start)]
    return any(_BEHIND_SUBJECT.match(scene.text, m.end, scene.span.end) for m in following)


def _lay_pieces(scene: Scene, boundaries: dict[int, bool]) -> tuple[list[Piece], list[Clause]]:
    pieces: list[Piece] = []
    clauses: list[Clause] = []
    marks = sorted(boundaries)
    parent = -1
    for index, mark in enumerate(marks):
        stop = marks[index + 1] if index + 1 < len(marks) else scene.span.end
        number = len(clauses)
        clauses.append(Clause(number, mark, boundaries[mark]))
        if not boundaries[mark]:
            parent = number
            pieces.append(Piece(mark, stop, number))
            continue
        close = _relative_end(scene, mark, stop)
        pieces.append(Piece(mark, close, number))
        if close < stop and parent >= 0:
            pieces.append(Piece(close, stop, parent))
    return pieces, clauses


def _relative_end(scene: Scene, start: int, stop: int) -> int:
    """Where a relative clause closes: at the first comma after its own verb, or with the stretch."""
    text, opening = scene.text, start + 2
    comma = text.find(",", opening, stop)
    while comma != -1:
        if text[opening:comma].endswith((" and", " or", " but")):
            # "which shares the line and, unlike the Murano, is made there": the insertion is stepped over.
            comma = text.find(",", comma + 1, stop)
            comma = comma if comma == -1 else text.find(",", comma + 1, stop)
            continue
        if not text[comma + 1 : comma + 2].isdigit() and scene.has_finite(opening, comma):
            return comma
        comma = text.find(",", comma + 1, stop)
    return stop
