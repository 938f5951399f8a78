"""The whole reading on one screen: detect the language, run its stages, weigh what they left open, assemble."""

from __future__ import annotations

from datetime import date

from tracker.announcements import english, japanese
from tracker.announcements.assembly import assemble_announcements
from tracker.announcements.document import Document, Stage
from tracker.announcements.language import detect_language
from tracker.announcements.weighing import weigh_claims
from tracker.records import Reading, Topic
from tracker.vocabulary import read_vocabulary

STAGES: dict[str, tuple[Stage, ...]] = {"en": english.STAGES, "ja": japanese.STAGES}


def read_announcements(text: str, *, published: date | None = None, language: str | None = None) -> Reading:
    """What `text` says about reverse imports.

    `text` is the title, then one paragraph a line. `published` is the outlet's local day; without it relative dates
    stay unread. `language` overrides detection. A language that is not read gives a Reading without records that
    says so in `notes`.
    """
    language = language or detect_language(text)
    stages = STAGES.get(language or "")
    if stages is None:
        return Reading(language=language, topic=Topic.OTHER, notes=(f"language {language} is not read",))
    document = Document(text=text, published=published, vocabulary=read_vocabulary())
    for stage in stages:
        stage(document)
    weigh_claims(document, language or "")
    announcements = assemble_announcements(document)
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
