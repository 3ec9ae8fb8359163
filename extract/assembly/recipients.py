"""Recipients: the bodies and persons that win, each with what is said of it where it is named."""

from __future__ import annotations

from dataclasses import dataclass

from extract.assembly.phrases import AwardPhrase
from extract.fact import Span
from extract.mention import Mention


@dataclass(frozen=True, slots=True)
class Recipient:
    """One winner as a list or a clause names it; `header` is the phrase that heads its part of the list.

    `office` tells that the text names who holds an office of the body (ผู้บังคับการตำรวจภูธรจังหวัดแพร่).
    """

    kind: str
    start: int
    end: int
    organisation: Mention | None = None
    person: Mention | None = None
    province: str | None = None
    province_span: Span | None = None
    project: Span | None = None
    tier: Span | None = None
    category: Span | None = None
    year: Span | None = None
    year_value: int | None = None
    header: AwardPhrase | None = None
    office: bool = False


@dataclass(frozen=True, slots=True)
class RecipientList:
    """The recipients of one list, and where it ends."""

    recipients: tuple[Recipient, ...]
    end: int
