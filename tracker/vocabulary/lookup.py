"""The vocabulary as a whole: every name of the TOML files beside this module, found in a text at once."""

from __future__ import annotations

from functools import cache

from tracker.vocabulary.files import NameFiles, packaged_folder, read_folder
from tracker.vocabulary.matching import Index
from tracker.vocabulary.names import Match, Name, NameKind
from tracker.vocabulary.settling import settle_spans


class Vocabulary:
    """Every name, and a matcher over all of them at once."""

    def __init__(self, files: NameFiles) -> None:
        self.entries = files.entries
        self._names = {(entry.name.kind, entry.name.canonical): entry.name for entry in self.entries}
        self._index = Index(files.entries, files.compounds)

    def find_names(self, folded: str) -> list[Match]:
        """All names in `folded` text (see `announcements.document.fold`), in order of start; longest at each start.

        Matches of one span are of different kinds (a plant's city and a region), or of things that share a spelling;
        no two spans overlap.

        >>> found = read_vocabulary().find_names("The Camrys come from TMMK; クルーガー will not.")
        >>> [(match.name.canonical, match.alias) for match in found]
        [('Camry', None), ('Georgetown', 'TMMK'), ('Highlander', 'Kluger')]
        """
        return settle_spans(folded, self._index.find_spans(folded))

    def name(self, kind: NameKind, canonical: str) -> Name | None:
        """The name behind a canonical name; None: the vocabulary does not hold it.

        Where two entries share one canonical name (`Cavalier`), the last one read is given.

        >>> read_vocabulary().name(NameKind.BRAND, "MINI").market
        'GB'
        """
        return self._names.get((kind, canonical))

    def names(self, kind: NameKind) -> list[Name]:
        """Every name of one kind, in the order of the files."""
        return [entry.name for entry in self.entries if entry.name.kind is kind]


@cache
def read_vocabulary() -> Vocabulary:
    """The packaged vocabulary, read and checked once a process.

    Raises:
        FixFile: a file breaks the schema; the text names file, entry and key.
    """
    return Vocabulary(read_folder(packaged_folder()))
