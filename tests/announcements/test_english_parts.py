"""The parts of reading English, a table each: sentences, periods, figures, people, media."""

from datetime import date

import pytest

from tracker.announcements import read_announcements
from tracker.announcements.document import Span
from tracker.announcements.english.periods import find_periods
from tracker.announcements.english.sentences import is_boilerplate, split_sentences

DAY = date(2025, 10, 15)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It goes on sale in May. Prices are not set.", 2),
        ("Built at Flat Rock, Mich., it costs $20,000.", 1),
        ("Toyota Motor Corp. said it would. Mr. Sato agreed.", 2),
        ('"Why not?" he asked. "We can," she said.', 2),
        ("The U.S. plant builds 2.5 million a year.", 1),
        ("Dr. J. Smith drove it... slowly. Then he stopped!", 2),
        ("No stop at all", 1),
        ("", 0),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(split_sentences(text, Span(0, len(text)))) == count


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Read more: Ten great pickups", True),
        ("Photo: the Murano at the port", True),
        ("Share this article | Print | Email", True),
        ("By Jane Fielding", True),
        ("© Example Motor Press", True),
        ("Sign up for our newsletter", True),
        ("More than 8,000 cars were sold in Japan last year.", False),
        ("Imported from Thailand, the Triton is on sale in Japan.", False),
        ("Also from Thailand is the Hilux, which Toyota sells in Japan.", False),
    ],
)
def test_furniture_of_the_page_is_told_from_text(line: str, furniture: bool) -> None:
    assert is_boilerplate(line) is furniture


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("from next April", "2026-04"),
        ("in April next year", "2026-04"),
        ("by the end of 2026", "2026"),
        ("in mid-2026", "2026"),
        ("in the second quarter of 2026", "2026-Q2"),
        ("between April and June 2026", "2026-Q2"),
        ("in the second half of next year", "2026-H2"),
        ("in fiscal 2026", "FY2026"),
        ("in the fiscal year ending in March 2027", "FY2026"),
        ("next fiscal year", "FY2026"),
        ("in spring 2026", "2026-spring"),
        ("next spring", "2026-spring"),
        ("this fall", "2025-autumn"),
        ("on 2 April 2026", "2026-04-02"),
        ("on April 2, 2026", "2026-04-02"),
        ("later this year", "2025"),
        ("in January", "2026-01"),
        ("next month", "2025-11"),
        ("tomorrow", "2025-10-16"),
        ("in two years", "2027"),
        ("in the new year", "2026"),
        ("around the turn of 2027", "2027"),
    ],
)
def test_a_time_ahead_is_resolved(text: str, value: str) -> None:
    assert [p.future for p in find_periods(text, 0, len(text), DAY)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("last September", "2025-09"),
        ("since February", "2025-02"),
        ("in December", "2024-12"),
        ("last December", "2024-12"),
        ("in August of last year", "2024-08"),
        ("two years ago", "2023"),
        ("last autumn", "2024-autumn"),
        ("on Monday", "2025-10-13"),
        ("in the six months to September", "FY2025-H1"),
        ("in the six months to June", "2025-H1"),
        ("in the year to March", "FY2024"),
        ("for eight years now", "2017"),
        ("since the end of last month", "2025-09"),
    ],
)
def test_a_time_past_is_resolved(text: str, value: str) -> None:
    assert [p.past for p in find_periods(text, 0, len(text), DAY)] == [value]


