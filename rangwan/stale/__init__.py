"""`rangwan extract --stale`: stale articles are read, the differences shown, and written with consent."""
