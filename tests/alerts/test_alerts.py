"""Alerts: each thing once, whatever happens in between. Mail and web hooks go to real servers on loopback."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update

from tests.alerts.servers import Plan, running
from tests.small_database import fill
from tracker.alerts.queue import State, claim, enqueue, hand_over, recover, settle
from tracker.alerts.rules import read_rules
from tracker.spiders.lock import hold_lock
from tracker.storage import schema
from tracker.storage.database import open_database, writing

pytest.importorskip("apprise")
NOW = datetime.now(UTC)
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # a part of Apprise imports it


@pytest.fixture
def hook() -> Iterator[Plan]:
    with running("hook") as plan:
        yield plan


@pytest.fixture(params=["hook", "mail"])
def server(request: pytest.FixtureRequest) -> Iterator[tuple[Plan, str]]:
    """What a server takes, and its address as the rules have it."""
    with running(request.param) as plan:
        address = f"json://127.0.0.1:{plan.port}/"
        if request.param == "mail":
            address = f"mailto://127.0.0.1:{plan.port}?to=desk@example.com&from=tracker@example.com"
        yield plan, address


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(f"sqlite:///{tmp_path / 'news.db'}")
    with writing(engine) as writer:
        fill(writer)
        for number in range(4):
            change = {"key": "toyota-camry-us-jp", "at": NOW, "field": "start", "before": str(2020 + number)}
            writer.execute(insert(schema.ProgrammeChange).values(change | {"after": str(2021 + number)}))
        change = {"key": "nissan-murano-us-jp", "at": NOW, "field": "status", "before": None, "after": "planned"}
        writer.execute(insert(schema.ProgrammeChange).values(change))
    yield engine
    engine.dispose()


def write_rules(folder: Path, target: str, extra: str = "") -> Path:
    file = folder / "alerts.toml"
    text = f'[targets]\ndesk = "{target}"\n[[rule]]\nname = "camry"\nto = ["desk"]\nmaker = ["Toyota"]\n{extra}'
    file.write_text(text, "utf-8")
    return file


def alerts(engine: Engine, rules: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return start(engine, rules, *more)[1]()


def start(engine: Engine, rules: Path, *more: str) -> tuple[int, Any]:
    command = [sys.executable, "-m", "tracker.commands", "alerts", "--rules", str(rules)]
    process = subprocess.Popen(
        [*command, "--database", str(engine.url.database), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )

    def finish() -> subprocess.CompletedProcess[str]:
        out, err = process.communicate(timeout=60)
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    return process.pid, finish


TOLD = [f"Toyota Camry US→JP: start {2020 + n} → {2021 + n}" for n in range(4)]


def test_each_change_goes_once(database: Engine, tmp_path: Path, server: tuple[Plan, str]) -> None:
    plan, address = server
    rules = write_rules(tmp_path, address)
    first = alerts(database, rules)
    assert first.returncode == 0, first.stderr
    assert plan.titles == TOLD
    assert alerts(database, rules).returncode == 0
    assert plan.titles == TOLD
    assert len(set(plan.keys)) == 4


def crash(engine: Engine, rules: Path, plan: Plan, step: str) -> None:
    """A run that is killed while its second message is at that step."""
    pid, finish = start(engine, rules)
    plan.kill_at, plan.victim = step, pid
    assert finish().returncode == -signal.SIGKILL
    plan.victim = None


@pytest.mark.parametrize("step", ["greeting", "rcpt", "data", "dot", "quit"])
def test_after_a_crash_while_mailing_only_what_had_not_gone_goes(database: Engine, tmp_path: Path, step: str) -> None:
    with running("mail") as plan:
        rules = write_rules(tmp_path, f"mailto://127.0.0.1:{plan.port}?to=desk@example.com&from=t@example.com")
        crash(database, rules, plan, step)
        second = alerts(database, rules)
        gone = step in ("dot", "quit")
        assert sorted(plan.titles) == TOLD
        assert (second.returncode, "may have arrived" in second.stderr) == (int(gone), gone), second.stderr
        third = alerts(database, rules)
        assert (third.returncode, sorted(plan.titles)) == (0, TOLD), "it is named once, and nothing is sent again"


def test_after_a_crash_while_a_hook_answers_only_what_had_not_gone_goes(
    database: Engine, tmp_path: Path, hook: Plan
) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.port}/")
    crash(database, rules, hook, "dot")
    second = alerts(database, rules)
    assert sorted(hook.titles) == TOLD
    assert f"{TOLD[1]}: may have arrived" in second.stderr


def test_what_broke_off_in_the_middle_goes_whole(database: Engine, tmp_path: Path, server: tuple[Plan, str]) -> None:
    plan, address = server
    with writing(database) as writer:  # more than the buffers between here and the server hold
        writer.execute(update(schema.Article).where(schema.Article.id == 1).values(title="long " * 2_000_000))
        writer.execute(update(schema.ProgrammeChange).values(article_id=1))
    rules = write_rules(tmp_path, address)
    crash(database, rules, plan, "body")
    second = alerts(database, rules)
    assert second.returncode == 0, second.stderr
    assert sorted(plan.titles) == TOLD


def test_a_message_that_no_server_had_waits_again_and_one_that_it_may_have_is_unsure(
    database: Engine, tmp_path: Path
) -> None:
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/"))
    enqueue(database, rule, now=NOW)
    claimed, handed = (claim(database, ["camry"], (), now=NOW) for _ in range(2))
    assert claimed
    assert handed
    hand_over(database, handed["id"])
    assert [row["id"] for row in recover(database, now=NOW)] == [handed["id"]]
    again = claim(database, ["camry"], (), now=NOW)
    assert again is not None
    assert again["id"] != handed["id"]
    assert recover(database, now=NOW) == []


def test_what_is_taken_without_an_answer_is_named_and_sent_again_only_when_told(
    database: Engine, tmp_path: Path, server: tuple[Plan, str]
) -> None:
    plan, address = server
    rules = write_rules(tmp_path, address, 'digest = "daily"\n')
    plan.silent = True
    first = alerts(database, rules)
    assert first.returncode == 1
    assert "may have arrived (no answer came)" in first.stderr
    plan.silent = False
    assert alerts(database, rules).returncode == 0
    assert len(plan.titles) == 1
    assert "unsure" in alerts(database, rules, "--dry-run").stdout
    assert alerts(database, rules, "--resend").returncode == 0
    assert len(plan.titles) == 2
    assert plan.keys[0] == plan.keys[1], "the receiver can tell that it is the same"


def test_a_rule_may_have_it_sent_again(database: Engine, tmp_path: Path, hook: Plan) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.port}/", 'unsure = "resend"\n')
    crash(database, rules, hook, "dot")
    assert alerts(database, rules).returncode == 0
    assert sorted(set(hook.titles)) == TOLD
    assert len(hook.titles) == 5
    assert len(set(hook.keys)) == 4


def test_who_has_got_a_mail_does_not_get_it_again_because_another_has_not(database: Engine, tmp_path: Path) -> None:
    with running("mail") as plan:
        plan.refused = ("gone@example.com",)
        to = "first@example.com,gone@example.com,last@example.com"
        rules = write_rules(tmp_path, f"mailto://127.0.0.1:{plan.port}?to={to}&from=t@example.com")
        assert alerts(database, rules).returncode == 1
        plan.refused = ()
        make_due(database)
        assert alerts(database, rules).returncode == 0
        assert [plan.receivers.count(name) for name in to.split(",")] == [4, 4, 4]


def test_a_second_run_at_the_same_time_leaves(database: Engine, tmp_path: Path, hook: Plan) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.port}/")
    with hold_lock(f"{database.url}.alerts"):
        done = alerts(database, rules)
    assert (done.returncode, hook.titles) == (0, [])
    assert "another" in done.stderr


def make_due(engine: Engine) -> None:
    with writing(engine) as writer:
        waiting = update(schema.AlertDelivery).where(schema.AlertDelivery.state == "waiting")
        writer.execute(waiting.values(next_try=NOW - timedelta(minutes=1)))


def test_what_is_refused_is_tried_again_later(database: Engine, tmp_path: Path, server: tuple[Plan, str]) -> None:
    plan, address = server
    rules = write_rules(tmp_path, address, 'changed = ["start"]\n')
    plan.down = True
    assert alerts(database, rules).returncode == 1
    assert plan.seen == 1, "a target that refuses is left alone for the rest of the run"
    plan.down = False
    make_due(database)
    assert alerts(database, rules).returncode == 0
    assert sorted(plan.titles) == TOLD


def test_what_was_refused_waits(database: Engine, tmp_path: Path, hook: Plan) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.port}/", 'digest = "daily"\n')
    hook.down = True
    alerts(database, rules)
    hook.down = False
    assert alerts(database, rules).returncode == 0
    assert hook.titles == []


def test_a_dry_run_shows_and_stores_nothing(database: Engine, tmp_path: Path, hook: Plan) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.port}/")
    shown = alerts(database, rules, "--dry-run")
    assert shown.stdout.count("Toyota Camry") == 4
    assert hook.titles == []
    with database.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM alert_delivery").scalar() == 0


def test_a_digest_is_one_message_a_day(database: Engine, tmp_path: Path) -> None:
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/", 'digest = "daily"\n'))
    assert enqueue(database, rule, now=NOW) == 1
    assert enqueue(database, rule, now=NOW + timedelta(hours=2)) == 0
    delivery = claim(database, ["camry"], (), now=NOW)
    assert delivery is not None
    assert delivery["content"]["text"].count("start") == 4
    settle(database, delivery, state=State.SENT, error="", now=NOW)
    assert enqueue(database, rule, now=NOW + timedelta(days=2)) == 0, "nothing new since"


def test_a_message_is_claimed_once(database: Engine, tmp_path: Path) -> None:
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/"))
    enqueue(database, rule, now=NOW)
    claimed = [claim(database, ["camry"], (), now=NOW) for _ in range(5)]
    assert len({row["id"] for row in claimed if row}) == 4
    assert claimed[4] is None


def test_new_announcements_are_told_too(database: Engine, tmp_path: Path) -> None:
    with writing(database) as writer:
        writer.execute(update(schema.Article).values(recorded=NOW))
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/", 'about = "announcements"\n'))
    assert enqueue(database, rule, now=NOW) == 2
    assert enqueue(database, rule, now=NOW) == 0


def test_a_rule_that_means_nothing_is_named_and_stops_no_other(database: Engine, tmp_path: Path, hook: Plan) -> None:
    rules = write_rules(
        tmp_path, f"json://127.0.0.1:{hook.port}/", '[[rule]]\nname = "odd"\nto = "desk"\nmodel = "Xq"\n'
    )
    done = alerts(database, rules)
    assert done.returncode == 1
    assert "odd: no model 'Xq' here" in done.stderr
    assert hook.titles == TOLD


def test_words_are_looked_for_in_the_whole_article(database: Engine, tmp_path: Path) -> None:
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/", "words = '\"made in kentucky\" -tundra'\n"))
    assert enqueue(database, rule, now=NOW) == 0
    with writing(database) as writer:
        change = {"key": "toyota-camry-us-jp", "at": NOW, "field": "plant", "after": "Georgetown", "article_id": 1}
        writer.execute(insert(schema.ProgrammeChange).values(change))
    assert enqueue(database, rule, now=NOW) == 1
