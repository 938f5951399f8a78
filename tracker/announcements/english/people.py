"""Who is reported on: people with role and organisation, and the media that are credited."""

from __future__ import annotations

import re
from bisect import bisect_left

from tracker.announcements.document import Document, Mention, Span
from tracker.records import Person
from tracker.vocabulary import NameKind

_CAPITAL = r"[A-Z][a-zà-öø-ÿ]+(?:[-'][A-Za-z][a-zà-öø-ÿ]+)*"
_NAME = (
    rf"(?:{_CAPITAL}|[A-Z]\.)(?: (?:{_CAPITAL}|[A-Z]\.|de|van|von|der|bin|al|Mc[A-Z][a-z]+|O'[A-Z][a-z]+|"
    rf"Mac[A-Z][a-z]+)){{1,3}}"
)
_PERSON = re.compile(rf"(?<![\w'-])(?:Mr\.? |Ms\.? |Mrs\.? |Dr\.? |Sir |Dame |Lord )?(?P<name>{_NAME})(?![\w])")

ROLES = (
    "chief executive officer|chief executive|chief operating officer|chief financial officer|chief technology officer|"
    "chief performance officer|chief product specialist|chief product officer|chief engineer|chief economist|chief "
    "designer|"
    "chief analyst|chief planning officer|chief|executive vice president|executive vice-president|senior vice "
    "president|"
    "senior vice-president|corporate vice president|vice president|vice-president|vice chairman|vice-chairman|"
    "president|chairman|chairwoman|chairperson|"
    "chair|chief of staff|managing director|managing executive officer|executive director|executive officer|deputy "
    "director|director general|"
    "director-general|director|general manager|general secretary|secretary-general|secretary|branch manager|"
    "operations manager|"
    "sales manager|product manager|marketing manager|plant manager|programme manager|project manager|regional "
    "manager|fleet manager|"
    "manager|head of [a-z]+|head|"
    "analyst|economist|senior analyst|consultant|strategist|lecturer|professor|researcher|fellow|spokesman|"
    "spokeswoman|spokesperson|"
    "minister|ministry official|governor|mayor|senator|lawmaker|ambassador|commissioner|premier|president-elect|"
    "prime minister|"
    "engineer|designer|editor|owner|founder|co-founder|partner|dealer|dealer principal|saleswoman|salesman|sales "
    "consultant|trader|importer|"
    "lawyer|trade lawyer|inspector|trim inspector|convenor|convener|steward|shop steward|official|negotiator|"
    "representative|"
    "union leader|union official|leader|boss|driver|farmer|customer|CEO|COO|CFO|CTO|chancellor|taoiseach|MP|MEP|"
    "deputy|adviser|advisor|"
    "planner|product planner|organiser|broker|auctioneer|worker|retiree|accountant|teacher|mechanic|technician|"
    "curator|historian|author|"
    "executive|principal|supervisor|superintendent|trustee|treasurer|coordinator|specialist|correspondent|publisher"
)
_ROLE_WORD = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
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
_WHO = re.compile(
    r",? (?:who|whose) (?:leads|led|heads|runs|ran|speaks for|spoke for|compiles|follows|covers|studies|represents|"
    r"founded|owns|chairs|manages|"
    r"advises|works|has run|has been|imports|sells|tracks|edits|writes|company|firm|workshop|team|"
    r"group)\b(?P<rest>[^.;]{0,140})"
)
_SPEECH_NEXT = re.compile(
    r"(?:,? (?:who|which|whose)[^,]{0,120},|,[^,]{0,90},(?:[^,]{0,60},)?|, [^,]{0,60})? ?(?:has |have |had |also |"
    r"later |would |then |himself |herself |nonetheless |nevertheless |only )*"
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
    r"emphasised|emphasized|testified|resigned|retired|took|takes|vowed|launched)\b"
)
_SPEECH_BEFORE = re.compile(
    r"\b(?:said|says|told|according to|asked|quoted|quoting|added|adds|met|hosted|thinks|argued|argues|noted|by|from|"
    r"replied|insisted|explained|as|hosted by|urged|between|summed up|was how|put it|lets|praised|welcomed|thanked|"
    r"convinced|wrote|explains|reckons|shrugs|laughs|sighs|jokes|concedes|predicts|recalls|believes|calls|remembers|"
    r"warns)(?: (?:the|its|his|our|by|that|former|then|chief|company|reporters|[A-Z]?[a-z-]+'?s?)){0,6}? $",
)
_NOT_NAMES_TEXT = """
    The A An In On At It Its This That These Those For With From By As If When While After Before But And Or Of To
    No Not Motor Motors Corporation Corp Company Group Plant Factory Works Mobility Show Street Road River Port
    University Institute Association Council Ministry Securities Bank Board Union Chamber Commission Parliament
    House Congress Agreement Trade Salon Auto Automobile Automotive Type Sport Land Cruiser Grand Prix World North
    South East West Asia Europe America American Japan Japanese Asian European Pacific Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday January February March April May June July August September October November
    December Drive Wheel Edition Series Model Research Capital Partners Insurance News Times Post Daily Journal
    Weekly Digest Herald Wire Review Bulletin Observer Manufacturing Engineering Technologies Holdings Limited Ltd
    Inc Alliance Organization Organisation Club Center Centre Most Neither Both Nothing Everyone Nobody Another
    Other One Two Three First Second Last Next New Old Late Early Nor Asked What Why How Who Where There Here Then
    Now Until Since Under Over Even Only Still Yet Also Not Just Like Business State Prime Foreign Finance
    Industry Transport Free Great Czech Republic United States Kingdom Korea White Two-Tone Neue Klasse Speedway
    Governor President Chairman Minister Secretary Chief Executive Mayor Senator Investment Cars All Star Big Blue
    Red Black City Town County Prefecture Province Bay Valley Hall Museum Motorcycle Registration Mark
    Certification Interior Edition Top Gear Digital Free Energy Department Office Service Agency Authority
    Administration National International Federal General Supreme Court Yen Dollar
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_PERSON_TITLES = re.compile(
    r"\b(?P<role>President|Prime Minister|Governor|Senator|Business Secretary|Chancellor|Secretary|Minister|Premier|"
    r"Mayor|Ambassador|King|Queen|Chief Executive|Chairman|CEO|Professor|Commissioner|Representative|[A-Z][a-z]+ "
    r"(?:Minister|Secretary))(?: |, )$"
)
_BYLINE = re.compile(
    r"(?:^|\n)\s*(?:By|Words and pictures:|Picture:|Photo:|Photograph:|Text:|Story:|Reporting by|Editing by) $"
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
    if len(words) < 2 or any(w in _NOT_NAMES for w in words) or (words[0] in surnames and len(words) == 1):
        return []
    other = taken.first_in(start, end)
    # "Akio Toyoda" and "Toshihiro Suzuki" hold a maker's name; a name that begins with one is the maker's.
    if other is not None and (
        other.span.start == start or other.name.kind is not NameKind.MAKER or other.span.end < end
    ):
        return []
    before = document.folded[max(sentence.start, start - 110) : start]
    after_start, after_end = end, min(sentence.end, end + 200)
    role, organisation = _read_role(document, before, after_start, after_end)
    speaks = _SPEECH_NEXT.match(document.folded, after_start, after_end) or _SPEECH_BEFORE.search(before)
    who = _WHO.match(document.folded, after_start, after_end)
    titled = bool(role)
    if not (speaks or titled or who or organisation):
        waiting.append(name)
        return []
    if _BYLINE.search(document.folded[max(0, start - 30) : start]):
        return []
    return [Person(name=name, role=role, organisation=organisation)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without a title or opening word that the capitals swept in: "President Donald Trump"."""
    while True:
        space = text.find(" ", start, end)
        if space == -1:
            return start, end
        word = text[start:space]
        if word in _NOT_NAMES or word in ("Mr", "Ms", "Dr", "Sir") or _ROLE_WORD.fullmatch(word):
            start = space + 1
        else:
            break
    return start, end


