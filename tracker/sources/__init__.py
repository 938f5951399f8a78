"""Which media are watched: one TOML entry a medium, validated when it is read.

>>> sources = read_catalogue(packaged=True)
>>> sources["autofile"].timezone
'Pacific/Auckland'
"""

from tracker.sources.entry import Confidence, Gate, Source, SourceKind
from tracker.sources.reading import explain_unknown, find_source, read_catalogue, read_entry, read_folder

__all__ = [
    "Confidence",
    "Gate",
    "Source",
    "SourceKind",
    "explain_unknown",
    "find_source",
    "read_catalogue",
    "read_entry",
    "read_folder",
]
