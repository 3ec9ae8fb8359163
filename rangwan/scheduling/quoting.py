"""Words in the files of systemd and cron: what means something there is told to mean nothing."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\udc80-\udcff]")


class Unquotable(ValueError):
    """A text that no unit and no crontab can hold."""


def must_be_writable(text: str) -> None:
    """Raises `Unquotable` for a text that a file of lines cannot hold."""
    if _CONTROL.search(text):
        raise Unquotable(f"{text!r} holds a line break or another control character")


def command_line(words: Sequence[str]) -> str:
    """A program with its arguments as systemd's `ExecStart=` takes it.

    Raises `Unquotable` for control characters.
    """
    # The colon turns variables off: in the path of the program a dollar could not be written otherwise.
    plain = ":" if any("$" in word for word in words) else ""
    return plain + " ".join(quoted(word) for word in words)


def quoted(text: str) -> str:
    """One word of a list in a unit, such as a path of `ReadWritePaths=`; raises `Unquotable`."""
    must_be_writable(text)
    text = text.replace("%", "%%")
    if text and re.fullmatch(r"[\w%@+=:,./$-]+", text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def whole_line(path: Path) -> str:
    """A path as the whole value of a setting (`WorkingDirectory=`), where quotes mean themselves.

    Raises `Unquotable` for one that cannot be written so.
    """
    text = str(path)
    must_be_writable(text)
    if text != text.strip() or text.endswith("\\"):
        raise Unquotable(f"{text!r} begins or ends with a space or a backslash")
    return text.replace("%", "%%")


def shell_line(words: Sequence[str]) -> str:
    """A program with its arguments for the shell; raises `Unquotable` for control characters."""
    for word in words:
        must_be_writable(word)
    return shlex.join(words)


def cron_command(line: str) -> str:
    """A line of shell as a crontab's command: there a percent sign is a line break."""
    return line.replace("%", "\\%")
