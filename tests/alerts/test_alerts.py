"""Alerts: each thing once, whatever happens in between. Mail and web hooks go to real servers on loopback."""

import json
import os
import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, insert, update

from tests.small_database import fill
from tracker.alerts.queue import claim, enqueue, settle
from tracker.alerts.rules import read_rules
from tracker.errors import FixFile
from tracker.storage import schema
from tracker.storage.database import open_database, writing

pytest.importorskip("apprise")
NOW = datetime.now(UTC)


class Hook(ThreadingHTTPServer):
    """Takes messages; kills the process `victim` when it has taken the second, or refuses while `down`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taker)
        self.taken: list[str] = []
        self.victim: int | None = None
        self.down = False


class Taker(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.down:
            self.send_error(503)
            return
        self.server.taken.append(json.loads(body)["title"])
        if self.server.victim and len(self.server.taken) == 2:
            os.kill(self.server.victim, signal.SIGKILL)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@pytest.fixture
def hook() -> Iterator[Hook]:
    server = Hook()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


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


def test_each_change_goes_once(database: Engine, tmp_path: Path, hook: Hook) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.server_port}/")
    first = alerts(database, rules)
    assert first.returncode == 0, first.stderr
    assert hook.taken == [f"Toyota Camry US→JP: start {2020 + n} → {2021 + n}" for n in range(4)]
    again = alerts(database, rules)
    assert again.returncode == 0
    assert len(hook.taken) == 4


def test_after_a_crash_in_the_middle_only_the_rest_goes(database: Engine, tmp_path: Path, hook: Hook) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.server_port}/")
    enqueue(database, read_rules(rules)[0], now=NOW)
    pid, finish = start(database, rules)
    hook.victim = pid
    assert finish().returncode == -signal.SIGKILL
    hook.victim = None
    second = alerts(database, rules)
    assert "may have gone before" in second.stderr
    assert sorted(hook.taken) == [f"Toyota Camry US→JP: start {2020 + n} → {2021 + n}" for n in range(4)]


def test_what_is_refused_is_tried_again_later(database: Engine, tmp_path: Path, hook: Hook) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.server_port}/", 'changed = ["start"]\nwords = "camry"\n')
    hook.down = True
    failed = alerts(database, rules)
    assert (failed.returncode, hook.taken) == (1, [])
    hook.down = False
    assert alerts(database, rules).returncode == 0
    assert hook.taken == [], "it is not yet time"
    with writing(database) as writer:
        writer.execute(
            update(schema.AlertDelivery)
            .where(schema.AlertDelivery.state == "waiting")
            .values(next_try=NOW - timedelta(minutes=1))
        )
    alerts(database, rules)
    assert len(hook.taken) == 4


def test_a_dry_run_shows_and_stores_nothing(database: Engine, tmp_path: Path, hook: Hook) -> None:
    rules = write_rules(tmp_path, f"json://127.0.0.1:{hook.server_port}/")
    shown = alerts(database, rules, "--dry-run")
    assert shown.stdout.count("Toyota Camry") == 4
    assert hook.taken == []
    with database.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM alert_delivery").scalar() == 0


def test_a_digest_is_one_message_a_day(database: Engine, tmp_path: Path) -> None:
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/", 'digest = "daily"\n'))
    assert enqueue(database, rule, now=NOW) == 1
    assert enqueue(database, rule, now=NOW + timedelta(hours=2)) == 0
    delivery = claim(database, ["camry"], now=NOW)
    assert delivery is not None
    assert delivery["content"]["text"].count("start") == 4
    settle(database, delivery, error=None, now=NOW)
    assert enqueue(database, rule, now=NOW + timedelta(days=2)) == 0, "nothing new since"


def test_a_message_is_claimed_once(database: Engine, tmp_path: Path) -> None:
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/"))
    enqueue(database, rule, now=NOW)
    claimed = [claim(database, ["camry"], now=NOW) for _ in range(5)]
    assert len({row["id"] for row in claimed if row}) == 4
    assert claimed[4] is None


def test_new_announcements_are_told_too(database: Engine, tmp_path: Path) -> None:
    with writing(database) as writer:
        writer.execute(update(schema.Article).values(recorded=NOW))
    (rule,) = read_rules(write_rules(tmp_path, "json://127.0.0.1/", 'about = "announcements"\n'))
    assert enqueue(database, rule, now=NOW) == 2
    assert enqueue(database, rule, now=NOW) == 0


class MailHandler(socketserver.StreamRequestHandler):
    """The least of SMTP."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        data = False
        for line in self.rfile:
            if data:
                data = line.strip() != b"."
                self.server.mail.append(line)  # type: ignore[attr-defined]  # the test's own list
                if not data:
                    self.wfile.write(b"250 ok\r\n")
            elif line.upper().startswith(b"DATA"):
                data = True
                self.wfile.write(b"354 go on\r\n")
            elif line.upper().startswith(b"QUIT"):
                self.wfile.write(b"221 bye\r\n")
                return
            else:
                self.wfile.write(b"250 ok\r\n")


def test_mail_goes_out(database: Engine, tmp_path: Path) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), MailHandler) as server:
        server.mail = []  # type: ignore[attr-defined]  # read below
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"mailto://127.0.0.1:{server.server_address[1]}?to=desk@example.com&from=tracker@example.com"
        rules = write_rules(tmp_path, address, 'digest = "daily"\n')
        done = alerts(database, rules)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    assert sum(line.lower().startswith(b"subject:") for line in server.mail) == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[rule]]\nname = 'a'\n", "to: is missing"),
        ("[[rule]]\nname = 'a'\nto = 'nobody'\n", "neither among"),
        ("[[rule]]\nname = 'a'\nto = 'json://x/'\nmakr = 'Toyota'\n", "makr: unknown key"),
        ("[[rule]]\nname = 'a'\nto = 'json://x/'\nabout = 'cars'\n", "cars"),
        ("[rules]\n", "rules: unknown"),
        ("[[rule]\n", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_said_with_place_and_key(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "alerts.toml").write_text(text, "utf-8")
    with pytest.raises(FixFile, match=said):
        read_rules(tmp_path / "alerts.toml")


def test_an_address_is_not_stored(tmp_path: Path) -> None:
    (rule,) = read_rules(write_rules(tmp_path, "json://user:secret@127.0.0.1/", "").parent / "alerts.toml")
    assert "secret" not in repr(rule)
