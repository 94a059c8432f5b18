"""RecordingWriter writes a session into its file again and again while it runs; each write adds only what is new.

Every write is one transaction: whatever happens, the file holds the last complete one.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import field, replace
from datetime import UTC, datetime
from pathlib import Path

from actviz.frozen import dataclass
from actviz.recording.file_identity import FileIdentity
from actviz.recording.placement import connect_to_change, connect_to_write, in_place_of, use_log, writing_to
from actviz.recording.recorded import Recording
from actviz.recording.schema import TABLES, hindrance, in_one_sentence, make_tables, transaction
from actviz.recording.tables.data import WrittenData, write_data
from actviz.recording.tables.lanes import WrittenLane, write_lanes
from actviz.recording.tables.notes import write_notes
from actviz.recording.tables.session import rename_session, write_session
from actviz.recording.tables.states import Allowance
from actviz.registry import BadInput
from actviz.training.history.notes import Note
from actviz.translation import mark, tr
from actviz.version import __version__


@dataclass(frozen=True)
class _Written:
    """The content of the file after the last write."""

    lanes: Mapping[int, WrittenLane] = field(default_factory=dict)  # by key
    data: WrittenData = field(default_factory=WrittenData)
    notes: tuple[Note, ...] = ()


class RecordingLost(BadInput):
    """Another program deleted, renamed or changed the file; the text is the beginning of a sentence."""


class RecordingWriter:
    """Keeps one file up to date; the caller holds the file's lock.

    Args:
        path: the file; the first complete write replaces an existing one.
        go_on: keep the existing recording, and replace its content in one transaction.

    Raises:
        BadInput: for `go_on`, the file is not a recording.
    """

    def __init__(self, path: str | os.PathLike[str], go_on: bool = False) -> None:
        self.path = Path(path)
        self._connection: sqlite3.Connection | None = None
        self._identity: FileIdentity | None = None  # of the file that is open
        self._written = _Written()
        self._allowance = Allowance()
        self._created = ""
        if go_on:
            self._open_existing()

    def write(self, recording: Recording, whole: bool = True) -> None:
        """Bring the file up to date; unless `whole`, write only a few of the checkpoints, to save time.

        Raises:
            RecordingLost: another file is at the path; see `abandon`.
            BadInput: the place cannot be written to, or is full; the file is unchanged.
        """
        self._allowance.renew(whole)
        with writing_to(self.path):
            if self._connection is None or self._identity is None:
                self._begin(recording)
                return
            if not self._identity.is_unchanged:
                raise self._lost()
            try:
                self._written = self._write(self._connection, recording, self._written)
            except sqlite3.Error as problem:
                is_cut = problem.sqlite_errorcode == sqlite3.SQLITE_IOERR_SHORT_READ
                if is_cut or not hindrance(problem) or not self._identity.is_in_place:
                    raise self._lost() from None
                self._identity.renew()  # the transaction that was rolled back may have lengthened the log
                raise  # a later write may succeed
            # once more: SQLite reports nothing if the file was replaced while it wrote
            if not self._identity.is_in_place:
                raise self._lost()
            self._identity.renew()

    @property
    def is_intact(self) -> bool:
        """Whether the file is still at its path, with the content of the last write."""
        return self._identity is None or self._identity.is_unchanged

    def abandon(self) -> None:
        """Close a file that another program has moved or changed, without writing to the file now at the path.

        A file that was only renamed keeps everything written before; one that was changed in place stays as the other
        program left it.
        """
        connection, identity = self._connection, self._identity
        self._connection = None
        if connection is None or identity is None:
            return
        if identity.was_changed_in_place:
            identity.empty_log()  # else closing would write it into the file
        else:
            with suppress(sqlite3.Error):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        identity.remove_siblings()
        self._forget_identity()

    def _lost(self) -> RecordingLost:
        told = mark("{name} was deleted, renamed or changed by another program")
        return RecordingLost(tr(told, name=self.path.name))

    def close(self) -> None:
        """Close the file and remove its log."""
        if not self.is_intact:
            self.abandon()
        if self._connection is not None:
            connection, self._connection = self._connection, None
            try:
                connection.execute("PRAGMA journal_mode = DELETE")
            except sqlite3.Error:
                return  # the disk is full: the log stays beside the file, and is read with it
            finally:
                connection.close()
                self._forget_identity()

    def _open_existing(self) -> None:
        with in_one_sentence(self.path.name):
            self._go_on(connect_to_change(self.path))

    def _go_on(self, connection: sqlite3.Connection) -> None:
        """Write through this connection from now on."""
        try:
            use_log(connection)
            self._identity = FileIdentity(self.path)
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def _forget_identity(self) -> None:
        if self._identity is not None:
            self._identity.close()
            self._identity = None

    def _begin(self, recording: Recording) -> None:
        """Create the file with its first content."""
        with in_place_of(self.path) as fresh, closing(connect_to_write(fresh)) as connection:
            make_tables(connection)
            written = self._write(connection, recording, _Written())
        self._go_on(connect_to_write(self.path))
        self._written = written

    def _write(self, connection: sqlite3.Connection, recording: Recording, written: _Written) -> _Written:
        """Write the difference between the recording and `written`; return the file's new content."""
        with transaction(connection):
            if not written.lanes:  # the first write into this file
                for table in TABLES:
                    connection.execute(f"DELETE FROM {table}")
            self._created = recording.created or self._created or _now()
            write_session(connection, replace(recording, created=self._created, saved=_now(), app_version=__version__))
            notes = write_notes(connection, recording.step_notes, written.notes)
            data = write_data(connection, recording, written.data)
            lanes = write_lanes(connection, recording, written.lanes, self._allowance)
        return _Written(lanes, data, notes)


def annotate(path: str | os.PathLike[str], name: str, notes: str) -> None:
    """Set the name and the notes of a recording that no program has open.

    Raises:
        BadInput: the file is not a recording, or cannot be written to.
    """
    target = Path(path)
    with in_one_sentence(target.name), closing(connect_to_change(target)) as connection, transaction(connection):
        rename_session(connection, name, notes)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
