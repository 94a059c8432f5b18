"""The weights of the lanes' networks as files of their own, from which other runs, and other programs, start."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from actviz.export.exported_run import Lane
from actviz.export.files import in_place
from actviz.recording.recorded import LANE_NAMES
from actviz.weights.saving import SAVED_FORMATS, save_weights


def write_lane_weights(key: str, lanes: Sequence[Lane], target: Path) -> list[Path]:
    """Write one file per lane in the format with this key; those after the first are named NAME-B.npz and so on.

    Raises:
        BadInput: a library that the format needs is not installed, or the target cannot be written.
    """
    written: list[Path] = []
    for lane in lanes:
        place = target if target.suffix else target.with_suffix(SAVED_FORMATS[key].suffix)
        if lane is not lanes[0]:
            place = place.with_name(f"{place.stem}-{LANE_NAMES[lane.index]}{place.suffix}")
        with in_place(place) as file:
            save_weights(key, lane.trainer.network.named_parameters(), file)
        written.append(place)
    return written
