"""The role and the organisation of a person, from the words before and behind the name."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from importlib import resources

from tracker.announcements.document import Document
from tracker.vocabulary import NameKind

WORDS: dict[str, list[str]] = tomllib.loads(
    resources.files("tracker.vocabulary").joinpath("people", "english.toml").read_text("utf-8")
)
"""`roles`, `role_adjectives`, `not_names` and `given_names`."""
NOT_NAMES = frozenset(WORDS["not_names"])
_ROLE_ADJECTIVES = frozenset(WORDS["role_adjectives"])
ROLES = "|".join(["head of [a-z]+", *sorted(WORDS["roles"], key=len, reverse=True)])

ROLE_WORD = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
_ROLE_BEFORE = re.compile(
    rf"(?P<role>(?:(?:[A-Z]?[\w'-]+|of|for) ){{0,4}}?(?:{ROLES})(?: (?:of|for|at|in charge of) (?:[\w'&-]+ "
    rf"){{0,3}}?[\w'&-]+)?),? $",
    re.IGNORECASE,
)
_APPOSITIVE = re.compile(
    rf",? (?:who (?:is|was|has been) |now |then |until [a-z ]+ |also )?(?P<lead>(?:an?|the|its|his|her|their|a "
    rf"former|former|(?:[A-Z][\w&.-]*(?: [A-Z][\w&.-]*){{0,3}})'s?) )?(?P<role>(?:[\w'&-]+ ){{0,5}}?(?:{ROLES})(?: "
    rf"(?:for|of|in charge of) (?-i:[a-z])[\w-]*(?: (?:and )?(?-i:[a-z])[\w-]*){{0,4}})?)\b(?P<rest>[^.;]{{0,90}})",
    re.IGNORECASE,
)
_AT_ORGANISATION = re.compile(
    r"^(?: (?:there|here))?,? (?:at|of|with|for|from|in)(?: the)? (?P<kind>(?:[a-z-]+ "
    r"){0,4}?)(?P<org>(?:[A-Z][\w&'.-]*|\(\w+\))(?:(?: (?:of|for|and|the|&|in) (?=[A-Z])| )(?:[A-Z][\w&'.()-]*|"
    r"\([A-Z]\w+\)|[a-z]+ of [a-z]+(?= who)))*(?: chamber of commerce| union)?)"
)
_OF_ORGANISATION = re.compile(
    r",? of (?:the |[A-Z]\w+ importer )?(?:(?:[a-z-]+ ){0,4})(?P<org>(?:[A-Z][\w&'.-]*)(?:(?: (?:of|for|and|&) "
    r"(?=[A-Z])| )[A-Z][\w&'.-]*)*)"
)
WHO = re.compile(
    r",? (?:who|whose) (?:teaches|presented|presents|designed|designs|drives|drove|bought|spotted|wrote|told|"
    r"put|did|took|asked|looked|looks|watches|speaks|is|was|had|has|leads|led|heads|runs|ran|speaks for|"
    r"spoke for|compiles|follows|covers|studies|represents|"
    r"founded|owns|chairs|manages|"
    r"advises|works|has run|has been|imports|sells|tracks|edits|writes|company|firm|workshop|team|"
    r"group)\b(?P<rest>[^.;]{0,140})"
)
_PERSON_TITLES = re.compile(
    r"\b(?P<role>President|Prime Minister|Governor|Senator|Business Secretary|Chancellor|Secretary|Minister|Premier|"
    r"Mayor|Ambassador|King|Queen|Chief Executive|Chairman|CEO|Professor|Commissioner|Representative|[A-Z][a-z]+ "
    r"(?:Minister|Secretary))(?: |, )$"
)


def read_role(document: Document, before: str, start: int, end: int) -> tuple[str | None, str | None]:
    """The role and organisation of who is named up to `start`; None where the text states none.

    `before` is the text before the name, `start` and `end` bound the text behind it.
    """
    text = document.folded
    title = _PERSON_TITLES.search(before)
    if title:
        return title["role"], None
    apposed = _APPOSITIVE.match(text, start, end)
    if apposed and _is_apposition(text, start, apposed):
        return _from_apposition(document, apposed, before)
    ahead = _ROLE_BEFORE.search(before)
    if ahead:
        return _from_role_before(document, ahead, before)
    of = _OF_ORGANISATION.match(text, start, end)
    if of:
        return None, _clean(of["org"])
    who = WHO.match(text, start, end)
    if who:
        org = _AT_ORGANISATION.search(" " + who["rest"].lstrip()) or re.search(
            r"\b(?P<org>[A-Z][\w&'-]*(?: (?:for |of |and )?[A-Z][\w&'-]*)*)", who["rest"]
        )
        role = "head" if re.match(r",? who (?:heads|leads)", who.group()) else None
        return role, _clean(org["org"]) if org else None
    return None, None


def _is_apposition(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the words behind the name are a role of it and not the next thing the sentence says."""
    opened = match.group()
    return opened.startswith((",", " who", " (")) and not re.search(
        r"\b(?:said|says|told|is to|will|was told)\b", match["role"]
    )


