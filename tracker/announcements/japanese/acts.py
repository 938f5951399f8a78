"""Acts and what their clauses make of them: the stem says what is done, the inflection when, the rest how sure."""

from __future__ import annotations

import re

from tracker.announcements.document import Document
from tracker.announcements.japanese.clauses import Boundary
from tracker.announcements.japanese.inflection import read_tense
from tracker.announcements.japanese.sentences import SILENT, Sentence
from tracker.announcements.japanese.workspace import Act, Track, Workspace, within, workspace_of
from tracker.records import Status
from tracker.vocabulary.cues import CueMatch

ACTS = frozenset({"launch", "sell", "order", "stop", "perform"})

_HALTED = re.compile(r"[をがもは]?[^。、「」はがを]{0,12}?(?:終了|終え|終わ|打ち切|やめ|中止)(?:し)?[っ]?た")
_NOUN_HEADS = re.compile(
    r"(?:計画|予定|方針|見通し|見込み|考え|案|話|こと|意向|構え|方向|つもり|可能性|段階|準備|時期|際|ため|場合|場|前|後|日|の[はがもにを]|と|か|よう|もの)"
)
_SAID = re.compile(r"と(?:正式に)?(?:発表|公表|予告|表明|明言|明らかに|決定)(?:した|し、?て(?:いた|いる))(?![。、])")
_MODAL_HEAD = re.compile(
    r"(?:を)?(?:計画|予定|方針|見通し|見込み|はず|考え|意向|検討中)(?:だった|の|である|を(?:表明|発表|示|明らかに)した|して(?:いる|いた))"
)
_ROW = re.compile(r"[/|｜\t].{1,30}[/|｜\t]")
_ASKED = re.compile(r"か(?=[。、?」\s]|$)")
_WRONG_TOPIC = re.compile(
    r"(?:価格|値段|時期|台数|数量|取扱店|店舗|仕様|グレード|色|装備|名称|車名|目標|詳細|後継|商品計画|増産|生産能力|生産地|人員|設備|改良)(?:など|等)?(?:は|も|が|を|について|に関して|の)?[「、]?[^。、「」]{0,6}$"
)
_DISOWNED = re.compile(
    r"(?:車|モデル|もの|わけ|の)?(?:では?|じゃ)(?:ない|なく|ありません|なかった)|わけではな|ことはな"
)
_TOPIC = re.compile(r"(?:の)?(?:について|に関し|を巡|をめぐ|に対し)")


def find_acts(folded: str, sentence: Sentence, work: Workspace, boundaries: list[Boundary]) -> list[Act]:
    """The acts of one sentence in order, with status and tense; moods that no act owns become acts of their own."""
    stems = _stems(work, sentence)
    acts: list[Act] = []
    for index, stem in enumerate(stems):
        following = stems[index + 1].start if index + 1 < len(stems) else sentence.end
        acts.append(_read_act(folded, work, sentence, boundaries, stem, following))
    acts = _inherit(acts)
    return sorted(acts + _orphans(folded, work, sentence, boundaries, acts), key=lambda act: act.start)


def _stems(work: Workspace, sentence: Sentence) -> list[CueMatch]:
    pseudo = [(m.start, m.end) for m in work.cues_of("pseudo", sentence.start, sentence.end)]
    stems: list[CueMatch] = []
    for match in work.cues_of("event", sentence.start, sentence.end):
        if any(start < match.start < end or (start == match.start and end >= match.end) for start, end in pseudo):
            continue
        if stems and match.start < stems[-1].end:
            if match.end > stems[-1].end:
                stems[-1] = CueMatch(stems[-1].start, match.end, match.cue)
        elif stems and match.start - stems[-1].end <= 1 and match.cue.value != "perform":
            stems[-1] = CueMatch(stems[-1].start, match.end, _wider(stems[-1], match).cue)
        else:
            stems.append(match)
    return stems


def _wider(first: CueMatch, second: CueMatch) -> CueMatch:
    """Of two stems in one compound (輸入販売, 復活発売) the one that says more: the launch."""
    if first.cue.value == "order" or second.cue.value == "order":
        return first if first.cue.value == "order" else second
    return first if first.cue.value == "launch" else second


