"""Which organisation a command's argument means; what is not clear ends the command with exit code 2."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from db.finding import find
from db.profiles import profile
from db.store import Store
from rangwan.judging.wording import kind_words


@dataclass(frozen=True, slots=True)
class Meant:
    """A standing organisation, and the id that was asked for where that leads on to it."""

    id: str
    asked: str | None = None

    @property
    def note(self) -> str | None:
        """That the id that was asked for leads on, for the reader."""
        if self.asked is None:
            return None
        return f"{self.asked} รวมเข้ากับ {self.id} แล้ว leads on to {self.id}"


def meant(store: Store, text: str) -> Meant:
    """The organisation that an id or a name means.

    Raises `click.UsageError` when there is none, or several, which it lists.
    """
    found = find(store.db, text)
    if len(found.ids) == 1:
        return Meant(found.ids[0], found.asked)
    if found.withdrawn:
        raise click.UsageError(
            f"{text}: ไม่มีข่าวใดกล่าวถึงแล้ว no article speaks of it any more; the id is kept, and stands for"
            " nothing."
        )
    if found.ids:
        raise click.UsageError(
            f"{text}: มีหลายหน่วยงานชื่อนี้ {len(found.ids)} organisations carry this name. Name one by its id:\n"
            + _listed(store, found.ids)
        )
    near = f" ใกล้เคียง near it:\n{_listed(store, found.near)}" if found.near else ""
    raise click.UsageError(
        f"{text}: ไม่พบหน่วยงานนี้ there is no such organisation; `rangwan organisations list` lists them.{near}"
    )


def _listed(store: Store, ids: tuple[str, ...]) -> str:
    lines = []
    for identity in ids:
        one = profile(store.db, identity)
        place = one.province or "ไม่ทราบจังหวัด province not known"
        lines.append(f"  {one.id}  {one.name}  {place}  ({kind_words(one.kind)})")
    return "\n".join(lines)


def _this_user() -> str:
    try:
        return os.environ.get("RANGWAN_AUTHOR") or getpass.getuser()
    except (KeyError, OSError):  # no name in the environment and no entry of this user on the machine
        return "unknown"


def author_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option --author of commands that decide."""
    return click.option(
        "--author",
        default=_this_user,
        show_default="RANGWAN_AUTHOR, else the user's name",
        metavar="NAME",
        callback=_author,
        help="Who decides; the log of judgements keeps it.",
    )(command)


def _author(_context: click.Context, _option: click.Parameter, value: str) -> str:
    name = " ".join(value.split())
    if not name or not name.isprintable():
        raise click.BadParameter("a name is needed: the log of judgements keeps who decided")
    return name


note_option = click.option("--note", metavar="TEXT", help="The reason, kept with the decision.")
