"""JSON as exports write it: Thai as it is, the same text for the same value."""

from __future__ import annotations

import json
from typing import Any


def compact(value: Any) -> str:
    """A value in one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def laid_out(value: Any) -> str:
    """A value over several lines, for people, with a line feed at its end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
