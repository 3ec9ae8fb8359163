"""`python -m rangwan` is the command `rangwan`."""

from rangwan.cli import main

main(prog_name="rangwan")
