"""What is wrong in a publisher's file, in words for the person who wrote it."""

from __future__ import annotations

import difflib
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from crawler.discovery import DISCOVERY_KINDS


def explain_mistake(detail: ErrorDetails, whole: type[BaseModel]) -> str:
    """What is wrong in a file that should be a `whole`: where, what, and what was meant."""
    location = detail["loc"]
    where = ".".join(str(part) for part in location)
    if detail["type"] == "extra_forbidden":
        if len(location) > 1 and location[-1] in whole.model_fields:
            return (
                f"{location[-1]!r} stands inside the table {location[0]!r}; move it above the first [table]"
            )
        known = sorted(_model_at(location[:-1], whole).model_fields)
        near = difflib.get_close_matches(str(location[-1]), known, n=1)
        advice = f"did you mean {near[0]!r}" if near else f"the keys known here are {', '.join(known)}"
        return f"unknown key {where!r}; {advice}"
    if detail["type"] == "missing":
        return f"the key {where!r} is missing"
    message = detail["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message


def _model_at(location: tuple[int | str, ...], whole: type[BaseModel]) -> type[BaseModel]:
    """The model that holds the keys at a location of a validation error."""
    model = whole
    for part in location:
        if part in DISCOVERY_KINDS:
            model = DISCOVERY_KINDS[str(part)]
        elif isinstance(part, str) and part in model.model_fields:
            annotation: Any = model.model_fields[part].annotation
            if get_origin(annotation) is tuple:
                annotation = get_args(annotation)[0]
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                model = annotation
    return model
