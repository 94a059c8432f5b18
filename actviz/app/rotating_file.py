"""RotatingFile: the log's file, of which the older parts have the names .1 and .2."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

FORMAT = "%(asctime)s %(process)d %(levelname)s %(threadName)s: %(message)s"


class RotatingFile(RotatingFileHandler):
    """Writes lines with time, process and thread; a disk that is full costs lines and nothing else."""

    def __init__(self, path: Path, most_bytes: int, older_files: int) -> None:
        super().__init__(path, maxBytes=most_bytes, backupCount=older_files, encoding="utf-8", errors="replace")
        self.setFormatter(logging.Formatter(FORMAT))

    def handleError(self, record: logging.LogRecord) -> None:
        """Go on: what cannot be logged cannot be told of either."""
