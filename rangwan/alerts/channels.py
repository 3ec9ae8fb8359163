"""The ways to those who are told, made from the settings."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rangwan.alerts.delivery import NotDelivered
from rangwan.alerts.http import host_of, request
from rangwan.alerts.mail import send_mail
from rangwan.alerts.message import Alert
from rangwan.settings.alerts import Address, Alerts, Mail, SecretUnknown, Webhook

PAUSES = (2.0, 10.0)
"""Seconds before the second and the third try."""

Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to those who are told; `name` is for people and holds no secret.

    `send` raises `NotDelivered`.
    """

    name: str
    send: Callable[[Alert], None]


def channels(alerts: Alerts, *, sleep: Sleep = time.sleep) -> Iterator[Channel]:
    """All ways that the settings name, but for the dead man's switch."""
    for number, hook in enumerate(alerts.webhooks, start=1):
        yield Channel(f"webhook {number}", _webhook(hook, alerts.timeout, sleep))
    if alerts.mail:
        yield Channel("mail", _mail(alerts.mail, alerts.timeout))


def ping(address: Address, timeout: float, *, sleep: Sleep = time.sleep) -> None:
    """Tell the dead man's switch that a run was good.  Raises `NotDelivered` after the third try."""
    url = _url(address)
    _tried(url, lambda: request(url, timeout=timeout, ca_file=address.ca_file), sleep)


def _webhook(hook: Webhook, timeout: float, sleep: Sleep) -> Callable[[Alert], None]:
    def send(alert: Alert) -> None:
        url = _url(hook)
        content_type = "application/json"
        match hook.format:
            case "json":
                body = json.dumps(alert.json(), ensure_ascii=False)
            case "slack":
                body = json.dumps({"text": alert.text()}, ensure_ascii=False)
            case "text":
                body, content_type = alert.text(), "text/plain; charset=utf-8"
        _tried(
            url,
            lambda: request(
                url, body.encode(), content_type=content_type, timeout=timeout, ca_file=hook.ca_file
            ),
            sleep,
        )

    return send


def _mail(mail: Mail, timeout: float) -> Callable[[Alert], None]:
    def send(alert: Alert) -> None:
        try:
            send_mail(mail, alert.subject, alert.text(), timeout=timeout)
        except SecretUnknown as error:
            raise NotDelivered(str(error)) from None
        except NotDelivered as error:
            raise NotDelivered(f"{mail.host}: {error}") from None

    return send


def _url(address: Address) -> str:
    try:
        return address.secret()
    except SecretUnknown as error:
        raise NotDelivered(str(error)) from None


def _tried(url: str, send: Callable[[], None], sleep: Sleep) -> None:
    for pause in (*PAUSES, None):
        try:
            send()
        except NotDelivered as error:
            if pause is None or not error.again:
                raise NotDelivered(f"{host_of(url)}: {error}") from None
            sleep(pause)
        else:
            return
