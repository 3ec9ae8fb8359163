"""What can go wrong with sending, and the time that it may take."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from pathlib import Path


class NotDelivered(Exception):
    """Something was not sent; `str()` says why in our own words, as the libraries' may hold secrets.

    `again`: it may arrive when it is tried once more.
    """

    def __init__(self, why: str, *, again: bool = False) -> None:
        super().__init__(why)
        self.again = again


def within(seconds: float, send: Callable[[], None]) -> None:
    """Send within a time in all: the time-outs of sockets start again with every byte that trickles in.

    Raises what `send` raises, and `NotDelivered` when the time is over; then the thread is left behind, and
    ends with the program at the latest.
    """
    raised: list[Exception] = []

    def run() -> None:
        try:
            send()
        except Exception as error:  # noqa: BLE001 - raised again below, in the thread that waits
            raised.append(error)

    thread = threading.Thread(target=run, name="rangwan-alert", daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        raise NotDelivered(f"it took longer than {seconds:g} seconds", again=True)
    if raised:
        raise raised[0]


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Certificates and names are verified, always.  Raises `NotDelivered` for a file of none."""
    try:
        return ssl.create_default_context(cafile=ca_file)
    except (OSError, ValueError):
        raise NotDelivered(f"{ca_file} holds no certificates") from None


def network_fault(error: OSError) -> NotDelivered:
    """A fault of the network in words."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotDelivered(f"its certificate is not trusted: {error.verify_message}")
    if isinstance(error, ssl.SSLError):
        return NotDelivered(f"no TLS connection: {error.reason or 'refused'}", again=True)
    if isinstance(error, TimeoutError):
        return NotDelivered("it did not answer in time", again=True)
    return NotDelivered(f"no connection: {(error.strerror or type(error).__name__).lower()}", again=True)
