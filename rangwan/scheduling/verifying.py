"""Units are looked at by systemd itself before they are installed."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rangwan.scheduling.tools import Call

_LEVEL = re.compile(r"exposure level for (\S+): (\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What systemd says of units."""

    checked: bool
    """Whether `systemd-analyze` is here to ask."""
    valid: bool
    messages: tuple[str, ...] = ()
    exposure: tuple[tuple[str, float], ...] = ()
    """Each service with its level: 0 (may do nothing) to 10 (may do everything)."""


def verify(units: Mapping[str, str], call: Call) -> Verdict:
    """Let `systemd-analyze` check units, by the names of their files, and weigh what they may do."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, name) for name in units}
        for name, path in paths.items():
            path.write_text(units[name], encoding="utf-8")
        try:
            # The units are checked as the system's, also a user's: a user's manager need not run for that.
            answer = call(["systemd-analyze", "--man=no", "verify", *map(str, paths.values())], None)
        except FileNotFoundError:
            return Verdict(checked=False, valid=True)
        messages = tuple(line.replace(f"{folder}/", "") for line in answer.said.splitlines() if line.strip())
        services = [path for name, path in paths.items() if name.endswith(".service")]
        weighed = call(
            ["systemd-analyze", "security", "--offline=true", "--no-pager", *map(str, services)], None
        )
    exposure = tuple((name, float(level)) for name, level in _LEVEL.findall(weighed.out))
    return Verdict(True, answer.code == 0, messages, exposure)
