"""Times as Japanese news writes them → the guide's periods: 来春, 2026年度下期, 令和8年, 昨年12月, 4～6月期, 22日."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
SEASON_MONTHS = {"spring": 4, "summer": 7, "autumn": 10, "winter": 12}


@dataclass(frozen=True, slots=True)
class Time:
    """A time the text states: `value` in the guide's notation, `later` the reading that lies ahead, if another."""

    start: int
    end: int
    value: str
    later: str | None = None
    role: str = "at"
    """`at`, `from` or `until`."""


_DURATION = (
    r"(?!間|ぶり|以上|連続|目|余|超|近く|ほど|来の|越し|にわた|、?の歴史|も?続|以内|保証|前後|代|"
    r"型|モデル|式|落ち|余り)"
)
_PART = (
    r"(?P<half>度?(?:の)?(?:上半期|下半期|上期|下期|前半|後半|前期|後期))"
    r"|度?(?:の)?第?(?P<quarter>[1-4])四半期|(?P<q1>\d{1,2})[~〜～\-－](?P<q1_end>\d{1,2})月期?"
    r"|(?:の)?(?P<month>\d{1,2})月(?!期|額|間)(?:(?P<day>\d{1,2})日(?!間))?"
    r"|(?:の)?(?P<season>早春|初夏|盛夏|晩夏|初秋|晩秋|初冬|[春夏秋冬])(?!モデル|季|闘)"
    r"|(?P<fiscal>度)(?!末)|(?P<vague>(?:の)?(?:年央|半ば|央|初め|初頭|頭|初|末|暮れ|内|中(?!国|型|古|部|核|堅)))"
)
_TIME = re.compile(
    r"(?=[\d'令平昭再来今本一お昨去当同翌明前年先即き半す次この春夏秋冬あ上下])"
    rf"(?:(?:(?P<era>令和|平成|昭和)(?P<era_year>元|\d{{1,2}})|(?<![\d.,])(?P<year>(?:19|20)\d\d)|"
    rf"(?<![\d.,:~〜～第約計満累の])(?<!\d[~〜～])'?(?P<short>\d\d))年(?!\d*カ月){_DURATION}(?P<ended>3月期)?(?:{_PART})?"
    rf"|(?P<fiscal_word>今年度|本年度|来年度|再来年度|昨年度|前年度|当年度)"
    r"(?P<fiscal_half>の?(?:上半期|下半期|上期|下期|前半|後半))?"
    rf"|(?P<relative>再来年|来年|今年|本年|一昨年|おととし|昨年|去年|当年|同年|翌年|明年)"
    rf"(?:{_PART.replace('P<', 'P<r_')})?"
    r"|(?P<near_season>再来|来|今|昨|この|次の)(?P<season2>春|夏|秋|冬)(?!モデル|季)"
    r"|(?P<near_month>再来月|来月|今月|先月|先々月|同月|翌月)(?:(?P<near_day>\d{1,2})日(?!間)|(?:の)?[上中下]旬|末|初め|半ば)?"
    r"|(?P<inside>年内|年央|年明け|年末|年初|年度内|今年度中|年度末)(?!休|年始|商戦)"
    r"|(?<![\d.,年])(?P<q2>\d{1,2})[~〜～\-－](?P<q2_end>\d{1,2})月期?(?!分)"
    r"|(?<![\d.,])(?P<bare_month>\d{1,2})月(?!期|額|間|\d*回)(?:(?P<bare_day>\d{1,2})日(?!間)|(?:の)?[上中下]旬|末|初め|半ば)?"
    r"|(?<![\d.,月])(?P<only_day>\d{1,2})日(?!間|目|ぶり|連続|分|本|産|系|付)"
    r"|(?P<today>本日|今日|きょう|即日|この日|同日|あす|明日|昨日|きのう)(?!本)"
    r"|(?<![\d.,])(?P<ago>\d{1,2}|半)(?P<unit>年|[かカヶケヵ]月)(?P<way>後|前)(?!後|半|期)"
    r"|(?P<next_half>今年?(?:の)?後半|年後半|年前半|今年?(?:の)?前半|来年?(?:の)?前半|来年?(?:の)?後半|今年下期|今年上期"
    r"|(?<![年度\d])(?:上期|下期|上半期|下半期)(?=に|から|にも|中|の発売|の導入|の投入))"
    r"|(?<![一-龠々ァ-ヶ\d])(?P<bare_season>[春夏秋冬])(?=に(?!向)|以降|ごろ|頃|から|まで|先|口))"
)
_ROLE = re.compile(
    r"(?:ごろ|頃|にも|中|の?早い時期|ひとまず)?(?P<mark>から|より|以降|まで|にかけ|限り|を最後|をもっ|を以)"
)


