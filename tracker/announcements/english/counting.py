"""What a number of an English sentence counts: the kind of figure, or nothing that belongs in a table."""

from __future__ import annotations

import re

from tracker.announcements.english.numbers import Quantity
from tracker.announcements.english.setting import Kind, Setting, find_nearest
from tracker.announcements.english.sums import resolve_bare_tariff, resolve_money, resolve_tariff
from tracker.records import FigureKind
from tracker.vocabulary import NameKind
from tracker.vocabulary.cues import CueMatch

CAME_TO = "figure.sales.came_to"
COUNTS = ("capacity", "orders", "target_volume", "production", "sales", "export")


def resolve_kind(setting: Setting, quantity: Quantity) -> Kind:
    """What `quantity` counts; None where an analyst would leave it out."""
    if quantity.unit == "%":
        return resolve_tariff(setting, quantity)
    if quantity.unit is not None:
        return resolve_money(setting, quantity)
    return resolve_bare_tariff(setting, quantity) or _count(setting, quantity)


_VEHICLE = (
    r"(?:units?|vehicles?|cars?|trucks?|pickups?|pick-ups?|SUVs?|crossovers?|sedans?|vans?|minivans?|coupes?|"
    r"hatchbacks?|motorcycles?|bikes?|scooters?|orders|pre-orders|"
    r"reservations|bookings|signatures|deposits|buyers|takers|homes|customers|registrations|automobiles|autos|"
    r"examples|copies|sales|deliveries|EVs|owners|superminis|saloons|estates|"
    r"wagons|convertibles|roadsters|utes|imports|hybrids|models? a|Germans|of (?:them|these|those|the|its|all))"
)
_VEHICLE_NOUN = re.compile(
    rf" (?:or so |or more |-odd )?(?:[\w'-]+ ){{0,4}}?(?:{_VEHICLE}|a (?:year|month|week|day)|per (?:year|"
    rf"month)|annually|monthly|in \w+|last year|this year|the year before|overseas)\b",
    re.IGNORECASE,
)
_CAR_NEXT = re.compile(
    rf"(?: or so| or more|-odd)?(?: new| more| further| such| numbered| finished|"
    rf" additional)?(?: [\w'-]+){{0,1}} {_VEHICLE}\b",
    re.IGNORECASE,
)
_NOT_COUNT = re.compile(
    r"(?: |-)(?:(?!a |an |per |each |every )[\w'-]+ ){0,1}?(?:people|employees|workers|staff|jobs|dealers|"
    r"dealerships|stores|showrooms|branches|members|kilomet\w+|km|miles?|mph|mpg|horsepower|hp|bhp|PS|kW|kWh|"
    r"Nm|metres?|meters?|mm|cm|"
    r"litres?|liters?|cc|cubic|percent|per cent|points|years?|months?|weeks?|days?|hours?|minutes?|seconds?|"
    r"countries|markets|models|plants|factories|images|tonnes|tons|doors?|seats?|seater|cylinders?|rows?|"
    r"steps|grand|comments|robots|suppliers|acres|hectares|square|degrees|versions|trims|variants|prefectures|"
    r"states|cities|speakers|inch|inches|°|pm|am|speed|th|st|nd|rd|visitors|ships?|spectators|kilos?|"
    r"kilograms?|kg|shares|pages|"
    r"pounds|men|women|children|places|names|households|engineers|fewer|less|higher|lower|short)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?:-odd)?(?: other| more| new| extra)? (?P<noun>[a-z-]{3,}s)(?= |[,.;:)]|$)")
