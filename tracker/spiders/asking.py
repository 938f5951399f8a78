"""Asking a source's feeds, sitemaps and listings for links, one after another, and storing what they say."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from sqlalchemy import Connection

from tracker.discovery import Found, archive_addresses, page_address, read_feed, read_listing, read_sitemap
from tracker.errors import SkipPage
from tracker.records import Link, UrlState
from tracker.spiders.failures import explain_error, explain_status
from tracker.spiders.polling import (
    hash_links,
    is_due,
    note_answer,
    note_failure,
    order_polls,
    worked_before,
    write_conditions,
)
from tracker.spiders.sorting import SortedLink
from tracker.spiders.visit import Visit
from tracker.storage.polls import PollState, load_poll, load_polls, save_poll
from tracker.storage.urls import SavedUrl, save_sightings, save_state
from tracker.stories.addresses import read_address

log = logging.getLogger(__name__)

MOST_BYTES = {"feed": 20_000_000, "sitemap": 60_000_000, "listing": 8_000_000, "archive": 8_000_000}
NEWEST_MAPS = 12
"""Sitemaps of an index that a usual run reads; a run with `since` reads all that may hold something."""
NEW_PAGES = 5
"""Pages of a listing that a usual run turns, as long as each has something new."""
PIECE = 1_000
"""Links stored in one transaction."""
MOST_PAGES = 500
"""Pages of a listing or archive that one run turns."""


class Asker:
    """One run's questions to one source."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.source = visit.source
        self.worked: list[PollState] = []
        """Addresses that answered as they should."""
        self.polled: set[str] = set()
        """Addresses that were asked."""
        self.fresh = 0
        """Addresses never seen before that the last answer gave."""

    async def ask_all(self) -> None:
        """Asks every address that is due: the verified ones, then the others until one of them works."""
        states = {s.address: s for s in await self.visit.read(lambda c: load_polls(c, source=self.source.name))}
        polls = order_polls(self.source, states)
        doubtful = [state for state in polls if state.address in self.source.unverified]
        for state in polls:
            if state not in doubtful and self._is_wanted(state):
                await self._ask_through(state)
        for state in doubtful:
            # One that worked before is asked like a verified one; the others only where nothing works.
            if self._is_wanted(state) and (not self._works(polls) or worked_before(state)):
                await self._ask_through(state)
        await self._ask_known_maps(states.values())
        if self.visit.since and self.source.archive:
            await self._ask_archive(self.source.archive, self.visit.since)

    async def _ask_known_maps(self, states: Iterable[PollState]) -> None:
        """Sitemaps that an index once named: it may stay as it is while they change."""
        stated = {address for _, address in self.source.addresses}
        maps = [state for state in states if state.kind == "sitemap" and state.address not in stated | self.polled]
        for state in maps[:NEWEST_MAPS]:
            if self._is_wanted(state):
                await self._ask(state)

    def _is_wanted(self, state: PollState) -> bool:
        return not self.visit.stopped and (self.visit.asked or is_due(state, self.visit.started))

    def _works(self, polls: Sequence[PollState]) -> bool:
        """Whether links come from anywhere: an address worked in this run, or is not due because it did lately."""
        lately = (s for s in polls if not is_due(s, self.visit.started) and worked_before(s) and not self.visit.asked)
        return bool(self.worked) or any(lately)

    async def _ask_through(self, state: PollState) -> None:
        """Asks an address, and what it points to: an index's sitemaps; with `since`, the pages that follow."""
        found = await self._ask(state)
        if found is None:
            return
        if state.kind == "sitemap":
            for link in self._choose_maps(found.more):
                await self._ask_through(await self._state(link.url, "sitemap"))
        else:
            await self._turn_pages(state, found)

    def _choose_maps(self, maps: Sequence[Link]) -> list[Link]:
        since = self.visit.since
        if since is None:
            return list(maps[:NEWEST_MAPS])
        return [m for m in maps if m.modified is None or _aware(m.modified) >= since]

    async def _turn_pages(self, state: PollState, found: Found | None) -> None:
        seen = {state.address}
        for number in range(2, MOST_PAGES if self.visit.since else NEW_PAGES + 1):
            if found is None or not self._may_go_on(found):
                return
            named = page_address(state.address, self.source.paging, number) if state.kind == "listing" else None
            following = named or next((link.url for link in found.more), None)
            if following is None or following in seen:
                return  # links that loop end here
            seen.add(following)
            found = await self._ask(await self._state(following, state.kind))

    def _may_go_on(self, found: Found) -> bool:
        """A page without articles, without new ones, or with `since` with nothing but older ones, is the last."""
        since = self.visit.since
        if not found.links or self.visit.stopped:
            return False
        if since is None:
            return self.fresh > 0
        return any(link.published is None or _aware(link.published) >= since for link in found.links)

    async def _ask_archive(self, template: str, since: datetime) -> None:
        first, last = since.date(), self.visit.started.date() + timedelta(days=1)
        for address in archive_addresses(template, first, last):
            for page in range(1, MOST_PAGES):
                if self.visit.stopped:
                    return
                following = address if page == 1 else self._archive_page(template, address, page)
                found = await self._ask(await self._state(following, "archive")) if following else None
                if found is None or not found.links:
                    break

    def _archive_page(self, template: str, first: str, page: int) -> str | None:
        if "{page" not in template:
            return None
        head, _, tail = first.rpartition("1")
        return f"{head}{page}{tail}"

    async def _state(self, address: str, kind: str) -> PollState:
        return await self.visit.read(lambda c: load_poll(c, source=self.source.name, address=address, kind=kind))

    async def _ask(self, state: PollState) -> Found | None:
        """What an address says; None: nothing new, or it failed, which is stored."""
        self.visit.counts.polls += 1
        self.polled.add(state.address)
        self.fresh = 0
        conditions = {} if self.visit.since else write_conditions(state, self.visit.started)
        request = Request(
            state.address,
            headers=conditions,
            callback=NO_CALLBACK,
            dont_filter=True,
            meta={"download_maxsize": MOST_BYTES[state.kind], "tracker_poll": state.kind},
        )
        try:
            response = await self.visit.download(request)
        except Exception as error:
            failure = explain_error(error)
            if not isinstance(error, IgnoreRequest) and failure.cause == "error":
                log.warning("%s: %s", state.address, failure.reason)
            await self._fail(state, failure.cause, failure.reason, None, untried=failure.untried)
            return None
        if response.status == 304:
            await self._store_same(state, response)
            return None
        if response.status != 200:
            refused = explain_status(response.status)
            await self._fail(state, refused.cause, refused.reason, response.status)
            return None
        return await self._read(state, response)

    async def _read(self, state: PollState, response: Response) -> Found | None:
        try:
            found = await self.visit.do(lambda _: self._parse(state, response))
        except SkipPage as problem:
            where = f" (redirected to {response.url})" if response.url != state.address else ""
            await self._fail(state, "no_feed", f"{problem}{where}", response.status)
            return None
        except Exception as error:  # whatever a document breaks is this address's failure, not the run's
            await self._fail(state, "reading", f"{type(error).__name__}: {error}", response.status)
            return None
        await self._store(state, response, found)
        return found

    def _parse(self, state: PollState, response: Response) -> Found:
        charset = read_charset(response)
        if state.kind == "feed":
            return read_feed(response.body, response.url, charset=charset)
        if state.kind == "sitemap":
            return read_sitemap(response.body, response.url, charset=charset)
        return read_listing(response.body, response.url, self.source.is_article, via=state.kind, charset=charset)

    async def _store_same(self, state: PollState, response: Response) -> None:
        self.visit.counts.polls_unchanged += 1
        after = note_answer(
            state, now=datetime.now(UTC), status=304, headers=_headers(response), content=None, entries=None
        )
        self.worked.append(after)
        await self.visit.write(lambda c: save_poll(c, after))

    async def _store(self, state: PollState, response: Response, found: Found) -> None:
        """Links first, the address's own state with the last of them: a kill between would lose links for ever."""
        content = hash_links([*found.links, *found.more])
        same = content == state.content_hash and not self.visit.since
        self.visit.counts.polls_unchanged += same
        self.visit.counts.links += len(found.links)
        after = note_answer(
            state,
            now=datetime.now(UTC),
            status=response.status,
            headers=_headers(response),
            content=content,
            entries=len(found.links),
        )
        if found.notes:
            after = replace(after, last_error="; ".join(found.notes))
        ordered = [] if same else self.visit.sort(found.links)
        saved = await self._save(after, ordered)
        self.fresh = len({url.id for url in saved if url.new})
        self.visit.counts.new += self.fresh
        self.visit.counts.gated += len(
            {url.id for url, one in zip(saved, ordered, strict=True) if url.new and not one.keep}
        )
        if found.links or found.more or state.kind != "listing":
            self.worked.append(after)

    async def _save(self, after: PollState, ordered: Sequence[SortedLink]) -> list[SavedUrl]:
        """Stores links in pieces, so that nobody waits long for the database, and the address's state with the last:
        a kill before it leaves the address to be asked again.
        """
        saved: list[SavedUrl] = []
        whole = max(len(ordered), 1)
        for start in range(0, whole, PIECE):

            def save(connection: Connection, start: int = start) -> list[SavedUrl]:
                if start + PIECE >= whole:
                    save_poll(connection, after)
                return save_links(connection, ordered[start : start + PIECE], self.visit)

            saved += await self.visit.write(save)
        return saved

    async def _fail(
        self, state: PollState, cause: str, reason: str, status: int | None, *, untried: bool = False
    ) -> None:
        if untried:
            if not self.visit.stopped:
                self.visit.note_waiting(reason)
            return
        self.visit.counts.polls_failed += 1
        self.visit.note_cause(f"poll:{cause}")
        after = note_failure(state, now=datetime.now(UTC), reason=reason, status=status)
        log.info("%s: %s: %s", self.source.name, state.address, reason)
        await self.visit.write(lambda c: save_poll(c, after))


