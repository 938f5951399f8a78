"""One crawl at a time on a database: a file lock, which the system takes back from whoever dies."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tracker.errors import FixFile


def lock_path(database: str) -> Path:
    """The lock's file: beside a SQLite database, else in the system's temporary folder.

    >>> str(lock_path("sqlite:///news.db"))
    'news.db.lock'
    """
    url = make_url(database)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        return Path(f"{url.database}.lock")
    name = hashlib.sha256(f"{os.getuid()} {database}".encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"tracker-{name}.lock"


@contextmanager
def hold_lock(database: str) -> Iterator[bool]:
    """Whether this process may crawl into the database; the lock is held until the block ends.

    Raises:
        FixFile: the lock's file cannot be written.
    """
    path = lock_path(database)
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise FixFile(f"{path}: cannot be written: {error.strerror}") from error
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        os.truncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        yield True
    finally:
        os.close(file)
