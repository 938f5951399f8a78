"""What a crawl did, as records, and as JSON between processes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from tracker.spiders.health import WELL_ENOUGH, Health
from tracker.storage.runs import SourceCounts


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceSummary:
    """What became of one source."""

    name: str
    state: str
    """See `tracker.spiders.health.Health`."""
    evidence: str
    counts: SourceCounts

    @property
    def well(self) -> bool:
        """Nothing is wrong with it."""
        return self.state in {*WELL_ENOUGH, Health.UNKNOWN}


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What a crawl did."""

    run: int | None = None
    sources: tuple[SourceSummary, ...] = ()
    """In order of name."""
    seconds: float = 0.0
    stopped: str | None = None
    """Why it ended early: `SIGTERM`, `time is up`; None: it did not."""
    locked: bool = False
    """Another crawl is running on this database; nothing was done."""
    not_due: int = 0
    """Sources that were left alone because nothing of them was due."""

    @property
    def exit_code(self) -> int:
        """0: all well (also where another crawl runs already), 1: some source is not."""
        return 0 if all(source.well for source in self.sources) else 1

    def total(self) -> SourceCounts:
        """The counts of all sources, added up."""
        whole = SourceCounts()
        for counts in (source.counts for source in self.sources):
            for name, value in asdict(counts).items():
                if name == "causes":
                    for cause, number in value.items():
                        whole.causes[cause] = whole.causes.get(cause, 0) + number
                else:
                    setattr(whole, name, getattr(whole, name) + value)
        return whole


def write_summary(summary: Summary) -> str:
    """The summary as JSON."""
    return json.dumps(asdict(summary), ensure_ascii=False)


def read_summary(text: str) -> Summary:
    """The summary that `write_summary` wrote."""
    data = json.loads(text)
    sources = tuple(SourceSummary(**one | {"counts": SourceCounts(**one["counts"])}) for one in data["sources"])
    return Summary(**data | {"sources": sources})
