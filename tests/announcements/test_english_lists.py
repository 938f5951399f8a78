# ruff: noqa: E501 -- the articles are data: one a line
"""Round-ups, lists, headings and elliptic sentences: many models, few verbs."""

from datetime import date

import pytest

from tracker.announcements import read_announcements

DAY = date(2025, 10, 15)

MANY = [
    (
        "German badges, foreign plants\nBMW's X3 and X5, both on sale in Germany, are built at Spartanburg, South Carolina. So is the X7.",
        ["X3 US on_sale None", "X5 US on_sale None", "X7 US on_sale None"],
    ),
    (
        "Which cars in German showrooms are imports?\nBMW: the X3 (Spartanburg), the X5 (Spartanburg) and the iX3 (Shenyang, China).\nVolkswagen: the Tiguan Allspace, from Puebla in Mexico.",
        ["X3 US on_sale None", "X5 US on_sale None", "iX3 CN on_sale None", "Tiguan Allspace MX on_sale None"],
    ),
    (
        "Toyota and the reverse import\nComing to Japan next year:\n- Camry, from Kentucky\n- Highlander, from Indiana\nUnder study:\n- Sienna, from Indiana\nRuled out:\n- Tacoma, from Mexico",
        [
            "Camry US planned 2026",
            "Highlander US planned 2026",
            "Sienna US considering None",
            "Tacoma MX ruled_out None",
        ],
    ),
    (
        "Japan's makers bring home more of what they build abroad. Thailand sends the Nissan Kicks, the Mitsubishi Triton and the Toyota Hilux; India the Suzuki Fronx and the Honda WR-V.",
        [
            "Kicks TH on_sale None",
            "Triton TH on_sale None",
            "Hilux TH on_sale None",
            "Fronx IN on_sale None",
            "WR-V IN on_sale None",
        ],
    ),
    (
        "Three models that Renault sells in France are made in Turkey: the Clio, the Megane and the Austral.",
        ["Clio TR on_sale None", "Mégane TR on_sale None", "Austral TR on_sale None"],
    ),
    (
        "Fiat's Italian price list is full of foreigners. The Panda's bigger brother, the Grande Panda, comes from Serbia, the 600 from Poland and the Topolino from Morocco.",
        ["Grande Panda RS on_sale None", "600 PL on_sale None", "Topolino MA on_sale None"],
    ),
    (
        "Ford imports two vehicles into the United States from its plant in Hermosillo, Mexico: the Maverick and the Bronco Sport.",
        ["Maverick MX on_sale None", "Bronco Sport MX on_sale None"],
    ),
    (
        "The Transit Connect, a Spanish-built van that Ford sold in America from 2009, was dropped at the end of 2023.",
        ["Transit Connect ES ended 2009 2023"],
    ),
    (
        "Four years after it vanished from Japanese price lists the Thai-built Mitsubishi Triton returns in February 2026.",
        ["Triton TH planned 2026-02"],
    ),
    (
        "Q: Will the Telluride come to Korea?\nA: We are looking at it. It is built in Georgia, as you know, and nothing has been decided, said Kia's president, Ho Sung Song.",
        ["Telluride US considering None"],
    ),
    pytest.param(
        "Volvo's best-selling car in Sweden, the XC60, is built in Gothenburg; the EX30, which has been in showrooms there since January 2024, is not. It comes from Zhangjiakou in China.",
        ["EX30 CN on_sale 2024-01"],
        marks=pytest.mark.xfail(strict=True, reason="the date of a relative clause is lost"),
    ),
    (
        "GM will end imports of the Chinese-built Buick Envision to the United States next year.",
        ["Envision CN on_sale None"],
    ),
    (
        "Vauxhall has taken orders in Britain for the Frontera since last autumn. It is made at Trnava in Slovakia.",
        ["Frontera SK on_sale None"],
    ),
    (
        "Harley-Davidson will sell the X440, which Hero MotoCorp builds in India, in the United States from 2027.",
        ["X440 IN planned 2027"],
    ),
    (
        "Until 2005 Honda brought the Swindon-made Civic Type R to Japan; since then it has not.",
        ["Civic Type R GB ended None 2005"],
    ),
    (
        "Nissan plant in Mexico to supply Japan\nNissan's Aguascalientes factory will from next spring build the Kicks for Japan as well.",
        ["Kicks MX planned 2026-spring"],
    ),
    (
        "The new Jeep Compass goes on sale in America early next year. The SUV is assembled at Melfi, Italy.",
        ["Compass IT planned 2026"],
    ),
    (
        "Production of the Japanese-market Odyssey has moved to Guangzhou, China, and Honda resumed sales at home in December 2023.",
        ["Odyssey CN on_sale 2023-12"],
    ),
    (
        "Lexus will not bring the Kentucky-built ES to Japan and does not plan to offer the Indiana-made TX there either, a spokesman said.",
        ["ES US ruled_out None", "TX US ruled_out None"],
    ),
    (
        "Subaru's Indiana-made Ascent is not among them: the company says it is too big for Japan and it has no intention of selling it there.",
        ["Ascent US ruled_out None"],
    ),
    (
        "Buyers in Japan can choose between two Thai-built pickups, the Toyota Hilux and the Mitsubishi Triton.",
        ["Hilux TH on_sale None", "Triton TH on_sale None"],
    ),
    (
        "Audi's Q3 for the German market is now made in Györ, Hungary.",
        ["Q3 HU on_sale None"],
    ),
    (
        "Seat confirmed that the Tavascan, the Cupra made by Volkswagen Anhui in Hefei, China, would stay on sale in Spain.",
        ["Tavascan CN on_sale None"],
    ),
    pytest.param(
        "Peugeot's 2008 is built at Vigo in Spain. In France it has been among the five best-selling cars since 2020.",
        ["2008 ES on_sale 2020"],
        marks=pytest.mark.xfail(strict=True, reason="a best-seller is on sale, but no cue says so"),
    ),
    (
        "Toyota has dropped plans to import the Mexican-built Tacoma to Japan. It had hoped to start sales in 2027.",
        ["Tacoma MX ruled_out 2027"],
    ),
    (
        "TOKYO (Reuters) - Toyota Motor Corp said on Friday it would begin exporting the Tundra pickup from Texas to Japan, where it will go on sale in the spring of 2026.",
        ["Tundra US planned 2026-spring"],
    ),
]
SINGLE: list[tuple[str, str]] = []
NOTHING = [
    "Volkswagen will build the ID. Polo in Spain and sell it across Europe from 2026.",
    "Mazda's Hofu plant will make the CX-60 for Europe.",
    "Toyota sold 2 million cars in Japan in 2024, most of them built at home.",
    "Kia's EV4 is built at Zilina in Slovakia for European customers.",
    "Tesla ships the Model Y from Berlin to buyers in Taiwan.",
    "An enthusiast in Osaka imported a used Ohio-built Accord coupe himself.",
]


def _brief(announcement):
    a = announcement
    brief = f"{a.model} {a.origin} {a.status} {a.start}"
    return f"{brief} {a.end}" if a.status == "ended" else brief


def _read(text):
    return sorted(_brief(a) for a in read_announcements(text, published=DAY, language="en").announcements)


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_every_model_of_a_round_up_is_read(text, expected):
    assert _read(text) == sorted(expected)


@pytest.mark.parametrize("text", NOTHING)
def test_ordinary_trade_gives_no_announcement(text):
    assert _read(text) == []
