"""The first look at a text: its sentences, and every name and time in it."""

from __future__ import annotations

from tracker.announcements.document import Document, Span
from tracker.announcements.japanese.periods import find_times
from tracker.announcements.japanese.sentences import SILENT, split_sentences
from tracker.announcements.japanese.workspace import Track, workspace_of
from tracker.vocabulary import Match


def scan_sentences(document: Document) -> None:
    """Stage: fills the sentences."""
    work = workspace_of(document)
    work.sentences = split_sentences(document.text, document.folded)
    for sentence in work.sentences:
        work.lines.setdefault(sentence.line, []).append(sentence)
    document.sentences = [Span(s.start, s.end) for s in work.sentences if s.kind not in SILENT]


def scan_names(document: Document) -> None:
    """Stage: every name the vocabulary knows, a shorter one inside a longer one left out."""
    work = workspace_of(document)
    kept: Track[Match] = Track()
    for match in document.find_names():
        if kept and match.start < kept[-1].end and (match.start, match.end) != (kept[-1].start, kept[-1].end):
            continue
        kept.append(match)
    work.matches = kept


def scan_times(document: Document) -> None:
    """Stage: every time, sentence by sentence: a relative word looks back no further."""
    work = workspace_of(document)
    for sentence in work.sentences:
        if sentence.kind not in SILENT:
            before = (
                work.times[-1:]
                if work.times and work.times[-1].start >= work.sentences_of(sentence.line)[0].start
                else ()
            )
            work.times += find_times(document.folded, sentence.start, sentence.end, document.published, before)