_NO_NOUNS = frozenset(
    ["across", "always", "besides", "does", "has", "is", "its", "less", "others", "overseas", "plus", "sales"]
).union(["sometimes", "this", "thanks", "thus", "towards", "units", "us", "versus", "was"])
_LABELLED = re.compile(
    r"(?:\b(?:No|Nos|number|page|p|Highway|Route|Interstate|Hall|Gate|Line|Local|Road|tool|Terminal|chapter|"
    r"Article|Section|Euro|Type|Class|Level|Tier|Stage|Phase|Mark|Box|Room|"
    r"Stand|Booth|flight|bay|lot|berth|pier|channel|score[ds]?|aged?|Series|Step|Version|Formula|Area|Studio|"
    r"Nikkei|KOSPI|index|Sensex)\.?|#|out of|one in|in every)\s$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\b(?:horsepower|hp|bhp|kWh?|Nm|PS|km|kilomet(?:re|er)s|miles|lit(?:re|er)s|mm|people|workers|jobs|dealers),? "
    r"(?:or|and|to|from|against|up from|down from|instead of|not) $"
)
"""Before "225 horsepower, or 232": the same thing is counted again."""
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_DATE_BEHIND = re.compile(rf"\b{_MONTH}\.? $")
_DATE_AHEAD = re.compile(rf"(?:st|nd|rd|th)?(?: of)? {_MONTH}\b")
_QUANTIFIED = re.compile(
    r"(?:\b(?:some|about|only|just|of|to|at|than|nearly|over|all|around|and|from|sold|built|made|registered|"
    r"with|for|roughly|almost|under|was|were|is|managed|bought|found|delivered|"
    r"moved|took|up|by|or)|[,:;(–—]|^) ?$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r" (?:[a-z]+ )?(?:fewer|more|less|above|below|short|ahead|behind) (?:than|of)\b")
_PER = (
    r"(?:(?: or so)? (?:a|per|each|every|an|in a) (?:year|month|week|day|annum)"
    r"| annually| monthly| yearly| a full year)\b"
)
_PER_TIME = re.compile(rf"(?: [\w'-]+){{0,4}}?{_PER}")
_FROM_PLANT = re.compile(rf"(?: [\w'-]+){{0,4}}?{_PER} (?:from|out of) (?:its |the )?(?:[A-Z]|plant|factory)")
_PER_MONTH = re.compile(r"(?: [\w'-]+){0,4}? (?:(?:a|per|each|every) month|monthly)\b")
_CAN = re.compile(
    r"\b(?:can|could|able to|capable of|ability to|room (?:for|to)|enough for|geared for|designed (?:for|to)|"
    r"laid out for|big enough for)\b(?P<between>[^,;]{0,50})$",
    re.IGNORECASE,
)
_CAN_BE = re.compile(rf"(?: [\w'-]+){{0,4}}?{_PER} (?:can|could) be (?:built|made|assembled|produced)\b")
_MEANT = re.compile(r"\b(?:meant|laid out|designed|built|sized|big enough|tooled up) for(?: about| some| up to)? $")
_SELLS = re.compile(
    r"\b(?:sell|sold|find|shift|deliver|import|order|buy|register|bring|ship|take|be had)", re.IGNORECASE
)
_HOPED = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|expects? to (?:find|sell|deliver|shift|move)|wants|want to|aim(?:s|ed|ing)?|"
    r"content with|settle for|set itself|happy with|"
    r"satisfied with|reckons on|counting on|banking on|budget(?:s|ed)?|pencill?ed in|"
    r"the (?:plan|aim|goal|hope|ambition|idea|target) (?:is|was)|looking (?:for|to)|pledg\w+|set aside|"
    r"earmark(?:s|ed)|allot(?:s|ted)|allocat(?:es|ed)|reserv(?:es|ed) for)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_HOPED_AHEAD = re.compile(
    r"(?:[\w' ,-]{0,30}) ?(?:the (?:hope|target|goal|aim|ambition|plan)|set aside|earmarked|allotted|allocated|"
    r"is the (?:target|goal|aim|plan)|(?:are|is|were|was) (?:planned|foreseen|hoped for|targeted))\b"
)
_WILL = re.compile(
    r"\b(?:will|would|hop(?:es?|ing) to|wants? to|plans? to|planning to|aims? to|intends? to|expect(?:s|ed|"
    r"ing)? to|due to|set to|is to|are to|was to|were to|trying to|hopes? of|expects?|forecasts?|projects?)"
    r"(?: \w+){0,2} $",
    re.IGNORECASE,
)
_BUILT_ABROAD = re.compile(
    r"(?: of (?:them|these|those|the total|which))?(?: \w+)?,? (?:were|was|are|is|had been|have been|has been|"
    r"being)(?: \w+)? (?:built|made|produced|assembled|manufactured) (?:abroad|overseas|by|at|in [A-Z]|outside)"
)
_SUBJECT = re.compile(
    r"(?:overseas )?(?:exports|shipments|production|output|orders|reservations|capacity|sales|registrations|"
    r"deliveries)",
    re.IGNORECASE,
)
_LINE = re.compile(r"\s?(?:\([^)]{0,30}\))?\s?[–—:|-]\s?")


def _count(setting: Setting, quantity: Quantity) -> Kind:
    behind, ahead = setting.behind(quantity), setting.ahead(quantity)
    if quantity.top >= 1e9 or _is_no_count(setting, quantity, behind, ahead):
        return None
    if setting.table and _heads_line(setting, quantity):
        return FigureKind(setting.table), "figure.table"
    per = _PER_TIME.match(ahead)
    can = _CAN.search(behind)
    if per and can and not _SELLS.search(can["between"]):
        return FigureKind.CAPACITY, "figure.capacity.can"
    if _CAN_BE.match(ahead) or _MEANT.search(behind):
        return FigureKind.CAPACITY, "figure.capacity.meant"
    cue = _subject_of(setting, find_nearest(setting, quantity, COUNTS))
    if cue is not None:
        return _cued(setting, quantity, cue)
    if _HOPED.search(behind) or _HOPED_AHEAD.match(ahead):
        return FigureKind.TARGET_VOLUME, "figure.target_volume.hoped"
    if per and _FROM_PLANT.match(ahead):
        return FigureKind.PRODUCTION, "figure.production.from_plant"
    if per and re.match(rf"(?: [\w'-]+){{0,2}}?{_PER}(?: and more| or so)? in (?:the )?[A-Z]", ahead):
        return FigureKind.SALES, "figure.sales.per_year"
    if _PER_MONTH.match(ahead):
        return FigureKind.TARGET_VOLUME, "figure.target_volume.monthly"
    if setting.series and not quantity.plain and quantity.top >= 100 and setting.text[quantity.span.start].isdigit():
        return FigureKind(setting.series), "figure.series"
    return None


