"""The names and cues of our subject, as data."""

from tracker.vocabulary.names import Match, Name, NameKind, Vocabulary, read_vocabulary

__all__ = ["Match", "Name", "NameKind", "Vocabulary", "read_vocabulary"]
