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
from twisted.web.client import ResponseFailed

from crawler.connections import EndlessHeadersError
from crawler.events import FailureKind
from crawler.guard import RefusedError

# Error, words that its text contains, kind, sentence.
_SENTENCES: tuple[tuple[type[BaseException], str, FailureKind, str], ...] = (
    (CannotResolveHostError, "", FailureKind.NETWORK, "the host has no address that may be called"),
    (DownloadConnectionRefusedError, "", FailureKind.NETWORK, "the host refuses connections"),
    (DownloadTimeoutError, "", FailureKind.NETWORK, "the host did not answer in time"),
    (ResponseDataLossError, "", FailureKind.NETWORK, "the page broke off before its end"),
    (UnsupportedURLSchemeError, "", FailureKind.ADDRESS, "only http and https are fetched"),
    (DownloadCancelledError, "", FailureKind.SIZE, "the page is larger than the limit"),
    (IgnoreRequest, "DOWNLOAD_MAXSIZE", FailureKind.SIZE, "the page is larger than the limit"),
    (IgnoreRequest, "max redirections", FailureKind.HTTP, "redirects lead on without end"),
)


_ENDINGS = {
    "finished": (True, "finished"),
    "closespider_timeout": (False, "the time limit was reached; the next crawl goes on from here"),
    "shutdown": (False, "stopped from outside; the next crawl goes on from here"),
}


def ending(reason: str) -> tuple[bool, str]:
    """Whether a crawl came to its end, and a sentence for it, from Scrapy's word for why it closed."""
    return _ENDINGS.get(reason, (False, reason))


def error_of(failure: Failure) -> BaseException:
    """The exception of a failure."""
    return failure.value or RuntimeError("Scrapy tells of no error")


def explain(error: BaseException) -> tuple[FailureKind, str]:
    """The kind of a failure and a sentence for it."""
    if isinstance(error, RefusedError):
        return error.kind, error.reason
    if isinstance(error, HttpError):
        return _status(error.response)
    text = " ".join(str(error).split())
    for kind_of_error, words, kind, sentence in _SENTENCES:
        if isinstance(error, kind_of_error) and words in text:
            return kind, sentence
    if isinstance(error.__cause__, ResponseFailed):
        return _broken(error.__cause__)
    return FailureKind.NETWORK, f"{type(error).__name__}: {text}"[:300]


def fault(what: str, error: BaseException) -> str:
    """A sentence for an error that nobody foresaw in the reading of `what`."""
    text = " ".join(f"reading {what} failed: {type(error).__name__}: {error}".split())
    # Lone surrogates out of somebody's JSON would not cross the pipe.
    return text[:300].encode("utf-8", "replace").decode()


def _broken(error: ResponseFailed) -> tuple[FailureKind, str]:
    causes = [reason.value for reason in error.reasons]
    if any(isinstance(cause, EndlessHeadersError) for cause in causes):
        return FailureKind.SIZE, "the headers of the answer have no end"
    told = "; ".join(f"{type(cause).__name__}: {cause}" for cause in causes)
    return FailureKind.NETWORK, f"the answer broke off or is no HTTP ({told})"[:300]


def _status(response: Response) -> tuple[FailureKind, str]:
    status = response.status
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return FailureKind.GONE, f"the page is gone (status {status})"
    location = response.headers.get("Location")
    if 300 <= status < 400 and location:
        return FailureKind.ADDRESS, f"redirects to {location.decode('latin-1')[:200]}, which is not fetched"
    return FailureKind.HTTP, f"the site answered with status {status}"