def _read_role(document: Document, before: str, start: int, end: int) -> tuple[str | None, str | None]:
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
    who = _WHO.match(text, start, end)
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
    found = _ROLE_WORD.search(words)
    if not found:
        return None, None
    roles = list(_ROLE_WORD.finditer(words))
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
    if capital and organisation is None and capital["org"] not in _NOT_NAMES:
        organisation = capital["org"]
        head = capital["adjectives"].strip()
    kept = [w for w in head.split() if w.lower() in _ROLE_ADJECTIVES]
    role = re.sub(r"^(?:the )?(?:latter|former|company|group|firm)'s ", "", " ".join([*kept, role]))
    return role, organisation or _maker_near(
        document, 0, words if re.search(r"\b(?:its|the company's)\b", words) else ""
    )


_ROLE_ADJECTIVES_TEXT = """
    former senior deputy trade enterprise business autos auto chief executive economy industry transport trim
    general sales finance product corporate acting assistant associate regional commerce
"""
_ROLE_ADJECTIVES = frozenset(_ROLE_ADJECTIVES_TEXT.split())


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


_CREDIT_BEFORE = re.compile(
    r"\b(?:according to|told|reported by|reports?|citing|cited by|in|by|to|from|published by|interview with|quoting|"
    r"quoted by|statement (?:given )?(?:first )?to|given (?:first )?to|says|said|wrote)(?: the| Japan's| newspaper| "
    r"website| magazine| business daily| daily| first| Britain's| Germany's){0,3} $",
    re.IGNORECASE,
)
_CREDIT_BEHIND = re.compile(
    r"(?:'s)?(?:,? (?:which|citing|quoting)[^,.]{0,40},)? (?:has |had |first |newspaper |magazine |website |was the "
    r"first to |also |business daily |was first to )*(?:reported|reports|report|said|says|wrote|writes|quoted|"
    r"learned|understands|revealed|was told|broke|claimed|claims|suggested|cited)\b|[,.]? (?:which|citing|quoting)\b",
    re.IGNORECASE,
)


def find_cites(document: Document) -> None:
    """Fill `document.cites`: the media that something in the article is credited to."""
    starts = [(s.start, s.end) for s in document.sentences]
    at = 0
    for mention in document.mentions:
        if mention.name.kind is not NameKind.MEDIUM:
            continue
        start, end = mention.span
        while at < len(starts) and starts[at][1] <= start:
            at += 1
        if at == len(starts) or start < starts[at][0]:
            continue
        before = document.folded[max(starts[at][0], start - 60) : start]
        credited = _CREDIT_BEFORE.search(before) or _CREDIT_BEHIND.match(document.folded, end, starts[at][1])
        if credited and mention.name.canonical not in document.cites:
            document.cites.append(mention.name.canonical)