def save_links(connection: Connection, ordered: Sequence[SortedLink], visit: Visit) -> list[SavedUrl]:
    """Stores sightings, and the states that the gate decides; a link that it now lets through is due again.

    Returns the address of each link, in order.
    """
    now = visit.started
    saved = save_sightings(
        connection,
        [one.link for one in ordered],
        source=visit.source.name,
        now=now,
        identify=lambda link: read_address(link.url, visit.source.id_pattern),
        run=visit.run,
    )
    wanted = {url.id for url, one in zip(saved, ordered, strict=True) if one.keep}
    for url, one in {url.id: (url, one) for url, one in zip(saved, ordered, strict=True)}.values():
        if url.new and url.id not in wanted:
            save_state(connection, url.id, UrlState.GATED, reason=one.reason, cause="gate", now=now, run=visit.run)
        elif url.state is UrlState.GATED and url.id in wanted:
            save_state(connection, url.id, UrlState.SEEN, reason=one.reason, now=now, run=visit.run)
    return saved


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _headers(response: Response) -> dict[str, str]:
    return {
        key.decode("latin-1").lower(): b", ".join(values).decode("latin-1") for key, values in response.headers.items()
    }


def read_charset(response: Response) -> str | None:
    """The encoding that the response's header states."""
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return kind.partition("charset=")[2].strip(" \"'").partition(";")[0] or None