def _subject_of(setting: Setting, cue: CueMatch | None) -> CueMatch | None:
    """What rose, where the cue is but "rose to": the last word before it that says what is counted."""
    if cue is None or cue.cue.id != CAME_TO:
        return cue
    behind = [c for c in setting.cues if c.end <= cue.start and _SUBJECT.fullmatch(setting.text, c.start, c.end)]
    return behind[-1] if behind else cue


def _cued(setting: Setting, quantity: Quantity, cue: CueMatch) -> Kind:
    behind, ahead = setting.behind(quantity), setting.ahead(quantity)
    kind = cue.cue.value
    if kind == "export" or (kind == "orders" and "petition" in setting.text[slice(*setting.sentence)]):
        return None
    if kind == "production" and _BUILT_ABROAD.match(ahead) and setting.text.startswith("Of ", setting.sentence.start):
        # "Of 155,000 registered, 45,000 were built abroad": what they are, not what was counted.
        kind = setting.series or "sales"
    if (
        kind in ("sales", "production")
        and (_HOPED.search(behind[-60:]) or _HOPED_AHEAD.match(ahead))
        and kind == "sales"
    ):
        return FigureKind.TARGET_VOLUME, "figure.target_volume.hoped"
    if kind == "sales" and _WILL.search(setting.text, max(setting.sentence.start, cue.start - 40), cue.start):
        return FigureKind.TARGET_VOLUME, "figure.target_volume.will"
    return FigureKind(kind), cue.cue.id


def _is_no_count(setting: Setting, quantity: Quantity, behind: str, ahead: str) -> bool:
    if (
        _LABELLED.search(behind)
        or _MEASURED.search(behind)
        or _DATE_BEHIND.search(behind)
        or (quantity.top < 32 and _DATE_AHEAD.match(ahead))
    ):
        return True
    sold_times = re.match(r" times\b", ahead) and re.search(r"\b(?:bought|sold|built|made|ordered)\b", behind[-30:])
    if sold_times:
        return False
    if _DIFFERENCE.match(ahead) or (_NOT_COUNT.match(ahead) and not _CAR_NEXT.match(ahead)):
        return True
    plural = _PLURAL.match(ahead)
    if plural and plural["noun"] not in _NO_NOUNS and not re.fullmatch(_VEHICLE, plural["noun"], re.IGNORECASE):
        return not any(
            m.span.start - quantity.span.end <= 1 for m in setting.named if m.span.start >= quantity.span.end
        )
    return quantity.plain and quantity.top < 1000 and not _is_small_count(setting, quantity, ahead)


def _is_small_count(setting: Setting, quantity: Quantity, ahead: str) -> bool:
    """Whether a number below a thousand counts cars, and is no road, size or name."""
    if re.match(r" [A-Z]", ahead) and not re.match(r" (?:Toyotas|in |[A-Z][\w-]+s\b)", ahead):
        return any(0 <= m.span.start - quantity.span.end <= 2 for m in setting.named)
    if any(m.span.end + 1 == quantity.span.start and m.name.kind is NameKind.NAMEPLATE for m in setting.named):
        return False
    if re.match(r" in (?:every )?[a-z]+\b", ahead) and not re.match(r" in (?:all|total|the|a|its)\b", ahead):
        return False
    if _VEHICLE_NOUN.match(ahead) or (quantity.top >= 100 and _QUANTIFIED.search(setting.behind(quantity))):
        return True
    return any(0 < quantity.span.start - c.end <= 2 for c in setting.cues if c.cue.value in COUNTS)


def _heads_line(setting: Setting, quantity: Quantity) -> bool:
    """ "Renault Clio – 6,890": a name, a dash and the number, and nothing before them."""
    names = [m for m in setting.named if m.span.end <= quantity.span.start]
    if not names or (quantity.plain and quantity.top < 20):
        return False
    start = min(m.span.start for m in names)
    opened = setting.text[setting.sentence.start : start].strip()
    return len(opened) <= 4 and bool(_LINE.fullmatch(setting.text, names[-1].span.end, quantity.span.start))
