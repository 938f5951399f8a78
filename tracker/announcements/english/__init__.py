"""Reading English: the stages, in order. This list is the table of contents."""

from __future__ import annotations

from tracker.announcements.document import Stage
from tracker.announcements.english.figures import find_figures
from tracker.announcements.english.media import find_cites
from tracker.announcements.english.mentions import find_mentions
from tracker.announcements.english.people import find_people
from tracker.announcements.english.sentences import find_sentences

PREPARING: tuple[Stage, ...] = (find_sentences, find_mentions)
FINISHING: tuple[Stage, ...] = (find_people, find_figures, find_cites)
