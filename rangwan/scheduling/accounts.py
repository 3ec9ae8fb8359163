"""Whom unattended rounds run as, and whether that account reaches what they need."""

from __future__ import annotations

import grp
import os
import pwd
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rangwan.messages import Problem, Trouble
from rangwan.scheduling.job import NAME, Job

_HOW = (
    "Name an account without rights with --run-as, or make one: "
    f"useradd --system --home-dir /var/lib/{NAME} --create-home --shell /usr/sbin/nologin {NAME}"
)


@dataclass(frozen=True, slots=True)
class Person:
    """An account of the machine, as far as permissions look at it."""

    name: str
    uid: int
    groups: frozenset[int]


def chosen_name(wanted: str | None, folder: Path) -> str:
    """The account that was asked for, else the owner of the data; root's data are `rangwan`'s.

    Raises `Trouble` for root, which reads pages of strangers for nobody.
    """
    name = wanted or _owner(folder)
    if name is None:
        return NAME
    if name == "root" or _uid(name) == 0:
        what = "rounds do not run as root: they read pages that strangers write"
        raise Trouble(Problem(f"--run-as {name}", what, _HOW, kind="account"))
    return name


def find(name: str) -> Person:
    """The account of this name; raises `Trouble` when there is none."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise Trouble(Problem(f"--run-as {name}", "there is no such account", _HOW, kind="account")) from None
    groups = {entry.pw_gid, *(group.gr_gid for group in grp.getgrall() if name in group.gr_mem)}
    return Person(name, entry.pw_uid, frozenset(groups))


def obstacles(job: Job, person: Person, *, writes: bool = True) -> list[Problem]:
    """What keeps an account from doing the job: folders that it cannot enter, or `writes` to and cannot."""
    wanted = os.W_OK | os.X_OK if writes else os.R_OK | os.X_OK
    found = [
        _problem(
            place,
            f"the account {person.name} cannot {'write' if writes else 'read'} here",
            f"chown -R {person.name} '{place}'",
        )
        for place in job.written
        if place.is_dir() and not _may(person, place, wanted)
    ]
    closed = {barrier for place in job.needed if (barrier := _barrier(place, person))}
    advice = f"Let it (chmod o+x), or install rangwan where {person.name} reaches it, such as /opt/rangwan."
    found += [
        _problem(place, f"the account {person.name} may not pass through here", advice)
        for place in sorted(closed)
    ]
    return found


def _barrier(place: Path, person: Person) -> Path | None:
    """The first folder on the way to a place, seen from above, that an account may not enter."""
    return next((one for one in _above(place) if not _may(person, one, os.X_OK)), None)


def _above(place: Path) -> Iterable[Path]:
    # Links may lead elsewhere, so both ways are gone: the one that is written and the real one.
    ways = [*reversed(place.parents), *reversed(place.resolve().parents)]
    return [one for one in dict.fromkeys(ways) if one.is_dir()]


def _may(person: Person, place: Path, wanted: int) -> bool:
    if person.uid == 0:
        return True
    found = place.stat()
    mode = stat.S_IMODE(found.st_mode)
    if found.st_uid == person.uid:
        mode >>= 6
    elif found.st_gid in person.groups:
        mode >>= 3
    return mode & wanted == wanted


def _owner(folder: Path) -> str | None:
    try:
        owner = folder.stat().st_uid
        return pwd.getpwuid(owner).pw_name if owner else None
    except (OSError, KeyError):
        return None


def _uid(name: str) -> int | None:
    try:
        return pwd.getpwnam(name).pw_uid
    except KeyError:
        return None


def _problem(place: Path, what: str, advice: str) -> Problem:
    return Problem(str(place), what, advice, kind="account")
