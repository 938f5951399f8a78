"""Who is reported on: the people whose words or acts an article tells."""

from __future__ import annotations

import re

from tracker.announcements.document import Document, Mention, Span
from tracker.announcements.english.roles import NOT_NAMES, ROLE_WORD, WHO, WORDS, read_role
from tracker.records import Person
from tracker.vocabulary import NameKind

_GIVEN = frozenset(WORDS["given_names"])
_LOWER = r"[a-zà-öø-ɏ]"
"""Latin small letters, those of Central Europe too: Nedeljković, Crăciun."""
_CAPITAL = rf"[A-ZÀ-ÖØ-ÞĀČĆĎĐĘĚĞİŁŃŇŐŘŚŞŠŤŮŰŹŻŽ]{_LOWER}+(?:[-'][A-Za-z]{_LOWER}+)*"
_NAME = (
    rf"(?:{_CAPITAL}|[A-Z]\.)(?: (?:{_CAPITAL}|[A-Z]\.|de|van|von|der|bin|al|Mc[A-Z][a-z]+|O'[A-Z][a-z]+|"
    rf"Mac[A-Z][a-z]+)){{1,3}}"
)
_PERSON = re.compile(
    rf"(?<![\w'-])(?P<title>Mr\.? |Ms\.? |Mrs\.? |Dr\.? |Sir |Dame |Lord |Miss )?(?P<name>{_NAME})(?![\w])"
)

_SPEECH = (
    r"(?:said|says|told|tells|added|adds|argued|argues|noted|notes|called|calls|thinks|believes|reckons|insisted|"
    r"insists|conceded|concedes|"
    r"warned|warns|confirmed|announced|explained|explains|described|predicted|suggested|suggests|asked|wants|expects|"
    r"replied|admitted|admits|"
    r"acknowledged|stated|declared|objected|posed|hosted|signed|met|visited|pressed|ran|singled|ruled|denied|wrote|"
    r"writes|put|pointed|promised|"
    r"praised|welcomed|criticised|criticized|complained|doubts|doubted|agreed|agrees|estimates|estimated|unveiled|"
    r"hinted|indicated|repeated|"
    r"summed|preferred|preferring|sees|saw|likes|recalled|recalls|joked|laughed|spoke|speaks|handed|sported|toured|"
    r"learned|grumbles|offered|led|insisted|jokes|puts|put|cautioned|maintains|remains|estimates|counts|hopes|feels|"
    r"waved|kept|stood|claimed|claims|lamented|shrugged|answered|observed|observes|revealed|reiterated|stressed|"
    r"emphasised|emphasized|testified|resigned|retired|took|takes|vowed|launched|reminded|wondered|forecasts?)\b"
)
_SPEECH_NEXT = re.compile(
    r"(?:,? (?:who|which|whose)[^,]{0,120},|,[^,]{0,90},(?:[^,]{0,60},)?|, [^,]{0,60})? ?(?:has |have |had |also |"
    r"later |would |then |himself |herself |nonetheless |nevertheless |only )*" + _SPEECH
)
_SPOKE_NEXT = re.compile(
    r"(?:,? (?:who|whose)[^,]{0,120},)? (?:has |have |had |also |later |would |then |himself |herself )*" + _SPEECH
)
_SPEECH_BEFORE = re.compile(
    r"\b(?:said|says|told|according to|asked|quoted|quoting|added|adds|met|hosted|thinks|argued|argues|noted|by|from|"
    r"replied|insisted|explained|as|hosted by|urged|between|summed up|was how|put it|lets|praised|welcomed|thanked|"
    r"convinced|wrote|explains|reckons|shrugs|laughs|sighs|jokes|concedes|predicts|recalls|believes|calls|remembers|"
    r"warns)(?: (?:the|its|his|our|by|that|former|then|chief|company|reporters|[A-Z]?[a-z-]+'?s?)){0,6}? $",
)
_SAID_BEFORE = re.compile(
    r"\b(?:said|says|told|according to|asked|added|adds|thinks|argued|argues|replied|replies|insisted|"
    r"explained|explains|"
    r"reckons|jokes|shrugs|sighs|laughs|recalls|predicts|announced|sighed|quipped)(?: the [a-z]+,)? $"
)
_ACTS_NEXT = re.compile(
    r"(?:'s\b|, (?:who|whose|once|now|then|himself|herself)\b| (?!and\b)(?:[a-z]+ly )?[a-z]{2,}(?:ed|es|ks|ns|"
    r"ts|ys|ls)\b)"
)
"""Behind a name: its owner does something."""
_BYLINE = re.compile(
    r"(?:^|\n)\s*(?:[Bb]y|Words and pictures:|Picture:|Photo:|Photograph:|Text:|Story:|Reporting by|Editing by) $"
)