def _read_act(
    folded: str, work: Workspace, sentence: Sentence, boundaries: list[Boundary], stem: CueMatch, following: int
) -> Act:
    tense, end = read_tense(folded, stem.end, sentence.end)
    topic = _TOPIC.match(folded, stem.end, sentence.end)
    if topic:
        tense, end = "noun", topic.end()
    halted = _HALTED.match(folded, stem.end, min(sentence.end, stem.end + 24))
    modal = _MODAL_HEAD.match(folded, end, min(sentence.end, end + 16))
    if modal and _is_attributive(folded, work, sentence, "past", modal.end()):
        scope_end = end = modal.end()
        attributive = True
    elif halted and _is_attributive(folded, work, sentence, "past", halted.end()):
        scope_end = end = halted.end()
        attributive = True
    elif _is_attributive(folded, work, sentence, tense, end):
        scope_end = end
        attributive = True
    else:
        open_end = [b for b in boundaries if b.link != "stop"] if topic else boundaries
        scope_end = _scope_end(folded, work, sentence, open_end, end, following)
        attributive = False
    moods = _moods(folded, work, stem.end, scope_end)
    status, stops, void = decide(folded, stem, tense, moods, scope_end)
    if _DISOWNED.match(folded, end, sentence.end) or (tense == "nonpast" and _ASKED.match(folded, end, sentence.end)):
        status, stops, void = None, False, False
    cleft = tense == "nonpast" and folded[end : end + 2] in ("のは", "のが")
    if (
        (attributive or cleft)
        and not moods
        and tense == "nonpast"
        and stem.cue.value == "sell"
        and status is Status.PLANNED
    ):
        status = Status.ON_SALE
    rules = (stem.cue.id, f"tense.{tense}", *(m.cue.id for m in moods))
    return Act(stem.start, end, stem, scope_end, status, tense, attributive, stops, void, rules)


def _is_attributive(folded: str, work: Workspace, sentence: Sentence, tense: str, end: int) -> bool:
    if tense == "noun" and folded[end : end + 1] != "の":
        return False
    said = _SAID.match(folded, end, sentence.end)
    if said:
        end, tense = said.end(), "past"
    if tense in ("not_yet", "refused", "future", "open") or _NOUN_HEADS.match(folded, end):
        return False
    cars = within(work.cars, end, min(sentence.end, end + 34))
    if not cars:
        return False
    return re.search(r"[。、はがをもへ]|から", folded[end : cars[0].start]) is None


def _scope_end(
    folded: str, work: Workspace, sentence: Sentence, boundaries: list[Boundary], end: int, following: int
) -> int:
    for boundary in boundaries:
        if boundary.start < end - 1:
            continue
        if boundary.start >= following:
            break
        rest_has_car = bool(within(work.cars, boundary.end, sentence.end))
        if boundary.link == "stop" or following < sentence.end or rest_has_car:
            return boundary.start
        if boundary.link == "contrast" and not _turns(folded, work, boundary.end, sentence.end):
            return boundary.start
    return max(end, following)


def _turns(folded: str, work: Workspace, start: int, end: int) -> bool:
    """Whether what follows the contrast takes the act back: …時期はあったが、見送った."""
    return any(
        m.cue.value in ("cancel", "deny") or m.cue.id == "mood.consider.undecided"
        for m in _moods(folded, work, start, end)
    )


def _moods(folded: str, work: Workspace, start: int, end: int) -> list[CueMatch]:
    moods: list[CueMatch] = []
    pseudo = work.cues_of("pseudo", start - 8, end)
    for match in work.cues_of("mood", start, end):
        if any(p.start <= match.start < p.end and p.end - p.start > match.end - match.start for p in pseudo):
            continue
        if moods and match.start < moods[-1].end:
            continue
        if match.cue.value in ("consider", "cancel", "stop") and _WRONG_TOPIC.search(
            folded, max(start, match.start - 22), match.start
        ):
            continue
        moods.append(match)
    return moods


