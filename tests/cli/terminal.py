"""A command in a pseudo-terminal: what it shows, and keys pressed once it listens."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import subprocess
import sys
import termios
import time


class Terminal:
    """`rangwan` in a pseudo-terminal of 120 columns."""

    def __init__(self, *arguments: object) -> None:
        self.ours, theirs = pty.openpty()
        environment = {**os.environ, "COLUMNS": "120", "LINES": "50", "TERM": "xterm", "PYTHONUTF8": "1"}
        call = [sys.executable, "-m", "rangwan", *map(str, arguments)]
        self.process = subprocess.Popen(
            call, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, close_fds=True
        )
        os.close(theirs)
        self.read = ""

    def wait_for(self, text: str, times: int = 1) -> None:
        deadline = time.monotonic() + 60
        raw = self.read.encode()
        while self.read.count(text) < times:
            assert time.monotonic() < deadline, f"{text!r} was never shown:\n{self.read}"
            if select.select([self.ours], [], [], 1)[0]:
                with contextlib.suppress(OSError):  # the other end is closed: the process has ended
                    raw += os.read(self.ours, 65536)
                self.read = raw.decode(errors="ignore")

    def press(self, keys: str) -> None:
        """Press once the program listens; what is typed before is dropped."""
        deadline = time.monotonic() + 60
        while termios.tcgetattr(self.ours)[3] & termios.ICANON:
            assert time.monotonic() < deadline, "the program does not wait for a key"
            time.sleep(0.02)
        os.write(self.ours, keys.encode())