def first_day(period: str) -> str:
    """The first day a period of the guide's notation can mean, as ISO text: FY2026-H2 → 2026-10-01."""
    year, _, part = period.removeprefix("FY").partition("-")
    fiscal = period.startswith("FY")
    months = {
        "H1": "04" if fiscal else "01",
        "H2": "10" if fiscal else "07",
        "Q1": "01",
        "Q2": "04",
        "Q3": "07",
        "Q4": "10",
    }
    months |= {"spring": "03", "summer": "06", "autumn": "09", "winter": "12", "": "04" if fiscal else "01"}
    month = months.get(part)
    return f"{year}-{month}-01" if month else f"{year}-{part}" if len(part) > 2 else f"{year}-{part}-01"


def find_times(folded: str, start: int, end: int, published: date | None, before: Sequence[Time] = ()) -> list[Time]:
    """The times in `folded[start:end]`, in order; without `published` only those that state their year.

    `before` are those of the sentences before, to which 同日 and 同年 may look back.
    """
    times: list[Time] = []
    for match in _TIME.finditer(folded, start, end):
        value = _resolve(match, published, times or list(before[-1:]))
        if value is None:
            continue
        mark = _ROLE.match(folded, match.end(), min(end, match.end() + 12))
        role = "at" if mark is None else "from" if mark["mark"] in ("から", "より", "以降") else "until"
        times.append(Time(match.start(), match.end(), value[0], value[1], role))
    return times


def _resolve(match: re.Match[str], published: date | None, earlier: list[Time]) -> tuple[str, str | None] | None:
    found = {name.removeprefix("r_"): value for name, value in match.groupdict().items() if value is not None}
    if "era" in found or "year" in found or "short" in found:
        year = _stated_year(found, published)
        return None if year is None else (_with_part(year, found), None)
    if published is None:
        return None
    if "relative" in found:
        return _with_part(_relative_year(found["relative"], published, earlier), found), None
    return _resolve_near(found, published, earlier)


def _stated_year(found: dict[str, str], published: date | None) -> int | None:
    if "era" in found:
        return ERAS[found["era"]] + (1 if found["era_year"] == "元" else int(found["era_year"]))
    if "year" in found:
        return int(found["year"])
    short, now = int(found["short"]), published.year if published else 2026
    year = 2000 + short if short <= (now + 15) % 100 or (now % 100 > 84 and short < 15) else 1900 + short
    # "約40年", "50年": a two-digit number far from anything a car article dates is a length of time.
    return year if now - 50 <= year <= now + 15 else None


def _with_part(year: int, found: dict[str, str]) -> str:
    if "ended" in found:
        return f"FY{year - 1}"
    if "half" in found:
        half = "H1" if found["half"][-2:] in ("上期", "前半", "前期") or "上半期" in found["half"] else "H2"
        return f"FY{year}-{half}" if "度" in found["half"] else f"{year}-{half}"
    if quarter := found.get("quarter"):
        return f"{year}-Q{quarter}"
    if first := found.get("q1"):
        return _months(year, int(first), int(found["q1_end"]))
    if month := found.get("month"):
        return _month_day(year, int(month), found.get("day"))
    if season := found.get("season"):
        return f"{year}-{SEASONS[season[-1]]}"
    return f"FY{year}" if "fiscal" in found else str(year)


def _months(year: int, first: int, last: int) -> str:
    """Months in a row as the guide's period: a quarter, a half, a fiscal half, else the year."""
    if first in (1, 4, 7, 10) and last == first + 2:
        return f"{year}-Q{(first - 1) // 3 + 1}"
    halves = {(1, 6): f"{year}-H1", (7, 12): f"{year}-H2", (4, 9): f"FY{year}-H1", (10, 3): f"FY{year}-H2"}
    return halves.get((first, last), str(year))


def _month_day(year: int, month: int, day: str | None) -> str:
    if not 1 <= month <= 12:
        return str(year)
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{int(day):02}"


def _relative_year(word: str, published: date, earlier: list[Time]) -> int:
    steps = {"来年": 1, "明年": 1, "再来年": 2, "昨年": -1, "去年": -1, "一昨年": -2, "おととし": -2}
    if word in ("同年", "翌年"):
        before = next((t.value for t in reversed(earlier) if t.value[:4].isdigit()), str(published.year))
        return int(before[:4]) + (word == "翌年")
    return published.year + steps.get(word, 0)


def _resolve_near(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None] | None:
    for name, reader in _NEAR.items():
        if name in found:
            return reader(found, published, earlier)
    return None


def _fiscal_year(day: date) -> int:
    return day.year if day.month >= 4 else day.year - 1


