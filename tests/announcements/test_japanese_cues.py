"""The Japanese cues: each fires on its examples and on none of its counter-examples."""

from __future__ import annotations

from tracker.vocabulary.cues import check_cues, read_cues


def test_every_cue_matches_its_examples_only() -> None:
    assert check_cues(read_cues("japanese")) == []


def test_every_cue_has_examples_and_counter_examples() -> None:
    cues = read_cues("japanese").cues.values()
    assert [cue.id for cue in cues if not cue.examples or not cue.counter_examples] == []
