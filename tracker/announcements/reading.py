"""The whole reading on one screen: detect the language, find the names, judge the models, read figures and people."""

from __future__ import annotations

from datetime import date

from tracker.announcements import english, japanese
from tracker.announcements.document import Document, Stage
from tracker.announcements.judging import judge
from tracker.announcements.judging.weights import Weights
from tracker.announcements.language import detect_language
from tracker.records import Reading, Topic
from tracker.vocabulary import Match, read_vocabulary

PREPARING: dict[str, tuple[Stage, ...]] = {"en": english.PREPARING, "ja": japanese.PREPARING}
"""Sentences and mentions: what the judging needs."""
FINISHING: dict[str, tuple[Stage, ...]] = {"en": english.FINISHING, "ja": japanese.FINISHING}
"""Figures, people, credited media."""


def read_announcements(
    text: str, *, published: date | None = None, language: str | None = None, weights: Weights | None = None
) -> Reading:
    """What `text` says about reverse imports.

    `text` is the title, then one paragraph a line. `published` is the outlet's local day; without it relative dates
    stay unread. `language` overrides detection. A language that is not read gives a Reading without records that
    says so in `notes`. `weights` are those of the language unless others are given.
    """
    language = language or detect_language(text)
    if language not in PREPARING:
        return Reading(language=language, topic=Topic.OTHER, notes=(f"language {language} is not read",))
    document = Document(text=text, published=published, vocabulary=read_vocabulary())
    for stage in PREPARING[language]:
        stage(document)
    judge(document, language, find_unheard(document, language), weights)
    for stage in FINISHING[language]:
        stage(document)
    announcements = tuple(document.announcements)
    return Reading(
        language=language,
        topic=Topic.ANNOUNCEMENT if announcements else Topic.CONTEXT if document.on_subject else Topic.OTHER,
        announcements=announcements,
        figures=tuple(document.figures),
        history=tuple(document.history),
        people=tuple(document.people),
        cites=tuple(document.cites),
        rejected=tuple(document.rejected),
    )


def find_unheard(document: Document, language: str) -> list[Match]:
    """The nameplates of a prepared document that the vocabulary does not hold."""
    return [
        Match(start=mention.span.start, end=mention.span.end, name=mention.name, variant="", exact=False)
        for mention in document.mentions
        if mention.rule
    ]
