"""The subcommands of `rangwan`: one module each, whose `command` the command line calls."""
