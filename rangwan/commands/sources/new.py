"""`rangwan sources new`: a look at a site, and a first file for it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from pydantic import ValidationError

from crawler.drafting import draft, key_of, provisional, seen
from crawler.events import CrawlFinished, PageFailed, SiteLookedAt
from crawler.findings import Findings
from crawler.guard import is_loopback
from crawler.job import Limits
from crawler.publisher import Publisher, load_publishers, parse_publisher
from crawler.run import probe
from normalize.dates import THAILAND
from rangwan.messages import Problem, Trouble
from rangwan.outputs import output, print_json

_LIMITS = Limits(seconds=600, page_bytes=10_000_000, retries=1)
# Seconds; what a stranger's site may be asked for without anybody's leave.
_GENTLE = 1.0


@click.command("new", short_help="Look at a site politely and draft a file for it.")
@click.argument("url")
@click.option("--key", help="The key of the publisher.  [default: from the host or the file]")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; it must not exist and be named KEY.toml.  [default: KEY.toml here]",
)
@click.option(
    "--delay",
    type=click.FloatRange(0, 60),
    default=2.0,
    show_default=True,
    help="Seconds between two requests; robots.txt may only lengthen it.",
)
@click.option("--allow-loopback", is_flag=True, help="Allow a site on this computer (to try it out).")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
def new_command(
    *, url: str, key: str | None, out: Path | None, delay: float, allow_loopback: bool, as_json: bool
) -> None:
    """Look at a site politely and draft a publisher's file for it.

    Reads robots.txt and obeys it, then at most ten pages, one at a time: the homepage, feeds, sitemap and
    lists of news that it leads to, and one article. Prints what it found and writes a draft whose verdict is
    "unverified", with a list of what a person has to check.

    \b
      rangwan sources new https://www.example.go.th/
      rangwan sources new www.example.go.th --out my-publishers/example.toml

    The site must be able to reach you: set RANGWAN_CONTACT to an e-mail address or a web page of yours.
    Addresses inside private networks are refused. The page docs/add-a-publisher.md says how to go on.
    """
    publisher = _provisional(url if "://" in url else f"https://{url}", key, out, delay, allow_loopback)
    path = out or Path(f"{publisher.key}.toml")
    _must_be_free(path)
    click.echo(f"Looking at {publisher.homepage}, at most ten pages, {delay:g} seconds apart ...", err=True)
    findings = _look(publisher, allow_loopback)
    today = datetime.now(THAILAND).date()
    toml = draft(findings, publisher.key, today)
    parse_publisher(toml, str(path))
    _write(path, toml)
    if as_json:
        print_json(_as_json(findings, path))
    else:
        with output(None) as stream:
            for sentence in seen(findings):
                click.echo(f"- {sentence}", file=stream)
            click.echo(f"{findings.requests} requests in all. The draft is {path}.", file=stream)
    if publisher.key in load_publishers():
        what = f"rangwan comes with a publisher {publisher.key!r}; a file of that key takes its place"
        click.echo(f"{path}: {what}", err=True)
    if not as_json:
        _next_steps(publisher.key, path)


def _provisional(
    url: str, key: str | None, out: Path | None, delay: float, allow_loopback: bool
) -> Publisher:
    key = key or (out.stem if out else key_of(url))
    if out is not None and out.name != f"{key}.toml":
        raise click.UsageError(f"The file of the publisher {key!r} must be named {key}.toml, not {out.name}.")
    if delay < _GENTLE and not (allow_loopback and is_loopback(urlsplit(url).hostname or "")):
        raise click.UsageError(f"--delay must be {_GENTLE:g} or more; less is for sites on this computer.")
    try:
        return provisional(url, key, delay)
    except ValidationError as error:
        wrong = {str(detail["loc"][0]) for detail in error.errors()}
        if "key" in wrong:
            what = f"{key!r} is no key: small letters, digits and hyphens. Name one with --key."
            raise click.UsageError(what) from error
        raise click.UsageError(
            f"{url} is no address of a site; it should look like https://www.example.go.th/."
        ) from error


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise Trouble(
            Problem(
                str(path),
                "is there already and is not overwritten",
                "Name another file with --out, or move it.",
            )
        )
    if not path.parent.is_dir():
        raise Trouble(Problem(str(path.parent), "is no folder", f"Make it first: mkdir -p {path.parent}"))


def _look(publisher: Publisher, allow_loopback: bool) -> Findings:
    findings: Findings | None = None
    failures: list[PageFailed] = []
    for event in probe(publisher, limits=_LIMITS, allow_loopback=allow_loopback):
        match event:
            case PageFailed():
                failures.append(event)
            case SiteLookedAt():
                findings = event.findings
            case CrawlFinished() if findings is None:
                # Without a failed page it was not even tried, and the reason says what to do.
                why = failures[-1].reason.removeprefix(f"{failures[-1].url}: ") if failures else event.reason
                advice = _advice(publisher, allow_loopback) if failures else ""
                raise Trouble(Problem(publisher.homepage, why, advice))
            case CrawlFinished(ok=False):
                click.echo(f"ended early: {event.reason}", err=True)
    assert findings is not None  # CrawlFinished always comes
    for failure in failures:
        click.echo(f"not read: {failure.url or publisher.key}: {failure.reason}", err=True)
    return findings


def _advice(publisher: Publisher, allow_loopback: bool) -> str:
    if is_loopback(urlsplit(publisher.homepage).hostname or "") and not allow_loopback:
        return "To try it out with a site on this computer say --allow-loopback."
    return "No draft was written: without the homepage there is nothing to go by. Try it in a browser."


def _write(path: Path, toml: str) -> None:
    try:
        # Made now or never: the look took a while, and somebody may have made the file meanwhile.
        with path.open("x", encoding="utf-8") as file:
            file.write(toml)
    except FileExistsError:
        _must_be_free(path)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        raise Trouble(
            Problem(str(path), what, "Check the folder, its permissions and the free space.")
        ) from error


def _as_json(findings: Findings, path: Path) -> dict[str, Any]:
    article = findings.article
    found = asdict(findings)
    if article and article.published:
        found["article"]["published"] = article.published.isoformat()
    return {"draft": str(path), "findings": found}


def _next_steps(key: str, path: Path) -> None:
    click.echo(
        "\nNext: correct the draft, above all what stands under `unverified`; then\n"
        f"  rangwan sources check {key} --publishers {path.parent}\n"
        f"  rangwan crawl {key} --publishers {path.parent} --sample 5 --database try.db"
    )
