"""Archives: articles from files instead of sites, where crawling is forbidden or was done by somebody else.

Each kind of archive streams `Entry` after `Entry`, so that memory stays flat however many records it holds,
and says with each one how far it has come, so that a stopped import can go on from there.
"""

from crawler.archives.entry import ArchiveError, Entry

__all__ = ["ArchiveError", "Entry"]
