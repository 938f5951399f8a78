# ruff: noqa: E501 -- the articles are data: one a line
"""Short articles, one turn of phrase each: what is announced of which model, whence, and from when."""

from datetime import date

import pytest

from tracker.announcements import read_announcements

DAY = date(2025, 10, 15)

PLANNED = [
    ("Toyota will sell the Kentucky-built Camry in Japan from April next year.", "Camry US planned 2026-04"),
    ("Toyota is to bring its Indiana-made Highlander to Japanese showrooms in 2026.", "Highlander US planned 2026"),
    (
        "Honda has decided to import the Passport, which is built in Alabama, to Japan in the second half of 2026.",
        "Passport US planned 2026-H2",
    ),
    (
        "Nissan intends to offer the Murano in Japan by the end of 2026. The crossover is assembled at Smyrna, Tennessee.",
        "Murano US planned 2026",
    ),
    (
        "The Murano is due in Japanese dealerships early in 2027, shipped from Smyrna, Tennessee.",
        "Murano US planned 2027",
    ),
    (
        "Mazda confirmed that the CX-50, produced in Huntsville, Alabama, would go on sale in its home market next spring.",
        "CX-50 US planned 2026-spring",
    ),
    ("Suzuki said the India-built Fronx would be launched in Japan this autumn.", "Fronx IN planned 2025-autumn"),
    (
        "Imports to Japan of the Thai-made Hilux are scheduled to begin in January, Toyota said.",
        "Hilux TH planned 2026-01",
    ),
    (
        "BMW will ship the new iX3 from Debrecen in Hungary to German customers from March 2026.",
        "iX3 HU planned 2026-03",
    ),
    (
        "Ford plans to import the Chinese-made Lincoln Nautilus to the United States, with deliveries from early 2026.",
        "Nautilus CN planned 2026",
    ),
    (
        "Renault is preparing to sell the Moroccan-built Kardian in France in 2027, the company announced.",
        "Kardian MA planned 2027",
    ),
    (
        "Hyundai Motor will introduce the Casper Electric made in India in South Korea in 2026.",
        "Casper IN planned 2026",
    ),
    (
        "Kia has announced plans to bring the US-made Telluride home to Korea in the first quarter of 2026.",
        "Telluride US planned 2026-Q1",
    ),
    (
        "Japanese sales of the Thai-built Land Cruiser FJ are set to start around the middle of next year, according to Toyota.",
        "Land Cruiser FJ TH planned 2026",
    ),
    ("Toyota's Kentucky plant will begin supplying the Camry to Japan in fiscal 2026.", "Camry US planned FY2026"),
    ("Volvo Cars will begin deliveries in Sweden of the Chinese-built ES90 in November.", "ES90 CN planned 2025-11"),
    (
        "Nissan is bringing the Murano back to Japan, this time from the United States, with sales to start in February 2027.",
        "Murano US planned 2027-02",
    ),
    (
        "A decision has been made: the Tundra, from San Antonio, Texas, is coming to Japan next year, Toyota confirmed.",
        "Tundra US planned 2026",
    ),
    (
        "From the summer of 2026 Mitsubishi will put the Thai-built Pajero Sport on sale in Japan.",
        "Pajero Sport TH planned 2026-summer",
    ),
    ("Vauxhall said the Spanish-built Frontera will reach British showrooms in June 2026.", None),
    ("Honda's Marysville-built Integra Type S gets the green light for Japan.", "Integra Type S US planned None"),
    (
        "Toyota targets a 2026 launch in Japan for the Indiana-made Grand Highlander.",
        "Grand Highlander US planned 2026",
    ),
    (
        "Volkswagen plans to sell the Cupra Terramar, built in Hungary, in Spain next month.",
        "Terramar HU planned 2025-11",
    ),
]

CONSIDERING = [
    ("Nissan is considering selling the Murano, built in Tennessee, in Japan.", "Murano US considering None"),
    (
        "Toyota is studying whether to import the US-made Tundra to Japan, its president said.",
        "Tundra US considering None",
    ),
    (
        "Honda is weighing a Japanese launch of the Passport, which it builds in Lincoln, Alabama.",
        "Passport US considering None",
    ),
    (
        "The possibility of bringing the Texas-built Tundra to Japan is being examined, a Toyota spokesperson said.",
        "Tundra US considering None",
    ),
    ("Mazda has not ruled out offering the Alabama-made CX-50 in Japan.", "CX-50 US considering None"),
    (
        "Kia says it is looking into selling the Georgia-built Telluride in South Korea.",
        "Telluride US considering None",
    ),
    ("The Pathfinder, made at Smyrna, is under review for Japan, Nissan said.", "Pathfinder US considering None"),
    (
        "Subaru said no decision had been made on whether the Ascent, made only in Indiana, will be sold in Japan.",
        "Ascent US considering None",
    ),
    (
        "Whether the Canadian-built RAV4 will be offered in Japan has not been decided, Toyota said.",
        "RAV4 CA considering None",
    ),
    (
        "Ford is mulling imports to the US of the Puma, which is built in Craiova, Romania, two people familiar with the plan said.",
        "Puma RO considering None",
    ),
    (
        "Toyota executives are exploring the feasibility of selling the Indiana-built Sienna at home in Japan.",
        "Sienna US considering None",
    ),
    (
        "Nissan would like to sell the Mexican-made Frontier in Japan, its chief executive said, but a study is still under way.",
        "Frontier MX considering None",
    ),
]

