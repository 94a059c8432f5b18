"""A Source is a file whose content is read: unpacked if it is a gzip file or a zip archive of one file.

What is packed may be small and yet unpack to terabytes. So sizes are compared with the limit before anything is
unpacked, and as the size that a file states may lie, unpacking stops at the limit too.
"""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from actviz.data.limits import MAX_FILE_BYTES
from actviz.data.reading.progress import Progress
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.outside_text import file_name, one_line
from actviz.registry import BadInput
from actviz.translation import mark, tr

HEAD_BYTES = 4_096
MOST_PACKED = 50  # times the packed size that a file may unpack to …
ALWAYS_UNPACKED = 100_000_000  # … beyond so many bytes
MOST_DEFLATED = 1_032  # times its size: what no deflated file exceeds
LEAST_GZIP_BYTES = 18  # of the header and the checksum
_PIECE_BYTES = 1 << 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_DAMAGED = (gzip.BadGzipFile, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Source:
    """A file's content: `path` is that of the file itself, `content` what it unpacked to, if it was packed."""

    path: Path
    content: bytes | None = None

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return file_name(self.path)

    @property
    def size(self) -> int:
        """Number of bytes."""
        return self.path.stat().st_size if self.content is None else len(self.content)

    def open(self) -> BinaryIO:
        """Return the content as a stream."""
        return self.path.open("rb") if self.content is None else io.BytesIO(self.content)

    def head(self) -> bytes:
        """Return the first bytes."""
        with self.open() as file:
            return file.read(HEAD_BYTES)

    def all_bytes(self) -> bytes:
        """Return the whole content.

        Raises:
            BadInput: it is larger than what can be read.
        """
        _check_size(self.name, self.size)
        return self.path.read_bytes() if self.content is None else self.content

    def members(self) -> list[str]:
        """Return the names of the files in a zip archive; empty if it is none.

        Raises:
            BadInput: it is a damaged one.
        """
        if not self.head().startswith(_ZIP):
            return []
        try:
            with self.open() as file, zipfile.ZipFile(file) as archive:
                return [member.filename for member in archive.infolist() if _is_file(member)]
        except _DAMAGED:
            raise BadInput(tr("{name} is a damaged zip archive, or one cut short", name=self.name)) from None


def source_of(path: Path, progress: Progress) -> Source:
    """Return the content of a file, unpacked.

    Raises:
        BadInput: it is damaged, holds several files, or unpacks to too much.
    """
    source = Source(path)
    if source.head().startswith(_GZIP):
        with path.open("rb") as file:
            return Source(path, _from_gzip(source.name, file, source.size, progress))
    members = source.members()
    if members and not is_archive_of_its_own(members):
        return Source(path, _from_zip(source, members, progress))
    return source


def is_archive_of_its_own(members: list[str]) -> bool:
    """Whether a zip archive with these files is a format of its own: NPZ, or a workbook."""
    return "[Content_Types].xml" in members or all(member.endswith(".npy") for member in members)


def _is_file(member: zipfile.ZipInfo) -> bool:
    return not member.is_dir() and not member.filename.startswith("__MACOSX/")


def _from_gzip(name: str, file: BinaryIO, size: int, progress: Progress) -> bytes:
    if size < LEAST_GZIP_BYTES:
        raise BadInput(
            tr("{name} is cut short: {size} bytes are not even the frame of a gzip file", name=name, size=whole(size))
        )
    file.seek(-4, io.SEEK_END)
    (stated,) = struct.unpack("<I", file.read(4))  # the unpacked size, modulo 4 GB
    limit = _limit(size)
    if stated > limit and stated > MOST_DEFLATED * size:
        raise BadInput(
            tr("{name} is damaged or cut short: a gzip file of its size cannot hold what its end states", name=name)
        )
    if stated > limit:
        raise _too_much(name, whole(stated), limit)
    file.seek(0)
    with gzip.GzipFile(fileobj=file) as unpacked:
        return b"".join(_pieces(name, unpacked.read, limit, lambda: progress(file.tell() / size)))


def _from_zip(source: Source, members: list[str], progress: Progress) -> bytes:
    if len(members) > 1:
        shown = ", ".join(one_line(member) for member in members[:5]) + ", …" * (len(members) > 5)
        raise BadInput(
            tr(
                "{name} holds {n} files ({shown}), and one is needed (unpack it)",
                name=source.name,
                n=whole(len(members)),
                shown=shown,
            )
        )
    return b"".join(unpacked_pieces(source, members[0], progress))


def unpacked_pieces(source: Source, member: str, progress: Progress) -> Iterator[bytes]:
    """Yield what a file in a zip archive unpacks to.

    Raises:
        BadInput: it is damaged, or unpacks to too much.
    """
    name, size = source.name, source.size
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            info = archive.getinfo(member)
            limit = _limit(info.compress_size)
            if info.file_size > limit:
                raise _too_much(name, whole(info.file_size), limit)
            info.file_size = (
                limit + 2 * _PIECE_BYTES
            )  # the stated size may lie, and what is beyond it would not be read
            with archive.open(info) as unpacked:
                yield from _pieces(name, unpacked.read, limit, lambda: progress(file.tell() / size))
    except _DAMAGED as problem:
        raise _damaged(name, problem) from None


def _pieces(name: str, read: Callable[[int], bytes], limit: int, tell: Callable[[], None]) -> Iterator[bytes]:
    total = 0
    try:
        while piece := read(_PIECE_BYTES):
            total += len(piece)
            if total > limit:
                raise _too_much(name, tr("more than {n}", n=whole(limit)), limit)
            yield piece
            tell()
    except _DAMAGED as problem:
        raise _damaged(name, problem) from None


def _limit(packed: int) -> int:
    """Return how many bytes a file of so many may unpack to."""
    return min(MAX_FILE_BYTES, max(ALWAYS_UNPACKED, MOST_PACKED * packed))


def _check_size(name: str, n_bytes: int) -> None:
    if n_bytes > MAX_FILE_BYTES:
        raise BadInput(
            tr(
                "{name} has {n_bytes} bytes, and at most {most} can be read",
                name=name,
                n_bytes=whole(n_bytes),
                most=whole(MAX_FILE_BYTES),
            )
        )


def _too_much(name: str, count: str, limit: int) -> BadInput:
    told = mark("{name} unpacks to {count} bytes, and at most {most} can be read of a packed file of its size")
    return BadInput(tr(told, name=name, count=count, most=whole(limit)))


def _damaged(name: str, problem: Exception) -> BadInput:
    if isinstance(problem, BadInput):
        return problem
    if isinstance(problem, EOFError):
        return BadInput(tr("{name} is cut short: the last bytes of its compressed data are missing", name=name))
    told = mark("{name} is damaged, and a packed file must be intact: {fault}")
    return BadInput(tr(told, name=name, fault=one_line(str(problem))))
