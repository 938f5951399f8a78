"""A broken vocabulary file is refused, and the error says which file, entry and key to fix."""

import pytest

from tracker.errors import FixFile
from tracker.vocabulary import NameKind
from tracker.vocabulary.files import read_folder
from tracker.vocabulary.lookup import Vocabulary

GOOD = {
    "makers.toml": """
        [Toyota]
        home = "JP"
        ja = ["トヨタ"]
        units = { "Toyota Canada" = "CA" }
        brands.Lexus = { ja = ["レクサス"] }
        [Volkswagen]
        home = "DE"
    """,
    "places.toml": """
        [countries.US]
        en = ["America"]
        region_suffix = "州"
        [regions.US]
        Kentucky = "ケンタッキー"
        Ohio = []
    """,
    "plants.toml": """
        [US.Kentucky]
        Georgetown = { makers = ["Toyota"], years = "1988-", aliases = { TMMK = [] } }
    """,
    "media.toml": """
        Nikkei = "日経"
    """,
    "compounds.toml": 'ja = ["ワゴン"]',
    "nameplates/cars.toml": """
        [Lexus]
        ES = { plain = true }
        [Toyota]
        Camry = "カムリ"
        Tundra = []
    """,
}


def _write(folder, **changed):
    (folder / "nameplates").mkdir()
    for name, text in {**GOOD, **changed}.items():
        (folder / name).write_text(f'source = "a test"\n{text}', "utf-8")
    return folder


def test_a_folder_is_read(tmp_path):
    vocabulary = Vocabulary(read_folder(_write(tmp_path)))
    assert vocabulary.name(NameKind.NAMEPLATE, "ES").maker == "Toyota"
    assert vocabulary.name(NameKind.PLANT, "Georgetown").country == "US"
    assert [m.variant for m in vocabulary.find_names("トヨタのカムリをケンタッキー州で")] == [
        "トヨタ",
        "カムリ",
        "ケンタッキー州",
    ]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("makers.toml", '[Toyota]\nhome = "JP"\ncolour = "red"', ["makers.toml", "Toyota", "colour", "home"]),
        ("makers.toml", "[Toyota]", ["makers.toml", "Toyota", "home is missing"]),
        ("makers.toml", '[Toyota]\nhome = "Japan"', ["makers.toml", "Toyota", "home", "Japan"]),
        ("makers.toml", '[Toyota]\nhome = "JP"\nja = "トヨタ"', ["makers.toml", "Toyota", "ja"]),
        ("makers.toml", '[Toyota]\nhome = "JP"\nja = ["トヨタ", ""]', ["makers.toml", "Toyota", "ja"]),
        ("makers.toml", '[Toyota]\nhome = "JP"\nja = ["トヨタ", "トヨタ"]', ["Toyota", "トヨタ", "twice"]),
        ("makers.toml", '[Toyota]\nhome = "JP"\nplain = ["Toyo"]', ["Toyota", "plain", "Toyo"]),
        ("makers.toml", '[Toyota]\nhome = "JP"\nunits = { "Toyota UK" = "UKX" }', ["Toyota", "units", "UKX"]),
        ("makers.toml", '[Toyota]\nhome = "JP"\nbrands.Lexus = { shade = 1 }', ["brands: Lexus", "shade"]),
        ("makers.toml", '[Volkswagen]\nhome = "DE"\n[Toyota]\nhome = "JP"', ["'Toyota'", "before 'Volkswagen'"]),
        ("makers.toml", '[Toyota\nhome = "JP"', ["makers.toml"]),
        ("places.toml", "[planets.Mars]", ["places.toml", "planets"]),
        ("places.toml", '[regions.FR]\nMoselle = "モゼル"', ["places.toml", "FR"]),
        ("plants.toml", "[US.Texas]\nAustin = {}", ["plants.toml", "Texas"]),
        ("plants.toml", '[US.Kentucky]\nGeorgetown = { years = "1988-" }', ["Georgetown", "makers"]),
        ("plants.toml", '[US.Kentucky]\nGeorgetown = { makers = ["Tesla"], years = "1-" }', ["Georgetown", "Tesla"]),
        ("media.toml", "Nikkei = 5", ["media.toml", "Nikkei"]),
        ("compounds.toml", 'ja = ["ワゴン", "クーペ"]', ["compounds.toml", "sorted"]),
        ("nameplates/cars.toml", "[Lada]\nNiva = []", ["nameplates/cars.toml", "Lada", "maker"]),
        ("nameplates/cars.toml", "[Toyota]\nTundra = []\nCamry = []", ["'Camry'", "before 'Tundra'"]),
        ("nameplates/cars.toml", "[Toyota]\nCamry = { plain = 3 }", ["Toyota: Camry", "plain"]),
        ("nameplates/cars.toml", "[Lexus]\nCamry = []\n[Toyota]\nCamry = []", ["Camry", "shared"]),
    ],
)
def test_a_broken_entry_is_named_with_its_file_and_key(tmp_path, file, text, said):
    with pytest.raises(FixFile) as error:
        read_folder(_write(tmp_path, **{file: text}))
    assert [word for word in said if word not in str(error.value)] == []


def test_a_spelling_may_have_two_owners_that_say_so(tmp_path):
    text = "[Lexus]\nCamry = { shared = true }\n[Toyota]\nCamry = { shared = true }"
    vocabulary = Vocabulary(read_folder(_write(tmp_path, **{"nameplates/cars.toml": text})))
    assert [match.name.brand for match in vocabulary.find_names("Camry")] == ["Lexus", "Toyota"]


def test_a_file_without_a_source_is_refused(tmp_path):
    folder = _write(tmp_path)
    (folder / "media.toml").write_text('Nikkei = "日経"', "utf-8")
    with pytest.raises(FixFile, match=r"media\.toml: source is missing"):
        read_folder(folder)


def test_a_missing_file_is_named(tmp_path):
    folder = _write(tmp_path)
    (folder / "media.toml").unlink()
    with pytest.raises(FixFile, match=r"media\.toml"):
        read_folder(folder)
