"""`record` trains without a window and records the run in a file."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path
from time import monotonic

from actviz.cli.config_options import add_config_file_options, add_config_options, chosen_trainer, whole_number
from actviz.cli.reports import text_report
from actviz.cli.streams import complain, say
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.measured_training import MeasuredTraining
from actviz.recording import SUFFIX, Recording, RecordingLost, RecordingWriter, recording_of
from actviz.recording.lock import locked, locked_new
from actviz.registry import BadInput, quoted
from actviz.training import ConfigError
from actviz.translation import language

BLOCK_STEPS, RECORDED_EVERY_S = 64, 1.0


def add_options(parser: argparse.ArgumentParser) -> None:
    """Give the parser this command's options."""
    parser.add_argument("--steps", type=whole_number, default=1000, help="optimizer steps (1000)")
    parser.add_argument("--out", required=True, metavar="FILE", help=f"the recording, named …{SUFFIX}")
    add_config_file_options(parser)
    add_config_options(parser)


def run(options: argparse.Namespace) -> int:
    """Train without a window and record the run in a file that the window and `show` open."""
    if options.steps < 0:
        raise ConfigError(f"steps must be >= 0, got {options.steps}")
    target = Path(options.out)
    if target.suffix != SUFFIX or not target.parent.is_dir():
        raise BadInput(
            f"{quoted(options.out)} cannot be written: --out must name a file {SUFFIX} in a folder that exists"
        )
    training, written_at = MeasuredTraining(chosen_trainer(options), options.steps), monotonic()
    trainer = training.trainer
    with closing(_RecordingFile(target)) as file:
        while training.advance(BLOCK_STEPS):
            if monotonic() - written_at >= RECORDED_EVERY_S:
                file.write(recording_of([trainer]), whole=False)
                written_at = monotonic()
        snapshot, shown = trainer.measure(), training.diagnostician.shown
        diagnosis = diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot), shown)
        verdict = diagnosis.verdict
        file.write(recording_of([trainer], verdict=verdict.title, verdict_key=verdict.key, language=language()))
    trainer.complete_record()
    diagnosis = diagnosis_of(trainer.facts, snapshot, trainer.history.view().with_now(snapshot), shown)
    say(text_report(trainer.facts, snapshot, diagnosis))
    return 0


class _RecordingFile:
    """The recording with its lock; should another program move or change it, a new file beside it."""

    def __init__(self, path: Path) -> None:
        self._lock = locked(path)
        self._writer = RecordingWriter(path)

    def write(self, recording: Recording, whole: bool = True) -> None:
        try:
            self._writer.write(recording, whole)
        except RecordingLost as lost:
            former = self._writer.path
            self._writer.abandon()
            self._lock.release()
            path, self._lock = locked_new(former.parent, former.stem)
            complain(f"{lost}; the whole run goes on in {path}")
            self._writer = RecordingWriter(path)
            self._writer.write(recording)

    def close(self) -> None:
        self._writer.close()
        self._lock.release()
