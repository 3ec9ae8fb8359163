"""Moments as machines write them: RFC 822 (RSS 2.0) and ISO 8601 (Atom, sitemaps.org, schema.org).

Days of publication are read by `normalize.dates.parse_date`, which knows these forms and the Thai ones.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_ISO_START = re.compile(r"\d{4}-\d{2}-\d{2}")
# A Thai site that renders dates by its locale puts the Buddhist year into ISO fields as well.
_FIRST_BUDDHIST_YEAR = 2400


def machine_datetime(text: str | None) -> datetime | None:
    """The moment that an ISO 8601 or RFC 822 date states, in its own time zone (UTC where it states none).

    A year from 2400 on is a Buddhist one and is turned into the common era.
    """
    if not text:
        return None
    text = text.strip()
    try:
        iso = _ISO_START.match(text)
        moment = datetime.fromisoformat(text) if iso else parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.year >= _FIRST_BUDDHIST_YEAR:
        try:
            moment = moment.replace(year=moment.year - 543)
        except ValueError:  # 29 February of a year that is no leap year in the common era
            return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
