"""Where a figure belongs: the place its sentence names, else the origin or market of the record on its car."""

import pytest

from tests.announcements.judging.handmade import prepare
from tracker.announcements.reading import FINISHING
from tracker.records import Announcement, Basis, Figure, Status


def _record(maker: str, model: str, market: str, origin: str) -> Announcement:
    return Announcement(
        maker=maker,
        brand=maker,
        model=model,
        market=market,
        origin=origin,
        status=Status.PLANNED,
        basis=Basis.COMPANY,
        evidence="",
        evidence_start=0,
        evidence_end=0,
    )


CAMRY = _record("Toyota", "Camry", "JP", "US")
X3 = _record("BMW", "X3", "DE", "ZA")
NAUTILUS = _record("Ford", "Nautilus", "US", "CN")


def _figures(text: str, language: str, *records: Announcement) -> list[Figure]:
    document = prepare(text, language)
    document.announcements += records
    for stage in FINISHING[language]:
        stage(document)
    return document.figures


@pytest.mark.parametrize(
    ("text", "records", "place"),
    [
        ("The price of BMW's X3 starts at 70,000 euros.", [X3], "DE"),
        ("The price of BMW's X3 starts at 70,000 euros.", [CAMRY], None),
        ("In Austria the price of BMW's X3 starts at 70,000 euros.", [X3], "AT"),
        ("Toyota sold 8,825 Camrys in Japan in 2023.", [CAMRY], "JP"),
        ("Toyota's Georgetown plant built 400,000 Camrys last year.", [CAMRY], "Kentucky"),
    ],
)
def test_an_english_figure_has_the_place_named_nearest_or_its_cars_market(
    text: str, records: list[Announcement], place: str | None
) -> None:
    assert [figure.place for figure in _figures(text, "en", *records)] == [place]


@pytest.mark.parametrize(
    ("text", "records", "place"),
    [
        ("見出し\nBMW「X3」の価格は7万ユーロから。", [X3], "DE"),
        ("見出し\nトヨタ「カムリ」の価格は400万円から。", [CAMRY], "JP"),
        ("見出し\nトヨタ「カムリ」の価格は400万円から。", [], "JP"),
        ("見出し\nトヨタは昨年、米国で「カムリ」を30万台販売した。", [CAMRY], "US"),
        ("見出し\nトヨタはタイで「カムリ」を30万台生産した。", [CAMRY], "TH"),
        ("見出し\nトヨタは昨年「カムリ」を30万台生産した。", [CAMRY], "US"),
        ("見出し\nトヨタは昨年「カムリ」を30万台生産した。", [], None),
        ("見出し\nトヨタのケンタッキー州の工場の生産能力は40万台。", [CAMRY], "Kentucky"),
    ],
)
def test_a_japanese_figure_has_the_place_of_its_sentence_or_of_its_cars_record(
    text: str, records: list[Announcement], place: str | None
) -> None:
    assert {figure.place for figure in _figures(text, "ja", *records)} == {place}


@pytest.mark.parametrize(
    ("records", "unit"), [([], "CAD"), ([NAUTILUS], "USD")], ids=["country spoken of", "market of the record"]
)
def test_whose_dollar_it_is_the_market_or_the_country_tells(records: list[Announcement], unit: str) -> None:
    text = "In Canada, Ford of Canada sells the Nautilus. Canada likes it. The price starts at $60,000."
    assert [figure.unit for figure in _figures(text, "en", *records)] == [unit]
