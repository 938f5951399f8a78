"""Response → article."""

from tracker.pages.content import hash_paragraph
from tracker.pages.parts import join_pages
from tracker.pages.reading import read_page
from tracker.pages.relevance import looks_relevant

__all__ = ["hash_paragraph", "join_pages", "looks_relevant", "read_page"]
