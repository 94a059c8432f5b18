"""Files are replaced in one move, locked by one program at a time, and read up to a limit.

`replacing` is the only function that writes a whole file, `FileLock` the only lock between programs, and `read_file`
reads a small file that the user names; it refuses a pipe or a device, because reading it may never end.
"""

from actviz.disk.lock import FileLock, is_locked
from actviz.disk.reading import kind_of, of_kind, read_file
from actviz.disk.replacing import clear_unfinished, replacing

__all__ = ["FileLock", "clear_unfinished", "is_locked", "kind_of", "of_kind", "read_file", "replacing"]
