"""Starts `rangwan` again and again without importing it each time: python run_starter.py

A line on the standard input is one command, as JSON: its arguments, the file for what it prints, its limits.
It runs in a process forked from this one, the leader of a group of its own.  Two lines answer: its number
when it has started, and its exit status (of os.waitpid) when it has ended.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback

from rangwan.cli import main
from rangwan.commands import export, publish, resolve, run, search, status  # noqa: F401 (imported once, here)
from rangwan.extracting import _extractor


def child(order: dict[str, object]) -> int:
    """Be the command; its exit code."""
    os.setsid()
    output = os.open(str(order["output"]), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    if order["file_bytes"] is not None:
        # Writing beyond it is an error of the file (EFBIG) then, as on a disk that is full.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(str(order["file_bytes"])),) * 2)
    if order["user"] is not None:
        os.setgroups([])
        os.setgid(int(str(order["user"])))
        os.setuid(int(str(order["user"])))
    arguments = order["arguments"]
    assert isinstance(arguments, list)
    try:
        main([str(argument) for argument in arguments], standalone_mode=True)
    except SystemExit as ended:
        sys.stdout.flush()
        sys.stderr.flush()
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def serve() -> None:
    """Take commands until the standard input ends."""
    _extractor()
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        process = os.fork()
        if process == 0:
            code = 70
            try:
                code = child(order)
            except BaseException:  # noqa: BLE001 (told and ended: the child must not go on as its parent)
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        print(process, flush=True)
        print(os.waitpid(process, 0)[1], flush=True)


if __name__ == "__main__":
    serve()
