"""The layout that a publisher's file names, and where its pages differ from that layout."""

from __future__ import annotations

from typing import Annotated, Any

from cssselect import HTMLTranslator, SelectorError
from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator


def _selects(selector: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"is not a CSS selector: {error}") from error
    return selector


Selector = Annotated[str, AfterValidator(_selects)]


class Layout(BaseModel):
    """The name of a page object, and CSS selectors that go before its own.

    In TOML either `layout = "wordpress"` or a table `[layout]` with `name` and selectors.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    title: Selector | None = None
    text: Selector | None = None
    published: Selector | None = None
    category: Selector | None = None
    drop: tuple[Selector, ...] = ()
    """Elements inside the text that do not belong to it."""

    @model_validator(mode="before")
    @classmethod
    def _from_name(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value
