"""The settings of unattended runs: one TOML file, read and checked as a whole."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click
from pydantic import Field, ValidationError

from db.exports.formats import Format
from rangwan.messages import Problem, Trouble
from rangwan.settings.alerts import Alerts, placed_alerts
from rangwan.settings.expectations import Expectations
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
            f"{'.'.join(map(str, fault['loc']))}: {_said(fault['type'], fault['msg'])}"
            for fault in error.errors()[:5]
        )
        advice = "All settings are described in docs/operations.md."
        raise _trouble(chosen, said, advice) from None
    return _placed(settings, chosen.parent)


def _said(kind: str, message: str) -> str:
    if kind == "extra_forbidden":
        return "there is no such setting"
    return message.lower().removeprefix("value error, ")


def _placed(settings: Settings, folder: Path) -> Settings:
    settings = settings.model_copy(update={"alerts": placed_alerts(settings.alerts, folder)})
    exports = settings.publishing.exports
    if exports is None:
        return settings
    publishing = settings.publishing.model_copy(update={"exports": (folder / exports).absolute()})
    return settings.model_copy(update={"publishing": publishing})


def _trouble(path: Path, what: str, advice: str) -> Trouble:
    return Trouble(Problem(str(path), what, advice, kind="settings"))
