"""The named components of the pipeline; each adds mentions of one kind to a document."""