def decide(
    folded: str, stem: CueMatch, tense: str, moods: list[CueMatch], scope_end: int
) -> tuple[Status | None, bool, bool]:
    """Status, whether the act stops, and whether it was to be and is not."""
    values = [m.cue.value for m in moods]
    kind = stem.cue.value
    void = "void" in values
    if "silent" in values and tense == "noun":
        return None, False, False
    if "past" in values and {"cancel", "deny"} & set(values):
        return None, False, False
    if kind == "perform":
        return Status.ON_SALE, False, False
    if kind == "order" and ({"cancel", "stop", "deny"} & set(values) or tense in ("refused", "not_yet")):
        return None, False, False
    if kind == "stop":
        return (*_ended(tense, values), void)
    if "deny" in values or "cancel" in values:
        halted = next((m for m in moods if m.cue.value == "cancel"), None)
        if kind == "sell" and halted and folded[halted.start : halted.start + 2] in ("中止", "取り"):
            return (*_ended(read_tense(folded, halted.end, scope_end + 8)[0], values), void)
        return Status.RULED_OUT, False, void
    if "stop" in values and (kind == "sell" or tense == "noun"):
        stop = next(m for m in moods if m.cue.value == "stop")
        return (*_ended(read_tense(folded, stop.end, scope_end + 8)[0], values), void)
    if void:
        return None, False, True
    return _by_tense(tense, values, kind), False, False


def _ended(tense: str, values: list[str]) -> tuple[Status, bool]:
    if tense in ("past", "ongoing", "was", "open", "noun") and "plan" not in values and "guess" not in values:
        return Status.ENDED, True
    return Status.ON_SALE, True


def _by_tense(tense: str, values: list[str], kind: str) -> Status | None:
    if tense == "not_yet":
        return None
    if tense == "refused":
        return Status.RULED_OUT
    if tense in ("past", "ongoing"):
        return Status.ON_SALE
    if tense == "was":
        return Status.ENDED
    if "consider" in values:
        after = values[len(values) - 1 - values[::-1].index("consider") :]
        return Status.PLANNED if "decide" in after else Status.CONSIDERING
    if "guess" in values:
        return Status.SPECULATED
    if "plan" in values or "decide" in values or tense in ("future", "nonpast"):
        return Status.PLANNED
    return None


def _inherit(acts: list[Act]) -> list[Act]:
    """An open clause (輸入し、…) takes status and tense from the next act of the sentence."""
    result: list[Act] = []
    for act in reversed(acts):
        if act.tense == "open" and act.status is None and not act.void and result:
            later = next((a for a in result if not a.attributive), None)
            if later and later.status and not later.stops:
                act = Act(
                    act.start,
                    act.end,
                    act.cue,
                    act.scope_end,
                    later.status,
                    later.tense,
                    False,
                    False,
                    later.void,
                    (*act.moods, "tense.shared"),
                )
        elif act.tense == "open" and act.status is None and act.cue.cue.value != "perform":
            act = Act(
                act.start,
                act.end,
                act.cue,
                act.scope_end,
                None,
                "open",
                act.attributive,
                act.stops,
                act.void,
                act.moods,
            )
        result.append(act)
    return result[::-1]


def _orphans(
    folded: str, work: Workspace, sentence: Sentence, boundaries: list[Boundary], acts: list[Act]
) -> list[Act]:
    statuses = {
        "consider": Status.CONSIDERING,
        "guess": Status.SPECULATED,
        "deny": Status.RULED_OUT,
        "cancel": Status.RULED_OUT,
    }
    found = []
    for match in _moods(folded, work, sentence.start, sentence.end):
        status = statuses.get(match.cue.value)
        if match.cue.value == "plan" and _ROW.search(folded, sentence.start, sentence.end):
            status = Status.PLANNED
        if status is None or any(
            a.start <= match.start < max(a.scope_end, a.end) and a.cue.cue.value != "perform" for a in acts
        ):
            continue
        tense, end = read_tense(folded, match.end, sentence.end)
        found.append(Act(match.start, end, match, end, status, tense, moods=(match.cue.id,)))
    return found


def scan_cues(document: Document) -> None:
    """Stage: fills the workspace's cues, by family."""
    from tracker.vocabulary.cues import read_cues

    work = workspace_of(document)
    work.cues = read_cues("japanese").find_cues(document.folded)
    for match in work.cues:
        work.families.setdefault(match.cue.family, Track()).append(match)


__all__ = ["SILENT", "find_acts", "read_tense", "scan_cues"]
