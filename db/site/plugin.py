"""What the site adds to Datasette: its pages, the texts of its errors."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from db.site.errors import error_response, explain
from db.site.views import ROUTES


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Awaitable[Any]]]]:
    """Every page in Thai, and in English under /en."""
    return [(rf"^(?P<lang>/en)?{pattern}$", view) for pattern, view in ROUTES]


# Datasette would ask every plugin and print a stack trace with the values of variables: only ours answers.
@hookimpl(hookwrapper=True)
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Generator[None, Any, None]:
    """An error as a page of ours, or as JSON."""
    outcome = yield

    async def answer() -> Response:
        return await explain(datasette, request, exception)

    outcome.force_result([answer])


@hookimpl
def forbidden(datasette: Datasette, request: Request, message: str) -> Callable[[], Awaitable[Response]]:
    """A page of ours for what is not public."""

    async def answer() -> Response:
        return await error_response(datasette, request, 403)

    return answer
