"""`rangwan sources explain`: what a crawl of a publisher would do, in plain words."""

from __future__ import annotations

import sys
import textwrap
from datetime import datetime
from pathlib import Path

import click

from crawler.plan import plan
from normalize.dates import THAILAND
from rangwan.messages import Problems
from rangwan.outputs import output, print_json
from rangwan.publishers import publishers_option, read_publishers


@click.command("explain", short_help="Say in plain words what a crawl of a publisher would do.")
@click.argument("key", metavar="SOURCE")
@publishers_option
@click.option("--json", "as_json", is_flag=True, help="Print the sentences as JSON, by heading.")
def explain_command(*, key: str, publishers: Path | None, as_json: bool) -> None:
    """Say in plain words what a crawl of a publisher would do.

    Which index pages it reads, how it reads an article, how often, how politely, what is expected of a run,
    and why the publisher may or may not be crawled. Nothing is fetched.

    \b
      rangwan sources explain dga
      rangwan sources explain town --publishers my-publishers
    """
    problems = Problems()
    publisher = read_publishers(publishers, problems, [key])[0]
    sections = plan(publisher, datetime.now(THAILAND).date())
    if as_json:
        print_json(sections)
    else:
        with output(None) as stream:
            click.echo(f"{publisher.name.th} ({publisher.name.en})", file=stream)
            click.echo(publisher.homepage, file=stream)
            click.echo(_wrapped(publisher.publishes, ""), file=stream)
            for heading, sentences in sections.items():
                if sentences:
                    click.echo(f"\n{heading}", file=stream)
                    for sentence in sentences:
                        click.echo(_wrapped(sentence, "  "), file=stream)
    problems.close()
    sys.exit(problems.exit_code)


def _wrapped(text: str, indent: str) -> str:
    """Lines for a terminal; addresses stay whole, so that they can be copied."""
    return textwrap.fill(
        text,
        width=100,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