@pytest.mark.parametrize(
    "text", ["it may come", "the march of progress", "a 2.0-litre engine", "more than a decade ago"]
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert find_periods(text, 0, len(text), DAY) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Toyota sold 8,825 Camrys in Japan in 2023.", ("sales", 8825, "vehicle")),
        ("Suzuki aims to sell 6,000 units of the Baleno a year.", ("target_volume", 6000, "vehicle")),
        ("Prices of the Fronx start at 2.54 million yen.", ("price", 2540000, "JPY")),
        ("The Smyrna plant has capacity for 640,000 vehicles a year.", ("capacity", 640000, "vehicle")),
        ("Nissan's Smyrna plant built 310,000 cars last year.", ("production", 310000, "vehicle")),
        ("Toyota will invest US$10 billion in America.", ("investment", 10_000_000_000, "USD")),
        ("Suzuki received 50,000 orders for the Jimny Nomade.", ("orders", 50000, "vehicle")),
        ("The United States charges a tariff of 15 percent on Japanese cars.", ("tariff", 15, "%")),
        ("The factory has reserve capacity of 80,000 to 100,000 vehicles.", ("capacity", (80000, 100000), "vehicle")),
    ],
)
def test_a_number_is_read_with_what_it_counts(text: str, figure: tuple[str, float | tuple[float, float], str]) -> None:
    read = read_announcements(text, published=DAY, language="en").figures
    assert [(f.kind.value, f.value, f.unit) for f in read] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Exports to Europe rose to 12,000 vehicles.",
        "Sales rose 7.3 percent.",
        "Its engine makes 225 horsepower.",
        "The plant employs 4,000 people.",
        "The yen stood at 145 to the dollar.",
    ],
)
def test_other_numbers_are_no_figures(text: str) -> None:
    assert read_announcements(text, published=DAY, language="en").figures == ()


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ('"We are ready," said Hana Mori, president of Toyota.', ("Hana Mori", "president", "Toyota")),
        ("Nissan chief executive Jiro Tanabe said so.", ("Jiro Tanabe", "chief executive", "Nissan")),
        ("Ed Marlow, an analyst at Harbour Research, doubts it.", ("Ed Marlow", "analyst", "Harbour Research")),
        ("President Donald Trump said no.", ("Donald Trump", "President", None)),
        ("Dr Lena Voss of the Motor Council put that to them.", ("Lena Voss", None, "Motor Council")),
        ("Colin Reeve, who teaches logistics, has a theory.", ("Colin Reeve", None, None)),
        ("A nurse named Brenda Cole was taking delivery of one.", ("Brenda Cole", None, None)),
        ("Ondřej Crăciun said so.", ("Ondřej Crăciun", None, None)),
        ("Hiroshi Maeda saved the best until the end.", ("Hiroshi Maeda", None, None)),
        ("Motoring writer Claire Dubois wondered why.", ("Claire Dubois", "writer", None)),
        ("Ruth Alder of the consultancy Pine Street agreed, she said.", ("Ruth Alder", None, "Pine Street")),
    ],
)
def test_a_person_has_role_and_organisation(text: str, person: tuple[str, str | None, str | None]) -> None:
    read = read_announcements(text, published=DAY, language="en").people
    assert [(p.name, p.role, p.organisation) for p in read] == [person]


@pytest.mark.parametrize(
    "text",
    [
        "By Skip Dunleavy",
        "It is made near Auburn Hills, the brand said.",
        "The crowd moved from Nimitz Freeway.",
        "The page was sponsored by Binley Tyres.",
        "It is known as Project Return.",
    ],
)
def test_what_is_no_person_is_none(text: str) -> None:
    assert read_announcements(text, published=DAY, language="en").people == ()


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("Honda cancelled it, a day after Nikkei had warned of it.", ("Nikkei",)),
        ("Handelsblatt, the Düsseldorf daily, has reported that it will come.", ("Handelsblatt",)),
        ("As the website Motorspion spotted last week, it is on sale.", ("Motorspion",)),
        ("That could be its home, speculates the newsletter Bremsblatt.", ("Bremsblatt",)),
        ("He was quoted by Autohlas as saying so.", ("Autohlas",)),
        ("The magazine Best Wheels lay on the counter.", ()),
    ],
)
def test_media_are_cited_where_they_are_the_source(text: str, media: tuple[str, ...]) -> None:
    assert read_announcements(text, published=DAY, language="en").cites == media


def test_a_medium_that_is_credited_is_cited() -> None:
    text = "Toyota is studying the plan, Reuters reported, and Nikkei said the same. Bloomberg has an office in Tokyo."
    assert read_announcements(text, published=DAY, language="en").cites == ("Reuters", "Nikkei")
