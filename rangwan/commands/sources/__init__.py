"""`rangwan sources`: the publishers that rangwan knows, and how one is added."""

from __future__ import annotations

import click

from rangwan.commands.sources.checking import check_command
from rangwan.commands.sources.explaining import explain_command
from rangwan.commands.sources.listing import list_command
from rangwan.commands.sources.new import new_command


class _ListsByDefault(click.Group):
    """A group for which what is no subcommand is a source to list."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in self.get_help_option_names(ctx)):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(
    "sources",
    cls=_ListsByDefault,
    short_help="List the publishers, check their files, explain or add one.",
    subcommand_metavar="[SOURCE]... | COMMAND [ARGS]...",
)
def command() -> None:
    """List the publishers and what is known of each; check their files, explain one, add one.

    Every publisher is one TOML file. Those that come with rangwan lie in crawler/publishers/; put files of
    your own into a folder and name it with --publishers (a file replaces the one of the same key).

    \b
      rangwan sources
      rangwan sources dga
      rangwan sources check --publishers my-publishers
      rangwan sources explain dga
      rangwan sources new https://www.example.go.th/ --out my-publishers/example.toml

    What is no command is a source to list: `rangwan sources dga --json` is `rangwan sources list dga --json`.
    """


for _subcommand in (list_command, check_command, explain_command, new_command):
    command.add_command(_subcommand)
