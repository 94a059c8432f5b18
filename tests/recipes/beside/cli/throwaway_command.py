"""`throwaway` says hello."""

from actviz.cli.streams import say


def add_options(parser):
    """Give the parser this command's options."""
    parser.add_argument("name")


def run(options):
    """Say hello."""
    say(f"Hello, {options.name}")
    return 0
