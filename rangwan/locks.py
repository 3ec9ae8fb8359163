"""One writer at a time: the second says who holds the lock and since when."""

from __future__ import annotations

import fcntl
import getpass
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from db.condition import LockHolder
from db.ledger import is_alive
from db.times import moment
from rangwan.messages import Problem, Trouble


@contextmanager
def locked(database: Path, command: str) -> Iterator[None]:
    """Hold the lock of a database while the block runs.

    The operating system lets go of it when the process ends, however it ends, so none is ever left behind.

    Raises `Trouble` when another process holds it, or when the lock file cannot be written.
    """
    path = _lock_path(database)
    try:
        descriptor = _acquire(path, command)
    except BlockingIOError:
        what = f"{_holder(path)} is working on it"
        advice = "Wait until it is done, or end that process; nothing of its work is lost."
        raise Trouble(Problem(str(database), what, advice, kind="locked")) from None
    except OSError as error:
        what = f"the lock file cannot be written ({error.strerror or error})"
        advice = "Check that the folder exists, may be written and has room."
        raise Trouble(Problem(str(path), what, advice, kind="lock")) from None
    try:
        yield
    finally:
        # While the lock is still held, so that nobody else's file is removed.
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(path: Path, command: str) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The holder before may have removed the file between the two calls: then this one is nobody's.
            with suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(descriptor), path.stat()):
                    _sign(descriptor, path, command)
                    return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _sign(descriptor: int, path: Path, command: str) -> None:
    """Say who holds the lock; raises `OSError` when that cannot be written, and leaves no file."""
    holder = {
        "command": command,
        "process": os.getpid(),
        "user": _user(),
        "host": socket.gethostname(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
    }
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(holder).encode())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # Containers run as users that have a number and no name.
        return str(os.getuid())


def holder(database: Path) -> LockHolder | None:
    """Who holds the lock of a database now, without touching it; null when nobody does.

    A killed process leaves its file, but not the lock.  Of a process on another machine (or in another
    container) nobody here can tell: its file is believed.
    """
    try:
        told = json.loads(_lock_path(database).read_text())
        known = LockHolder(
            command=str(told["command"]),
            process=int(told["process"]),
            host=str(told["host"]),
            since=moment(told["since"]),
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError):
        return LockHolder("another process", None, None, None)
    here = known.host == socket.gethostname()
    return None if here and known.process is not None and not is_alive(known.process) else known


def _lock_path(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def _holder(path: Path) -> str:
    try:
        holder = json.loads(path.read_text())
        return (
            f"`{holder['command']}` (process {holder['process']} of {holder['user']} on {holder['host']},"
            f" since {holder['since']})"
        )
    except (OSError, ValueError, LookupError, TypeError):
        return "another process"
