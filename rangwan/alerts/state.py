"""What was told to whom, so that nobody is told the same again and again.

It is kept in the database; where that cannot be written, in a small file beside it, and where that cannot be
either, in the system's folder for temporary files.  No addresses are in it: the database is copied and shown.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from db import meta
from db.errors import StoreError, explained
from db.publication import ALERTS_KEY
from db.store import Store
from db.times import moment

TIMEOUT = 5.0
"""Seconds to wait for a writer before the file is taken instead."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one channel was told last, and when: keys of reasons."""

    keys: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """What was told, by channel; `undelivered` names the channels that the last try did not reach."""

    at: datetime | None = None
    channels: Mapping[str, Told] = field(default_factory=dict)
    undelivered: tuple[str, ...] = ()


def remembered(database: Path) -> Memory:
    """The newest that is known; nothing when nothing can be read."""
    known = [_from_database(database), *map(_from_file, _files(database))]
    return max(known, key=lambda memory: memory.at.timestamp() if memory.at else 0.0)


def remember(database: Path, memory: Memory) -> bool:
    """Keep it where it can be kept; false when that is nowhere."""
    text = json.dumps(_as_json(memory), ensure_ascii=False)
    if _into_database(database, text):
        for path in _files(database):
            with suppress(OSError):
                path.unlink(missing_ok=True)
        return True
    return any(_into_file(path, text) for path in _files(database))


def _files(database: Path) -> tuple[Path, Path]:
    name = hashlib.sha256(str(database.absolute()).encode()).hexdigest()[:16]
    return (
        database.with_name(f"{database.name}.alerts.json"),
        Path(tempfile.gettempdir()) / f"rangwan-alerts-{name}.json",
    )


def _from_database(database: Path) -> Memory:
    try:
        with Store.open(database, read_only=True, timeout=TIMEOUT) as store, explained(database):
            value = meta.get(store.db.conn, ALERTS_KEY)
        return _parsed(json.loads(value)) if value else Memory()
    except (StoreError, ValueError, LookupError, TypeError):
        return Memory()


def _from_file(path: Path) -> Memory:
    try:
        # The folder for temporary files is everybody's: what others put there is not believed.
        if path.stat().st_uid != os.geteuid():
            return Memory()
        return _parsed(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, LookupError, TypeError):
        return Memory()


def _into_database(database: Path, text: str) -> bool:
    try:
        with Store.open(database, create=False, timeout=TIMEOUT) as store, store.transaction():
            meta.put(store.db.conn, ALERTS_KEY, text)
    except (StoreError, OSError):
        return False
    return True


def _into_file(path: Path, text: str) -> bool:
    try:
        descriptor, name = tempfile.mkstemp(dir=path.parent)
    except OSError:
        return False
    unfinished = Path(name)
    try:
        with open(descriptor, "w", encoding="utf-8") as stream:  # noqa: PTH123 - it is open already
            stream.write(text)
        unfinished.replace(path)
    except OSError:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        return False
    return True


def _as_json(memory: Memory) -> dict[str, Any]:
    return {
        "at": memory.at and memory.at.isoformat(),
        "channels": {
            name: {"keys": list(told.keys), "at": told.at.isoformat()}
            for name, told in memory.channels.items()
        },
        "undelivered": list(memory.undelivered),
    }


def _parsed(told: Mapping[str, Any]) -> Memory:
    channels = {
        str(name): Told(tuple(one["keys"]), moment(one["at"])) for name, one in told["channels"].items()
    }
    at = told["at"] and moment(told["at"])
    return Memory(at, channels, tuple(told["undelivered"]))
