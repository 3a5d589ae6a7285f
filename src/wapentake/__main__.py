"""Lets `python -m wapentake` be the command `wapentake`."""

from wapentake.cli import main

main(prog_name="wapentake")
