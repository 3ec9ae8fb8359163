"""One request to a server that takes alerts: no redirects, no other schemes, certificates verified."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from rangwan.alerts.delivery import NotDelivered, network_fault, tls_context, within


def host_of(url: str) -> str:
    """The part of an address that may be printed."""
    return urlsplit(url).hostname or "?"


def request(
    url: str,
    body: bytes | None = None,
    *,
    content_type: str = "application/json",
    timeout: float,
    ca_file: Path | None = None,
) -> None:
    """POST a body, or GET when there is none.  Raises `NotDelivered` unless the answer is 2xx in time.

    What the server answers is not read.
    """
    # Without the handlers of other schemes and of redirects: what is secret in an address and in an alert
    # goes to nobody else.
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=tls_context(ca_file)),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    headers = {"User-Agent": f"rangwan/{version('rangwan')}"}
    if body is not None:
        headers["Content-Type"] = content_type
    asked = urllib.request.Request(url, data=body, headers=headers)

    def send() -> None:
        try:
            opener.open(asked, timeout=timeout).close()
        except urllib.error.HTTPError as error:
            error.close()
            raise _answered(error.code) from None
        except urllib.error.URLError as error:
            fault = error.reason
            if isinstance(fault, OSError):
                raise network_fault(fault) from None
            raise NotDelivered("no connection") from None
        except OSError as error:
            raise network_fault(error) from None
        except (http.client.HTTPException, ValueError):
            raise NotDelivered("what answers there does not speak HTTP") from None

    within(timeout, send)


def _answered(status: int) -> NotDelivered:
    if 300 <= status < 400:
        return NotDelivered(f"it answers with a redirect ({status}), which is not followed: name its goal")
    return NotDelivered(f"it answers {status}", again=status >= 500 or status == 429)
