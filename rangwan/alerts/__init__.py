"""Tells people what needs them after an unattended run: webhooks, mail, a dead man's switch."""
