"""The command line: composes crawl, extract, resolve and store into a run."""
