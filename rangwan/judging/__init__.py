"""Persons decide on organisations: reviewing, merging, splitting, explaining, in words and on screens."""
