"""`tracker extract --explain`: what was found, where, by which rules, and what was rejected; for people."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.commands.pages import Read
from tracker.records import Announcement, Article, Figure, History, Reading

ARTICLE_FIELDS = ("title", "published", "modified", "authors", "language", "site_name", "canonical_url", "image")


def print_explanation(read: Read) -> None:
    """The whole account of one input, a block a thing."""
    print(f"== {read.given.path}")
    if read.article is None:
        print(f"   error: {read.error}")
        return
    for line in explain_article(read.article):
        print(f"   {line}")
    for line in explain_reading(read.reading):
        print(f"   {line}")
    print()


def explain_article(article: Article) -> Iterator[str]:
    """Each field of the page with the place it was found at."""
    yield f"kind           {article.kind.value}" + (f" ({article.reason})" if article.reason else "")
    for name in ARTICLE_FIELDS:
        value = getattr(article, name)
        if value:
            shown = ", ".join(value) if isinstance(value, tuple) else value
            yield f"{name:14} {shown}" + _place(article, name)
    yield f"body           {len(article.blocks)} blocks, {len(article.body)} characters" + _place(article, "body")
    if article.truncated:
        yield f"truncated      {article.truncated}"


def _place(article: Article, name: str) -> str:
    place = article.places.get(name)
    return f"   <- {place}" if place else ""


def explain_reading(reading: Reading) -> Iterator[str]:
    """The topic, then each record with its evidence, and each claim that was dropped."""
    yield f"topic          {reading.topic.value}, language {reading.language or 'unknown'}"
    for note in reading.notes:
        yield f"note           {note}"
    for announcement in reading.announcements:
        yield from explain_announcement(announcement)
    for figure in reading.figures:
        yield from explain_figure(figure)
    for past in reading.history:
        yield from explain_history(past)
    for person in reading.people:
        yield f"person         {person.name}, {person.role or '-'}, {person.organisation or '-'}"
    if reading.cites:
        yield f"cites          {', '.join(reading.cites)}"
    for claim in reading.rejected:
        yield f"rejected       {claim}"


def explain_announcement(said: Announcement) -> Iterator[str]:
    """One announcement: what, whence, when, and why we say so."""
    name = " ".join(filter(None, (said.brand, said.model or "(no model)")))
    plant = ", ".join(filter(None, (said.plant, said.plant_region)))
    when = "".join((f", from {said.start}" if said.start else "", f", until {said.end}" if said.end else ""))
    yield ""
    yield f"ANNOUNCEMENT   {name}: {said.origin or '?'}{f' ({plant})' if plant else ''} -> {said.market}"
    yield f"  says         {said.status.value} by {said.basis.value}{when}"
    yield f"  evidence     {said.evidence_start}-{said.evidence_end}: {said.evidence}"
    yield f"  rules        {', '.join(said.rules) or '-'}"
    if said.inferred:
        yield f"  looked up    {', '.join(said.inferred)}"


def explain_figure(figure: Figure) -> Iterator[str]:
    """One figure with the sentence it stands in."""
    value = figure.value if isinstance(figure.value, tuple) else (figure.value,)
    number = " to ".join(f"{part:,.15g}" for part in value)
    tied = " ".join(filter(None, (figure.maker, figure.model, figure.place, figure.period)))
    yield f"figure         {figure.kind.value} {number} {figure.unit}{f' ({tied})' if tied else ''}"
    yield from _evidence(figure)


def explain_history(past: History) -> Iterator[str]:
    """One past sale."""
    named = f" as {past.sold_as}" if past.sold_as else ""
    yield f"history        {past.maker} {past.model} in {past.market} until {past.sold_until or '?'}{named}"
    yield from _evidence(past)


def _evidence(record: Figure | History) -> Iterator[str]:
    if record.evidence:
        yield f"  evidence     {record.evidence_start}-{record.evidence_end}: {record.evidence}"
    if record.rules:
        yield f"  rules        {', '.join(record.rules)}"
