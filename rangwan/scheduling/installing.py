"""Puts units where systemd looks for them, and takes them away."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rangwan.messages import Problem, Trouble
from rangwan.outputs import output
from rangwan.scheduling.tools import Call
from rangwan.scheduling.units import MARK

SYSTEM = Path("/etc/systemd/system")


class NotRunning(Trouble):
    """There is no manager of units to talk to."""


@dataclass(frozen=True, slots=True)
class Manager:
    """A manager of units: where it reads them, and how it is called."""

    folder: Path
    call: Call
    user: bool = False

    def run(self, *words: str) -> None:
        """Call `systemctl`; raises `Trouble` when it is not there, does not run, or refuses."""
        command = ["systemctl", *(["--user"] if self.user else []), *words]
        shown = " ".join(command)
        try:
            answer = self.call(command, None)
        except FileNotFoundError:
            raise _trouble(
                shown,
                "systemd is not installed on this machine",
                "Use `rangwan schedule cron`, or `rangwan run --every 6` under what starts services here.",
            ) from None
        if answer.code == 0:
            return
        if "not been booted with systemd" in answer.said or "Failed to connect to bus" in answer.said:
            what = "systemd does not run here, so nothing was started"
            advice = (
                f"The units lie in {self.folder}; where systemd runs, call this command again. In a "
                "container use `rangwan run --every 6` instead (docs/operations.md)."
            )
            raise NotRunning(Problem(shown, what, advice, kind="schedule"))
        raise _trouble(shown, f"failed: {answer.said}", "See `journalctl -xe`, then run this command again.")


def user_folder() -> Path:
    """Where the manager of the user who calls looks for units."""
    configured = os.environ.get("XDG_CONFIG_HOME")
    return (Path(configured) if configured else Path.home() / ".config") / "systemd" / "user"


def install(
    units: Mapping[str, str], started: Sequence[str], manager: Manager, tell: Callable[[str], None]
) -> list[str]:
    """Write units that differ from those that are there, and start what is named; the names of the written.

    Raises `Trouble` when a file of somebody else has the name, cannot be written, or systemd refuses.
    """
    changed = [name for name, text in units.items() if _present(manager.folder / name) != text]
    if changed:
        try:
            manager.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _trouble(
                str(manager.folder), f"cannot be made ({error.strerror})", _rights(manager)
            ) from None
    for name in changed:
        with output(manager.folder / name) as stream:
            stream.write(units[name])
        (manager.folder / name).chmod(0o644)
        tell(f"wrote {manager.folder / name}")
    if not changed:
        tell(f"{', '.join(units)}: unchanged")
    else:
        manager.run("daemon-reload")
    manager.run("enable", "--now", *started)
    running = [name for name in started if name in changed and name.endswith(".service")]
    if running:
        manager.run("restart", *running)
    return changed


def remove(names: Sequence[str], manager: Manager, tell: Callable[[str], None]) -> list[str]:
    """Stop units and remove their files; the names of those that were there.

    Raises `Trouble` when one of them is somebody else's, or cannot be removed.
    """
    there = [name for name in names if _present(manager.folder / name) is not None]
    if not there:
        tell(f"{', '.join(names)}: not installed in {manager.folder}")
        return []
    failed: Trouble | None = None
    running = True
    try:
        manager.run("disable", "--now", *there)
    except NotRunning:
        running = False  # so there is nothing to stop
    except Trouble as trouble:
        failed = trouble
    for name in there:
        try:
            (manager.folder / name).unlink()
        except OSError as error:
            what = f"cannot be removed ({error.strerror})"
            raise _trouble(str(manager.folder / name), what, _rights(manager)) from None
        tell(f"removed {manager.folder / name}")
    if failed:
        raise failed
    if running:
        manager.run("daemon-reload")
    return there


def _present(path: Path) -> str | None:
    """The unit that is there; raises `Trouble` when rangwan did not write it."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _trouble(str(path), f"cannot be read ({error})", "Look at who put it there.") from None
    if not text.startswith(MARK):
        what = "this unit was not written by rangwan, so it is left alone"
        raise _trouble(str(path), what, "Move it away, or choose another name with --name.")
    return text


def _rights(manager: Manager) -> str:
    if manager.user:
        return "Check who owns the folder."
    return "Units of the system are root's: call it with sudo, or install them for yourself with --user."


def _trouble(where: str, what: str, advice: str) -> Trouble:
    return Trouble(Problem(where, what, advice, kind="schedule"))
