"""The moment at which a message is out of our hands.

Before the last byte of a mail or of a web request has left, no server can have taken it; after it, one may have,
whether or not its answer reaches us. That last byte is therefore held back until the moment is stored. What a run that
died had not stored so can be sent again, and nobody is told twice; only what it had is in doubt.
"""

from __future__ import annotations

import http.client
import re
import smtplib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

_END_OF_MAIL = b"\r\n.\r\n"
_HEAD = re.compile(rb"[A-Z]+ \S+ HTTP/1\.[01]\r\n")
_BODY_FOLLOWS = re.compile(rb"\r\n(?:content-length: *[1-9]|transfer-encoding:)", re.IGNORECASE)
_MESSAGE_ID = re.compile(rb"^(Message-ID: *<)[^@>\r\n]*", re.IGNORECASE | re.MULTILINE)


@dataclass(kw_only=True)
class Handover:
    """How far one message has come."""

    key: str
    """The message's own lasting name: of each attempt the same, so that a receiver can tell a second one."""
    store: Callable[[], None]
    """Writes down, for good, that the message is about to leave."""
    handed: bool = False
    """A server may have it."""
    answered: bool = False
    """The server has said whether it took it."""

    def hand_over(self) -> None:
        """From here on a server may have it."""
        if not self.handed:
            self.store()
        self.handed, self.answered = True, False


@contextmanager
def watch(handover: Handover) -> Iterator[None]:
    """Whatever is sent by mail or web request within the block reports to `handover`.

    The standard library's own clients are watched, for every mail and web service of Apprise ends in them.
    """

    def send_mail(send: Any, client: Any, data: Any) -> None:
        if isinstance(data, bytes) and data.endswith(_END_OF_MAIL):
            data = _MESSAGE_ID.sub(rb"\g<1>" + handover.key.encode(), data, count=1)
            _hold_back(handover, send, client, data, len(_END_OF_MAIL) - 2)
        else:
            send(client, data)

    def send_request(send: Any, client: Any, data: Any) -> None:
        if isinstance(data, bytes) and _HEAD.match(data) and (_BODY_FOLLOWS.search(data) or data[:8] == b"CONNECT "):
            send(client, data)
        else:
            _hold_back(handover, send, client, data, 1)

    def get_answer(get: Any, client: Any, *arguments: Any, **options: Any) -> Any:
        answer = get(client, *arguments, **options)
        handover.answered = handover.handed
        return answer

    with ExitStack() as replaced:
        for owner, name, ours in (
            (smtplib.SMTP, "send", send_mail),
            (smtplib.SMTP, "getreply", get_answer),
            (http.client.HTTPConnection, "send", send_request),
            (http.client.HTTPConnection, "getresponse", get_answer),
        ):
            replaced.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, _bind(ours, getattr(owner, name)))
        yield


def _bind(ours: Callable[..., Any], theirs: Callable[..., Any]) -> Callable[..., Any]:
    return lambda client, *arguments, **options: ours(theirs, client, *arguments, **options)


def _hold_back(handover: Handover, send: Any, client: Any, data: Any, tail: int) -> None:
    """Sends all but the last bytes, has the moment stored, and sends those."""
    if isinstance(data, bytes) and len(data) > tail:
        send(client, data[:-tail])
        data = data[-tail:]
    handover.hand_over()
    send(client, data)
