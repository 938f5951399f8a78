"""What the clauses of a sentence say of selling: planned, considered, denied, on sale, ended, and of which models."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from tracker.announcements.english.anaphora import Anaphor, Discourse
from tracker.announcements.english.origin import is_list_gap
from tracker.announcements.english.periods import Period
from tracker.announcements.english.scene import Badge, Model, Place, Scene, is_aside
from tracker.records import Status
from tracker.vocabulary.cues import CueMatch

MODE_REACH = 70
"""Characters that may stand between a mode and the event it colours: "plans, as dealers were told, to sell"."""

MODE_STATUS = {
    "planned": Status.PLANNED,
    "considering": Status.CONSIDERING,
    "speculated": Status.SPECULATED,
    "ruled_out": Status.RULED_OUT,
    "on_sale": Status.ON_SALE,
}


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing a clause says: a status, the models it is said of, and the cues that said it."""

    status: Status
    models: tuple[Model, ...]
    badge: Badge | None
    """The maker that does it, where no model is named."""
    cue: CueMatch
    mode: CueMatch | None
    tense: str
    """`past`, `present`, `perfect` or `future`."""
    strength: int
    period: Period | None = None
    """Its time, where no verb stands beside it: "the latter in 2028"."""

    @property
    def rules(self) -> tuple[str, ...]:
        return (self.mode.cue.id, self.cue.cue.id) if self.mode else (self.cue.cue.id,)


_OTHER_SUBJECT = re.compile(
    r"\b(?:he|she|I|we|who|they|people|buyers|customers|visitors|officials|government|ministry|parts|engines?|"
    r"batter(?:y|ies)|workers|tariffs?|rules?|scheme|imports of|"
    r"motorcycles|decision|talks|agreement|prices of|production|assembly|output|mass production)\b",
    re.IGNORECASE,
)
"""A subject of its own that is no car."""
_LIST_OPENS = re.compile(r":|—|–|\b(?:namely|such as|including|among them|notably)\b")
_TRADE = re.compile(
    r"\b(?:sales|deliver(?:y|ies)|imports?|shipments|exports|importation|retail sales|handovers|the import|leasing|"
    r"marketing)\b",
    re.IGNORECASE,
)
_GUESSED = re.compile(r"\b(?:company|maker|automaker|carmaker|spokes\w+|executive|president|chief)\b")
_FOR_A_TIME = re.compile(
    r"\bfor (?:just |only |about )?(?:a|one|two|three|four|five|six|\d+)(?: few| brief| short)? (?:months?|years?|"
    r"seasons?|while|period)\b(?! now)|\bbriefly\b"
)
_TENSES = {
    ("intr", "pres"): "coming",
    ("active", "pres"): "coming",
    ("passive", "pres"): "present",
    ("end", "pres"): "coming",
}
"""How the verb forms bear on time: a bare present may well look ahead ("goes on sale in May")."""

_SAME_AGAIN = re.compile(
    r"\b(?:as|so|nor|neither) (?:is|are|does|do|did|was|were|will|would|has|have|too)\b|\bthe same (?:goes|applies|"
    r"is true|holds) (?:for|of|to)\b|\balong with\b|\btogether with\b|\bas well as\b",
    re.IGNORECASE,
)
_SAME_HEADS = frozenset(["as", "so", "nor", "neither", "the", "along", "together"])


