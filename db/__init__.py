"""The dataset: stores articles and facts, resolves organisations, merges awards, answers questions."""
