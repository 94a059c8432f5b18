"""The program's version, in a module of its own: whoever writes it into a file imports nothing else with it."""

__version__ = "0.1.0"