def _from_apposition(document: Document, match: re.Match[str], before: str) -> tuple[str | None, str | None]:
    role = re.sub(r"^(?:the )?(?:latter|company|group|firm|automaker|carmaker)'s ", "", match["role"].strip())
    lead = (match["lead"] or "").strip()
    if lead.lower() in ("a former", "former"):
        role = f"former {role}"
    organisation = None
    at = _AT_ORGANISATION.match(match["rest"])
    if at:
        organisation = _clean(at["org"])
    elif lead.endswith(("'s", "'")):
        organisation = re.sub(r"'s?$", "", lead)
    else:
        role, organisation = _split_possessive(role)
        if organisation is None:
            organisation = _maker_near(document, match.start(), lead)
    return role or None, organisation


def _split_possessive(role: str) -> tuple[str, str | None]:
    """ "Honda's president" → president of Honda."""
    match = re.match(r"(?P<org>(?:[A-Z][\w&.-]*)(?: [A-Z][\w&.-]*)*)'s? (?P<role>.+)", role)
    if match:
        return match["role"], match["org"]
    return role, None


def _from_role_before(document: Document, match: re.Match[str], before: str) -> tuple[str | None, str | None]:
    words = match["role"].strip()
    found = ROLE_WORD.search(words)
    if not found:
        return None, None
    roles = list(ROLE_WORD.finditer(words))
    last = roles[-1]
    head = words[: roles[0].start()].strip()
    organisation = None
    at = re.search(r" (?:of|at|for) (?:the )?(?P<org>[A-Z][\w&' -]*)$", words)
    role = words[roles[0].start() : last.end()]
    if at:
        organisation = _clean(at["org"])
    possessive = re.search(r"(?P<org>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*?)'s? ?(?P<adjectives>(?:[a-z-]+ ?)*)$", head)
    if possessive:
        organisation = organisation or possessive["org"]
        head = possessive["adjectives"].strip()
    capital = re.search(r"(?P<org>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*) ?(?P<adjectives>(?:[a-z-]+ ?)*)$", head)
    if capital and organisation is None and capital["org"] not in NOT_NAMES:
        organisation = capital["org"]
        head = capital["adjectives"].strip()
    kept = [w for w in head.split() if w.lower() in _ROLE_ADJECTIVES]
    role = re.sub(r"^(?:the )?(?:latter|former|company|group|firm)'s ", "", " ".join([*kept, role]))
    return role, organisation or _maker_near(
        document, 0, words if re.search(r"\b(?:its|the company's)\b", words) else ""
    )


def _maker_near(document: Document, at: int, lead: str) -> str | None:
    """The organisation of "its president" and "the company's president": the maker named last before."""
    if at == 0:
        return None
    last = None
    index = bisect_left(document.mentions, at, key=lambda m: m.span.start)
    for mention in reversed(document.mentions[max(0, index - 60) : index]):
        if mention.name.kind in (NameKind.MAKER, NameKind.BRAND) and at - mention.span.end < 500:
            last = mention.name
            break
    return last.canonical if last and lead.lower() in ("its", "the", "the company's", "") else None


def _clean(organisation: str) -> str:
    return re.sub(r"(?:'s|[\s,.'])+$", "", organisation)
