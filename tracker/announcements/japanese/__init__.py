"""Reading Japanese: the stages, in order. This list is the table of contents."""

from __future__ import annotations

from tracker.announcements.document import Stage
from tracker.announcements.japanese.cars import find_cars
from tracker.announcements.japanese.figures import find_figures
from tracker.announcements.japanese.media import find_cites
from tracker.announcements.japanese.people import find_people
from tracker.announcements.japanese.scanning import scan_names, scan_sentences, scan_times

PREPARING: tuple[Stage, ...] = (scan_sentences, scan_names, scan_times, find_cars)
FINISHING: tuple[Stage, ...] = (find_figures, find_people, find_cites)
