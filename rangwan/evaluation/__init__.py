"""Measures an extraction against gold facts: precision, recall, F1, and what went wrong where."""
