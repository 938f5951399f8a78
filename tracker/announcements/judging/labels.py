"""What the names and times of a line are to one candidate: so that "the Thai-built Hilux" and "the Ohio-built Integra"
leave the same traits."""

from __future__ import annotations

from tracker.announcements.judging.candidates import Subject
from tracker.announcements.judging.sheet import BADGES, Line, Sheet, country_of
from tracker.announcements.judging.times import When, distance_of
from tracker.announcements.judging.tokens import Token
from tracker.vocabulary import Name, NameKind
from tracker.vocabulary.names import Form

SELF = "SELF"


def label_tokens(sheet: Sheet, line: Line, subject: Subject) -> list[str]:
    """The tokens of a line as texts: names and times as what they are to the candidate, in capitals."""
    if subject not in line.labels:
        line.labels[subject] = [token.text or label_of(sheet, token, subject) for token in line.tokens]
    return line.labels[subject]


def label_of(sheet: Sheet, token: Token, subject: Subject) -> str:
    """SELF, MODEL (another of the maker's), OMODEL (another maker's), MAKER, OMAKER, HOME, FOREIGN, TIME …"""
    if token.when is not None:
        return time_label(sheet, token.when)
    best = ""
    for match in token.names:
        label = _name_label(match.name, match.form is Form.ADJECTIVE, subject)
        if label == SELF:
            return label
        if not best or label == "MODEL":
            best = label
    return best or "NAME"


def time_label(sheet: Sheet, when: When) -> str:
    """How a time lies to the day of publication; `T EITHER` where the tense must tell."""
    if when.past != when.future:
        return "T EITHER"
    return f"T {distance_of(when.past, sheet.document.published)}"


def _name_label(name: Name, adjective: bool, subject: Subject) -> str:
    maker, brand, model, market = subject
    if name.kind is NameKind.NAMEPLATE:
        if name.maker == maker and name.canonical == model and (name.brand or name.maker) == brand:
            return SELF
        return "MODEL" if name.maker == maker else "OMODEL"
    if name.kind in BADGES:
        if model is None and name.canonical == brand:
            return SELF
        return "MAKER" if maker in (name.canonical, name.maker) else "OMAKER"
    if name.kind is NameKind.CONTINENT:
        return "CONTINENT"
    if name.kind is NameKind.MEDIUM:
        return "MEDIUM"
    home = country_of(name) == market
    if name.kind is NameKind.COUNTRY:
        return ("HOME" if home else "FOREIGN") + (" ADJ" if adjective else "")
    own = " OWN" if name.kind is NameKind.PLANT and maker in name.makers else ""
    return ("HOME PLACE" if home else "FOREIGN PLACE") + own