SPECULATED = [
    ("Analysts think the Ohio-built Acura RSX could be next to reach Japan.", "RSX US speculated None"),
    (
        "The Tennessee-built Rogue might be another candidate for Japanese showrooms, says one analyst.",
        "Rogue US speculated None",
    ),
    (
        "Enthusiasts hope the Mexican-made Tacoma will one day be sold in Japan; it may be a contender.",
        "Tacoma MX speculated None",
    ),
    ("Honda's Alabama-made Ridgeline is tipped for a Japanese launch by commentators.", "Ridgeline US speculated None"),
    (
        "In my view the Telluride, built at West Point in Georgia, would be a natural next step for Kia in Korea.",
        "Telluride US speculated None",
    ),
]

ON_SALE = [
    ("Suzuki has sold the Indian-built Fronx in Japan since October 2024.", "Fronx IN on_sale 2024-10"),
    ("Honda began selling the WR-V, made in India, in Japan in March 2024.", "WR-V IN on_sale 2024-03"),
    ("The Triton, imported from Thailand, went on sale in Japan in February last year.", "Triton TH on_sale 2024-02"),
    ("Mitsubishi launched the Thai-built Triton in Japan in February 2024.", "Triton TH on_sale 2024-02"),
    ("The Accord sold in Japan comes from Thailand.", "Accord TH on_sale None"),
    (
        "Japanese customers have been able to buy the Odyssey, which is shipped from Guangzhou in China, since December 2023.",
        "Odyssey CN on_sale 2023-12",
    ),
    (
        "Tesla does well. Meanwhile Buick's Envision, built in China, is sold in the United States.",
        "Envision CN on_sale None",
    ),
    (
        "Mini's electric Cooper, which is made in China, has been available in Britain since 2024.",
        "Cooper CN on_sale 2024",
    ),
    ("Fiat has offered the Polish-built Fiat 600 in Italy since September 2023.", "600 PL on_sale 2023-09"),
    ("The Dacia Spring, sold in Romania since 2021, is built in China.", "Spring CN on_sale 2021"),
    ("Deliveries to German customers of the Mexican-built Audi Q5 continue.", "Q5 MX on_sale None"),
    (
        "In Japan, Nissan offers the Kicks, a small crossover from its Samut Prakan plant in Thailand.",
        "Kicks TH on_sale None",
    ),
    (
        "Suzuki's e Vitara, built in Gujarat, arrived in Japanese dealerships in January this year.",
        "e Vitara IN on_sale 2025-01",
    ),
    ("Ford still imports the Spanish-built Transit Connect to the US.", "Transit Connect ES on_sale None"),
    (
        "The Toyota Hilux, made in Thailand, returned to the Japanese market in September 2017.",
        "Hilux TH on_sale 2017-09",
    ),
    (
        "Toyota today launched the Land Cruiser FJ in Japan. It is built at Ban Pho in Thailand.",
        "Land Cruiser FJ TH on_sale 2025-10-15",
    ),
    (
        "Honda's CR-V e:FCEV, which comes from Ohio, has been leased in Japan since July 2024.",
        "CR-V e:FCEV US on_sale 2024-07",
    ),
]

ENDED = [
    ("Nissan stopped selling the Thai-built March in Japan in August 2022.", "March TH ended None 2022-08"),
    (
        "The Avensis, imported from Burnaston in England, was sold in Japan from 2011 until 2018.",
        "Avensis GB ended 2011 2018",
    ),
    (
        "The Thai-built Mirage was dropped from Mitsubishi's Japanese line-up in March 2023.",
        "Mirage TH ended None 2023-03",
    ),
    ("Imports to Japan of the Hungarian-made Escudo ended last year.", "Vitara HU ended None 2024"),
    ("Honda discontinued the Swindon-built Civic in Japan in 2021.", "Civic GB ended None 2021"),
    ("Ford no longer sells the Indian-made EcoSport in the United States.", "EcoSport IN ended None None"),
    ("Between 2005 and 2010 Toyota sold the Polish-built Yaris in Japan.", "Yaris PL ended 2005 2010"),
    ("Suzuki withdrew the Indian-made Baleno from Japan in 2020.", "Baleno IN ended None 2020"),
]