class Clauses:
    """The clauses of one sentence, read from left to right."""

    def __init__(self, scene: Scene, anaphors: list[Anaphor], discourse: Discourse) -> None:
        self.scene = scene
        self.anaphors = anaphors
        self.discourse = discourse
        self.models = [m for m in scene.models if not is_aside(scene, m)]
        self.sayings: list[Saying] = []
        self.modes = scene.family("mode")
        self.used: set[int] = set()
        """Starts of the modes that an event has taken."""

    def read(self) -> list[Saying]:
        """Everything the sentence says of selling, in order; a question says nothing."""
        if self.scene.text[self.scene.span.end - 1] == "?":
            return []
        for cue in self.scene.cues:
            if cue.cue.family == "event":
                self._read_event(cue)
            elif cue.cue.id == "make.built.built":
                self._read_make(cue)
            elif cue.cue.family == "state":
                self._read_state(cue)
        for cue in self.scene.family("status"):
            self._read_status(cue)
        self._read_bare_modes()
        self._read_same()
        self._read_gapped()
        self._read_colon_list()
        self._read_verbless()
        self.sayings.sort(key=lambda s: s.cue.start)
        return self.sayings

    def _read_event(self, cue: CueMatch) -> None:
        voice, _, tense = cue.cue.value.partition("_")
        if self._is_someone_elses(cue) or (voice.endswith("trade") and not self._is_trade(cue)):
            return
        voice = {"trade": "intr", "endtrade": "end"}.get(voice, voice)
        mode = self._mode_before(cue) if tense in ("base", "ing", "past", "coming") or voice == "end" else None
        if tense == "past" and voice == "active" and self._is_participle(cue):
            voice, tense, mode = "passive", "pres", None
        if mode is None and self._is_denied_event(cue):
            return
        if tense == "perfect" and self._is_unreal(cue):
            return
        if tense == "pres" and self.scene.text[max(0, cue.start - 4) : cue.start].endswith(" to ") and mode is None:
            tense, mode = "base", self._mode_before(cue)
        status = self._status(cue, voice, tense, mode)
        if (
            status is None
            and tense == "base"
            and cue.cue.value.startswith("trade")
            and self.scene.text[max(0, cue.start - 4) : cue.start].endswith(" to ")
        ):
            status = Status.PLANNED
        if status is None:
            return
        if status is Status.ON_SALE and tense in ("past", "perfect") and self._has_ended(cue):
            status = Status.ENDED
        if mode is not None:
            self.used.add(mode.start)
        if status is Status.PLANNED and self._is_guessed(cue):
            status = Status.SPECULATED
        models, badge = self._targets(cue, active=voice == "active")
        if self._joins_another(cue, models):
            return
        if voice == "end" and not models:
            models, badge = self._targets(cue, active=True)
        strength = 4 if mode is None or mode.cue.value != "speculated" else 3
        if cue.cue.value == "active_past" and self._is_bare_participle(cue):
            strength = 1
        when = (
            "future"
            if status is not Status.ON_SALE and status is not Status.ENDED
            else _TENSES.get((voice, tense), tense)
        )
        self._say(status, models, badge, cue, mode, when, strength)

    def _read_make(self, cue: CueMatch) -> None:
        """ "will build the Kicks for Japan", "the Q3 for Germany is made in Hungary": meant to be sold there."""
        clause = self.scene.clause_at(cue.start)
        markets = [p for p in self.scene.markets if self.scene.clause_at(p.start) == clause and self._is_meant_for(p)]
        models, badge = self._targets(
            cue,
            active=not re.search(
                r"\b(?:is|are|was|were|be|been)(?: \w+)? $", self.scene.text[max(0, cue.start - 16) : cue.start]
            ),
        )
        models = tuple(m for m in models if any(p.country == m.market for p in markets))
        if not models:
            return
        mode = self._mode_before(cue)
        status = MODE_STATUS[mode.cue.value] if mode else Status.ON_SALE
        if mode is None and re.search(
            r"\b(?:was|were|had) (?:\w+ )?$", self.scene.text[max(0, cue.start - 16) : cue.start]
        ):
            return
        self._say(status, models, badge, cue, mode, "future" if mode else "present", 3)

    def _is_meant_for(self, place: Place) -> bool:
        return bool(
            re.search(
                r"\bfor (?:the |sale in |buyers in |customers in |export to )?$",
                self.scene.text[max(0, place.start - 24) : place.start],
            )
        )

    def _status(self, cue: CueMatch, voice: str, tense: str, mode: CueMatch | None) -> Status | None:
        kind = mode.cue.value if mode else None
        if voice == "end":
            return self._end_status(tense, kind)
        if tense in ("base", "ing"):
            return MODE_STATUS[kind] if kind else None
        if tense == "past" and voice == "active" and mode is not None and self._continues_passive(mode, cue):
            return MODE_STATUS[mode.cue.value]
        if tense == "coming":
            return MODE_STATUS[kind] if kind else Status.PLANNED
        if tense == "past" and kind is not None:
            return MODE_STATUS[kind] if voice == "passive" and kind != "planned" else Status.ON_SALE
        return Status.ON_SALE

    def _is_bare_participle(self, cue: CueMatch) -> bool:
        """ ", shipped from Smyrna": it describes, and another verb says what happens."""
        behind = self.scene.text[max(self.scene.span.start, cue.start - 3) : cue.start]
        ahead = self.scene.text[cue.end : cue.end + 6]
        return behind.endswith((", ", "and ", "(")) and ahead.startswith((" from", " in ", " by ", " out"))

    def _continues_passive(self, mode: CueMatch, cue: CueMatch) -> bool:
        """ "is to be built in Gujarat and launched in Japan": one auxiliary, two participles."""
        between = self.scene.text[mode.start : cue.start]
        return bool(re.search(r"\bbe [a-z]+[^;:]{0,90}\b(?:and|or|then),?(?: [^,]{1,30},)? $", between))

    def _is_denied_event(self, cue: CueMatch) -> bool:
        """ "have never been offered in Japan": what never happened."""
        behind = self.scene.text[max(self.scene.span.start, cue.start - 24) : cue.start]
        inside = self.scene.text[cue.start : cue.end]
        return (
            bool(
                re.search(
                    r"(?:\b(?:never|not|nor|hardly|neither|without|yet to)|n't)(?: (?:been|be|yet|\w+ly|to|a|"
                    r"any))*(?: \w+)? ?$",
                    behind,
                )
            )
            or " never " in inside
        )

    def _joins_another(self, cue: CueMatch, models: tuple[Model, ...]) -> bool:
        """ "will join it on 13 May": what is joined is not what arrives."""
        verb = self.scene.text[cue.start : cue.end].lower()
        return verb.endswith(("join", "joins", "joined", "follow", "joining")) and any(
            m.start >= cue.end for m in models
        )

    def _is_unreal(self, cue: CueMatch) -> bool:
        """ "were to have joined", "would have sold": what did not come about."""
        behind = self.scene.text[max(self.scene.span.start, cue.start - 16) : cue.start]
        return bool(re.search(r"\b(?:(?:was|were) to|would|could|might|should|may)(?: not)? $", behind))

    def _is_participle(self, cue: CueMatch) -> bool:
        """ "The Baleno sold in Japan is made by Maruti": the participle says that it is sold, now."""
        return any(0 <= cue.start - m.end <= 2 for m in self.scene.models)

    def _has_ended(self, cue: CueMatch) -> bool:
        """Whether a sale in the past is said to be over: "until 2014", "between 2001 and 2005"."""
        clause = self.scene.clause_at(cue.start)
        near = [p for p in self.scene.periods if self.scene.clause_at(p.start) == clause and p.start - cue.end < 90]
        if cue.cue.value.endswith("past") and _FOR_A_TIME.search(
            self.scene.text, cue.end, min(self.scene.span.end, cue.end + 80)
        ):
            return True
        until = re.search(r"\buntil\b", self.scene.text[cue.end : min(self.scene.span.end, cue.end + 110)])
        if until and self.scene.clause_at(cue.end + until.start()) == clause and cue.cue.value.endswith("past"):
            return True
        return any(p.until or p.lead in ("until", "till", "up to", "through") for p in near)

    def _end_status(self, tense: str, kind: str | None) -> Status | None:
        if kind == "ruled_out":
            return Status.ON_SALE
        if tense == "past" and kind is None:
            return Status.ENDED
        if kind == "planned" or tense == "pres":
            return Status.ON_SALE
        return None

    def _is_guessed(self, cue: CueMatch) -> bool:
        """ "Analysts expect that it will be sold": the plan is theirs."""
        clause = self.scene.clause_at(cue.start)
        comments = [
            c
            for c in self.scene.family("speech")
            if c.cue.value == "comment"
            and c.start < cue.start
            and self.scene.clause_at(c.start) in (clause, clause - 1)
        ]
        return bool(comments) and not _GUESSED.search(self.scene.text, self.scene.span.start, comments[0].start)

    def _is_trade(self, cue: CueMatch) -> bool:
        """Whether it is sales, imports or deliveries that begin or end, and not production."""
        start = max(self.scene.span.start, cue.start - 110)
        found = list(_TRADE.finditer(self.scene.text, start, cue.start))
        clause = self.scene.clause_at(cue.start)
        if not found or self.scene.clause_at(found[-1].start()) != clause:
            return False
        return not any(found[-1].end() <= e.start < cue.start for e in self.scene.family("event"))

    def _is_someone_elses(self, cue: CueMatch) -> bool:
        """Whether a private person sells: "he sells about five a month"."""
        behind = self.scene.text[max(self.scene.span.start, cue.start - 24) : cue.start]
        return bool(
            re.search(
                r"\b(?:he|she|I|you|who|dealer|trader|importer|shop|workshop)(?: also| still| now| has| will)? $",
                behind,
            )
        )

    def _mode_before(self, cue: CueMatch) -> CueMatch | None:
        """The mode that colours an event: the nearest before it, unless another event stands between."""
        best = None
        for mode in self.modes:
            if mode.start >= cue.start:
                break
            if cue.start - mode.end > MODE_REACH:
                continue
            between = self.scene.text[mode.end : cue.start] if mode.end < cue.start else ""
            if re.search(r"[;]|\b(?:but|which|who|while|because)\b", between):
                continue
            if any(
                mode.end <= e.start < cue.start
                for e in self.scene.family("event")
                if e.start != cue.start and not self._chains(e, cue)
            ):
                continue
            best = self._stronger(best, mode)
        return best

    def _chains(self, earlier: CueMatch, cue: CueMatch) -> bool:
        """Whether two events share one mode: "will be built in Thailand and go on sale in Japan"."""
        gap = self.scene.text[earlier.end : cue.start]
        return bool(re.search(r"\b(?:and|or|then)\b|,", gap)) and cue.cue.value.endswith(("_base", "_ing"))

    def _stronger(self, best: CueMatch | None, mode: CueMatch) -> CueMatch:
        """Of several modes in a row the denial wins, then the study: "is considering whether it will sell"."""
        if best is None:
            return mode
        order = ("ruled_out", "considering", "speculated", "planned")
        if mode.start - best.end > 45:
            return mode
        if best.cue.value == "planned" and mode.cue.value == "speculated":
            return mode
        return min(best, mode, key=lambda m: order.index(m.cue.value))

    def _read_state(self, cue: CueMatch) -> None:
        mode = self._mode_before(cue)
        if mode is not None and mode.cue.value != "planned" and mode.end + 12 > cue.start:
            return
        if cue.cue.value == "priced" and (mode is not None or not self.scene.models):
            return
        models, badge = self._targets(cue, active=False)
        stays = re.match(r"(?:remain|stay|continue)", self.scene.text[cue.start : cue.end]) or re.search(
            r"\b(?:remain|stay|continue)\w* $", self.scene.text[max(0, cue.start - 12) : cue.start]
        )
        status = Status.PLANNED if mode is not None and not stays and cue.start - mode.end < 12 else Status.ON_SALE
        if re.search(
            r"\b(?:no longer|not|never|put|go|goes|went|going) (?:\w+ )?$",
            self.scene.text[max(self.scene.span.start, cue.start - 20) : cue.start],
        ):
            return
        self._say(status, models, badge, cue, mode, "present", 2 if cue.cue.value == "priced" else 3)

    def _read_status(self, cue: CueMatch) -> None:
        if cue.cue.id == "status.ruled_out.bare_not":
            self._read_bare_not(cue)
            return
        status = MODE_STATUS[cue.cue.value]
        overlapping = [s for s in self.sayings if s.cue.start < cue.end and cue.start < s.cue.end]
        covered = [s for s in self.sayings if s.mode and s.mode.start < cue.end and cue.start < s.mode.end]
        if covered and cue.cue.strength < 2:
            return
        if overlapping and any(s.status is not Status.ON_SALE for s in overlapping) and cue.cue.strength < 2:
            return
        denied = self._is_denied(cue)
        if denied and status is Status.ON_SALE:
            return
        if denied:
            status = Status.CONSIDERING if status is Status.RULED_OUT else Status.RULED_OUT
        models, badge = self._targets(cue, active=cue.cue.id in ("status.considering.considers",))
        if not models:
            models, badge = self._targets(cue, active=True)
        tense = "perfect" if status is Status.ON_SALE else "future"
        self._say(status, models, badge, cue, None, tense, 3 + cue.cue.strength)

    def _is_denied(self, cue: CueMatch) -> bool:
        behind = self.scene.text[max(self.scene.span.start, cue.start - 16) : cue.start]
        return bool(re.search(r"\b(?:not|never|no longer|isn't|aren't|nor|neither)(?: \w+)? $", behind))

    def _read_bare_not(self, cue: CueMatch) -> None:
        """ "The Pathfinder is still being studied; the Altima is not": the denial of what was said before."""
        ahead = self.scene.text[cue.end : cue.end + 2]
        if ahead[:1] not in (":", ".", ";"):
            return
        models, badge = self._targets(cue, active=False)
        if models and any(m.start >= self.scene.span.start for m in models):
            self._say(Status.RULED_OUT, models, badge, cue, None, "future", 3)

    def _read_bare_modes(self) -> None:
        """Modes that govern models with no event between: "is considering the Tundra", "no plans for the CX-50"."""
        for mode in self.modes:
            if mode.start in self.used or mode.cue.value not in ("considering", "ruled_out"):
                continue
            if any(s.cue.start < mode.end and mode.start < s.cue.end for s in self.sayings):
                continue
            following = [m for m in self.models if 0 <= m.start - mode.end <= 40]
            if following and not self.scene.has_finite(mode.end, following[0].start):
                group = self._list_from(following[0])
                self._say(MODE_STATUS[mode.cue.value], tuple(group), None, mode, None, "future", 2)

    def _read_gapped(self) -> None:
        """ "The former arrives in 2027, the latter in 2028": the verb is said once."""
        if not self.sayings:
            return
        said = {m.key for s in self.sayings for m in s.models if m.start >= self.scene.span.start}
        for period in self.scene.periods:
            named = [(m.end, (m,)) for m in self.models] + [(a.end, a.models) for a in self.anaphors if not a.pronoun]
            near = [models for end, models in named if 0 <= period.start - end <= 10]
            earlier = [s for s in self.sayings if s.cue.start < period.start and s.period is None]
            if near and earlier and not any(m.key in said for m in near[0]):
                last = earlier[-1]
                gapped = replace(last, models=near[0], badge=None, period=period)
                self.sayings.append(gapped)

    def _read_colon_list(self) -> None:
        """ "Ford imports two vehicles: the Maverick and the Bronco Sport": the list is what was spoken of."""
        open_ones = [s for s in self.sayings if not s.models]
        for saying in open_ones:
            colon = _LIST_OPENS.search(self.scene.text, saying.cue.end, self.scene.span.end)
            if colon is None:
                continue
            following = [m for m in self.models if m.start >= colon.end()]
            if following and not self.scene.has_finite(colon.end(), following[0].start):
                self.sayings.remove(saying)
                self.sayings.append(replace(saying, models=tuple(self._list_from(following[0])), badge=None))

    def _read_verbless(self) -> None:
        """ "Thailand sends the Hilux; India the Fronx and the WR-V": a clause without a verb borrows the last one."""
        if not self.sayings or len(self.models) < 2:
            return
        said = {m.key for s in self.sayings for m in s.models}
        for clause in self.scene.clauses[1:]:
            models = tuple(
                m for m in self.models if self.scene.clause_at(m.start) == clause.number and m.key not in said
            )
            earlier = [s for s in self.sayings if s.models and s.cue.start < clause.start]
            pieces = [p for p in self.scene.pieces if p.clause == clause.number]
            if (
                not models
                or not earlier
                or clause.relative
                or any(self.scene.has_finite(p.start, p.end) for p in pieces)
            ):
                continue
            if any(models[0].start - 60 < p.start < models[-1].end + 30 for p in self.scene.places):
                self.sayings.append(replace(earlier[-1], models=models, badge=None, strength=earlier[-1].strength - 1))

    def _read_same(self) -> None:
        """ "The Pathfinder is being studied, as are certain Infiniti models": the same is said of those."""
        for match in self.scene.find_at(_SAME_HEADS, _SAME_AGAIN):
            earlier = [s for s in self.sayings if s.cue.start < match.start()] or self.discourse.sayings
            following = [m for m in self.models if 0 <= m.start - match.end() < 60]
            if earlier and following:
                last = earlier[-1]
                group = tuple(self._list_from(following[0]))
                self._say(last.status, group, None, last.cue, last.mode, last.tense, last.strength)

    def _say(
        self,
        status: Status,
        models: tuple[Model, ...],
        badge: Badge | None,
        cue: CueMatch,
        mode: CueMatch | None,
        tense: str,
        strength: int,
    ) -> None:
        self.sayings.append(Saying(status, models, badge, cue, mode, tense, strength))

    # ------------------------------------------------------------------ which models
    def _targets(self, cue: CueMatch, *, active: bool) -> tuple[tuple[Model, ...], Badge | None]:
        """The models a cue speaks of: the object of an active verb, the subject of any other; else the maker."""
        clause = self.scene.clause_at(cue.start)
        here = [m for m in self.models if self.scene.clause_at(m.start) == clause]
        before = [m for m in here if m.end <= cue.start]
        after = [m for m in here if m.start >= cue.start]
        if active:
            models = self._objects(cue, after) or self._subjects(cue, before, clause)
        else:
            models = self._subjects(cue, before, clause) or self._objects(cue, after)
        if models:
            return models, None
        elliptic = self._elliptic(clause)
        about_trade = bool(_TRADE.search(self.scene.text, cue.start, cue.end))
        if not elliptic and (not active or about_trade) and not self.scene.models and len(self.discourse.group) == 1:
            elliptic = self._unnamed_subject(cue)
        return elliptic, self._maker(cue)

    def _unnamed_subject(self, cue: CueMatch) -> tuple[Model, ...]:
        """ "The XG goes on sale today", "Sales start in May": said of the one model that is spoken of."""
        behind = self.scene.text[self.scene.span.start : cue.start]
        if _OTHER_SUBJECT.search(behind) or any(b.end <= cue.start for b in self.scene.badges):
            return ()
        return tuple(self.discourse.group)

    def _objects(self, cue: CueMatch, after: list[Model]) -> tuple[Model, ...]:
        if after:
            stop = self._next_verb(cue)
            near = [m for m in after if m.start < stop] or ([after[0]] if after[0].start - cue.end < 30 else [])
            if near:
                return tuple(self._list_from(near[0], near))
        return self._anaphor(cue.end, cue.end + 40, cue)

    def _next_verb(self, cue: CueMatch) -> int:
        later = [
            e.start for e in self.scene.family("event", "mode") if e.start >= cue.end and e.cue.value != "active_past"
        ]
        return min(later, default=self.scene.span.end)

    def _list_from(self, first: Model, members: list[Model] | None = None) -> list[Model]:
        """The list that a model opens."""
        group = [first]
        for model in (m for m in self.models if m.start > first.start):
            if members is not None and model not in members:
                break
            if not is_list_gap(self.scene, group[-1].end, model.start):
                break
            group.append(model)
        return group

    def _subjects(self, cue: CueMatch, before: list[Model], clause: int) -> tuple[Model, ...]:
        anaphor = self._anaphor(self.scene.span.start, cue.start, cue)
        if before and (not anaphor or before[-1].start > anaphor[0].start):
            group = [before[-1]]
            for model in reversed(before[:-1]):
                if not is_list_gap(self.scene, model.end, group[0].start):
                    break
                group.insert(0, model)
            listed = [
                a
                for a in self.anaphors
                if not a.pronoun and a.end <= group[0].start and is_list_gap(self.scene, a.end, group[0].start)
            ]
            if listed and group[0].start - listed[-1].end < 16:
                group = [*(m for m in listed[-1].models if m.key != group[0].key), *group]
            return tuple(group)
        if anaphor:
            return anaphor
        if self.scene.clauses[clause].relative:
            return self._head(self.scene.clauses[clause].start)
        return ()

    def _head(self, at: int) -> tuple[Model, ...]:
        """The model a relative clause hangs on: the last before it, within a few words."""
        before = [m for m in self.scene.models if m.end <= at + 1 and at - m.end < 60]
        if before:
            return (before[-1],)
        nouns = [a for a in self.anaphors if a.end <= at + 1 and at - a.end < 30]
        return nouns[-1].models if nouns else ()

    def _anaphor(self, start: int, end: int, cue: CueMatch) -> tuple[Model, ...]:
        clause = self.scene.clause_at(cue.start)
        near = [
            a
            for a in self.anaphors
            if start <= a.start < end and self.scene.clause_at(a.start) == clause and not self._is_maker_it(a, cue)
        ]
        if not near:
            return ()
        chosen = near[-1] if end <= cue.start else near[0]
        return chosen.models

    def _is_maker_it(self, anaphor: Anaphor, cue: CueMatch) -> bool:
        """Whether an "it" is the maker: the subject of an active verb."""
        return anaphor.pronoun and anaphor.end <= cue.start and cue.cue.value.startswith("active")

    def _elliptic(self, clause: int) -> tuple[Model, ...]:
        """A clause without a subject carries on the one before it: "and will go on sale next year"."""
        if clause == 0:
            return ()
        has_maker = any(self.scene.clause_at(b.start) == clause for b in self.scene.badges)
        if has_maker:
            return ()
        earlier = [s for s in self.sayings if s.models and self.scene.clause_at(s.cue.start) < clause]
        if earlier:
            return earlier[-1].models
        before = [m for m in self.models if self.scene.clause_at(m.start) < clause]
        return (before[-1],) if before and not self.scene.clauses[clause].relative else ()

    def _maker(self, cue: CueMatch) -> Badge | None:
        before = [b for b in self.scene.badges if b.end <= cue.start]
        return before[-1] if before else self.discourse.badge
