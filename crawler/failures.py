"""From what Scrapy raises to what the caller is told."""

from __future__ import annotations

from http import HTTPStatus

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler.events import FailureKind
from crawler.guard import RefusedError

_SENTENCES: tuple[tuple[type[BaseException], FailureKind, str], ...] = (
    (CannotResolveHostError, FailureKind.NETWORK, "the host has no address that may be called"),
    (DownloadConnectionRefusedError, FailureKind.NETWORK, "the host refuses connections"),
    (DownloadTimeoutError, FailureKind.NETWORK, "the host did not answer in time"),
    (ResponseDataLossError, FailureKind.NETWORK, "the page broke off before its end"),
    (UnsupportedURLSchemeError, FailureKind.ADDRESS, "only http and https are fetched"),
)


def error_of(failure: Failure) -> BaseException:
    """The exception of a failure."""
    return failure.value or RuntimeError("Scrapy tells of no error")


def explain(error: BaseException) -> tuple[FailureKind, str]:
    """The kind of a failure and a sentence for it."""
    if isinstance(error, RefusedError):
        return error.kind, error.reason
    if isinstance(error, HttpError):
        return _status(error.response)
    for kind_of_error, kind, sentence in _SENTENCES:
        if isinstance(error, kind_of_error):
            return kind, sentence
    text = " ".join(str(error).split())
    if isinstance(error, DownloadCancelledError) or "DOWNLOAD_MAXSIZE" in text:
        return FailureKind.SIZE, "the page is larger than the limit"
    if isinstance(error, IgnoreRequest) and "max redirections" in text:
        return FailureKind.HTTP, "redirects lead on without end"
    return FailureKind.NETWORK, f"{type(error).__name__}: {text}"[:300]


def _status(response: Response) -> tuple[FailureKind, str]:
    status = response.status
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return FailureKind.GONE, f"the page is gone (status {status})"
    location = response.headers.get("Location")
    if 300 <= status < 400 and location:
        return FailureKind.ADDRESS, f"redirects to {location.decode('latin-1')[:200]}, which is not fetched"
    return FailureKind.HTTP, f"the site answered with status {status}"
