"""Frames of pictures as an animated GIF (with Pillow) or as numbered PNG files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.export.charts import png
from actviz.export.exported_run import Progress, no_progress
from actviz.export.extras import extra
from actviz.export.files import in_place
from actviz.registry import BadInput

Frame = NDArray[np.uint8]  # (height, width, 3)
MOST_FRAMES = 1000
FASTEST = 50  # frames a second: GIF counts in hundredths, and browsers slow down what is shorter than two


def check_animation(target: Path) -> None:
    """Refuse a kind of file that cannot be written, before any frame is made.

    Raises:
        BadInput: another suffix than .gif and .png, a folder that does not exist, or Pillow is not installed.
    """
    if target.suffix.lower() not in (".gif", ".png"):
        raise BadInput(f"{target.name} is no animation that can be saved: its name must end in .gif or .png.")
    if not target.parent.is_dir():
        raise BadInput(f"{target.name} cannot be written: there is no folder {target.parent}.")
    if target.suffix.lower() == ".gif":
        extra("PIL.Image", "gif", "GIF animations")


def write_animation(
    frames: Iterator[Frame], n_frames: int, target: Path, frames_per_second: float, progress: Progress = no_progress
) -> list[Path]:
    """Write frames of one size, as they come; return the files: one GIF, or NAME-0001.png, NAME-0002.png …

    Raises:
        BadInput: as `check_animation`, or a place that cannot be written.
        Cancelled: by `progress`; nothing is left then.
    """
    check_animation(target)

    def counted() -> Iterator[Frame]:
        for i, frame in enumerate(frames):
            progress(i / max(1, n_frames))
            yield frame

    if target.suffix.lower() == ".gif":
        return _write_gif(counted(), target, round(100 / min(frames_per_second, FASTEST)) * 10)
    return _write_pictures(counted(), target)


def _write_gif(frames: Iterator[Frame], target: Path, duration_ms: int) -> list[Path]:
    image: Any = extra("PIL.Image", "gif", "GIF animations")
    pictures = (image.fromarray(frame).quantize(256, method=image.Quantize.FASTOCTREE, dither=0) for frame in frames)
    with in_place(target) as file:
        first = next(pictures)
        # Equal frames would be merged into one that stays longer; each is kept, so that its number tells its step.
        first.save(file, "GIF", save_all=True, append_images=pictures, duration=duration_ms, loop=0, optimize=False)
    return [target]


def _write_pictures(frames: Iterator[Frame], target: Path) -> list[Path]:
    written: list[Path] = []
    try:
        for i, frame in enumerate(frames, 1):
            place = target.with_name(f"{target.stem}-{i:04d}{target.suffix}")
            with in_place(place) as file:
                file.write(png(frame))
            written.append(place)
    except BaseException:
        for place in written:
            place.unlink(missing_ok=True)
        raise
    return written
