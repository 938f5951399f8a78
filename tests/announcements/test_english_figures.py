"""Figures of English articles: how a quantity is written, what it counts, and which ones are left out."""

from datetime import date

import pytest

from tracker.announcements import read_announcements
from tracker.announcements.document import Span
from tracker.announcements.english.numbers import find_quantities

DAY = date(2025, 10, 15)


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("half a million", [(500000, None)]),
        ("a hundred thousand small vans", [(100000, None)]),
        ("two hundred and fifty thousand cars", [(250000, None)]),
        ("three thousand million euros", [(3e9, "EUR")]),
        ("twenty point seven per cent", [(20.7, "%")]),
        ("1.2m cars", [(1200000, None)]),
        ("R4bn", [(4e9, "ZAR")]),
        ("Rs 9.99 lakh", [(999000, "INR")]),
        ("Rs 9,99,000", [(999000, "INR")]),
        ("DM 29,900", [(29900, "DEM")]),
        ("SKr 312,000", [(312000, "SEK")]),
        ("15 billion Canadian dollars", [(1.5e10, "CAD")]),
        ("2.5 to 3 million yen", [((2500000, 3000000), "JPY")]),
        ("between 40,000 and 50,000", [((40000, 50000), None)]),
        ("2,198,000 or 2,398,000 yen", [(2198000, "JPY"), (2398000, "JPY")]),
        ("from 27.5 to 15 per cent", [(27.5, "%"), (15, "%")]),
        ("climbed from 1,214 to 7,208", [(1214, None), (7208, None)]),
        ("in 2025 to 243,129", [(243129, None)]),
        ("the base car at 2,849,000 yen, the long one at 3,355,000", [(2849000, "JPY"), (3355000, "JPY")]),
        ("a few hundred of them in 1991", []),
        ("two points", []),
    ],
)
def test_a_quantity_is_multiplied_out(
    text: str, quantities: list[tuple[float | tuple[float, float], str | None]]
) -> None:
    assert [(q.value, q.unit) for q in find_quantities(text, Span(0, len(text)))] == quantities


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("The Avalon went on sale at Japanese dealers this week at ¥4,310,000.", ("price", 4310000, "JPY")),
        ("A Kluger will be yours for under 31,000 euros.", ("price", 31000, "EUR")),
        ("Honda's Civic lists at £29,995.", ("price", 29995, "GBP")),
        ("Stickers for the Fronx open at 2,541,000 yen, or roughly $17,000.", ("price", 2541000, "JPY")),
        ("Honda opened its $900 million factory in Greensburg.", ("investment", 9e8, "USD")),
        ("Honda's new line, which cost over two billion euros, starts in May.", ("investment", 2e9, "EUR")),
        ("Getting ready for the Camry has swallowed $40 million in tooling.", ("investment", 4e7, "USD")),
        ("At full stretch Honda's shop can put out 150,000 vehicles a year.", ("capacity", 150000, "vehicle")),
        ("At Honda's works 90,000 cars a year could be built.", ("capacity", 90000, "vehicle")),
        ("Honda runs a line laid out for 120,000.", ("capacity", 120000, "vehicle")),
        ("Suzuki has set itself 1,200 a month for the Fronx.", ("target_volume", 1200, "vehicle")),
        ("For the Murano, 300 a month is the hope.", ("target_volume", 300, "vehicle")),
        ("Toyota hopes to find homes for 1,500 Camrys a month.", ("target_volume", 1500, "vehicle")),
        ("Honda intends to sell 3,000 of the Insight.", ("target_volume", 3000, "vehicle")),
        ("Of Nissan's Micra, 1,500 were set aside for Japanese buyers.", ("target_volume", 1500, "vehicle")),
        ("Dealers had collected 4,500 signatures for the Triton by Monday.", ("orders", 4500, "vehicle")),
        ("Renault found 214 takers for the Koleos in May.", ("sales", 214, "vehicle")),
        ("Sales of imported vehicles in Japan climbed 7 percent in 2024 to 227,202.", ("sales", 227202, "vehicle")),
        ("Suzuki sold the Alto at a rate of some 90,000 a year.", ("sales", 90000, "vehicle")),
        ("Mazda plans a hundred thousand small SUVs a year from Rayong.", ("production", 100000, "vehicle")),
        ("Tokyo charges 6.1 per cent on a car from Mexico.", ("tariff", 6.1, "%")),
        ("A car from Kyushu pays a duty of fifteen per cent.", ("tariff", 15, "%")),
    ],
)
def test_a_number_counts_what_its_sentence_says(
    text: str, figure: tuple[str, float | tuple[float, float], str]
) -> None:
    read = read_announcements(text, published=DAY, language="en").figures
    assert [(f.kind.value, f.value, f.unit) for f in read] == [figure]


@pytest.mark.parametrize(
    "text",
    [
        "Toyota's Camry qualifies for a rebate of $5,000.",
        "A clean-car fee costs the owner of a Hilux up to $6,900.",
        "Honda's Odyssey is €3,500 cheaper than before.",
        "Honda booked a charge of 28 billion yen for the Prologue.",
        "Exports of Suzuki cars climbed to 770,364, and the order books are full.",
        "BMW builds the X5 off Highway 101, page 212 of the atlas.",
        "On October 8 Suzuki began to build the Swift.",
        "The Camry's new engine makes 225 horsepower, or 232 with all-wheel drive.",
        "Toyota sold 11,000 fewer than in the year before.",
        "The plant feeds Toyota's workers, and 900 portions are sold a day.",
        "The test gave the Toyota 62 out of 80.",
        "One Toyota in 20 was sold with it.",
    ],
)
def test_what_is_no_figure_is_left_out(text: str) -> None:
    assert read_announcements(text, published=DAY, language="en").figures == ()


def test_a_rate_told_before_gives_a_bare_number_its_per_cent() -> None:
    text = "The duty on European cars stood at 27.5 per cent in July. It has since come down to 15, too late for Dodge."
    read = read_announcements(text, published=DAY, language="en").figures
    assert [(f.kind.value, f.value, f.unit) for f in read] == [("tariff", 27.5, "%"), ("tariff", 15, "%")]


def test_the_lines_of_a_table_count_what_its_heading_says() -> None:
    text = "Registrations of new cars fell in May.\n1. Renault Clio – 6,890. Bursa.\n2. Peugeot 208 – 7,214. Zaragoza."
    read = read_announcements(text, published=DAY, language="en").figures
    assert [(f.kind.value, f.value, f.model) for f in read] == [("sales", 6890, "Clio"), ("sales", 7214, "208")]


def test_the_dollar_is_that_of_the_country_spoken_of() -> None:
    text = (
        "Mitsubishi builds the Magna in Adelaide, in Australia. The Australian plant has spent $40 million on dies, "
        "and South Australia is glad of it."
    )
    assert [f.unit for f in read_announcements(text, published=DAY, language="en").figures] == ["AUD"]
