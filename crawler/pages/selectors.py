"""The layout that a publisher's file names, where its pages differ from that layout, and since when."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Annotated, Any, Self

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator


def _selects(selector: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"is not a CSS selector: {error}") from error
    return selector


Selector = Annotated[str, AfterValidator(_selects)]


class _Selectors(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Selector | None = None
    text: Selector | None = None
    published: Selector | None = None
    category: Selector | None = None
    drop: tuple[Selector, ...] = ()
    """Elements inside the text that do not belong to it."""


class LayoutVersion(_Selectors):
    """What a redesign changed: it stands for itself and takes over none of the selectors before it.

    In TOML a table `[[layout.versions]]` below `[layout]`.
    """

    since: date
    """First day of the new design.  Pages that were fetched earlier are read in the way of before."""
    name: str | None = None
    """The page object; null: still that of `[layout]`."""


class Layout(_Selectors):
    """The name of a page object, and CSS selectors that go before its own.

    In TOML either `layout = "wordpress"` or a table `[layout]` with `name` and selectors.
    """

    name: str
    versions: tuple[LayoutVersion, ...] = ()
    """Redesigns, oldest first."""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for earlier, later in pairwise(self.versions):
            if earlier.since >= later.since:
                raise ValueError(
                    f"the version since {later.since} must stand above the one since {earlier.since}, "
                    "and no two may begin on one day"
                )
        return self

    @property
    def names(self) -> tuple[str, ...]:
        """The page objects of all versions."""
        return (self.name, *(version.name for version in self.versions if version.name))

    def on(self, day: date | None) -> Layout:
        """The layout of pages that were fetched on a day (null: of the newest), without other versions."""
        version: _Selectors = self
        for later in self.versions:
            if day is None or later.since <= day:
                version = later
        selectors = {field: getattr(version, field) for field in _Selectors.model_fields}
        name = version.name if isinstance(version, LayoutVersion) and version.name else self.name
        return Layout(name=name, **selectors)
