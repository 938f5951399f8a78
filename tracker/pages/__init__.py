"""Response → article."""

from tracker.pages.content import hash_paragraph
from tracker.pages.reading import read_page

__all__ = ["hash_paragraph", "read_page"]
