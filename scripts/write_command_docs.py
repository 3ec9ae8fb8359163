"""Writes docs/commands.md from the commands' own --help; `--check` only says whether it is up to date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from rangwan.cli import main

TARGET = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 96


def help_text(command: click.Command, name: str, parent: click.Context | None) -> str:
    """What `NAME --help` prints, at a fixed width whatever the terminal."""
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    return command.get_help(context).rstrip()


def document() -> str:
    """The page."""
    parts = [
        "# Commands\n\nWritten by `make docs` from each command's `--help`.\n",
        *_sections("rangwan", main, None),
    ]
    return "\n".join(parts)


def _sections(name: str, command: click.Command, parent: click.Context | None) -> Iterator[str]:
    """A command, and those below it."""
    title = f"{parent.command_path} {name}" if parent else name
    yield f"## {title}\n\n```text\n{help_text(command, name, parent)}\n```\n"
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name, parent=parent)
        for below in sorted(command.list_commands(context)):
            found = command.get_command(context, below)
            assert found is not None
            yield from _sections(below, found, context)


if __name__ == "__main__":
    if "--check" not in sys.argv:
        TARGET.write_text(document(), encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != document():
        sys.exit("docs/commands.md is out of date: run make docs")
