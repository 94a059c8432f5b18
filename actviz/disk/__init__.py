"""Files that survive: replaced in one move, held by one program at a time, and read only as far as is allowed.

`replacing` is the only way in which a whole file is written, `FileLock` the only lock between programs, and `read_file`
how a small file that somebody names is read: a pipe or a device is refused, for reading it may never end.
"""

from actviz.disk.lock import FileLock, is_locked
from actviz.disk.reading import kind_of, read_file
from actviz.disk.replacing import clear_unfinished, replacing

__all__ = ["FileLock", "clear_unfinished", "is_locked", "kind_of", "read_file", "replacing"]
