"""From the text of an article to award facts, each value pinned to the characters that state it."""
