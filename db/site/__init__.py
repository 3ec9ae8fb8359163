"""The public web site, on Datasette: pages in Thai and English, with Datasette's own tables and SQL beneath."""
