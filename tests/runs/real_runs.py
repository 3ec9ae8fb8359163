"""Real runs of `rangwan` in processes of their own: started fast, waited for, killed with their children."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120
"""Seconds after which a test that waits has failed."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended: its exit code (minus the signal that killed it), and all that it printed."""

    code: int
    said: str


class Starter:
    """The process from which commands are forked (run_starter.py); one command at a time."""

    def __init__(self, process: subprocess.Popen[str], output: Path) -> None:
        self._process = process
        self._output = output
        assert self._line() == "ready"

    def start(self, *arguments: object, file_bytes: int | None = None, user: int | None = None) -> Started:
        """Start a command; no file may grow beyond `file_bytes`, and it runs as `user`, if told."""
        assert self._process.stdin is not None
        self._output.write_bytes(b"")
        self._output.chmod(0o666)
        order = {
            "arguments": [str(argument) for argument in arguments],
            "output": str(self._output),
            "file_bytes": file_bytes,
            "user": user,
        }
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Started(self, int(self._line()))

    def run(self, *arguments: object, file_bytes: int | None = None, user: int | None = None) -> Ended:
        """Run a command to its end."""
        return self.start(*arguments, file_bytes=file_bytes, user=user).wait()

    def ended(self) -> Ended:
        """Wait for the end of the command that runs."""
        code = os.waitstatus_to_exitcode(int(self._line()))
        return Ended(code, self._output.read_text("utf-8"))

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line, "the starter of runs has died"
        return line


@dataclass(frozen=True, slots=True)
class Started:
    """A command that runs, as the leader of a process group."""

    starter: Starter
    process: int

    def wait(self) -> Ended:
        """Wait for its end."""
        return self.starter.ended()

    def kill(self, *, alone: bool = False) -> Ended:
        """Kill it with all processes that it started, at once, as a power cut would.

        `alone`: without them, as a system does that has run out of memory.
        """
        with suppress(ProcessLookupError):
            (os.kill if alone else os.killpg)(self.process, signal.SIGKILL)
        return self.starter.ended()

    def is_alive(self) -> bool:
        """Whether it has not ended (one that nobody has waited for yet counts as ended)."""
        try:
            state = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return False
        return state != "Z"

    def until(self, condition: Callable[[], bool]) -> bool:
        """Wait until something is so, or the command has ended; whether it is so."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < deadline, "nothing happens"
            if not self.is_alive():
                return condition()
            time.sleep(0.005)
        return True


@contextmanager
def starter(output: Path) -> Iterator[Starter]:
    """A process that starts runs quickly, while the block runs; what a run prints goes to `output`."""
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("run_starter.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        yield Starter(process, output)
    finally:
        assert process.stdin is not None
        with suppress(BrokenPipeError):
            process.stdin.close()
        process.terminate()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
