"""Exports: the public records as files that other programs read.  The way in: `db.exports.dataset`."""
