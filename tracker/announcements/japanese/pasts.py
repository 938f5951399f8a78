"""Earlier sales of a car that is back or may be: until when it was sold at home, as its passage tells."""

from __future__ import annotations

import re

from tracker.announcements.document import Document
from tracker.announcements.japanese.passages import Passage, find_passages
from tracker.announcements.japanese.periods import Time
from tracker.announcements.japanese.workspace import Workspace, within, workspace_of
from tracker.records import History, Status

_GONE = re.compile(
    r"(?:国内|日本)[^。]{0,20}?(?:消え|退[いき]|終え|終了し|打ち切|やめ|途絶え|撤退し)(?:た|て|てい[るた])"
    r"|姿を消し[たて]|まで[^。]{0,22}?(?:売ら|売っ|販売|造ら|つくら|扱わ|扱っ|入って|輸入)[^。、]{0,6}?た"
)


def find_pasts(document: Document) -> None:
    """Stage: adds the history of cars whose own record is another, where nothing has been read of it."""
    work = workspace_of(document)
    live = {(c.maker, c.model) for c in document.claims if c.status is not Status.ENDED}
    known: set[tuple[str, str | None]] = {(h.maker, h.model) for h in document.history}
    wanted = {car.key for car in work.cars if (car.maker, car.model) in live - known}
    for passage in find_passages(document.folded, work, wanted, earlier=True):
        key = passage.car.maker, passage.car.model
        past = _read_past(document, work, passage) if key not in known else None
        if past is not None:
            known.add(key)
            document.history.append(past)


def _read_past(document: Document, work: Workspace, passage: Passage) -> History | None:
    for begin, end in passage.parts:
        gone = _GONE.search(document.folded, begin, end)
        time = _last_time(document, within(work.times, begin, gone.end())) if gone else None
        if time is not None and passage.car.model is not None:
            return History(
                maker=passage.car.maker,
                model=passage.car.model,
                market=passage.car.market,
                sold_until=time,
                evidence=document.text[passage.sentence.start : passage.sentence.end],
                evidence_start=passage.sentence.start,
                evidence_end=passage.sentence.end,
                rules=("history.passage",),
            )
    return None


def _last_time(document: Document, times: list[Time]) -> str | None:
    if document.published is None:
        return None
    today = document.published.isoformat()
    spent = [t for t in times if t.value[:4].isdigit() and t.value[:4] < today[:4] and t.role != "from"]
    until = [t for t in spent if t.role == "until"] or spent
    return until[-1].value if until else None
