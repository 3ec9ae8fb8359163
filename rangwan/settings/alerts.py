"""`[alerts]`: who is told when something is wrong, and how.  What is secret in it is never printed."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, model_validator

from rangwan.settings.tables import Table

AnyTable = TypeVar("AnyTable", bound=Table)


class SecretUnknown(Exception):
    """A secret that the settings name cannot be had; `str()` says why, and never what it is."""


def _web(url: SecretStr) -> SecretStr:
    if not is_web_address(url.get_secret_value()):
        raise ValueError("must be an http:// or https:// address, without a user in it")
    return url


def is_web_address(url: str) -> bool:
    """Whether it can be fetched; one with a user's name and password in it cannot."""
    if not (url.isascii() and url.isprintable()) or " " in url:
        return False
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and named and "@" not in parts.netloc


WebSecret = Annotated[SecretStr, AfterValidator(_web)]


class Address(Table):
    """An address that is fetched.  Who knows it can use it, so it is a secret: printed is its host only."""

    url: WebSecret | None = None
    url_env: str | None = None
    """The environment variable that holds it."""
    url_file: Path | None = None
    """The file that holds it and nothing else."""
    ca_file: Path | None = None
    """Certificates that its server's is verified with, instead of the system's."""

    @model_validator(mode="after")
    def _one(self) -> Self:
        _just_one("url", self.url, self.url_env, self.url_file)
        return self

    def secret(self) -> str:
        """The address; raises `SecretUnknown`."""
        url = _secret("url", self.url, self.url_env, self.url_file)
        if not is_web_address(url):
            raise SecretUnknown("it is no http:// or https:// address, or one with a user in it")
        return url


class Webhook(Address):
    """A server that is sent alerts (POST)."""

    format: Literal["json", "slack", "text"] = "json"
    """`json`: all of it (docs/operations.md); `slack`: `{"text": ...}`; `text`: the sentences alone."""


class Mail(Table):
    """A mail server that takes alerts, and who gets them."""

    host: str = Field(min_length=1)
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    """`starttls` (587), `tls` from the first byte (465), or `none`: for a server of the same machine."""
    ca_file: Path | None = None
    """Certificates that the server's is verified with, instead of the system's."""
    user: str | None = None
    password_env: str | None = None
    """The environment variable that holds the password."""
    password_file: Path | None = None
    """The file that holds the password and nothing else."""
    sender: str = Field(alias="from", pattern=r"^[^\s<>]+@[^\s<>]+$")
    to: tuple[Annotated[str, Field(pattern=r"^[^\s<>]+@[^\s<>]+$")], ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _login(self) -> Self:
        if self.user is not None:
            _just_one("password", None, self.password_env, self.password_file)
            if self.security == "none" and self.host not in {"localhost", "127.0.0.1", "::1"}:
                raise ValueError("a password is sent over starttls or tls only")
        elif self.password_env or self.password_file:
            raise ValueError("a password needs a user")
        return self

    def password(self) -> str | None:
        """The password, null when there is no user; raises `SecretUnknown`."""
        if self.user is None:
            return None
        return _secret("password", None, self.password_env, self.password_file)


class Alerts(Table):
    """Who is told when an unattended run leaves something that needs a person; nobody unless said."""

    webhooks: tuple[Webhook, ...] = ()
    mail: Mail | None = None
    ping: Address | None = None
    """A dead man's switch: fetched after each good run; whoever runs it tells when that stays away."""
    remind_hours: float = Field(default=24, gt=0)
    """Hours after which the same reasons are told again."""
    timeout: float = Field(default=15, gt=0, le=300)
    """Seconds that one sending may take in all."""

    @property
    def any(self) -> bool:
        """Whether anybody is told anything."""
        return bool(self.webhooks or self.mail or self.ping)


def placed_alerts(alerts: Alerts, folder: Path) -> Alerts:
    """The same with paths that start at the folder of the settings file."""
    webhooks = tuple(_placed(one, folder) for one in alerts.webhooks)
    return alerts.model_copy(
        update={
            "webhooks": webhooks,
            "mail": alerts.mail and _placed(alerts.mail, folder),
            "ping": alerts.ping and _placed(alerts.ping, folder),
        }
    )


def _placed(table: AnyTable, folder: Path) -> AnyTable:
    paths = {
        name: getattr(table, name)
        for name in ("url_file", "ca_file", "password_file")
        if hasattr(table, name)
    }
    return table.model_copy(
        update={name: (folder / path).absolute() for name, path in paths.items() if path is not None}
    )


def _just_one(name: str, value: object, env: str | None, file: Path | None) -> None:
    if sum(one is not None for one in (value, env, file)) != 1:
        inline = "" if name == "password" else f"{name}, "
        raise ValueError(f"needs one of {inline}{name}_env and {name}_file")


def _secret(name: str, value: SecretStr | None, env: str | None, file: Path | None) -> str:
    if value is not None:
        return value.get_secret_value()
    if env is not None:
        found = os.environ.get(env, "").strip()
        if not found:
            raise SecretUnknown(f"the environment variable {env}, which holds the {name}, is not set")
        return found
    assert file is not None
    try:
        found = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no UTF-8"
        raise SecretUnknown(f"the file of the {name}, {file}, cannot be read ({reason})") from None
    if not found:
        raise SecretUnknown(f"the file of the {name}, {file}, is empty")
    return found