def find_people(document: Document) -> None:
    """Fill `document.people`: who is named with a role, or whose words or acts the article reports."""
    named = _Taken(document)
    found: dict[str, Person] = {}
    surnames: set[str] = set()
    waiting: list[str] = []
    for sentence in document.sentences:
        for match in _PERSON.finditer(document.folded, *sentence):
            for person in _read_person(document, named, sentence, match, surnames, waiting):
                if person.name not in found:
                    found[person.name] = person
                    surnames.update(person.name.split())
    for name in dict.fromkeys(waiting[:MAX_WAITING]):
        if name not in found and _speaks_later(document.folded, name.split()[-1]):
            found[name] = Person(name=name)
    document.people = list(found.values())


MAX_WAITING = 20
"""Names without a word or a role that are looked for again by surname: few, so that the cost stays linear."""


def _speaks_later(text: str, surname: str) -> bool:
    """Whether the article goes on to report somebody by surname: "Trump said Toyota was preparing to"."""
    if any(f"{title} {surname}" in text for title in ("Mr", "Mr.", "Ms", "Ms.", "Mrs", "Mrs.", "Dr", "Dr.")):
        return True
    at = text.find(f" {surname} ")
    while at != -1:
        end = at + 1 + len(surname)
        if _SPEECH_NEXT.match(text, end, end + 60):
            return True
        at = text.find(f" {surname} ", end)
    return False


class _Taken:
    """Spans of the text that name something else."""

    def __init__(self, document: Document) -> None:
        kinds = (
            NameKind.MEDIUM,
            NameKind.MAKER,
            NameKind.BRAND,
            NameKind.NAMEPLATE,
            NameKind.COUNTRY,
            NameKind.REGION,
            NameKind.PLANT,
        )
        self.words: dict[int, Mention] = {m.span.start: m for m in document.mentions if m.name.kind in kinds}

    def first_in(self, start: int, end: int) -> Mention | None:
        return next((self.words[at] for at in range(start, end) if at in self.words), None)


def _read_person(
    document: Document, taken: _Taken, sentence: Span, match: re.Match[str], surnames: set[str], waiting: list[str]
) -> list[Person]:
    start, end = _trimmed(document.folded, *match.span("name"))
    name = document.text[start:end]
    words = name.split()
    if len(words) < 2 or any(w in NOT_NAMES for w in words) or (words[0] in surnames and len(words) == 1):
        return []
    other = taken.first_in(start, end)
    # "Akio Toyoda" and "Toshihiro Suzuki" hold a maker's name; a name that begins with one is the maker's.
    if other is not None and (
        other.span.start == start or other.name.kind is not NameKind.MAKER or other.span.end < end
    ):
        return []
    before = document.folded[max(sentence.start, start - 110) : start]
    role, organisation = read_role(document, before, end, min(sentence.end, end + 200))
    stated = bool(role or organisation or match["title"])
    if not stated and not _is_reported(document.folded, before, words, Span(end, min(sentence.end, end + 200))):
        waiting.append(name)
        return []
    if _BYLINE.search(document.folded[max(0, start - 30) : start]) or document.folded.startswith(" contributed", end):
        return []
    return [Person(name=name, role=role, organisation=organisation)]


def _is_reported(text: str, before: str, words: list[str], behind: Span) -> bool:
    """Whether somebody without a role speaks or acts; what bears no known given name must do so at once."""
    if WHO.match(text, *behind) or _SAID_BEFORE.search(before):
        return True
    if words[0] not in _GIVEN and words[0].split("-")[0] not in _GIVEN:
        return bool(_SPOKE_NEXT.match(text, *behind))
    if _SPEECH_NEXT.match(text, *behind) or _SPEECH_BEFORE.search(before) or before.endswith((" named ", " called ")):
        return True
    return bool(_ACTS_NEXT.match(text, *behind))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without a title or opening word that the capitals swept in: "President Donald Trump"."""
    while True:
        space = text.find(" ", start, end)
        if space == -1:
            return start, end
        word = text[start:space]
        if word in NOT_NAMES or (ROLE_WORD.fullmatch(word) and " " in text[space + 1 : end]):
            start = space + 1
        else:
            break
    return start, end
