"""From the text of an article to award facts, each value pinned to the characters that state it."""

VERSION = "5"
"""The version of the rules; raised when they change, so that facts made by older rules can be found."""
