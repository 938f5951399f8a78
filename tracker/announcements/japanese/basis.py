"""Who says so: the maker and its people, a medium on others' word, or the author."""

from __future__ import annotations

from tracker.announcements.japanese.sentences import Sentence
from tracker.announcements.japanese.workspace import Act, Workspace
from tracker.records import Status


def read_basis(work: Workspace, sentence: Sentence, act: Act) -> str:
    """`company`, `report` or `commentary`, from the voices of the sentence."""
    voices = [m.cue.value for m in work.cues_of("voice", sentence.start, sentence.end)]
    if act.status is Status.SPECULATED:
        return "report" if "report" in voices and "author" not in voices else "commentary"
    if "report" in voices:
        return "report"
    return "company" if "company" in voices else "report"
