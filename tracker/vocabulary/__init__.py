"""The names and cues of our subject, as data."""

from tracker.vocabulary.lookup import Vocabulary, read_vocabulary
from tracker.vocabulary.names import Form, Match, Name, NameKind

__all__ = ["Form", "Match", "Name", "NameKind", "Vocabulary", "read_vocabulary"]
