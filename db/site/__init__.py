"""The public web site, on Datasette: pages in Thai and English, with Datasette's tables and SQL beneath."""
