"""Writes docs/commands.md from the commands' own --help; `--check` only says whether it is up to date."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rangwan.cli import COMMANDS, main

TARGET = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 96


def help_text(command: click.Command, name: str) -> str:
    """What `NAME --help` prints, at a fixed width whatever the terminal."""
    parent = click.Context(main, info_name="rangwan") if command is not main else None
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    return command.get_help(context).rstrip()


def document() -> str:
    """The page."""
    parts = [
        "# Commands\n\nWritten by `make docs` from each command's `--help`.\n",
        _section("rangwan", main),
    ]
    context = click.Context(main, info_name="rangwan")
    for name in sorted(COMMANDS):
        command = main.get_command(context, name) if isinstance(main, click.Group) else None
        assert command is not None
        parts.append(_section(name, command))
    return "\n".join(parts)


def _section(name: str, command: click.Command) -> str:
    title = "rangwan" if command is main else f"rangwan {name}"
    return f"## {title}\n\n```text\n{help_text(command, name)}\n```\n"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        TARGET.write_text(document(), encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != document():
        sys.exit("docs/commands.md is out of date: run make docs")
