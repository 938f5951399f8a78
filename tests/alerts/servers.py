"""Servers of mail and of web hooks on loopback that take messages, refuse them, fall silent, or kill who sends them."""

from __future__ import annotations

import json
import os
import signal
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.header import decode_header, make_header
from http.server import BaseHTTPRequestHandler
from typing import Any


@dataclass(kw_only=True)
class Plan:
    """What a server does, and what it has taken."""

    titles: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    """Message-ID or Idempotency-Key of each attempt that arrived whole."""
    receivers: list[str] = field(default_factory=list)
    kill_at: str | None = None
    """The step at which the sender is killed: greeting, rcpt, data, body, dot, quit."""
    kill_message: int = 2
    """Which message it is then; counted from 1."""
    victim: int | None = None
    seen: int = 0
    down: bool = False
    """Refuses everything, in words."""
    silent: bool = False
    """Takes everything and closes the connection without an answer."""
    refused: tuple[str, ...] = ()
    """Receivers that are unknown here."""
    port: int = 0

    def reach(self, step: str) -> None:
        """Kills the sender if this is the place."""
        if self.victim and step == self.kill_at and self.seen == self.kill_message:
            os.kill(self.victim, signal.SIGKILL)
            raise ConnectionAbortedError


class Mail(socketserver.StreamRequestHandler):
    """As much of SMTP as takes mail."""

    server: Any

    def handle(self) -> None:
        plan: Plan = self.server.plan
        plan.seen += 1
        try:
            plan.reach("greeting")
            self.say("220 here")
            for line in self.rfile:
                if not self.answer(plan, line.decode().strip()):
                    return
        except ConnectionError:
            return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, plan: Plan, line: str) -> bool:
        verb = line[:4].upper()
        if verb == "RCPT":
            plan.reach("rcpt")
            self.receiver = line.partition("<")[2].partition(">")[0]
            self.say("550 unknown" if self.receiver in plan.refused else "250 ok")
        elif verb == "DATA":
            plan.reach("data")
            self.say("354 go on")
            return self.take(plan)
        elif verb == "QUIT":
            plan.reach("quit")
            self.say("221 bye")
            return False
        else:
            self.say("250 ok")
        return True

    def take(self, plan: Plan) -> bool:
        lines: list[bytes] = []
        for line in self.rfile:
            plan.reach("body")
            if line == b".\r\n":
                break
            lines.append(line)
        else:
            return False  # it broke off: not taken
        if plan.down:
            self.say("451 later")
            return True
        message = message_from_bytes(b"".join(lines))
        plan.titles.append(str(make_header(decode_header(message["Subject"]))).replace("\n", ""))
        plan.keys.append(message["Message-ID"])
        plan.receivers.append(self.receiver)
        plan.reach("dot")
        if not plan.silent:
            self.say("250 ok")
        return not plan.silent


class Hook(BaseHTTPRequestHandler):
    """Takes JSON."""

    server: Any

    def do_POST(self) -> None:
        plan: Plan = self.server.plan
        plan.seen += 1
        try:
            begun = self.rfile.read(100)
            plan.reach("body")
            length = int(self.headers["Content-Length"])
            body = begun + self.rfile.read(length - len(begun))
            if len(body) == length:  # else it broke off: not taken
                self.take(plan, json.loads(body)["title"])
        except ConnectionError:
            self.close_connection = True

    def take(self, plan: Plan, title: str) -> None:
        if plan.down:
            self.send_error(503)
            return
        plan.titles.append(title)
        plan.keys.append(self.headers["Idempotency-Key"])
        plan.reach("dot")
        if not plan.silent:
            self.send_response(200)
            self.end_headers()
        self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


class Patient(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """A thread a sender; what it has not read yet fills no more than a small buffer."""

    allow_reuse_address = daemon_threads = True
    plan: Plan

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        super().server_bind()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Senders are killed here."""


@contextmanager
def running(kind: str) -> Iterator[Plan]:
    """A server of `mail` or `hook` on a free port."""
    server = Patient(("127.0.0.1", 0), Mail if kind == "mail" else Hook)
    server.plan = plan = Plan(port=server.server_address[1])
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield plan
    finally:
        server.shutdown()
        server.server_close()
