"""The settings of unattended runs: one TOML file, read and checked as a whole."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
from pydantic import Field, ValidationError

from db.exports.formats import Format
from rangwan.messages import Problem, Trouble
from rangwan.settings.alerts import Alerts, placed_alerts
from rangwan.settings.monitoring import Monitoring
from rangwan.settings.tables import Table

FILE = "rangwan.toml"
"""What the file is called that is read when none is named: it lies beside the database."""

settings_option = click.option(
    "--settings",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="RANGWAN_SETTINGS",
    show_envvar=True,
    help=f"Settings of unattended runs (TOML).  [default: {FILE} beside the database, if it is there]",
)


class Limit(Table):
    """One expectation: where its limit lies, from how many on it is asked, whether a breach holds."""

    limit: float = Field(ge=0)
    least: int = Field(default=1, ge=1)
    """Of fewer cases nothing is said."""
    holds: bool = True
    """Whether a breach holds the publication; else it is an issue and no more."""


class Expectations(Table):
    """What a normal run brings.  `docs/operations.md` tells what each breach means and what to do."""

    shrinking: Limit = Limit(limit=0.1, least=20)
    """Share by which the articles, facts, organisations, programmes or awards may become fewer."""
    rewritten: Limit = Limit(limit=0.2, least=50)
    """Share of the published facts that may be read otherwise, or no more, in unchanged articles."""
    too_many_articles: Limit = Limit(limit=10, least=100)
    """How many times the most that a crawl of the source has brought may be new at once."""
    too_few_articles: Limit = Limit(limit=7, least=1, holds=False)
    """Crawls in a row that may bring nothing of a source that normally brings `least` or more."""
    undated: Limit = Limit(limit=0.5, least=20)
    """Share of a source's new articles that may lack the day of publication."""
    facts_per_article: Limit = Limit(limit=5, least=20)
    """How many times as many facts an article as before a source's new articles may give."""
    facts_missing: Limit = Limit(limit=0.2, least=10, holds=False)
    """Share that must come of the facts expected (`least` or more) of a source's new articles."""
    unresolved: Limit = Limit(limit=0.2, least=20)
    """Share of the new organisations of which nobody knows which body they are."""
    counts_failed: Limit = Limit(limit=0.5, least=6)
    """Share of the counts that new articles claim ("18 รางวัล") and that were not found."""


class Publishing(Table):
    """What is written for readers after a good run, besides the publication itself."""

    exports: Path | None = None
    """Folder for `rangwan export`; a relative path starts at the folder of this file."""
    formats: tuple[Format, ...] = ()
    """Formats of the export; none: all that can be written."""
    keep: int = Field(default=3, ge=1)
    """Versions of the export that are kept."""


class Settings(Table):
    """All settings; every one has a default, so the file may be missing."""

    publishing: Publishing = Publishing()
    expectations: Expectations = Expectations()
    monitoring: Monitoring = Monitoring()
    alerts: Alerts = Alerts()


def read_settings(path: Path | None, database: Path) -> Settings:
    """The settings of a file, or of the one beside the database; the defaults when there is none.

    Raises `Trouble` when a file that was named is missing, and when what it holds is wrong.
    """
    beside = database.with_name(FILE)
    chosen = path or (beside if beside.exists() else None)
    if chosen is None:
        return Settings()
    try:
        content = tomllib.loads(chosen.read_text(encoding="utf-8"))
        settings = Settings.model_validate(content)
    except FileNotFoundError:
        raise _trouble(
            chosen, "there is no such file", "Name a file of settings, or leave --settings out."
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _trouble(
            chosen, f"cannot be read ({error})", "Correct the file; it must be TOML in UTF-8."
        ) from None
    except ValidationError as error:
        said = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].lower()}" for fault in error.errors()[:5]
        )
        advice = "All settings are described in docs/operations.md."
        raise _trouble(chosen, said, advice) from None
    return _placed(settings, chosen.parent)


def _placed(settings: Settings, folder: Path) -> Settings:
    settings = settings.model_copy(update={"alerts": placed_alerts(settings.alerts, folder)})
    exports = settings.publishing.exports
    if exports is None:
        return settings
    publishing = settings.publishing.model_copy(update={"exports": (folder / exports).absolute()})
    return settings.model_copy(update={"publishing": publishing})


def _trouble(path: Path, what: str, advice: str) -> Trouble:
    return Trouble(Problem(str(path), what, advice, kind="settings"))
