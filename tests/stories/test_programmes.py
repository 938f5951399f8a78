"""Announcements become programmes: who joins whom, what is current, what came before, who says otherwise."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tracker.records import Basis, Status
from tracker.stories.programmes import Decision, Programme, merge_programmes
from tracker.stories.voices import Voice, agree, link_names

COUNT = iter(range(1, 10_000))


def say(
    status: str = "planned",
    day: str | None = "2026-01-10",
    *,
    model: str | None = "Camry",
    origin: str | None = "US",
    basis: str = "report",
    maker: str = "Toyota",
    brand: str | None = None,
    **fields: Any,
) -> Voice:
    number = next(COUNT)
    defaults = {"page": f"n{number}.example/a", "story": number, "source": f"n{number}"}
    return Voice(
        **defaults | fields,
        article=number,
        announcement=number,
        day=day,
        maker=maker,
        brand=brand or maker,
        model=model,
        market="JP",
        origin=origin,
        status=Status(status),
        basis=Basis(basis),
    )


def tell(*voices: Voice, **options: Any) -> list[Programme]:
    return merge_programmes(voices, **options)


def only(*voices: Voice, **options: Any) -> Programme:
    [programme] = tell(*voices, **options)
    return programme


def test_one_maker_model_origin_and_market_is_one_programme_over_all_articles() -> None:
    programme = only(say(), say(), say(plant="Georgetown"))
    assert (programme.key, programme.articles, programme.plant) == ("toyota-camry-us-jp", 3, "Georgetown")


def test_another_origin_is_another_programme() -> None:
    assert [p.key for p in tell(say(), say(origin="TH"))] == ["toyota-camry-th-jp", "toyota-camry-us-jp"]


def test_an_announcement_without_origin_joins_the_only_one_and_is_marked() -> None:
    lost = say(origin=None)
    programme = only(say(), lost)
    assert programme.inferred == {lost: "only origin told: US"}


def test_an_announcement_without_origin_that_could_mean_two_stays_by_itself() -> None:
    assert [p.origin for p in tell(say(origin="US"), say(origin="TH"), say(origin=None))] == [None, "TH", "US"]


def test_of_two_origins_the_plant_or_the_time_decides() -> None:
    thai, american = say("on_sale", "2017-09-10", origin="TH"), say(plant_region="Kentucky")
    assert len(tell(thai, american, say(origin=None, plant_region="Kentucky"), say(origin=None))) == 2


def test_without_any_origin_it_is_a_programme_all_the_same() -> None:
    assert only(say(origin=None), say(origin=None)).key == "toyota-camry-any-jp"


def test_what_is_said_of_a_maker_stays_at_the_maker() -> None:
    keys = [p.key for p in tell(say(), say(model=None, maker="Nissan", brand="Infiniti"), say(model=None))]
    assert keys == ["nissan-infiniti-us-jp", "toyota-camry-us-jp", "toyota-range-us-jp"]


def test_a_former_name_joins_where_an_article_says_so_and_not_otherwise() -> None:
    voices = [say(model="Highlander"), say(model="Highlander"), say(model="Kluger")]
    assert len(tell(*voices)) == 2
    assert only(*voices, names=link_names([("Highlander", "Kluger")])).model == "Highlander"


def test_spellings_of_a_nameplate_are_one() -> None:
    assert only(say(model="CR-V e:FCEV"), say(model="CR-V e:FCEV"), say(model="CRV e-FCEV")).model == "CR-V e:FCEV"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("on_sale", "2017-09-12", {"start": "2017-09-12"}), ("planned", "2025-11-10", {"start": "2026"})),
        (("ended", "2026-01-14", {"end": "2015"}), ("planned", "2026-01-14", {"start": "2027"})),
        (("ended", "2025-12-24", {}), ("planned", "2025-12-24", {"start": "2027"})),
        (("on_sale", "2017-09-12", {}), ("considering", "2025-11-10", {})),
        (("ended", "2024-05-01", {"end": "2024"}), ("on_sale", "2026-06-01", {"start": "2026-05"})),
        (("planned", "2016-02-01", {"start": "2017"}), ("planned", "2026-02-01", {"start": "2026"})),
    ],
)
def test_a_campaign_years_later_is_another_programme(old: Any, new: Any) -> None:
    voices = [say(status, day, **fields) for status, day, fields in (old, new)]
    first, second = sorted(tell(*voices), key=lambda p: p.campaign)
    assert (first.campaign, second.campaign, second.key) == (1, 2, "toyota-camry-us-jp")
    assert first.key.startswith("toyota-camry-us-jp-")


@pytest.mark.parametrize(
    "told",
    [
        [("considering", "2025-10-01", {}), ("planned", "2025-12-19", {"start": "2026"})],
        [("planned", "2025-12-19", {"start": "2026"}), ("planned", "2026-10-01", {"start": "2027"})],
        [("planned", "2025-12-19", {"start": "2026"}), ("on_sale", "2026-05-01", {}), ("ended", "2027-12-01", {})],
        [("on_sale", "2024-03-22", {"start": "2024-03"}), ("on_sale", "2028-01-01", {}), ("ended", "2028-02-01", {})],
        [("planned", "2025-12-19", {}), ("ruled_out", "2026-03-01", {}), ("planned", "2026-09-01", {})],
        [("on_sale", "2018-01-01", {"start": "2017-09"}), ("ended", "2026-01-01", {"end": "2024-03"})],
    ],
)
def test_delays_and_ends_are_one_campaign(told: Any) -> None:
    only(*(say(status, day, **fields) for status, day, fields in told))


def test_used_to_be_imported_is_of_the_sale_before_that_others_tell_of() -> None:
    only(say("on_sale", "1996-12-02"), say("ended", "2026-01-10"))
    only(say("on_sale", "1988-04-08", start="1988-04-08"), say("ended", "2025-12-28", start="1988-04"))
    only(say("considering", "1988-04-08"), say("ended", "1996-12-02", end="1995"), say("ended", "2025-12-28"))


def test_an_end_that_later_sales_contradict_ends_nothing() -> None:
    only(
        say("on_sale", "2010-07-13", start="2010-07-13"),
        say("ended", "2022-09-30", end="2010-07"),
        say("on_sale", "2018-07-05", start="2010"),
        say("on_sale", "2018-07-05"),
    )


def test_dealers_that_sell_it_outweigh_an_old_denial() -> None:
    denial = say("ruled_out", "2023-12-21", basis="company")
    assert only(denial, say("on_sale", "2026-03-04", start="2026-02-27")).status is Status.ON_SALE


def test_a_new_generation_of_a_model_that_goes_on_is_no_new_campaign() -> None:
    only(say("on_sale", "2020-08-26", start="2020-02"), say("planned", "2023-12-21", start="2024-spring"))


def test_an_earlier_campaign_is_named_after_its_years() -> None:
    hilux = say("on_sale", "2018-07-05", start="2017-09"), say("planned", "2025-11-14", start="2026")
    assert [p.key for p in tell(*hilux)] == ["toyota-camry-us-jp", "toyota-camry-us-jp-2017"]


def test_a_sale_that_ended_before_is_not_mixed_with_the_rumours_of_a_new_one() -> None:
    voices = [
        say("considering", "2025-10-01"),
        say("ended", "2026-01-10"),
        say("planned", "2026-02-01", start="2027"),
    ]
    assert sorted(p.articles for p in tell(*voices)) == [1, 2]


def test_the_makers_word_stands_against_a_newer_guess() -> None:
    programme = only(say("planned", "2025-12-19", basis="company"), say("speculated", "2026-01-20", basis="commentary"))
    assert (programme.status, programme.basis) == (Status.PLANNED, Basis.COMPANY)


def test_newer_stands_over_older() -> None:
    assert only(say("considering", "2025-12-19"), say("planned", "2026-01-20")).status is Status.PLANNED


def test_a_report_that_sales_began_carries_the_makers_plan_forward() -> None:
    programme = only(say("planned", "2025-12-19", basis="company"), say("on_sale", "2026-04-02"))
    assert (programme.status, programme.status_since) == (Status.ON_SALE, "2026-04-02")


def test_a_cancelled_plan_is_no_plan() -> None:
    plan, denial = say("planned", "2025-12-19"), say("ruled_out", "2026-03-01", basis="company")
    assert only(plan, denial).status is Status.RULED_OUT


def test_a_rumour_does_not_undo_the_makers_plan_but_is_shown() -> None:
    programme = only(say("planned", "2025-12-19", basis="company"), say("ruled_out", "2026-03-01"))
    assert programme.status is Status.PLANNED
    assert [event.kind for event in programme.events] == ["reported", "disputed"]


def test_the_history_tells_first_report_confirmation_and_moves() -> None:
    programme = only(
        say("considering", "2025-10-01", source="nikkei"),
        say("planned", "2025-11-01", source="wire", start="2026"),
        say("planned", "2025-12-19", basis="company", source="newsroom", start="2026"),
        say("planned", "2026-02-01", basis="company", source="newsroom", start="2027"),
        say("on_sale", "2027-03-01", source="daily"),
    )
    assert [(e.kind, e.current) for e in programme.events] == [
        ("reported", "considering"),
        ("status", "planned"),
        ("confirmed", "planned"),
        ("start", "planned"),
        ("status", "on_sale"),
    ]
    assert (programme.first_source, programme.confirmed, programme.confirmed_source) == (
        "nikkei",
        "2025-12-19",
        "newsroom",
    )
    assert programme.start == "2027"


def test_the_best_start_is_the_makers_made_more_precise_by_those_who_agree() -> None:
    voices = [
        say(day="2025-12-19", basis="company", start="2026"),
        say(day="2026-01-01", start="2026-04"),
        say(day="2026-01-02", start="2027"),
    ]
    programme = only(*voices)
    assert programme.start == "2026-04"
    [dispute] = programme.disputes
    assert (dispute["field"], [v["value"] for v in dispute["values"]]) == ("start", ["2026", "2026-04", "2027"])  # type: ignore[attr-defined]


def test_what_was_said_before_it_moved_is_no_dispute() -> None:
    assert only(say(day="2025-12-19", start="2026"), say(day="2026-02-01", start="2027")).disputes == ()


def test_copies_are_one_voice() -> None:
    programme = only(say(story=7), say(story=7, day="2026-01-11"), say(story=8))
    assert (programme.articles, programme.stories, len(programme.events)) == (3, 2, 2)
    assert programme.events[0].copies == 1


def test_of_copies_the_first_speaks_and_the_others_fill_in_what_it_leaves_out() -> None:
    alert = say(story=7, source="wire", time="2026-01-10T06:00:00Z")
    copies = [
        say(story=7, source="a-daily", time="2026-01-10T09:00:00Z", plant="Georgetown"),
        say(story=7, source="weekly", day="2026-01-12", start="2026-04"),
    ]
    programme = only(*copies, alert)
    assert (programme.first_source, programme.plant, programme.start) == ("wire", "Georgetown", "2026-04")
    assert [(event.voice.source, event.copies) for event in programme.events] == [("wire", 2)]


def test_an_article_that_was_changed_keeps_what_it_first_said() -> None:
    first = say("considering", "2026-01-10", page="a.example/1", story=1)
    now = say("planned", "2026-01-12", page="a.example/1", story=1)
    assert [event.current for event in only(now, first).events] == ["considering", "planned"]


def test_a_person_can_split_a_programme_and_merge_two() -> None:
    wrong = say()
    split = Decision(kind="split", key="toyota-camry-us-jp", into="toyota-camry-fleet", articles=(wrong.page,))
    merge = Decision(kind="merge", key="toyota-camry-fleet", into="toyota-camry-us-jp")
    assert [p.key for p in tell(say(), wrong, decisions=[split])] == ["toyota-camry-fleet", "toyota-camry-us-jp"]
    assert only(say(), wrong, decisions=[split, merge]).articles == 2


def test_the_copies_of_a_split_article_leave_with_it() -> None:
    wrong, copy = say(story=3), say(story=3)
    split = Decision(kind="split", key="toyota-camry-us-jp", into="toyota-camry-fleet", articles=(wrong.page,))
    assert [p.articles for p in tell(say(), wrong, copy, decisions=[split])] == [2, 1]


def test_a_decision_means_its_campaign_when_a_newer_one_has_taken_the_name() -> None:
    old, new = say("on_sale", "2018-07-05", start="2017-09"), say("planned", "2025-11-14", start="2026")
    split = Decision(kind="split", key="toyota-camry-us-jp", into="toyota-camry-fleet", articles=(old.page,))
    assert [p.key for p in tell(old, new, decisions=[split])] == ["toyota-camry-fleet", "toyota-camry-us-jp"]
    merge = Decision(kind="merge", key="toyota-camry-us-jp", into="toyota-camry-fleet", articles=(old.page,))
    assert [p.key for p in tell(old, new, decisions=[merge])] == ["toyota-camry-fleet", "toyota-camry-us-jp"]


def test_an_announcement_without_a_day_is_heard_last() -> None:
    assert only(say("considering", None), say("planned", "2026-01-10")).first_reported == "2026-01-10"


def make_world(seed: int) -> list[Voice]:
    rng = random.Random(seed)
    return [
        say(
            rng.choice(list(Status)),
            rng.choice([None, f"20{rng.randint(16, 27)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"]),
            model=rng.choice(["Camry", "Hilux", "Kluger", "Highlander", None]),
            origin=rng.choice(["US", "TH", None]),
            basis=rng.choice(list(Basis)),
            start=rng.choice([None, "2017-09", "2026", "2026-Q2", "FY2027", "2027-spring"]),
            end=rng.choice([None, None, "2015", "2024-03"]),
            plant_region=rng.choice([None, "Kentucky"]),
            story=rng.randint(1, 12),
            source=rng.choice("abcdef"),
        )
        for _ in range(rng.randint(1, 25))
    ]


@pytest.mark.parametrize("seed", range(60))
def test_the_order_of_arrival_does_not_change_the_result(seed: int) -> None:
    voices, names = make_world(seed), link_names([("Highlander", "Kluger")])
    expected = tell(*voices, names=names)
    for shuffle in range(5):
        random.Random(shuffle).shuffle(voices)
        assert tell(*voices, names=names) == expected


@pytest.mark.parametrize("seed", range(20))
def test_every_voice_is_in_exactly_one_programme(seed: int) -> None:
    voices = make_world(seed)
    placed = [voice for programme in tell(*voices) for voice in programme.voices]
    assert sorted(placed, key=lambda v: v.article) == voices


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2026", "2026-Q4", True),
        ("FY2026", "2027-03", True),
        ("FY2026", "2026-03", False),
        ("FY2026-H2", "2026-12", True),
        ("2026-winter", "2027-02", True),
        ("2026-spring", "2026-06", False),
        ("2026-04-02", "2026-04", True),
        (None, "2026", True),
        ("soon", "2026", True),
        ("2026-13-45", "2026", True),
        ("9999-12", "2026", True),
        ("0001-01-01", "2026", True),
    ],
)
def test_two_periods_agree_when_they_can_mean_the_same(one: str | None, other: str, expected: bool) -> None:
    assert agree(one, other) is expected


def test_names_that_chase_each_other_end_somewhere() -> None:
    assert link_names([("A", "B"), ("B", "C"), ("C", "A")]).keys() <= {"a", "b", "c"}
