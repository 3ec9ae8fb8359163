"""From mentions to facts: award phrases, lists of recipients, subjects and givers, merging and checking."""
