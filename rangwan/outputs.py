"""Where a command's results go: the standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, BinaryIO

import click

from rangwan.messages import Problem, Trouble


@contextmanager
def output(path: Path | None) -> Iterator[IO[str]]:
    """The standard output, or a file that takes its name only when the block ends well.

    Raises `Trouble` when the file cannot be written.
    """
    if path is None:
        # Thai must come out whole also where the locale says ASCII (cron, containers).
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")
        yield sys.stdout
        return
    with binary_output(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
        yield text
        text.detach()


@contextmanager
def binary_output(path: Path) -> Iterator[BinaryIO]:
    """A file that takes its name only when the block ends well.

    Raises `Trouble` when it cannot be written.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(path)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise Trouble(
            Problem(str(path), what, "Check the folder, its permissions and the free space.")
        ) from None
    finally:
        unfinished.unlink(missing_ok=True)


def print_json(value: Any) -> None:
    """A value as JSON on the standard output, laid out for people, readable by programs."""
    with output(None) as stream:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2), file=stream)


def json_line(value: Any) -> str:
    """A value as one line of JSON with its line feed."""
    return json.dumps(value, ensure_ascii=False) + "\n"