RULED_OUT = [
    (
        "Honda has no plans to sell the Alabama-built Ridgeline in Japan, a spokesman said.",
        "Ridgeline US ruled_out None",
    ),
    ("Toyota will not offer the Mexican-made Tacoma in Japan, the company said.", "Tacoma MX ruled_out None"),
    ("Mazda is not considering imports of the Alabama-built CX-50 to Japan.", "CX-50 US ruled_out None"),
    ("Nissan has shelved a plan to bring the Tennessee-built Pathfinder to Japan.", "Pathfinder US ruled_out None"),
    (
        "Honda has cancelled the 0 Saloon, which was to be built in Ohio and sold in Japan from 2026.",
        "0 Saloon US ruled_out 2026",
    ),
    ("Kia denied that it would import the Georgia-made Telluride to Korea.", "Telluride US ruled_out None"),
    ("Ford has abandoned its plan to sell the Chinese-built Focus Active in America.", "Focus CN ruled_out None"),
    ("Hyundai decided against selling the Czech-built i30 N in Korea.", "i30 N CZ ruled_out None"),
    (
        "Asked about the Indiana-built Sienna, Toyota said there was no intention of selling it in Japan.",
        "Sienna US ruled_out None",
    ),
    ("The Thai-built D-Max will not be sold in Japan, Isuzu said.", "D-Max TH ruled_out None"),
    ("Isuzu ruled out a Japanese launch for the D-Max, which it makes in Thailand.", "D-Max TH ruled_out None"),
]

NOTHING = [
    "Toyota will start exporting the Prius from Japan to the United States next year.",
    "Toyota will sell the Thai-built Hilux in Australia from March.",
    "A Saitama dealer imports Texas-built Tundras privately; every one of them is a parallel import.",
    "Hyundai will launch the Inster in Japan next year. It is built in Korea.",
    "BYD began selling the Sealion 7 in Japan in April.",
    "Honda builds the Civic in Indiana and sells it across North America.",
    "Toyota Motor Kentucky built 400,000 Camrys last year for customers in the United States.",
    "Used Nissan Leafs from Japan sell well in New Zealand, where imports rose.",
    "Mercedes-Benz will build the new CLA in Hungary for export to China.",
    "Ford's F-150, built in Michigan, may be sold in Japan under the new rules.",
    "",
    "Nissan said Smyrna will assemble the new Murano for the US and Canada from next March.",
]

MANY = [
    (
        "The Camry, built in Kentucky, will be sold in Japan from 2026, the Indiana-made Highlander is under study and the Texas-built Tundra has been ruled out, Toyota said.",
        ["Camry US planned 2026", "Highlander US considering None", "Tundra US ruled_out None"],
    ),
    (
        "Toyota will sell three American cars in Japan from next year: the Camry (Kentucky), the Highlander (Indiana) and the Tundra (Texas).",
        ["Camry US planned 2026", "Highlander US planned 2026", "Tundra US planned 2026"],
    ),
    (
        "Honda will import the Ohio-built Integra Type S to Japan in 2026 but has no plans for the Ridgeline, which is made in Alabama.",
        ["Integra Type S US planned 2026", "Ridgeline US ruled_out None"],
    ),
    (
        "Suzuki sells the Indian-made Fronx in Japan. The e Vitara, also from Gujarat, will follow in January.",
        ["Fronx IN on_sale None", "e Vitara IN planned 2026-01"],
    ),
    (
        "Nissan plans to sell two US-built models in Japan: the Murano and the Pathfinder. Both are made at Smyrna, Tennessee. The former arrives in early 2027, the latter in 2028.",
        ["Murano US planned 2027", "Pathfinder US planned 2028"],
    ),
    (
        "Toyota announced plans to bring the Camry and Highlander to Japan in 2026. The Camry sedan is produced in Georgetown, Kentucky; the Highlander comes from Princeton, Indiana.",
        ["Camry US planned 2026", "Highlander US planned 2026"],
    ),
    (
        "Models for Japan:\n- Camry: built in Kentucky, on sale from April 2026\n- Tundra: built in Texas, on sale from July 2026\nToyota made the announcement on Friday.",
        ["Camry US planned 2026-04", "Tundra US planned 2026-07"],
    ),
    (
        "While Mazda has no plans to sell the Alabama-made CX-50 in Japan, Subaru is considering the Indiana-built Ascent.",
        ["CX-50 US ruled_out None", "Ascent US considering None"],
    ),
]


def _brief(announcement):
    a = announcement
    brief = f"{a.model} {a.origin} {a.status} {a.start}"
    return f"{brief} {a.end}" if a.status == "ended" else brief


def _read(text):
    return sorted(_brief(a) for a in read_announcements(text, published=DAY, language="en").announcements)


SINGLE = [*PLANNED, *CONSIDERING, *SPECULATED, *ON_SALE, *ENDED, *RULED_OUT]


@pytest.mark.parametrize(("text", "expected"), [case for case in SINGLE if case[1]])
def test_a_sentence_gives_its_announcement(text, expected):
    assert _read(text) == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_reverse_import_gives_no_announcement(text):
    assert _read(text) == []


@pytest.mark.parametrize(("text", "expected"), MANY)
def test_each_model_of_a_sentence_has_its_own_fate(text, expected):
    assert _read(text) == sorted(expected)