def _read_fiscal_word(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, None]:
    steps = {"来": 1, "再": 2, "昨": -1, "前": -1}
    value = f"FY{_fiscal_year(published) + steps.get(found['fiscal_word'][0], 0)}"
    if half := found.get("fiscal_half"):
        value += "-H1" if half[-2:] in ("上期", "前半") or "上半期" in half else "-H2"
    return value, None


def _read_near_season(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None]:
    season, word = SEASONS[found["season2"]], found["near_season"]
    year = published.year
    if word in ("この", "次の"):
        later = year if SEASON_MONTHS[season] >= published.month - 1 else year + 1
        return f"{year}-{season}", f"{later}-{season}"
    if word == "今" and season == "winter" and published.month <= 3:
        return f"{year - 1}-{season}", f"{year - 1}-{season}"
    return f"{year + {'来': 1, '再来': 2, '昨': -1}.get(word, 0)}-{season}", None


def _read_near_month(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, None]:
    word = found["near_month"]
    if word in ("同月", "翌月") and earlier and re.match(r"\d{4}-\d\d", earlier[-1].value):
        index = int(earlier[-1].value[:4]) * 12 + int(earlier[-1].value[5:7]) - 1 + (word == "翌月")
    else:
        steps = {"再来月": 2, "来月": 1, "翌月": 1, "先月": -1, "先々月": -2}
        index = published.year * 12 + published.month - 1 + steps.get(word, 0)
    return _month_day(index // 12, index % 12 + 1, found.get("near_day")), None


def _read_inside(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None]:
    word = found["inside"]
    if "度" in word:
        return f"FY{_fiscal_year(published)}", None
    if word == "年明け":
        return str(published.year), str(published.year + (published.month > 3))
    if word == "年末" and published.month <= 2:
        return str(published.year - 1), str(published.year)
    return str(published.year), None


def _read_quarter(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None]:
    return _both(published, int(found["q2"]), lambda year: _months(year, int(found["q2"]), int(found["q2_end"])))


def _read_month(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None] | None:
    month, day = int(found["bare_month"]), found.get("bare_day")
    if not 1 <= month <= 12:
        return None
    if earlier and earlier[-1].role == "from" and re.match(r"\d{4}-\d\d", earlier[-1].value):
        year = int(earlier[-1].value[:4]) + (month < int(earlier[-1].value[5:7]))
        return _month_day(year, month, day), None
    return _both(published, month, lambda year: _month_day(year, month, day))


def _both(published: date, month: int, build: object) -> tuple[str, str | None]:
    assert callable(build)
    year = published.year
    past = year if month <= published.month else year - 1
    ahead = year if month >= published.month else year + 1
    return str(build(past)), str(build(ahead))


def _read_day(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None] | None:
    day = int(found["only_day"])
    if not 1 <= day <= 31:
        return None
    before = published.replace(day=1) - timedelta(days=1) if day > published.day else published
    ahead = published if day >= published.day else published.replace(day=28) + timedelta(days=7)
    return _month_day(before.year, before.month, str(day)), _month_day(ahead.year, ahead.month, str(day))


def _read_today(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None]:
    word = found["today"]
    if word == "同日" and earlier and re.fullmatch(r"\d{4}-\d\d-\d\d", earlier[-1].value):
        return earlier[-1].value, earlier[-1].later
    step = {"あす": 1, "明日": 1, "昨日": -1, "きのう": -1}.get(word, 0)
    return (published + timedelta(days=step)).isoformat(), None


def _read_distance(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, None]:
    way = 1 if found["way"] == "後" else -1
    if found["ago"] == "半":
        index = published.year * 12 + published.month - 1 + 6 * way
        return f"{index // 12}-{index % 12 + 1:02}", None
    if found["unit"] == "年":
        return str(published.year + way * int(found["ago"])), None
    index = published.year * 12 + published.month - 1 + way * int(found["ago"])
    return f"{index // 12}-{index % 12 + 1:02}", None


def _read_next_half(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, None]:
    word = found["next_half"]
    year = published.year + word.startswith("来")
    return f"{year}-{'H1' if word[-2:] in ('前半', '上期') or '上半' in word else 'H2'}", None


def _read_bare_season(found: dict[str, str], published: date, earlier: list[Time]) -> tuple[str, str | None]:
    season = SEASONS[found["bare_season"]]
    month = SEASON_MONTHS[season]
    past = published.year if month <= published.month else published.year - 1
    ahead = published.year if month + 2 > published.month else published.year + 1
    return f"{past}-{season}", f"{ahead}-{season}"


_NEAR = {
    "fiscal_word": _read_fiscal_word,
    "near_season": _read_near_season,
    "near_month": _read_near_month,
    "inside": _read_inside,
    "q2": _read_quarter,
    "bare_month": _read_month,
    "only_day": _read_day,
    "today": _read_today,
    "ago": _read_distance,
    "next_half": _read_next_half,
    "bare_season": _read_bare_season,
}
