"""A document in lines of tokens: clauses, models, cues, and how often it names what."""

from tests.announcements.judging.handmade import lay, prepare
from tracker.announcements.judging.sheet import Line, country_of, lay_sheet
from tracker.vocabulary import Match, Name, NameKind, read_vocabulary


def _clauses(line: Line) -> list[int]:
    return [len([clause for clause in line.clauses if clause == n]) for n in range(max(line.clauses) + 1)]


def test_a_line_is_a_sentence_with_its_place_in_the_text() -> None:
    text = "Toyota builds cars.\nThe Camry is one."
    sheet = lay(text)
    assert [text[line.start : line.end] for line in sheet.lines] == ["Toyota builds cars.", "The Camry is one."]
    assert [line.number for line in sheet.lines] == [0, 1]


def test_punctuation_and_conjunctions_part_clauses() -> None:
    (line,) = lay("Toyota sells it here, but Honda builds it there").lines
    assert _clauses(line) == [4, 1, 5]


def test_a_japanese_clause_ends_at_a_comma_or_its_subject() -> None:
    (line,) = lay("トヨタが売る、ホンダは造る", "ja").lines
    parts = [line.clauses[at] for at, token in enumerate(line.tokens) if token.names]
    assert parts[0] < parts[1]


def test_the_models_of_a_line_are_known_by_their_tokens() -> None:
    (line,) = lay("The Camry and the Highlander are built in Kentucky.").lines
    assert [line.tokens[at].names[0].name.canonical for at in line.models] == ["Camry", "Highlander"]


def test_a_cue_is_kept_with_the_token_that_it_begins_at() -> None:
    (line,) = lay("Honda has no plans to sell it.").lines
    told = {name for names in line.cues.values() for name in names}
    assert any(name.startswith(("status.ruled_out", "mode.ruled_out")) for name in told)
    assert all(0 <= at < len(line.tokens) for at in line.cues)


def test_countries_are_counted_with_the_places_in_them() -> None:
    sheet = lay("Toyota and Lexus build in Kentucky and Ohio, in the United States. Toyota sells in Japan.")
    assert (sheet.countries["US"], sheet.countries["JP"], sheet.makers["Toyota"]) == (3, 1, 3)


def test_a_nameplate_nobody_has_heard_of_is_laid_beside_the_known() -> None:
    document = prepare("Toyota sells the Zorbo.")
    name = Name(kind=NameKind.NAMEPLATE, canonical="Zorbo", maker="Toyota", brand="Toyota", market="JP")
    (line,) = lay_sheet(document, "en", [Match(start=17, end=22, name=name, variant="", exact=False)]).lines
    assert [line.tokens[at].names[0].name.canonical for at in line.models] == ["Zorbo"]


def test_a_place_lies_in_a_country_and_a_car_does_not() -> None:
    names = {match.name.canonical: match.name for match in read_vocabulary().find_names("Thailand, Kentucky, a Camry")}
    assert [country_of(names[name]) for name in ("TH", "Kentucky", "Camry")] == ["TH", "US", None]
