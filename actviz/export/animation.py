"""An animation is written as a GIF (with Pillow) or as numbered PNG files."""

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
from actviz.translation import mark, tr

Frame = NDArray[np.uint8]  # (height, width, 3)
MOST_FRAMES = 1000
FASTEST = 50  # frames per second: GIF counts in 1/100 s, and browsers slow down frames of less than 2/100 s


def check_animation(target: Path) -> None:
    """Check that the file can be written, before any frame is made.

    Raises:
        BadInput: the suffix is not .gif or .png, the folder does not exist, or Pillow is not installed.
    """
    if target.suffix.lower() not in (".gif", ".png"):
        raise BadInput(
            tr("{name} is no animation that can be saved: its name must end in .gif or .png.", name=target.name)
        )
    if not target.parent.is_dir():
        raise BadInput(
            tr("{name} cannot be written: there is no folder {folder}.", name=target.name, folder=target.parent)
        )
    if target.suffix.lower() == ".gif":
        extra("PIL.Image", "gif", mark("GIF animations"))


def write_animation(
    frames: Iterator[Frame], n_frames: int, target: Path, frames_per_second: float, progress: Progress = no_progress
) -> list[Path]:
    """Write frames of one size as the iterator yields them; return the files: one GIF, or NAME-0001.png, …

    Raises:
        BadInput: as in `check_animation`, or the place cannot be written to.
        Cancelled: by `progress`; no file remains then.
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
    image: Any = extra("PIL.Image", "gif", mark("GIF animations"))
    pictures = (image.fromarray(frame).quantize(256, method=image.Quantize.FASTOCTREE, dither=0) for frame in frames)
    with in_place(target) as file:
        first = next(pictures)
        # Equal frames must not be merged into one of longer duration: a frame's number gives its step.
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
